package meeting

import (
	"testing"
)

func TestLettingPass(t *testing.T) { // Q9
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}}, ask{cleo, RaiseHand{Class: Topic}}, ask{root, RaiseHand{Class: Reply}})
	a, b, c, r := last(up)-3, last(up)-2, last(up)-1, last(up)
	order := play(t, up, ask{ann, RaiseHand{Class: Order}}, ask{bob, RaiseHand{Class: Order}})
	question := play(t, up, ask{bob, RaiseHand{Class: Clarify}}, ask{ann, RaiseHand{Class: Reply, ReplyTo: r + 1}}, ask{cleo, RaiseHand{Class: Reply, ReplyTo: r + 1}})
	word := play(t, up, ask{chair, CloseQueue{Last: c}})
	set := play(t, up, ask{chair, MoveHand{c, a}})
	back := play(t, up, ask{root, LowerHand{Hand: r}}, ask{chair, CallNext{0, a}})
	back = play(t, back, ask{chair, PutBack{last(back)}})
	after := func(hand, after Seq) ask {
		return ask{map[Seq]Person{a: ann, b: bob, c: cleo}[hand], DeferHand{Hand: hand, After: after}}
	}
	judged(t, []rule{
		{"after the one it names", up, ann, DeferHand{a, c}, []Event{HandDeferred{a, c}}, nil},
		{"nobody passes upward", up, cleo, DeferHand{c, a}, nil, malformed},
		{"nor after oneself", up, ann, DeferHand{a, a}, nil, malformed},
		{"after one of the same class only", up, root, DeferHand{r, a}, nil, malformed},
		{"a point of order keeps its place", order, ann, DeferHand{Hand: r + 1}, nil, malformed},
		{"and so does an answer", question, ann, DeferHand{Hand: r + 2}, nil, malformed},
		{"nobody is after the last word", word, bob, DeferHand{b, c}, nil, malformed},
		{"nor after it by being later", word, bob, DeferHand{Hand: b}, []Event{Unchanged{b}}, nil},
	})
	becomes(t, []outcome{
		{"after one further back", play(t, up, after(a, c)), waiting, "root/reply bob/topic cleo/topic ann/topic"},
		{"who lets pass one who lets pass", play(t, up, after(a, b), after(b, c)), waiting, "root/reply cleo/topic bob/topic ann/topic"},
		{"two who would let each other pass do not wait for ever", play(t, up, after(a, b), after(b, a)), waiting, "root/reply ann/topic bob/topic cleo/topic"},
		{"the one it waits for has gone", play(t, up, after(a, c), ask{cleo, LowerHand{Hand: c}}), waiting, "root/reply ann/topic bob/topic"},
		{"where the chair has set the order, too", play(t, set, after(a, b)), waiting, "root/reply cleo/topic bob/topic ann/topic"},
		{"within the order that was set", play(t, set, after(c, a)), waiting, "root/reply ann/topic cleo/topic bob/topic"},
		{"who was put back lets pass", play(t, back, ask{ann, DeferHand{Hand: last(back)}}), waiting, "bob/topic ann/topic cleo/topic"},
		{"who was put back lets pass who was told to be next", play(t, back, ask{chair, MoveHand{b, c}}, ask{ann, DeferHand{Hand: last(back)}}), waiting, "bob/topic ann/topic cleo/topic"},
		{"letting pass is not being overtaken", play(t, up, after(a, b), ask{chair, CallHand{r, 0}}, ask{chair, CallNext{r + 2, b}}), func(s *State) string { return string(rune('0' + s.queue.Hands[0].Overtaken)) }, "0"},
	})
}

func TestSeveralHands(t *testing.T) { // Q9
	several := play(t, underWay(t), ask{chair, SetQueue{Several: new(true)}}, ask{ann, RaiseHand{Class: Topic, Note: "One"}})
	two := RaiseHand{Class: Topic, Note: "Two"}
	again := play(t, several, ask{ann, two})
	judged(t, []rule{
		{"about something else", several, ann, two, raised(Hand{Person: ann, Class: Topic, Note: "Two"}), nil},
		{"about the same: the hand that is up", again, ann, RaiseHand{Class: Topic, Note: "One"}, []Event{Unchanged{last(several)}}, nil},
		{"not any more", play(t, again, ask{chair, SetQueue{Several: new(false)}}), ann, RaiseHand{Class: Topic, Note: "Three"}, nil, ErrQueued},
	})
	becomes(t, []outcome{{"each waits", play(t, again, ask{bob, RaiseHand{Class: Topic}}), waiting, "ann/topic ann/topic bob/topic"}})
}

