package captions

import "unicode"

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
	OpGap       Kind = "gap"   // Count posts never came
)

// An Op is one thing a captioner did. Characters are Unicode code points everywhere.
type Op struct {
	Kind  Kind   `json:"op"`
	Text  string `json:"s,omitempty"`
	Count int    `json:"c,omitempty"`
	Label string `json:"label,omitempty"`
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
