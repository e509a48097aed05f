package room

import (
	"context"
	"errors"
	"reflect"
	"sync/atomic"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
)

// MeFeed is what clients call the feed of what one person alone may see.
const MeFeed = "me"

// ErrRemoved says that a person is not in the meeting any more.
var ErrRemoved = errors.New("room: removed from the meeting")

// A Seat is a person's place in a room, from which feeds are read. All connections of a
// person share it. Its methods may be called from any goroutine.
type Seat struct {
	room   *Room
	person meeting.Person
	me     *feed.Feed
	rank   atomic.Int32  // the audience, or removed
	gone   chan struct{} // closed when the person is removed; nil for the public

	told meeting.MeValue // what the feed me has; the ledger's goroutine's
}

const removed = -1

// Sit finds the seat of p; House sits with the public. The error is ErrRemoved, or as of
// [ledger.Ledger.Look].
func (r *Room) Sit(ctx context.Context, p meeting.Person) (*Seat, error) {
	seat := r.seat(p)
	sit := func(l law) { seat = r.newSeat(p, l.State) }
	if seat == nil { // a look waits until the room has read its history, for the public too
		if err := r.ledger.Look(ctx, sit); err != nil {
			return nil, err
		}
	}
	if seat.rank.Load() == removed { // unless another node has let p in just now
		if err := errors.Join(r.ledger.CatchUp(ctx), r.ledger.Look(ctx, sit)); err != nil {
			return nil, err
		}
	}
	if _, err := seat.Meeting(); err != nil {
		return nil, err
	}
	return seat, nil
}

// seat is the one of p that is there.
func (r *Room) seat(p meeting.Person) *Seat {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.seats[p]
}

// newSeat makes the seat of p, unless somebody has meanwhile: a second one would not be
// brought up to date. It runs in the ledger's goroutine.
func (r *Room) newSeat(p meeting.Person, s *meeting.State) *Seat {
	if p == meeting.House {
		return &Seat{room: r}
	}
	if seat := r.seat(p); seat != nil {
		return seat
	}
	seat := &Seat{room: r, person: p, me: feed.New(MeFeed, feed.NewEpoch()), gone: make(chan struct{})}
	if r.refresh(seat, s); seat.rank.Load() != removed {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.seats[p] = seat
	}
	return seat
}

// Meeting is the feed of the meeting that the person may read now. After a change of role
// it is another one, and a cursor of the old one gets everything. The error is ErrRemoved.
func (s *Seat) Meeting() (*feed.Feed, error) {
	rank := s.rank.Load()
	if rank == removed {
		return nil, ErrRemoved
	}
	return s.room.feeds.Load().meeting[rank], nil
}

// Presence is the feed of who is there, as Meeting is that of the meeting.
func (s *Seat) Presence() (*feed.Feed, error) {
	rank := s.rank.Load()
	if rank == removed {
		return nil, ErrRemoved
	}
	return s.room.feeds.Load().presence[rank], nil
}

// Audience is the one that the person belongs to now.
func (s *Seat) Audience() (meeting.Audience, error) {
	rank := s.rank.Load()
	if rank == removed {
		return meeting.Public, ErrRemoved
	}
	return meeting.Audience(rank), nil
}

// Gone is closed when the person has been removed; it is nil for the public.
func (s *Seat) Gone() <-chan struct{} { return s.gone }

// Me is the feed of what the person alone may see; nil for the public.
func (s *Seat) Me() *feed.Feed { return s.me }

// refresh brings a seat up to date. It runs in the ledger's goroutine.
func (r *Room) refresh(seat *Seat, s *meeting.State) {
	a, ok := s.Audience(seat.person)
	rank := int32(a)
	if !ok {
		rank = removed
	}
	seat.rank.Store(rank)
	if me := r.showMe(s, seat.person); !reflect.DeepEqual(me, seat.told) { // of a thousand seats an entry concerns a few
		seat.told = me
		seat.me.Publish(encode(meeting.View{MeFeed: me}, nil, nil))
	}
	if rank == removed { // for good: nobody looks after this seat any more
		r.mu.Lock()
		delete(r.seats, seat.person)
		r.mu.Unlock()
		close(seat.gone)
	}
}

// reseat brings all seats up to date. It runs in the ledger's goroutine.
func (r *Room) reseat(s *meeting.State) {
	r.mu.Lock()
	seats := make([]*Seat, 0, len(r.seats))
	for _, seat := range r.seats {
		seats = append(seats, seat)
	}
	r.mu.Unlock()
	for _, seat := range seats {
		r.refresh(seat, s)
	}
}
