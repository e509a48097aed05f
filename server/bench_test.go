package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/sqlite"
	"example.org/convener/server/presence"
	"example.org/convener/server/room"
	"example.org/convener/server/roster"
	"example.org/convener/server/seal"
)

// rooms opens nodes on a SQLite file of the benchmark's own.
func rooms(b *testing.B) (open func() *room.Rooms, j journal.Journal) {
	b.Helper()
	db, err := sqlite.Open(b.Context(), b.TempDir())
	must(b, err)
	people, err := roster.Open(b.Context(), db.Writer(), db.Reader(), seal.NewKeys())
	must(b, err)
	kept := sqlite.NewJournal(db)
	ctx, stop := context.WithCancel(context.Background())
	var writer sync.WaitGroup
	writer.Go(func() { kept.Run(ctx) })
	b.Cleanup(func() {
		stop()
		writer.Wait()
		must(b, db.Close())
	})
	return func() *room.Rooms {
		return room.NewRooms(kept, people, new(presence.Local), noCaptions, func(uuid.UUID, meeting.View) {})
	}, kept
}

// noCaptions are those of a meeting without any.
var noCaptions = room.Captions{
	Fixed:  func(uuid.UUID, string, uint64, uint64) time.Time { return time.Time{} },
	Labels: func(uuid.UUID) []string { return nil },
	Health: func(uuid.UUID) map[string]json.RawMessage { return nil },
}

const chair meeting.Person = "p-chair"

// begin makes a meeting with one person in it, who may do all.
func begin(b *testing.B, rs *room.Rooms) (uuid.UUID, *room.Room, func()) {
	b.Helper()
	id := uuid.New()
	must(b, rs.Create(b.Context(), id, meeting.CreateMeeting{Title: "Bench", Rule: meeting.Open}))
	r, leave, err := rs.Enter(b.Context(), id)
	must(b, err)
	_, err = r.Do(b.Context(), meeting.House, "admit", "", meeting.AdmitPerson{Person: chair, Roles: meeting.Chair | meeting.Participant})
	must(b, err)
	return id, r, leave
}

// Twenty people ask without a pause; an ask is answered when its bytes are synced.
func BenchmarkAsk(b *testing.B) {
	open, _ := rooms(b)
	rs := open()
	defer rs.Close()
	_, r, leave := begin(b, rs)
	defer leave()
	const askers = 20
	took := make([][]time.Duration, askers)
	var left atomic.Int64
	left.Store(int64(b.N))
	b.ResetTimer()
	var asking sync.WaitGroup
	for a := range took {
		asking.Go(func() {
			for left.Add(-1) >= 0 {
				began := time.Now()
				if _, err := r.Do(b.Context(), chair, uuid.NewString(), "", meeting.AddNote{Text: "A line of the minutes."}); err != nil {
					b.Error(err)
				}
				took[a] = append(took[a], time.Since(began))
			}
		})
	}
	asking.Wait()
	b.StopTimer()
	all := slices.Concat(took...)
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "ms-p99")
}

// The first who comes to a meeting after a restart waits until its log is read.
func BenchmarkOpen10000(b *testing.B) {
	open, j := rooms(b)
	rs := open()
	id, _, leave := begin(b, rs)
	leave()
	rs.Close()
	heads, err := j.Heads(b.Context(), room.Stream(id))
	must(b, err)
	at := heads[room.Stream(id)]
	for at.Seq < 10_000 {
		var batch []journal.Entry
		for range min(1000, 10_000-at.Seq) {
			text, err := json.Marshal(fmt.Sprintf("Line %d of the minutes, about as long as lines are in the minutes of meetings.", at.Seq))
			must(b, err)
			batch = append(batch, journal.Entry{
				At: time.Now().UTC(), By: string(chair), Cause: uuid.NewString(), Sum: "0123456789abcdefghijkl",
				Body: fmt.Appendf(nil, `{"kind":"note_added","data":{"text":%s,"kind":"note"}}`, text),
			})
		}
		at, err = j.Append(b.Context(), room.Stream(id), at, batch)
		must(b, err)
	}
	for b.Loop() {
		fresh := open()
		r, leave, err := fresh.Enter(b.Context(), id)
		must(b, err)
		seat, err := r.Sit(b.Context(), chair)
		must(b, err)
		if _, err := seat.Meeting(); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		leave()
		fresh.Close()
		b.StartTimer()
	}
}
