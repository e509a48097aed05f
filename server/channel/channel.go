// Package channel runs the captions of meetings on this node: it takes what captioners'
// programs post, has the journal keep it, and shows readers the text as it grows.
//
// Captions never wait for readers. Before a meeting starts its captioners rehearse: what
// they write then is kept in memory only and is not part of the record.
package channel

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/feed"
	"example.org/convener/server/journal"
)

// ID names a channel: the captions of a meeting in a language.
type ID struct {
	Meeting uuid.UUID
	Lang    string
}

// Feed is what clients call the feed of the channel in a language.
func Feed(lang string) string { return "captions/" + lang }

// LiveFeed is what clients call the feed of what is captioned in a language off the record.
func LiveFeed(lang string) string { return "live/" + lang }

// Stream is the stream of a channel.
func (id ID) Stream() journal.Stream {
	return journal.Stream(fmt.Sprintf("captions/%s/%s", id.Meeting, id.Lang))
}

// A Place is where text goes. Only of the record anything is written to a journal.
type Place int

// The places.
const (
	Record    Place = iota
	Rehearsal       // before the meeting
	Live            // off the record: shown, and forgotten
	places
)

// forgetAfter is how long what was said off the record is shown when the meeting is back on
// it, so that those who read slowly can finish.
const forgetAfter = time.Minute

// A Channel is one channel on this node. Its methods may be called from any goroutine.
type Channel struct {
	id    ID
	lines [places]atomic.Pointer[line]
	open  func(Place) *line

	mu          sync.Mutex
	unforgotten bool          // something was said off the record
	forgetting  *time.Timer   // runs while the meeting is on it again
	forget      chan struct{} // has room for one
	paints      captions.Lags // how soon pages have drawn it; under mu

	done chan struct{} // closed when nothing moves any more
}

// Post takes a post from the link called by. When it returns nil, the text is safe; but in
// the record only it outlives this process.
func (c *Channel) Post(ctx context.Context, by string, to Place, p ingest.Post) error {
	if len(p.Body) > 0 {
		c.written(to)
	}
	resumes, err := c.resumes(ctx, by, to, p.Seq)
	if err != nil {
		return err
	}
	p.Resumes = resumes
	return c.line(to).post(ctx, by, p)
}

// Write takes what the console called by did, in order; it returns the number of the last
// that was taken, and why those were refused that were, by place in strokes. The error is
// [ErrMissing], or as of [ledger.Ledger.Do]: then the rest is to be sent again.
func (c *Channel) Write(ctx context.Context, by string, to Place, strokes []Stroke) (acked int64, refused []error, err error) {
	c.written(to)
	s := &stroke{strokes: strokes}
	err = c.line(to).strokes(ctx, by, s)
	if err != nil && !errors.Is(err, ErrMissing) {
		return 0, nil, err
	}
	return s.acked, s.refused, err
}

// Skip notes that ops up to number n of the console called by were taken elsewhere: what
// went off the record has numbers too.
func (c *Channel) Skip(ctx context.Context, by string, to Place, n int64) error {
	return c.line(to).strokes(ctx, by, &stroke{skip: n})
}

// resumes reports whether the post before number n went to the record and this one goes off
// it, or the other way: then what is missing here is no gap.
func (c *Channel) resumes(ctx context.Context, by string, to Place, n int64) (resumes bool, err error) {
	other, ok := map[Place]Place{Record: Live, Live: Record}[to]
	if !ok {
		return false, nil
	}
	err = c.line(other).ledger.Look(ctx, func(t *text) { resumes = t.source(by).Last() == n-1 })
	return resumes, err
}

// written notes where something is written. When that is the record, what was said off it is
// soon forgotten.
func (c *Channel) written(to Place) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch to {
	case Live:
		c.unforgotten = true
		if c.forgetting != nil {
			c.forgetting.Stop()
			c.forgetting = nil
		}
	case Rehearsal, places: // is before either
	case Record:
		c.arm()
	}
}

// forgetSoon has what was said off the record forgotten soon.
func (c *Channel) forgetSoon() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.arm()
}

// arm is forgetSoon. It needs c.mu.
func (c *Channel) arm() {
	if c.unforgotten && c.forgetting == nil {
		c.forgetting = time.AfterFunc(forgetAfter, c.forgetLive)
	}
}

