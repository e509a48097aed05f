package meeting

import (
	"fmt"
	"strings"
	"testing"
)

func TestRankedPointsOfOrder(t *testing.T) { // Q3
	plain := play(t, underWay(t), ask{bob, RaiseHand{Class: Order}}, ask{ann, RaiseHand{Class: Order}})
	ranked := play(t, underWay(t), ask{chair, SetQueue{Categories: &[]string{" privilege ", "procedure"}}})
	up := play(t, ranked, ask{ann, RaiseHand{Class: Order}}, ask{bob, RaiseHand{Class: Order, Category: "procedure"}},
		ask{cleo, RaiseHand{Class: Order, Category: "procedure"}}, ask{manager, RaiseHand{Class: Order, Category: "privilege"}})
	many := make([]string, maxCategories+1)
	for i := range many {
		many[i] = fmt.Sprint(i)
	}
	judged(t, []rule{
		{"a category that is there", ranked, ann, RaiseHand{Class: Order, Category: "privilege"}, raised(Hand{Person: ann, Class: Order, Category: "privilege"}), nil},
		{"none that is not", ranked, ann, RaiseHand{Class: Order, Category: "tea"}, nil, malformed},
		{"none where there are none", underWay(t), ann, RaiseHand{Class: Order, Category: "privilege"}, nil, malformed},
		{"for points of order only", ranked, ann, RaiseHand{Class: Topic, Category: "privilege"}, nil, malformed},
		{"each once", ranked, chair, SetQueue{Categories: &[]string{"tea", " tea"}}, nil, malformed},
		{"each with a name", ranked, chair, SetQueue{Categories: &[]string{" "}}, nil, ErrEmpty},
		{"not too many", ranked, chair, SetQueue{Categories: &many}, nil, malformed},
		{"as many as may be", ranked, chair, SetQueue{Categories: new(many[1:])}, []Event{QueueSet{Categories: new(many[1:])}}, nil},
	})
	becomes(t, []outcome{
		{"without ranks as they went up", plain, waiting, "bob/order ann/order"},
		{"the higher rank first, then as they went up, then those without", up, waiting, "manager/order bob/order cleo/order ann/order"},
		{"ranks that are set later count too", play(t, up, ask{chair, SetQueue{Categories: &[]string{"procedure", "privilege"}}}), waiting, "bob/order cleo/order manager/order ann/order"},
		{"ranks go before who was told to be next", up, head, "manager/order"},
		{"no policy moves them", play(t, up, ask{chair, SetPolicy{Policy: Draw}}), waiting, "manager/order bob/order cleo/order ann/order"},
	})
}

// head tells the first hand.
func head(s *State) string {
	first, _, _ := strings.Cut(waiting(s), " ")
	return first
}

func TestRefusingPointsOfOrder(t *testing.T) { // Q5
	none := SetQueue{NoOrders: new(true)}
	order := RaiseHand{Class: Order}
	open := play(t, underWay(t), ask{chair, none})
	closed := play(t, open, ask{chair, CloseQueue{}})
	judged(t, []rule{
		{"an open queue takes them", open, ann, order, raised(Hand{Person: ann, Class: Order}), nil},
		{"a closed one does not", closed, ann, order, nil, ErrOrdersClosed},
		{"nor before the start", play(t, planned(t), ask{chair, none}), ann, order, nil, ErrOrdersClosed},
		{"nor after the end", play(t, open, ask{chair, EndMeeting{}}), ann, order, nil, ErrOrdersClosed},
		{"but of the chair", closed, chair, order, raised(Hand{Person: chair, Class: Order}), nil},
		{"not of the manager", closed, manager, order, nil, ErrOrdersClosed},
		{"it takes them again", play(t, closed, ask{chair, SetQueue{NoOrders: new(false)}}), ann, order, raised(Hand{Person: ann, Class: Order}), nil},
		{"the other classes are refused as ever", closed, ann, RaiseHand{Class: Topic}, nil, ErrQueueClosed},
		{"a wish for nothing", open, chair, SetQueue{}, nil, malformed},
	})
}

func TestSettingPolicies(t *testing.T) { // Q18
	open := underWay(t)
	item := play(t, open, ask{chair, SetPolicy{Policy: LeastHeard, Item: itemB}}, ask{chair, SetPolicy{Policy: FirstTimers}})
	policy := func(s *State) string { return fmt.Sprint(s.policy(s.current).Name, " ", s.policy(s.current).Overtakes) }
	judged(t, []rule{
		{"on an item", open, chair, SetPolicy{Policy: RoundRobin, Item: itemB}, []Event{PolicySet{Policy: RoundRobin, Item: itemB}}, nil},
		{"on no item there is not", open, chair, SetPolicy{Policy: RoundRobin, Item: 99}, nil, ErrUnknown},
		{"the lots are drawn by a seed that the log keeps", open, chair, SetPolicy{Policy: Draw}, []Event{PolicySet{Policy: Draw, Seed: uint64(last(open))}}, nil},
		{"overtaken 20 times at most", open, chair, SetPolicy{Policy: Draw, Overtakes: 21}, nil, malformed},
		{"not less than never", open, chair, SetPolicy{Policy: Arrival, Overtakes: -1}, nil, malformed},
	})
	becomes(t, []outcome{
		{"arrival at first, and overtaken three times", open, policy, "arrival 3"},
		{"the meeting's", item, policy, "first-timers 3"},
		{"but on items that have their own", play(t, item, ask{chair, StartItem{itemB, itemA}}), policy, "least-heard 3"},
		{"as often as it says", play(t, open, ask{chair, SetPolicy{Policy: Draw, Overtakes: 1}}), policy, "draw 1"},
	})
}

