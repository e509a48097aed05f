package meeting

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestOwnLimits(t *testing.T) { // Q14, acc-Q7
	open := play(t, underWay(t), ask{chair, SetPolicy{Policy: Arrival, Limits: map[Class]int{Reply: 30}}}, ask{ann, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Reply}},
		ask{chair, AddHand{Class: Topic, Guest: guest}})
	reply, topic, guests := last(open)-1, last(open)-2, last(open)
	times := func(n int) []Entry { return play(t, open, ask{ann, SetTime{Times: n}}) }
	began := func(hand Seq, limit time.Duration) []Event {
		return []Event{TurnBegan{Hand: hand, Limit: limit, Out: hand != reply}}
	}
	judged(t, []rule{
		{"twice", open, ann, SetTime{Times: 2}, []Event{TimeSet{2, ann}}, nil},
		{"four times", open, ann, SetTime{Times: 4}, []Event{TimeSet{4, ann}}, nil},
		{"without end", open, ann, SetTime{}, []Event{TimeSet{0, ann}}, nil},
		{"not three times", open, ann, SetTime{Times: 3}, nil, malformed},
		{"not less", open, ann, SetTime{Times: -1}, nil, malformed},
		{"not another's", open, ann, SetTime{2, bob}, nil, ErrNotAllowed},
		{"but by those who run the queue", open, manager, SetTime{2, bob}, []Event{TimeSet{2, bob}}, nil},
		{"also a guest's", open, manager, SetTime{2, guest}, []Event{TimeSet{2, guest}}, nil},
		{"not of nobody", open, manager, SetTime{2, stranger}, nil, ErrUnknown},

		{"two minutes are four", times(2), chair, CallHand{topic, 0}, began(topic, 4*time.Minute), nil},
		{"and eight", times(4), chair, CallHand{topic, 0}, began(topic, 8*time.Minute), nil},
		{"half a minute is one and a half: a minute more at least", times(2), chair, CallHand{reply, 0}, began(reply, 90*time.Second), nil},
		{"or more than that", times(4), chair, CallHand{reply, 0}, began(reply, 2*time.Minute), nil},
		{"none is none", times(0), chair, CallHand{topic, 0}, began(topic, 0), nil},
		{"that of all again", play(t, times(4), ask{ann, SetTime{Times: 1}}), chair, CallHand{topic, 0}, began(topic, 2*time.Minute), nil},
		{"nobody else's", times(4), chair, CallHand{guests, 0}, began(guests, 2*time.Minute), nil},
		{"a turn without a limit needs no more", play(t, times(0), ask{chair, CallHand{topic, 0}}), chair, ExtendTurn{guests + 2, 60}, []Event{Unchanged{guests + 2}}, nil},
	})
	becomes(t, []outcome{
		{"the person sees it", times(4), func(s *State) string { return fmt.Sprint(Me(s, ann).Times, Me(s, ann).Limit) }, "4 480"},
		{"and that there is none", times(0), func(s *State) string { return fmt.Sprint(Me(s, ann).Times, Me(s, ann).Limit) }, "0 0"},
		{"the others see their own", times(4), func(s *State) string { return fmt.Sprint(Me(s, bob).Times, Me(s, bob).Limit) }, "1 120"},
		{"put back without a limit, nothing is left to count", play(t, times(0), ask{chair, CallHand{topic, 0}}, ask{chair, PutBack{guests + 2}}), func(s *State) string { return s.queue.Hands[0].Left.String() }, "0s"},
	})
}

// acc-Q7: of an own limit nobody else is shown anything; the turn that runs has an end, as
// one has that was extended. Nor does it say why.
func TestOwnLimitsArePrivate(t *testing.T) {
	for _, rule := range []Rule{Open, ChathamHouse, OffRecord} {
		log := underWay(t)
		made := log[0].Event.(MeetingCreated) //nolint:forcetypeassert // planned makes it so
		made.Rule = rule
		log[0].Event = made
		log = play(t, log, ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}})
		a := last(log) - 1
		with, without := play(t, log, ask{ann, SetTime{Times: 4}}), play(t, log, ask{ann, SetTime{Times: 1}})
		speak := []ask{{chair, CallNext{0, a}}}
		for _, asks := range [][]ask{{}, speak, append(speak, ask{ann, EndTurn{Turn: a + 3}})} {
			for _, audience := range []Audience{Public, Room, StaffRoom} {
				got, want := shown(t, replay(play(t, with, asks...)), audience), shown(t, replay(play(t, without, asks...)), audience)
				if audience != Public || rule == Open {
					got = strings.Replace(got, `"limit":480`, `"limit":120`, 1) // of the turn that runs
				}
				if got != want {
					t.Errorf("%s, audience %d after %d asks:\n%s\n%s", rule, audience, len(asks), got, want)
				}
			}
			for _, other := range []Person{bob, chair} {
				got, want := fmt.Sprintf("%+v", Me(replay(play(t, with, asks...)), other)), fmt.Sprintf("%+v", Me(replay(play(t, without, asks...)), other))
				if got != want {
					t.Errorf("%s is told %s, not %s", other, got, want)
				}
			}
		}
	}
}

// Q20: nobody but those who run the meeting sees who waits, what about, or for whom.
func TestHiddenNames(t *testing.T) {
	log := play(t, underWay(t), ask{chair, SetQueue{HideNames: new(true), Statistics: new(true)}}, ask{chair, SetPolicy{Policy: LeastHeard}},
		ask{root, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Topic, Body: "Islands", Note: "§note"}},
		ask{bob, RaiseHand{Class: Clarify, Written: true, Note: "§statement"}},
		ask{manager, AddHand{Name: "§name", Class: Reply, Guest: guest}}, ask{cleo, RaiseHand{Class: Topic, Body: "Islands"}})
	first := last(log) - 4
	log = play(t, log, ask{chair, CallHand{first, 0}}, ask{chair, PutBack{last(log) + 1}}, ask{chair, CallNext{0, last(log) + 3}})
	s := replay(log)
	for _, a := range []Audience{Public, Room, StaffRoom} {
		q := Show(s, a, 0)["queue"].(QueueValue) //nolint:forcetypeassert // so it is
		if len(q.Hands) != 4 || q.Turn == nil || q.Turn.Person != root {
			t.Fatalf("audience %d sees %d hands and %+v", a, len(q.Hands), q.Turn)
		}
		b, err := json.Marshal(q.Hands) // a person is printed as nobody
		if err != nil {
			t.Fatal(err)
		}
		view := string(b)
		for _, secret := range []string{string(ann), string(bob), string(cleo), string(guest), string(manager), "Islands", "§", "body_turns", `"heard":{`} {
			if told := strings.Contains(view, secret); told != (a == StaffRoom) {
				t.Errorf("audience %d sees %q: %t, in %s", a, secret, told, view)
			}
		}
	}
	becomes(t, []outcome{
		{"each person sees the own place", log, func(s *State) string { return fmt.Sprint(Me(s, ann).Place, Me(s, bob).Place, Me(s, cleo).Place) }, "3 1 4"},
		{"readers forget what they have seen", play(t, underWay(t), ask{chair, SetQueue{HideNames: new(true)}}), func(s *State) string { return fmt.Sprint(s.Anew() == s.Seq()) }, "true"},
		{"not when nothing of it changes", play(t, log, ask{chair, SetQueue{HideNames: new(true), Grace: new(5)}}), func(s *State) string { return fmt.Sprint(s.Anew() == s.Seq()) }, "false"},
	})
}
