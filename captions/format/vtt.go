package format

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"example.org/convener/captions"
)

// How long a cue stays to be read if its segment was written faster. Source: section 3.1 of
// our captions reference (180 words a minute, at least 1 s, at most 7 s).
const (
	readColumn = time.Minute / (180 * 6) // words of five letters and a space
	readMin    = time.Second
	readMax    = 7 * time.Second
)

// WriteVTT writes segs as a WebVTT file in the language lang, a cue for each segment with
// text, at times from start. There is no byte order mark, for vtt.js rejects it.
func WriteVTT(w io.Writer, lang string, start time.Time, segs []captions.Segment) error {
	out := bufio.NewWriter(w)
	out.WriteString("WEBVTT\n\n") // the first error stays, and Flush returns it
	if lang = voice.Replace(plain(lang)); lang != "" {
		fmt.Fprintf(out, "NOTE Language: %s\n\n", lang)
	}
	for _, c := range cues(start, segs) {
		fmt.Fprintf(out, "%d\n%s --> %s\n%s\n\n", c.id, timestamp(c.from), timestamp(c.to), payload(c.speaker, c.text))
	}
	return out.Flush()
}

// A cue is a text with its time from the start.
type cue struct {
	id            uint64
	from, to      time.Duration
	speaker, text string
}

// cues gives segments their time on the screen: cues begin in order, stay until they can
// have been read, and end where a later one begins. Those of one post begin and show
// together. Times are whole milliseconds, so that no cue is without length.
func cues(start time.Time, segs []captions.Segment) []cue {
	var all []cue
	var latest time.Duration
	later := time.Duration(math.MaxInt64) // when the next cue begins that does not begin with this one
	for _, s := range segs {
		text := plain(s.Text)
		if text == "" {
			continue
		}
		latest = max(latest, s.At.Sub(start).Truncate(time.Millisecond))
		read := time.Duration(columnsOf(text)) * readColumn
		to := max(s.End.Sub(start), latest+min(max(read, readMin), readMax))
		all = append(all, cue{s.ID, latest, to.Truncate(time.Millisecond), plain(s.Speaker), text})
	}
	for i := len(all) - 2; i >= 0; i-- {
		c, next := &all[i], all[i+1]
		if next.from > c.from {
			later = next.from
		}
		c.to = min(c.to, later)
	}
	return all
}

// timestamp writes d with hours, which may pass 99.
func timestamp(d time.Duration) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, ms%1000)
}

var (
	// Escaping > as well makes "-->" harmless, which ends a cue for several programs.
	escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	// ffmpeg and go-astisub do not read &gt; in a voice's name.
	voice = strings.NewReplacer("&", "&amp;", "<", "", ">", "")
)

// payload writes a cue's text in lines, in its speaker's voice.
func payload(speaker, text string) string {
	lines := wrap(text, columns)
	for i, line := range lines {
		lines[i] = guard(escape.Replace(line))
	}
	all := strings.Join(lines, "\n")
	if name := voice.Replace(speaker); name != "" {
		return "<v " + name + ">" + all + "</v>"
	}
	return all
}

// guard keeps a line from being taken for a block of another kind, as go-astisub does.
func guard(line string) string {
	for _, word := range []string{"NOTE", "STYLE", "REGION", "Region:", "WEBVTT"} {
		if strings.HasPrefix(line, word) {
			return "<c>" + line + "</c>"
		}
	}
	return line
}
