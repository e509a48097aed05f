package meeting

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// The queues of whole meetings, under every policy, break no rule of the order.
func TestOrderEqualsTheReference(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	policies := make(map[PolicyName]int)
	for range 150 {
		s, fair := held10(t, rng, func(s *State, _ Command, _ *State) {
			if rule := broken(s, s.queue.Hands); rule != "" {
				t.Fatalf("%s: rule %s: %+v", s.policy(s.current).Name, rule, s.queue.Hands)
			}
		})
		policies[s.policy(s.current).Name]++
		if fair > DefaultOvertakes {
			t.Fatalf("%s: somebody was overtaken %d times (Q19)", s.policy(s.current).Name, fair)
		}
	}
	if len(policies) != len(policyNames) {
		t.Errorf("only %v were tried", policies)
	}
}

// held10 holds a meeting of ten people and two chairs, who ask for this and that, and
// returns it and how often somebody was overtaken at most by the policy alone. Nobody who
// was told to be next may be told otherwise by it.
func held10(t *testing.T, rng *rand.Rand, look func(s *State, c Command, before *State)) (*State, int) {
	t.Helper()
	log := play(t, underWay(t), ask{chair, SetPolicy{Policy: policyNames[rng.IntN(len(policyNames))]}})
	s := replay(log)
	people := make([]Person, 10)
	for i := range people {
		people[i] = Person(fmt.Sprintf("≡p%d", i))
		Apply(s, next(s, House, PersonAdmitted{Person: people[i], Roles: Participant}))
	}
	passed, past, most := make(map[Seq]int), make(map[Seq]int), 0
	for range 150 {
		by, c := someWish(rng, s, people)
		events, err := Decide(s, c, asked(s, by))
		if err != nil {
			continue
		}
		undone := s.done.kind == "turn_began"
		head, lastWord, before, was := s.queue.head(), s.queue.Last, slices.Clone(s.queue.Hands), s.Clone()
		entries(s, by, events)
		look(s, c, was)
		called := Seq(0)
		switch call := c.(type) {
		case Undo:
			if undone {
				passed = past
			}
		case CallHand:
			past, called = maps.Clone(passed), call.Hand
		case CallNext:
			past, called = maps.Clone(passed), call.Head
		}
		if called == head { // whoever is called out of turn is called by the chair
			for n := range overtaken(before, called, lastWord, passed) {
				most = max(most, passed[n])
			}
		}
		for _, h := range s.queue.Hands {
			if h.Overtaken != passed[h.ID] {
				t.Fatalf("%+v: %d was overtaken %d times, and the law says %d", c, h.ID, passed[h.ID], h.Overtaken)
			}
		}
		if h := at(s.queue.Hands, head); isPersonal(c) && h != nil && s.queue.Hands[0].Class == h.Class && s.queue.head() != head && !s.queue.Hands[0].Front {
			t.Fatalf("%+v by %s: %d was next and is so no more", c, by, head)
		}
	}
	return s, most
}

// overtaken counts whom the call of the first hand overtook by the policy alone, and
// returns them.
func overtaken(before []Hand, head, lastWord Seq, passed map[Seq]int) map[Seq]bool {
	out := make(map[Seq]bool)
	called := at(before, head)
	if called == nil {
		return nil
	}
	for _, h := range before {
		if h.Class == called.Class && h.Class != Order && h.ID < head && !h.Fixed && h.After == 0 && !called.Set && !called.Front && h.Answers == 0 && h.ID != lastWord {
			passed[h.ID]++
			out[h.ID] = true
		}
	}
	return out
}

// isPersonal reports whether a wish is one by which somebody changes only the own place.
func isPersonal(c Command) bool {
	switch c.(type) {
	case RaiseHand, EndTurn:
		return true
	}
	return false
}

// someWish is what somebody of a lively meeting asks for.
func someWish(rng *rand.Rand, s *State, people []Person) (Person, Command) {
	by := people[rng.IntN(len(people))]
	hand := func() Seq {
		if n := len(s.queue.Hands); n > 0 {
			return s.queue.Hands[rng.IntN(n)].ID
		}
		return 0
	}
	own := func() Seq {
		i := slices.IndexFunc(s.queue.Hands, func(h Hand) bool { return h.Person == by })
		if i < 0 {
			return 0
		}
		return s.queue.Hands[i].ID
	}
	chairs := []Person{chair, deputy}[rng.IntN(2)]
	switch n := rng.IntN(40); {
	case n < 16:
		return by, RaiseHand{Class: []Class{Topic, Topic, Topic, Reply, Clarify, Order}[rng.IntN(6)], Body: []string{"", "Libraries", "Islands"}[rng.IntN(3)], Room: rng.IntN(2) == 0}
	case n < 24:
		return chairs, CallNext{s.turn.ID, s.queue.head()}
	case n < 26:
		return chairs, EndTurn{Turn: s.turn.ID}
	case n < 27:
		return by, LowerHand{Hand: own()}
	case n < 28:
		return []Person{by, chairs}[rng.IntN(2)], []Command{restore(s, by, 0), LowerHand{Hand: hand()}}[rng.IntN(2)]
	case n < 30:
		return by, DeferHand{Hand: own(), After: []Seq{0, hand()}[rng.IntN(2)]}
	case n < 31:
		return chairs, MoveHand{hand(), []Seq{0, hand()}[rng.IntN(2)]}
	case n < 32:
		return chairs, CallHand{hand(), s.turn.ID}
	case n < 33:
		return chairs, PutBack{s.turn.ID}
	case n < 35:
		return by, RaiseHand{Class: Reply, ReplyTo: hand()}
	case n < 36:
		return chairs, CloseQueue{Last: hand()}
	case n < 38:
		return chairs, OpenQueue{}
	default:
		return chairs, Undo{s.done.seq}
	}
}
