package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestClosing(t *testing.T) { // Q13
	open := underWay(t)
	up := play(t, open, ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}}, ask{cleo, RaiseHand{Class: Order}})
	a, b, o := last(up)-2, last(up)-1, last(up)
	topic := RaiseHand{Class: Topic}
	two := play(t, up, ask{chair, CloseQueue{After: 2}})
	soon := play(t, up, ask{chair, CloseQueue{In: 10}}) // an entry comes each second
	timer := TimerFired{Purpose: timerCloseQueue, Thing: last(soon)}
	closed := play(t, lines(t, soon, 9), ask{House, timer})
	question := play(t, up, ask{root, RaiseHand{Class: Clarify}}, ask{root, RaiseHand{Class: Reply, ReplyTo: o + 1}})
	word := play(t, up, ask{chair, CloseQueue{Last: a}})
	judged(t, []rule{
		{"after some more", up, manager, CloseQueue{After: 2}, []Event{QueueClosing{After: 2}}, nil},
		{"in some seconds", up, chair, CloseQueue{In: 10}, []Event{QueueClosing{At: noon.Add(time.Duration(o+10) * time.Second)}}, nil},
		{"one way at a time", up, chair, CloseQueue{In: 10, After: 2}, nil, malformed},
		{"or the last word", up, chair, CloseQueue{After: 2, Last: a}, nil, malformed},
		{"within a day", up, chair, CloseQueue{In: 86401}, nil, malformed},
		{"after a hundred", up, chair, CloseQueue{After: 101}, nil, malformed},
		{"not before now", up, chair, CloseQueue{In: -1}, nil, malformed},
		{"what is closed", play(t, up, ask{chair, CloseQueue{}}), chair, CloseQueue{In: 10}, []Event{Unchanged{o + 1}}, nil},

		{"the last word", up, chair, CloseQueue{Last: a}, []Event{LastWordGiven{a}}, nil},
		{"the last word, though the queue is closed", play(t, up, ask{chair, CloseQueue{}}), chair, CloseQueue{Last: a}, []Event{LastWordGiven{a}}, nil},
		{"twice", word, chair, CloseQueue{Last: a}, []Event{Unchanged{last(word)}}, nil},
		{"not to a point of order", up, chair, CloseQueue{Last: o}, nil, malformed},
		{"nor to an answer", question, chair, CloseQueue{Last: o + 2}, nil, malformed},
		{"nor to a hand that is down", up, chair, CloseQueue{Last: 99}, nil, ErrUnknown},
		{"nobody comes after it", word, root, topic, nil, ErrQueueClosed},

		{"a second before, hands are taken", lines(t, soon, 8), root, topic, raised(Hand{Person: root, Class: Topic}), nil},
		{"at the very second none, whether or not the timer has fired", lines(t, soon, 9), root, topic, nil, ErrQueueClosed},
		{"points of order are", lines(t, soon, 9), root, RaiseHand{Class: Order}, raised(Hand{Person: root, Class: Order}), nil},
		{"the timer closes it", lines(t, soon, 9), House, timer, []Event{QueueClosed{}}, nil},
		{"not early", lines(t, soon, 8), House, timer, nil, ErrStale},
		{"once", closed, House, timer, nil, ErrStale},
		{"not after it was opened again", lines(t, play(t, soon, ask{chair, OpenQueue{}}), 20), House, timer, nil, ErrStale},
		{"not for another time", lines(t, play(t, soon, ask{chair, CloseQueue{In: 60}}), 20), House, timer, nil, ErrStale},
		{"not another timer", lines(t, soon, 9), House, TimerFired{Purpose: "tea", Thing: timer.Thing}, nil, ErrStale},
		{"nobody else fires it", lines(t, soon, 9), chair, timer, nil, ErrNotAllowed},
		{"nothing is due in an open queue", open, House, TimerFired{Purpose: timerCloseQueue}, nil, ErrStale},
		{"a queue that would close stays open", two, chair, OpenQueue{}, []Event{QueueOpened{}}, nil},
	})
	closes := func(s *State) string {
		at, _ := s.Next()
		q, _ := Show(s, Room, 0)["queue"].(QueueValue)
		return fmt.Sprintf("%s; %d more; due %t, told %t", waiting(s), q.ClosesAfter, !at.IsZero(), q.ClosesAt != nil)
	}
	becomes(t, []outcome{
		{"it tells how many more", two, closes, "cleo/order ann/topic bob/topic; 2 more; due false, told false"},
		{"each hand counts", play(t, two, ask{root, topic}), closes, "cleo/order ann/topic bob/topic root/topic; 1 more; due false, told false"},
		{"but no point of order", play(t, two, ask{root, RaiseHand{Class: Order}}), closes, "cleo/order root/order ann/topic bob/topic; 2 more; due false, told false"},
		{"the last one closes it", play(t, two, ask{root, topic}, ask{manager, topic}), closes, "cleo/order ann/topic bob/topic root/topic manager/topic closed; 0 more; due false, told false"},
		{"it tells when", soon, closes, "cleo/order ann/topic bob/topic; 0 more; due true, told true"},
		{"the timer", closed, closes, "cleo/order ann/topic bob/topic closed; 0 more; due false, told false"},
		{"the last thing said counts", play(t, two, ask{chair, CloseQueue{In: 10}}), closes, "cleo/order ann/topic bob/topic; 0 more; due true, told true"},
		{"closing at once forgets the rest", play(t, soon, ask{chair, CloseQueue{}}), closes, "cleo/order ann/topic bob/topic closed; 0 more; due false, told false"},
		{"the last word goes to the end", word, closes, "cleo/order bob/topic ann/topic closed; 0 more; due false, told false"},
		{"after what the chair adds later, too", play(t, word, ask{chair, topic}), closes, "cleo/order bob/topic chair/topic ann/topic closed; 0 more; due false, told false"},
		{"another has it then", play(t, word, ask{chair, CloseQueue{Last: b}}), closes, "cleo/order ann/topic bob/topic closed; 0 more; due false, told false"},
		{"opening the queue takes it away", play(t, word, ask{chair, OpenQueue{}}), closes, "cleo/order ann/topic bob/topic; 0 more; due false, told false"},
		{"who has it may go", play(t, word, ask{ann, LowerHand{Hand: a}}, ask{chair, CloseQueue{Last: b}}), closes, "cleo/order bob/topic closed; 0 more; due false, told false"},
		{"who has it may be called, and be put back at the head", play(t, word, ask{chair, CallHand{a, 0}}, ask{chair, PutBack{o + 2}}), closes, "ann/topic cleo/order bob/topic closed; 0 more; due false, told false"},
	})
}

