package meeting

import (
	"fmt"
	"testing"
)

// whole tells all that an undo brings back: who waits, who speaks, and the clock.
func whole(s *State) string {
	return fmt.Sprintf("%s | %s | %s | %d spoken, %d receipts", waiting(s), heldBy(s), clock(s), len(s.spoken), len(s.receipts))
}

// Q12: every action on the queue can be taken back, and then all is as it was.
func TestUndoingEveryAction(t *testing.T) {
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic, Written: true, Note: "We agree."}},
		ask{cleo, RaiseHand{Class: Topic}}, ask{manager, AddHand{Class: Topic, Guest: guest}}, ask{ann, RaiseHand{Class: Clarify}})
	a, b, c, g, q := last(up)-4, last(up)-3, last(up)-2, last(up)-1, last(up)
	speaks := play(t, up, ask{chair, CallHand{a, 0}})
	turn := last(speaks)
	paused := play(t, speaks, ask{chair, PauseTurn{Turn: turn}})
	asked := play(t, speaks, ask{chair, CallNext{turn, q}})
	read := play(t, up, ask{chair, CallHand{b, 0}}, ask{chair, MarkRead{last(up) + 1, 1}})
	free := play(t, speaks, ask{ann, EndTurn{Turn: turn}})
	closing := play(t, up, ask{chair, CloseQueue{After: 2}})
	for _, test := range []struct {
		name  string
		given []Entry
		cmd   Command
	}{
		{"a hand moved", up, MoveHand{c, a}},
		{"a hand moved into another class", up, MoveHand{c, q}},
		{"hands merged", up, MergeHands{g, c}},
		{"a hand added", up, AddHand{Class: Reply, Guest: guest + "2"}},
		{"a hand added that closed the queue", play(t, closing, ask{root, RaiseHand{Class: Topic}}), AddHand{Class: Reply, Guest: guest + "2"}},
		{"a hand lowered", up, LowerHand{Hand: a}},
		{"a statement lowered", up, LowerHand{Hand: b, Reason: "no time"}},
		{"the next one called", up, CallNext{0, q}},
		{"the next one called, who ends a turn", free, CallNext{0, q}},
		{"a question called in a speech", speaks, CallNext{turn, q}},
		{"a hand called that ends a speech and a question", asked, CallHand{c, turn + 1}},
		{"a hand called out of turn", speaks, CallHand{c, turn}},
		{"a turn ended", speaks, EndTurn{Turn: turn}},
		{"a question ended", asked, EndTurn{Turn: turn + 1}},
		{"a statement ended", read, EndTurn{Turn: b + 4}},
		{"a statement left unread", read, EndTurn{b + 4, "no time"}},
		{"a statement ended by the next", read, CallHand{c, b + 4}},
		{"a turn put back", speaks, PutBack{turn}},
		{"a turn put back that had ended", free, PutBack{turn}},
		{"a statement put back that was read", play(t, read, ask{chair, EndTurn{Turn: b + 4}}), PutBack{b + 4}},
		{"a turn passed over", lines(t, speaks, 120), PassOver{turn}},
		{"a question passed over", lines(t, asked, 120), PassOver{turn + 1}},
		{"a clock stopped", speaks, PauseTurn{Turn: turn}},
		{"a clock started", paused, ResumeTurn{turn}},
		{"a turn extended", speaks, ExtendTurn{turn, 60}},
		{"the queue opened", play(t, up, ask{chair, CloseQueue{Last: c}}), OpenQueue{}},
		{"the queue kept open", closing, OpenQueue{}},
		{"the queue closed", up, CloseQueue{}},
		{"the queue closed in a while", closing, CloseQueue{In: 60}},
		{"the queue closed after some", up, CloseQueue{After: 1}},
		{"the last word given", closing, CloseQueue{Last: a}},
		{"the order changed", up, SetPolicy{Policy: Draw, Limits: map[Class]int{Topic: 30}}},
	} {
		t.Run(test.name, func(t *testing.T) { undone(t, test.given, test.cmd) })
	}
}

