package meeting

import (
	"slices"
	"time"
)

// Spoken is what is known of something that was said from one time to another: on which item
// it was, whether it may be told who said it, and whether outsiders may know what was said.
// Captions lag: what was said soon after an item belongs to that, too.
func (s *State) Spoken(from, to time.Time) (item Seq, told, public bool) {
	told, public = true, true
	for _, under := range s.turnings() {
		if under.Began.After(to) || !under.Ended.IsZero() && under.Ended.Add(border).Before(from) {
			continue
		}
		told = told && s.toldAt(under.item, from) && s.toldAt(under.item, to)
		public = public && s.sees(Public, under.item)
		if !under.Began.After(from) {
			item = under.item
		}
	}
	return item, told, public
}

// itemAt is the item that was under discussion at a time, 0 for none.
func (s *State) itemAt(at time.Time) (item Seq) {
	for _, t := range s.turnings() {
		if !t.Began.After(at) {
			item = t.item
		}
	}
	return item
}

// PartAt is the part that was under discussion at a time, 0 for none.
func (s *State) PartAt(at time.Time) Seq { return s.PartOf(s.itemAt(at)) }

// Late reports whether what was said at a time in a part comes so late that it would stand among
// what was said elsewhere, or once that part is published: then it may not be kept.
func (s *State) Late(said, now time.Time) bool {
	part := s.sealedPart(s.itemAt(said))
	return part != 0 && now.Sub(said) > border && (s.shredded(part) || part != s.sealedPart(s.itemAt(now)))
}

// SaidIn reports whether what was said from one time to another belongs to a part, or was so
// near to it that it may.
func (s *State) SaidIn(part Seq, from, to time.Time) bool {
	return slices.ContainsFunc(s.turnings(), func(t turning) bool {
		return s.sealedPart(t.item) == part && to.After(t.Began.Add(-border)) && (t.Ended.IsZero() || from.Before(t.Ended.Add(border)))
	})
}

// A turning is a stretch of the meeting with one item under discussion.
type turning struct {
	item Seq
	Pause
}

// turnings are the stretches of the meeting so far, in their order.
func (s *State) turnings() (all []turning) {
	for _, n := range s.notes {
		if n.What != HappenedItem {
			continue
		}
		if last := len(all) - 1; last >= 0 {
			all[last].Ended = n.At
		}
		all = append(all, turning{n.Item, Pause{Began: n.At}})
	}
	return all
}
