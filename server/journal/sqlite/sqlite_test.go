package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/convener/server/journal"
	"example.org/convener/server/journal/journaltest"
	"example.org/convener/server/journal/sqlite"
)

// openIn opens the journal in dir; stop ends it as the end of the program does.
func openIn(t testing.TB, dir string) (j *sqlite.Journal, stop func()) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	j = sqlite.NewJournal(db)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { j.Run(ctx) })
	stop = sync.OnceFunc(func() {
		cancel()
		running.Wait()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return j, stop
}

func TestJournal(t *testing.T) {
	journaltest.Run(t, func(t *testing.T) journal.Journal {
		j, _ := openIn(t, t.TempDir())
		return j
	})
}

func TestEntriesAndEpochSurviveReopening(t *testing.T) {
	dir := t.TempDir()
	j, stop := openIn(t, dir)
	e := journal.Entry{At: time.Unix(1, 2).UTC(), Cause: "c", Body: []byte("a")}
	pos, err := j.Append(t.Context(), "s", journal.Position{}, []journal.Entry{e})
	if err != nil {
		t.Fatal(err)
	}
	stop()
	j, _ = openIn(t, dir)
	heads, err := j.Heads(t.Context(), "s")
	if err != nil || heads["s"] != pos {
		t.Errorf("head after reopening: %v, %v; want %v", heads, err, pos)
	}
	if _, err := j.Append(t.Context(), "s", pos, []journal.Entry{e}); !errors.Is(err, journal.ErrCause) {
		t.Errorf("the cause is forgotten: %v", err)
	}
}

// T-12: what a stream held before it was rewritten is in no file, also while somebody reads.
func TestRewrittenIsNowhere(t *testing.T) {
	dir := t.TempDir()
	j, _ := openIn(t, dir)
	at := journal.Position{}
	for i := range 200 {
		e := journal.Entry{At: time.Unix(1, 2).UTC(), By: "canary-by", Cause: fmt.Sprint("canary-cause", i), Body: []byte("canary-body " + strings.Repeat("x", i*20))}
		var err error
		if at, err = j.Append(t.Context(), "s", at, []journal.Entry{e}); err != nil {
			t.Fatal(err)
		}
	}
	if hits := found(t, dir, "canary"); hits == 0 {
		t.Fatal("the search is blind")
	}
	if _, err := j.Rewrite(t.Context(), "s", at, []journal.Entry{{Seq: at.Seq, At: time.Unix(1, 2), Body: []byte("nothing")}}); err != nil {
		t.Fatal(err)
	}
	if hits := found(t, dir, "canary"); hits != 0 {
		t.Errorf("it is there %d times still", hits)
	}
}

// What was deleted just before a process was killed is in no file once the next one has opened
// them.
func TestDeletedIsNowhereAfterAKill(t *testing.T) {
	dir, after := t.TempDir(), t.TempDir()
	db, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, query := range []string{`CREATE TABLE t (x TEXT)`, `INSERT INTO t VALUES ('canary')`, `DELETE FROM t`} {
		if _, err := db.Writer().ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(after, os.DirFS(dir)); err != nil { // as a kill would leave them
		t.Fatal(err)
	}
	if found(t, after, "canary") == 0 {
		t.Fatal("the search is blind")
	}
	again, err := sqlite.Open(t.Context(), after)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	if hits := found(t, after, "canary"); hits != 0 {
		t.Errorf("it is there %d times still", hits)
	}
}

// found is how often a word stands in the files of a folder.
func found(t *testing.T, dir, word string) (hits int) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		hits += bytes.Count(b, []byte(word))
	}
	return hits
}

func TestSecondProcessIsRefused(t *testing.T) {
	dir := t.TempDir()
	openIn(t, dir)
	if _, err := sqlite.Open(t.Context(), dir); !errors.Is(err, sqlite.ErrInUse) { // F30
		t.Errorf("second opening: %v, want ErrInUse", err)
	}
}

func BenchmarkAppend(b *testing.B) {
	j, _ := openIn(b, b.TempDir())
	var pos journal.Position
	var err error
	for b.Loop() {
		e := journal.Entry{At: time.Now(), Body: []byte(`{"kind":"hand_raised","data":{"class":"topic"}}`)}
		if pos, err = j.Append(b.Context(), "s", pos, []journal.Entry{e}); err != nil {
			b.Fatal(err)
		}
	}
}
