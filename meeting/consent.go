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

// A Consent is what somebody lets be told of what they said in a part of a meeting.
type Consent struct {
	Item  Seq          `json:"item,omitempty"` // the item that is under the Rule, with all below it; 0 for all of the meeting
	Scope ConsentScope `json:"scope"`
}

// unnamed is how many people who spoke in a part have to stay unnamed for anybody to be named:
// of seven who are named the eighth is known. Source: threat 28 of our attribution reference.
const unnamed = 3

// GiveConsent lets something be told of what the asker said under the Rule, or not any more;
// until the record is published (R6). It is never asked for in the room: a no would tell.
type GiveConsent struct {
	On    bool         `json:"on"`
	Scope ConsentScope `json:"scope"`
	Item  Seq          `json:"item,omitempty"` // an item that has a rule of its own; all of the meeting unless given
}

func (c GiveConsent) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case !slices.Contains(ConsentScopes(), c.Scope):
		return nil, ErrNoScope
	case c.Item != 0 && (at(s.items, c.Item) == nil || s.partOf(c.Item) != c.Item):
		return nil, ErrUnknown
	case slices.Contains(s.consents[a.By], Consent{c.Item, c.Scope}) == c.On:
		return unchanged(s.seq)
	}
	return []Event{ConsentGiven(c)}, nil
}

// ConsentGiven records what its entry's By lets be told.
type ConsentGiven struct {
	On    bool         `json:"on"`
	Scope ConsentScope `json:"scope"`
	Item  Seq          `json:"item,omitempty"`
}

func (e ConsentGiven) apply(s *State, en Entry) {
	if s.consents == nil {
		s.consents = make(map[Person][]Consent)
	}
	this := Consent{e.Item, e.Scope}
	had := slices.DeleteFunc(slices.Clone(s.consents[en.By]), func(c Consent) bool { return c == this })
	if e.On {
		had = append(had, this)
	}
	s.consents[en.By] = had
}

// lets reports whether p lets something be told of what they said in a part.
func (s *State) lets(p Person, scope ConsentScope, part Seq) bool {
	had := s.consents[p]
	return slices.Contains(had, Consent{0, scope}) || slices.Contains(had, Consent{part, scope})
}

// Consents reports whether something may be told of what p said on an item under the Rule: p
// lets it, and enough of those who spoke in the same part stay unnamed. What was said near to a
// part, on an open item, may belong to that: nobody knows whose leave counts.
func (s *State) Consents(p Person, scope ConsentScope, item Seq) bool {
	part := s.partOf(item)
	return p != House && s.ruleOf(item) != Open && s.lets(p, scope, part) && s.stay(s.speakers(part), scope, part) >= unnamed
}

// stay is how many of people do not let something be told of what they said in a part.
func (s *State) stay(people []Person, scope ConsentScope, part Seq) (n int) {
	for _, p := range people {
		if !s.lets(p, scope, part) {
			n++
		}
	}
	return n
}

// speakers are the people who spoke in a part of the meeting, each once.
func (s *State) speakers(part Seq) (people []Person) {
	for _, sp := range s.spoken {
		if s.partOf(sp.Item) == part && !slices.Contains(people, sp.Person) {
			people = append(people, sp.Person)
		}
	}
	return people
}
