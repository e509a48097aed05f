package meeting

import (
	"slices"
	"strconv"
	"time"
)

// A Kind is what an item is for (A1).
type Kind string

// An ItemState is how far an item has come.
type ItemState string

// The states of an item.
const (
	ItemProposed ItemState = "proposed" // by somebody in the meeting, and not accepted yet (A9)
	ItemPending  ItemState = "pending"
	ItemCurrent  ItemState = "current"
	ItemDone     ItemState = "done"
	ItemDeferred ItemState = "deferred" // left to the next meeting (A7)
)

// A Visibility is who may know of an item (A2).
type Visibility string

// The visibilities of an item, from all to few.
const (
	VisiblePublic  Visibility = "public"
	VisiblePresent Visibility = "present" // the people in the meeting
	VisibleChair   Visibility = "chair"   // the people who run it
)

var (
	kindsOfItem  = []Kind{"adoption", "information", "discussion", "decision", "statement", "review", "aob", "break"}
	visibilities = []Visibility{VisiblePublic, VisiblePresent, VisibleChair}
)

// Kinds are the kinds of items.
func Kinds() []Kind { return slices.Clone(kindsOfItem) }

// An Item is a point of the agenda.
type Item struct {
	ID         Seq
	Title      string
	Kind       Kind
	Minutes    int // planned
	Parent     Seq
	State      ItemState
	Visibility Visibility
	Rule       Rule          // empty: that of the item above it, or the meeting's
	Began      time.Time     // when it was last made current; zero if never
	Spent      time.Duration // in the stretches that have ended

	Presenters  []string
	Description string // Markdown
	Links       []Document
	Changed     Seq // the last entry that changed what it says beyond its title, 0 for none

	Amended  Amendment
	Carried  string // the meeting that left it to this one; empty for none (A11)
	Approves string // the meeting whose minutes it is about; empty for none (M9)
	By       Person // who proposed it; of a proposal only
}

func (i Item) id() Seq { return i.ID }

// A Document is a link of an item, and when it was posted.
type Document struct {
	Link
	Posted time.Time
}

// An Amendment is what became of an item after the agenda was adopted (A10).
type Amendment string

// The amendments; empty for none.
const (
	AmendedAdded   Amendment = "added"
	AmendedChanged Amendment = "changed"
)

// amend notes that an item is another than the one that was adopted.
func (s *State) amend(i *Item) {
	if !s.adopted.IsZero() && i.Amended == "" {
		i.Amended = AmendedChanged
	}
}

const (
	maxDepth   = 3   // levels of items (A1)
	maxMinutes = 600 // of one item
)

// place is where in the agenda a child of parent goes that follows after, or is the first
// child, or else the last.
func (s *State) place(parent, after Seq, first bool) int {
	before := after
	if first {
		return slices.IndexFunc(s.items, func(i Item) bool { return i.ID == parent }) + 1
	}
	if before == 0 {
		before = parent
	}
	if before == 0 {
		return len(s.items)
	}
	_, end := s.branch(before)
	return end
}

// under reports whether i is somewhere below ancestor.
func (s *State) under(i Item, ancestor Seq) bool {
	for i.Parent != 0 {
		if i.Parent == ancestor {
			return true
		}
		i = *at(s.items, i.Parent)
	}
	return false
}

// depth is the level of an item, 1 for those without a parent.
func (s *State) depth(item Seq) int {
	n := 0
	for item != 0 {
		n++
		item = at(s.items, item).Parent
	}
	return n
}

// numbers are the items' numbers, such as 2.1, in the order of items. Items that are not
// in the list do not count.
func numbers(items []Item) []string {
	out := make([]string, len(items))
	of, count := make(map[Seq]string), make(map[Seq]int)
	for i, item := range items {
		count[item.Parent]++
		out[i] = of[item.Parent] + strconv.Itoa(count[item.Parent])
		of[item.ID] = out[i] + "."
	}
	return out
}

// branch is where an item and those below it stand in the agenda: from, and up to to.
func (s *State) branch(item Seq) (from, to int) {
	from = slices.IndexFunc(s.items, func(i Item) bool { return i.ID == item })
	to = from + 1
	for to < len(s.items) && s.under(s.items[to], item) {
		to++
	}
	return from, to
}

// narrower is the visibility that fewer people have.
func narrower(a, b Visibility) Visibility {
	return visibilities[max(slices.Index(visibilities, a), slices.Index(visibilities, b))]
}
