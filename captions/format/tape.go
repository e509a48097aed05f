package format

import (
	"example.org/convener/captions"
)

// A Tape is a text in lines that never change once they are out: for braille displays,
// terminals and whatever else only ever adds a line. A correction is a line of its own. It
// belongs to one goroutine.
type Tape struct {
	cells int
	turns turns
	said  map[uint64]captions.Segment
	begun bool // a line is out
}

// NewTape returns a tape with lines of at most cells cells. An East Asian letter takes two.
func NewTape(cells int) *Tape { return &Tape{cells: cells, said: make(map[uint64]captions.Segment)} }

// Add returns the lines that s adds: none until it is final, and none if it says what it
// said before. A speaker has a line that ends in a colon, behind an empty one; one who was
// not named is ">>".
func (t *Tape) Add(s captions.Segment) []string {
	before, again := t.said[s.ID]
	if !s.Final || again && before.Text == s.Text && before.Speaker == s.Speaker {
		return nil
	}
	t.said[s.ID] = s
	if again {
		return t.remark("correction", s)
	}
	lines := t.say(s)
	t.begun = t.begun || len(lines) > 0
	return lines
}

// say returns the lines of what was not said before.
func (t *Tape) say(s captions.Segment) (lines []string) {
	if s.Gap {
		lines = t.Note("Captions were missing here.")
	}
	text, name, turned := t.turns.next(s)
	if turned && t.begun {
		lines = append(lines, "")
	}
	switch {
	case turned && name != "":
		lines = append(lines, wrap(name+":", t.cells)...)
	case turned:
		lines = append(lines, ">>")
	}
	return append(lines, wrap(text, t.cells)...)
}

// Retract returns the lines that say that a segment was taken back, if it was ever said.
func (t *Tape) Retract(id uint64) []string {
	s, ok := t.said[id]
	if !ok {
		return nil
	}
	delete(t.said, id)
	return t.remark("taken back", s)
}

// Note returns the lines of what nobody in the meeting said.
func (t *Tape) Note(text string) []string { return wrap("["+text+"]", t.cells) }

// remark says something about a text that was said at a time, in UTC.
func (t *Tape) remark(what string, s captions.Segment) []string {
	text := plain(s.Text)
	if name := plain(s.Speaker); name != "" {
		text = name + ": " + text
	}
	return wrap("["+what+" "+s.At.UTC().Format("15:04")+"] "+text, t.cells)
}
