package format

import (
	"strings"
	"unicode"
)

// wrap breaks text, whose spaces are single, into lines of at most limit columns. A word is
// only broken where it alone is longer, as text is that has no spaces.
func wrap(text string, limit int) []string {
	var lines []string
	line, used := "", 0
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, used = "", 0
	}
	for word := range strings.FieldsSeq(text) {
		n := columnsOf(word)
		if used > 0 && used+1+n <= limit {
			line, used = line+" "+word, used+1+n
			continue
		}
		flush()
		for _, r := range word {
			if w := width(r); used+w > limit {
				flush()
			}
			line, used = line+string(r), used+width(r)
		}
	}
	flush()
	return lines
}

func columnsOf(word string) int {
	n := 0
	for _, r := range word {
		n += width(r)
	}
	return n
}

// width is how many columns r takes: two in the scripts of East Asia, none for marks.
func width(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul), 0x3000 <= r && r < 0x3040, 0xFF01 <= r && r <= 0xFF60:
		return 2
	default:
		return 1
	}
}
