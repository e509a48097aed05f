package channel

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
	"example.org/convener/server/wire"
)

// A want is what is asked of a channel: to take a post or what a console sent, to change
// who writes, or, without any, to end the line that nobody goes on with.
type want struct {
	post   *post
	stroke *stroke
	change Change
	came   time.Time // of posts and strokes: when it did
}

// post is a link's post, and what became of it.
type post struct {
	ingest.Post
	repeat bool // it was taken before
}

// text is a channel's state as a ledger folds it: the text, and what each source has sent.
type text struct {
	control
	track    *captions.Track
	sources  map[string]*ingest.Source  // links that programs post to
	consoles map[string]int64           // the numbers of the last ops of consoles
	previews map[string]*captions.Track // of those that are not published
	touched  map[uint64]uint64          // segments that were not published yet, by the entry that changed them last
	seq      uint64                     // the entry that is folded
	own      *own                       // of this node, also if nothing comes of it
	came     []arrival                  // of what is in no frame yet, in order
	key      func() string              // that entries are to be sealed with now; empty for none
}

func newText(key func() string) *text {
	return &text{
		key: key, own: new(own),
		control: control{lost: make(map[string]time.Time)}, track: new(captions.Track), sources: make(map[string]*ingest.Source),
		consoles: make(map[string]int64), previews: make(map[string]*captions.Track), touched: make(map[uint64]uint64),
	}
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
	c := *t
	c.came = slices.Clip(t.came)
	c.lost, c.consoles, c.touched = maps.Clone(t.lost), maps.Clone(t.consoles), maps.Clone(t.touched)
	c.track, c.sources, c.previews = t.track.Clone(), maps.Clone(t.sources), maps.Clone(t.previews)
	for by, s := range c.sources {
		c.sources[by] = s.Clone()
	}
	for by, p := range c.previews {
		c.previews[by] = p.Clone()
	}
	return &c
}

// The kinds of entries in a channel's stream, for ever.
const (
	kindTaken  = "post_taken" // a link's post
	kindStroke = "ops_taken"  // what a console sent
	kindEnded  = "line_ended" // nothing came for a while

	kindForgotten = "text_forgotten" // all that was before is destroyed
	kindLeft      = "text_left"      // all but this, if there is any
)

// A Change is a change of who writes, and the kind of its entries, for ever.
type Change string

// The changes.
const (
	Take  Change = "captions_taken"   // a source is published, and no other
	Yield Change = "captions_yielded" // whoever writes is published
	Lost  Change = "source_lost"      // a console's line is lost
	Back  Change = "source_back"      // and there again
)

type body struct {
	Kind string           `json:"kind"`
	Data *ingest.Taken    `json:"data,omitempty"`
	Ops  *took            `json:"ops,omitempty"`
	Left []captions.Whole `json:"left,omitempty"`
	IDs  uint64           `json:"ids,omitempty"` // how many segments there have been
}

// errNothing says that what was to be changed is so already.
var errNothing = errors.New("channel: nothing to change")

// Decide implements [ledger.State].
func (t *text) Decide(a ledger.Ask[want], now time.Time) ([]journal.Entry, error) {
	b := body{Kind: string(a.Want.change)}
	switch {
	case a.Want.post != nil:
		taken, verdict := t.source(a.By).Decide(now, a.Want.post.Post)
		if a.Want.post.repeat = verdict == ingest.Repeat; verdict != ingest.New {
			return nil, nil
		}
		b = body{Kind: kindTaken, Data: &taken}
	case a.Want.stroke != nil:
		took, err := t.judge(a.By, a.Want.stroke)
		if took == nil {
			return nil, err
		}
		b = body{Kind: kindStroke, Ops: took}
	case b.Kind != "":
		if !t.changes(a.By, a.Want.change) {
			return nil, nil
		}
	default:
		b.Kind = kindEnded
		if due := t.due(); due.IsZero() || now.Before(due) {
			return nil, errNothing
		}
	}
	bytes, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("channel: %w", err)
	}
	*t.own = own{now, a.Want.came}
	return []journal.Entry{{Body: bytes, Key: t.key()}}, nil
}

