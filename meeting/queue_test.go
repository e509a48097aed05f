package meeting

import (
	"fmt"
	"strings"
	"testing"
)

func TestRaisingHands(t *testing.T) {
	before := planned(t)
	open := underWay(t)
	closed := play(t, open, ask{chair, CloseQueue{}})
	ended := play(t, open, ask{chair, EndMeeting{}})
	annUp := play(t, open, ask{ann, RaiseHand{Class: Topic, Note: "Captions"}})
	annClosed := play(t, annUp, ask{chair, CloseQueue{}})
	spoken := play(t, annUp, ask{chair, CallNext{Head: last(annUp)}})
	turn := last(spoken)
	nextUp := play(t, spoken, ask{bob, RaiseHand{Class: Topic}}, ask{chair, CallNext{After: turn, Head: turn + 1}})
	told := play(t, open, ask{chair, AddHand{Name: "Io", Class: Topic, Guest: guest}})
	gone := play(t, told, ask{chair, RemovePerson{ann}})

	topic := RaiseHand{Class: Topic}
	judged(t, []rule{
		// Q1, Q2
		{"anyone who may speak", open, ann, topic, raised(Hand{Person: ann, Class: Topic}), nil},
		{"for a body of the meeting", open, ann, RaiseHand{Class: Topic, Body: "Islands"}, raised(Hand{Person: ann, Class: Topic, Body: "Islands"}), nil},
		{"for no other body", open, ann, RaiseHand{Class: Topic, Body: "Nobody"}, nil, ErrUnknownBody},
		{"in one of the classes", open, ann, RaiseHand{Class: "shout"}, nil, ErrUnknownClass},
		{"in a class at all", open, ann, RaiseHand{}, nil, ErrUnknownClass},
		{"with a note, without the space around it", open, ann, RaiseHand{Class: Topic, Note: " Money\n"}, raised(Hand{Person: ann, Class: Topic, Note: "Money"}), nil},
		{"with a note that is not too long", open, ann, RaiseHand{Class: Topic, Note: strings.Repeat("a", maxNote+1)}, nil, ErrTooLong},
		{"with a note of plain text", open, ann, RaiseHand{Class: Topic, Note: "a\x00b"}, nil, ErrBadText},

		// Q4
		{"a reply answers the turn that runs", spoken, bob, RaiseHand{Class: Reply, ReplyTo: turn}, raised(Hand{Person: bob, Class: Reply, ReplyTo: turn}), nil},
		{"a reply need not say what it answers", spoken, bob, RaiseHand{Class: Reply}, raised(Hand{Person: bob, Class: Reply}), nil},
		{"a reply to a turn that is over", nextUp, bob, RaiseHand{Class: Reply, ReplyTo: turn}, nil, ErrReplyStale},
		{"a reply to a turn that never was", open, bob, RaiseHand{Class: Reply, ReplyTo: 99}, nil, ErrReplyStale},
		{"what is no reply answers nothing", spoken, bob, RaiseHand{Class: Topic, ReplyTo: turn}, nil, malformed},

		// Q5
		{"before the start: a point of order", before, ann, RaiseHand{Class: Order}, raised(Hand{Person: ann, Class: Order}), nil},
		{"before the start: nothing else", before, ann, topic, nil, ErrNotOpen},
		{"after the end: a point of order", ended, ann, RaiseHand{Class: Order}, raised(Hand{Person: ann, Class: Order}), nil},
		{"after the end: nothing else", ended, ann, topic, nil, ErrEnded},
		{"closed: a point of order", closed, ann, RaiseHand{Class: Order}, raised(Hand{Person: ann, Class: Order}), nil},
		{"closed: no clarifying question", closed, ann, RaiseHand{Class: Clarify}, nil, ErrQueueClosed},
		{"closed: no reply", closed, ann, RaiseHand{Class: Reply}, nil, ErrQueueClosed},
		{"closed: no topic", closed, ann, topic, nil, ErrQueueClosed},
		{"closed, but not to the chair", closed, chair, topic, raised(Hand{Person: chair, Class: Topic}), nil},
		{"closed, but not to the deputy", closed, deputy, topic, raised(Hand{Person: deputy, Class: Topic}), nil},
		{"closed to the manager", closed, manager, topic, nil, ErrQueueClosed},
		{"the chair adds others, and the hand says who did", closed, chair, AddHand{Class: Topic, Guest: guest}, raised(Hand{Person: guest, Class: Topic, AddedBy: chair}), nil},
		{"the chair adds before the start", before, chair, AddHand{Class: Topic, Guest: guest}, raised(Hand{Person: guest, Class: Topic, AddedBy: chair}), nil},
		{"the deputy adds after the end", ended, deputy, AddHand{Class: Topic, Guest: guest}, raised(Hand{Person: guest, Class: Topic, AddedBy: deputy}), nil},
		{"the manager adds to an open queue", open, manager, AddHand{Class: Topic, Guest: guest}, raised(Hand{Person: guest, Class: Topic, AddedBy: manager}), nil},
		{"the manager adds nothing to a closed one", closed, manager, AddHand{Class: Topic, Guest: guest}, nil, ErrQueueClosed},
		{"but points of order", closed, manager, AddHand{Class: Order, Guest: guest}, raised(Hand{Person: guest, Class: Order, AddedBy: manager}), nil},

		// Q6
		{"a hand in the call, with a body", open, chair, AddHand{Class: Topic, Body: "Islands", Guest: guest}, raised(Hand{Person: guest, Class: Topic, Body: "Islands", AddedBy: chair}), nil},
		{"of a class", open, chair, AddHand{Guest: guest}, nil, ErrUnknownClass},
		{"of somebody", open, chair, AddHand{Class: Topic}, nil, ErrUnknown},
		{"who is in the queue already", told, chair, AddHand{Class: Topic, Guest: guest}, []Event{Unchanged{last(told)}}, nil},
		{"who is in it by another's hand", told, deputy, AddHand{Class: Topic, Guest: guest}, nil, ErrQueued},
		{"but not of somebody who was removed", gone, chair, AddHand{Class: Topic, Guest: ann}, nil, ErrUnknown}, // P7

		// Q9
		{"once more: the hand that is up", annUp, ann, RaiseHand{Class: Topic, Note: "Captions "}, []Event{Unchanged{last(annUp)}}, nil},
		{"once more, while the queue is closed", annClosed, ann, RaiseHand{Class: Topic, Note: "Captions"}, []Event{Unchanged{last(annUp)}}, nil},
		{"once more, about something else", annUp, ann, topic, nil, ErrQueued},
		{"once more, for a body", annUp, ann, RaiseHand{Class: Topic, Note: "Captions", Body: "Islands"}, nil, ErrQueued},
		{"one hand in each class", annUp, ann, RaiseHand{Class: Clarify}, raised(Hand{Person: ann, Class: Clarify}), nil},
		{"while holding the floor", spoken, ann, topic, raised(Hand{Person: ann, Class: Topic}), nil},

		// Q21
		{"a statement to be read out", open, ann, RaiseHand{Class: Topic, Written: true, Note: " We agree. "}, raised(Hand{Person: ann, Class: Topic, Written: true, Note: "We agree."}), nil},
		{"a statement has a text", open, ann, RaiseHand{Class: Topic, Written: true}, nil, ErrEmpty},
		{"a statement may be 16 KiB", open, ann, RaiseHand{Class: Topic, Written: true, Note: strings.Repeat("a", maxText)}, raised(Hand{Person: ann, Class: Topic, Written: true, Note: strings.Repeat("a", maxText)}), nil},
		{"a statement may not be more", open, ann, RaiseHand{Class: Topic, Written: true, Note: strings.Repeat("a", maxText+1)}, nil, ErrTooLong},
	})
}

