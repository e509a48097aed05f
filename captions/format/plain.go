package format

import (
	"strings"
	"unicode"
)

// plain returns text as files have it: one line, single spaces, no control characters (ffmpeg ends
// a cue at NUL), a common hyphen for U+2011, no soft hyphens, and a word for what was lost.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u2011':
			return '-'
		case r == '\u00ad' || r == '\ufeff' || unicode.IsControl(r) && !unicode.IsSpace(r):
			return -1
		}
		return r
	}, text)
	text = strings.ReplaceAll(text, "\uFFFD", "[text lost]")
	return strings.Join(strings.Fields(text), " ")
}