// undone has the chair do something and take it back.
func undone(t *testing.T, given []Entry, cmd Command) {
	t.Helper()
	before := replay(given)
	did := play(t, given, ask{chair, cmd})
	after := replay(play(t, did, ask{chair, Undo{last(did)}}))
	if fmt.Sprint(before) == fmt.Sprint(replay(did)) {
		t.Fatal("nothing was done")
	}
	after.turn.Pauses = slicesTo(after.turn.Pauses, len(before.turn.Pauses)) // the clock stood meanwhile
	if got, want := whole(after), whole(before); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, what := range []func(*State) any{
		func(s *State) any { return s.queue }, func(s *State) any { return s.turn }, func(s *State) any { return s.held },
		func(s *State) any { return s.policies }, func(s *State) any { return s.limits },
		func(s *State) any { return s.heard }, func(s *State) any { return s.spoke }, func(s *State) any { return s.receipts },
	} {
		if got, want := fmt.Sprintf("%+v", what(after)), fmt.Sprintf("%+v", what(before)); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	for _, n := range after.notes[len(before.notes):] {
		if !n.Retracted {
			t.Errorf("the minutes still say %q", n.Text)
		}
	}
}

// slicesTo is the first n of s, or all.
func slicesTo(s []Pause, n int) []Pause { return s[:min(n, len(s))] }

func TestUndo(t *testing.T) { // Q12
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}}, ask{cleo, RaiseHand{Class: Topic}})
	a, b, c := last(up)-2, last(up)-1, last(up)
	moved := play(t, up, ask{chair, MoveHand{c, a}})
	called := play(t, up, ask{chair, CallNext{0, a}})
	turn := last(called)
	next := play(t, called, ask{chair, CallNext{turn, b}})
	undo := func(log []Entry) Undo { return Undo{last(log)} }
	gone := play(t, called, ask{chair, RemovePerson{ann}})
	judged(t, []rule{
		{"ten seconds", lines(t, moved, 9), deputy, undo(moved), []Event{Undone{last(moved)}}, nil},
		{"and no longer", lines(t, moved, 10), deputy, undo(moved), nil, ErrTooLate},
		{"by those who run the queue", moved, cleo, undo(moved), nil, ErrNotAllowed},
		{"the last action only", play(t, moved, ask{deputy, MoveHand{b, c}}), chair, undo(moved), nil, ErrDoneSince},
		{"once", play(t, moved, ask{chair, undo(moved)}), chair, undo(moved), nil, ErrDoneSince},
		{"nothing", up, chair, Undo{}, nil, ErrDoneSince},
		{"not what people do to their own hands", up, chair, undo(up), nil, ErrDoneSince},
		{"not a call when the speaker has ended the turn", play(t, called, ask{ann, EndTurn{Turn: turn}}), chair, undo(called), nil, ErrDoneSince},
		{"not on another item", play(t, moved, ask{chair, StartItem{itemB, itemA}}), chair, undo(moved), nil, ErrDoneSince},
		{"not what a new item ended", play(t, called, ask{chair, StartItem{itemB, itemA}}), chair, Undo{turn + 1}, nil, ErrDoneSince},
		{"not after the end", play(t, called, ask{chair, EndMeeting{}}), chair, Undo{turn + 1}, nil, ErrDoneSince},
		{"nobody removed has the floor again", gone, chair, Undo{turn + 1}, nil, ErrDoneSince},
		{"nor when another was called before", play(t, next, ask{chair, RemovePerson{ann}}), chair, undo(next), nil, ErrDoneSince},
	})
	kind := func(a Audience) func(*State) string {
		return func(s *State) string {
			q, _ := Show(s, a, 0)["queue"].(QueueValue)
			return fmt.Sprintf("%+v", q.Undo)
		}
	}
	becomes(t, []outcome{
		{"those who run the meeting see what can be undone", moved, func(s *State) string {
			q, _ := Show(s, StaffRoom, 0)["queue"].(QueueValue)
			return fmt.Sprint(q.Undo.Seq-last(up), " ", q.Undo.Kind)
		}, "1 hand_moved"},
		{"the others do not", moved, kind(Room), "<nil>"},
		{"nor is it there once it is undone", play(t, moved, ask{chair, undo(moved)}), kind(StaffRoom), "<nil>"},
		{"nor when it would give the floor to somebody removed", gone, kind(StaffRoom), "<nil>"},
	})
}

