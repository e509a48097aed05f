package meeting

import (
	"slices"
	"time"
)

// The bounds of a turn's limit and of what one tap adds to it.
const (
	minLimit  = 5 * time.Second
	maxLimit  = time.Hour
	maxExtend = 10 * time.Minute
)

// limit is how long a turn of class takes (Q14).
func (s *State) limit(class Class) time.Duration {
	if l, ok := s.limits[class]; ok {
		return l
	}
	return DefaultLimit
}

// SetPolicy says in what order hands of one class are called and how long their turns
// take. Classes that Limits does not name keep what they have; the turn that runs keeps
// its own limit.
type SetPolicy struct {
	Policy string        `json:"policy"`
	Limits map[Class]int `json:"limits,omitempty"` // seconds, 5-3600
}

func (c SetPolicy) decide(_ *State, _ Asked) ([]Event, error) {
	if c.Policy != policyArrival {
		return nil, refuse("A policy is one of arrival.")
	}
	for class, seconds := range c.Limits {
		if !slices.Contains(precedence, class) {
			return nil, ErrUnknownClass
		}
		if limit := time.Duration(seconds) * time.Second; limit < minLimit || limit > maxLimit {
			return nil, refuse("A turn takes from 5 to 3600 seconds.")
		}
	}
	return []Event{PolicySet(c)}, nil
}

// PolicySet records in what order hands are called and how long their turns take.
type PolicySet SetPolicy

func (e PolicySet) apply(s *State, _ Entry) {
	for class, seconds := range e.Limits {
		s.limits[class] = time.Duration(seconds) * time.Second
	}
}

// ExtendTurn gives the turn that runs more time (Q14).
type ExtendTurn struct {
	Turn    Seq `json:"turn"`
	Seconds int `json:"seconds"` // 1-600
}

func (c ExtendTurn) decide(s *State, _ Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if c.Seconds < 1 || time.Duration(c.Seconds)*time.Second > maxExtend {
		return nil, refuse("A turn is extended by 1 to 600 seconds.")
	}
	return []Event{TurnExtended(c)}, nil
}

// TurnExtended records that the turn that runs has more time.
type TurnExtended ExtendTurn

func (e TurnExtended) apply(s *State, _ Entry) {
	s.turn.Limit += time.Duration(e.Seconds) * time.Second
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
	case slices.ContainsFunc(s.queue.Hands, func(h Hand) bool { return h.Person == t.Person && h.Class == t.Class }):
		return nil, ErrHandUp
	case slices.Contains(s.removed, t.Person):
		return nil, ErrUnknown
	}
	return append(s.endTurn(), TurnPutBack(c)), nil
}

// TurnPutBack records that the last speaker is first in the queue again; the hand's id is
// the entry's.
type TurnPutBack PutBack

func (e TurnPutBack) apply(s *State, en Entry) {
	n := len(s.spoken)
	if n == 0 || s.spoken[n-1].ID != e.Turn {
		return
	}
	t := s.spoken[n-1]
	left := t.Limit + t.paused() - t.Ended.Sub(t.Began)
	s.queue.Hands = slices.Insert(s.queue.Hands, 0, Hand{
		ID: en.Seq, Person: t.Person, Body: t.Body, Class: t.Class, Note: t.Note, Written: t.Written,
		AddedBy: t.AddedBy, Left: max(left, time.Second),
	})
}
