package format

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"example.org/convener/captions"
)

// WriteVTT writes segs as a WebVTT file in the language lang, the cues of each segment
// at times from start. There is no byte order mark, for vtt.js rejects it.
func WriteVTT(w io.Writer, lang string, start time.Time, segs []captions.Segment) error {
	out := bufio.NewWriter(w)
	out.WriteString("WEBVTT\n\n") // the first error stays, and Flush returns it
	if lang = voice.Replace(plain(lang)); lang != "" {
		fmt.Fprintf(out, "NOTE Language: %s\n\n", lang)
	}
	for _, c := range cues(start, segs, func(s captions.Segment) string { return plain(s.Text) }) {
		fmt.Fprintf(out, "%s\n%s --> %s\n%s\n\n", c.id, timestamp(c.from, "."), timestamp(c.to, "."), payload(c.speaker, c.lines))
	}
	return out.Flush()
}

// timestamp writes d with hours, which may pass 99, and point before the milliseconds.
func timestamp(d time.Duration, point string) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, point, ms%1000)
}

var (
	// Escaping > as well makes "-->" harmless, which ends a cue for several programs.
	escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	// ffmpeg and go-astisub do not read &gt; in a voice's name.
	voice = strings.NewReplacer("&", "&amp;", "<", "", ">", "")
)

// payload writes a cue's lines in its speaker's voice.
func payload(speaker string, lines []string) string {
	guarded := make([]string, len(lines))
	for i, line := range lines {
		guarded[i] = guard(escape.Replace(line))
	}
	all := strings.Join(guarded, "\n")
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
