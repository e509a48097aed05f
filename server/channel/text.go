package channel

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"time"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
)

// A want is what is asked of a channel: to take a post, or, without one, to end the line
// that nobody goes on with.
type want struct{ post *ingest.Post }

// text is a channel's state as a ledger folds it: the text, and what each link has sent.
type text struct {
	track   *captions.Track
	sources map[string]*ingest.Source
	touched map[uint64]uint64 // segments that were not published yet, by the entry that changed them last
}

func newText() *text {
	return &text{new(captions.Track), make(map[string]*ingest.Source), make(map[uint64]uint64)}
}

// source is what link by has sent.
func (t *text) source(by string) *ingest.Source {
	if s := t.sources[by]; s != nil {
		return s
	}
	return new(ingest.Source)
}

// Clone implements [ledger.State].
func (t *text) Clone() *text {
	c := &text{t.track.Clone(), make(map[string]*ingest.Source, len(t.sources)), maps.Clone(t.touched)}
	for by, s := range t.sources {
		c.sources[by] = s.Clone()
	}
	return c
}

// The kinds of entries in a channel's stream, for ever.
const (
	kindTaken = "post_taken" // a link's post
	kindEnded = "line_ended" // nothing came for a while
)

type body struct {
	Kind string        `json:"kind"`
	Data *ingest.Taken `json:"data,omitempty"`
}

var errEarly = errors.New("channel: the line goes on")

// Decide implements [ledger.State].
func (t *text) Decide(a ledger.Ask[want], now time.Time) ([]journal.Entry, error) {
	b := body{Kind: kindEnded}
	if a.Want.post == nil {
		if due := t.track.Due(); due.IsZero() || now.Before(due) {
			return nil, errEarly
		}
	} else {
		taken, verdict := t.source(a.By).Decide(now, *a.Want.post)
		if verdict != ingest.New {
			return nil, nil
		}
		b = body{kindTaken, &taken}
	}
	bytes, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("channel: %w", err)
	}
	return []journal.Entry{{Body: bytes}}, nil
}

// Apply implements [ledger.State].
func (t *text) Apply(e journal.Entry) error {
	var b body
	if err := json.Unmarshal(e.Body, &b); err != nil {
		return fmt.Errorf("channel: an entry is not JSON: %w", err)
	}
	switch {
	case b.Kind == kindEnded:
		t.track.Apply(e.At, captions.Op{Kind: captions.OpEnd})
	case b.Kind == kindTaken && b.Data != nil:
		s := t.source(e.By)
		s.Apply(e.At, *b.Data)
		t.sources[e.By] = s
		t.track.Apply(e.At, b.Data.Ops...)
	default:
		return fmt.Errorf("channel: unknown kind of entry %q", b.Kind)
	}
	for _, id := range t.track.Touched() {
		t.touched[id] = e.Seq
	}
	return nil
}

// Answer implements [ledger.State].
func (t *text) Answer(e journal.Entry) uint64 { return e.Seq }
