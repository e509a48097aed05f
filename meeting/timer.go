package meeting

import "time"

// TimerFired is a wish of the server's, made because a time has come. Purpose and Thing
// name what is due; several nodes may wish it, and it happens once.
type TimerFired struct {
	Purpose string
	Thing   Seq
}

// The purposes of timers.
const timerCloseQueue = "close_queue" // Thing is the entry that set the time

// Next is when the server has to wish something because time has passed, and what; the
// zero time is never.
func (s *State) Next() (time.Time, TimerFired) {
	return s.queue.ClosesAt, TimerFired{timerCloseQueue, s.queue.Closing}
}

func (c TimerFired) decide(s *State, a Asked) ([]Event, error) {
	switch due, next := s.Next(); {
	case due.IsZero() || next != c:
		return nil, ErrStale
	case a.At.Before(due):
		return nil, ErrStale
	}
	return []Event{QueueClosed{}}, nil
}
