package meeting

import (
	"slices"
	"time"
)

// A Quote says which captions a line of the minutes was taken from (M7). They may be kept
// for less long than the line.
type Quote struct {
	Lang string `json:"lang"`
	From uint64 `json:"from"` // the first segment
	To   uint64 `json:"to"`   // the last; From or later

	Corrected bool `json:"corrected,omitempty"` // the captioner has changed the words since
}

// checkQuote refuses a quote of captions that the meeting does not have.
func (s *State) checkQuote(q *Quote) error {
	if q == nil {
		return nil
	}
	there := slices.ContainsFunc(s.channels, func(c Channel) bool { return c.Lang == q.Lang })
	if !there || q.From == 0 || q.To < q.From || q.Corrected {
		return refuse("A quote names a channel of this meeting and its first and last segment.")
	}
	return nil
}

// MarkQuote is a wish of the server's: words were corrected that a line was taken from, and
// the line is to say so.
type MarkQuote struct {
	Line Seq
}

func (c MarkQuote) decide(s *State, _ Asked) ([]Event, error) {
	l := s.line(c.Line)
	switch {
	case l == nil || l.Retracted || l.Quote == nil:
		return nil, ErrUnknown
	case l.Quote.Corrected:
		return unchanged(l.Changed)
	}
	return []Event{QuoteMarked(c)}, nil
}

// QuoteMarked records that words were corrected which a line was taken from.
type QuoteMarked struct {
	Line Seq `json:"line"`
}

func (e QuoteMarked) apply(s *State, en Entry) {
	if l := s.line(e.Line); l != nil && l.Quote != nil {
		q := *l.Quote
		q.Corrected = true
		l.Quote, l.Changed = &q, en.Seq
	}
}

// A Quoted is a line that was taken from captions.
type Quoted struct {
	Line Seq
	At   time.Time // when
	Quote
}

// Quoted are the lines that were taken from captions which, as far as they say, are as they
// were.
func (s *State) Quoted() (quoted []Quoted) {
	for l := range s.lines {
		if l.Quote != nil && !l.Retracted && !l.Quote.Corrected {
			quoted = append(quoted, Quoted{l.ID, l.At, *l.Quote})
		}
	}
	return quoted
}
