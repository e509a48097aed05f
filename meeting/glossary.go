package meeting

import "slices"

// A Term is a word that captioners should know before it is said (acc-K6).
type Term struct {
	Term  string `json:"term"`
	About string `json:"about,omitempty"` // what it means, or how it is spoken
}

// A Glossary is the words of a meeting that captioners should know.
type Glossary struct {
	ID    Seq // the entry that made it so; 0 before any
	Terms []Term
}

// Bounds of a glossary; all of it together is at most one text.
const (
	maxTerms = 200
	maxTerm  = 80  // characters
	maxAbout = 200 // characters
)

// SetGlossary says which words captioners should know, in order.
type SetGlossary struct {
	Terms []Term `json:"terms"`
	After Seq    `json:"after"` // the glossary that the asker saw, 0 for none
}

func (c SetGlossary) decide(s *State, _ Asked) ([]Event, error) {
	terms, err := cleanTerms(c.Terms)
	switch {
	case err != nil:
		return nil, err
	case s.stage == Ended:
		return nil, ErrUncaptioned
	case c.After != s.glossary.ID:
		return nil, ErrStale
	case slices.Equal(terms, s.glossary.Terms):
		return unchanged(s.seq)
	}
	return []Event{GlossarySet{terms}}, nil
}

// cleanTerms returns terms as they are kept. The error is a refusal.
func cleanTerms(terms []Term) ([]Term, error) {
	if len(terms) > maxTerms {
		return nil, refuse("A glossary has at most 200 terms.")
	}
	out, seen, size := make([]Term, len(terms)), make(map[string]bool), 0
	for i, t := range terms {
		term, err := cleanLine(t.Term, maxTerm)
		if err != nil {
			return nil, err
		}
		about := ""
		if t.About != "" {
			if about, err = cleanLine(t.About, maxAbout); err != nil {
				return nil, err
			}
		}
		if seen[term] {
			return nil, refuse("Each term is in a glossary once.")
		}
		out[i], seen[term] = Term{term, about}, true
		if size += len(term) + len(about); size > maxText {
			return nil, ErrTooLong
		}
	}
	return out, nil
}

// GlossarySet records which words captioners should know.
type GlossarySet struct {
	Terms []Term `json:"terms"`
}

func (e GlossarySet) apply(s *State, en Entry) { s.glossary = Glossary{en.Seq, e.Terms} }

// GlossaryValue is the value "glossary", for those who run the meeting; it is absent until
// somebody has set one.
type GlossaryValue struct {
	ID    Seq    `json:"id"`
	Terms []Term `json:"terms"`
}