// forgetLive forgets what was said off the record.
func (c *Channel) forgetLive() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unforgotten, c.forgetting = false, nil
	select {
	case c.forget <- struct{}{}:
	default: // it will be
	}
}

// Change has a source take or yield the captions, or says that its line is lost or back. What
// changes nothing is no error.
func (c *Channel) Change(ctx context.Context, by string, in Place, change Change) error {
	return c.line(in).change(ctx, by, change)
}

// Answered notes that the answer to a post has left: a client that sends the same again
// under the next number then means it.
func (c *Channel) Answered(ctx context.Context, by string, to Place, sum string) error {
	return c.line(to).ledger.Look(ctx, func(t *text) {
		if s := t.sources[by]; s != nil {
			s.Answered(sum)
		}
	})
}

// Last is the highest number of the link's present run, 0 if there was none. In the record and
// off it numbers go on: the run is where the link posted last.
func (c *Channel) Last(ctx context.Context, by string, in Place) (n int64, err error) {
	var heard time.Time
	now := time.Now()
	for place := range places {
		if (place == Rehearsal) != (in == Rehearsal) {
			continue
		}
		err = errors.Join(err, c.line(place).ledger.Look(ctx, func(t *text) {
			if d := t.source(by).Diagnostics(now); !d.LastSeen.Before(heard) {
				n, heard = max(d.Seq, 0), d.LastSeen
			}
		}))
	}
	return n, err
}

// Acked is the number of the last op that a console was told was taken, 0 if there was none.
func (c *Channel) Acked(ctx context.Context, by string) (n int64, err error) {
	for place := range places {
		err = errors.Join(err, c.line(place).ledger.Look(ctx, func(t *text) { n = max(n, t.consoles[by]) }))
	}
	return n, err
}

// Segments are the text of the record so far.
func (c *Channel) Segments(ctx context.Context) (segs []captions.Segment, err error) {
	err = c.line(Record).ledger.Look(ctx, func(t *text) { segs = t.track.Segments() })
	return segs, err
}

// History is what the segments of the record said before they were corrected, by id.
func (c *Channel) History(ctx context.Context) (was map[uint64][]captions.Was, err error) {
	was = make(map[uint64][]captions.Was)
	err = c.line(Record).ledger.Look(ctx, func(t *text) {
		for _, s := range t.track.Segments() {
			if h := t.track.History(s.ID); len(h) > 0 {
				was[s.ID] = slices.Clone(h)
			}
		}
	})
	return was, err
}

// Tail are the last segments, at most n, of a place.
func (c *Channel) Tail(ctx context.Context, in Place, n int) (segs []captions.Segment, err error) {
	err = c.line(in).ledger.Look(ctx, func(t *text) {
		segs = t.track.Segments()
		segs = segs[max(0, len(segs)-n):]
	})
	return segs, err
}

// Feed is the feed of a place. It may be another one later: a reader asks for it again
// whenever it has been woken.
func (c *Channel) Feed(of Place) *feed.Feed { return c.line(of).feed.Load() }

func (c *Channel) line(at Place) *line { return c.lines[at].Load() }

// run moves the lines of a channel until ctx ends.
func (c *Channel) run(ctx context.Context) error {
	defer c.end()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return c.line(Record).ledger.Run(ctx) })
	g.Go(func() error { return c.line(Rehearsal).ledger.Run(ctx) })
	g.Go(func() error {
		for {
			if err := c.live(ctx); err != nil {
				return err
			}
		}
	})
	return g.Wait()
}

// live moves the line of what is said off the record, until it is to be forgotten: then it
// is another line, and nothing is left of this one.
func (c *Channel) live(ctx context.Context) error {
	l := c.line(Live)
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- l.ledger.Run(running) }()
	select {
	case err := <-ended:
		return err
	case <-c.forget:
		c.lines[Live].Store(c.open(Live))
		stop()
		if err := <-ended; ctx.Err() != nil {
			return err
		}
		l.feed.Load().Wake()
		return nil
	}
}

// end tells readers that nothing comes any more.
func (c *Channel) end() {
	close(c.done)
	for p := range places {
		c.Feed(p).Wake()
	}
}

// Done is closed when the channel is closed: its feeds do not move any more.
func (c *Channel) Done() <-chan struct{} { return c.done }
