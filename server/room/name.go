package room

import (
	"slices"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/roster"
)

// A namer fills names and bodies into values that have a person. It is the only place
// where pseudonyms meet names; values for audiences that may not know them have no field
// to fill.
type namer struct {
	cards  map[meeting.Person]roster.Card
	away   map[meeting.Person]bool           // who waits and is not connected
	inside bool                              // the view is for people in the meeting
	said   func(label string) meeting.Person // whom a scribe means by the name before a contribution
	missed bool                              // somebody was not in cards
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
			if value.Speaker == meeting.House && value.Label != "" {
				value.Speaker = n.said(value.Label)
			}
			value.Name, value.SpeakerName = n.card(value.Person).Name, n.card(value.Speaker).Name
			if n.wordings(value.Was); value.Name != "" || value.SpeakerName != "" { // thousands of notes: none is boxed twice
				v[key] = value
			}
		case meeting.DecisionValue:
			n.wordings(value.Was)
		case meeting.ActionValue:
			n.wordings(value.Was)
			if value.Name = n.card(value.Person).Name; value.Name != "" {
				v[key] = value
			}
		case meeting.CorrectionValue:
			value.Name = n.card(value.Person).Name
			v[key] = value
		case meeting.ReviewValue:
			value.Name = n.card(value.Person).Name
			v[key] = value
		case meeting.Attender:
			card := n.card(value.Person)
			value.Name, value.Body = card.Name, card.Body
			v[key] = value
		case meeting.SilenceValue:
			card := n.card(value.Person)
			value.Name, value.Body = card.Name, card.Body
			v[key] = value
		default:
			n.list(value)
		}
	}
}

// list names the people of a value that is a list.
func (n *namer) list(value any) {
	switch value := value.(type) {
	case []meeting.ConsentValue:
		n.consents(value)
	case []meeting.SeatsValue:
		n.seats(value)
	case []meeting.AlarmValue:
		n.alarms(value)
	case []meeting.AsideValue:
		n.asides(value)
	case []meeting.ItemValue:
		n.agenda(value)
	}
}

// wordings names who changed a line.
func (n *namer) wordings(was *[]meeting.WordingValue) {
	if was == nil {
		return
	}
	for i := range *was {
		(*was)[i].Name = n.card((*was)[i].Person).Name
	}
}

// consents names who lets something be told.
func (n *namer) consents(given []meeting.ConsentValue) {
	for i := range given {
		given[i].Name = n.card(given[i].Person).Name
	}
}

// agenda names who proposed an item.
func (n *namer) agenda(agenda []meeting.ItemValue) {
	for i := range agenda {
		agenda[i].Name = n.card(agenda[i].Person).Name
	}
}

func (n *namer) queue(q meeting.QueueValue) meeting.QueueValue {
	for i := range q.Hands {
		h := &q.Hands[i]
		card := n.card(h.Person)
		h.Name, h.Says = card.Name, n.says(card)
		if h.Body == "" {
			h.Body = card.Body
		}
		if h.AddedBy != meeting.House {
			h.AddedName = n.card(h.AddedBy).Name
		}
		if n.away[h.Person] {
			h.State = meeting.HandAway
		}
	}
	doubles(q.Hands)
	n.turn(q.Turn)
	n.turn(q.Held)
	return q
}

// doubles marks the hands of guests whose name somebody else in the queue has, too (Q6).
func doubles(hands []meeting.HandValue) {
	for i := range hands {
		for _, o := range hands {
			h := &hands[i]
			if h.Guest && o.Person != h.Person && o.Class == h.Class && !o.Guest && h.Name != "" &&
				slices.Equal(plainWords(h.Name), plainWords(o.Name)) {
				h.Duplicate = o.ID
			}
		}
	}
}

func (n *namer) turn(t *meeting.TurnValue) {
	if t == nil {
		return
	}
	card := n.card(t.Person)
	t.Name, t.Says = card.Name, n.says(card)
	if t.Body == "" {
		t.Body = card.Body
	}
}

// says is how a name is pronounced; people in the meeting are told.
func (n *namer) says(c roster.Card) string {
	if !n.inside {
		return ""
	}
	return c.Says
}

func (n *namer) seats(seats []meeting.SeatsValue) {
	for _, of := range seats {
		for i := range of.Sat {
			sat := &of.Sat[i]
			sat.Name, sat.ForName = n.card(sat.Person).Name, n.card(sat.For).Name
		}
	}
}

func (n *namer) alarms(alarms []meeting.AlarmValue) {
	for i := range alarms {
		alarms[i].Name = n.card(alarms[i].Person).Name
	}
}

// asides names who said them; a captioner is nobody of the meeting.
func (n *namer) asides(asides []meeting.AsideValue) {
	for i := range asides {
		card := n.card(asides[i].Person)
		asides[i].Name, asides[i].Body = card.Name, card.Body
	}
}

func (n *namer) card(p meeting.Person) roster.Card {
	c, ok := n.cards[p]
	if !ok && p != meeting.House {
		n.missed = true
	}
	return c
}
