package meeting

// MatchLabel says whom captioners mean by a speaker's label, where it cannot be told from
// the names alone (C7).
type MatchLabel struct {
	Label  string `json:"label"`
	Person Person `json:"person,omitempty"` // empty for nobody who is in the meeting
}

func (c MatchLabel) decide(s *State, _ Asked) ([]Event, error) {
	label, err := cleanTitle(c.Label)
	if err != nil {
		return nil, err
	}
	if c.Person != "" && s.roles(c.Person) == 0 {
		return nil, ErrUnknown
	}
	if was, ok := s.labels[label]; ok && was == c.Person {
		return unchanged(s.seq)
	}
	return []Event{LabelMatched{label, c.Person}}, nil
}

// LabelMatched records whom captioners mean by a label.
type LabelMatched struct {
	Label  string `json:"label"`
	Person Person `json:"person,omitempty"`
}

func (e LabelMatched) apply(s *State, _ Entry) {
	if s.labels == nil {
		s.labels = make(map[string]Person)
	}
	s.labels[e.Label] = e.Person
}

// Labelled is whom somebody said that captioners mean by a label, empty for nobody in the
// meeting; it is false if nobody said so, or of a person who was removed.
func (s *State) Labelled(label string) (Person, bool) {
	p, ok := s.labels[label]
	return p, ok && (p == "" || s.roles(p) != 0)
}
