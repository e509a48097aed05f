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
	ID      Seq    `json:"-"`
	Person  Person `json:"person"`
	Body    string `json:"body,omitempty"` // spoken for on this hand; empty for the person's own
	Class   Class  `json:"class"`
	Note    string `json:"note,omitempty"`     // what it is about, or the statement if it is written
	ReplyTo Seq    `json:"reply_to,omitempty"` // the turn that a reply answers; 0 if it does not say
	Written bool   `json:"written,omitempty"`  // to be read out
	AddedBy Person `json:"added_by,omitempty"` // who put up the hand of someone who could not

	Left time.Duration `json:"-"` // what is left of a turn that was put back; 0 for all of it
}

func (h Hand) id() Seq { return h.ID }

// A Queue is the hands that are up on an item, in the order they will be called. It
// belongs to the item (Q23).
type Queue struct {
	Open  bool
	Hands []Hand
}

// insert puts h behind the hands of its class and of those that come before it.
func (q *Queue) insert(h Hand) {
	rank := slices.Index(precedence, h.Class)
	i := len(q.Hands)
	for i > 0 && slices.Index(precedence, q.Hands[i-1].Class) > rank {
		i--
	}
	q.Hands = slices.Insert(q.Hands, i, h)
}

// drop takes hand id out of the queue.
func (q *Queue) drop(id Seq) {
	q.Hands = slices.DeleteFunc(q.Hands, func(h Hand) bool { return h.ID == id })
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
	s.queue = stay
}

// enterQueue brings back the hands that were parked with item.
func (s *State) enterQueue(item Seq) {
	back := s.parked[item]
	delete(s.parked, item)
	s.queue.Hands = append(s.queue.Hands, back.Hands...)
	s.queue.Open = back.Open
}

// OpenQueue lets people raise hands on the current item.
type OpenQueue struct{}

func (OpenQueue) decide(s *State, _ Asked) ([]Event, error) {
	switch {
	case s.stage == Planned:
		return nil, ErrNotOpen
	case s.stage == Ended:
		return nil, ErrEnded
	case s.queue.Open:
		return unchanged(s.seq)
	}
	return []Event{QueueOpened{}}, nil
}

// QueueOpened records that hands of every class are taken.
type QueueOpened struct{}

func (QueueOpened) apply(s *State, _ Entry) { s.queue.Open = true }

// CloseQueue takes no more hands but points of order. Those that are up stay up.
type CloseQueue struct{}

func (CloseQueue) decide(s *State, _ Asked) ([]Event, error) {
	if !s.queue.Open {
		return unchanged(s.seq)
	}
	return []Event{QueueClosed{}}, nil
}

// QueueClosed records that only points of order are taken.
type QueueClosed struct{}

func (QueueClosed) apply(s *State, _ Entry) { s.queue.Open = false }

// takes reports whether a hand of class may go up now; chairs' hands always may (Q5).
func (s *State) takes(class Class, by Person) error {
	switch {
	case class == Order || s.roles(by).Has(chairs):
		return nil
	case s.stage == Planned:
		return ErrNotOpen
	case s.stage == Ended:
		return ErrEnded
	case !s.queue.Open:
		return ErrQueueClosed
	}
	return nil
}
