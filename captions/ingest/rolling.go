package ingest

import (
	"slices"
	"strings"
	"unicode"

	"example.org/convener/captions"
)

// Some programs post what their display shows, again and again: a window of a few lines in
// which the last line grows and the first one scrolls away. Source: section 1.1 of our
// captions reference, from plover2CAT and Web Captioner.

// Bounds of windows, in code points.
const (
	maxWindow  = 1000 // a longer body is not taken for a window unless the link says so
	minOverlap = 12   // less than that two bodies may share by chance
	maxSaid    = 1500 // what can be taken back when windows are found out: less than a track's reach
	maxBlanks  = 200  // a track keeps 256 in a row, and then we could not count what it has
)

// Numbers of bodies in a row.
const (
	runOfWindows = 3 // so many continue the one before them: they are windows
	maxMisses    = 3 // so many do not: they are windows no more
)

// A screen is what a source's bodies are if they are windows. Its slices are never changed.
type screen struct {
	on     bool   // the last body was taken for a window
	misses int    // windows in a row that did not continue the one before
	window []rune // the last body, as the text has it

	// Before windows are found out:
	run    int    // bodies in a row that continue the one before, so that it is a sign
	said   []rune // what the last bodies have written that may be windows; nil if it is out of reach
	rolled []rune // what they would have written as windows
}

// rolling reports whether a body that may be anything is taken for a window.
func (c *screen) rolling(continues bool) bool {
	if c.on {
		return c.misses < maxMisses
	}
	return continues && c.run+1 >= runOfWindows
}

// continues reports whether the end of the last body, most of the shorter of the two, is
// the beginning of this one, with something new after it: without, people repeat themselves.
func (c *screen) continues(body []rune) bool {
	shorter := min(len(c.window), len(body))
	if c.on || shorter < minOverlap || len(body) > maxWindow {
		return false
	}
	shared := overlaps(c.window, body)
	for i, n := range shared {
		if over := len(c.window) - i; n == over {
			return over >= minOverlap && 10*over >= 6*shorter && over < len(body)
		}
	}
	return false
}

// write returns what the window body does to the text: how many characters it takes back,
// and what follows. It is known if body continues the window before it, or sets right what
// the bodies wrote before windows were found out.
func (c *screen) write(body []rune) (back int, text []rune, known bool) {
	if c.on {
		return roll(c.window, body)
	}
	if c.run+1 < runOfWindows || len(c.said) == 0 {
		return 0, body, false
	}
	if back, text, known = roll(c.window, body); !known {
		return 0, body, false
	}
	right := slices.Concat(c.rolled[:max(0, len(c.rolled)-back)], text)
	kept := 0
	for kept < min(len(right), len(c.said)) && right[kept] == c.said[kept] {
		kept++
	}
	return len(c.said) - kept, right[kept:], true
}

// roll compares a window with the one before it. It is known if one goes on from the other:
// back characters of the text are then taken back, and text follows.
func roll(window, body []rune) (back int, text []rune, known bool) {
	if len(window) == 0 || len(body) == 0 {
		return 0, body, false
	}
	shared := overlaps(window, body)
	lines := slices.Contains(window, '\n')
	if shared[0] == len(body) && !lines {
		return len(window) - len(body), nil, true // its end was taken back
	}
	best, at := 0, 0
	for i, n := range shared {
		line := i == 0 || window[i-1] == '\n'
		if !line && !unicode.IsSpace(window[i-1]) {
			continue
		}
		left := len(window) - i
		if n == left && (line || n >= minOverlap) {
			return 0, body[n:], true // it grew, or its first lines are gone
		}
		if n > best && 10*n >= 6*min(left, len(body)) && (line || n >= minOverlap) {
			best, at = n, i
		}
	}
	if best == 0 {
		return 0, body, false
	}
	return len(window) - at - best, body[best:], true
}

// overlaps returns for each place of window how much from there on is the beginning of
// body. One white space is like another: a display breaks lines where it likes. The work is
// in proportion to both (the Z algorithm; Gusfield 1997, 1.4).
func overlaps(window, body []rune) []int {
	both := make([]rune, 0, len(body)+1+len(window))
	both = append(append(append(both, body...), -1), window...)
	for i, r := range both {
		if unicode.IsSpace(r) {
			both[i] = ' '
		}
	}
	z := make([]int, len(both))
	for i, left, right := 1, 0, 0; i < len(both); i++ {
		if i < right {
			z[i] = min(right-i, z[i-left])
		}
		for i+z[i] < len(both) && both[z[i]] == both[i+z[i]] {
			z[i]++
		}
		if i+z[i] > right {
			left, right = i, i+z[i]
		}
	}
	return z[len(body)+1:]
}

// tidy is text without white space at its ends, and with one white space for several.
func tidy(text []rune) []rune {
	out := make([]rune, 0, len(text))
	for _, r := range text {
		last := len(out) - 1
		switch {
		case !unicode.IsSpace(r):
			out = append(out, r)
		case last < 0:
		case !unicode.IsSpace(out[last]):
			out = append(out, r)
		case endsLine([]rune{r}):
			out[last] = '\n'
		}
	}
	if n := len(out); n > 0 && unicode.IsSpace(out[n-1]) {
		out = out[:n-1]
	}
	return out
}

// apply folds in what a post did.
func (c *screen) apply(t Taken) {
	if t.As == Rolling {
		c.roll(t)
		return
	}
	if len(t.Ops) == 0 {
		return // a repeat
	}
	op := t.Ops[len(t.Ops)-1]
	text := []rune(op.Text)
	body := tidy(text)
	if t.As != "" || op.Kind != captions.OpText || len(body) == 0 || len(body) > maxWindow || t.Notes.Erases > 0 || len(text)-len(body) > maxBlanks {
		*c = screen{}
		return
	}
	next := screen{window: body}
	back, more, known := roll(c.window, body)
	switch {
	case t.Over:
		next.run = c.run + 1
	case known && back == 0 && len(more) == 0:
		next.run = c.run // the same again is no sign either way
	}
	if known && !c.on {
		next.said = slices.Concat(c.said, text)
		next.rolled = slices.Concat(c.rolled[:max(0, len(c.rolled)-back)], more)
		if len(c.said) == 0 || len(next.said) > maxSaid {
			next.said, next.rolled = nil, nil
		}
	} else {
		next.said, next.rolled = []rune(strings.TrimLeftFunc(string(text), unicode.IsSpace)), body
	}
	*c = next
}

// roll folds in a window.
func (c *screen) roll(t Taken) {
	text := c.said
	if c.on {
		text = c.window
	}
	for _, op := range t.Ops {
		switch op.Kind {
		case captions.OpErase:
			text = text[:max(0, len(text)-op.Count)]
		case captions.OpText:
			text = slices.Concat(text, []rune(op.Text))
		default: // a gap writes nothing
		}
	}
	misses := c.misses + 1
	if t.Over {
		misses = 0
	}
	*c = screen{on: true, misses: misses, window: text[max(0, len(text)-t.Window):]}
}
