package meeting

import "slices"

// MoveItem moves an item with those below it (A4): below another item or to the top level,
// and there after a sibling, to the first place or to the last. Of moves that are asked for
// at once each is judged by what the one before it left.
type MoveItem struct {
	Item   Seq  `json:"item"`
	Parent *Seq `json:"parent,omitempty"` // 0 for the top level; absent: as it is
	After  *Seq `json:"after,omitempty"`  // 0 for the first place; absent: the last
}

func (c MoveItem) decide(s *State, _ Asked) ([]Event, error) {
	item := at(s.items, c.Item)
	if item == nil {
		return nil, ErrUnknown
	}
	e := ItemMoved{Item: c.Item, Parent: item.Parent}
	if set(&e.Parent, c.Parent); e.Parent != 0 {
		parent := at(s.items, e.Parent)
		switch {
		case parent == nil:
			return nil, ErrUnknown
		case e.Parent == c.Item || s.under(*parent, c.Item):
			return nil, refuse("An item cannot be moved below itself.")
		case s.depth(e.Parent)+s.height(c.Item) > maxDepth:
			return nil, ErrTooDeep
		}
	}
	if c.After == nil {
		e.After = s.lastBelow(e.Parent, c.Item)
	} else if e.After = *c.After; e.After != 0 {
		sibling := at(s.items, e.After)
		if sibling == nil || sibling.Parent != e.Parent || e.After == c.Item {
			return nil, ErrMovedAway
		}
	}
	if e.Parent == item.Parent && e.After == s.before(c.Item) {
		return unchanged(s.seq)
	}
	return []Event{e}, nil
}

// lastBelow is the last child of parent but for one, 0 for none.
func (s *State) lastBelow(parent, but Seq) (last Seq) {
	for _, i := range s.items {
		if i.Parent == parent && i.ID != but {
			last = i.ID
		}
	}
	return last
}

// before is the sibling before an item, 0 for none.
func (s *State) before(item Seq) (before Seq) {
	parent := at(s.items, item).Parent
	for _, i := range s.items {
		switch {
		case i.ID == item:
			return before
		case i.Parent == parent:
			before = i.ID
		}
	}
	return before
}

// height is how many levels an item and those below it take.
func (s *State) height(item Seq) int {
	from, to := s.branch(item)
	deepest := 0
	for _, i := range s.items[from:to] {
		deepest = max(deepest, s.depth(i.ID))
	}
	return deepest - s.depth(item) + 1
}

// ItemMoved records where an item stands, with those below it.
type ItemMoved struct {
	Item   Seq `json:"item"`
	Parent Seq `json:"parent"`
	After  Seq `json:"after"` // the sibling before it, 0 for none
}

func (e ItemMoved) apply(s *State, en Entry) {
	item := at(s.items, e.Item)
	if item == nil {
		return
	}
	s.amend(item)
	s.relocate(e.Item, e.Parent, e.After, en)
}

// relocate puts an item, with those below it, after a sibling, or first.
func (s *State) relocate(item, parent, after Seq, en Entry) {
	seen, rule, part, said := s.seenBy(item), s.ruleOf(item), s.partOf(item), s.saidUnder(item)
	from, to := s.branch(item)
	moved := slices.Clone(s.items[from:to])
	s.items = slices.Delete(s.items, from, to)
	moved[0].Parent = parent
	s.items = slices.Insert(s.items, s.place(parent, after, after == 0), moved...)
	i, now := at(s.items, item), s.ruleOf(item)
	switch {
	case now.looser(rule):
		i.Rule = rule // what was said on it under the item above stays under that rule
	case said && s.partOf(item) != part:
		i.Rule = now // and in a part of its own: who lets something be told of another part does not of this
	}
	if rule.looser(now) {
		s.ruled(i.discussed())
	}
	if s.seenBy(item) != seen {
		s.anew = en.Seq // other people may see it, those below it, and what was said of them
	}
}

// seenBy is which audience an item is seen by, of those to which all belong that see more.
func (s *State) seenBy(item Seq) Audience {
	a := Public
	for a < StaffRoom && !s.sees(a, item) {
		a++
	}
	return a
}
