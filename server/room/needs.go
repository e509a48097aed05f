package room

import (
	"cmp"
	"encoding/json"
	"slices"

	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

// NeedsKey is what clients call the value that says what people need to take part.
const NeedsKey = "needs"

// needs are what people said that they need, by name, for those who run the meeting and
// nobody else (acc-J2). Who was removed is not among them.
func (r *Room) needs(s *meeting.State) json.RawMessage {
	all := []wire.PersonNeeds{}
	for p, card := range r.known {
		if len(card.Needs) == 0 && card.NeedsText == "" || s.Roles(p) == 0 {
			continue
		}
		all = append(all, wire.PersonNeeds{
			Person: p, Name: card.Name, Body: card.Body, Kinds: append([]string{}, card.Needs...), Text: card.NeedsText,
		})
	}
	slices.SortFunc(all, func(a, b wire.PersonNeeds) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Person, b.Person))
	})
	return encoded(all)
}
