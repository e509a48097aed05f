package format

import (
	"encoding/json"
	"io"
	"time"

	"example.org/convener/captions"
)

// timed is a segment as files have it.
type timed struct {
	captions.Segment
	End time.Time `json:"end"`
}

// WriteJSON writes segs as the captions.json of a meeting's channel.
func WriteJSON(w io.Writer, meeting, lang string, segs []captions.Segment) error {
	all := make([]timed, len(segs))
	for i, s := range segs {
		all[i] = timed{s, s.End}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(struct {
		Version  int     `json:"version"`
		Meeting  string  `json:"meeting"`
		Lang     string  `json:"lang"`
		Segments []timed `json:"segments"`
	}{1, meeting, lang, all})
}
