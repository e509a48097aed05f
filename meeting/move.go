package meeting

import (
	"slices"
	"time"
)

// DeferHand lets another hand of the same class that waits behind it go first (Q9): the
// one it names, or the next. It never passes somebody else upward.
type DeferHand struct {
	Hand  Seq `json:"hand"`
	After Seq `json:"after,omitempty"`
}

func (c DeferHand) decide(s *State, a Asked) ([]Event, error) {
	h := at(s.queue.Hands, c.Hand)
	switch {
	case h == nil:
		return nil, ErrUnknown
	case h.Person != a.By:
		return nil, ErrNotAllowed
	case h.Answers != 0 || h.Class == Order:
		return nil, refuse("A point of order and an answer keep their place.")
	}
	i := slices.Index(s.queue.Hands, *h)
	for _, o := range s.queue.Hands[i+1:] {
		switch {
		case o.Class != h.Class || o.Answers != 0 || o.ID == s.queue.Last:
		case c.After == 0 || o.ID == c.After:
			return []Event{HandDeferred{Hand: c.Hand, After: o.ID}}, nil
		}
	}
	if c.After != 0 {
		return nil, refuse("You can let pass who waits behind you for the same.")
	}
	return unchanged(c.Hand) // the last of its class already
}

// HandDeferred records that a hand let another one of its class go first. Without After,
// as in the logs of the first releases, that is the next one.
type HandDeferred struct {
	Hand  Seq `json:"hand"`
	After Seq `json:"after,omitempty"`
}

func (e HandDeferred) apply(s *State, _ Entry) {
	hands := s.queue.Hands
	i := slices.IndexFunc(hands, func(h Hand) bool { return h.ID == e.Hand })
	if e.After == 0 && i >= 0 && i+1 < len(hands) {
		e.After = hands[i+1].ID
	}
	let := at(hands, e.After)
	if i < 0 || let == nil {
		return
	}
	for o := let; o != nil; o = at(hands, o.After) { // nobody waits for somebody who waits for them
		if o.After == e.Hand {
			o.After = 0
		}
	}
	if h := &hands[i]; let.Front || h.Fixed && let.Fixed { // the order of those is kept as it stands
		j := slices.Index(hands, *let)
		deferred := *h
		deferred.Front, deferred.Passed = let.Front, h.Passed && let.Front
		copy(hands[i:j], hands[i+1:j+1])
		hands[j] = deferred
	} else {
		h.Standing = Standing{Left: h.Left, Again: h.Again, Due: h.Due, Overtaken: h.Overtaken, After: e.After}
	}
	s.arrange()
}

// MoveHand puts a hand before another, or with 0 at the end (Q10). Crossing into another
// class gives it that class, if the person could have asked for it.
type MoveHand struct {
	Hand   Seq `json:"hand"`
	Before Seq `json:"before"`
}

func (c MoveHand) decide(s *State, _ Asked) ([]Event, error) {
	h, before := at(s.queue.Hands, c.Hand), at(s.queue.Hands, c.Before)
	switch {
	case h == nil || c.Before != 0 && before == nil:
		return nil, ErrUnknown
	case h.Class == Order || before != nil && before.Class == Order:
		return nil, refuse("Points of order go before all else, in the order in which they came.")
	case h.Answers != 0 || before != nil && before.Answers != 0:
		return nil, refuse("An answer stays with its question: move the question.")
	case c.Hand == s.queue.Last:
		return nil, refuse("This hand has the last word: open the queue, or give the last word to another.")
	case c.Hand == c.Before:
		return unchanged(c.Hand)
	}
	class := s.classAt(*h, c.Before)
	if class != h.Class && s.taken(h.Person, class) {
		return nil, ErrHandUp
	}
	e := HandMoved{Hand: c.Hand, Before: c.Before}
	if class != h.Class {
		e.Class = class
	}
	return []Event{e}, nil
}

// classAt is the class that h has before another hand, or at the end: its own where that
// is in order, else that of the hand it would come too late or too early for.
func (s *State) classAt(h Hand, before Seq) Class {
	var prev, next Class
	for _, o := range s.queue.Hands {
		if o.ID == before {
			if o.Front {
				return h.Class // at the front all classes are
			}
			if o.ID != s.queue.Last {
				next = o.Class
			}
			break
		}
		if o.ID != h.ID && o.Answers == 0 && !o.Front && o.ID != s.queue.Last {
			prev = o.Class
		}
	}
	rank := func(c Class) int { return slices.Index(precedence, c) }
	switch own := rank(h.Class); {
	case next != "" && own > rank(next):
		return next
	case prev != "" && own < rank(prev):
		return prev
	}
	return h.Class
}

