package channel

import (
	"context"
	"time"

	"example.org/convener/captions/ingest"
)

// Source says how the link called by does: what it has sent, how that was read, and what
// was odd about it.
func (c *Channel) Source(ctx context.Context, by string, in Place) (d ingest.Diagnostics, err error) {
	err = c.line(in).ledger.Look(ctx, func(t *text) { d = t.source(by).Diagnostics() })
	return d, err
}

// Heard notes that the link called by sent an empty post at a time: its program is there.
// It is kept nowhere else than in this node's memory.
func (c *Channel) Heard(ctx context.Context, by string, in Place, at time.Time) error {
	return c.line(in).ledger.Look(ctx, func(t *text) {
		s := t.source(by)
		s.Heard(at, ingest.Heartbeat)
		t.sources[by] = s
	})
}
