package meeting

import (
	"slices"
	"time"
)

// A PauseReason is why a speaker's clock stands (acc-H5).
type PauseReason string

// The reasons for a pause.
const (
	PauseOther      PauseReason = ""
	PauseInterprets PauseReason = "interpretation" // an interpreter needs the time
	PauseCaptions   PauseReason = "captions"       // the captions are behind
	PauseFailure    PauseReason = "failure"        // sound, picture or line failed
	PauseQuestion   PauseReason = "question"       // a clarifying question is asked
	PauseBreak      PauseReason = "break"
)

var pauseReasons = []PauseReason{PauseOther, PauseInterprets, PauseCaptions, PauseFailure}

// PauseReasons are the reasons for a pause.
func PauseReasons() []PauseReason {
	return append(slices.Clone(pauseReasons), PauseQuestion, PauseBreak)
}

// PauseTurn stops the speaker's clock.
type PauseTurn struct {
	Turn   Seq         `json:"turn"`
	Reason PauseReason `json:"reason,omitempty"`
}

func (c PauseTurn) decide(s *State, _ Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if !slices.Contains(pauseReasons, c.Reason) {
		return nil, refuse("A pause is for interpretation, captions or failure, or says nothing.")
	}
	if !s.turn.pausedAt().IsZero() {
		return unchanged(s.turn.ID)
	}
	return []Event{TurnPaused(c)}, nil
}

// TurnPaused records that the speaker's clock stands.
type TurnPaused PauseTurn

func (e TurnPaused) apply(s *State, en Entry) { s.turn.pause(en.At, e.Reason) }

// ResumeTurn lets the speaker's clock run on from the same second, or begin at once.
type ResumeTurn struct {
	Turn Seq `json:"turn"`
}

func (c ResumeTurn) decide(s *State, a Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if s.turn.pausedAt().IsZero() && !a.At.Before(s.turn.Began) {
		return unchanged(s.turn.ID)
	}
	return []Event{TurnResumed(c)}, nil
}

// TurnResumed records that the speaker's clock runs.
type TurnResumed struct {
	Turn Seq `json:"turn"`
}

func (e TurnResumed) apply(s *State, en Entry) {
	s.turn.resume(en.At)
	if en.At.Before(s.turn.Began) {
		s.turn.Began = en.At
	}
}

// ExtendTurn gives the turn that runs more time, as often as it takes (Q14, acc-H5).
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
	if s.turn.Limit == 0 {
		return unchanged(s.turn.ID) // there is no limit
	}
	return []Event{TurnExtended(c)}, nil
}

// TurnExtended records that the turn that runs has more time.
type TurnExtended ExtendTurn

func (e TurnExtended) apply(s *State, _ Entry) {
	s.turn.Limit += time.Duration(e.Seconds) * time.Second
}

// limit is how long a turn of class takes (Q14).
func (s *State) limit(class Class) time.Duration {
	if l, ok := s.limits[class]; ok {
		return l
	}
	return DefaultLimit
}

// leastMore is what a person's own limit adds at least. Source: acc-Q7.
const leastMore = time.Minute

// ownLimit is how long a turn of class takes when p has it; 0 for without end.
func (s *State) ownLimit(p Person, class Class) time.Duration {
	limit := s.limit(class)
	switch times, set := s.times[p]; {
	case !set || times == 1:
		return limit
	case times == 0:
		return 0
	default:
		return max(limit*time.Duration(times), limit+leastMore)
	}
}

// SetTime gives a person a longer limit, each time and without anyone being told why
// (acc-Q7): 2 or 4 times the limit, at least a minute more; 0 for no limit; 1 for the
// limit of all. People set their own, and those who run the queue that of others.
type SetTime struct {
	Times  int    `json:"times"`
	Person Person `json:"person,omitempty"` // the asker unless given
}

func (c SetTime) decide(s *State, a Asked) ([]Event, error) {
	if c.Person == House {
		c.Person = a.By
	}
	switch {
	case c.Times != 0 && c.Times != 1 && c.Times != 2 && c.Times != 4:
		return nil, refuse("A limit is 1, 2 or 4 times that of all, or 0 for none.")
	case c.Person != a.By && !s.roles(a.By).Has(floor):
		return nil, ErrNotAllowed
	case s.roles(c.Person) == 0 && !slices.ContainsFunc(s.queue.Hands, func(h Hand) bool { return h.Person == c.Person }):
		return nil, ErrUnknown
	}
	return []Event{TimeSet(c)}, nil
}

// TimeSet records a person's own limit. Nobody else is shown it.
type TimeSet SetTime

func (e TimeSet) apply(s *State, _ Entry) { s.times[e.Person] = e.Times }
