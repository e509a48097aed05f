package meeting

import "time"

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
