package meeting

import "time"

// A Break is the break that a meeting takes, or when it took the last (acc-H6).
type Break struct {
	Until time.Time // when it is to end; zero for no break
	Since time.Time // when the meeting began, or went on after its last break
}

// end ends the break, if there is one.
func (b *Break) end(now time.Time) {
	if !b.Until.IsZero() {
		*b = Break{Since: now}
	}
}

// maxBreak bounds a break.
const maxBreak = 12 * time.Hour

// CallBreak has the meeting take a break. The speaker's clock stands meanwhile.
type CallBreak struct {
	Seconds int `json:"seconds"` // 60-43200
}

func (c CallBreak) decide(s *State, a Asked) ([]Event, error) {
	switch length := time.Duration(c.Seconds) * time.Second; {
	case s.stage == Planned:
		return nil, ErrNotStarted
	case s.stage == Ended:
		return nil, ErrStage
	case length < time.Minute || length > maxBreak:
		return nil, refuse("A break takes from 60 to 43200 seconds.")
	default:
		return []Event{BreakCalled{Until: a.At.Add(length).UTC()}}, nil
	}
}

// BreakCalled records a break, or that it ends at another time.
type BreakCalled struct {
	Until time.Time `json:"until"`
}

func (e BreakCalled) apply(s *State, en Entry) {
	s.pause.Until = e.Until
	if s.turn.ID != 0 && s.turn.running() == nil {
		s.turn.pause(en.At, PauseBreak)
	}
}

// EndBreak goes on with the meeting.
type EndBreak struct{}

func (EndBreak) decide(s *State, _ Asked) ([]Event, error) {
	if s.pause.Until.IsZero() {
		return unchanged(s.seq)
	}
	return []Event{BreakEnded{}}, nil
}

// BreakEnded records that the meeting goes on, and the clock that stood for the break.
type BreakEnded struct{}

func (BreakEnded) apply(s *State, en Entry) {
	s.pause.end(en.At)
	if p := s.turn.running(); p != nil && p.Reason == PauseBreak {
		s.turn.resume(en.At)
	}
}