func TestMoving(t *testing.T) { // Q10
	up := play(t, underWay(t),
		ask{ann, RaiseHand{Class: Clarify}}, ask{bob, RaiseHand{Class: Reply}}, ask{cleo, RaiseHand{Class: Reply}},
		ask{root, RaiseHand{Class: Topic}}, ask{manager, RaiseHand{Class: Topic}})
	q, r1, r2, t1, t2 := last(up)-4, last(up)-3, last(up)-2, last(up)-1, last(up)
	order := play(t, up, ask{root, RaiseHand{Class: Order}})
	answer := play(t, up, ask{root, RaiseHand{Class: Reply, ReplyTo: q}})
	word := play(t, up, ask{chair, CloseQueue{Last: t1}})
	twice := play(t, up, ask{root, RaiseHand{Class: Reply}})
	back := play(t, up, ask{chair, CallHand{t1, 0}}, ask{chair, PutBack{t2 + 1}})
	moved := func(hand, before Seq, class Class) []Event { return []Event{HandMoved{hand, before, class}} }
	judged(t, []rule{
		{"within the class", up, chair, MoveHand{t2, t1}, moved(t2, t1, ""), nil},
		{"to the end of it", up, manager, MoveHand{t1, 0}, moved(t1, 0, ""), nil},
		{"a topic before a reply is a reply", up, chair, MoveHand{t1, r1}, moved(t1, r1, Reply), nil},
		{"a topic before a question is a question", up, chair, MoveHand{t1, q}, moved(t1, q, Clarify), nil},
		{"a reply before a question is a question", up, chair, MoveHand{r1, q}, moved(r1, q, Clarify), nil},
		{"a topic at the end of the replies stays one", up, chair, MoveHand{t2, t1}, moved(t2, t1, ""), nil},
		{"a reply before the first topic stays one", up, chair, MoveHand{r1, t1}, moved(r1, t1, ""), nil},
		{"a reply before a later topic is a topic", up, chair, MoveHand{r1, t2}, moved(r1, t2, Topic), nil},
		{"a reply at the end is a topic", up, chair, MoveHand{r1, 0}, moved(r1, 0, Topic), nil},
		{"a question before a later reply is a reply", up, chair, MoveHand{q, r2}, moved(q, r2, Reply), nil},
		{"a question at the end is a topic", up, chair, MoveHand{q, 0}, moved(q, 0, Topic), nil},
		{"before the last word is the end", word, chair, MoveHand{r1, t1}, moved(r1, t1, Topic), nil},
		{"whatever class that has", play(t, up, ask{chair, CloseQueue{Last: r1}}), chair, MoveHand{t1, r1}, moved(t1, r1, ""), nil},
		{"at the front all classes are", back, chair, MoveHand{t2, t2 + 3}, moved(t2, t2+3, ""), nil},
		{"not before a point of order", order, chair, MoveHand{t1, t2 + 1}, nil, malformed},
		{"nor a point of order", order, chair, MoveHand{t2 + 1, 0}, nil, malformed},
		{"not an answer", answer, chair, MoveHand{t2 + 1, 0}, nil, malformed},
		{"nor between a question and its answer", answer, chair, MoveHand{t1, t2 + 1}, nil, malformed},
		{"not the last word", word, chair, MoveHand{t1, q}, nil, malformed},
		{"not into a class in which the person waits already", twice, chair, MoveHand{t1, r1}, nil, ErrHandUp},
		{"before itself", up, chair, MoveHand{t1, t1}, []Event{Unchanged{t1}}, nil},
		{"what is down", up, chair, MoveHand{99, t1}, nil, ErrUnknown},
		{"before what is down", up, chair, MoveHand{t1, 99}, nil, ErrUnknown},
		{"by those who run the queue", up, ann, MoveHand{q, 0}, nil, ErrNotAllowed},
	})
	does := func(log []Entry, hand, before Seq) []Entry { return play(t, log, ask{chair, MoveHand{hand, before}}) }
	becomes(t, []outcome{
		{"before another", does(up, t2, t1), waiting, "ann/clarify bob/reply cleo/reply manager/topic root/topic"},
		{"between others, with their class", does(up, t2, r2), waiting, "ann/clarify bob/reply manager/reply cleo/reply root/topic"},
		{"to the end, with the class of the end", does(up, r1, 0), waiting, "ann/clarify cleo/reply root/topic manager/topic bob/topic"},
		{"to the end, before the last word", does(word, r1, 0), waiting, "ann/clarify cleo/reply manager/topic bob/topic root/topic closed"},
		{"a question that becomes a reply has no answers", does(answer, q, r2), waiting, "bob/reply ann/reply cleo/reply root/reply root/topic manager/topic"},
		{"before who was put back", does(back, t2, t2+3), waiting, "manager/topic root/topic ann/clarify bob/reply cleo/reply"},
		{"who was put back loses the head", does(back, t2+3, 0), waiting, "ann/clarify bob/reply cleo/reply manager/topic root/topic"},
		{"no policy changes it any more", play(t, does(up, t2, t1), ask{chair, SetPolicy{Policy: Draw}}), waiting, "ann/clarify bob/reply cleo/reply manager/topic root/topic"},
	})
}

