// Package room runs live meetings on this node: for each a ledger that owns its state, a
// feed for each audience, and the names of the people in it.
//
// It knows neither sockets nor clients: those ask ([Room.Do]) and read feeds ([Seat]).
package room

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
	"example.org/convener/server/roster"
)

// MeetingFeed is what clients call the feed of a meeting, whichever audience it is for.
const MeetingFeed = "meeting"

// audiences is how many there are; each has a feed of its own.
const audiences = int(meeting.StaffRoom) + 1

// feeds are the feeds of a meeting, by audience.
type feeds struct{ meeting, presence [audiences]*feed.Feed }

func newFeeds() *feeds {
	var f feeds
	for i := range f.meeting {
		f.meeting[i], f.presence[i] = feed.New(MeetingFeed, feed.NewEpoch()), feed.New(PresenceFeed, feed.NewEpoch())
	}
	return &f
}

// A Room is one meeting on this node. Its methods may be called from any goroutine.
type Room struct {
	id     uuid.UUID
	ledger *ledger.Ledger[law, meeting.Command]
	cards  func(context.Context, uuid.UUID) (map[meeting.Person]roster.Card, error)
	moved  func(uuid.UUID, meeting.View) // told what the public may know of the meeting
	feeds  atomic.Pointer[feeds]
	part   atomic.Uint64 // under discussion now
	alone  chan struct{} // has room for one: see Alone

	mu    sync.Mutex // no I/O under it
	seats map[meeting.Person]*Seat
	plan  meeting.MeetingValue // as the public may know it

	// The rest belongs to the ledger's goroutine.
	epoch uint64      // of the meeting's history
	shown meeting.Seq // what the feeds have
	known map[meeting.Person]roster.Card
	over  bool // its record is published
	presenter
}

// Stream is the stream of a meeting.
func Stream(id uuid.UUID) journal.Stream { return journal.Stream("meeting/" + id.String()) }

// Do carries out cmd and returns the number that answers it. cause is the ask's id and sum
// the digest of all that was asked. The error is the meeting's refusal, or as of
// [ledger.Ledger.Do].
func (r *Room) Do(ctx context.Context, by meeting.Person, cause, sum string, cmd meeting.Command) (meeting.Seq, error) {
	seq, err := r.ledger.Do(ctx, ledger.Ask[meeting.Command]{By: string(by), Cause: cause, Sum: sum, Want: cmd})
	return meeting.Seq(seq), err
}

// Done is closed when the room is closed: its feeds do not move any more.
func (r *Room) Done() <-chan struct{} { return r.ledger.Done() }

// View is what an audience may see of the meeting now, with the names it may know.
func (r *Room) View(ctx context.Context, a meeting.Audience) (v meeting.View, err error) {
	err = r.ledger.Look(ctx, func(l law) { v = r.show(l.State, a, 0) })
	return v, err
}

// Me is what p alone may see of the meeting now.
func (r *Room) Me(ctx context.Context, p meeting.Person) (me meeting.MeValue, err error) {
	err = r.ledger.Look(ctx, func(l law) { me = r.showMe(l.State, p) })
	return me, err
}

// Allows refuses a command that p's roles do not allow.
func (r *Room) Allows(ctx context.Context, p meeting.Person, cmd meeting.Command) error {
	var refused error
	err := r.ledger.Look(ctx, func(l law) { refused = l.Allows(p, cmd) })
	return errors.Join(err, refused)
}

// Body is the body that p belongs to, as p said on joining; empty for none.
func (r *Room) Body(ctx context.Context, p meeting.Person) (body string, err error) {
	err = r.ledger.Look(ctx, func(l law) {
		r.showMe(l.State, p) // reads the card of who has just come
		body = r.known[p].Body
	})
	return body, err
}

// Speeches are the turns that have ended, and who people are: name and body.
func (r *Room) Speeches(ctx context.Context) (turns []meeting.Speech, who func(meeting.Person) (name, body string), err error) {
	var cards map[meeting.Person]roster.Card
	err = r.ledger.Look(ctx, func(l law) {
		turns, cards = l.Speeches(), r.known
	})
	return turns, func(p meeting.Person) (string, string) { return cards[p].Name, cards[p].Body }, err
}

// Leaves is what the meeting leaves to the next of its series, and the cards of its people.
func (r *Room) Leaves(ctx context.Context) (left meeting.Carry, cards map[meeting.Person]roster.Card, err error) {
	if err := r.ledger.CatchUp(ctx); err != nil {
		return left, nil, err // it may have ended on another node
	}
	err = r.ledger.Look(ctx, func(l law) {
		r.reloadCards() // of all who wait
		left, cards = l.Leaves(r.id.String()), r.known
	})
	return left, cards, err
}

// ID is the meeting's.
func (r *Room) ID() uuid.UUID { return r.id }

// Approvals are the meetings whose minutes this one has approved.
func (r *Room) Approvals(ctx context.Context) (of []string, err error) {
	err = r.ledger.Look(ctx, func(l law) { of = l.State.Approvals() })
	return of, err
}

