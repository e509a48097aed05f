package meeting

import (
	"slices"
	"time"
)

// A tally is whose turns on an item are counted: a person's, or a body's.
type tally struct {
	item   Seq
	person Person
	body   string
}

// counts reports whether a turn of a class counts for fairness: points of order and
// clarifying questions are not what people wait for by turns.
func counts(class Class) bool { return class == Reply || class == Topic }

// turns is how many turns a person or a body has had on the current item.
func (s *State) turns(p Person, body string) int { return s.heard[tally{s.current, p, body}] }

// count counts a turn that began, or, with -1, that in the end was none.
func (s *State) count(t Turn, n int) {
	if !counts(t.Class) || t.Again {
		return
	}
	s.heard[tally{t.Item, t.Person, ""}] += n
	if t.Body != "" {
		s.heard[tally{t.Item, "", t.Body}] += n
	}
}

// keep keeps a turn that has ended in the speech log.
func (s *State) keep(sp Speech) {
	s.spoken = append(s.spoken, sp)
	s.spoke[tally{sp.Item, sp.Person, ""}] += sp.Took()
	if sp.Body != "" {
		s.spoke[tally{sp.Item, "", sp.Body}] += sp.Took()
	}
}

// Took is how long a speech was, without its pauses.
func (sp Speech) Took() time.Duration { return max(0, sp.Ended.Sub(sp.Began)-sp.paused()) }

// unheard are the bodies that have not spoken on the current item, in their order.
func (s *State) unheard() []string {
	out := []string{}
	for _, b := range s.bodies {
		if s.turns("", b.Name) == 0 {
			out = append(out, b.Name)
		}
	}
	return out
}

// Speeches are the turns that have ended, in order (Q25). Under the Chatham House Rule
// nobody gets them.
func (s *State) Speeches() []Speech {
	if s.sealed {
		return nil
	}
	return slices.Clone(s.spoken)
}
