package meeting

import "time"

// OpenQueue lets people raise hands on the current item.
type OpenQueue struct{}

func (OpenQueue) decide(s *State, _ Asked) ([]Event, error) {
	switch {
	case s.stage == Planned:
		return nil, ErrNotOpen
	case s.stage == Ended:
		return nil, ErrEnded
	case s.queue.Open && !s.queue.closing():
		return unchanged(s.seq)
	}
	return []Event{QueueOpened{}}, nil
}

// QueueOpened records that hands of every class are taken.
type QueueOpened struct{}

func (QueueOpened) apply(s *State, _ Entry) {
	s.queue.stay()
	s.queue.Open, s.queue.Last = true, 0
	s.arrange()
}

// closing reports whether q is open and will close by itself.
func (q *Queue) closing() bool { return !q.ClosesAt.IsZero() || q.More > 0 }

// stay takes back that q closes by itself.
func (q *Queue) stay() { q.ClosesAt, q.Closing, q.More = time.Time{}, 0, 0 }

// openAt reports whether q takes hands at a time: a queue that is to close has closed
// then, whether or not its timer has fired by now.
func (q *Queue) openAt(at time.Time) bool {
	return q.Open && (q.ClosesAt.IsZero() || at.Before(q.ClosesAt))
}

// count counts a hand that went up in a queue that closes after some.
func (q *Queue) count(h Hand) {
	if q.More > 0 && h.Class != Order {
		if q.More--; q.More == 0 {
			q.Open = false
		}
	}
}

// Bounds of how a queue closes by itself.
const (
	maxClosing = 24 * time.Hour
	maxMore    = 100 // hands
)

// CloseQueue takes no more hands but points of order; those that are up stay up. It
// happens at once, or in some seconds, or after some more hands; or Last gives a hand the
// last word: it goes to the end, and the queue closes (Q13).
type CloseQueue struct {
	In    int `json:"in,omitempty"`    // seconds, 1-86400
	After int `json:"after,omitempty"` // hands, 1-100
	Last  Seq `json:"last,omitempty"`  // a hand that waits
}

func (c CloseQueue) decide(s *State, a Asked) ([]Event, error) {
	last := at(s.queue.Hands, c.Last)
	switch {
	case c.Last != 0 && (c.In != 0 || c.After != 0), c.In != 0 && c.After != 0:
		return nil, refuse("A queue closes in some seconds, or after some hands, or with a last word.")
	case c.In < 0 || time.Duration(c.In)*time.Second > maxClosing || c.After < 0 || c.After > maxMore:
		return nil, refuse("A queue closes in 1 to 86400 seconds, or after 1 to 100 hands.")
	case c.Last != 0 && last == nil:
		return nil, ErrUnknown
	case c.Last != 0 && (last.Class == Order || last.Answers != 0):
		return nil, refuse("A point of order or an answer is not the last word.")
	case c.Last != 0 && (s.queue.Open || s.queue.Last != c.Last):
		return []Event{LastWordGiven{Hand: c.Last}}, nil
	case !s.queue.Open:
		return unchanged(s.seq)
	case c.In != 0:
		return []Event{QueueClosing{At: a.At.Add(time.Duration(c.In) * time.Second).UTC()}}, nil
	case c.After != 0:
		return []Event{QueueClosing{After: c.After}}, nil
	}
	return []Event{QueueClosed{}}, nil
}

// QueueClosed records that only points of order are taken.
type QueueClosed struct{}

func (QueueClosed) apply(s *State, _ Entry) {
	s.queue.stay()
	s.queue.Open = false
}

// QueueClosing records that the queue closes by itself, at a time or after some hands.
type QueueClosing struct {
	At    time.Time `json:"at,omitzero"`
	After int       `json:"after,omitempty"`
}

func (e QueueClosing) apply(s *State, en Entry) {
	s.queue.ClosesAt, s.queue.More, s.queue.Closing = e.At, e.After, en.Seq
}

// LastWordGiven records that a hand is the last that will be called, and that only points
// of order are taken.
type LastWordGiven struct {
	Hand Seq `json:"hand"`
}

func (e LastWordGiven) apply(s *State, _ Entry) {
	s.queue.stay()
	s.queue.Open, s.queue.Last = false, e.Hand
	if h := at(s.queue.Hands, e.Hand); h != nil {
		h.Standing = Standing{Left: h.Left, Again: h.Again, Overtaken: h.Overtaken}
	}
	s.arrange()
}
