package meeting

import "slices"

// RaiseHand asks for the floor, or for a statement to be read out.
type RaiseHand struct {
	Class    Class  `json:"class"`
	Note     string `json:"note,omitempty"`
	ReplyTo  Seq    `json:"reply_to,omitempty"`
	Written  bool   `json:"written,omitempty"`
	Body     string `json:"body,omitempty"`
	Category string `json:"category,omitempty"`
	Room     bool   `json:"room,omitempty"`
	Reader   Reader `json:"reader,omitempty"`

	Own string `json:"-"` // the asker's body as the roster has it, for hands that name none
}

func (c RaiseHand) decide(s *State, a Asked) ([]Event, error) {
	if s.muted[a.By] && (c.Written || c.Note != "") {
		return nil, ErrMuted
	}
	h, err := c.hand(s, a.By)
	if err != nil {
		return nil, err
	}
	return s.raise(h, a)
}

// raise is the events by which the asker puts h up. A person has one hand of a class,
// unless the meeting allows several (Q9).
func (s *State) raise(h Hand, a Asked) ([]Event, error) {
	for _, was := range s.queue.Hands {
		switch {
		case was.Person != h.Person || was.Class != h.Class:
		case was.asked() == h:
			return unchanged(was.ID)
		case !s.settings.Several:
			return nil, ErrQueued // do not swallow what the second one says
		}
	}
	if len(s.queue.Hands) >= maxHands {
		return nil, refuse("There are too many hands up.")
	}
	if err := s.takes(h.Class, a); err != nil {
		return nil, err
	}
	return []Event{HandRaised(h)}, nil
}

// maxHands bounds the queue of an item.
const maxHands = 500

// hand is the hand that c would put up for p.
func (c RaiseHand) hand(s *State, p Person) (Hand, error) {
	if !slices.Contains(precedence, c.Class) {
		return Hand{}, ErrUnknownClass
	}
	note, err := cleanedNote(c.Note, c.Written)
	if err != nil {
		return Hand{}, err
	}
	takesPart := func(body string) bool {
		return slices.ContainsFunc(s.bodies, func(b Body) bool { return b.Name == body })
	}
	switch {
	case c.Body != "" && !takesPart(c.Body):
		return Hand{}, ErrUnknownBody
	case c.Category != "" && (c.Class != Order || !slices.Contains(s.settings.Categories, c.Category)):
		return Hand{}, refuse("That is no category of points of order in this meeting.")
	case c.Reader != "" && (!c.Written || !slices.Contains(readers, c.Reader)):
		return Hand{}, refuse("A written turn is read by one of chair, manager, screen, voice.")
	}
	if err := s.answerable(c); err != nil {
		return Hand{}, err
	}
	if c.Body == "" && takesPart(c.Own) {
		c.Body = c.Own
	}
	return Hand{
		Person: p, Body: c.Body, Class: c.Class, Note: note, ReplyTo: c.ReplyTo, Written: c.Written, Reader: c.Reader,
		Category: c.Category, Room: c.Room,
	}, nil
}

// cleanedNote is what a hand is about as it is kept; a statement has a text.
func cleanedNote(note string, written bool) (string, error) {
	if written {
		return clean(note, maxText)
	}
	return cleanOptional(note, maxNote)
}

// answerable refuses a reply to what is not there to be answered (Q4): it answers the turn
// that runs, the speech that it interrupts, or a question that waits.
func (s *State) answerable(c RaiseHand) error {
	if c.ReplyTo == 0 || c.Class == Reply && (c.ReplyTo == s.turn.ID || c.ReplyTo == s.held.ID) {
		return nil
	}
	question := at(s.queue.Hands, c.ReplyTo)
	switch {
	case c.Class != Reply:
		return refuse("Only a reply answers a turn.")
	case question == nil:
		return ErrReplyStale
	case question.Answers != 0 || question.Class == Reply:
		return refuse("An answer is not answered in turn: ask for a reply.") // Q7
	case question.Class != Clarify:
		return ErrReplyStale
	}
	return nil
}

// HandRaised records that a hand is up; the hand's id is the entry's.
type HandRaised Hand

func (e HandRaised) apply(s *State, en Entry) {
	h := Hand(e)
	h.ID, h.Raised, h.Standing = en.Seq, en.At, Standing{}
	switch h.ReplyTo {
	case 0:
	case s.turn.ID:
		h.Due = s.turn.Class == Clarify
		h.Front = h.Due
	case s.held.ID:
	default:
		h.Answers = h.ReplyTo
	}
	s.queue.Hands = append(s.queue.Hands, h)
	s.queue.count(h)
	s.arrange()
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
	if s.muted[a.By] {
		return nil, ErrMuted
	}
	note, err := cleanedNote(c.Note, h.Written)
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

// LowerHand takes a hand down: one's own, or anyone's for those who run the queue. The
// reason is for the author of a statement that will not be read (acc-Q5).
type LowerHand struct {
	Hand   Seq    `json:"hand"`
	Reason string `json:"reason,omitempty"`
}

func (c LowerHand) decide(s *State, a Asked) (_ []Event, err error) {
	h := at(s.queue.Hands, c.Hand)
	if h == nil {
		return nil, ErrUnknown
	}
	if h.Person != a.By && !s.roles(a.By).Has(floor) {
		return nil, ErrNotAllowed
	}
	if c.Reason, err = cleanOptional(c.Reason, maxNote); err != nil {
		return nil, err
	}
	return []Event{HandLowered(c)}, nil
}

// HandLowered records that a hand went down without being called.
type HandLowered LowerHand

func (e HandLowered) apply(s *State, en Entry) {
	h := at(s.queue.Hands, e.Hand)
	if h == nil {
		return
	}
	if h.Person == en.By {
		s.leave(*h, en.At)
	} else if h.Written {
		s.receipts = append(s.receipts, Receipt{
			Hand: h.ID, Person: h.Person, State: StatementUnread, At: en.At, Reason: e.Reason, Of: len(Paragraphs(h.Note)),
		})
	}
	s.queue.drop(e.Hand)
	s.arrange()
}
