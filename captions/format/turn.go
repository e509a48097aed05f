package format

import (
	"strings"

	"example.org/convener/captions"
)

// turns tells where the speaker changes, for formats in which that stands in the text.
type turns struct{ speaker string }

// next returns s's text without chevrons, and whether somebody else speaks from here on:
// name then, or somebody who was not named. A sound in brackets is nobody's, and interrupts
// nobody.
func (t *turns) next(s captions.Segment) (text, name string, turned bool) {
	text = plain(s.Text)
	turned = s.Turn || s.Speaker != t.speaker
	if strings.HasPrefix(text, ">>") {
		text, turned = strings.TrimSpace(strings.TrimLeft(text, ">")), true
	} else if s.Speaker == "" && isSound(text) {
		return text, "", false
	}
	if text == "" {
		return "", "", false // the label comes with what is said
	}
	t.speaker = s.Speaker
	return text, plain(s.Speaker), turned
}

func isSound(text string) bool {
	return strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") ||
		strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]")
}
