package meeting

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// A Carry is what a meeting of a series leaves to the next one (A11): what it has not
// finished, who waited for it, and what is still to be done. People in it are those of the
// meeting that leaves it, until somebody gives them their pseudonyms in the next.
type Carry struct {
	From    string // the meeting's id
	Items   []CarriedItem
	Actions []CarriedAction
}

// A CarriedItem is an unfinished item, or one above it.
type CarriedItem struct {
	PlannedItem
	Open  bool // its queue took hands
	Hands []CarriedHand
}

// A CarriedHand is a hand that waited, and since when.
type CarriedHand struct {
	Hand
	Raised time.Time `json:"raised"`
}

// A CarriedAction is an action that is open.
type CarriedAction struct {
	From   string `json:"from"` // the meeting that recorded it
	Number int    `json:"number"`
	Text   string `json:"text"`
	Owner  string `json:"owner,omitempty"`
	Due    string `json:"due,omitempty"`
}

// Leaves is what the meeting from, whose state is s, leaves to the next of its series. Of a
// meeting that was not open nobody is told who waited, or who is to do what.
func (s *State) Leaves(from string) Carry {
	c := Carry{From: from}
	needed := make(map[Seq]bool)
	for _, i := range s.items {
		if !s.unfinished(i) {
			continue
		}
		for up := &i; up != nil; up = at(s.items, up.Parent) {
			needed[up.ID] = true
		}
	}
	for _, i := range s.items {
		if needed[i.ID] {
			c.Items = append(c.Items, s.carried1(i))
		}
	}
	for _, a := range s.actions {
		if a.Closed || a.Retracted {
			continue
		}
		left := CarriedAction{cmp.Or(a.From, from), a.Number, a.Text, a.Owner, a.Due}
		if s.sealed {
			left.Owner = ""
		}
		c.Actions = append(c.Actions, left)
	}
	for i, l := range s.publishedLines(lineAction) {
		c.Actions = append(c.Actions, CarriedAction{From: from, Number: len(s.actions) + i + 1, Text: l.Text, Due: l.Due})
	}
	return c
}

// unfinished reports whether an item is left to the next meeting. What every meeting has of
// its own is not, unless somebody waits on it.
func (s *State) unfinished(i Item) bool {
	if i.State == ItemDeferred || len(s.parked[i.ID].Hands) > 0 {
		return true
	}
	return i.State == ItemPending && !slices.Contains([]Kind{"adoption", "aob", "break"}, i.Kind)
}

