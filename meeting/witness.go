package meeting

import (
	"fmt"
	"time"
)

// A Happening is what a quiet line of the minutes tells: the meeting writes it by itself,
// and nobody can make it say something else (M4).
type Happening string

// What quiet lines tell. About is the title of the item, or the question.
const (
	HappenedStart     Happening = "meeting_started"
	HappenedEnd       Happening = "meeting_ended"
	HappenedItem      Happening = "item_started"
	HappenedConcluded Happening = "item_concluded"
	HappenedApproved  Happening = "item_approved" // and with it the minutes that it is about
	HappenedParked    Happening = "item_parked"
	HappenedDeferred  Happening = "item_deferred"
	HappenedCarried   Happening = "item_carried_over"
	HappenedSpeech    Happening = "spoke" // the speaker had the floor
	HappenedClosing   Happening = "queue_closed"
	HappenedAgreed    Happening = "silence_agreed"
	HappenedAdopted   Happening = "agenda_adopted"
	HappenedObjected  Happening = "silence_objected"
	HappenedBreak     Happening = "break_called"
	HappenedOff       Happening = "off_record"
	HappenedOn        Happening = "on_record"
)

// Happenings are all that quiet lines tell.
func Happenings() []Happening {
	return []Happening{
		HappenedStart, HappenedEnd, HappenedItem, HappenedConcluded, HappenedApproved, HappenedParked, HappenedDeferred,
		HappenedCarried, HappenedSpeech, HappenedClosing, HappenedAgreed, HappenedAdopted, HappenedObjected, HappenedBreak,
		HappenedOff, HappenedOn,
	}
}

// witness writes the quiet line of an event that has just happened, if it has one. What was
// current is the item that was under discussion before. Approved minutes have no more lines:
// points of order are taken after the end, too (M8).
func (s *State) witness(e Entry, was Seq) {
	if !s.minutes.Approved.IsZero() {
		return
	}
	switch ev := e.Event.(type) {
	case MeetingStarted:
		s.saw(e, 0, HappenedStart, "")
	case MeetingEnded:
		s.saw(e, s.lastItem(), HappenedEnd, "")
	case ItemStarted:
		s.saw(e, ev.Item, HappenedItem, s.titleOf(ev.Item))
	case ItemLeft:
		s.saw(e, ev.Item, leftAs[ev.Then], s.titleOf(ev.Item))
	case TurnBegan:
		if s.turn.ID == e.Seq && s.named() {
			s.saw(e, s.turn.Item, HappenedSpeech, "").Speaker = s.turn.Person
		}
	case TurnPutBack:
		s.unsee(ev.Turn, e.Seq)
	case TurnPassed:
		s.unsee(ev.Turn, e.Seq)
	case QueueClosed:
		s.saw(e, was, HappenedClosing, "")
	case SilenceAgreedTo:
		s.sawAgreed(e, ev.Silence)
	case Objected:
		if q := at(s.silences, ev.Silence); q != nil {
			n := s.saw(e, q.Item, HappenedObjected, q.Text)
			if s.named() {
				n.Speaker = e.By
			}
		}
	case BreakCalled:
		s.saw(e, was, HappenedBreak, "")
	case RecordSet:
		what := HappenedOff
		if ev.On {
			what = HappenedOn
		}
		s.saw(e, was, what, "")
	}
}

// named reports whether quiet lines may tell who did something: under the Rule, and off the
// record, nobody is to know it later.
func (s *State) named() bool { return s.ruleNow() == Open && s.offRecord.IsZero() }

// lastItem is the item that was under discussion last, 0 for none.
func (s *State) lastItem() (last Seq) {
	var began time.Time
	for _, i := range s.items {
		if i.Began.After(began) {
			last, began = i.ID, i.Began
		}
	}
	return last
}

// leftAs is what is told of an item that was left.
var leftAs = map[string]Happening{
	ThenConclude: HappenedConcluded, ThenApprove: HappenedApproved, ThenPark: HappenedParked, ThenDefer: HappenedDeferred, ThenCarry: HappenedCarried,
}

// titleOf is the title of an item.
func (s *State) titleOf(id Seq) string {
	if i := at(s.items, id); i != nil {
		return i.Title
	}
	return ""
}