// Q12: what others have done since stays done.
func TestUndoLeavesWhatOthersDid(t *testing.T) {
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic, Written: true, Note: "We agree."}}, ask{bob, RaiseHand{Class: Topic}},
		ask{cleo, RaiseHand{Class: Topic}}, ask{manager, AddHand{Class: Topic, Guest: guest}})
	a, b, c, g := last(up)-3, last(up)-2, last(up)-1, last(up)
	seq := last(up) + 1 // of the action
	after := func(given []Entry, cmd Command, asks ...ask) []Entry {
		did := play(t, given, ask{chair, cmd})
		return play(t, did, append(asks, ask{chair, Undo{last(did)}})...)
	}
	move := MoveHand{c, a}
	two := play(t, up, ask{chair, CloseQueue{After: 2}})
	timed := play(t, up, ask{chair, CloseQueue{In: 1}})
	graced := play(t, up, ask{chair, SetQueue{Grace: new(30)}}, ask{chair, CallNext{0, a}})
	turn := last(graced)
	note := func(i int) func(*State) string { return func(s *State) string { return s.queue.Hands[i].Note } }
	door := func(s *State) string {
		return fmt.Sprintf("open %t, %d more, %t", s.queue.Open, s.queue.More, s.queue.ClosesAt.IsZero())
	}
	began := func(s *State) string { return s.turn.Began.Sub(s.turn.Called).String() + ", " + s.turn.Limit.String() }
	becomes(t, []outcome{
		{"who came", after(up, move, ask{root, RaiseHand{Class: Topic}}), waiting, "ann/topic bob/topic cleo/topic guest/topic root/topic"},
		{"who went", after(up, move, ask{bob, LowerHand{Hand: b}}), waiting, "ann/topic cleo/topic guest/topic"},
		{"who was removed", after(up, LowerHand{Hand: b}, ask{chair, RemovePerson{bob}}), waiting, "ann/topic cleo/topic guest/topic"},
		{"whose hand it is", after(up, move, ask{root, ClaimHand{g}}), waiting, "ann/topic bob/topic cleo/topic root/topic"},
		{"also if it was the one added", after(up, AddHand{Class: Reply, Guest: guest + "2"}, ask{root, ClaimHand{seq}}), waiting, "root/reply ann/topic bob/topic cleo/topic guest/topic"},
		{"also if it is one with another now", after(up, move, ask{bob, ClaimHand{g}}), waiting, "ann/topic bob/topic cleo/topic"},
		{"what a hand is about", after(up, move, ask{bob, EditHand{b, "Captions"}}), note(1), "Captions"},
		{"what a statement says by a correction", after(up, CallNext{0, a}, ask{ann, CorrectText{seq, "We do not."}}), note(0), "We do not."},
		{"who lets another pass", after(up, LowerHand{Hand: c}, ask{bob, DeferHand{b, g}}), waiting, "ann/topic cleo/topic guest/topic bob/topic"},
		{"who lets another pass when no place was changed", after(up, CloseQueue{}, ask{ann, DeferHand{a, b}}), waiting, "bob/topic ann/topic cleo/topic guest/topic"},
		{"also within an order that was set", after(play(t, up, ask{chair, MoveHand{b, a}}), CloseQueue{}, ask{bob, DeferHand{b, a}}), waiting, "ann/topic bob/topic cleo/topic guest/topic"},
		{"who was counted by a queue that closes", after(two, move, ask{root, RaiseHand{Class: Topic}}), door, "open true, 1 more, true"},
		{"who closed it", after(two, move, ask{root, RaiseHand{Class: Topic}}, ask{root, RaiseHand{Class: Reply}}), door, "open false, 0 more, true"},
		{"who would have closed it", after(two, OpenQueue{}, ask{root, RaiseHand{Class: Topic}}, ask{root, RaiseHand{Class: Reply}}), door, "open false, 0 more, true"},
		{"that it closed by itself", after(timed, move, ask{House, TimerFired{Purpose: timerCloseQueue, Thing: last(timed)}}), door, "open false, 0 more, true"},
		{"a closing that is undone closes nothing", after(two, CloseQueue{After: 1}, ask{root, RaiseHand{Class: Topic}}), door, "open true, 1 more, true"},
		{"that the speaker has begun", after(graced, ExtendTurn{turn, 60}, ask{ann, AnswerTurn{turn}}), began, "2s, 2m0s"},
		{"that the speaker has begun while the clock stood", after(graced, PauseTurn{Turn: turn}, ask{ann, AnswerTurn{turn}}), began, "1s, 2m0s"},
		{"that there is a break", after(graced, ExtendTurn{turn, 60}, ask{chair, CallBreak{600}}), clock, "stood [] stands"},
		{"that there is a break, when the floor goes back", after(graced, CallHand{b, turn}, ask{chair, CallBreak{600}}), clock, "stood [] stands"},
		{"a clock that has not begun does not run meanwhile", after(graced, CallHand{b, turn}), began, "31s, 2m0s"},
		{"one that has stands", after(play(t, graced, ask{ann, AnswerTurn{turn}}), CallHand{b, turn}), clock, "stood [1s]"},
	})
}