// carried1 is an item as it is left to the next meeting.
func (s *State) carried1(i Item) CarriedItem {
	out := CarriedItem{PlannedItem: s.plannedItem(i)}
	if s.sealed {
		return out
	}
	q := s.parked[i.ID]
	out.Open = q.Open
	for _, h := range q.Hands {
		h.ReplyTo, h.AddedBy = 0, House
		out.Hands = append(out.Hands, CarriedHand{Hand: h, Raised: h.Raised})
	}
	slices.SortFunc(out.Hands, func(a, b CarriedHand) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// plannedItem is an item as it can be planned again.
func (s *State) plannedItem(i Item) PlannedItem {
	p := PlannedItem{
		Title: i.Title, Kind: i.Kind, Minutes: i.Minutes, Level: s.depth(i.ID), Visibility: i.Visibility,
		Presenters: i.Presenters, Description: i.Description, Approves: i.Approves,
	}
	for _, d := range i.Links {
		p.Links = append(p.Links, d.Link)
	}
	return p
}

// Plan is a meeting like this one that has not begun: its agenda, channels, bodies and how
// it is set up, without its time.
func (s *State) Plan() CreateMeeting {
	c := CreateMeeting{
		Title: s.title, Rule: s.rule, Series: s.series, Channels: slices.Clone(s.channels), Bodies: slices.Clone(s.bodies),
		Mode: s.setup.Mode, Place: s.setup.Place,
	}
	if preset := s.preset; preset.Silence != 0 {
		c.Preset = &preset
	}
	for _, i := range s.items {
		item := s.plannedItem(i)
		item.Approves = "" // those minutes are this meeting's to approve
		c.Agenda = append(c.Agenda, item)
	}
	return c
}

// A taking is what happens as a meeting takes over what another has left, on a copy of its
// state.
type taking struct {
	*State
	events []Event
}

// taking has events happen, and then those by which the meeting takes over what the last one
// left; once.
func (s *State) taking(events []Event, c *Carry) *taking {
	t := &taking{State: s.Clone()}
	for _, e := range events {
		t.happen(e)
	}
	if c == nil || slices.Contains(s.carried, c.From) {
		return t
	}
	t.items(c)
	for _, a := range c.Actions {
		t.happen(ActionCarried(a))
	}
	t.happen(Carried{c.From})
	return t
}

// happen notes an event, and returns its number.
func (t *taking) happen(e Event) Seq {
	t.events = append(t.events, e)
	Apply(t.State, Entry{Seq: t.seq + 1, Event: e})
	return t.seq
}

// items takes over items: after what a meeting begins with. An item that is on the agenda
// already is not put there twice.
func (t *taking) items(c *Carry) {
	var above [maxDepth + 1]Seq
	after := t.opening()
	for _, i := range c.Items {
		level := min(max(i.Level, 1), maxDepth)
		id := t.sameTitle(i.Title)
		if id == 0 {
			if len(t.State.items) >= maxItems {
				return
			}
			add := ItemAdded(i.add())
			if add.Parent = above[level-1]; add.Parent == 0 || t.depth(add.Parent) >= maxDepth {
				add.Parent, add.After = 0, after
			}
			id = t.happen(add)
			if add.Parent == 0 {
				after = id
			}
		}
		above[level] = id
		t.happen(ItemCarried{Item: id, From: c.From, Open: i.Open})
		for _, h := range i.Hands {
			t.happen(HandCarried{Item: id, Raised: h.Raised, Hand: h.asked()})
		}
	}
}

// opening is the last of the items that a meeting begins with, 0 for none.
func (t *taking) opening() (last Seq) {
	for _, i := range t.State.items {
		switch {
		case i.Parent != 0:
		case i.Kind == "adoption" || i.Kind == "review":
			last = i.ID
		default:
			return last
		}
	}
	return last
}

// sameTitle is the item that has a title already, 0 for none.
func (t *taking) sameTitle(title string) Seq {
	for _, i := range t.State.items {
		if i.State == ItemPending && strings.EqualFold(i.Title, title) {
			return i.ID
		}
	}
	return 0
}

// ItemCarried records which meeting left an item to this one, and whether its queue took
// hands.
type ItemCarried struct {
	Item Seq    `json:"item"`
	From string `json:"from"`
	Open bool   `json:"open,omitempty"`
}

func (e ItemCarried) apply(s *State, _ Entry) {
	i := at(s.items, e.Item)
	if i == nil {
		return
	}
	i.Carried = e.From
	if e.Open {
		q := s.parked[e.Item]
		q.Open = true
		s.parked[e.Item] = q
	}
}

// HandCarried records a hand that waited on an item in the meeting before, since Raised:
// it waits on it again once the item is current (Q23).
type HandCarried struct {
	Item   Seq       `json:"item"`
	Raised time.Time `json:"raised"`
	Hand
}

func (e HandCarried) apply(s *State, en Entry) {
	h := e.Hand
	h.ID, h.Raised, h.Carried, h.Standing = en.Seq, e.Raised, true, Standing{}
	q := s.parked[e.Item]
	q.Hands = append(slices.Clone(q.Hands), h)
	s.parked[e.Item] = q
}

// ActionCarried records an action that is open since a meeting before; its id is the
// entry's.
type ActionCarried CarriedAction

func (e ActionCarried) apply(s *State, en Entry) {
	s.actions = append(s.actions, Action{
		Line: newLine(en, 0, e.Text, nil), Number: len(s.actions) + 1, From: e.From, Owner: e.Owner, Due: e.Due,
	})
}

// Carried records that all was taken over that a meeting left.
type Carried struct {
	From string `json:"from"`
}

func (e Carried) apply(s *State, _ Entry) { s.carried = append(s.carried, e.From) }
