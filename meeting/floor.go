package meeting

import "time"

// A Turn is a person holding the floor; the zero Turn is a free floor.
type Turn struct {
	ID   Seq
	Hand // that was called
	Item Seq

	Called   time.Time
	Began    time.Time     // of the clock: a moment after the call, or when the speaker began; until then it may be ahead
	Limit    time.Duration // 0 for none
	Pauses   []Pause       // in order; the last one may still run
	Answered bool          // the speaker, or somebody for them, has said that they are there
	Held     bool          // its clock was stopped by a question, and not before
	Out      bool          // it was called out of turn

	Read      int  // how many paragraphs of a statement have been read
	Corrected bool // the author has used the one correction there is
}

// A Pause is a stretch in which a clock, or the record, stands.
type Pause struct {
	Began  time.Time
	Ended  time.Time // zero while it runs
	Reason PauseReason
}

// A Speech is a turn that has ended.
type Speech struct {
	Turn
	Ended time.Time
}

// DefaultLimit is how long a turn takes unless [SetPolicy] says otherwise: two minutes,
// as is usual in the meetings of the groups that Convener is made for.
const DefaultLimit = 2 * time.Minute

// running is the pause that runs, or nil if the clock does.
func (t *Turn) running() *Pause {
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].Ended.IsZero() {
		return &t.Pauses[n-1]
	}
	return nil
}

