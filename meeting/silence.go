package meeting

import (
	"slices"
	"time"
)

// A SilenceState is how far a silence has come.
type SilenceState string

// The states of a silence.
const (
	SilenceOpen     SilenceState = "open"     // everybody who may speak may object
	SilenceGrace    SilenceState = "grace"    // those who had a bad line may still object
	SilenceAgreed   SilenceState = "agreed"   // nobody did
	SilenceObjected SilenceState = "objected" // somebody did
	SilenceClosed   SilenceState = "closed"   // the chair took the question back
)

// SilenceAbout is what a silence decides beside what its text says.
type SilenceAbout string

// SilenceAgenda is about adopting the agenda; a silence about nothing decides what its text says.
const SilenceAgenda SilenceAbout = "agenda"

// A Silence is a question that is agreed to if nobody objects in time (D1).
type Silence struct {
	ID    Seq
	Item  Seq
	About SilenceAbout
	Text  string // of the question; empty if About says it all
	State SilenceState
	Began time.Time
	Until time.Time // everybody may object
	Grace time.Time // those with a bad line may

	Counted bool
	Silent  int // how many who may speak were connected when the clock ended, and silent
	Absent  int // how many were not connected

	Objector Person
	Reason   string // of the objection; may be empty
	Late     bool   // it came after the clock, over a bad line

	Changed Seq // the last entry that changed it
}

func (q Silence) id() Seq { return q.ID }

// running is the silence that nothing has ended yet, or nil.
func (s *State) running() *Silence {
	if n := len(s.silences); n > 0 && s.silences[n-1].runs() {
		return &s.silences[n-1]
	}
	return nil
}

// runs reports whether somebody may still object.
func (q Silence) runs() bool { return q.State == SilenceOpen || q.State == SilenceGrace }

// due is when the time for objections runs out that q is in, while it runs.
func (q Silence) due() time.Time {
	if q.State == SilenceOpen {
		return q.Until
	}
	return q.Grace
}

// OpenSilence puts a text to the meeting: it is agreed to if nobody objects in time (D1).
type OpenSilence struct {
	Text    string `json:"text"`
	Seconds int    `json:"seconds,omitempty"` // 10-3600; as the meeting has it unless given
}

func (c OpenSilence) decide(s *State, a Asked) ([]Event, error) {
	text, err := clean(c.Text, maxText)
	if err != nil {
		return nil, err
	}
	return s.openSilence("", text, c.Seconds, a)
}

// openSilence begins a silence, one at a time.
func (s *State) openSilence(about SilenceAbout, text string, seconds int, a Asked) ([]Event, error) {
	length, grace := s.silence()
	if seconds != 0 {
		length = time.Duration(seconds) * time.Second
	}
	switch {
	case s.stage != Started:
		return nil, ErrStage
	case s.running() != nil:
		return nil, ErrSilenceRuns
	case !s.sees(Room, s.current):
		return nil, ErrUnheard
	case length < minSilence || length > maxSilence:
		return nil, ErrSilenceTime
	}
	until := a.At.Add(length).UTC()
	return []Event{SilenceOpened{about, s.current, text, until, until.Add(grace)}}, nil
}

// SilenceOpened records that a question was put; the silence's id is the entry's.
type SilenceOpened struct {
	About SilenceAbout `json:"about,omitempty"`
	Item  Seq          `json:"item,omitempty"`
	Text  string       `json:"text,omitempty"`
	Until time.Time    `json:"until"`
	Grace time.Time    `json:"grace"`
}

func (e SilenceOpened) apply(s *State, en Entry) {
	s.silences = append(s.silences, Silence{
		ID: en.Seq, Item: e.Item, About: e.About, Text: e.Text, State: SilenceOpen, Began: en.At, Until: e.Until, Grace: e.Grace, Changed: en.Seq,
	})
}