// HandMoved records that those who run the queue have put a hand before another, or with 0
// at the end; Class is its new one, if it has another. No policy changes the order down
// to it any more.
type HandMoved struct {
	Hand   Seq   `json:"hand"`
	Before Seq   `json:"before"`
	Class  Class `json:"class,omitempty"`
}

func (e HandMoved) apply(s *State, _ Entry) {
	i := slices.IndexFunc(s.queue.Hands, func(h Hand) bool { return h.ID == e.Hand })
	if i < 0 {
		return
	}
	h := s.queue.Hands[i]
	if e.Class != "" {
		h.Class, h.ReplyTo = e.Class, 0
	}
	hands := slices.Delete(s.queue.Hands, i, i+1)
	j := slices.IndexFunc(hands, func(h Hand) bool { return h.ID == e.Before })
	if j < 0 {
		j = len(hands)
	}
	front := j < len(hands) && hands[j].Front
	h.Standing = Standing{
		Left: h.Left, Again: h.Again, Due: h.Due && e.Class == "", Overtaken: h.Overtaken, Moved: true, Front: front,
	}
	hands = slices.Insert(hands, j, h)
	for k := range hands[:j+1] {
		if o := &hands[k]; o.Class == h.Class && o.Answers == 0 && o.ID != s.queue.Last {
			o.Fixed, o.Set, o.After = true, true, 0
		}
	}
	s.queue.Hands = hands
	if h.Class != Clarify {
		s.queue.unfollow(h.ID)
	}
	s.arrange()
}

// leaveGrace is how long who lowered the own hand may have the place back. Source: Q12.
const leaveGrace = time.Minute

// A leaver is a hand that its person lowered, and where it was.
type leaver struct {
	hand  Hand
	ahead []Seq // of it; never changed
	last  bool  // it had the last word
	at    time.Time
}

// leave remembers a hand that its person lowers.
func (s *State) leave(h Hand, now time.Time) {
	s.left = slices.DeleteFunc(slices.Clone(s.left), func(l leaver) bool { return now.Sub(l.at) > leaveGrace })
	l := leaver{hand: h, at: now, last: h.ID == s.queue.Last}
	for _, o := range s.queue.Hands {
		if o.ID == h.ID {
			break
		}
		l.ahead = append(l.ahead, o.ID)
	}
	s.left = append(s.left, l)
}

// RestoreHand puts the asker's hand, lowered within the last minute, back in its place
// (Q12).
type RestoreHand struct {
	Hand Seq `json:"hand"`
}

func (c RestoreHand) decide(s *State, a Asked) ([]Event, error) {
	if at(s.queue.Hands, c.Hand) != nil {
		return unchanged(c.Hand)
	}
	i := slices.IndexFunc(s.left, func(l leaver) bool { return l.hand.ID == c.Hand })
	switch {
	case i < 0 || s.left[i].hand.Person != a.By:
		return nil, ErrUnknown
	case a.At.Sub(s.left[i].at) > leaveGrace:
		return nil, ErrTooLate
	case s.taken(a.By, s.left[i].hand.Class):
		return nil, ErrQueued
	}
	return []Event{HandRestored(c)}, nil
}

// HandRestored records that a hand that was lowered by mistake has its place back.
type HandRestored struct {
	Hand Seq `json:"hand"`
}

func (e HandRestored) apply(s *State, _ Entry) {
	i := slices.IndexFunc(s.left, func(l leaver) bool { return l.hand.ID == e.Hand })
	if i < 0 {
		return
	}
	l := s.left[i]
	s.left = slices.Delete(slices.Clone(s.left), i, i+1)
	h, q := l.hand, &s.queue
	if at(q.Hands, h.Answers) == nil {
		h.Due = h.Due || h.Answers != 0 && h.Answers == s.turn.Hand.ID // the question is being asked
		h.Answers, h.Front = 0, h.Front || h.Due
	}
	if at(q.Hands, h.After) == nil {
		h.After = 0
	}
	j := 0
	for k := range q.Hands {
		o := &q.Hands[k]
		if slices.Contains(l.ahead, o.ID) {
			j = k + 1
		}
		if o.ReplyTo == h.ID {
			o.Answers = h.ID
		}
	}
	q.Hands = slices.Insert(q.Hands, j, h)
	if l.last && !q.Open && q.Last == 0 {
		q.Last = h.ID
	}
	s.arrange()
}
