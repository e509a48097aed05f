package channel

import (
	"context"
	"time"

	"example.org/convener/captions/ingest"
)

// Source says how the link called by does: what it has sent, how that was read, and what
// was odd about it.
func (c *Channel) Source(ctx context.Context, by string, in Place) (d ingest.Diagnostics, err error) {
	now := time.Now()
	err = c.line(in).ledger.Look(ctx, func(t *text) { d = t.source(by).Diagnostics(now) })
	return d, err
}

// Heard notes that the link called by sent an empty post at a time: its program is there.
// It is kept nowhere else than in this node's memory.
func (c *Channel) Heard(ctx context.Context, by string, in Place, at time.Time) error {
	return c.line(in).hear(ctx, by, at, ingest.Heartbeat)
}

// hear notes that a post came at a time of which nothing is to be kept.
func (l *line) hear(ctx context.Context, by string, at time.Time, v ingest.Verdict) error {
	return l.ledger.Look(ctx, func(t *text) {
		s := t.source(by)
		s.Heard(at, v)
		t.sources[by] = s
	})
}
