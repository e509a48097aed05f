package channel

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// A fix is when a segment was last corrected that readers had had the time to read.
type fix struct {
	id uint64
	at time.Time
}

// fix notes the corrections of what was not published yet. A list that was read is not
// changed.
func (l *line) fix(t *text) {
	had := *l.fixes.Load()
	var fresh []fix
	for id := range t.touched {
		if seg, ok := t.track.Segment(id); ok && !seg.Fixed.IsZero() {
			fresh = append(fresh, fix{id, seg.Fixed})
		}
	}
	if len(fresh) == 0 {
		return
	}
	had = slices.DeleteFunc(slices.Clone(had), func(f fix) bool {
		return slices.ContainsFunc(fresh, func(n fix) bool { return n.id == f.id })
	})
	had = append(had, fresh...)
	slices.SortFunc(had, func(a, b fix) int { return cmp.Compare(a.id, b.id) })
	l.fixes.Store(&had)
}

// Fixed is when one of the segments from first to last was corrected last, of a channel's
// record that is open on this node; zero if none was, or it is not open.
func (cs *Channels) Fixed(meeting uuid.UUID, lang string, first, last uint64) (at time.Time) {
	for _, c := range cs.shelf.Open() {
		if c.id != (ID{meeting, lang}) {
			continue
		}
		for _, f := range *c.line(Record).fixes.Load() {
			if first <= f.id && f.id <= last && f.at.After(at) {
				at = f.at
			}
		}
	}
	return at
}
