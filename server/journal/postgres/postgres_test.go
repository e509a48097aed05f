package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/server/journal"
	"example.org/convener/server/journal/journaltest"
	"example.org/convener/server/journal/postgres"
	"example.org/convener/server/servicetest"
)

func open(t *testing.T, url string) *postgres.Database {
	t.Helper()
	db, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestPostgres(t *testing.T) {
	server := servicetest.Postgres(t)
	t.Run("journal", func(t *testing.T) { testJournal(t, server) })
	t.Run("crash", func(t *testing.T) { testCrash(t, server) })
	t.Run("refused settings", func(t *testing.T) { testRefusedSettings(t, server) })
}

func testJournal(t *testing.T, server *servicetest.Service) {
	journaltest.Run(t, func(t *testing.T) journal.Journal {
		name := "j" + strings.ReplaceAll(uuid.NewString(), "-", "")
		if _, err := open(t, server.URL).Writer().ExecContext(t.Context(), "CREATE SCHEMA "+name); err != nil {
			t.Fatal(err)
		}
		return postgres.NewJournal(open(t, server.URL+"&search_path="+name))
	})
	t.Run("nodes that start together make the tables once", func(t *testing.T) {
		var nodes sync.WaitGroup
		for range 8 {
			nodes.Go(func() {
				db, err := postgres.Open(t.Context(), server.URL)
				if err != nil {
					t.Error(err)
					return
				}
				_ = db.Close()
			})
		}
		nodes.Wait()
	})
}

// What was answered is there, whatever became of the database meanwhile (F05).
func testCrash(t *testing.T, server *servicetest.Service) {
	db := open(t, server.URL)
	j := postgres.NewJournal(db)
	var answered atomic.Int64
	ctx, stop := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	const writers = 4
	kept := make([][]string, writers)
	for w := range writers {
		writing.Go(func() {
			stream := journal.Stream(fmt.Sprintf("meeting/%d", w))
			for n := 0; ctx.Err() == nil; n++ {
				kept[w] = append(kept[w], persist(ctx, j, stream, fmt.Sprint(n)))
				answered.Add(1)
			}
		})
	}
	for crash := range 3 {
		for before := answered.Load(); answered.Load() < before+20; time.Sleep(time.Millisecond) {
		}
		t.Logf("crash %d after %d answers", crash, answered.Load())
		server.Signal(syscall.SIGQUIT) // an immediate shutdown: nothing is flushed, all is recovered
		server.Wait()
		server.Start()
	}
	stop()
	writing.Wait()
	for w := range writers {
		var causes []string
		for e, err := range j.Read(t.Context(), journal.Stream(fmt.Sprintf("meeting/%d", w)), 0) {
			if err != nil {
				t.Fatal(err)
			}
			causes = append(causes, e.Cause)
		}
		want := kept[w]
		if want[len(want)-1] == "" {
			want = want[:len(want)-1] // not answered: it may be there or not
		}
		if len(causes) < len(want) || fmt.Sprint(causes[:len(want)]) != fmt.Sprint(want) {
			t.Errorf("stream %d has %d entries, answered were %d:\n%v\n%v", w, len(causes), len(want), causes, want)
		}
	}
}

// persist appends an entry as a ledger does: until it is there, once. It returns the
// entry's cause; "" if ctx ended first.
func persist(ctx context.Context, j *postgres.Journal, s journal.Stream, cause string) string {
	for ctx.Err() == nil {
		var at journal.Position
		_, err := j.AppendLocked(ctx, s, at, func(all []journal.Entry) ([]journal.Entry, error) {
			for _, e := range all {
				if e.Cause == cause {
					return nil, nil
				}
			}
			return []journal.Entry{{At: time.Now(), Cause: cause}}, nil
		})
		if err == nil {
			return cause
		}
	}
	return ""
}

func testRefusedSettings(t *testing.T, server *servicetest.Service) {
	if _, err := open(t, server.URL).Writer().ExecContext(t.Context(), "ALTER SYSTEM SET fsync = off"); err != nil {
		t.Fatal(err)
	}
	server.Signal(syscall.SIGINT)
	server.Wait()
	server.Start()
	if _, err := postgres.Open(t.Context(), server.URL); err == nil || !strings.Contains(err.Error(), "fsync off") {
		t.Errorf("a server that syncs nothing: %v", err)
	}
	secret := "postgres://convener:hunter2@[/db"
	if _, err := postgres.Open(t.Context(), secret); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("what is no address: %v", err)
	}
}
