package format

import (
	"fmt"
	"math"
	"slices"
	"time"

	"example.org/convener/captions"
)

// The shape of a cue. Source: section 3.1 of our captions reference (lines of 42 columns,
// two of them, read at 180 words a minute, at least 1 s).
const (
	columns    = 42
	cueLines   = 2
	readColumn = time.Minute / (180 * 6) // words of five letters and a space
	readMin    = time.Second
)

// A cue is what is on the screen at once, with its time from the start.
type cue struct {
	id       string // of its segment, the further ones of a segment with .2, .3 and so on
	from, to time.Duration
	speaker  string
	lines    []string
}

// read is how long the cue is to stay so that it can be read.
func (c *cue) read() time.Duration {
	n := 0
	for _, line := range c.lines {
		n += columnsOf(line)
	}
	return max(time.Duration(n)*readColumn, readMin).Truncate(time.Millisecond)
}

// cues cuts segments, whose texts are as say writes them, into cues of at most two lines.
// They begin in order, stay until they can have been read or their segment was complete, and
// end where a later one begins. Times are whole milliseconds, and no cue is without length.
func cues(start time.Time, segs []captions.Segment, say func(captions.Segment) string) []cue {
	var all []cue
	var latest time.Duration
	for _, s := range segs {
		latest = max(latest, s.At.Sub(start).Truncate(time.Millisecond))
		to, id := s.End.Sub(start).Truncate(time.Millisecond), fmt.Sprint(s.ID)
		n := 1
		for lines := range slices.Chunk(wrap(say(s), columns), cueLines) {
			all = append(all, cue{id, latest, to, plain(s.Speaker), lines})
			n++
			id = fmt.Sprintf("%d.%d", s.ID, n)
		}
	}
	later := time.Duration(math.MaxInt64) // when the next cue begins
	for end := len(all); end > 0; {
		begin := end - 1
		for begin > 0 && all[begin-1].from == all[begin].from {
			begin--
		}
		later, end = share(all[begin:end], later), begin
	}
	return all
}

// share gives cues that came together their turns, each as long as it takes to read in
// proportion, until a later one begins, and returns when the first begins.
func share(group []cue, later time.Duration) time.Duration {
	first := group[0].from
	var need time.Duration
	for i := range group {
		need += group[i].read()
	}
	span := min(max(first+need, group[len(group)-1].to), later) - first
	at := func(read time.Duration) time.Duration {
		return first + time.Duration(span.Milliseconds()*read.Milliseconds()/need.Milliseconds())*time.Millisecond
	}
	var read time.Duration
	for i := range group {
		c := &group[i]
		c.from = at(read)
		read += c.read()
		c.to = max(at(read), c.from+time.Millisecond)
	}
	return first
}