// Plan is a meeting like this one that has not begun.
func (r *Room) Plan(ctx context.Context) (c meeting.CreateMeeting, err error) {
	err = r.ledger.Look(ctx, func(l law) { c = l.Plan() })
	return c, err
}

// Works reports whether a link, by the log's name for it, still works.
func (r *Room) Works(ctx context.Context, link string) (works bool, err error) {
	err = r.ledger.Look(ctx, func(l law) { works = l.State.Works(link, time.Now()) })
	return works, err
}

// Keeps reports whether what is captioned in a language at a time is kept.
func (r *Room) Keeps(ctx context.Context, lang string, at time.Time) (keeps bool, err error) {
	err = r.ledger.Look(ctx, func(l law) { keeps = l.State.Keeps(lang, at, time.Now()) })
	return keeps, err
}

// publish shows what has changed to every audience. It runs in the ledger's goroutine.
func (r *Room) publish(l law, at journal.Position) (again time.Time) {
	f := r.feeds.Load()
	if l.Seq() == r.shown && at.Epoch == r.epoch { // nothing but time has passed
		return r.present(f, l.State)
	}
	anew := r.epoch != 0 && (r.epoch != at.Epoch || l.Anew() > r.shown)
	if anew {
		f, r.shown = newFeeds(), 0
	}
	r.epoch = at.Epoch
	r.part.Store(uint64(l.PartNow()))
	r.forgetful(l.Published())
	r.reseat(l.State)          // first: who has no right to what follows must not get it
	var v, before meeting.View // what one audience sees is mostly what the one before it sees
	var set map[string]json.RawMessage
	for a := meeting.Public; a <= meeting.StaffRoom; a++ {
		v, before = r.show(l.State, a, r.shown), v
		set = encode(v, before, set)
		f.meeting[a].Publish(set)
		if m, ok := v["meeting"].(meeting.MeetingValue); ok && a == meeting.Public {
			r.setPlan(m)
			r.moved(r.id, v)
		}
	}
	r.shown = l.Seq()
	if anew {
		r.last = time.Time{} // the feed of who is there begins anew too
	}
	again = r.present(f, l.State)
	if anew {
		r.renew(f)
	}
	return again
}

func (r *Room) setPlan(m meeting.MeetingValue) {
	r.mu.Lock()
	sealed := m.Private && !r.plan.Private
	r.plan = m
	r.mu.Unlock()
	if sealed {
		r.tabs.Hide(r.id) // who came before the Rule was asked for
	}
}

// Stage is how far the meeting has come; empty while it is being opened.
func (r *Room) Stage() meeting.Stage {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.plan.Stage
}

// HasChannel reports whether the meeting has captions in lang.
func (r *Room) HasChannel(lang string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.plan.Channels, func(c meeting.Channel) bool { return c.Lang == lang })
}

// renew has all readers begin anew with fresh, which hold the present already: the
// meeting's history is another, or what an audience may see of it is.
func (r *Room) renew(fresh *feeds) {
	old := r.feeds.Swap(fresh)
	for a := range old.meeting {
		old.meeting[a].Wake() // its readers find the fresh one
		old.presence[a].Wake()
	}
}

// encode marshals the values of v. Those that are as before, which was encoded as had, are
// not encoded again.
func encode(v, before meeting.View, had map[string]json.RawMessage) map[string]json.RawMessage {
	set := make(map[string]json.RawMessage, len(v))
	for key, value := range v {
		if value == nil {
			set[key] = nil
			continue
		}
		if isPaper(value) && before[key] == value {
			set[key] = had[key]
			continue
		}
		b, err := json.Marshal(value)
		if err != nil {
			panic("room: a value does not marshal: " + err.Error()) // a bug of ours
		}
		set[key] = b
	}
	return set
}

// isPaper reports whether a value is one of the many that minutes consist of. They hold no
// lists, and so can be compared.
func isPaper(value any) bool {
	switch value.(type) {
	case meeting.NoteValue, meeting.DecisionValue, meeting.ActionValue:
		return true
	}
	return false
}

// show is meeting.Show with names. It runs in the ledger's goroutine.
func (r *Room) show(s *meeting.State, a meeting.Audience, after meeting.Seq) meeting.View {
	v := meeting.Show(s, a, after)
	learned := after > 0
	said := func(label string) meeting.Person {
		p, sure := r.named(s, label)
		if !sure && !learned { // it may be somebody who has just come
			r.reloadCards()
			r.learn(s)
			p, sure = r.named(s, label)
			learned = true
		}
		if !sure {
			return meeting.House
		}
		return p
	}
	n := namer{cards: r.known, away: r.away, inside: a != meeting.Public, said: said}
	n.view(r.id, v)
	if n.missed {
		r.reloadCards()
		n.cards = r.known
		n.view(r.id, v)
	}
	return v
}

// showMe is meeting.Me with the name. It runs in the ledger's goroutine.
func (r *Room) showMe(s *meeting.State, p meeting.Person) meeting.MeValue {
	me := meeting.Me(s, p)
	if _, ok := r.known[p]; !ok {
		r.reloadCards()
	}
	me.Name = r.known[p].Name
	return me
}