// raised is what comes of a wish for h.
func raised(h Hand) []Event { return []Event{HandRaised(h)} }

func TestChangingHands(t *testing.T) {
	open := underWay(t)
	annUp := play(t, open, ask{ann, RaiseHand{Class: Topic, Note: "Captions"}})
	annHand := last(annUp)
	both := play(t, annUp, ask{bob, RaiseHand{Class: Topic, Written: true, Note: "We agree."}})
	bobHand := last(both)
	three := play(t, both, ask{cleo, RaiseHand{Class: Clarify}})
	onPhone := play(t, open, ask{chair, AddHand{Class: Topic, Guest: guest}})

	judged(t, []rule{
		// Q9
		{"one's own note", both, ann, EditHand{annHand, " Sign language "}, []Event{HandEdited{annHand, "Sign language"}}, nil},
		{"one's own note, to nothing", both, ann, EditHand{annHand, ""}, []Event{HandEdited{annHand, ""}}, nil},
		{"a statement not to nothing", both, bob, EditHand{bobHand, " "}, nil, ErrEmpty},
		{"a note not to what is too long", both, ann, EditHand{annHand, strings.Repeat("a", maxNote+1)}, nil, ErrTooLong},
		{"a statement to what is longer", both, bob, EditHand{bobHand, strings.Repeat("a", maxText)}, []Event{HandEdited{bobHand, strings.Repeat("a", maxText)}}, nil},
		{"nobody's note but one's own", both, bob, EditHand{annHand, "Mine"}, nil, ErrNotAllowed},
		{"not even the chair others'", both, chair, EditHand{annHand, "Mine"}, nil, ErrNotAllowed},
		{"a note of a hand that is down", open, ann, EditHand{annHand, "Mine"}, nil, ErrUnknown},

		{"withdraw", both, ann, LowerHand{Hand: annHand}, []Event{HandLowered{Hand: annHand}}, nil},
		{"withdraw only one's own", both, bob, LowerHand{Hand: annHand}, nil, ErrNotAllowed},
		{"the chair lowers anyone's", both, chair, LowerHand{Hand: annHand}, []Event{HandLowered{Hand: annHand}}, nil},
		{"the manager lowers a guest's", onPhone, manager, LowerHand{Hand: last(onPhone)}, []Event{HandLowered{Hand: last(onPhone)}}, nil},
		{"the secretary does not run the queue", both, secretary, LowerHand{Hand: annHand}, nil, ErrNotAllowed},
		{"what is down cannot be lowered", open, chair, LowerHand{Hand: annHand}, nil, ErrUnknown},

		{"after you", both, ann, DeferHand{Hand: annHand}, []Event{HandDeferred{annHand, bobHand}}, nil},
		{"only one's own hand", both, chair, DeferHand{Hand: annHand}, nil, ErrNotAllowed},
		{"the last one stays", both, bob, DeferHand{Hand: bobHand}, []Event{Unchanged{bobHand}}, nil},
		{"nobody leaves the class", three, cleo, DeferHand{Hand: last(three)}, []Event{Unchanged{last(three)}}, nil},
		{"what is down cannot be deferred", open, ann, DeferHand{Hand: annHand}, nil, ErrUnknown},
	})
	becomes(t, []outcome{
		{"a note is changed", play(t, both, ask{ann, EditHand{annHand, "Sign language"}}), func(s *State) string { return s.queue.Hands[0].Note }, "Sign language"},
		{"a hand is lowered", play(t, both, ask{ann, LowerHand{Hand: annHand}}), waiting, "bob/topic"},
		{"a hand is deferred", play(t, both, ask{ann, DeferHand{Hand: annHand}}), waiting, "bob/topic ann/topic"},
		{"deferred twice, one place each", play(t, both, ask{cleo, RaiseHand{Class: Topic}}, ask{ann, DeferHand{Hand: annHand}}, ask{ann, DeferHand{Hand: annHand}}), waiting, "bob/topic cleo/topic ann/topic"},
	})
}

