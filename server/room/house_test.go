package room_test

import (
	"context"
	"encoding/json"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/journal/sqlite"
	"example.org/convener/server/ledger"
	"example.org/convener/server/presence"
	"example.org/convener/server/room"
	"example.org/convener/server/roster"
	"example.org/convener/server/seal"
)

// names are the people of these tests, by pseudonym, and their names.
var names = map[meeting.Person]string{
	"p-chair": "Sipho Dlamini", "p-ann": "Ana Câmara", "p-ben": "Ben Okri", "p-eva": "Eva Sýkorová",
}

// A house is what nodes share.
type house struct {
	journal *memory.Journal
	people  *roster.Roster
	db      *sqlite.Database // which has them
	id      uuid.UUID
	there   *presence.Local
	labels  *atomic.Pointer[[]string]  // of the captions
	health  *sync.Map                  // of their channels, by language
	fixed   *atomic.Pointer[time.Time] // when segment 4 was corrected
}

// hears is what rooms are told of the captions.
func (h house) hears() room.Captions {
	return room.Captions{
		Fixed: func(_ uuid.UUID, _ string, first, last uint64) (at time.Time) {
			if first <= 4 && 4 <= last {
				at = *h.fixed.Load()
			}
			return at
		},
		Labels: func(uuid.UUID) []string { return *h.labels.Load() },
		Health: func(uuid.UUID) map[string]json.RawMessage {
			all := make(map[string]json.RawMessage)
			h.health.Range(func(lang, value any) bool {
				all[lang.(string)] = json.RawMessage(value.(string))
				return true
			})
			return all
		},
	}
}

func newHouse(t *testing.T) house {
	t.Helper()
	db, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	people, err := roster.Open(t.Context(), db.Writer(), db.Reader(), seal.NewKeys())
	if err != nil {
		t.Fatal(err)
	}
	h := house{new(memory.Journal), people, db, uuid.New(), new(presence.Local), new(atomic.Pointer[[]string]), new(sync.Map), new(atomic.Pointer[time.Time])}
	h.fixed.Store(new(time.Time))
	h.labels.Store(new([]string))
	for p, name := range names {
		if err := people.Put(t.Context(), h.id, p, roster.Card{Name: name, Body: "Coalition " + string(p), Way: "speak"}); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// node runs the meetings of one node until the bubble's test ends.
func (h house) node(t *testing.T) *room.Rooms {
	t.Helper()
	rs := room.NewRooms(h.journal, h.people, h.there, h.hears(), func(uuid.UUID, meeting.View) {})
	ctx, cancel := context.WithCancel(t.Context())
	var watching sync.WaitGroup
	watching.Go(func() { ledger.Watch(ctx, h.journal, rs.Open) })
	t.Cleanup(func() { cancel(); watching.Wait(); rs.Close() })
	return rs
}

// meet makes a meeting with the people of names in it, and starts it.
func (h house) meet(t *testing.T, rs *room.Rooms, rule meeting.Rule) *room.Room {
	t.Helper()
	err := rs.Create(t.Context(), h.id, meeting.CreateMeeting{
		Title: "Coordination", Rule: rule, Agenda: []meeting.PlannedItem{{Title: "Access", Kind: "discussion", Minutes: 10}},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := enter(t, rs, h.id)
	do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-chair", Roles: meeting.Chair})
	for _, p := range []meeting.Person{"p-ann", "p-ben", "p-eva"} {
		do(t, r, meeting.House, meeting.AdmitPerson{Person: p, Roles: meeting.Participant})
	}
	do(t, r, "p-chair", meeting.StartMeeting{})
	do(t, r, "p-chair", meeting.OpenQueue{})
	return r
}

func enter(t *testing.T, rs *room.Rooms, id uuid.UUID) *room.Room {
	t.Helper()
	r, leave, err := rs.Enter(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(leave)
	return r
}

func do(t *testing.T, r *room.Room, by meeting.Person, cmd meeting.Command) meeting.Seq {
	t.Helper()
	seq, err := r.Do(t.Context(), by, uuid.NewString(), "", cmd)
	if err != nil {
		t.Fatalf("%s: %T: %v", by, cmd, err)
	}
	return seq
}

func sit(t *testing.T, r *room.Room, p meeting.Person) *room.Seat {
	t.Helper()
	s, err := r.Sit(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type patch struct {
	Feed, Cursor string
	Reset        bool
	Set          map[string]json.RawMessage
}

// read is what a cursor has not seen of a feed.
func read(t *testing.T, f *feed.Feed, at feed.Cursor) (patch, feed.Cursor) {
	t.Helper()
	frame, err := f.Since(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	var p patch
	if err := json.Unmarshal(frame.Bytes, &p); err != nil {
		t.Fatal(err)
	}
	return p, frame.Next
}

// all is what a seat may see of the meeting.
func all(t *testing.T, s *room.Seat) string {
	t.Helper()
	f, err := s.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	p, _ := read(t, f, feed.Cursor{})
	b, err := json.Marshal(p.Set)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// bubble runs a test with time in it.
func bubble(t *testing.T, test func(*testing.T, house)) {
	h := newHouse(t)
	synctest.Test(t, func(t *testing.T) { test(t, h) })
}
