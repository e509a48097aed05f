package captions

import "time"

// A Segment is a piece of text that readers get, and get again when it changes: a sentence
// or two, a line, or what came before a pause. Its JSON is the value seg/<id> of a feed.
type Segment struct {
	ID      uint64    `json:"id"`             // rises with place in the text; never used again
	Rev     int       `json:"rev"`            // from 1, one more with each change
	Text    string    `json:"text"`           // one line, without the label, without white space at its ends
	Final   bool      `json:"final"`          // complete; it can still be corrected
	Speaker string    `json:"speaker"`        // the label in force, as the captioner wrote it; empty if unknown
	At      time.Time `json:"at"`             // when its first character came; UTC, milliseconds
	Gap     bool      `json:"gap"`            // posts before it never came
	Fixed   time.Time `json:"fixed,omitzero"` // when it was last corrected, if readers had had the time to read it: [Read]
	End     time.Time `json:"-"`              // when its last character came, never before At
	Break   Break     `json:"-"`              // what stands between it and the next segment
	Turn    bool      `json:"-"`              // a label, a bare >> or OpSpeaker stands before it: somebody else may be speaking
}

// An Anonymous is a segment as those see it who may not know who speaks: it has no field for
// that, nor for when it was.
type Anonymous struct {
	ID    uint64 `json:"id"`
	Rev   int    `json:"rev"`
	Text  string `json:"text"`
	Final bool   `json:"final"`
}

// Anonymous is s without who speaks and when.
func (s Segment) Anonymous() Anonymous { return Anonymous{s.ID, s.Rev, s.Text, s.Final} }

// Read is how long a final segment stands until a change to it is a correction that readers
// should be told of. Source: our accessibility reference, C8.
const Read = 10 * time.Second

// A Was is what a final segment said until it was corrected.
type Was struct {
	Rev   int       `json:"rev"`
	Text  string    `json:"text"`
	Until time.Time `json:"until"`
}

// A Break is what stands between two segments. A greater one outweighs a lesser.
type Break uint8

// The breaks.
const (
	None      Break = iota // the text goes on at once: the cut is ours
	Space                  // the text goes on after white space
	Line                   // a line ends, perhaps because the captioner's program wraps lines
	Paragraph              // a paragraph ends
)

// breakOf is the break that white makes, a run of white space.
func breakOf(white []rune) Break {
	b, lines := None, 0
	for _, r := range white {
		switch r {
		case paragraph:
			return Paragraph
		case newline:
			lines++
			b = Line
		default:
			b = max(b, Space)
		}
	}
	if lines > 1 {
		return Paragraph
	}
	return b
}
