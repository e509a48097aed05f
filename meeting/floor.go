package meeting

import "time"

// A Turn is a person holding the floor; the zero Turn is a free floor.
type Turn struct {
	ID      Seq
	Person  Person
	Body    string
	Class   Class
	Note    string // what it is about, or the statement to be read out
	Written bool   // to be read out
	AddedBy Person // who put up the hand of someone who could not
	Item    Seq
	Began   time.Time
	Limit   time.Duration
	Pauses  []Pause // in order; the last one may still run
}

// A Pause is a stretch in which a clock, or the record, stands.
type Pause struct {
	Began time.Time
	Ended time.Time // zero while it runs
}

// A Speech is a turn that has ended.
type Speech struct {
	Turn
	Ended time.Time
}

// DefaultLimit is how long a turn takes unless [SetPolicy] says otherwise: two minutes,
// as is usual in the meetings of the groups that Convener is made for.
const DefaultLimit = 2 * time.Minute

// pausedAt is when the running pause began; zero if the clock runs.
func (t Turn) pausedAt() time.Time {
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].Ended.IsZero() {
		return t.Pauses[n-1].Began
	}
	return time.Time{}
}

// paused is how long the clock stood in the pauses that have ended.
func (t Turn) paused() (sum time.Duration) {
	for _, p := range t.Pauses {
		if !p.Ended.IsZero() {
			sum += p.Ended.Sub(p.Began)
		}
	}
	return sum
}

// CallNext gives the floor to the first hand (Q11). After is the turn that the asker saw
// running and Head the hand that the asker saw first, 0 for none: of two chairs who press
// together one calls one speaker, and nobody is called whom the asker did not mean.
type CallNext struct {
	After Seq `json:"after"`
	Head  Seq `json:"head"`
}

func (c CallNext) decide(s *State, _ Asked) ([]Event, error) {
	head := Seq(0)
	if len(s.queue.Hands) > 0 {
		head = s.queue.Hands[0].ID
	}
	switch {
	case c.After != s.turn.ID || c.Head != head:
		return nil, ErrStale
	case head == 0:
		return nil, ErrNobodyWaits
	}
	return s.call(head), nil
}

// CallHand gives the floor to a hand out of turn. After is as in [CallNext].
type CallHand struct {
	Hand  Seq `json:"hand"`
	After Seq `json:"after"`
}

func (c CallHand) decide(s *State, _ Asked) ([]Event, error) {
	switch {
	case c.After != s.turn.ID:
		return nil, ErrStale
	case at(s.queue.Hands, c.Hand) == nil:
		return nil, ErrUnknown
	}
	return s.call(c.Hand), nil
}

// call ends the turn that runs and begins the one of hand (Q8).
func (s *State) call(hand Seq) []Event {
	h := at(s.queue.Hands, hand)
	limit := s.limit(h.Class)
	if h.Left > 0 {
		limit = h.Left
	}
	return append(s.endTurn(), TurnBegan{Hand: hand, Limit: limit})
}

// endTurn is the events that free the floor.
func (s *State) endTurn() []Event {
	if s.turn.ID == 0 {
		return nil
	}
	return []Event{TurnEnded{Turn: s.turn.ID}}
}

// TurnBegan gives the floor to a hand and takes it from the queue; the turn's id is the
// entry's.
type TurnBegan struct {
	Hand  Seq           `json:"hand"`
	Limit time.Duration `json:"limit"` // in nanoseconds
}

func (e TurnBegan) apply(s *State, en Entry) {
	h := at(s.queue.Hands, e.Hand)
	if h == nil {
		return
	}
	s.turn = Turn{
		ID: en.Seq, Person: h.Person, Body: h.Body, Class: h.Class, Note: h.Note, Written: h.Written,
		AddedBy: h.AddedBy, Item: s.current, Began: en.At, Limit: e.Limit,
	}
	s.queue.drop(e.Hand)
}

// EndTurn frees the floor: by the speaker, or by those who run the queue.
type EndTurn struct {
	Turn Seq `json:"turn"`
}

func (c EndTurn) decide(s *State, a Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if s.turn.Person != a.By && !s.roles(a.By).Has(floor) {
		return nil, ErrNotAllowed
	}
	return s.endTurn(), nil
}

// onFloor refuses what is meant for a turn that does not run any more.
func (s *State) onFloor(turn Seq) error {
	if turn == 0 || turn != s.turn.ID {
		return ErrStale
	}
	return nil
}

// TurnEnded records that a speaker gave up the floor; begin, end and pauses are kept (Q8).
type TurnEnded struct {
	Turn Seq `json:"turn"`
}

func (e TurnEnded) apply(s *State, en Entry) {
	s.endPause(en.At)
	s.spoken = append(s.spoken, Speech{Turn: s.turn, Ended: en.At})
	s.turn = Turn{}
}

// endPause lets the clock run on.
func (s *State) endPause(now time.Time) {
	if n := len(s.turn.Pauses); n > 0 && s.turn.Pauses[n-1].Ended.IsZero() {
		s.turn.Pauses[n-1].Ended = now
	}
}

// PauseTurn stops the speaker's clock.
type PauseTurn struct {
	Turn Seq `json:"turn"`
}

func (c PauseTurn) decide(s *State, _ Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if !s.turn.pausedAt().IsZero() {
		return unchanged(s.turn.ID)
	}
	return []Event{TurnPaused(c)}, nil
}

// TurnPaused records that the speaker's clock stands.
type TurnPaused struct {
	Turn Seq `json:"turn"`
}

func (e TurnPaused) apply(s *State, en Entry) {
	s.turn.Pauses = append(s.turn.Pauses, Pause{Began: en.At})
}

// ResumeTurn lets the speaker's clock run on from the same second.
type ResumeTurn struct {
	Turn Seq `json:"turn"`
}

func (c ResumeTurn) decide(s *State, _ Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if s.turn.pausedAt().IsZero() {
		return unchanged(s.turn.ID)
	}
	return []Event{TurnResumed(c)}, nil
}

// TurnResumed records that the speaker's clock runs again.
type TurnResumed struct {
	Turn Seq `json:"turn"`
}

func (e TurnResumed) apply(s *State, en Entry) { s.endPause(en.At) }
