// Package ledger holds the state of one stream on this node: one goroutine that folds the
// stream's entries, decides what is asked, and has the journal keep what was decided
// before anyone is answered.
//
// Any number of nodes may hold ledgers of one stream. They agree because the journal takes
// each number once; a ledger that has lost a race catches up under the stream's lock and
// decides again there, so it never loses twice. Repeats are known by their cause, for
// ever, because a ledger has folded every entry there is.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.org/convener/server/journal"
)

// State is what a stream's entries add up to. Its methods are called by one goroutine.
type State[S, C any] interface {
	// Clone returns an independent copy.
	Clone() S
	// Decide returns the entries by which an ask changes the state, and changes nothing.
	// It leaves Seq, At, By, Cause and Sum to the ledger. An error is for the asker.
	Decide(a Ask[C], now time.Time) ([]journal.Entry, error)
	// Apply folds an entry. An error means that this program cannot read the stream.
	Apply(e journal.Entry) error
	// Answer is the number that answers the ask which e was the last entry of.
	Answer(e journal.Entry) uint64
}

// An Ask is what somebody wants of a stream.
type Ask[C any] struct {
	By    string
	Cause string // the ask's id; asks without one are not known again
	Sum   string // digest of all that was asked
	Want  C
}

// ErrReused says that an ask has the id of another ask.
var ErrReused = errors.New("ledger: this id was used for another ask")

// maxBatch bounds how many asks are decided for one append.
const maxBatch = 64

// Options are what a ledger is about.
type Options[S, C any] struct {
	Stream  journal.Stream
	Journal journal.Journal
	Fresh   func() S // the state of an empty stream

	// Publish, if not nil, is called when the state has moved, and when the time has come
	// that its last call returned; the zero time is never. The state is the callee's to
	// read until it returns.
	Publish func(state S, at journal.Position) (again time.Time)

	// Due, if not nil, returns an ask that the passing of time makes, and when.
	Due func(state S) (time.Time, Ask[C])
}

// A Ledger is one stream on this node. Its methods may be called from any goroutine.
type Ledger[S State[S, C], C any] struct {
	Options[S, C]
	asks chan request[C]
	look chan func(S)
	late chan chan struct{} // who waits for the latest
	anew chan rewriting
	bell chan struct{}
	done chan struct{} // closed when Run has returned
}

type request[C any] struct {
	ctx   context.Context // how long the asker waits
	ask   Ask[C]
	reply chan<- reply // has room for one
}

type reply struct {
	seq uint64
	err error
}

// New returns a ledger that works once [Ledger.Run] is called.
func New[S State[S, C], C any](o Options[S, C]) *Ledger[S, C] {
	return &Ledger[S, C]{
		Options: o,
		asks:    make(chan request[C]),
		look:    make(chan func(S)),
		late:    make(chan chan struct{}),
		anew:    make(chan rewriting),
		bell:    make(chan struct{}, 1),
		done:    make(chan struct{}),
	}
}

// ErrClosed is the answer of a ledger that does not run any more.
var ErrClosed = errors.New("ledger: closed")

// Do carries out a and returns the number that answers it, when the state has been
// published. The error is the state's
// refusal, ErrReused, ErrClosed, ctx's, or a fault; after ctx's error or a fault the ask
// may still have happened: ask again with the same cause.
func (l *Ledger[S, C]) Do(ctx context.Context, a Ask[C]) (uint64, error) {
	answer := make(chan reply, 1)
	select {
	case l.asks <- request[C]{ctx, a, answer}:
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-l.done:
		return 0, ErrClosed
	}
	select {
	case r := <-answer:
		return r.seq, r.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// Look calls see with the present state and returns when it has. see must not keep the
// state, nor wait.
func (l *Ledger[S, C]) Look(ctx context.Context, see func(S)) error {
	seen := make(chan struct{})
	select {
	case l.look <- func(state S) { defer close(seen); see(state) }:
		<-seen
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-l.done:
		return ErrClosed
	}
}

// CatchUp returns when the state has what the journal had when it was called, and the
// state was published. The error is as of Look.
func (l *Ledger[S, C]) CatchUp(ctx context.Context) error {
	caught := make(chan struct{})
	select {
	case l.late <- caught:
	case <-ctx.Done():
		return ctx.Err()
	case <-l.done:
		return ErrClosed
	}
	<-caught
	return l.Look(ctx, func(S) {})
}

// Ring says that the journal may have more. It never waits.
func (l *Ledger[S, C]) Ring() {
	select {
	case l.bell <- struct{}{}:
	default:
	}
}

// Done is closed when the ledger does not run any more.
func (l *Ledger[S, C]) Done() <-chan struct{} { return l.done }

// Run owns the state until ctx ends or the stream cannot be read. A journal that fails
// later is waited for: what is shown stays shown, and what is asked waits.
func (l *Ledger[S, C]) Run(ctx context.Context) error {
	defer close(l.done)
	k := &keeper[S, C]{Options: l.Options}
	if err := k.reload(ctx); err != nil {
		return err
	}
	alarm := time.NewTimer(time.Hour)
	defer alarm.Stop()
	for {
		alarm.Reset(time.Until(k.publish()))
		var err error
		select {
		case first := <-l.asks:
			err = k.take(ctx, l.drain(first))
		case see := <-l.look:
			see(k.state)
		case <-l.bell:
			err = k.catchUp(ctx)
		case caught := <-l.late:
			err = k.catchUp(ctx)
			close(caught)
		case r := <-l.anew:
			err = k.rewrite(r)
		case <-alarm.C:
			err = k.due(ctx)
		case <-ctx.Done():
			return ctx.Err()
		}
		if err != nil {
			err = k.recover(ctx, err)
		}
		if err != nil {
			return fmt.Errorf("ledger %s: %w", l.Stream, err)
		}
	}
}

// drain collects what waits already.
func (l *Ledger[S, C]) drain(first request[C]) []request[C] {
	batch := []request[C]{first}
	for len(batch) < maxBatch {
		select {
		case next := <-l.asks:
			batch = append(batch, next)
		default:
			return batch
		}
	}
	return batch
}
