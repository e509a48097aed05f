// Package bus carries what nodes tell each other and could do without: that a stream has
// moved, and small texts that are kept nowhere.
//
// It may lose anything at any time. A hint has no content and says only that there is
// something to read; each node also looks once a second by itself, and the bus tells it
// when something may have been missed. So nothing is wrong without a bus, only later.
package bus

import (
	"context"

	"example.org/convener/server/journal"
)

// A Hint says that a stream is at least at a position.
type Hint struct {
	Stream journal.Stream
	At     journal.Position
}

// A Listener is told what the other nodes say, never what its own node said. Its
// functions are called by one goroutine and must not wait.
type Listener struct {
	Moved  func(Hint)
	Heard  func(topic string, text []byte)
	Missed func() // something may have been lost: look at everything
}

// A Bus connects a node to the others. It is safe for concurrent use. Package bustest has
// the promises as tests.
type Bus interface {
	// Ring tells the other nodes h. It never waits.
	Ring(h Hint)

	// Say tells the other nodes a text of at most MaxText bytes, sealed on its way. It
	// never waits.
	Say(topic string, text []byte)

	// Run connects the node until ctx ends.
	Run(ctx context.Context, l Listener)
}

// MaxText bounds what Say takes, in bytes; longer texts are dropped.
const MaxText = 64 << 10

// Alone is the bus of a node that is the only one.
type Alone struct{}

// Ring implements [Bus].
func (Alone) Ring(Hint) {}

// Say implements [Bus].
func (Alone) Say(string, []byte) {}

// Run implements [Bus].
func (Alone) Run(ctx context.Context, _ Listener) { <-ctx.Done() }

// Ringing is j, telling b of what is appended.
func Ringing(j journal.Journal, b Bus) journal.Journal { return ringing{j, b} }

type ringing struct {
	journal.Journal
	bus Bus
}

// Append implements [journal.Journal].
func (r ringing) Append(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	next, err := r.Journal.Append(ctx, s, at, entries)
	if err == nil && next != at {
		r.bus.Ring(Hint{s, next})
	}
	return next, err
}

// AppendLocked implements [journal.Journal].
func (r ringing) AppendLocked(
	ctx context.Context, s journal.Stream, at journal.Position,
	decide func([]journal.Entry) ([]journal.Entry, error),
) (journal.Position, error) {
	next, err := r.Journal.AppendLocked(ctx, s, at, decide)
	if err == nil && next != at {
		r.bus.Ring(Hint{s, next})
	}
	return next, err
}

// Rewrite implements [journal.Journal].
func (r ringing) Rewrite(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	next, err := r.Journal.Rewrite(ctx, s, at, entries)
	if err == nil {
		r.bus.Ring(Hint{s, next})
	}
	return next, err
}
