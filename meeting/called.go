package meeting

import (
	"slices"
	"time"
)

// AnswerTurn says that the speaker is there and begins: the clock runs from now (acc-H5).
// The speaker says so, or those who run the queue.
type AnswerTurn struct {
	Turn Seq `json:"turn"`
}

func (c AnswerTurn) decide(s *State, a Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if s.turn.Person != a.By && !s.roles(a.By).Has(floor) {
		return nil, ErrNotAllowed
	}
	if s.turn.Answered {
		return unchanged(s.turn.ID)
	}
	return []Event{TurnAnswered(c)}, nil
}

// TurnAnswered records that a speaker is there.
type TurnAnswered struct {
	Turn Seq `json:"turn"`
}

func (e TurnAnswered) apply(s *State, en Entry) {
	s.turn.Answered = true
	if en.At.Before(s.turn.Began) {
		s.turn.Began = en.At
	}
}

// patience is how long a speaker who was called and does not answer is waited for.
// Source: Q24, acc-Q6.
const patience = 2 * time.Minute

// PassOver calls the next one because the speaker does not answer: two minutes after the
// call at the earliest. The hand goes up again, next but one, and no turn is counted (Q24).
type PassOver struct {
	Turn Seq `json:"turn"`
}

func (c PassOver) decide(s *State, a Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	switch {
	case s.turn.Answered:
		return nil, refuse("This speaker has answered: end the turn instead.")
	case a.At.Before(s.turn.Called.Add(patience)):
		return nil, ErrTooSoon
	case s.taken(s.turn.Person, s.turn.Class):
		return nil, ErrHandUp
	}
	return []Event{TurnPassed(c)}, nil
}

// TurnPassed records that a speaker did not answer, and is next but one.
type TurnPassed struct {
	Turn Seq `json:"turn"`
}

func (e TurnPassed) apply(s *State, en Entry) {
	passed := s.turn
	s.count(passed, -1)
	s.goOn(en.At)
	h := passed.Hand
	h.Standing = Standing{
		Left: h.Left, Again: h.Again, Fixed: true, Front: true, Due: h.answers(), Passed: true, Overtaken: h.Overtaken,
	}
	s.reask(passed, h.ID)
	next := slices.IndexFunc(s.queue.Hands, func(o Hand) bool { return o.Answers == 0 })
	if next >= 0 {
		s.queue.Hands[next].Front = true // who is next stays next
	}
	s.queue.Hands = slices.Insert(s.queue.Hands, next+1, h)
	s.arrange()
}

// PutBack returns a speaker to the head of the queue, with the time that was left (Q12):
// the one who speaks, or the last one while nobody has spoken since on this item.
type PutBack struct {
	Turn Seq `json:"turn"`
}

func (c PutBack) decide(s *State, _ Asked) ([]Event, error) {
	t := s.turn
	if n := len(s.spoken); t.ID == 0 && n > 0 && s.spoken[n-1].Item == s.current {
		t = s.spoken[n-1].Turn
	}
	switch {
	case c.Turn == 0 || c.Turn != t.ID:
		return nil, ErrStale
	case s.taken(t.Person, t.Class):
		return nil, ErrHandUp
	case slices.Contains(s.removed, t.Person):
		return nil, ErrUnknown
	case s.turn.ID == 0:
		return []Event{TurnPutBack(c)}, nil
	}
	return []Event{TurnEnded{Turn: t.ID, Unread: cutShort(t)}, TurnPutBack(c)}, nil
}

// TurnPutBack records that the last speaker is first in the queue again; the hand's id is
// the entry's. What was said stays in the speech log, and the turn counts once.
type TurnPutBack PutBack

func (e TurnPutBack) apply(s *State, en Entry) {
	n := len(s.spoken)
	if n == 0 || s.spoken[n-1].ID != e.Turn {
		return
	}
	t := s.spoken[n-1]
	s.receipts = slices.DeleteFunc(slices.Clone(s.receipts), func(r Receipt) bool { return r.Hand == t.Hand.ID })
	h := t.Hand
	h.ID, h.Standing = en.Seq, Standing{Again: true, Front: true, Due: h.answers(), Fixed: true}
	s.reask(t.Turn, h.ID)
	if t.Limit > 0 {
		h.Left = max(t.Limit-t.Took(), time.Second)
	}
	s.queue.Hands = slices.Insert(s.queue.Hands, 0, h)
	s.arrange()
}
