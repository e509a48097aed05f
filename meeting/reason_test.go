package meeting

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestReasons(t *testing.T) { // Q19: each kind, to anyone
	plain := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}}, ask{cleo, RaiseHand{Class: Topic}})
	a, b, c := last(plain)-2, last(plain)-1, last(plain)
	of := func(log []Entry, asks ...ask) []Entry { return play(t, log, asks...) }
	under := func(p PolicyName, body string) []Entry { // root is next, then ann who has spoken, bob, and cleo in the room
		log := play(t, underWay(t), ask{chair, SetPolicy{Policy: p}}, ask{ann, RaiseHand{Class: Topic, Body: body}})
		log = play(t, log, ask{chair, CallNext{0, last(log)}}, ask{root, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Topic, Body: body}})
		return play(t, log, ask{bob, RaiseHand{Class: Topic, Body: body}}, ask{cleo, RaiseHand{Class: Topic, Room: true}})
	}
	question := of(plain, ask{bob, RaiseHand{Class: Clarify}}, ask{root, RaiseHand{Class: Reply, ReplyTo: c + 1}})
	orders := of(plain, ask{chair, SetQueue{Categories: &[]string{"privilege", "procedure"}}}, ask{root, RaiseHand{Class: Order, Category: "procedure"}}, ask{chair, RaiseHand{Class: Order}})
	called := of(plain, ask{chair, CallNext{0, a}})
	overtaken := of(under(FirstTimers, ""), ask{chair, CallNext{a + 2, a + 3}})
	overtaken = of(overtaken, ask{chair, CallNext{last(overtaken), a + 5}})
	pinned := of(under(FirstTimers, ""), ask{chair, SetPolicy{Policy: FirstTimers, Overtakes: 1}}, ask{chair, CallNext{a + 2, a + 3}})
	reasons := []outcome{
		{"arrival", plain, reasonsOf(bob), "arrival"},
		{"its class goes before", of(plain, ask{root, RaiseHand{Class: Reply}}), reasonsOf(root), "class arrival"},
		{"a point of order by the rank of its category", orders, reasonsOf(root), "class category:2 arrival"},
		{"or without one", orders, reasonsOf(chair), "class category:3 arrival"},
		{"an answer follows its question", question, reasonsOf(root), fmt.Sprint("answer:", c+1)},
		{"answers the question just asked", of(question, ask{chair, CallNext{0, c + 1}}), reasonsOf(root), "front"},
		{"was put back", of(called, ask{chair, PutBack{c + 1}}), reasonsOf(ann), "put_back"},
		{"was passed over", of(lines(t, called, 119), ask{chair, PassOver{c + 1}}), reasonsOf(ann), "passed_over"},
		{"who was next stays next then", of(lines(t, called, 119), ask{chair, PassOver{c + 1}}), reasonsOf(bob), "next"},
		{"has the last word", of(plain, ask{chair, CloseQueue{Last: a}}), reasonsOf(ann), "last_word"},
		{"the chair has moved it", of(plain, ask{chair, MoveHand{c, b}}), reasonsOf(cleo), "moved"},
		{"and set the order down to it", of(plain, ask{chair, MoveHand{c, b}}), reasonsOf(ann), "set"},
		{"not further", of(plain, ask{chair, MoveHand{c, b}}), reasonsOf(bob), "arrival"},
		{"lets another pass", of(plain, ask{ann, DeferHand{a, b}}), reasonsOf(ann), fmt.Sprintf("after:%d arrival", b)},
		{"was told that it is next", under(FirstTimers, ""), reasonsOf(root), "next first_time arrival"},
		{"first time", under(FirstTimers, ""), reasonsOf(bob), "first_time arrival"},
		{"has spoken", under(FirstTimers, ""), reasonsOf(ann), "spoken:1 arrival"},
		{"the turns of the body, and its own", under(LeastHeard, "Islands"), reasonsOf(bob), "body_turns:1 own_turns arrival"},
		{"its own, if it speaks for no body", under(LeastHeard, ""), reasonsOf(ann), "own_turns:1 arrival"},
		{"the round", under(RoundRobin, "Islands"), reasonsOf(bob), "round:3 arrival"},
		{"in the room", under(Alternate, ""), reasonsOf(cleo), "in_room arrival"},
		{"or not", under(Alternate, ""), reasonsOf(ann), "remote arrival"},
		{"by lot", under(Draw, ""), reasonsOf(cleo), "drawn arrival"},
		{"overtaken", overtaken, reasonsOf(ann), "spoken:1 overtaken:1 arrival"},
		{"overtaken as often as may be", of(pinned, ask{chair, CallNext{last(pinned), a + 5}}), reasonsOf(ann), "next pinned:1 arrival"},
	}
	becomes(t, reasons)
	for _, code := range ReasonCodes() {
		if !slices.ContainsFunc(reasons, func(o outcome) bool { return strings.Contains(o.want, string(code)) }) {
			t.Errorf("nobody has the reason %s", code)
		}
	}
}

