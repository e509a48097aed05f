package captions

import (
	"slices"
	"time"
)

// A Whole is a segment with all that is known of it, for when what it was written with is kept
// no more.
type Whole struct {
	Segment
	End   time.Time `json:"end"`
	Break Break     `json:"break"`
	Turn  bool      `json:"turn,omitempty"`
	Was   []Was     `json:"was,omitempty"` // what it said before it was corrected
}

// IDs is how many segments there have been: the next one is called one more.
func (t *Track) IDs() uint64 { return t.ids }

// Wholes are the final segments in the order of the text.
func (t *Track) Wholes() []Whole {
	var all []Whole
	for _, s := range t.Segments() {
		if s.Final {
			all = append(all, Whole{s, s.End, s.Break, s.Turn, slices.Clone(t.History(s.ID))})
		}
	}
	return all
}

// Restore is the track of segments that are in the order of their text, of a track that had ids of
// them. They have the numbers that they had, can be corrected, and nothing erases them; what is
// written goes on after them.
func Restore(all []Whole, ids uint64) *Track {
	t := &Track{pieces: []piece{{sealed: true, forced: Line}}, ids: ids}
	for _, w := range all {
		p := piece{
			raw: append([]rune(w.Text), ' '), opening: opening{spk: w.Turn, speaker: w.Speaker}, inherit: w.Speaker, sealed: true, forced: w.Break,
			at: w.At, end: w.End, done: w.End, fixed: w.Fixed, was: w.Was, seg: w.Segment,
		}
		if w.Gap {
			p.opening.missing = 1
		}
		p.seg.End, p.seg.Break, p.seg.Turn = w.End, w.Break, w.Turn
		t.pieces = append(t.pieces, p)
		t.ids, t.size = max(t.ids, w.ID), t.size+len(p.raw)
		if w.End.After(t.now) {
			t.now = w.End
		}
	}
	t.furthest, t.cleared = t.size, t.size
	return t
}
