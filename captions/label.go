package captions

import (
	"strings"
	"unicode"
)

// maxLabel is how many words a speaker's label may have. Source: labels in the transcripts
// of the Internet Governance Forum.
const maxLabel = 5

// A heading is what stands at the start of a line before its text.
type heading struct {
	turn  bool   // it hands the word to somebody
	label string // to whom; empty if unknown
	size  int    // characters that are not text: a label with all around it; a bare >> is text
}

// headingOf finds the heading of a line: a label in capitals before a colon and white
// space, with or without chevrons before it, or chevrons alone. Chevrons alone stay text,
// for they are all that tells a reader of the change.
func headingOf(line []rune) heading {
	i := skipSpace(line, 0)
	chevrons := i
	for i < len(line) && line[i] == '>' {
		i++
	}
	chevrons = i - chevrons
	if chevrons == 1 || chevrons > 3 {
		return heading{}
	}
	i = skipSpace(line, i)
	for j, r := range line[i:] {
		if r == ':' {
			if end := i + j + 1; isLabel(line[i:end-1]) && (end == len(line) || unicode.IsSpace(line[end])) {
				label := strings.Join(strings.Fields(string(line[i:end-1])), " ")
				return heading{turn: true, label: label, size: end}
			}
			break
		}
		if !inLabel(r) {
			break
		}
	}
	return heading{turn: chevrons > 0}
}

// inLabel reports whether r may stand in a label.
func inLabel(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune(" .'’-\u2011", r)
}

// isLabel reports whether text, all of it inLabel, is a label: words, one with a letter in
// it, and the colon stands close after the last.
func isLabel(text []rune) bool {
	s := string(text)
	words := strings.Fields(s)
	return 0 < len(words) && len(words) <= maxLabel && strings.HasSuffix(s, words[len(words)-1]) &&
		strings.ContainsFunc(s, unicode.IsUpper)
}

// bracketed reports whether text is one pair of brackets with all in between: a sound, a
// pause, a remark. Nobody says it.
func bracketed(text string) bool {
	depth := 0
	for i, r := range text {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth <= 0 {
			return i > 0 && i == len(text)-1
		}
	}
	return false
}

// skipSpace returns the first place in text from i on that is not white space.
func skipSpace(text []rune, i int) int {
	for i < len(text) && unicode.IsSpace(text[i]) {
		i++
	}
	return i
}
