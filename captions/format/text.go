package format

import (
	"bufio"
	"io"

	"example.org/convener/captions"
)

// WriteText writes segs as plain text in UTF-8: a paragraph a line, with its speaker where
// the captioner named one, and no times. A change to somebody unknown is ">>".
func WriteText(w io.Writer, segs []captions.Segment) error {
	out := bufio.NewWriter(w)
	for _, b := range captions.Paragraphs(segs) {
		line := plain(b.Text)
		switch {
		case b.Label == ">>":
			line = ">> " + line
		case b.Label != "":
			line = plain(b.Label) + ": " + line
		}
		if line = plain(line); line != "" {
			out.WriteString(line + "\n") // the first error stays, and Flush returns it
		}
	}
	return out.Flush()
}