// Object stops a silence at once: there is no agreement. After the clock those may object
// whose line was bad while it ran.
type Object struct {
	Silence Seq    `json:"silence"`
	Reason  string `json:"reason,omitempty"`

	Held time.Time `json:"-"` // since when the asker's line holds, as the server knows; zero if it does not
}

func (c Object) decide(s *State, a Asked) ([]Event, error) {
	q := at(s.silences, c.Silence)
	reason, err := cleanOptional(c.Reason, maxText)
	switch {
	case err != nil:
		return nil, err
	case q == nil:
		return nil, ErrUnknown
	case q.State == SilenceObjected && q.Objector == a.By:
		return unchanged(s.seq)
	case !q.runs(), a.At.After(q.Grace):
		return nil, ErrSilenceOver
	case s.muted[a.By] && reason != "":
		return nil, ErrMuted
	}
	late := q.State == SilenceGrace || a.At.After(q.Until)
	if late && !c.Held.IsZero() && !c.Held.After(q.Began) {
		return nil, ErrSilenceOver // who has heard it all
	}
	return []Event{Objected{q.ID, reason, late}}, nil
}

// Objected records that its entry's By stopped a silence.
type Objected struct {
	Silence Seq    `json:"silence"`
	Reason  string `json:"reason,omitempty"`
	Late    bool   `json:"late,omitempty"`
}

func (e Objected) apply(s *State, en Entry) {
	if q := at(s.silences, e.Silence); q != nil {
		q.State, q.Objector, q.Reason, q.Late = SilenceObjected, en.By, e.Reason, e.Late
		q.Changed = en.Seq
	}
}

// CloseSilence takes the question back: nothing is agreed.
type CloseSilence struct{}

func (CloseSilence) decide(s *State, _ Asked) ([]Event, error) {
	q := s.running()
	if q == nil {
		return nil, ErrSilenceOver
	}
	return []Event{SilenceTakenBack{q.ID}}, nil
}

// SilenceTakenBack records that a question was taken back.
type SilenceTakenBack struct {
	Silence Seq `json:"silence"`
}

func (e SilenceTakenBack) apply(s *State, en Entry) {
	if q := at(s.silences, e.Silence); q != nil {
		q.State, q.Changed = SilenceClosed, en.Seq
	}
}

// countSilent ends the clock of a silence: of those who may speak it counts who was there.
func (s *State) countSilent(q *Silence, there []Person) []Event {
	e := SilenceCounted{Silence: q.ID}
	for p := range s.people {
		switch {
		case !s.roles(p).Has(speakers):
		case slices.Contains(there, p):
			e.Silent++
		default:
			e.Absent++
		}
	}
	return []Event{e}
}

// SilenceCounted records that the clock of a silence ran out, who was connected and silent
// then, and who was not connected.
type SilenceCounted struct {
	Silence Seq `json:"silence"`
	Silent  int `json:"silent"`
	Absent  int `json:"absent"`
}

func (e SilenceCounted) apply(s *State, en Entry) {
	if q := at(s.silences, e.Silence); q != nil {
		q.State, q.Counted, q.Silent, q.Absent = SilenceGrace, true, e.Silent, e.Absent
		q.Changed = en.Seq
	}
}

// agree is the events by which a silence is agreed to.
func (s *State) agree(q *Silence) []Event {
	if q.About == SilenceAgenda {
		return []Event{SilenceAgreedTo{q.ID}, AgendaAdopted{}}
	}
	return []Event{SilenceAgreedTo{q.ID}}
}

// band is a number of people in words that identify nobody. Source: R5.
func band(n int) string {
	switch {
	case n < 10:
		return "under 10"
	case n <= 25:
		return "10 to 25"
	}
	return "more than 25"
}

// SilenceAgreedTo records that nobody objected in time.
type SilenceAgreedTo struct {
	Silence Seq `json:"silence"`
}

func (e SilenceAgreedTo) apply(s *State, en Entry) {
	if q := at(s.silences, e.Silence); q != nil {
		q.State, q.Changed = SilenceAgreed, en.Seq
	}
}
