package meeting

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A NoteKind is what a note is.
type NoteKind string

// The kinds of notes.
const (
	NoteNarrative    NoteKind = "note"
	NoteContribution NoteKind = "contribution" // what somebody said
	NoteConclusion   NoteKind = "conclusion"   // what came of an item
	NoteQuiet        NoteKind = "quiet"        // what the meeting itself did
	NoteIssue        NoteKind = "issue"        // a question left open; numbered
	NoteObjection    NoteKind = "objection"    // what somebody does not agree to; numbered
	NoteQuote        NoteKind = "quote"        // what was said, word for word
)

var kindsOfNote = []NoteKind{NoteNarrative, NoteContribution, NoteConclusion, NoteQuiet, NoteIssue, NoteObjection, NoteQuote}

// NoteKinds are the kinds of notes.
func NoteKinds() []NoteKind { return slices.Clone(kindsOfNote) }

// said reports whether a note of kind k may name who said it.
func (k NoteKind) said() bool {
	return k == NoteContribution || k == NoteObjection || k == NoteQuote
}

// A Note is a line of the minutes that is neither a decision nor an action.
type Note struct {
	Line
	Kind    NoteKind
	Number  int    // of an issue or an objection: 1, 2, 3, … within the meeting
	Speaker Person // who said it, if that is known
	Label   string // who said it, as a scribe wrote it; empty if nobody wrote it

	What   Happening // of a quiet line of the meeting's own
	About  string    // what happened to: a title, a question
	Hidden bool      // a scribe has hidden it (M4)
}

// maxSpeakerLabel is how many characters the name before a contribution may have.
const maxSpeakerLabel = 60

// AddNote writes a line of the minutes, on the current item unless it names another.
type AddNote struct {
	Text string   `json:"text"`
	Item Seq      `json:"item,omitempty"`
	Kind NoteKind `json:"kind,omitempty"`

	Speaker Person `json:"speaker,omitempty"` // who said it; of a contribution, an objection or a quote
	Label   string `json:"label,omitempty"`   // the same in the words of who writes, at most 60 characters
	Quote   *Quote `json:"quote,omitempty"`   // the captions that it was taken from
}

func (c AddNote) decide(s *State, _ Asked) (_ []Event, err error) {
	if c.Kind == "" {
		c.Kind = NoteNarrative
	}
	c.Label = strings.Join(strings.Fields(c.Label), " ")
	switch {
	case !slices.Contains(kindsOfNote, c.Kind):
		return nil, refuse("A note is one of note, contribution, conclusion, quiet, issue, objection, quote.")
	case c.Speaker != House && (!c.Kind.said() || s.roles(c.Speaker) == 0):
		return nil, refuse("A contribution, an objection or a quote has a speaker who is in the meeting.")
	case c.Label != "" && !c.Kind.said(), utf8.RuneCountInString(c.Label) > maxSpeakerLabel:
		return nil, refuse("A contribution, an objection or a quote says in at most 60 characters who spoke.")
	}
	if c.Label, err = cleanOptional(c.Label, maxNote); err != nil {
		return nil, err
	}
	if err := s.checkQuote(c.Quote); err != nil {
		return nil, err
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
	n := Note{Line: newLine(en, e.Item, e.Text, e.Quote), Kind: e.Kind, Speaker: e.Speaker, Label: e.Label}
	if n.Kind == NoteIssue || n.Kind == NoteObjection {
		n.Number = 1
		for _, o := range s.notes {
			if o.Kind == n.Kind {
				n.Number++
			}
		}
	}
	s.notes = append(s.notes, n)
}
