package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestTime(t *testing.T) { // Q14
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Reply}})
	set := play(t, up, ask{chair, SetPolicy{Policy: "arrival", Limits: map[Class]int{Reply: 30, Order: 5}}})
	bobHand := last(up)
	speaks := play(t, set, ask{chair, CallNext{Head: bobHand}})
	turn := last(speaks)
	longer := play(t, speaks, ask{chair, ExtendTurn{turn, 60}}, ask{chair, ExtendTurn{turn, 60}})
	judged(t, []rule{
		{"a limit for a class", up, chair, SetPolicy{Policy: "arrival", Limits: map[Class]int{Topic: 90}}, []Event{PolicySet{Policy: "arrival", Limits: map[Class]int{Topic: 90}}}, nil},
		{"a class there is not", up, chair, SetPolicy{Policy: "arrival", Limits: map[Class]int{"shout": 90}}, nil, ErrUnknownClass},
		{"a policy there is not", up, chair, SetPolicy{Policy: "loudest", Limits: nil}, nil, malformed},
		{"hardly any time", up, chair, SetPolicy{Policy: "arrival", Limits: map[Class]int{Topic: 4}}, nil, malformed},
		{"all day", up, chair, SetPolicy{Policy: "arrival", Limits: map[Class]int{Topic: 3601}}, nil, malformed},

		{"the class's limit", set, chair, CallNext{Head: bobHand}, []Event{TurnBegan{Hand: bobHand, Limit: 30 * time.Second}}, nil},
		{"the usual one for the others", set, chair, CallHand{Hand: bobHand - 1}, []Event{TurnBegan{Hand: bobHand - 1, Limit: 2 * time.Minute, Out: true}}, nil},

		{"a minute more", speaks, manager, ExtendTurn{turn, 60}, []Event{TurnExtended{turn, 60}}, nil},
		{"no less", speaks, chair, ExtendTurn{turn, -60}, nil, malformed},
		{"not without an end", speaks, chair, ExtendTurn{turn, 601}, nil, malformed},
		{"a turn that is over", play(t, speaks, ask{bob, EndTurn{Turn: turn}}), chair, ExtendTurn{turn, 60}, nil, ErrStale},
	})
	limit := func(s *State) string { return s.turn.Limit.String() }
	becomes(t, []outcome{
		{"each tap adds", longer, limit, "2m30s"},
		{"the turn that runs keeps its limit", play(t, speaks, ask{chair, SetPolicy{Policy: "arrival", Limits: map[Class]int{Reply: 300}}}), limit, "30s"},
		{"everybody sees the limits", set, func(s *State) string {
			q, _ := Show(s, Public, 0)["queue"].(QueueValue)
			return fmt.Sprint(q.Limits)
		}, "map[clarify:120 order:5 reply:30 topic:120]"},
		{"a person sees the own one", play(t, set, ask{chair, SetPolicy{Policy: "arrival", Limits: map[Class]int{Topic: 60}}}), func(s *State) string {
			return fmt.Sprint(Me(s, ann).Limit)
		}, "60"},
	})
}

func TestPuttingBack(t *testing.T) { // Q12
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic, Note: "Captions", Body: "Islands"}}, ask{bob, RaiseHand{Class: Topic}}, ask{cleo, RaiseHand{Class: Order}})
	annHand := last(up) - 2
	speaks := play(t, up, ask{chair, CallHand{Hand: annHand}})
	turn := last(speaks)
	ended := play(t, speaks, ask{ann, EndTurn{Turn: turn}})
	back := play(t, lines(t, speaks, 28), ask{chair, PutBack{turn}})
	bobSpeaks := play(t, speaks, ask{chair, CallHand{annHand + 1, turn}})
	again := play(t, ended, ask{ann, RaiseHand{Class: Topic}})
	judged(t, []rule{
		{"who speaks", speaks, chair, PutBack{turn}, []Event{TurnEnded{Turn: turn}, TurnPutBack{turn}}, nil},
		{"who spoke last, while nobody speaks", ended, chair, PutBack{turn}, []Event{TurnPutBack{turn}}, nil},
		{"who spoke last, while another speaks", bobSpeaks, chair, PutBack{turn}, nil, ErrStale},
		{"nobody has spoken", up, chair, PutBack{0}, nil, ErrStale},
		{"a turn that never was", ended, chair, PutBack{99}, nil, ErrStale},
		{"on another item", play(t, ended, ask{chair, StartItem{itemB, itemA}}), chair, PutBack{turn}, nil, ErrStale},
		{"who has asked again meanwhile", again, chair, PutBack{turn}, nil, ErrHandUp},
		{"who was removed meanwhile", play(t, ended, ask{chair, RemovePerson{ann}}), chair, PutBack{turn}, nil, ErrUnknown},
		{"twice", back, chair, PutBack{turn}, nil, ErrHandUp},
		{"a hand that was put back takes up where it stopped", back, chair, CallNext{Head: last(back)}, []Event{TurnBegan{Hand: last(back), Limit: 91 * time.Second}}, nil},
		{"who was put back and asks again is in the queue", back, ann, RaiseHand{Class: Topic, Note: "Captions", Body: "Islands"}, []Event{Unchanged{last(back)}}, nil},
	})
	becomes(t, []outcome{
		{"at the head, before a point of order", back, waiting, "ann/topic cleo/order bob/topic"},
		{"a point of order that comes later goes first", play(t, back, ask{bob, RaiseHand{Class: Order}}), waiting, "ann/topic cleo/order bob/order bob/topic"},
		{"with note and body", back, func(s *State) string { return s.queue.Hands[0].Note + ", " + s.queue.Hands[0].Body }, "Captions, Islands"},
		{"pauses do not count", play(t, lines(t, play(t, speaks, ask{chair, PauseTurn{Turn: turn}}), 200), ask{chair, PutBack{turn}}), left, "1m59s"},
		{"over time, a moment is left", play(t, lines(t, speaks, 200), ask{chair, PutBack{turn}}), left, "1s"},
		{"the speech is kept", back, speeches, "ann for Islands on 2: 0s-29s, stood []"},
	})
}

// left tells what is left to the first hand.
func left(s *State) string { return s.queue.Hands[0].Left.String() }
