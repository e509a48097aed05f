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
// before and after it. What it holds is never changed.
type action struct {
	seq   Seq    // its last entry
	cause string // the ask's id on that entry; empty if more is to follow
	kind  string // of that entry
	by    Person
	at    time.Time

	before, after past
}

// past is what an action on the queue can change.
type past struct {
	queue      Queue
	turn, held Turn
	spoken     int // how many there were
	receipts   []Receipt
	notes      int // how many there were

	policies map[Seq]Policy // these are kept of before only
	limits   map[Class]time.Duration
	heard    map[tally]int
	spoke    map[tally]time.Duration
}

// now is s as it is, without its maps.
func (s *State) now() past {
	p := past{
		queue: s.queue, turn: s.turn, held: s.held, spoken: len(s.spoken), receipts: slices.Clip(s.receipts), notes: len(s.notes),
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
		before.policies, before.limits = maps.Clone(s.policies), maps.Clone(s.limits)
		before.heard, before.spoke = maps.Clone(s.heard), maps.Clone(s.spoke)
	}
	s.done = action{
		seq: e.Seq, cause: e.Cause, kind: snake(reflect.TypeOf(e.Event).Name()), by: e.By, at: e.At, before: before,
	}
	return true
}

// opens reports whether what follows at once may be part of the same action: who is called
// while somebody speaks ends that turn first.
func (d action) opens() bool { return d.kind == "turn_ended" || d.kind == "note_added" }

// moved reports whether d gave or took the floor.
func (d action) moved() bool {
	return d.before.turn.ID != d.after.turn.ID || d.before.held.ID != d.after.held.ID || d.before.spoken != d.after.spoken
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
	case d.moved() && (s.turn.ID != d.after.turn.ID || s.held.ID != d.after.held.ID):
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
	for i := d.before.notes; i < d.after.notes; i++ {
		s.notes[i].Retracted, s.notes[i].Changed = true, en.Seq
	}
	s.restoreHands(d)
	s.restoreDoor(d)
	s.policies, s.limits = maps.Clone(d.before.policies), maps.Clone(d.before.limits)
	s.receipts = append(slices.Clone(d.before.receipts), s.receipts[len(d.after.receipts):]...)
	if d.moved() {
		s.restoreFloor(d, en)
	} else if s.turn.ID == d.before.turn.ID {
		s.restoreClock(d)
	}
	if s.turn.ID != 0 && s.turn.running() == nil && !s.pause.Until.IsZero() {
		s.turn.pause(en.At, PauseBreak)
	}
	s.arrange()
}

// restoreHands has those wait who did before d, if d changed that. What has happened to
// hands since by their owners stays so.
func (s *State) restoreHands(d action) {
	before, after, now := d.before.queue.Hands, d.after.queue.Hands, s.queue.Hands
	if slices.Equal(before, after) {
		return
	}
	var hands []Hand
	for _, h := range before {
		was, is := at(after, h.ID), at(now, h.ID)
		switch {
		case was != nil && is == nil, slices.Contains(s.removed, h.Person):
			continue // it went down since
		case was != nil:
			h = h.since(*was, *is)
		case h.ID == s.turn.Hand.ID:
			h.Note = s.turn.Note // its author may have corrected it
		}
		hands = append(hands, h)
	}
	for _, h := range now {
		if was := at(after, h.ID); at(hands, h.ID) == nil && (was == nil || was.Person != h.Person) { // it went up since, or was claimed
			hands = append(hands, h)
		}
	}
	s.queue.Hands = nil
	for _, h := range hands {
		if !s.taken(h.Person, h.Class) {
			s.queue.Hands = append(s.queue.Hands, h)
		}
	}
	if called := d.after.turn; called.ID != d.before.turn.ID && at(s.queue.Hands, called.Hand.ID) != nil {
		s.reask(called, called.Hand.ID)
	}
	s.queue.mend()
}

// since is h with what its owner has made of it between was and now.
func (h Hand) since(was, now Hand) Hand {
	if now.Person != was.Person { // it was claimed
		h.Person, h.AddedBy = now.Person, now.AddedBy
	}
	if now.Person == h.Person && now.Note != was.Note {
		h.Note = now.Note
	}
	if now.After != was.After { // it let another pass
		overtaken := h.Overtaken
		h.Standing = now.Standing
		h.Overtaken = overtaken
	}
	return h
}

// mend has hands follow and let pass only hands that are up.
func (q *Queue) mend() {
	for i := range q.Hands {
		h := &q.Hands[i]
		if at(q.Hands, h.Answers) == nil {
			h.Answers = 0
		}
		if at(q.Hands, h.After) == nil {
			h.After = 0
		}
	}
}

// restoreDoor takes the hands that were taken before d, if d changed that. Those that went
// up since count.
func (s *State) restoreDoor(d action) {
	if d.before.queue.Door != d.after.queue.Door {
		s.queue.Door = d.before.queue.Door
		for _, h := range s.queue.Hands {
			if at(d.after.queue.Hands, h.ID) == nil && at(d.before.queue.Hands, h.ID) == nil {
				s.queue.count(h)
			}
		}
	}
	if at(s.queue.Hands, s.queue.Last) == nil {
		s.queue.Last = 0
	}
}

// restoreFloor gives the floor back to who had it before d; the clock stood meanwhile.
func (s *State) restoreFloor(d action, en Entry) {
	s.turn, s.held = d.before.turn, d.before.held
	s.turn.Pauses, s.held.Pauses = slices.Clone(s.turn.Pauses), slices.Clone(s.held.Pauses)
	switch t := &s.turn; {
	case t.ID == 0 || t.running() != nil:
	case d.at.Before(t.Began): // it had not begun to run
		t.Began = t.Began.Add(en.At.Sub(d.at))
	default:
		t.Pauses = append(t.Pauses, Pause{Began: d.at, Ended: en.At})
	}
	s.spoken = slices.Clip(s.spoken[:d.before.spoken])
	s.heard, s.spoke = maps.Clone(d.before.heard), maps.Clone(d.before.spoke)
	s.seeAgain(en.Seq)
}

// restoreClock takes back that d stopped the clock, started it, or gave it more time.
func (s *State) restoreClock(d action) {
	t, before, after := &s.turn, d.before.turn, d.after.turn
	t.Limit = before.Limit
	if !slices.Equal(before.Pauses, after.Pauses) {
		t.Pauses = slices.Clone(before.Pauses)
	}
	if !before.Began.Equal(after.Began) && t.Answered == before.Answered {
		t.Began = before.Began
	}
}
