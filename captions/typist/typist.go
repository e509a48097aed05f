package typist

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Post is one request of a captioner's program.
type Post struct {
	After time.Duration // since the post before it
	Body  string        // UTF-8, never empty
}

// leastGap is the least time between two posts: fewer than 17 a second, for caption links
// take 20 a second in the long run.
const leastGap = 60 * time.Millisecond

// maxBody bounds a body in bytes, far below the 64 KiB that caption links take.
const maxBody = 4 << 10

// maxLine is how long a line is at most, in bytes, unless a word is longer. Source: vendors'
// advice for Teams links (80 to 120 characters).
const maxLine = 100

// Posts plays text at wpm words a minute, at least 1, for a link that takes a stream. With
// mistakes, about one word in twelve goes wrong first and is corrected at once or one or
// two words later; the same seed makes the same mistakes.
func Posts(text string, wpm int, mistakes bool, seed uint64) iter.Seq[Post] {
	return func(yield func(Post) bool) {
		strokes := slices.Values(units(Clean(text)))
		if mistakes {
			t := typist{chance: rand.New(rand.NewPCG(seed, seed))}
			strokes = t.flawed(units(Clean(text)))
		}
		pace(strokes, wpm, func(body string, wait time.Duration, stroke string) bool {
			return wait >= leastGap || len(body)+len(stroke) > maxBody
		}, yield)
	}
}

// Lines plays text at wpm words a minute, at least 1, for a link that takes every post for
// a line: in lines without white space at their ends, and without mistakes, for such a
// link takes nothing back.
func Lines(text string, wpm int) iter.Seq[Post] {
	return func(yield func(Post) bool) {
		full := func(body string, wait time.Duration, stroke string) bool {
			return wait >= leastGap && (len(body)+len(stroke) > maxLine || strings.Contains(stroke, "\n"))
		}
		pace(slices.Values(units(Clean(text))), wpm, full, func(p Post) bool {
			p.Body = strings.Join(strings.Fields(p.Body), " ")
			return p.Body == "" || yield(p)
		})
	}
}

// pace gathers strokes, each of which takes as long as a word, into posts. A body is full,
// after it took as long as wait, if so says full of it and of the stroke that comes next.
func pace(strokes iter.Seq[string], wpm int, full func(body string, wait time.Duration, stroke string) bool, yield func(Post) bool) {
	word := time.Minute / time.Duration(max(wpm, 1))
	body, wait := "", time.Duration(0)
	for stroke := range strokes {
		if body != "" && full(body, wait, stroke) {
			if !yield(Post{After: max(wait, leastGap), Body: body}) {
				return
			}
			body, wait = "", 0
		}
		body += stroke
		wait += word
	}
	if body != "" {
		yield(Post{After: max(wait, leastGap), Body: body})
	}
}

// Clean returns text as it is played: valid UTF-8, lines that end in a newline, and no
// other control characters but tabs.
func Clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// maxUnit bounds a unit in bytes, so that a word sent twice and taken back fits a body.
const maxUnit = 512

// units cuts text into words, each with the white space before it: so programs for
// stenographers send them, so that a word can be taken back with its space.
func units(text string) []string {
	var all []string
	for len(text) > 0 {
		n := unit(text)
		all = append(all, text[:n])
		text = text[n:]
	}
	return all
}

// unit is the length of the first unit of text.
func unit(text string) int {
	inWord := false
	for i, r := range text {
		white := unicode.IsSpace(r)
		if inWord && white || i+utf8.RuneLen(r) > maxUnit {
			return i
		}
		inWord = inWord || !white
	}
	return len(text)
}

// A typist makes mistakes.
type typist struct {
	chance *rand.Rand
}

// flawed makes a mistake now and then, goes on for up to two words, and takes back all that
// to write it anew.
func (t typist) flawed(units []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(units); {
			n := min(1+t.chance.IntN(3), len(units)-i) // units to be written again
			wrong := t.misspell(units[i])
			if t.chance.IntN(12) > 0 || wrong == units[i] {
				if !yield(units[i]) {
					return
				}
				i++
				continue
			}
			again := strings.Join(units[i:i+n], "")
			back := strings.Repeat("\b", utf8.RuneCountInString(again)) // a misspelt word is as long as the right one
			for _, stroke := range slices.Concat([]string{wrong}, units[i+1:i+n], []string{back + again}) {
				if !yield(stroke) {
					return
				}
			}
			i += n
		}
	}
}

// misspell swaps two neighbouring letters of a unit, if it has such.
func (t typist) misspell(unit string) string {
	letters := []rune(unit)
	start := len(letters) - utf8.RuneCountInString(strings.TrimLeftFunc(unit, unicode.IsSpace))
	if len(letters)-start < 2 {
		return unit
	}
	i := start + t.chance.IntN(len(letters)-start-1)
	letters[i], letters[i+1] = letters[i+1], letters[i]
	return string(letters)
}
