package typist

import (
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A display, in characters and lines. Source: what plover2CAT suggests.
const (
	columns = 32
	rows    = 3
)

// Windows plays text at wpm words a minute, at least 1, as programs do that send what their
// display shows after every word: the last lines, of which the last grows and the first
// scrolls away.
func Windows(text string, wpm int) iter.Seq[Post] {
	return func(yield func(Post) bool) {
		var lines []string
		each := func(string, time.Duration, string) bool { return true }
		pace(slices.Values(units(Clean(text))), wpm, each, func(p Post) bool {
			word := strings.TrimSpace(p.Body)
			if word == "" {
				return true
			}
			last := len(lines) - 1
			if last >= 0 && !strings.Contains(p.Body, "\n") && utf8.RuneCountInString(lines[last]+" "+word) <= columns {
				lines[last] += " " + word
			} else {
				lines = append(lines[max(0, len(lines)-rows+1):], word)
			}
			return yield(Post{After: p.After, Body: strings.Join(lines, "\n")})
		})
	}
}

// Stamped plays text at wpm words a minute, at least 1, from a time on, as programs do that
// send to YouTube: in lines, each behind the time at which it is said.
func Stamped(text string, wpm int, from time.Time) iter.Seq[Post] {
	return func(yield func(Post) bool) {
		for p := range Lines(text, wpm) {
			from = from.Add(p.After)
			p.Body = from.UTC().Format("2006-01-02T15:04:05.000") + "\n" + p.Body + "\n"
			if !yield(p) {
				return
			}
		}
	}
}
