package room

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
	"example.org/convener/server/presence"
	"example.org/convener/server/roster"
	"example.org/convener/server/shelf"
	"example.org/convener/server/wire"
)

// linger is how long a room that everybody has left stays open: long enough for a client
// that polls to come back to the same feeds.
const linger = time.Minute

// Rooms are the meetings of a node: those that somebody uses are open. Its methods may be
// called from any goroutine.
type Rooms struct {
	journal journal.Journal
	shelf   *shelf.Shelf[uuid.UUID, *Room]
}

// Captions are what a room shows of the captions of its meeting. They must not wait.
type Captions struct {
	Labels func(uuid.UUID) []string                   // how captioners have named the speakers
	Health func(uuid.UUID) map[string]json.RawMessage // how the channels do, by language

	Fixed func(id uuid.UUID, lang string, first, last uint64) time.Time // when one of these segments was corrected last; zero for never
}

// NewRooms returns the meetings in j. moved is told, in a room's goroutine, what the public
// may know of a meeting whenever that may have changed; it must not wait.
func NewRooms(
	j journal.Journal, people *roster.Roster, there presence.Presence, hears Captions, moved func(uuid.UUID, meeting.View),
) *Rooms {
	open := func(id uuid.UUID) (*Room, func(context.Context) error) {
		r := newRoom(id, j, moved)
		r.cards, r.tabs, r.hears = people.Cards, there, hears
		return r, r.ledger.Run
	}
	return &Rooms{journal: j, shelf: shelf.New("meeting", linger, open)}
}

func newRoom(id uuid.UUID, j journal.Journal, moved func(uuid.UUID, meeting.View)) *Room {
	r := &Room{id: id, moved: moved, alone: make(chan struct{}, 1), seats: make(map[meeting.Person]*Seat)}
	r.presenter.seen = make(map[meeting.Person]time.Time)
	r.feeds.Store(newFeeds())
	r.ledger = ledger.New(ledger.Options[law, meeting.Command]{
		Stream: Stream(id), Journal: j, Fresh: func() law { return newLaw(Key(id)) }, Publish: r.publish, Due: r.due,
	})
	return r
}

// Enter opens the room of a meeting until leave is called. The error is
// [wire.ErrNoMeeting] if there is no such meeting, or a fault.
func (rs *Rooms) Enter(ctx context.Context, id uuid.UUID) (r *Room, leave func(), err error) {
	heads, err := rs.journal.Heads(ctx, Stream(id))
	if err != nil {
		return nil, nil, fmt.Errorf("room: enter: %w", err)
	}
	if heads[Stream(id)].Seq == 0 {
		return nil, nil, wire.ErrNoMeeting
	}
	return rs.shelf.Enter(id)
}

// Create makes a meeting. The error is the meeting's refusal, or a fault.
func (rs *Rooms) Create(ctx context.Context, id uuid.UUID, c meeting.CreateMeeting) error {
	r, leave, err := rs.shelf.Enter(id)
	if err != nil {
		return err
	}
	defer leave()
	_, err = r.Do(ctx, meeting.House, id.String(), "", c)
	return err
}

// Open are the ledgers of the open rooms, for [ledger.Watch].
func (rs *Rooms) Open() (open []ledger.Watched) {
	for _, r := range rs.shelf.Open() {
		open = append(open, r.ledger)
	}
	return open
}

// KeyNow names the key that seals what is said in a meeting now: that of the part under
// discussion, as far as this node has the meeting open.
func (rs *Rooms) KeyNow(id uuid.UUID) string {
	for _, r := range rs.shelf.Open() {
		if r.id == id {
			return PartKey(id, meeting.Seq(r.part.Load()))
		}
	}
	return Key(id)
}

// Close ends all rooms and waits for their ends.
func (rs *Rooms) Close() { rs.shelf.Close() }
