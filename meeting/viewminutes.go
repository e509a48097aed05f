package meeting

import "time"

// MinutesValue is the value "minutes": how final they are.
type MinutesValue struct {
	State      MinutesState `json:"state"`
	Circulated *time.Time   `json:"circulated,omitempty"`
	Until      *time.Time   `json:"until,omitempty"` // corrections can be proposed
	Approved   *time.Time   `json:"approved,omitempty"`
	In         string       `json:"in,omitempty"` // the meeting that approved them, if it was not this one's chairs
	Corrected  *time.Time   `json:"corrected,omitempty"`
	Public     bool         `json:"public,omitempty"` // everybody may read them
}

// A WordingValue is what a line said before a change, and how it differs from what it said
// after it.
type WordingValue struct {
	Text   string    `json:"text"`
	At     time.Time `json:"at"` // of the change
	Person Person    `json:"person"`
	Name   string    `json:"name"` // who changed it
	Why    string    `json:"why,omitempty"`
	Diff   []Piece   `json:"diff"`
}

// NoteValue is the value "note/<id>".
type NoteValue struct {
	ID     Seq      `json:"id"`
	Item   Seq      `json:"item"`
	Kind   NoteKind `json:"kind"`
	Text   string   `json:"text"`
	Person Person   `json:"person"` // who wrote it
	Name   string   `json:"name"`
	Rev    int      `json:"rev"`

	Number      string `json:"number,omitempty"`  // of an issue or an objection
	Speaker     Person `json:"speaker,omitempty"` // who said it, if that is known
	SpeakerName string `json:"speaker_name,omitempty"`
	Label       string `json:"label,omitempty"` // who said it, as a scribe wrote it

	What   Happening `json:"what,omitempty"`   // of a quiet line of the meeting's own
	About  string    `json:"about,omitempty"`  // of what: a title, a question
	Hidden bool      `json:"hidden,omitempty"` // only those who run the meeting are shown it

	Quote *Quote          `json:"quote,omitempty"`
	Was   *[]WordingValue `json:"was,omitempty"` // what it said before, oldest first; a pointer, so that notes can be compared
}

// DecisionValue is the value "decision/<id>".
type DecisionValue struct {
	ID     Seq             `json:"id"`
	Item   Seq             `json:"item"`
	Number string          `json:"number"`
	Text   string          `json:"text"`
	Rev    int             `json:"rev"`
	Quote  *Quote          `json:"quote,omitempty"`
	Was    *[]WordingValue `json:"was,omitempty"`
}

// An ActionState says whether an action still has to be done.
type ActionState string

// The states of an action.
const (
	ActionOpen ActionState = "open"
	ActionDone ActionState = "done"
)

// ActionValue is the value "action/<id>".
type ActionValue struct {
	ID      Seq             `json:"id"`
	Item    Seq             `json:"item"`
	Number  string          `json:"number"`
	Text    string          `json:"text"`
	Owner   string          `json:"owner"`
	Due     string          `json:"due"` // a day, or empty
	State   ActionState     `json:"state"`
	From    string          `json:"from,omitempty"`   // the meeting before this one that recorded it
	Person  Person          `json:"person,omitempty"` // who closed it
	Name    string          `json:"name,omitempty"`
	Outcome string          `json:"outcome,omitempty"` // what they said of it
	Rev     int             `json:"rev"`
	Quote   *Quote          `json:"quote,omitempty"`
	Was     *[]WordingValue `json:"was,omitempty"`
}

// Overdue reports whether an action should have been done before a day, as 2006-01-02.
func (a ActionValue) Overdue(today string) bool {
	return a.State == ActionOpen && a.Due != "" && a.Due < today
}

// CorrectionValue is the value "correction/<id>".
type CorrectionValue struct {
	ID       Seq             `json:"id"`
	Line     Seq             `json:"line"` // 0 for a line that is missing
	Item     Seq             `json:"item"`
	Text     string          `json:"text"` // what the line is to say
	Diff     []Piece         `json:"diff"` // from what it said
	Why      string          `json:"why"`
	Person   Person          `json:"person"`
	Name     string          `json:"name"`
	State    CorrectionState `json:"state"`
	Answer   string          `json:"answer,omitempty"` // why it was refused
	Answered *time.Time      `json:"answered,omitempty"`
}

// An Attender is the value "attender/<person>": somebody who was there, or sent apologies (M12).
type Attender struct {
	Person   Person `json:"person"`
	Name     string `json:"name"`
	Body     string `json:"body"`
	Declared bool   `json:"declared,omitempty"` // only who it is says so
	Excused  bool   `json:"excused,omitempty"`  // was not there
}

// Attendance is the value "attendance" of a meeting under the Chatham House Rule, instead: how
// many were present, in words that identify nobody.
type Attendance struct {
	Present string `json:"present"` // under 10, 10 to 25, more than 25
}
