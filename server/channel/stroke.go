package channel

import (
	"errors"
	"unicode/utf8"

	"example.org/convener/captions"
)

// A Stroke is one thing that a captioner's console did, by its number: 1 for the first, and
// one more for each that follows.
type Stroke struct {
	N  int64
	Op captions.Op
	At int64 // for fixes: the revision of the segment that the captioner saw
}

// stroke is what a console asks: strokes in order, and what became of them.
type stroke struct {
	strokes []Stroke
	skip    int64   // without strokes: the number that counts as taken
	acked   int64   // the number of the last that was taken
	refused []error // by stroke; nil for those that were not
}

// took is what a console did: the fact to be journalled. Its JSON is for ever.
type took struct {
	N   int64         `json:"n"` // of the last op, also if that was refused
	Ops []captions.Op `json:"ops,omitempty"`
}

// Bounds of what a console sends.
const (
	maxStroke = 4 << 10 // bytes of text in one op
	maxFix    = 1000    // characters
	maxLabel  = 80      // characters
)

// Refusals of what a console sends.
var (
	ErrMissing = errors.New("channel: something before this has not arrived")
	ErrBadOp   = errors.New("channel: there is no such op, or it says too much")
	ErrOpen    = errors.New("channel: the segment is still being written")
	ErrUnknown = errors.New("channel: there is no such segment")
	ErrStale   = errors.New("channel: the segment is another by now")
)

// judge returns what is new of what a console sent; nil if nothing is. Numbers that were
// taken are left out, a number that is missing is an error. An op that is refused changes
// nothing, but its number counts: what follows it is taken.
func (t *text) judge(by string, s *stroke) (*took, error) {
	last := t.consoles[by]
	if s.skip > last {
		s.acked = s.skip
		return &took{N: s.skip}, nil
	}
	s.acked, s.refused = last, make([]error, len(s.strokes))
	var fresh took
	for i, st := range s.strokes {
		switch {
		case st.N <= s.acked:
			continue
		case st.N != s.acked+1:
			if fresh.N == 0 {
				return nil, ErrMissing
			}
			return &fresh, nil
		}
		s.acked, fresh.N = st.N, st.N
		if s.refused[i] = t.refuses(st); s.refused[i] == nil {
			fresh.Ops = append(fresh.Ops, st.Op)
		}
	}
	if fresh.N == 0 {
		return nil, nil
	}
	return &fresh, nil
}

// refuses says why an op of a console is not taken.
func (t *text) refuses(s Stroke) error {
	op := s.Op
	switch op.Kind {
	case captions.OpText:
		return tooLong(len(op.Text) > maxStroke || op.Text == "")
	case captions.OpErase:
		return tooLong(op.Count < 1 || op.Count > captions.Reach || op.Unit != "" && op.Unit != captions.Grapheme)
	case captions.OpSpeaker:
		return tooLong(utf8.RuneCountInString(op.Label) > maxLabel || op.Label != captions.OneLine(op.Label))
	case captions.OpNewline, captions.OpParagraph, captions.OpClear:
		return nil
	case captions.OpFix:
		return t.refusesFix(s)
	case captions.OpEnd, captions.OpGap, captions.OpLate: // are ours to say
	}
	return ErrBadOp
}

func tooLong(bad bool) error {
	if bad {
		return ErrBadOp
	}
	return nil
}

func (t *text) refusesFix(s Stroke) error {
	seg, ok := t.track.Segment(s.Op.Seg)
	switch {
	case utf8.RuneCountInString(s.Op.Text) > maxFix:
		return ErrBadOp
	case !ok:
		return ErrUnknown
	case !seg.Final:
		return ErrOpen
	case int64(seg.Rev) != s.At:
		return ErrStale
	}
	return nil
}