// changes reports whether a change of who writes is one.
func (t *text) changes(by string, kind Change) bool {
	_, lost := t.lost[by]
	switch kind {
	case Take:
		return t.holder != by
	case Yield:
		return t.holder == by
	case Lost:
		return !lost && (t.writer == by || t.holder == by)
	case Back:
		return lost
	}
	return false
}

// due is when an open segment ends if nothing is written; zero if none is open.
func (t *text) due() (first time.Time) {
	for _, track := range append(slices.Collect(maps.Values(t.previews)), t.track) {
		if due := track.Due(); first.IsZero() || !due.IsZero() && due.Before(first) {
			first = due
		}
	}
	return first
}

// Apply implements [ledger.State].
func (t *text) Apply(e journal.Entry) error {
	var b body
	if err := json.Unmarshal(e.Body, &b); err != nil {
		return fmt.Errorf("channel: an entry is not JSON: %w", err)
	}
	state := t.state()
	t.seq = e.Seq
	switch {
	case b.Kind == kindForgotten: // nothing is before it
	case b.Kind == kindLeft:
		t.restore(b.Left, b.IDs)
	case b.Kind == kindEnded:
		t.end(e.At)
	case b.Kind == kindTaken && b.Data != nil:
		s := t.source(e.By)
		s.Apply(e.At, *b.Data)
		t.sources[e.By] = s
		for i := range b.Data.Ops {
			b.Data.Ops[i].Source = e.By
		}
		t.write(e.By, true, e.At, b.Data.Ops)
	case b.Kind == kindStroke && b.Ops != nil:
		t.consoles[e.By] = b.Ops.N
		t.write(e.By, false, e.At, b.Ops.Ops)
	case b.Kind == string(Take):
		t.take(e.By, e.At)
	case b.Kind == string(Yield):
		t.holder = ""
	case b.Kind == string(Lost):
		t.lost[e.By] = e.At
	case b.Kind == string(Back):
		delete(t.lost, e.By)
	default:
		return fmt.Errorf("channel: unknown kind of entry %q", b.Kind)
	}
	if t.state() != state {
		t.touched[stateID] = e.Seq
	}
	return nil
}

// restore makes what is left of the text all of it, with what stood before.
func (t *text) restore(left []captions.Whole, ids uint64) {
	all := append(t.track.Wholes(), left...)
	slices.SortFunc(all, func(a, b captions.Whole) int { return cmp.Compare(a.ID, b.ID) })
	t.track = captions.Restore(all, max(t.track.IDs(), ids))
	for _, s := range left {
		t.touched[s.ID] = t.seq
	}
}

// apply folds ops into the text that readers see, and reports whether that changed it.
func (t *text) apply(now time.Time, ops ...captions.Op) (changed bool) {
	t.track.Apply(now, ops...)
	touched := t.track.Touched()
	for _, id := range touched {
		t.touched[id] = t.seq
	}
	return len(touched) > 0
}

// end ends what nobody goes on with.
func (t *text) end(now time.Time) {
	for _, p := range t.previews {
		if due := p.Due(); !due.IsZero() && !now.Before(due) {
			p.Apply(now, captions.Op{Kind: captions.OpEnd})
		}
	}
	if due := t.track.Due(); !due.IsZero() && !now.Before(due) {
		t.apply(now, captions.Op{Kind: captions.OpEnd})
	}
}

// stateID stands among the segments for the state of who writes. No segment has it.
const stateID = 0

// state is what readers are told of who writes.
func (t *text) state() wire.Source {
	if since, lost := t.lost[t.writer]; lost {
		return wire.Source{State: "lost", Since: since}
	}
	return wire.Source{State: "live"}
}

// Answer implements [ledger.State].
func (t *text) Answer(e journal.Entry) uint64 { return e.Seq }
