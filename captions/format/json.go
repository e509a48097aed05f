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
	End time.Time      `json:"end"`
	Was []captions.Was `json:"was,omitempty"` // what it said before it was corrected, oldest first
}

// WriteJSON writes segs as the captions.json of a meeting's channel, with what each said
// before it was corrected.
func WriteJSON(w io.Writer, meeting, lang string, segs []captions.Segment, was func(id uint64) []captions.Was) error {
	all := make([]timed, len(segs))
	for i, s := range segs {
		all[i] = timed{s, s.End, was(s.ID)}
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
