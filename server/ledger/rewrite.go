package ledger

import (
	"context"
	"errors"
	"fmt"

	"example.org/convener/server/journal"
)

// A rewriting is a wish that the stream hold other entries.
type rewriting struct {
	ctx     context.Context
	instead func([]journal.Entry) ([]journal.Entry, error)
	done    chan<- error // has room for one
}

// Rewrite has the stream hold what instead returns for all its entries, as
// [journal.Journal.Rewrite] says, and returns when the state is folded from that and was
// published. If instead returns none, nothing is changed. It may be called again when the
// stream has moved meanwhile, and neither waits nor keeps its argument. The error is
// instead's, ErrClosed, ctx's, or a fault.
func (l *Ledger[S, C]) Rewrite(ctx context.Context, instead func([]journal.Entry) ([]journal.Entry, error)) error {
	done := make(chan error, 1)
	select {
	case l.anew <- rewriting{ctx, instead, done}:
		return <-done
	case <-ctx.Done():
		return ctx.Err()
	case <-l.done:
		return ErrClosed
	}
}

// rewriteTries is how often a stream is rewritten that others append to, and how often an append
// is tried to a stream that others rewrite.
const rewriteTries = 5

// rewrite carries out r. Its error is one of the journal after which the state is not known.
func (k *keeper[S, C]) rewrite(r rewriting) error {
	var err error
	for range rewriteTries {
		if err = k.rewriteOnce(r); !lost(err) {
			break
		}
	}
	fault := k.reload(context.WithoutCancel(r.ctx))
	if fault == nil {
		k.publish()
	}
	r.done <- errors.Join(err, fault)
	return fault
}

func (k *keeper[S, C]) rewriteOnce(r rewriting) error {
	heads, err := k.Journal.Heads(r.ctx, k.Stream)
	if err != nil {
		return err
	}
	at := heads[k.Stream]
	var all []journal.Entry
	for e, err := range k.Journal.Read(r.ctx, k.Stream, 0) {
		if err != nil {
			return err
		}
		if e.Seq <= at.Seq {
			all = append(all, e)
		}
	}
	entries, err := r.instead(all)
	if err != nil || len(entries) == 0 {
		return err
	}
	if _, err := k.Journal.Rewrite(context.WithoutCancel(r.ctx), k.Stream, at, entries); err != nil {
		return fmt.Errorf("ledger %s: %w", k.Stream, err)
	}
	return nil
}
