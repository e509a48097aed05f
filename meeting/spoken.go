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

// PartAt tells which part was under discussion at a time, 0 for none, also when the state has
// changed.
func (s *State) PartAt() func(at time.Time) Seq {
	turns := s.turnings()
	for i := range turns {
		turns[i].item = s.PartOf(turns[i].item)
	}
	return func(at time.Time) Seq { return itemAt(turns, at) }
}

// itemAt is the item of the last of turnings that began by a time, 0 for none.
func itemAt(turns []turning, at time.Time) (item Seq) {
	for _, t := range turns {
		if !t.Began.After(at) {
			item = t.item
		}
	}
	return item
}

// strays reports whether what was said at a time in a part comes so late that it would stand among
// what was said elsewhere, or once that part is published.
func (s *State) strays(said, now time.Time) bool {
	if now.Sub(said) <= border {
		return false
	}
	turns := s.turnings()
	part := s.sealedPart(itemAt(turns, said))
	return part != 0 && (s.shredded(part) || part != s.sealedPart(itemAt(turns, now)))
}

// SaidIn tells whether what was said from one time to another belongs to a part, or was so near to
// it that it may, also when the state has changed.
func (s *State) SaidIn(part Seq) func(from, to time.Time) bool {
	turns := slices.DeleteFunc(s.turnings(), func(t turning) bool { return s.sealedPart(t.item) != part })
	return func(from, to time.Time) bool {
		return slices.ContainsFunc(turns, func(t turning) bool {
			return to.After(t.Began.Add(-border)) && (t.Ended.IsZero() || from.Before(t.Ended.Add(border)))
		})
	}
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