func TestStatistics(t *testing.T) { // Q17, Q25
	log := play(t, underWay(t), ask{chair, SetQueue{Statistics: new(true)}}, ask{ann, RaiseHand{Class: Topic, Body: "Islands"}})
	log = play(t, log, ask{chair, CallNext{0, last(log)}})
	turn := last(log)
	log = play(t, log, ask{ann, RaiseHand{Class: Order, Body: "Islands"}}, ask{bob, RaiseHand{Class: Topic, Body: "Islands"}}, ask{cleo, RaiseHand{Class: Topic}})
	ended := play(t, lines(t, log, 6), ask{ann, EndTurn{Turn: turn}}) // 10 s
	heard := func(p Person) func(*State) string {
		return func(s *State) string {
			h := s.showHand(Public, s.queue.Hands[place(s, p)], nil).Heard
			if h == nil {
				return "nothing"
			}
			return fmt.Sprintf("first %t, %d turns, %gs, body %d turns, %gs", h.First, h.Turns, h.Spoken, h.BodyTurns, h.BodySpoken)
		}
	}
	ruled := func(log []Entry) []Entry {
		log = slices.Clone(log)
		made := log[0].Event.(MeetingCreated) //nolint:forcetypeassert // planned makes it so
		made.Rule = ChathamHouse
		log[0].Event = made
		return log
	}
	points := play(t, ended, ask{chair, CallNext{0, turn + 1}}, ask{ann, EndTurn{Turn: last(ended) + 1}}, ask{ann, RaiseHand{Class: Topic, Body: "Islands"}})
	back := play(t, log, ask{chair, PutBack{turn}})
	back = play(t, back, ask{chair, CallNext{0, last(back)}}, ask{ann, RaiseHand{Class: Topic, Body: "Islands"}})
	shows := func(s *State) string { return fmt.Sprint(Show(s, Room, 0)["queue"].(QueueValue).Statistics) } //nolint:forcetypeassert // so it is
	becomes(t, []outcome{
		{"a turn that runs counts", log, heard(ann), "first false, 1 turns, 0s, body 1 turns, 0s"},
		{"its time when it has ended", ended, heard(ann), "first false, 1 turns, 10s, body 1 turns, 10s"},
		{"others of the body", ended, heard(bob), "first true, 0 turns, 0s, body 1 turns, 10s"},
		{"who speaks for none", ended, heard(cleo), "first true, 0 turns, 0s, body 0 turns, 0s"},
		{"points of order are no turns, but time", points, heard(ann), "first false, 1 turns, 11s, body 1 turns, 11s"},
		{"a turn put back is one", back, heard(ann), "first false, 1 turns, 4s, body 1 turns, 4s"},
		{"each item has its own", play(t, ended, ask{chair, StartItem{itemB, itemA}}, ask{chair, RaiseHand{Class: Topic, Body: "Islands"}}), heard(chair), "first true, 0 turns, 0s, body 0 turns, 0s"},
		{"only if the meeting shows it", play(t, ended, ask{chair, SetQueue{Statistics: new(false)}}), heard(ann), "nothing"},
		{"never under the Rule", ruled(ended), heard(ann), "nothing"},
		{"the meeting says that it does", ended, shows, "true"},
		{"who has not been heard", ended, func(s *State) string { return strings.Join(s.unheard(), ", ") }, "Libraries"},
		{"the staff are told", ended, func(s *State) string { return fmt.Sprint(Show(s, StaffRoom, 0)["heard"]) }, "{2 [Libraries]}"},
		{"the room is not", ended, func(s *State) string { return fmt.Sprint(Show(s, Room, 0)["heard"]) }, "<nil>"},
		{"the log has each turn", points, took, "ann 10s, ann 1s"},
		{"with its pauses", play(t, log, ask{chair, PauseTurn{turn, PauseCaptions}}, ask{chair, ResumeTurn{turn}}, ask{ann, EndTurn{Turn: turn}}), func(s *State) string {
			sp := s.Speeches()[0]
			return fmt.Sprint(plain(sp.Person), " ", sp.Body, " ", sp.Class, " ", sp.Item, " ", sp.Pauses[0].Reason, " ", sp.Pauses[0].Ended.Sub(sp.Pauses[0].Began), " ", sp.Ended.Sub(sp.Began).Round(time.Second))
		}, "ann Islands topic 2 captions 1s 6s"},
		{"under the Rule nobody gets it", ruled(points), func(s *State) string { return fmt.Sprint(len(s.Speeches())) }, "0"},
	})
}