func TestOrder(t *testing.T) { // Q2
	open := underWay(t)
	up := func(asks ...ask) []Entry { return play(t, open, asks...) }
	topic, reply, clarify, order := RaiseHand{Class: Topic}, RaiseHand{Class: Reply}, RaiseHand{Class: Clarify}, RaiseHand{Class: Order}
	becomes(t, []outcome{
		{"in order of arrival", up(ask{ann, topic}, ask{bob, topic}, ask{cleo, topic}), waiting, "ann/topic bob/topic cleo/topic"},
		{"a reply before a topic", up(ask{ann, topic}, ask{bob, reply}), waiting, "bob/reply ann/topic"},
		{"a question before a reply", up(ask{ann, reply}, ask{bob, clarify}), waiting, "bob/clarify ann/reply"},
		{"a point of order before a question", up(ask{ann, clarify}, ask{bob, order}), waiting, "bob/order ann/clarify"},
		{
			"all of them, in order of arrival in each class", up(
				ask{ann, topic}, ask{bob, topic}, ask{ann, reply}, ask{cleo, reply}, ask{bob, clarify}, ask{ann, clarify}, ask{cleo, order}, ask{bob, order}),
			waiting, "cleo/order bob/order bob/clarify ann/clarify ann/reply cleo/reply ann/topic bob/topic",
		},
		{"a hand that the chair adds waits its turn", up(ask{ann, topic}, ask{chair, AddHand{Class: Topic, Guest: guest}}, ask{bob, topic}), waiting, "ann/topic guest/topic bob/topic"},
	})
}