func TestComingBack(t *testing.T) { // Q12
	up := play(t, underWay(t), ask{root, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}}, ask{cleo, RaiseHand{Class: Topic}})
	r, a, b, c := last(up)-3, last(up)-2, last(up)-1, last(up)
	left := play(t, up, ask{ann, LowerHand{Hand: a}})
	set := play(t, up, ask{chair, MoveHand{c, a}}, ask{chair, MoveHand{a, 0}}) // root cleo bob ann
	gone := play(t, set, ask{ann, LowerHand{Hand: a}})
	restore := ask{ann, RestoreHand{a}}
	lastWord := play(t, up, ask{chair, CloseQueue{Last: a}}, ask{ann, LowerHand{Hand: a}})
	question := play(t, up, ask{ann, RaiseHand{Class: Clarify}}, ask{bob, RaiseHand{Class: Reply}}, ask{cleo, RaiseHand{Class: Reply, ReplyTo: c + 1}})
	judged(t, []rule{
		{"a minute", lines(t, left, 59), ann, RestoreHand{a}, []Event{HandRestored{a}}, nil},
		{"and no longer", lines(t, left, 60), ann, RestoreHand{a}, nil, ErrTooLate},
		{"one's own hand", left, bob, RestoreHand{a}, nil, ErrUnknown},
		{"not what the chair has lowered", play(t, up, ask{chair, LowerHand{Hand: a}}), ann, RestoreHand{a}, nil, ErrUnknown},
		{"what is up", up, ann, RestoreHand{a}, []Event{Unchanged{a}}, nil},
		{"not beside another of the class", play(t, left, ask{ann, RaiseHand{Class: Topic}}), ann, RestoreHand{a}, nil, ErrQueued},
		{"unless there may be several", play(t, left, ask{ann, RaiseHand{Class: Topic}}, ask{chair, SetQueue{Several: new(true)}}), ann, RestoreHand{a}, []Event{HandRestored{a}}, nil},
		{"also while the queue is closed", play(t, left, ask{chair, CloseQueue{}}), ann, RestoreHand{a}, []Event{HandRestored{a}}, nil},
		{"not on another item", play(t, left, ask{chair, StartItem{itemB, itemA}}), ann, RestoreHand{a}, nil, ErrUnknown},
	})
	becomes(t, []outcome{
		{"the same place", play(t, left, restore), waiting, "root/topic ann/topic bob/topic cleo/topic"},
		{"in an order that was set", play(t, gone, restore), waiting, "root/topic cleo/topic bob/topic ann/topic"},
		{"though the one before it has gone", play(t, gone, ask{chair, CallHand{b, 0}}, restore), waiting, "root/topic cleo/topic ann/topic"},
		{"though all before it have gone", play(t, gone, ask{bob, LowerHand{Hand: b}}, ask{cleo, LowerHand{Hand: c}}, ask{root, LowerHand{Hand: r}}, restore), waiting, "ann/topic"},
		{"at the head, before who was told meanwhile", play(t, up, ask{root, LowerHand{Hand: r}}, ask{root, RestoreHand{r}}), waiting, "root/topic ann/topic bob/topic cleo/topic"},
		{"with the last word", play(t, lastWord, restore), waiting, "root/topic bob/topic cleo/topic ann/topic closed"},
		{"which the chair may have taken away", play(t, lastWord, ask{chair, OpenQueue{}}, restore), waiting, "root/topic ann/topic bob/topic cleo/topic"},
		{"or given to another", play(t, lastWord, ask{chair, CloseQueue{Last: r}}, restore), waiting, "bob/topic ann/topic cleo/topic root/topic closed"},
		{"with its answers", play(t, question, ask{ann, LowerHand{Hand: c + 1}}, ask{ann, RestoreHand{c + 1}}), waiting, "ann/clarify cleo/reply bob/reply root/topic ann/topic bob/topic cleo/topic"},
		{"an answer whose question is being asked", play(t, question, ask{cleo, LowerHand{Hand: c + 3}}, ask{chair, CallHand{c + 1, 0}}, ask{cleo, RestoreHand{c + 3}}), head, "cleo/reply"},
		{"once", play(t, left, restore, ask{ann, LowerHand{Hand: a}}, restore), waiting, "root/topic ann/topic bob/topic cleo/topic"},
	})
}
