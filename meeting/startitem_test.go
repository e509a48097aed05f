package meeting

import (
	"fmt"
	"testing"
)

func TestLeavingItems(t *testing.T) { // A7
	open := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}})
	speaks := play(t, open, ask{chair, CallNext{Head: last(open)}}, ask{bob, RaiseHand{Class: Topic}})
	turn := last(speaks) - 1
	away := play(t, open, ask{chair, LeaveItem{Item: itemA, Then: ThenPark}})
	judged(t, []rule{
		{
			"done, with what came of it, and on to the next", open, chair,
			LeaveItem{itemA, ThenConclude, " Agreed. ", itemB},
			[]Event{NoteAdded{Text: "Agreed.", Item: itemA, Kind: NoteConclusion}, ItemLeft{itemA, ThenConclude}, ItemStarted{itemB}},
			nil,
		},
		{"who speaks has spoken", speaks, deputy, LeaveItem{Item: itemA, Then: ThenCarry}, []Event{TurnEnded{Turn: turn}, ItemLeft{itemA, ThenCarry}}, nil},
		{"not what another chair has left", away, deputy, LeaveItem{Item: itemA, Then: ThenPark}, nil, ErrStale},
		{"not nothing", away, chair, LeaveItem{Then: ThenPark}, nil, ErrUnknown},
		{"not to itself", open, chair, LeaveItem{Item: itemA, Then: ThenPark, Next: itemA}, nil, ErrUnknown},
		{"not to what is not there", open, chair, LeaveItem{Item: itemA, Then: ThenPark, Next: 99}, nil, ErrUnknown},
		{"not anyhow", open, chair, LeaveItem{Item: itemA, Then: "sleep"}, nil, malformed},
		{"not before the start", planned(t), chair, LeaveItem{Item: itemA, Then: ThenPark}, nil, ErrNotOpen},
	})
	left := func(then string) []Entry { return play(t, open, ask{chair, LeaveItem{itemA, then, "", itemB}}) }
	back := func(then string) []Entry { return play(t, left(then), ask{chair, StartItem{itemA, itemB}}) }
	state := func(s *State) string { return fmt.Sprint(at(s.items, itemA).State, ": ", outline(s)) }
	becomes(t, []outcome{
		{"concluded is done", left(ThenConclude), state, "done: 1 A, 2 B"},
		{"and nobody waits any more", back(ThenConclude), waiting, "closed"},
		{"parked is for later", left(ThenPark), state, "pending: 1 A, 2 B"},
		{"and its queue comes back (Q23)", back(ThenPark), waiting, "ann/topic"},
		{"deferred goes to the end", left(ThenDefer), state, "pending: 1 B, 2 A"},
		{"with its queue", back(ThenDefer), waiting, "ann/topic"},
		{"carried over is for the next meeting", left(ThenCarry), state, "deferred: 1 A, 2 B"},
		{"what people wait for at the end too", play(t, open, ask{chair, EndMeeting{}}), state, "deferred: 1 A, 2 B"},
		{"what nobody waits for is done", play(t, underWay(t), ask{chair, EndMeeting{}}), state, "done: 1 A, 2 B"},
	})
}

func TestTimeAhead(t *testing.T) { // A6
	below := play(t, planned(t), ask{chair, AddItem{Title: "B1", Kind: "discussion", Minutes: 15, Parent: itemB}})
	more := play(t, below, ask{chair, AddItem{Title: "B2", Kind: "discussion", Minutes: 15, Parent: itemB, Visibility: VisibleChair}})
	ahead := func(a Audience) func(*State) string {
		return func(s *State) string { return s.ahead(a).String() }
	}
	becomes(t, []outcome{
		{"all of it before the start", planned(t), ahead(Public), "30m0s"},
		{"without what runs", underWay(t), ahead(Public), "20m0s"},
		{"an item's minutes hold those below it", below, ahead(Public), "30m0s"},
		{"unless these take more", more, ahead(StaffRoom), "40m0s"},
		{"what is hidden takes no time (A3)", more, ahead(Room), "30m0s"},
		{"what was left to the next meeting neither", play(t, underWay(t), ask{chair, LeaveItem{Item: itemA, Then: ThenCarry}}), ahead(Public), "20m0s"},
	})
}
