// Package channel runs the captions of meetings on this node: it takes what captioners'
// programs post, has the journal keep it, and shows readers the text as it grows.
//
// Captions never wait for readers. Before a meeting starts its captioners rehearse: what
// they write then is kept in memory only and is not part of the record.
package channel

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/feed"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/ledger"
	"example.org/convener/server/shelf"
)

// linger is how long a channel that nobody uses stays open.
const linger = time.Minute

// ID names a channel: the captions of a meeting in a language.
type ID struct {
	Meeting uuid.UUID
	Lang    string
}

// Feed is what clients call the feed of the channel in a language.
func Feed(lang string) string { return "captions/" + lang }

// Stream is the stream of a channel.
func (id ID) Stream() journal.Stream {
	return journal.Stream(fmt.Sprintf("captions/%s/%s", id.Meeting, id.Lang))
}

// A Channel is one channel on this node. Its methods may be called from any goroutine.
type Channel struct {
	meeting   uuid.UUID
	record    *line
	rehearsal *line
	done      chan struct{} // closed when nothing moves any more
}

// Post takes a post from the link called by: into the record, or into the rehearsal if the
// meeting has not started. When it returns nil, the text is safe (a rehearsal's: is shown).
func (c *Channel) Post(ctx context.Context, by string, rehearsing bool, p ingest.Post) error {
	return c.line(rehearsing).post(ctx, by, p)
}

// Answered notes that the answer to a post has left: a client that sends the same again
// under the next number then means it.
func (c *Channel) Answered(ctx context.Context, by string, rehearsing bool, sum string) error {
	return c.line(rehearsing).ledger.Look(ctx, func(t *text) {
		if s := t.sources[by]; s != nil {
			s.Answered(sum)
		}
	})
}

// Last is the highest number of the link's present run, 0 if there was none.
func (c *Channel) Last(ctx context.Context, by string, rehearsing bool) (n int64, err error) {
	err = c.line(rehearsing).ledger.Look(ctx, func(t *text) { n = t.source(by).Last() })
	return n, err
}

// Segments are the text of the record so far.
func (c *Channel) Segments(ctx context.Context) (segs []captions.Segment, err error) {
	err = c.record.ledger.Look(ctx, func(t *text) { segs = t.track.Segments() })
	return segs, err
}

// Tail are the last segments, at most n, of the record or of the rehearsal.
func (c *Channel) Tail(ctx context.Context, rehearsing bool, n int) (segs []captions.Segment, err error) {
	err = c.line(rehearsing).ledger.Look(ctx, func(t *text) {
		segs = t.track.Segments()
		segs = segs[max(0, len(segs)-n):]
	})
	return segs, err
}

// Feed is the feed of the record, or of the rehearsal. It may be another one later: a
// reader asks for it again whenever it has been woken.
func (c *Channel) Feed(rehearsing bool) *feed.Feed { return c.line(rehearsing).feed.Load() }

func (c *Channel) line(rehearsing bool) *line {
	if rehearsing {
		return c.rehearsal
	}
	return c.record
}

// Channels are the channels of a node: those that somebody uses are open. Its methods may
// be called from any goroutine.
type Channels struct {
	shelf *shelf.Shelf[ID, *Channel]
}

// NewChannels returns the channels in j. sent is told how many finished segments readers
// were sent; it must not wait.
func NewChannels(j journal.Journal, sent func(segments int)) *Channels {
	return &Channels{shelf.New("captions", linger, func(id ID) (*Channel, func(context.Context) error) {
		c := &Channel{
			id.Meeting, newLine(id.Stream(), id.Lang, j, sent), newLine(id.Stream(), id.Lang, new(memory.Journal), sent), make(chan struct{}),
		}
		return c, func(ctx context.Context) error {
			defer c.end()
			g, ctx := errgroup.WithContext(ctx)
			g.Go(func() error { return c.record.ledger.Run(ctx) })
			g.Go(func() error { return c.rehearsal.ledger.Run(ctx) })
			return g.Wait()
		}
	})}
}

// Enter opens a channel until leave is called. When it returns, the channel's feeds have
// what was taken: a reader who comes back goes on from where it was. The error is
// [shelf.ErrClosed], or as of [ledger.Ledger.Look].
func (cs *Channels) Enter(ctx context.Context, id ID) (c *Channel, leave func(), err error) {
	c, leave, err = cs.shelf.Enter(id)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range []*line{c.record, c.rehearsal} {
		if err := l.ledger.Look(ctx, func(*text) {}); err != nil {
			leave()
			return nil, nil, err
		}
	}
	return c, leave, nil
}

// end tells readers that nothing comes any more.
func (c *Channel) end() {
	close(c.done)
	for _, l := range []*line{c.record, c.rehearsal} {
		l.feed.Load().Wake()
	}
}

// Done is closed when the channel is closed: its feeds do not move any more.
func (c *Channel) Done() <-chan struct{} { return c.done }

// RehearsalOver has those who read rehearsals of a meeting look for the record instead.
func (cs *Channels) RehearsalOver(meeting uuid.UUID) {
	for _, c := range cs.shelf.Open() {
		if c.meeting == meeting {
			c.rehearsal.feed.Load().Wake()
		}
	}
}

// Open are the ledgers of the open channels' records, for [ledger.Watch].
func (cs *Channels) Open() (open []ledger.Watched) {
	for _, c := range cs.shelf.Open() {
		open = append(open, c.record.ledger)
	}
	return open
}

// Close ends all channels and waits for their ends.
func (cs *Channels) Close() { cs.shelf.Close() }
