package ingest

import (
	"regexp"
	"strings"
	"time"
)

// stamp is the line before a text: a time in UTC and, not for us, a place on the screen.
// Source: YouTube Live's closed captions by HTTP POST, whose page writes the seconds behind
// a colon and behind a point.
var stamp = regexp.MustCompile(`^\s*(\d{4}-\d\d-\d\dT\d\d:\d\d)[:.](\d\d(?:\.\d{1,6})?)Z?(?:\s+region:\S*)?\s*$`)

// lineBreak is what stands for a line end within a text.
var lineBreak = regexp.MustCompile(`(?i)<br[ \t]*/?>`)

// nearby is how far from its coming a timestamp is believed. Source: YouTube, the same page.
const nearby = time.Minute

// isStamped reports whether text begins with a timestamp and more follows.
func isStamped(text string) bool {
	line, _, more := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
	return more && stamp.MatchString(line)
}

// unstamp returns the texts of a body that came at a time, each a line, and notes in t when
// the newest was said. A timestamp counts where a text does not: after one comes a text,
// whatever it looks like. Another line goes on with the text before it.
func unstamp(at time.Time, body string, t *Taken) string {
	var texts strings.Builder
	var newest time.Time
	stamped, text := false, false // there are timestamps; a text is next
	for line := range strings.SplitSeq(strings.TrimPrefix(body, "\ufeff"), "\n") {
		told := stamp.FindStringSubmatch(line)
		switch {
		case text:
			text = false
			texts.WriteString("\n" + line)
		case told != nil:
			stamped, text = true, true
			if at, err := time.Parse("2006-01-02T15:04:05", told[1]+":"+told[2]); err == nil && at.After(newest) {
				newest = at
			}
		default:
			texts.WriteString(" " + line)
		}
	}
	if stamped {
		if t.Said = newest; at.Sub(newest).Abs() > nearby {
			t.Said, t.Notes.StampOff = time.Time{}, 1
		}
	}
	var lines strings.Builder
	for line := range strings.SplitSeq(lineBreak.ReplaceAllString(texts.String(), "\n"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines.WriteString(line + "\n")
		}
	}
	return lines.String()
}
