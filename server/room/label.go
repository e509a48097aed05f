package room

import (
	"encoding/json"
	"maps"

	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

// matched is whom the labels of captions mean.
type matched struct {
	names map[meeting.Person]string // of those who are in the meeting
	found map[string]guess          // by label, from those names
	told  map[string]json.RawMessage
}

// guess is whom a label means as far as names tell.
type guess struct {
	person meeting.Person
	sure   bool
}

// match finds whom captioners mean by their labels: whom somebody said, or whose name it is.
// A label that is there no more, as of what was said off the record, is taken away. It runs in
// the ledger's goroutine.
func (r *Room) match(s *meeting.State) map[string]json.RawMessage {
	m := &r.matched
	r.learn(s)
	set := make(map[string]json.RawMessage)
	for key := range m.told {
		set[key] = nil
	}
	for _, label := range r.hears.Labels(r.id) {
		set[LabelKey(label)] = r.means(s, label)
	}
	m.told = set
	return set
}

// learn takes the names by which labels are found as they are now.
func (r *Room) learn(s *meeting.State) {
	names := make(map[meeting.Person]string, len(r.known))
	for p, card := range r.known {
		if s.Roles(p) != 0 {
			names[p] = card.Name
		}
	}
	if m := &r.matched; m.found == nil || !maps.Equal(m.names, names) {
		m.names, m.found = names, make(map[string]guess)
	}
}

// named is whom a label means: whom somebody said, or whose name it is. It is not sure if
// only the spelling is near.
func (r *Room) named(s *meeting.State, label string) (person meeting.Person, sure bool) {
	if person, sure := s.Labelled(label); sure {
		return person, sure
	}
	if r.matched.found == nil {
		r.learn(s)
	}
	g, known := r.matched.found[label]
	if !known {
		g.person, g.sure = speaker(label, r.matched.names)
		r.matched.found[label] = g
	}
	return g.person, g.sure
}

// means is the value of a label.
func (r *Room) means(s *meeting.State, label string) json.RawMessage {
	person, sure := r.named(s, label)
	card := r.known[person]
	b, err := json.Marshal(wire.Label{Label: label, Person: person, Name: card.Name, Body: card.Body, Sure: sure})
	if err != nil {
		panic("room: a label does not marshal: " + err.Error()) // a bug of ours
	}
	return b
}

// LabelKey is what clients call the value that says whom a label means.
func LabelKey(label string) string { return "label/" + label }
