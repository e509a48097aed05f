package room

import (
	"encoding/json"
	"slices"

	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

// matched is whom the labels of captions mean, and what that was found from.
type matched struct {
	labels []string
	seq    meeting.Seq
	people int
	set    map[string]json.RawMessage
}

// match finds whom captioners mean by their labels: whom somebody said, or whose name it is.
// It runs in the ledger's goroutine.
func (r *Room) match(s *meeting.State) map[string]json.RawMessage {
	m := &r.matched
	labels := r.labels(r.id)
	if m.set != nil && m.seq == s.Seq() && m.people == len(r.known) && slices.Equal(m.labels, labels) {
		return m.set
	}
	*m = matched{labels, s.Seq(), len(r.known), make(map[string]json.RawMessage, len(labels))}
	names := make(map[meeting.Person]string, len(r.known))
	for p, card := range r.known {
		if meeting.Me(s, p).Roles != 0 {
			names[p] = card.Name
		}
	}
	for _, label := range labels {
		value := wire.Label{Label: label, Sure: true}
		var said bool
		if value.Person, said = s.Labelled(label); !said {
			value.Person, value.Sure = speaker(label, names)
		}
		card := r.known[value.Person]
		value.Name, value.Body = card.Name, card.Body
		b, err := json.Marshal(value)
		if err != nil {
			panic("room: a label does not marshal: " + err.Error()) // a bug of ours
		}
		m.set[LabelKey(label)] = b
	}
	return m.set
}

// LabelKey is what clients call the value that says whom a label means.
func LabelKey(label string) string { return "label/" + label }
