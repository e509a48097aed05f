package ingest

import (
	"slices"
	"strings"

	"example.org/convener/captions"
)

// A hole is posts of the present run that never came, by their numbers.
type hole struct{ from, to int64 }

// maxHoles is how many holes are remembered.
const maxHoles = 16

// missing reports whether the post with number n has a place in the text.
func (s *Source) missing(n int64) bool {
	return slices.ContainsFunc(s.holes, func(h hole) bool { return h.from <= n && n <= h.to })
}

// putBack has what t does happen where its number belongs. The end of the text is as it was.
func (s *Source) putBack(t *Taken) {
	late := captions.Op{Kind: captions.OpLate, From: t.Seq}
	for _, op := range t.Ops {
		late.Text += op.Text
	}
	t.Ops, t.Bytes, t.CR = nil, s.bytes, s.cr
	t.Notes.Words = words(false, []rune(late.Text))
	if strings.TrimSpace(late.Text) != "" {
		t.Ops = []captions.Op{late}
	}
}

// note remembers the holes that t leaves, and forgets the one that it fills.
func (s *Source) note(t Taken) {
	if t.Restart {
		s.holes = nil
	}
	for _, op := range t.Ops {
		if op.Kind == captions.OpGap && op.From > 0 {
			h := hole{op.From, op.From + int64(min(op.Count, captions.Places)) - 1}
			s.holes = append(slices.Clone(s.holes[max(0, len(s.holes)-maxHoles+1):]), h)
		}
	}
	if t.Notes.Late == 0 {
		return
	}
	var left []hole
	for _, h := range s.holes {
		if t.Seq < h.from || h.to < t.Seq {
			left = append(left, h)
			continue
		}
		for _, part := range []hole{{h.from, t.Seq - 1}, {t.Seq + 1, h.to}} {
			if part.from <= part.to {
				left = append(left, part)
			}
		}
	}
	s.holes = left
}
