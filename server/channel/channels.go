package channel

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/ledger"
	"example.org/convener/server/shelf"
)

// linger is how long a channel that nobody uses stays open.
const linger = time.Minute

// Channels are the channels of a node: those that somebody uses are open. Its methods may
// be called from any goroutine.
type Channels struct {
	shelf *shelf.Shelf[ID, *Channel]
}

// Told are who is told what readers are sent. They must not wait.
type Told struct {
	Segments func(n int)              // so many segments were finished or corrected
	Frame    func(took time.Duration) // something that came so long ago is in a frame now
}

// NewChannels returns the channels in j. sealed reports whether what is said in a meeting is
// to be stored sealed, under the key that key names; it must not wait.
func NewChannels(j journal.Journal, told Told, sealed func(uuid.UUID) (key string, is bool)) *Channels {
	return &Channels{shelf.New("captions", linger, func(id ID) (*Channel, func(context.Context) error) {
		c := &Channel{id: id, forget: make(chan struct{}, 1), done: make(chan struct{})}
		c.open = func(p Place) *line {
			switch p {
			case Record:
				return newLine(id, Feed(id.Lang), j, told, func() string {
					if key, is := sealed(id.Meeting); is {
						return key
					}
					return ""
				})
			case Live:
				return newLine(id, LiveFeed(id.Lang), new(memory.Journal), told, open)
			default:
				return newLine(id, Feed(id.Lang), new(memory.Journal), told, open)
			}
		}
		for p := range places {
			c.lines[p].Store(c.open(p))
		}
		return c, c.run
	})}
}

// open is the key of what is not sealed.
func open() string { return "" }

// Enter opens a channel until leave is called. When it returns, the channel's feeds have
// what was taken: a reader who comes back goes on from where it was. The error is
// [shelf.ErrClosed], or as of [ledger.Ledger.Look].
func (cs *Channels) Enter(ctx context.Context, id ID) (c *Channel, leave func(), err error) {
	c, leave, err = cs.shelf.Enter(id)
	if err != nil {
		return nil, nil, err
	}
	for p := range places {
		if err := c.line(p).ledger.Look(ctx, func(*text) {}); err != nil {
			leave()
			return nil, nil, err
		}
	}
	return c, leave, nil
}

// RehearsalOver has those who read rehearsals of a meeting look for the record instead.
func (cs *Channels) RehearsalOver(meeting uuid.UUID) {
	for _, c := range cs.shelf.Open() {
		if c.id.Meeting == meeting {
			c.Feed(Rehearsal).Wake()
		}
	}
}

// Over has what was said off the record of a meeting that has ended forgotten soon.
func (cs *Channels) Over(meeting uuid.UUID) {
	for _, c := range cs.shelf.Open() {
		if c.id.Meeting == meeting {
			c.forgetSoon()
		}
	}
}

// Labels are how captioners have named speakers of a meeting, in the channels that are open.
func (cs *Channels) Labels(meeting uuid.UUID) (labels []string) {
	for _, c := range cs.shelf.Open() {
		if c.id.Meeting != meeting {
			continue
		}
		for p := range places {
			labels = append(labels, *c.line(p).labels.Load()...)
		}
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}

// Open are the ledgers of the open channels' records, for [ledger.Watch].
func (cs *Channels) Open() (open []ledger.Watched) {
	for _, c := range cs.shelf.Open() {
		open = append(open, c.line(Record).ledger)
	}
	return open
}

// Close ends all channels and waits for their ends.
func (cs *Channels) Close() { cs.shelf.Close() }
