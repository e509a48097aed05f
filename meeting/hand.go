package meeting

import "slices"

// RaiseHand asks for the floor, or for a statement to be read out.
type RaiseHand struct {
	Class   Class  `json:"class"`
	Note    string `json:"note,omitempty"`
	ReplyTo Seq    `json:"reply_to,omitempty"`
	Written bool   `json:"written,omitempty"`
	Body    string `json:"body,omitempty"`
}

func (c RaiseHand) decide(s *State, a Asked) ([]Event, error) {
	h, err := c.hand(s, a.By)
	if err != nil {
		return nil, err
	}
	return s.raise(h, a.By)
}

// raise is the events by which by puts h up. A person has one hand of a class (Q9).
func (s *State) raise(h Hand, by Person) ([]Event, error) {
	same := func(o Hand) bool { return o.Person == h.Person && o.Class == h.Class }
	if i := slices.IndexFunc(s.queue.Hands, same); i >= 0 {
		was := s.queue.Hands[i]
		if h.ID, h.Left = was.ID, was.Left; h != was {
			return nil, ErrQueued // do not swallow what the second one says
		}
		return unchanged(was.ID)
	}
	if err := s.takes(h.Class, by); err != nil {
		return nil, err
	}
	return []Event{HandRaised(h)}, nil
}

// hand is the hand that c would put up for p.
func (c RaiseHand) hand(s *State, p Person) (Hand, error) {
	if !slices.Contains(precedence, c.Class) {
		return Hand{}, ErrUnknownClass
	}
	limit, cleaned := maxNote, cleanOptional
	if c.Written {
		limit, cleaned = maxText, clean // a statement has a text
	}
	note, err := cleaned(c.Note, limit)
	if err != nil {
		return Hand{}, err
	}
	if c.Body != "" && !slices.ContainsFunc(s.bodies, func(b Body) bool { return b.Name == c.Body }) {
		return Hand{}, ErrUnknownBody
	}
	if c.ReplyTo != 0 && c.Class != Reply {
		return Hand{}, refuse("Only a reply answers a turn.")
	}
	if c.ReplyTo != 0 && c.ReplyTo != s.turn.ID {
		return Hand{}, ErrReplyStale // Q4
	}
	return Hand{Person: p, Body: c.Body, Class: c.Class, Note: note, ReplyTo: c.ReplyTo, Written: c.Written}, nil
}

// HandRaised records that a hand is up; the hand's id is the entry's.
type HandRaised Hand

func (e HandRaised) apply(s *State, en Entry) {
	h := Hand(e)
	h.ID = en.Seq
	s.queue.insert(h)
}

// AddHand puts up the hand of someone who takes part without a device. The server keeps
// Name in the roster and gives the person a pseudonym; the log has the pseudonym only.
type AddHand struct {
	Name  string `json:"name"`
	Class Class  `json:"class"`
	Body  string `json:"body,omitempty"`

	Guest Person `json:"-"` // who Name is
}

func (c AddHand) decide(s *State, a Asked) ([]Event, error) {
	if c.Guest == House || slices.Contains(s.removed, c.Guest) {
		return nil, ErrUnknown
	}
	h, err := RaiseHand{Class: c.Class, Body: c.Body}.hand(s, c.Guest)
	if err != nil {
		return nil, err
	}
	h.AddedBy = a.By
	return s.raise(h, a.By)
}

// EditHand changes what one's own hand is about.
type EditHand struct {
	Hand Seq    `json:"hand"`
	Note string `json:"note"`
}

func (c EditHand) decide(s *State, a Asked) ([]Event, error) {
	h := at(s.queue.Hands, c.Hand)
	if h == nil {
		return nil, ErrUnknown
	}
	if h.Person != a.By {
		return nil, ErrNotAllowed
	}
	limit, cleaned := maxNote, cleanOptional
	if h.Written {
		limit, cleaned = maxText, clean
	}
	note, err := cleaned(c.Note, limit)
	if err != nil {
		return nil, err
	}
	return []Event{HandEdited{Hand: c.Hand, Note: note}}, nil
}

// HandEdited records what a hand is about.
type HandEdited struct {
	Hand Seq    `json:"hand"`
	Note string `json:"note"`
}

func (e HandEdited) apply(s *State, _ Entry) {
	if h := at(s.queue.Hands, e.Hand); h != nil {
		h.Note = e.Note
	}
}

// LowerHand takes a hand down: one's own, or anyone's for those who run the queue.
type LowerHand struct {
	Hand Seq `json:"hand"`
}

func (c LowerHand) decide(s *State, a Asked) ([]Event, error) {
	h := at(s.queue.Hands, c.Hand)
	if h == nil {
		return nil, ErrUnknown
	}
	if h.Person != a.By && !s.roles(a.By).Has(floor) {
		return nil, ErrNotAllowed
	}
	return []Event{HandLowered(c)}, nil
}

// HandLowered records that a hand went down without being called.
type HandLowered struct {
	Hand Seq `json:"hand"`
}

func (e HandLowered) apply(s *State, _ Entry) { s.queue.drop(e.Hand) }

// DeferHand lets the next person of the same class go first (Q9): downward only, never
// past somebody else upward.
type DeferHand struct {
	Hand Seq `json:"hand"`
}

func (c DeferHand) decide(s *State, a Asked) ([]Event, error) {
	h := at(s.queue.Hands, c.Hand)
	if h == nil {
		return nil, ErrUnknown
	}
	if h.Person != a.By {
		return nil, ErrNotAllowed
	}
	i := slices.Index(s.queue.Hands, *h)
	if i+1 == len(s.queue.Hands) || s.queue.Hands[i+1].Class != h.Class {
		return unchanged(c.Hand) // the last of its class already
	}
	return []Event{HandDeferred(c)}, nil
}

// HandDeferred records that a hand let the next one of its class go first.
type HandDeferred struct {
	Hand Seq `json:"hand"`
}

func (e HandDeferred) apply(s *State, _ Entry) {
	hands := s.queue.Hands
	i := slices.IndexFunc(hands, func(h Hand) bool { return h.ID == e.Hand })
	if i >= 0 && i+1 < len(hands) {
		hands[i], hands[i+1] = hands[i+1], hands[i]
	}
}
