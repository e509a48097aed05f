package outline

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/convener/meeting"
)

// otherKinds are words that people use for kinds.
var otherKinds = map[string]meeting.Kind{
	"info": "information", "inform": "information", "report": "information", "discuss": "discussion",
	"decide": "decision", "approval": "decision", "adopt": "adoption", "any other business": "aob", "pause": "break",
}

// kindOf is the kind that a word means; empty if it means none.
func kindOf(word string) meeting.Kind {
	word = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(word)), "for ")
	if k := meeting.Kind(word); slices.Contains(meeting.Kinds(), k) {
		return k
	}
	return otherKinds[word]
}

var visibilities = map[string]meeting.Visibility{
	"public": meeting.VisiblePublic, "present": meeting.VisiblePresent, "present only": meeting.VisiblePresent,
	"chair": meeting.VisibleChair, "chair only": meeting.VisibleChair,
}

// visibilityOf is the visibility that words mean; empty if they mean none.
func visibilityOf(words string) meeting.Visibility {
	return visibilities[strings.ToLower(strings.TrimSpace(words))]
}

// duration is a time as people write it: 5 min, 10', 1 h 30, 1h, ca. 20 minutes.
var duration = regexp.MustCompile(`(?i)^(?:~|ca\.?|about|approx\.?)?\s*(?:(\d{1,2})\s*(?:h|hrs?|hours?)\.?\s*)?(?:(\d{1,5})\s*(m|mins?|minutes?|['′’])?\.?)?$`)

// minutesOf are the minutes that words mean. A number alone means none.
func minutesOf(words string) (int, bool) {
	m := duration.FindStringSubmatch(strings.TrimSpace(words))
	if len(m) == 0 || m[1] == "" && m[3] == "" {
		return 0, false
	}
	h, _ := strconv.Atoi(m[1]) // empty is 0
	n, _ := strconv.Atoi(m[2])
	return h*60 + n, true
}

// particles may stand in a name and be small.
var particles = []string{"de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "zu", "al", "el", "bin", "ibn", "ben", "y", "e"}

// nameLike reports whether text could be a person's name: up to five words with capitals,
// or of a script that has none.
func nameLike(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "(“\""))
		if !unicode.IsLetter(first) || unicode.IsLower(first) && !slices.Contains(particles, word) {
			return false
		}
	}
	return true
}