func TestOpeningAndClosing(t *testing.T) {
	open := underWay(t)
	closed := play(t, open, ask{chair, CloseQueue{}})
	ended := play(t, open, ask{chair, EndMeeting{}})
	judged(t, []rule{
		{"a queue opens", closed, chair, OpenQueue{}, []Event{QueueOpened{}}, nil},
		{"a queue is open already", open, chair, OpenQueue{}, []Event{Unchanged{last(open)}}, nil},
		{"not before the start", planned(t), chair, OpenQueue{}, nil, ErrNotOpen},
		{"not after the end", ended, chair, OpenQueue{}, nil, ErrEnded},
		{"a queue closes", open, manager, CloseQueue{}, []Event{QueueClosed{}}, nil},
		{"a queue is closed already", closed, chair, CloseQueue{}, []Event{Unchanged{last(closed)}}, nil},
	})
	up := play(t, open, ask{ann, RaiseHand{Class: Topic}})
	becomes(t, []outcome{
		{"an item's queue is closed until it is opened", play(t, planned(t), ask{chair, StartMeeting{}}), waiting, "closed"},
		{"hands stay up in a closed queue", play(t, up, ask{chair, CloseQueue{}}), waiting, "ann/topic closed"},
		{"the end closes it", ended, waiting, "closed"},
	})
}

func TestParking(t *testing.T) { // Q23
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Order}}, ask{cleo, RaiseHand{Class: Clarify}})
	annHand := last(up) - 2
	gone := play(t, up, ask{chair, StartItem{itemB, itemA}})
	also := play(t, gone, ask{chair, OpenQueue{}}, ask{ann, RaiseHand{Class: Topic, Note: "On B"}})
	back := ask{chair, StartItem{itemA, itemB}}
	firstHand := func(s *State) string { return fmt.Sprint(s.queue.Hands[0].ID) }
	judged(t, []rule{
		{"one hand of a class on each item", play(t, gone, ask{chair, OpenQueue{}}), ann, RaiseHand{Class: Topic}, raised(Hand{Person: ann, Class: Topic}), nil},
		{"nobody waits on the new item", play(t, underWay(t), ask{chair, StartItem{itemB, itemA}}), chair, CallNext{}, nil, ErrNobodyWaits},
	})
	becomes(t, []outcome{
		{"leaving an item parks its hands; points of order stay", gone, waiting, "bob/order closed"},
		{"coming back brings them back, and the queue is open as it was", play(t, gone, back), waiting, "bob/order cleo/clarify ann/topic"},
		{"with their numbers", play(t, gone, ask{bob, LowerHand{Hand: last(up) - 1}}, back), firstHand, fmt.Sprint(last(up))},
		{"each item has its own", play(t, also, back), waiting, "bob/order cleo/clarify ann/topic"},
		{"and keeps it", play(t, also, back, ask{chair, StartItem{itemB, itemA}}), waiting, "bob/order ann/topic"},
		{"what was called or lowered since does not come back", play(t, gone, back, ask{chair, CloseQueue{}}, ask{ann, LowerHand{Hand: annHand}}, ask{cleo, LowerHand{Hand: last(up)}}, ask{chair, StartItem{itemB, itemA}}, back), waiting, "bob/order closed"},
		{"a closed queue comes back closed", play(t, up, ask{chair, CloseQueue{}}, ask{chair, StartItem{itemB, itemA}}, back), waiting, "bob/order cleo/clarify ann/topic closed"},
		{"an open queue comes back open, though nobody waited", play(t, underWay(t), ask{chair, StartItem{itemB, itemA}}, back), waiting, ""},
		{"the end parks too", play(t, up, ask{chair, EndMeeting{}}), waiting, "bob/order closed"},
		{"the first item takes the hands from before the start", play(t, planned(t), ask{chair, AddHand{Class: Topic, Guest: guest}}, ask{chair, StartMeeting{}}), waiting, "guest/topic closed"},
	})
}
