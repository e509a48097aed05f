package channel

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"example.org/convener/captions"
	"example.org/convener/server/journal"
)

// Seal seals what was captioned before the Rule was asked for, and what has come under the key
// of another part since: keys names those of what was captioned at a time, the best one first.
func (c *Channel) Seal(ctx context.Context, keys func(time.Time) []string) error {
	return c.line(Record).ledger.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		moved := false
		for i, e := range all {
			if !slices.Contains(keys(e.At), e.Key) && !bytes.Equal(e.Body, forgotten) {
				moved, all[i].Key = true, keys(e.At)[0]
			}
		}
		if !moved {
			return nil, nil
		}
		return all, nil
	})
}

// Forget has nothing be left of what was captioned.
func (c *Channel) Forget(ctx context.Context) error {
	return c.line(Record).ledger.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		if len(all) == 0 || len(all) == 1 && bytes.Equal(all[0].Body, forgotten) {
			return nil, nil // there was nothing, or there is no more
		}
		return nothing(all[len(all)-1]), nil
	})
}

// forgotten is the body of an entry before which nothing is left.
var forgotten = fmt.Appendf(nil, `{"kind":%q}`, kindForgotten)

// nothing is what stands instead of a stream with some last entry of which nothing is left.
func nothing(last journal.Entry) []journal.Entry {
	return []journal.Entry{{Seq: last.Seq, At: time.Now().UTC().Truncate(time.Hour), Body: forgotten}}
}

// Shred has nothing be left of the segments that are gone, nor anything that is sealed under the
// key shredded. All else is kept segment by segment, under their numbers, sealed under the keys
// that Seal knows. The meeting is over.
func (c *Channel) Shred(ctx context.Context, shredded string, keys func(time.Time) []string, gone func(captions.Segment) bool) error {
	return c.line(Record).ledger.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		t := newText(open)
		for _, e := range all {
			if err := t.Apply(e); err != nil {
				return nil, err
			}
		}
		under := slices.ContainsFunc(all, func(e journal.Entry) bool { return e.Key == shredded })
		if !under && !slices.ContainsFunc(t.track.Segments(), gone) {
			return nil, nil // nothing of it was captioned, or nothing is left of it
		}
		last := all[len(all)-1]
		t.track.Apply(last.At, captions.Op{Kind: captions.OpEnd})
		return left(last, t.track.IDs(), slices.DeleteFunc(t.track.Wholes(), func(w captions.Whole) bool { return gone(w.Segment) }), keys)
	})
}

// never is before all meetings.
var never = time.Unix(0, 0).UTC()

// left is what stands instead of a stream with some last entry: its segments, those under one key
// in one entry.
func left(last journal.Entry, ids uint64, segments []captions.Whole, keys func(time.Time) []string) (entries []journal.Entry, err error) {
	var names []string // in the order of their first segments
	under := make(map[string][]captions.Whole)
	for _, s := range segments {
		name := keys(s.At)[0]
		if under[name] == nil {
			names = append(names, name)
		}
		under[name] = append(under[name], s)
	}
	if len(names) == 0 {
		names = []string{keys(never)[0]} // how many there were
	}
	for i, name := range names {
		at := never
		if of := under[name]; len(of) > 0 {
			at = of[0].At
		}
		b, err := json.Marshal(body{Kind: kindLeft, Left: under[name], IDs: ids})
		if err != nil {
			return nil, fmt.Errorf("channel: %w", err)
		}
		entries = append(entries, journal.Entry{Seq: last.Seq - uint64(len(names)-1-i), At: at, Key: name, Body: b})
	}
	return entries, nil
}
