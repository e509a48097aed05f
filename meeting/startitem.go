package meeting

import (
	"slices"
	"time"
)

// StartItem makes an item current. After is the item that the asker saw current: of two
// chairs who press together one moves the meeting, not both. Who waits on the item that is
// left stays in its queue, which comes back with it (Q23); [LeaveItem] says more of it.
type StartItem struct {
	Item  Seq `json:"item"`
	After Seq `json:"after"`
}

// settle is how long only who has moved the meeting to an item may move it on: another
// chair who presses meanwhile wanted the same move, not a second one (A8).
const settle = 5 * time.Second

func (c StartItem) decide(s *State, a Asked) ([]Event, error) {
	switch err := s.movesOn(c.After, a); {
	case err != nil:
		return nil, err
	case at(s.items, c.Item) == nil:
		return nil, ErrUnknown
	case c.Item == s.current:
		return unchanged(s.current)
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

// movesOn reports whether the meeting may move on now, for somebody who saw it at an item.
func (s *State) movesOn(from Seq, a Asked) error {
	now := at(s.items, s.current)
	switch {
	case s.stage == Planned:
		return ErrNotOpen
	case s.stage == Ended:
		return ErrEnded
	case from != s.current:
		return ErrStale
	case now != nil && s.startedBy != a.By && a.At.Before(now.Began.Add(settle)):
		return ErrJustMoved
	}
	return nil
}

// ItemStarted records that an item is under discussion, and that the one before is done.
type ItemStarted struct {
	Item Seq `json:"item"`
}

func (e ItemStarted) apply(s *State, en Entry) {
	s.leaveItem(en.At, ItemDone)
	s.current, s.startedBy = e.Item, en.By
	item := at(s.items, e.Item)
	item.State, item.Began = ItemCurrent, en.At
	s.enterQueue(e.Item)
}

// leaveItem ends the current item, if there is one. Its queue is parked.
func (s *State) leaveItem(now time.Time, left ItemState) {
	s.done = action{} // no undo leads back into an item that was left
	item := at(s.items, s.current)
	if item == nil {
		return
	}
	item.State = left
	item.Spent += now.Sub(item.Began)
	s.parkQueue()
	s.current = 0
}

// What becomes of an item that the meeting leaves, and of who waits on it (A7).
const (
	ThenConclude = "conclude"   // it is done, and nobody waits on it any more
	ThenApprove  = "approve"    // the same, and the minutes that it is about are approved (M9)
	ThenPark     = "park"       // it stays where it is, for later
	ThenDefer    = "defer"      // it goes to the end of the agenda
	ThenCarry    = "carry_over" // it goes to the next meeting
)

// LeaveItem leaves the current item and says what becomes of it and of its queue, with the
// conclusion for the minutes; the meeting may go on to another item at once.
type LeaveItem struct {
	Item       Seq    `json:"item"`
	Then       string `json:"then"` // conclude, approve, park, defer or carry_over
	Conclusion string `json:"conclusion,omitempty"`
	Next       Seq    `json:"next,omitempty"` // the item that is started
}

func (c LeaveItem) decide(s *State, a Asked) ([]Event, error) {
	switch err := s.movesOn(c.Item, a); {
	case err != nil:
		return nil, err
	case c.Item == 0, c.Next == c.Item, c.Next != 0 && at(s.items, c.Next) == nil:
		return nil, ErrUnknown
	case !slices.Contains([]string{ThenConclude, ThenApprove, ThenPark, ThenDefer, ThenCarry}, c.Then):
		return nil, refuse("Then is one of conclude, approve, park, defer, carry_over.")
	case c.Then == ThenApprove && at(s.items, c.Item).Approves == "":
		return nil, refuse("This item is not about the minutes of a meeting.")
	}
	text, err := cleanOptional(c.Conclusion, maxText)
	if err != nil {
		return nil, err
	}
	events := s.freeFloor()
	if text != "" {
		events = append(events, NoteAdded{Text: text, Item: c.Item, Kind: NoteConclusion})
	}
	events = append(events, ItemLeft{Item: c.Item, Then: c.Then})
	if c.Next != 0 {
		events = append(events, s.startItem(c.Next)...)
	}
	return events, nil
}

// Approvals are the meetings whose minutes this one has approved.
func (s *State) Approvals() (of []string) {
	for _, n := range s.notes {
		if i := at(s.items, n.Item); n.What == HappenedApproved && !n.Retracted && i != nil {
			of = append(of, i.Approves)
		}
	}
	return of
}

// ItemLeft records that the current item was left, and what became of it.
type ItemLeft struct {
	Item Seq    `json:"item"`
	Then string `json:"then"`
}

func (e ItemLeft) apply(s *State, en Entry) {
	left := map[string]ItemState{ThenConclude: ItemDone, ThenApprove: ItemDone, ThenCarry: ItemDeferred}[e.Then]
	if left == "" {
		left = ItemPending
	}
	s.leaveItem(en.At, left)
	s.startedBy = en.By
	switch e.Then {
	case ThenConclude, ThenApprove:
		delete(s.parked, e.Item)
	case ThenDefer:
		s.relocate(e.Item, 0, s.lastBelow(0, e.Item), en)
	}
}
