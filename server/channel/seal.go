package channel

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"example.org/convener/server/journal"
)

// Seal seals under key what was captioned before the Rule was asked for.
func (c *Channel) Seal(ctx context.Context, key string) error {
	unsealed := false
	l := c.line(Record).ledger
	if err := l.Look(ctx, func(t *text) { unsealed = t.clear }); err != nil || !unsealed {
		return err
	}
	return l.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		for i := range all {
			all[i].Key = key
		}
		return all, nil
	})
}

// Forget has nothing be left of what was captioned.
func (c *Channel) Forget(ctx context.Context) error {
	return c.line(Record).ledger.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		left := fmt.Appendf(nil, `{"kind":%q}`, kindForgotten)
		if len(all) == 0 || len(all) == 1 && bytes.Equal(all[0].Body, left) {
			return nil, nil // there was nothing, or there is no more
		}
		return []journal.Entry{{Seq: all[len(all)-1].Seq, At: time.Now().UTC().Truncate(time.Hour), Body: left}}, nil
	})
}
