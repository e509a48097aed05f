package ledger

import (
	"context"
	"log/slog"
	"time"

	"example.org/convener/server/journal"
)

// Look is how often a node asks the journal for the heads of its open streams: what other
// nodes have appended is seen within it, whatever happened to the doorbell.
const Look = time.Second

// A Watched is a ledger as [Watch] sees it.
type Watched interface {
	Name() journal.Stream
	Ring()
}

// Name is the ledger's stream.
func (l *Ledger[S, C]) Name() journal.Stream { return l.Stream }

// Watch rings the ledgers whose streams have moved, with one query each Look for all of
// them, until ctx ends.
func Watch(ctx context.Context, j journal.Journal, open func() []Watched) {
	tick := time.NewTicker(Look)
	defer tick.Stop()
	seen := make(map[journal.Stream]journal.Position)
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		ledgers := open()
		streams := make([]journal.Stream, len(ledgers))
		for i, l := range ledgers {
			streams[i] = l.Name()
		}
		heads, err := j.Heads(ctx, streams...)
		if err != nil && ctx.Err() == nil {
			slog.Error("the heads of streams cannot be read", "err", err)
			continue
		}
		for _, l := range ledgers {
			if heads[l.Name()] != seen[l.Name()] {
				l.Ring()
			}
		}
		seen = heads
	}
}
