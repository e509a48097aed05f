package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A shape is how a word is written, as far as capitals go.
type shape uint8

const (
	small   shape = iota // no capital
	capital              // a capital at its start
	upper                // two letters or more, all of them capitals
	mixed                // a capital, but not at its start
	uncased              // letters of a script without capitals
	number               // no letter
)

// A word is a run of letters, digits and marks in a text. Apostrophes, hyphens and
// underscores part words; phrases bridge them.
type word struct {
	start, end int    // bytes of the passage
	key        string // folded
	letters    int    // of the word as written
	shape      shape
	opening    bool // it begins a sentence, a line or a quotation: a capital says little
	line       bool // it is the first of its line
	url        bool // it stands inside a URL
	taken      bool // a pass has claimed it
	kind       Kind // what it was claimed as; empty if it was not, or is shielded
	shielded   bool // it names somebody who consented
	doubted    bool // it is shown to the reviewer
}

// capitalised reports whether w is written as names are. Scripts without capitals write
// everything so.
func (w *word) capitalised() bool {
	return w.shape == capital || w.shape == upper || w.shape == uncased
}

// inWord reports whether r may stand inside a word.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// split appends the words of text to words. Bytes that are no UTF-8 part words.
func split(text string, words []word) []word {
	start := -1
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case inWord(r) && (r != utf8.RuneError || size > 1):
			if start < 0 {
				start = i
			}
		case start >= 0 && r >= utf8.RuneSelf && invisible(r):
			// a joiner inside a word hides nothing
		case start >= 0:
			words = addWord(words, text, start, i)
			start = -1
		}
		i += size
	}
	if start >= 0 {
		words = addWord(words, text, start, len(text))
	}
	return words
}

// addWord appends the word that is text[start:end], unless nothing is left of it when it is
// folded, as of marks alone.
func addWord(words []word, text string, start, end int) []word {
	w := word{start: start, end: end, key: fold(text[start:end])}
	if w.key == "" {
		return words
	}
	w.shape, w.letters = shapeOf(text[start:end])
	return append(words, w)
}

// shapeOf returns the shape of s and how many letters it has.
func shapeOf(s string) (form shape, letters int) {
	capitals, lower := 0, 0
	first := false
	for _, r := range s {
		isUpper := 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && (unicode.IsUpper(r) || unicode.IsTitle(r))
		isLower := 'a' <= r && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLower(r)
		switch {
		case isUpper:
			first = first || letters == 0
			capitals++
			letters++
		case isLower:
			lower++
			letters++
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			letters++
		}
	}
	switch {
	case letters == 0:
		return number, 0
	case capitals == 0 && lower == 0:
		return uncased, letters
	case capitals == 0:
		return small, letters
	case lower == 0 && capitals > 1:
		return upper, letters
	case first:
		return capital, letters
	default:
		return mixed, letters
	}
}

// A phrase may go on over these between two words; bridges is short, for between the words
// of a name stand a blank and a dot, not a table.
const (
	joins   = " \t/&+-\u2010\u2011\u2012\u2013'’ʼ._·\u00a0\u200b\u200c\u200d\u200e\u200f\u00ad\ufeff"
	bridges = 8
)

// joined reports whether the words of one phrase may have gap between them: blanks, hyphens,
// apostrophes, dots, underscores, and the end of one line.
func joined(gap string) bool {
	if gap == " " || gap == "-" || gap == "_" {
		return true
	}
	if len(gap) > bridges*utf8.UTFMax {
		return false
	}
	lines := 0
	for _, r := range gap {
		if r == '\n' || r == '\r' {
			lines++
		} else if !strings.ContainsRune(joins, r) {
			return false
		}
	}
	return lines <= 2
}
