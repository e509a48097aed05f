package meeting

import "time"

// TimerFired is a wish of the server's, made because a time has come. Purpose and Thing
// name what is due; several nodes may wish it, and it happens once.
type TimerFired struct {
	Purpose string
	Thing   Seq

	There []Person // who is connected, as far as the node that wishes it knows
}

// The purposes of timers.
const (
	timerCloseQueue   = "close_queue"   // Thing is the entry that set the time
	timerCountSilence = "count_silence" // Thing is the silence whose clock ran out
	timerEndSilence   = "end_silence"   // Thing is the silence whose grace ran out
)

// Next is when the server has to wish something because time has passed, and what; the
// zero time is never.
func (s *State) Next() (time.Time, TimerFired) {
	due, t := s.queue.ClosesAt, TimerFired{Purpose: timerCloseQueue, Thing: s.queue.Closing}
	if q := s.running(); q != nil && (due.IsZero() || q.due().Before(due)) {
		due, t = q.due(), TimerFired{Purpose: timerCountSilence, Thing: q.ID}
		if q.State == SilenceGrace {
			t.Purpose = timerEndSilence
		}
	}
	return due, t
}

func (c TimerFired) decide(s *State, a Asked) ([]Event, error) {
	due, next := s.Next()
	if due.IsZero() || next.Purpose != c.Purpose || next.Thing != c.Thing || a.At.Before(due) {
		return nil, ErrStale
	}
	switch q := s.running(); {
	case c.Purpose == timerCloseQueue:
		return []Event{QueueClosed{}}, nil
	case !s.sees(Room, q.Item): // it was hidden meanwhile: who does not see a question does not agree
		return []Event{SilenceTakenBack{q.ID}}, nil
	case c.Purpose == timerCountSilence:
		return s.countSilent(q, c.There), nil
	default:
		return s.agree(q), nil
	}
}
