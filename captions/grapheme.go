package captions

import "unicode"

// A Unit is what the count of an erase counts.
type Unit string

// Grapheme counts characters as people see them: a letter with its accents, a flag, an emoji
// of several parts. The empty unit counts code points, as T.140 does.
const Grapheme Unit = "grapheme"

// points is how many code points an erase takes back.
func (t *Track) points(op Op) int {
	if op.Unit != Grapheme {
		return op.Count
	}
	var end []rune
	for i := len(t.pieces) - 1; i >= 0 && len(end) < Reach; i-- {
		end = append(append([]rune{}, t.pieces[i].raw...), end...)
	}
	n := 0
	for range min(op.Count, len(end)) {
		n += LastGrapheme(end[:len(end)-n])
	}
	return n
}

// LastGrapheme is how many code points the last character of a text has as people see it; 0
// if there is none. Source: Unicode Standard Annex 29, extended grapheme clusters, without
// the rules for prepended marks and for conjuncts of Indic scripts.
func LastGrapheme(text []rune) int {
	for i := len(text) - 1; i > 0; i-- {
		if !joins(text[:i], text[i]) {
			return len(text) - i
		}
	}
	return len(text)
}

// Extends reports whether r belongs to the character before it, whatever that is.
func Extends(r rune) bool {
	switch {
	case r == joiner, r == '\u200c', r == '\uff9e', r == '\uff9f', // joiners; voiced marks of half-width kana
		'\U0001f3fb' <= r && r <= '\U0001f3ff', '\U000e0020' <= r && r <= '\U000e007f': // skin tones; tags of flags
		return true
	}
	return unicode.Is(unicode.M, r)
}

const joiner = '\u200d'

// joins reports whether r goes on with the character that text, which is not empty, ends with.
func joins(text []rune, r rune) bool {
	last := text[len(text)-1]
	switch {
	case last == newline || last == paragraph || r == newline || r == paragraph:
		return false
	case Extends(r):
		return true
	case last == joiner:
		return unicode.Is(unicode.So, r)
	case isFlag(r):
		n := 0
		for n < len(text) && isFlag(text[len(text)-1-n]) {
			n++
		}
		return n%2 == 1
	}
	return syllable(last, r)
}

// isFlag reports whether r is one of the letters that make a flag, two by two.
func isFlag(r rune) bool { return '\U0001f1e6' <= r && r <= '\U0001f1ff' }

// The parts of Korean syllables.
const (
	noPart = iota
	lead
	vowel
	trail
	open   // a syllable without a trail
	closed // one with it
)

func part(r rune) int {
	switch {
	case '\u1100' <= r && r <= '\u115f', '\ua960' <= r && r <= '\ua97c':
		return lead
	case '\u1160' <= r && r <= '\u11a7', '\ud7b0' <= r && r <= '\ud7c6':
		return vowel
	case '\u11a8' <= r && r <= '\u11ff', '\ud7cb' <= r && r <= '\ud7fb':
		return trail
	case '가' <= r && r <= '힣' && (r-'가')%28 == 0: // each of its vowels comes with 27 trails, and without
		return open
	case '가' <= r && r <= '힣':
		return closed
	}
	return noPart
}

// syllable reports whether b goes on with the Korean syllable that a is a part of.
func syllable(a, b rune) bool {
	switch p, q := part(a), part(b); p {
	case lead:
		return q == lead || q == vowel || q == open || q == closed
	case vowel, open:
		return q == vowel || q == trail
	case trail, closed:
		return q == trail
	default:
		return false
	}
}
