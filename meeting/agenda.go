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
	ItemPending ItemState = "pending"
	ItemCurrent ItemState = "current"
	ItemDone    ItemState = "done"
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
	Began      time.Time     // when it was last made current; zero if never
	Spent      time.Duration // in the stretches that have ended

	Presenters  []string
	Description string // Markdown
	Links       []Link
	Changed     Seq // the last entry that edited it, 0 for none
}

func (i Item) id() Seq { return i.ID }

const (
	maxDepth   = 3   // levels of items (A1)
	maxMinutes = 600 // of one item
)

// AddItem puts an item on the agenda: after a sibling, or last among its siblings.
type AddItem struct {
	Title      string     `json:"title"`
	Kind       Kind       `json:"kind"`
	Minutes    int        `json:"minutes"`
	Parent     Seq        `json:"parent,omitempty"`
	After      Seq        `json:"after,omitempty"`
	Visibility Visibility `json:"visibility,omitempty"`
}

func (c AddItem) decide(s *State, _ Asked) ([]Event, error) {
	title, err := cleanTitle(c.Title)
	if err != nil {
		return nil, err
	}
	c.Title = title
	if c.Visibility == "" {
		c.Visibility = VisiblePublic
	}
	if err := (Item{Kind: c.Kind, Minutes: c.Minutes, Visibility: c.Visibility}).check(); err != nil {
		return nil, err
	}
	switch {
	case len(s.items) >= maxItems:
		return nil, refuse("The agenda has too many items.")
	case c.Parent != 0 && at(s.items, c.Parent) == nil:
		return nil, ErrUnknown
	case c.Parent != 0 && s.depth(c.Parent) >= maxDepth:
		return nil, refuse("Items nest three levels deep at most.")
	}
	if c.After != 0 {
		sibling := at(s.items, c.After)
		if sibling == nil || sibling.Parent != c.Parent {
			return nil, ErrUnknown
		}
	}
	return []Event{ItemAdded(c)}, nil
}

// ItemAdded records an item of the agenda; the item's id is the entry's.
type ItemAdded AddItem

func (e ItemAdded) apply(s *State, en Entry) {
	item := Item{
		ID: en.Seq, Title: e.Title, Kind: e.Kind, Minutes: e.Minutes, Parent: e.Parent,
		State: ItemPending, Visibility: e.Visibility,
	}
	s.items = slices.Insert(s.items, s.place(e.Parent, e.After), item)
}

// place is where in the agenda a child of parent goes that follows after, or that is the
// last child if after is 0.
func (s *State) place(parent, after Seq) int {
	before := after
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

// StartItem makes an item current. After is the item that the asker saw current: of two
// chairs who press together one moves the meeting, not both.
type StartItem struct {
	Item  Seq `json:"item"`
	After Seq `json:"after"`
}

// settle is how long only who has moved the meeting to an item may move it on: another
// chair who presses meanwhile wanted the same move, not a second one (A8).
const settle = 5 * time.Second

func (c StartItem) decide(s *State, a Asked) ([]Event, error) {
	item, now := at(s.items, c.Item), at(s.items, s.current)
	switch {
	case s.stage == Planned:
		return nil, ErrNotOpen
	case s.stage == Ended:
		return nil, ErrEnded
	case c.After != s.current:
		return nil, ErrStale
	case item == nil:
		return nil, ErrUnknown
	case c.Item == s.current:
		return unchanged(s.current)
	case now != nil && s.startedBy != a.By && a.At.Before(now.Began.Add(settle)):
		return nil, ErrJustMoved
	}
	return append(s.freeFloor(), s.startItem(c.Item)...), nil
}

// startItem are the events by which an item comes under discussion. Where queues open with
// their items, its queue opens, unless it was left with people waiting: then it comes back
// as it was.
func (s *State) startItem(item Seq) []Event {
	if _, parked := s.parked[item]; parked || !s.settings.Opens {
		return []Event{ItemStarted{Item: item}}
	}
	return []Event{ItemStarted{Item: item}, QueueOpened{}}
}

// ItemStarted records that an item is under discussion, and that the one before is done.
type ItemStarted struct {
	Item Seq `json:"item"`
}

func (e ItemStarted) apply(s *State, en Entry) {
	s.leaveItem(en.At)
	s.current, s.startedBy = e.Item, en.By
	item := at(s.items, e.Item)
	item.State, item.Began = ItemCurrent, en.At
	s.enterQueue(e.Item)
}

// leaveItem ends the current item, if there is one. Its queue is parked.
func (s *State) leaveItem(now time.Time) {
	s.done = action{} // no undo leads back into an item that was left
	item := at(s.items, s.current)
	if item == nil {
		return
	}
	item.State = ItemDone
	item.Spent += now.Sub(item.Began)
	s.parkQueue()
	s.current = 0
}