// saw writes a quiet line.
func (s *State) saw(e Entry, item Seq, what Happening, about string) *Note {
	n := Note{Line: newLine(e, item, saidOf[what]+about, nil), Kind: NoteQuiet, What: what, About: about}
	n.By = House
	s.notes = append(s.notes, n)
	return &s.notes[len(s.notes)-1]
}

// unsee takes back that somebody had the floor: they did not speak.
func (s *State) unsee(turn, now Seq) {
	if n := at(s.notes, turn); n != nil && n.What == HappenedSpeech {
		n.Retracted, n.Changed = true, now
	}
}

// seeAgain takes back that those who have the floor did not speak: it was given back to them.
func (s *State) seeAgain(now Seq) {
	for _, turn := range []Seq{s.turn.ID, s.held.ID} {
		if n := at(s.notes, turn); n != nil && n.What == HappenedSpeech && n.Retracted {
			n.Retracted, n.Changed = false, now
		}
	}
}

// sawAgreed writes the line of a question that nobody objected to (D1).
func (s *State) sawAgreed(e Entry, silence Seq) {
	q := at(s.silences, silence)
	if q == nil {
		return
	}
	what, about := HappenedAgreed, q.Text
	if q.About == SilenceAgenda {
		what, about = HappenedAdopted, ""
	}
	n := s.saw(e, q.Item, what, about)
	n.Text = s.agreement(q)
}

// agreement is the line of a question that was agreed to. Under the Rule small numbers may
// tell who was there.
func (s *State) agreement(q *Silence) string {
	what := q.Text
	if q.About == SilenceAgenda {
		what = "The agenda"
	}
	silent, absent := fmt.Sprint(q.Silent), fmt.Sprint(q.Absent)
	if s.sealed {
		silent, absent = band(q.Silent), band(q.Absent)
	}
	return fmt.Sprintf("%s: agreed by silence. Nobody objected; connected and silent: %s, not connected: %s.", what, silent, absent)
}

// saidOf are the sentences of what happened, for readers that have no words of their own for
// it. Who spoke, or objected, stands beside it.
var saidOf = map[Happening]string{
	HappenedStart:     "The meeting was opened.",
	HappenedEnd:       "The meeting was closed.",
	HappenedItem:      "Under discussion: ",
	HappenedConcluded: "Concluded: ",
	HappenedApproved:  "Concluded, and the minutes were approved: ",
	HappenedParked:    "Left for later in this meeting: ",
	HappenedDeferred:  "Moved to the end of the agenda: ",
	HappenedCarried:   "Left to the next meeting: ",
	HappenedSpeech:    "Had the floor.",
	HappenedClosing:   "The speaker queue was closed.",
	HappenedObjected:  "Objected: ",
	HappenedBreak:     "The meeting took a break.",
	HappenedOff:       "The meeting went off the record.",
	HappenedOn:        "The meeting is on the record again.",
}

// HideNote leaves a quiet line out of the minutes, or has it in again. What it says cannot
// be changed (M4), and what was circulated stays.
type HideNote struct {
	Note Seq  `json:"note"`
	On   bool `json:"on"`
}

func (c HideNote) decide(s *State, _ Asked) ([]Event, error) {
	n := at(s.notes, c.Note)
	switch {
	case n == nil || n.Retracted:
		return nil, ErrUnknown
	case n.Kind != NoteQuiet:
		return nil, refuse("Only quiet lines are hidden: change or remove this one.")
	case !s.minutes.Approved.IsZero():
		return nil, ErrApproved
	case n.Hidden == c.On:
		return unchanged(n.Changed)
	case c.On && !s.minutes.Circulated.IsZero():
		return nil, ErrCirculated
	}
	return []Event{NoteHidden(c)}, nil
}

// NoteHidden records that a quiet line is left out of the minutes, or in them again.
type NoteHidden struct {
	Note Seq  `json:"note"`
	On   bool `json:"on"`
}

func (e NoteHidden) apply(s *State, en Entry) {
	if n := at(s.notes, e.Note); n != nil {
		n.Hidden, n.Changed = e.On, en.Seq
	}
}
