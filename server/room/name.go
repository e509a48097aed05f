package room

import (
	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/roster"
)

// A namer fills names and bodies into values that have a person. It is the only place
// where pseudonyms meet names; values for audiences that may not know them have no field
// to fill.
type namer struct {
	cards  map[meeting.Person]roster.Card
	missed bool // somebody was not in cards
}

func (n *namer) view(id uuid.UUID, v meeting.View) {
	for key, value := range v {
		switch value := value.(type) {
		case meeting.MeetingValue:
			value.ID = id.String()
			v[key] = value
		case meeting.QueueValue:
			v[key] = n.queue(value)
		case meeting.NoteValue:
			if name := n.card(value.Person).Name; name != "" { // thousands of notes: none is boxed twice
				value.Name = name
				v[key] = value
			}
		}
	}
}

func (n *namer) queue(q meeting.QueueValue) meeting.QueueValue {
	for i := range q.Hands {
		h := &q.Hands[i]
		card := n.card(h.Person)
		h.Name = card.Name
		if h.Body == "" {
			h.Body = card.Body
		}
		if h.AddedBy != meeting.House {
			h.AddedName = n.card(h.AddedBy).Name
		}
	}
	if t := q.Turn; t != nil {
		card := n.card(t.Person)
		t.Name = card.Name
		if t.Body == "" {
			t.Body = card.Body
		}
	}
	return q
}

func (n *namer) card(p meeting.Person) roster.Card {
	c, ok := n.cards[p]
	if !ok && p != meeting.House {
		n.missed = true
	}
	return c
}
