package meeting

import (
	"slices"
	"time"
)

// A Class is what a hand is raised for.
type Class string

// The classes of hands.
const (
	Order   Class = "order"   // a point of order: how the meeting is run
	Clarify Class = "clarify" // a question about what was just said
	Reply   Class = "reply"   // an answer to the current topic
	Topic   Class = "topic"   // something new
)

// precedence is the order in which classes are called (Q2).
var precedence = []Class{Order, Clarify, Reply, Topic}

// Classes are the classes of hands, in the order in which they are called.
func Classes() []Class { return slices.Clone(precedence) }

// A Hand is a person's place in the queue.
type Hand struct {
	ID       Seq    `json:"-"`
	Person   Person `json:"person"`
	Body     string `json:"body,omitempty"` // spoken for on this hand
	Class    Class  `json:"class"`
	Note     string `json:"note,omitempty"`     // what it is about, or the statement if it is written
	ReplyTo  Seq    `json:"reply_to,omitempty"` // the turn, or the waiting question, that a reply answers; 0 if it does not say
	Written  bool   `json:"written,omitempty"`  // to be read out
	Reader   Reader `json:"reader,omitempty"`   // who is to read it out
	AddedBy  Person `json:"added_by,omitempty"` // who put up the hand of someone who could not
	Category string `json:"category,omitempty"` // of a point of order, where the meeting ranks them (Q3)
	Room     bool   `json:"room,omitempty"`     // of someone in the room where the meeting is held

	Carried bool `json:"carried,omitempty"` // it waits since a meeting before this one (Q23)

	Raised   time.Time `json:"-"` // when it went up
	Standing `json:"-"`
}

func (h Hand) id() Seq { return h.ID }

// asked is what was asked for when h went up.
func (h Hand) asked() Hand {
	h.ID, h.Raised, h.Standing = 0, time.Time{}, Standing{}
	return h
}

// A Queue is the hands that are up on an item, in the order they will be called. It
// belongs to the item (Q23).
type Queue struct {
	Hands []Hand
	Door
}

// A Door says which hands a queue takes.
type Door struct {
	Open     bool
	ClosesAt time.Time // when it closes by itself; zero for never
	Closing  Seq       // the entry that said so
	More     int       // after how many more hands it closes by itself; 0 for never
	Last     Seq       // the hand that has the last word and goes to the end, 0 for none
}

// drop takes hand id out of the queue. Answers to it become replies, and what it was to
// follow or let pass is forgotten.
func (q *Queue) drop(id Seq) {
	q.Hands = slices.DeleteFunc(q.Hands, func(h Hand) bool { return h.ID == id })
	q.unfollow(id)
	for i := range q.Hands {
		if h := &q.Hands[i]; h.After == id {
			h.After = 0
		}
	}
	if q.Last == id {
		q.Last = 0
	}
}

// unfollow has the answers to hand id be replies like all others.
func (q *Queue) unfollow(id Seq) {
	for i := range q.Hands {
		if h := &q.Hands[i]; h.Answers == id {
			h.Answers = 0
		}
	}
}

// has reports whether p has a hand of class up.
func (q *Queue) has(p Person, class Class) bool {
	return slices.ContainsFunc(q.Hands, func(h Hand) bool { return h.Person == p && h.Class == class })
}

// taken reports whether p has all the hands of class that a person may have (Q9).
func (s *State) taken(p Person, class Class) bool {
	return !s.settings.Several && s.queue.has(p, class)
}

// Waiting are the people whose hands are up on the current item, in order.
func (s *State) Waiting() []Person {
	out := make([]Person, len(s.queue.Hands))
	for i, h := range s.queue.Hands {
		out[i] = h.Person
	}
	return out
}

// without takes the hands of p out of the queue.
func (q *Queue) without(p Person) {
	for _, h := range slices.Clone(q.Hands) {
		if h.Person == p {
			q.drop(h.ID)
		}
	}
}

// parkQueue keeps the current item's hands, and whether more are taken, until the item
// comes back (Q23). Points of order are about the meeting, not the item: they stay up.
func (s *State) parkQueue() {
	q, stay := s.queue, Queue{}
	for _, h := range q.Hands {
		if h.Class == Order {
			stay.Hands = append(stay.Hands, h)
		}
	}
	q.Hands = slices.DeleteFunc(q.Hands, func(h Hand) bool { return h.Class == Order })
	if len(q.Hands) > 0 || q.Open {
		s.parked[s.current] = q
	}
	s.queue, s.left = stay, nil
}

// enterQueue brings back the hands that were parked with item.
func (s *State) enterQueue(item Seq) {
	back := s.parked[item]
	delete(s.parked, item)
	back.Hands = append(s.queue.Hands, back.Hands...)
	s.queue = back
	s.arrange()
}

// takes reports whether a hand of class may go up now; chairs' hands always may (Q5).
func (s *State) takes(class Class, a Asked) error {
	switch {
	case s.roles(a.By).Has(chairs), class == Order && !s.settings.NoOrders:
		return nil
	case class == Order && !s.queue.openAt(a.At):
		return ErrOrdersClosed
	case s.stage == Planned:
		return ErrNotOpen
	case s.stage == Ended:
		return ErrEnded
	case !s.queue.openAt(a.At):
		return ErrQueueClosed
	}
	return nil
}
