package meeting

import (
	"slices"
	"time"
)

// A Line is what notes, decisions and actions have in common: a numbered piece of the
// minutes that is corrected in place and keeps what it said before (M2, M8).
type Line struct {
	ID        Seq
	Item      Seq // 0 for what belongs to no item
	Text      string
	By        Person // who wrote it; the server, for what the meeting itself did
	At        time.Time
	Rev       int // 1, and one more with each change
	Was       []Wording
	Retracted bool
	Quote     *Quote // of captions, if it was taken from them
	Changed   Seq    // the last entry that changed it
}

func (l Line) id() Seq { return l.ID }

// A Wording is what a line said before a change.
type Wording struct {
	Text string
	By   Person    // who changed it
	At   time.Time // when
	Why  string    // as who changed it said; always there once the minutes are approved
}

// newLine is the line that an entry makes.
func newLine(en Entry, item Seq, text string, quote *Quote) Line {
	return Line{ID: en.Seq, Item: item, Text: text, By: en.By, At: en.At, Rev: 1, Quote: quote, Changed: en.Seq}
}

// reword has a line say something else, and keeps what it said.
func (l *Line) reword(text, why string, en Entry) {
	l.Was = append(slices.Clip(l.Was), Wording{Text: l.Text, By: en.By, At: en.At, Why: why})
	l.Text, l.Changed = text, en.Seq
	l.Rev++
}

// line is the note, the decision or the action id, or nil.
func (s *State) line(id Seq) *Line {
	if n := at(s.notes, id); n != nil {
		return &n.Line
	}
	if d := at(s.decisions, id); d != nil {
		return &d.Line
	}
	if a := at(s.actions, id); a != nil {
		return &a.Line
	}
	return nil
}

// lines yields all notes, decisions and actions, each kind in its order.
func (s *State) lines(yield func(*Line) bool) {
	for i := range s.notes {
		if !yield(&s.notes[i].Line) {
			return
		}
	}
	for i := range s.decisions {
		if !yield(&s.decisions[i].Line) {
			return
		}
	}
	for i := range s.actions {
		if !yield(&s.actions[i].Line) {
			return
		}
	}
}

// minutesItem is the item that a new line of the minutes belongs to: the one it names, or
// the current one.
func (s *State) minutesItem(item Seq) (Seq, error) {
	switch {
	case !s.minutes.Approved.IsZero():
		return 0, ErrApproved
	case !s.offRecord.IsZero() && s.stage == Started:
		return 0, ErrUnwritten // M5
	case item == 0:
		return s.current, nil
	case at(s.items, item) == nil:
		return 0, ErrUnknown
	}
	return item, nil
}

// written is a line that the meeting still has and that somebody wrote, so that it may be
// changed.
func (s *State) written(id Seq) (*Line, error) {
	l := s.line(id)
	if l == nil || l.Retracted {
		return nil, ErrUnknown
	}
	if n := at(s.notes, id); n != nil && n.Kind == NoteQuiet && n.By == House {
		return nil, ErrWritten // M4
	}
	return l, nil
}

// ownLine is a line that by may change while the minutes are a draft: one's own note, or
// any line for the secretary and the chairs.
func (s *State) ownLine(id Seq, by Person) (*Line, error) {
	l, err := s.written(id)
	switch {
	case err != nil:
		return nil, err
	case !s.minutes.Approved.IsZero():
		return nil, ErrApproved
	case !s.roles(by).Has(scribes) && (l.By != by || at(s.notes, id) == nil):
		return nil, ErrNotAllowed
	}
	return l, nil
}

// EditNote changes a note, a decision or an action. Rev is the one that the asker saw:
// nobody's words are overwritten unread.
type EditNote struct {
	Note Seq    `json:"note"`
	Text string `json:"text"`
	Rev  int    `json:"rev"`
}

func (c EditNote) decide(s *State, a Asked) ([]Event, error) {
	l, err := s.ownLine(c.Note, a.By)
	if err != nil {
		return nil, err
	}
	text, err := clean(c.Text, maxText)
	switch {
	case err != nil:
		return nil, err
	case text == l.Text:
		return unchanged(l.Changed)
	case c.Rev != l.Rev:
		return nil, ErrStale
	}
	return []Event{NoteEdited{Note: c.Note, Text: text}}, nil
}

// NoteEdited records what a line says now.
type NoteEdited struct {
	Note  Seq     `json:"note"`
	Text  string  `json:"text"`
	Label *string `json:"label,omitempty"` // who said it, as a scribe wrote it, if that changed too
	Why   string  `json:"why,omitempty"`   // a correction was accepted
}

func (e NoteEdited) apply(s *State, en Entry) {
	l := s.line(e.Note)
	if l == nil {
		return
	}
	l.reword(e.Text, e.Why, en)
	if n := at(s.notes, e.Note); n != nil && e.Label != nil {
		n.Label, n.Speaker = *e.Label, House
	}
}

// RetractNote takes a note, a decision or an action out of the minutes. Its number is not
// given again. Once the minutes are circulated people have read it, and it can only be
// changed, which they see (M8).
type RetractNote struct {
	Note Seq `json:"note"`
}

func (c RetractNote) decide(s *State, a Asked) ([]Event, error) {
	if _, err := s.ownLine(c.Note, a.By); err != nil {
		return nil, err
	}
	if !s.minutes.Circulated.IsZero() {
		return nil, ErrCirculated
	}
	return []Event{NoteRetracted(c)}, nil
}

// NoteRetracted records that a line is no longer in the minutes.
type NoteRetracted struct {
	Note Seq `json:"note"`
}

func (e NoteRetracted) apply(s *State, en Entry) {
	if l := s.line(e.Note); l != nil {
		l.Retracted, l.Changed = true, en.Seq
	}
}