func TestParkingAll(t *testing.T) { // Q23
	up := play(t, underWay(t), ask{chair, SetPolicy{Policy: FirstTimers, Item: itemA}}, ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}}, ask{cleo, RaiseHand{Class: Topic}})
	a, b, c := last(up)-2, last(up)-1, last(up)
	away := func(log []Entry, n int) []Entry {
		return play(t, lines(t, play(t, log, ask{chair, StartItem{itemB, itemA}}), n), ask{chair, StartItem{itemA, itemB}})
	}
	soon := play(t, up, ask{chair, CloseQueue{In: 30}})
	timer := TimerFired{Purpose: timerCloseQueue, Thing: last(soon)}
	late := away(soon, 60)
	set := play(t, up, ask{chair, MoveHand{c, a}}, ask{chair, MoveHand{b, c}})
	judged(t, []rule{
		{"what would have closed it is not due on another item", lines(t, play(t, soon, ask{chair, StartItem{itemB, itemA}}), 60), House, timer, nil, ErrStale},
		{"on coming back too late it is closed at once", late, root, RaiseHand{Class: Topic}, nil, ErrQueueClosed},
		{"and the timer says so", late, House, timer, []Event{QueueClosed{}}, nil},
		{"on coming back in time it is open", away(soon, 5), root, RaiseHand{Class: Topic}, raised(Hand{Person: root, Class: Topic}), nil},
	})
	becomes(t, []outcome{
		{"an order that was set", away(set, 0), waiting, "bob/topic cleo/topic ann/topic"},
		{"the last word", away(play(t, up, ask{chair, CloseQueue{Last: a}}), 0), waiting, "bob/topic cleo/topic ann/topic closed"},
		{"who lets another pass", away(play(t, up, ask{ann, DeferHand{a, c}}), 0), waiting, "bob/topic cleo/topic ann/topic"},
		{"who was put back", away(play(t, up, ask{chair, CallHand{c, 0}}, ask{chair, PutBack{c + 1}}), 0), waiting, "cleo/topic ann/topic bob/topic"},
		{"how many more", away(play(t, up, ask{chair, CloseQueue{After: 2}}), 0), func(s *State) string { return fmt.Sprint(s.queue.More) }, "2"},
		{"who was removed meanwhile is not there", play(t, play(t, up, ask{chair, StartItem{itemB, itemA}}), ask{chair, RemovePerson{bob}}, ask{chair, StartItem{itemA, itemB}}), waiting, "ann/topic cleo/topic"},
		{"nobody comes twice by an undo", play(t, away(play(t, up, ask{chair, MoveHand{c, a}}), 0), ask{root, RaiseHand{Class: Topic}}), waiting, "cleo/topic ann/topic bob/topic root/topic"},
	})
}