// Q19: who was told to be next stays it, whatever the policy; the rest is ordered anew.
func TestFixedHands(t *testing.T) {
	up := play(t, underWay(t), ask{chair, SetPolicy{Policy: FirstTimers}}, ask{ann, RaiseHand{Class: Topic}})
	up = play(t, up, ask{chair, CallNext{0, last(up)}})
	turn := last(up)
	up = play(t, up, ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}})
	more := play(t, up, ask{cleo, RaiseHand{Class: Topic}}, ask{root, RaiseHand{Class: Topic}})
	annHand, bobHand := turn+1, turn+2
	becomes(t, []outcome{
		{"ann was told, and stays", up, waiting, "ann/topic bob/topic"},
		{"also under another policy", play(t, up, ask{chair, SetPolicy{Policy: LeastHeard}}), waiting, "ann/topic bob/topic"},
		{"also when a higher class came in between", play(t, up, ask{cleo, RaiseHand{Class: Order}}), waiting, "cleo/order ann/topic bob/topic"},
		{"and who is next then was told too", play(t, more, ask{ann, LowerHand{Hand: annHand}}, ask{ann, RaiseHand{Class: Topic}}), waiting, "bob/topic cleo/topic root/topic ann/topic"},
		{"what the chair has set stays set under another policy", play(t, more, ask{chair, MoveHand{bobHand + 2, bobHand}}, ask{chair, SetPolicy{Policy: Arrival}}), waiting, "ann/topic root/topic bob/topic cleo/topic"},
	})
}

// Q19: nobody is overtaken more often than may be; then the hand is pinned.
func TestOvertaking(t *testing.T) {
	log := play(t, underWay(t), ask{chair, SetPolicy{Policy: FirstTimers, Overtakes: 2}}, ask{ann, RaiseHand{Class: Topic}})
	log = play(t, log, ask{chair, CallNext{0, last(log)}})
	turn := last(log)
	log = play(t, log, ask{root, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Topic}})
	next := func(log []Entry, by Person) []Entry { // by comes, and the first is called
		log = play(t, log, ask{by, RaiseHand{Class: Topic}})
		s := replay(log)
		return play(t, log, ask{chair, CallNext{s.turn.ID, s.queue.head()}})
	}
	overtaken := func(s *State) string {
		i := place(s, ann)
		return fmt.Sprint(s.queue.Hands[i].Overtaken, " at ", i+1)
	}
	once := next(next(log, bob), cleo) // root, then bob
	twice := next(once, manager)
	out := play(t, log, ask{bob, RaiseHand{Class: Topic}})
	out = play(t, out, ask{chair, CallHand{last(out), turn}})
	moved := play(t, log, ask{bob, RaiseHand{Class: Topic}})
	moved = play(t, moved, ask{chair, MoveHand{last(moved), turn + 2}}, ask{chair, CallNext{turn, turn + 1}})
	moved = play(t, moved, ask{chair, CallNext{last(moved), turn + 3}})
	becomes(t, []outcome{
		{"not by who came earlier", next(log, bob), overtaken, "0 at 2"},
		{"once", once, overtaken, "1 at 2"},
		{"twice, and is next", twice, overtaken, "2 at 1"},
		{"who comes then comes after", next(play(t, twice, ask{secretary, RaiseHand{Class: Topic}}), deputy), floorOf, "ann/topic"},
		{"an undone call has overtaken nobody", play(t, once, ask{chair, Undo{last(once)}}), overtaken, "0 at 3"},
		{"nor has one whom somebody then lets pass", play(t, once, ask{bob, RaiseHand{Class: Topic}}, ask{ann, DeferHand{Hand: turn + 2}}, ask{chair, Undo{last(once)}}), overtaken, "0 at 3"},
		{"who was moved by the chair overtakes nobody", moved, overtaken, "0 at 1"},
		{"a call out of turn is the chair's, and counts not", out, overtaken, "0 at 2"},
	})
}

// place is where p waits, from 0.
func place(s *State, p Person) int {
	for i, h := range s.queue.Hands {
		if h.Person == p {
			return i
		}
	}
	return -1
}

func TestWhoSpokeLast(t *testing.T) { // Q18: for alternation
	log, speech, question := asking(t)
	log = play(t, log, ask{chair, SetPolicy{Policy: Alternate}}, ask{cleo, RaiseHand{Class: Reply, Room: true, ReplyTo: question}}, ask{secretary, RaiseHand{Class: Topic, Room: true}})
	asked := play(t, log, ask{chair, CallNext{speech, question}})
	answered := play(t, asked, ask{chair, CallNext{last(asked), question + 2}})
	ended := play(t, answered, ask{cleo, EndTurn{Turn: last(answered)}})
	side := func(s *State) string {
		room, known := s.side(nil)
		return fmt.Sprint(room, " ", known)
	}
	becomes(t, []outcome{
		{"nobody", underWay(t), side, "false false"},
		{"who speaks", log, side, "false true"},
		{"not who asks meanwhile", asked, side, "false true"},
		{"but who answers", answered, side, "true true"},
		{"also when the speech goes on", ended, side, "true true"},
		{"and when it has ended after the answer", play(t, ended, ask{ann, EndTurn{Turn: speech}}), side, "true true"},
		{"a point of order is no turn", play(t, ended, ask{bob, RaiseHand{Class: Order}}, ask{chair, CallNext{speech, last(ended) + 1}}), side, "true true"},
		{"on another item nobody", play(t, ended, ask{chair, StartItem{itemB, itemA}}), side, "false false"},
		{"and on coming back the same", play(t, ended, ask{chair, StartItem{itemB, itemA}}, ask{chair, StartItem{itemA, itemB}}), side, "true true"},
	})
}