// pausedAt is when the running pause began; zero if the clock runs.
func (t Turn) pausedAt() time.Time {
	if p := t.running(); p != nil {
		return p.Began
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

// pause stops the clock.
func (t *Turn) pause(now time.Time, reason PauseReason) {
	if now.Before(t.Began) {
		t.Began = now
	}
	t.Pauses = append(t.Pauses, Pause{Began: now, Reason: reason})
}

// resume lets the clock run on.
func (t *Turn) resume(now time.Time) {
	if p := t.running(); p != nil {
		p.Ended = now
	}
}

// CallNext gives the floor to the first hand (Q11). After is the turn that the asker saw
// running and Head the hand that the asker saw first, 0 for none: of two chairs who press
// together one calls one speaker, and nobody is called whom the asker did not mean.
type CallNext struct {
	After Seq `json:"after"`
	Head  Seq `json:"head"`
}

func (c CallNext) decide(s *State, _ Asked) ([]Event, error) {
	head := s.queue.head()
	switch {
	case c.After != s.turn.ID || c.Head != head:
		return nil, ErrStale
	case head == 0:
		return nil, ErrNobodyWaits
	}
	return s.call(head), nil
}

// head is the first hand, 0 for none.
func (q *Queue) head() Seq {
	if len(q.Hands) == 0 {
		return 0
	}
	return q.Hands[0].ID
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

// call begins the turn of a hand. A clarifying question, and the answer to one, interrupts
// a speech and its clock stands meanwhile (Q7); anything else ends it (Q8).
func (s *State) call(hand Seq) []Event {
	h := at(s.queue.Hands, hand)
	began := TurnBegan{Hand: hand, Limit: s.ownLimit(h.Person, h.Class), Grace: s.settings.Grace, Out: hand != s.queue.head()}
	if h.Left > 0 {
		began.Limit = h.Left
	}
	interrupts := h.Class == Clarify || h.answers()
	switch {
	case s.turn.ID == 0 || !interrupts:
		return append(s.freeFloor(), began)
	case s.held.ID != 0: // one question after another, and the same speech goes on after them
		began.Holds = s.held.ID
		return append(s.endTurn(), began)
	case s.turn.Class == Clarify:
		return append(s.endTurn(), began)
	}
	began.Holds = s.turn.ID
	return []Event{began}
}

// answers reports whether h answers a question, one that waits or the one just asked.
func (h Hand) answers() bool { return h.Answers != 0 || h.Due }

// reask has the answers to a question that was not asked to its end wait for it again;
// hand is its place in the queue by now.
func (s *State) reask(question Turn, hand Seq) {
	if question.Class != Clarify {
		return
	}
	for i := range s.queue.Hands {
		if h := &s.queue.Hands[i]; h.Due && (h.ReplyTo == question.ID || h.ReplyTo == question.Hand.ID) {
			h.ReplyTo, h.Answers, h.Front, h.Due = hand, hand, false, false
		}
	}
}

// freeFloor is the events that end the turn and the speech that it interrupts.
func (s *State) freeFloor() []Event {
	var events []Event
	if s.held.ID != 0 {
		events = s.ended(s.held, "")
	}
	return append(events, s.endTurn()...)
}

// endTurn is the events that end the turn.
func (s *State) endTurn() []Event {
	if s.turn.ID == 0 {
		return nil
	}
	return s.ended(s.turn, "")
}

// endTurnsOf is the events that end the turns of p.
func (s *State) endTurnsOf(p Person) (events []Event) {
	for _, t := range []Turn{s.held, s.turn} {
		if t.ID != 0 && t.Person == p {
			events = append(events, TurnEnded{Turn: t.ID, Unread: cutShort(t)})
		}
	}
	return events
}

// TurnBegan gives the floor to a hand and takes it from the queue; the turn's id is the
// entry's.
type TurnBegan struct {
	Hand  Seq           `json:"hand"`
	Limit time.Duration `json:"limit"`           // in nanoseconds; 0 for none
	Grace time.Duration `json:"grace,omitempty"` // until the clock begins by itself, in nanoseconds
	Holds Seq           `json:"holds,omitempty"` // the turn that goes on afterwards
	Out   bool          `json:"out,omitempty"`   // out of turn
}

func (e TurnBegan) apply(s *State, en Entry) {
	h := at(s.queue.Hands, e.Hand)
	if h == nil {
		return
	}
	called := *h
	if e.Holds != 0 && e.Holds == s.turn.ID {
		s.held = s.turn
		if s.held.Held = s.held.running() == nil; s.held.Held {
			s.held.pause(en.At, PauseQuestion)
		}
	}
	s.turn = Turn{
		ID: en.Seq, Hand: called, Item: s.current, Called: en.At, Began: en.At.Add(e.Grace), Limit: e.Limit, Out: e.Out,
	}
	s.count(s.turn, 1)
	if !e.Out {
		s.overtake(called)
	}
	for i := range s.queue.Hands {
		if o := &s.queue.Hands[i]; o.Answers == e.Hand { // the answer follows the question
			o.Answers, o.Front, o.Due = 0, true, true
		}
	}
	s.queue.drop(e.Hand)
	s.arrange()
}

// EndTurn frees the floor: by the speaker, or by those who run the queue. Unread is why a
// statement was not read to its end.
type EndTurn struct {
	Turn   Seq    `json:"turn"`
	Unread string `json:"unread,omitempty"`
}

func (c EndTurn) decide(s *State, a Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if s.turn.Person != a.By && !s.roles(a.By).Has(floor) {
		return nil, ErrNotAllowed
	}
	unread, err := cleanOptional(c.Unread, maxNote)
	if err != nil {
		return nil, err
	}
	if unread != "" && !s.turn.Written {
		return nil, refuse("Only a statement can be left unread.")
	}
	return s.ended(s.turn, unread), nil
}

// onFloor refuses what is meant for a turn that does not run any more.
func (s *State) onFloor(turn Seq) error {
	if turn == 0 || turn != s.turn.ID {
		return ErrStale
	}
	return nil
}

// TurnEnded records that a speaker gave up the floor; begin, end and pauses are kept (Q8).
// A speech that the turn interrupted goes on from the same second (Q7).
type TurnEnded struct {
	Turn   Seq    `json:"turn"`
	Unread string `json:"unread,omitempty"` // why a statement was not read to its end
}

func (e TurnEnded) apply(s *State, en Entry) {
	ended := s.turn
	switch e.Turn {
	case 0:
		return
	case s.held.ID:
		ended, s.held = s.held, Turn{}
	case s.turn.ID:
		s.goOn(en.At)
	default:
		return // its beginning was shredded
	}
	ended.resume(en.At)
	if ended.Written {
		s.receipts = append(s.receipts, ended.receipt(en.At, e.Unread))
	}
	if en.At.Before(ended.Began) {
		ended.Began = en.At
	}
	s.keep(Speech{Turn: ended, Ended: en.At})
}

// goOn takes the floor from the turn and gives it back to the speech that it interrupted.
func (s *State) goOn(now time.Time) {
	s.turn, s.held = s.held, Turn{}
	if s.turn.Held {
		s.turn.resume(now)
		s.turn.Held = false
	}
}
