package captions

import (
	"strings"
	"unicode"
)

// A Kind says what an op does. Its values are the console's words for it.
type Kind string

// The kinds of ops.
const (
	OpText      Kind = "t"     // types Text; a newline or U+2029 in it does what OpNewline or OpParagraph does
	OpErase     Kind = "e"     // takes back the last Count characters
	OpNewline   Kind = "nl"    // ends the line; one character to an erase
	OpParagraph Kind = "p"     // ends the paragraph; one character to an erase
	OpSpeaker   Kind = "spk"   // what follows is said by Label; by somebody unknown if it is empty
	OpClear     Kind = "clear" // clears the captioner's screen; nothing before it can be erased any more
	OpEnd       Kind = "end"   // ends the open segment, because nothing was written for [Idle]
	OpGap       Kind = "gap"   // Count posts of Source never came, the first of them with number From
	OpLate      Kind = "late"  // one of them came after all, with number From: Text is put where it belongs
	OpFix       Kind = "fix"   // the text of segment Seg, which is final, is Text; without any it is retracted
)

// An Op is one thing a captioner did. Characters are Unicode code points everywhere but in an
// erase with another unit.
type Op struct {
	Kind  Kind   `json:"op"`
	Text  string `json:"s,omitempty"`
	Count int    `json:"c,omitempty"`
	Unit  Unit   `json:"unit,omitempty"` // of Count, in OpErase
	Label string `json:"label,omitempty"`
	From  int64  `json:"from,omitempty"`
	Seg   uint64 `json:"seg,omitempty"`

	// Source is whose numbers From counts in. It is the name of who is said to have done it
	// all, so whoever keeps ops leaves it out, and sets it again.
	Source string `json:"-"`
}

// Line ends as a track keeps them: one character each.
const (
	newline   = '\n'
	paragraph = '\u2029'
)

// Plain returns r as a track keeps it, and whether it keeps it at all: every line end is a
// newline or U+2029, a tab is a space, and no other control character is kept, nor U+FEFF.
func Plain(r rune) (rune, bool) {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028':
		return newline, true
	case '\t':
		return ' ', true
	case '\ufeff':
		return 0, false
	}
	return r, !unicode.IsControl(r)
}

// OneLine is text as a track keeps it within a line: its line ends are spaces, and no white
// space is at its ends.
func OneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r, ok := Plain(r); {
		case !ok:
			return -1
		case unicode.IsSpace(r):
			return ' '
		default:
			return r
		}
	}, text))
}
