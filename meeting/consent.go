package meeting

import "slices"

// A ConsentScope is what somebody lets be told of what they said under the Rule.
type ConsentScope string

// The scopes.
const (
	ConsentName ConsentScope = "name" // their name
	ConsentBody ConsentScope = "body" // the body they belong to
)

// ConsentScopes are all of them.
func ConsentScopes() []ConsentScope { return []ConsentScope{ConsentName, ConsentBody} }

// unnamed is how many people who spoke have to stay unnamed for anybody to be named: of seven
// who are named the eighth is known. Source: threat 28 of our attribution reference.
const unnamed = 3

// GiveConsent lets something be told of what the asker said under the Rule, or not any more;
// until the record is published (R6). It is never asked for in the room: a no would tell.
type GiveConsent struct {
	On    bool         `json:"on"`
	Scope ConsentScope `json:"scope"`
}

func (c GiveConsent) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case !slices.Contains(ConsentScopes(), c.Scope):
		return nil, ErrNoScope
	case slices.Contains(s.consents[a.By], c.Scope) == c.On:
		return unchanged(s.seq)
	}
	return []Event{ConsentGiven(c)}, nil
}

// ConsentGiven records what its entry's By lets be told.
type ConsentGiven struct {
	On    bool         `json:"on"`
	Scope ConsentScope `json:"scope"`
}

func (e ConsentGiven) apply(s *State, en Entry) {
	if s.consents == nil {
		s.consents = make(map[Person][]ConsentScope)
	}
	had := slices.DeleteFunc(slices.Clone(s.consents[en.By]), func(c ConsentScope) bool { return c == e.Scope })
	if e.On {
		had = append(had, e.Scope)
	}
	s.consents[en.By] = had
}

// Consents reports whether something may be told of what p said under the Rule: p lets it, and
// enough of those who spoke stay unnamed.
func (s *State) Consents(p Person, scope ConsentScope) bool {
	if p == House || !slices.Contains(s.consents[p], scope) {
		return false
	}
	stay := 0
	for _, o := range s.speakers() {
		if !slices.Contains(s.consents[o], scope) {
			stay++
		}
	}
	return stay >= unnamed
}

// speakers are the people who spoke in the meeting, each once.
func (s *State) speakers() (people []Person) {
	for _, sp := range s.spoken {
		if !slices.Contains(people, sp.Person) {
			people = append(people, sp.Person)
		}
	}
	return people
}
