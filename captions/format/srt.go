package format

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"example.org/convener/captions"
)

// longest is the last moment that two digits of hours can name: readers fail at a hundred.
const longest = 100*time.Hour - time.Millisecond

// WriteSRT writes segs as a SubRip file, its cues at times from start. The format has no
// voices and no escapes: a change of speaker stands in the text, and what programs take for
// markup is written with other characters.
func WriteSRT(w io.Writer, start time.Time, segs []captions.Segment) error {
	out := bufio.NewWriter(w)
	for i, c := range cues(start, segs, new(turns).said) {
		from, to := min(c.from, longest-time.Millisecond), min(c.to, longest)
		if i > 0 {
			out.WriteByte('\n') // between cues only: go-astisub takes a last one for text
		}
		fmt.Fprintf(out, "%d\n%s --> %s\n%s\n", i+1, timestamp(from, ","), timestamp(to, ","), strings.Join(c.lines, "\n"))
	}
	return out.Flush() // the first error stays
}

// harmless replaces what programs take for an arrow, a tag (ffmpeg, subsrt-ts) or a style
// override (libass).
var harmless = strings.NewReplacer("-->", "→", "<", "‹", ">", "›", `{\`, `{ \`)

// said is s's text with its speaker before it where another one begins, and a dash where
// nobody was named.
func (t *turns) said(s captions.Segment) string {
	text, name, turned := t.next(s)
	switch {
	case turned && name != "":
		text = name + ": " + text
	case turned:
		text = "- " + text
	}
	return harmless.Replace(text)
}
