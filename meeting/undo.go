package meeting

import (
	"maps"
	"reflect"
	"slices"
	"time"
)

// undoGrace is how long an action on the queue can be taken back. Source: Q12.
const undoGrace = 10 * time.Second

// An action is the last thing that those who run the queue did to it, and how things were
// before. What it holds is never changed.
type action struct {
	seq   Seq    // its last entry
	cause string // the ask's id on that entry; empty if more is to follow
	kind  string // of that entry
	by    Person
	at    time.Time

	before past
	hands  []Seq // that were up after it
	turn   Seq   // that ran after it
	held   Seq
	moved  bool // it gave or took the floor
	notes  int  // how many there were after it
}

// past is what an action on the queue can change.
type past struct {
	queue      Queue
	turn, held Turn
	spoken     int // how many there were
	receipts   []Receipt
	notes      int
	policies   map[Seq]Policy
	heard      map[tally]int
	spoke      map[tally]time.Duration
}

// now is s as it is.
func (s *State) now() past {
	p := past{
		queue: s.queue, turn: s.turn, held: s.held, spoken: len(s.spoken), receipts: slices.Clip(s.receipts), notes: len(s.notes),
		policies: maps.Clone(s.policies), heard: maps.Clone(s.heard), spoke: maps.Clone(s.spoke),
	}
	p.queue.Hands = slices.Clone(s.queue.Hands)
	p.turn.Pauses, p.held.Pauses = slices.Clone(s.turn.Pauses), slices.Clone(s.held.Pauses)
	return p
}

// remember notes how things are before e, if e is something that those who run the queue
// do to it, and reports whether it is.
func (s *State) remember(e Entry) bool {
	goesOn := s.done.seq != 0 && s.done.seq == e.Seq-1 && s.done.by == e.By && s.done.cause == "" && s.done.opens()
	switch ev := e.Event.(type) {
	case HandMoved, HandsMerged, TurnBegan, TurnPutBack, TurnPassed, TurnEnded, TurnPaused, TurnResumed, TurnExtended,
		QueueOpened, QueueClosed, QueueClosing, LastWordGiven, PolicySet:
	case HandRaised:
		if ev.AddedBy == House {
			return false
		}
	case HandLowered:
		if h := at(s.queue.Hands, ev.Hand); h == nil || h.Person == e.By {
			return false
		}
	case NoteAdded:
		if !goesOn {
			return false
		}
	default:
		return false
	}
	if !s.roles(e.By).Has(floor) {
		return false
	}
	before := s.done.before
	if !goesOn {
		before = s.now()
	}
	s.done = action{
		seq: e.Seq, cause: e.Cause, kind: snake(reflect.TypeOf(e.Event).Name()), by: e.By, at: e.At, before: before,
	}
	return true
}

// opens reports whether what follows at once may be part of the same action: who is called
// while somebody speaks ends that turn first.
func (d action) opens() bool { return d.kind == "turn_ended" || d.kind == "note_added" }

// settle notes how things are after an action.
func (s *State) settle() {
	d := &s.done
	d.hands = make([]Seq, len(s.queue.Hands))
	for i, h := range s.queue.Hands {
		d.hands[i] = h.ID
	}
	d.turn, d.held, d.notes = s.turn.ID, s.held.ID, len(s.notes)
	d.moved = d.before.turn.ID != d.turn || d.before.held.ID != d.held || d.before.spoken != len(s.spoken)
}

// Undo takes back the last thing that those who run the queue did to it, within ten
// seconds (Q12). Seq is the entry that did it. What others have done to the queue since
// stays done.
type Undo struct {
	Seq Seq `json:"seq"`
}

func (c Undo) decide(s *State, a Asked) ([]Event, error) {
	d := s.done
	switch {
	case d.seq == 0 || c.Seq != d.seq:
		return nil, ErrDoneSince
	case a.At.Sub(d.at) > undoGrace:
		return nil, ErrTooLate
	case d.moved && (s.turn.ID != d.turn || s.held.ID != d.held):
		return nil, ErrDoneSince
	}
	return []Event{Undone(c)}, nil
}

// Undone records that the last action on the queue was taken back.
type Undone struct {
	Seq Seq `json:"seq"`
}

func (e Undone) apply(s *State, en Entry) {
	d := s.done
	s.done = action{}
	if d.seq != e.Seq {
		return
	}
	s.restoreHands(d)
	s.policies = maps.Clone(d.before.policies)
	if d.moved {
		s.restoreFloor(d, en)
	} else if s.turn.ID == d.before.turn.ID && s.turn.ID != 0 { // its clock was stopped, started or extended
		s.turn.Pauses, s.turn.Limit, s.turn.Began = slices.Clone(d.before.turn.Pauses), d.before.turn.Limit, d.before.turn.Began
	}
	s.arrange()
}

// restoreHands makes the queue what it was before d, but for what has happened to hands
// since by their owners.
func (s *State) restoreHands(d action) {
	var hands []Hand
	for _, h := range d.before.queue.Hands {
		now := at(s.queue.Hands, h.ID)
		switch wentSince := now == nil && slices.Contains(d.hands, h.ID); {
		case now != nil && now.Person == h.Person:
			h.Note = now.Note
		case wentSince || slices.Contains(s.removed, h.Person):
			continue
		}
		hands = append(hands, h)
	}
	for _, h := range s.queue.Hands {
		if at(hands, h.ID) == nil && !slices.Contains(d.hands, h.ID) { // it went up since
			hands = append(hands, h)
		}
	}
	q := d.before.queue
	q.Hands = nil
	for _, h := range hands {
		if s.settings.Several || !q.has(h.Person, h.Class) {
			q.Hands = append(q.Hands, h)
		}
	}
	for i := range q.Hands {
		h := &q.Hands[i]
		if at(q.Hands, h.Answers) == nil {
			h.Answers = 0
		}
		if at(q.Hands, h.After) == nil {
			h.After = 0
		}
	}
	if at(q.Hands, q.Last) == nil {
		q.Last = 0
	}
	s.queue = q
}

// restoreFloor gives the floor back to who had it before d; the clock stood meanwhile.
func (s *State) restoreFloor(d action, en Entry) {
	s.turn, s.held = d.before.turn, d.before.held
	s.turn.Pauses, s.held.Pauses = slices.Clone(d.before.turn.Pauses), slices.Clone(d.before.held.Pauses)
	if s.turn.ID != 0 && s.turn.running() == nil {
		s.turn.Pauses = append(s.turn.Pauses, Pause{Began: d.at, Ended: en.At})
	}
	s.spoken, s.receipts = slices.Clip(s.spoken[:d.before.spoken]), slices.Clone(d.before.receipts)
	s.heard, s.spoke = maps.Clone(d.before.heard), maps.Clone(d.before.spoke)
	for i := d.before.notes; i < d.notes; i++ {
		s.notes[i].Retracted, s.notes[i].Changed = true, en.Seq
	}
}
