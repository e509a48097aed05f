package meeting

import "slices"

// A NoteKind is what a note is.
type NoteKind string

// The kinds of notes.
const (
	NoteNarrative    NoteKind = "note"
	NoteContribution NoteKind = "contribution" // what somebody said
	NoteConclusion   NoteKind = "conclusion"   // what came of an item
	NoteQuiet        NoteKind = "quiet"        // what the meeting itself did
)

var kindsOfNote = []NoteKind{NoteNarrative, NoteContribution, NoteConclusion, NoteQuiet}

// NoteKinds are the kinds of notes.
func NoteKinds() []NoteKind { return slices.Clone(kindsOfNote) }

// A Note is a line of the minutes.
type Note struct {
	ID        Seq
	Item      Seq
	Kind      NoteKind
	Text      string
	By        Person
	Speaker   Person // who said it, if that is known
	Rev       int    // 1, and one more with each edit
	Retracted bool
	Changed   Seq // the last entry that changed it
}

func (n Note) id() Seq { return n.ID }

// minutesItem is the item that a line of the minutes belongs to: the one it names, or the
// current one.
func (s *State) minutesItem(item Seq) (Seq, error) {
	if item == 0 {
		return s.current, nil
	}
	if at(s.items, item) == nil {
		return 0, ErrUnknown
	}
	return item, nil
}

// AddNote writes a line of the minutes, on the current item unless it names another.
type AddNote struct {
	Text string   `json:"text"`
	Item Seq      `json:"item,omitempty"`
	Kind NoteKind `json:"kind,omitempty"`

	Speaker Person `json:"speaker,omitempty"` // who said it; of a contribution only
}

func (c AddNote) decide(s *State, _ Asked) (_ []Event, err error) {
	if c.Kind == "" {
		c.Kind = NoteNarrative
	}
	if !slices.Contains(kindsOfNote, c.Kind) {
		return nil, refuse("A note is one of note, contribution, conclusion, quiet.")
	}
	if c.Speaker != House && (c.Kind != NoteContribution || s.roles(c.Speaker) == 0) {
		return nil, refuse("A contribution has a speaker who is in the meeting.")
	}
	if c.Item, err = s.minutesItem(c.Item); err != nil {
		return nil, err
	}
	if c.Text, err = clean(c.Text, maxText); err != nil {
		return nil, err
	}
	return []Event{NoteAdded(c)}, nil
}

// NoteAdded records a line of the minutes; the note's id is the entry's.
type NoteAdded AddNote

func (e NoteAdded) apply(s *State, en Entry) {
	s.notes = append(s.notes, Note{
		ID: en.Seq, Item: e.Item, Kind: e.Kind, Text: e.Text, By: en.By, Speaker: e.Speaker, Rev: 1, Changed: en.Seq,
	})
}

// EditNote changes a line. Rev is the one that the asker saw: nobody's words are
// overwritten unread.
type EditNote struct {
	Note Seq    `json:"note"`
	Text string `json:"text"`
	Rev  int    `json:"rev"`
}

func (c EditNote) decide(s *State, a Asked) ([]Event, error) {
	n, err := s.ownNote(c.Note, a.By)
	if err != nil {
		return nil, err
	}
	if c.Rev != n.Rev {
		return nil, ErrStale
	}
	text, err := clean(c.Text, maxText)
	if err != nil {
		return nil, err
	}
	if text == n.Text {
		return unchanged(n.Changed)
	}
	return []Event{NoteEdited{Note: c.Note, Text: text}}, nil
}

// ownNote is a note that by may change: one's own, or anyone's for the secretary and the
// chairs.
func (s *State) ownNote(id Seq, by Person) (*Note, error) {
	n := at(s.notes, id)
	if n == nil || n.Retracted {
		return nil, ErrUnknown
	}
	if n.Kind == NoteQuiet && n.By == House {
		return nil, ErrWritten // M4
	}
	if n.By != by && !s.roles(by).Has(scribes) {
		return nil, ErrNotAllowed
	}
	return n, nil
}

// NoteEdited records what a line says now.
type NoteEdited struct {
	Note Seq    `json:"note"`
	Text string `json:"text"`
}

func (e NoteEdited) apply(s *State, en Entry) {
	n := at(s.notes, e.Note)
	n.Text, n.Changed = e.Text, en.Seq
	n.Rev++
}

// RetractNote takes a line out of the minutes.
type RetractNote struct {
	Note Seq `json:"note"`
}

func (c RetractNote) decide(s *State, a Asked) ([]Event, error) {
	if _, err := s.ownNote(c.Note, a.By); err != nil {
		return nil, err
	}
	return []Event{NoteRetracted(c)}, nil
}

// NoteRetracted records that a line is no longer in the minutes.
type NoteRetracted struct {
	Note Seq `json:"note"`
}

func (e NoteRetracted) apply(s *State, en Entry) {
	n := at(s.notes, e.Note)
	n.Retracted, n.Changed = true, en.Seq
}
