package meeting

import "slices"

// AddHand puts up the hand of someone who takes part without a device. The server keeps
// Name in the roster and gives the person a pseudonym; the log has the pseudonym only.
type AddHand struct {
	Name  string `json:"name"`
	Class Class  `json:"class"`
	Body  string `json:"body,omitempty"`
	Room  bool   `json:"room,omitempty"`

	Guest Person `json:"-"` // who Name is
}

func (c AddHand) decide(s *State, a Asked) ([]Event, error) {
	if c.Guest == House || slices.Contains(s.removed, c.Guest) {
		return nil, ErrUnknown
	}
	h, err := RaiseHand{Class: c.Class, Body: c.Body, Room: c.Room}.hand(s, c.Guest)
	if err != nil {
		return nil, err
	}
	h.AddedBy = a.By
	return s.raise(h, a)
}

// ClaimHand says that a hand which was put up for somebody without a device is the
// asker's own (Q6). If the asker has one of that class already, the two are one.
type ClaimHand struct {
	Hand Seq `json:"hand"`
}

func (c ClaimHand) decide(s *State, a Asked) ([]Event, error) {
	h := at(s.queue.Hands, c.Hand)
	switch {
	case h == nil:
		return nil, ErrUnknown
	case h.Person == a.By:
		return unchanged(h.ID)
	case !s.isGuest(h.Person):
		return nil, ErrNotAllowed
	}
	events := []Event{HandClaimed(c)}
	own := slices.IndexFunc(s.queue.Hands, func(o Hand) bool { return o.Person == a.By && o.Class == h.Class })
	if own >= 0 && !s.settings.Several {
		events = append(events, HandsMerged{Hand: h.ID, Into: s.queue.Hands[own].ID})
	}
	return events, nil
}

// isGuest reports whether p is known to the meeting only by hands that others put up.
func (s *State) isGuest(p Person) bool {
	_, admitted := s.people[p]
	return !admitted
}

// HandClaimed records that a hand is its entry's By's own.
type HandClaimed struct {
	Hand Seq `json:"hand"`
}

func (e HandClaimed) apply(s *State, en Entry) {
	if h := at(s.queue.Hands, e.Hand); h != nil {
		h.Person, h.AddedBy = en.By, House
	}
}

// MergeHands says that two hands of a class are one person's: a guest's, and the one that
// the person has put up since (Q6).
type MergeHands struct {
	Hand Seq `json:"hand"`
	Into Seq `json:"into"`
}

func (c MergeHands) decide(s *State, _ Asked) ([]Event, error) {
	h, into := at(s.queue.Hands, c.Hand), at(s.queue.Hands, c.Into)
	switch {
	case h == nil || into == nil:
		return nil, ErrUnknown
	case h.ID == into.ID || h.Class != into.Class:
		return nil, refuse("Two hands of one class can be merged.")
	case !s.isGuest(h.Person):
		return nil, refuse("Only a hand that was put up for somebody is merged into another.")
	}
	return []Event{HandsMerged(c)}, nil
}

// HandsMerged records that two hands were one person's: it says what Into said and has the
// number and the place of the one that went up first.
type HandsMerged MergeHands

func (e HandsMerged) apply(s *State, _ Entry) {
	gone, into := at(s.queue.Hands, e.Hand), at(s.queue.Hands, e.Into)
	if gone == nil || into == nil {
		return
	}
	one := *into
	if one.Note == "" {
		one.Note = gone.Note
	}
	first, second := into, gone
	if gone.ID < into.ID {
		first, second = gone, into
	}
	one.ID, one.Standing = first.ID, first.Standing
	one.Answers, one.Due, one.Front = into.Answers, into.Due, first.Front || into.Due && into.Front
	later := second.ID
	*first = one
	for i := range s.queue.Hands {
		if h := &s.queue.Hands[i]; h.Answers == later {
			h.Answers, h.ReplyTo = one.ID, one.ID
		}
	}
	if s.queue.Last == later {
		s.queue.Last = one.ID
	}
	s.queue.drop(later)
	s.arrange()
}
