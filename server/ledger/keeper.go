package ledger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"example.org/convener/server/journal"
)

// A keeper is the variables of Run.
type keeper[S State[S, C], C any] struct {
	Options[S, C]
	state  S
	at     journal.Position
	lastAt time.Time        // of the last entry; the next one is not before it
	causes map[string]known // of all entries
	again  time.Time        // when Publish wants to be called next
	shown  bool             // the state has not moved since Publish was called
	pause  time.Time        // after a fault: until when nothing is due
}

// known is what became of an ask.
type known struct {
	answer uint64
	sum    string
}

const (
	idle    = 24 * time.Hour // how long a ledger sleeps when nothing is due
	respite = time.Second    // how long after a fault nothing is due
)

// publish shows the state if it has moved or if it is time, and returns when the next
// thing is due.
func (k *keeper[S, C]) publish() time.Time {
	now := time.Now()
	if k.Publish != nil && (!k.shown || !k.again.IsZero() && !k.again.After(now)) {
		k.again = k.Publish(k.state, k.at)
		k.shown = true
	}
	next := now.Add(idle)
	if !k.again.IsZero() && k.again.Before(next) {
		next = k.again
	}
	if k.Due != nil {
		if due, _ := k.Due(k.state); !due.IsZero() && due.Before(next) {
			next = due
		}
		if next.Before(k.pause) {
			next = k.pause
		}
	}
	return next
}

// due carries out the ask whose time has come, if it has.
func (k *keeper[S, C]) due(ctx context.Context) error {
	if k.Due == nil {
		return nil
	}
	at, ask := k.Due(k.state)
	if at.IsZero() || at.After(time.Now()) {
		return nil
	}
	return k.take(ctx, []request[C]{{ctx, ask, make(chan reply, 1)}})
}

// take decides batch, has the journal keep it, folds it, and answers.
func (k *keeper[S, C]) take(ctx context.Context, batch []request[C]) error {
	d, err := k.judgeAll(ctx, batch)
	at := k.at
	if len(d.entries) > 0 {
		// The append belongs to many askers: none of them can call it off.
		at, err = k.Journal.Append(context.WithoutCancel(ctx), k.Stream, k.at, d.entries)
		for tries := 0; tries < rewriteTries && lost(err); tries++ {
			d, at, err = k.takeLocked(ctx, batch, err)
		}
	}
	if err == nil {
		err = k.fold(d, at)
	}
	if err != nil {
		d.fail(fmt.Errorf("ledger %s: %w", k.Stream, err))
		k.pause = time.Now().Add(respite)
		return k.reload(ctx) // find out what is there
	}
	k.publish() // who is answered finds it done, and who was removed is out
	d.answer()
	return nil
}

// lost reports whether an append lost a race: others have appended to the stream, or
// rewritten it.
func lost(err error) bool {
	return errors.Is(err, journal.ErrMoved) || errors.Is(err, journal.ErrEpoch)
}

// judgeAll decides batch. If nothing comes of it, no append tells whether the state was the
// latest: then the journal is asked, lest somebody be refused for what has changed.
func (k *keeper[S, C]) judgeAll(ctx context.Context, batch []request[C]) (decided[S, C], error) {
	d, was := k.decide(batch, len(batch) > 1), k.at
	if len(d.entries) > 0 {
		return d, nil
	}
	if err := k.catchUp(ctx); err != nil || k.at == was {
		return d, err
	}
	return k.decide(batch, len(batch) > 1), nil
}

// takeLocked is take for a ledger that has lost a race, by an error of the journal: it catches
// up and decides again while the stream is its own.
func (k *keeper[S, C]) takeLocked(
	ctx context.Context, batch []request[C], lost error,
) (d decided[S, C], at journal.Position, err error) {
	d = undecided[S](batch)                // until the journal calls
	if errors.Is(lost, journal.ErrEpoch) { // the history is another: decide by that
		if err := k.reload(ctx); err != nil {
			return d, k.at, err
		}
	}
	at, err = k.Journal.AppendLocked(context.WithoutCancel(ctx), k.Stream, k.at,
		func(missed []journal.Entry) ([]journal.Entry, error) {
			for _, e := range missed {
				if err := k.apply(e); err != nil {
					return nil, err
				}
			}
			d = k.decide(batch, len(batch) > 1)
			return d.entries, nil
		})
	return d, at, err
}

// fold makes what was kept, up to at, part of the state.
func (k *keeper[S, C]) fold(d decided[S, C], at journal.Position) error {
	k.at.Epoch = at.Epoch // another one if the stream was made only now
	for _, e := range d.entries {
		if d.ahead { // the copy has them
			k.note(e)
			continue
		}
		if err := k.apply(e); err != nil {
			return err
		}
	}
	if d.ahead {
		k.state = d.state
	}
	return nil
}

// apply folds the next entry into the state.
func (k *keeper[S, C]) apply(e journal.Entry) error {
	if err := k.state.Apply(e); err != nil {
		return fmt.Errorf("%w: %w", errUnreadable, err)
	}
	k.note(e)
	return nil
}

// note remembers that e is in the state.
func (k *keeper[S, C]) note(e journal.Entry) {
	k.at.Seq, k.lastAt, k.shown = e.Seq, e.At, false
	if e.Cause != "" {
		k.causes[e.Cause] = known{k.state.Answer(e), e.Sum}
	}
}

// catchUp folds what the journal has beyond the state; if the history is another, it
// begins anew.
func (k *keeper[S, C]) catchUp(ctx context.Context) error {
	heads, err := k.Journal.Heads(ctx, k.Stream)
	if err != nil {
		return err
	}
	head := heads[k.Stream]
	if head.Epoch != k.at.Epoch && k.at.Epoch != 0 || head.Seq < k.at.Seq {
		return k.reload(ctx)
	}
	return k.readOn(ctx, head.Epoch)
}

// reload forgets the state and folds the whole stream.
func (k *keeper[S, C]) reload(ctx context.Context) error {
	heads, err := k.Journal.Heads(ctx, k.Stream)
	if err != nil {
		return err
	}
	k.state, k.at, k.causes, k.shown = k.Fresh(), journal.Position{}, make(map[string]known), false
	return k.readOn(ctx, heads[k.Stream].Epoch)
}

// errUnreadable says that this program does not understand the stream: waiting will not help.
var errUnreadable = errors.New("an entry cannot be read")

// recover brings the state back after a fault of the journal, however long that lasts. The
// error is ctx's, or that the stream cannot be read.
func (k *keeper[S, C]) recover(ctx context.Context, fault error) error {
	slog.Error("the journal fails; what is asked waits", "err", fault)
	for !errors.Is(fault, errUnreadable) {
		timer := time.NewTimer(respite)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
		if fault = k.reload(ctx); fault == nil {
			return nil
		}
	}
	return fault
}

func (k *keeper[S, C]) readOn(ctx context.Context, epoch uint64) error {
	for e, err := range k.Journal.Read(ctx, k.Stream, k.at.Seq) {
		if err == nil {
			err = k.apply(e)
		}
		if err != nil {
			return err
		}
	}
	if epoch == 0 && k.at.Seq > 0 { // the stream was made meanwhile
		heads, err := k.Journal.Heads(ctx, k.Stream)
		if err != nil {
			return err
		}
		epoch = heads[k.Stream].Epoch
	}
	k.at.Epoch = epoch
	return nil
}
