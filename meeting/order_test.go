package meeting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Q18, Q19: the order of a queue is compared with the one below, which is slow and obvious:
// it asks of an order whether a rule of arrange's comment is broken, and the rules leave
// one order only.

// broken names the rule that the hands of order, given s, break; empty for none.
func broken(s *State, order []Hand) string {
	block := func(h Hand) int { // rules 1, 2 and 6
		switch {
		case h.ID == s.queue.Last:
			return 9
		case h.Front:
			return 0
		default:
			return 1 + slices.Index(precedence, h.Class)
		}
	}
	var alone []Hand // those that are no answers
	for i, h := range order {
		if h.Answers == 0 {
			alone = append(alone, h)
			continue
		}
		if before := order[i-min(i, 1)]; i == 0 || before.ID != h.Answers && before.Answers != h.Answers {
			return "6: an answer follows its question"
		}
	}
	for i, h := range alone {
		for _, later := range alone[i+1:] {
			switch {
			case block(h) > block(later):
				return "1 and 2: classes by precedence"
			case block(h) < block(later) || h.Front || h.ID == s.queue.Last:
			case h.Class == Order:
				if s.byCategory(h, later) > 0 {
					return "3: points of order by rank and arrival"
				}
			case !h.Fixed && later.Fixed:
				return "4: what is fixed comes first"
			}
		}
	}
	return brokenFairness(s, alone)
}

// brokenFairness checks rules 4 and 5: whoever stands at a place beats all who stand behind
// for the same and do not wait for somebody to pass.
func brokenFairness(s *State, alone []Hand) string {
	for i, h := range alone {
		if h.Fixed || h.Front || h.Class == Order || h.ID == s.queue.Last {
			continue
		}
		ahead := those(alone[:i], func(o Hand) bool { return o.Class == h.Class && !o.Front && o.ID != s.queue.Last })
		behind := those(alone[i:], func(o Hand) bool { return o.Class == h.Class && !o.Front && !o.Fixed && o.ID != s.queue.Last })
		for _, o := range behind[1:] {
			if at(behind, o.After) == nil && (at(behind, h.After) != nil || wins(s, o, h, ahead)) {
				return fmt.Sprintf("4 or 5: %d stands behind %d", o.ID, h.ID)
			}
		}
	}
	return ""
}

// wins reports whether the policy puts a before b, behind those ahead.
func wins(s *State, a, b Hand, ahead []Hand) bool {
	p := s.policy(s.current)
	pinned := func(h Hand) int {
		if h.Overtaken >= p.Overtakes {
			return 0
		}
		return 1
	}
	if pinned(a) != pinned(b) {
		return pinned(a) < pinned(b)
	}
	if pinned(a) == 0 {
		return a.ID < b.ID
	}
	return cmp.Or(slices.Compare(merits(s, p, a, ahead), merits(s, p, b, ahead)), cmp.Compare(a.ID, b.ID)) < 0
}

// merits is what a policy looks at, the smaller the better, found in the speech log.
func merits(s *State, p Policy, h Hand, ahead []Hand) []int {
	had := func(is func(Turn) bool) (n int) {
		turns := []Turn{s.turn, s.held}
		for _, sp := range s.spoken {
			turns = append(turns, sp.Turn)
		}
		for _, t := range turns {
			if t.ID != 0 && t.Item == s.current && (t.Class == Topic || t.Class == Reply) && !t.Again && is(t) {
				n++
			}
		}
		return n
	}
	own := had(func(t Turn) bool { return t.Person == h.Person })
	same := func(body string, person Person) bool {
		return h.Body != "" && body == h.Body || h.Body == "" && person == h.Person
	}
	bodys := own
	if h.Body != "" {
		bodys = had(func(t Turn) bool { return t.Body == h.Body })
	}
	switch p.Name {
	case FirstTimers:
		return []int{min(own, 1)}
	case LeastHeard:
		return []int{bodys, own}
	case RoundRobin:
		for _, o := range ahead {
			if same(o.Body, o.Person) && (h.Body != "" || o.Body == "") {
				bodys++
			}
		}
		return []int{bodys}
	case Draw:
		return []int{draw(p.Seed, h.ID)}
	case Alternate:
		if room, known := s.side(ahead); known && room == h.Room {
			return []int{1}
		}
		return []int{0}
	}
	return nil
}

// A draw gives every hand the same chance: of 6,000 draws among three, each is first about
// 2,000 times (a chi-square of 13.8 is exceeded once in a thousand).
func TestDraw(t *testing.T) {
	first := make(map[Seq]float64)
	for seed := range uint64(6000) {
		best := Seq(7)
		for _, h := range []Seq{8, 9} {
			if draw(seed, h) < draw(seed, best) {
				best = h
			}
		}
		first[best]++
	}
	chi := 0.0
	for _, h := range []Seq{7, 8, 9} {
		off := first[h] - 2000
		chi += off * off / 2000
	}
	if chi > 13.8 {
		t.Errorf("the first are %v, chi-square %.1f", first, chi)
	}
}

// queued is a queue on item A: whose hands went up, in order, each a person with the body's
// first letter and the kind of turn before, such as "ann/I". Turns that were had come first.
func queued(t *testing.T, policy PolicyName, had, up string) *State {
	t.Helper()
	bodies := map[string]string{"": "", "I": "Islands", "L": "Libraries"}
	log := play(t, underWay(t), ask{chair, SetPolicy{Policy: policy}}, ask{root, RaiseHand{Class: Topic}})
	log = play(t, log, ask{chair, CallNext{Head: last(log)}})
	turn := last(log)
	put := func(word string) {
		name, body, _ := strings.Cut(word, "/")
		log = play(t, log, ask{Person("≡" + name), RaiseHand{Class: Topic, Body: bodies[strings.TrimSuffix(body, "r")], Room: strings.HasSuffix(body, "r")}})
	}
	for word := range strings.FieldsSeq(had) {
		put(word)
		log = play(t, log, ask{chair, CallNext{turn, last(log)}})
		turn = last(log)
	}
	for word := range strings.FieldsSeq(up) {
		put(word)
	}
	return replay(log)
}

// Q18: the policies, by example. The first who goes up is told to be next, and stays it.
func TestPolicies(t *testing.T) {
	for _, test := range []struct {
		policy        PolicyName
		had, up, want string
	}{
		{Arrival, "ann bob", "secretary ann bob cleo", "secretary ann bob cleo"},
		{FirstTimers, "ann", "secretary ann bob cleo", "secretary bob cleo ann"},
		{FirstTimers, "ann", "ann bob", "ann bob"}, // told already
		{LeastHeard, "ann/I", "secretary bob/I cleo/L manager", "secretary cleo manager bob"},
		{LeastHeard, "ann/I bob/I", "secretary ann/I deputy/I", "secretary deputy ann"}, // one body, then the person
		{RoundRobin, "", "secretary ann/I bob/I cleo/L manager/L", "secretary ann cleo bob manager"},
		{RoundRobin, "ann/I", "secretary bob/I cleo/L manager/L", "secretary cleo bob manager"},
		{Alternate, "ann/r", "secretary bob cleo manager/r deputy/r", "secretary manager bob deputy cleo"},
	} {
		t.Run(fmt.Sprint(test.policy, ": ", test.had, " then ", test.up), func(t *testing.T) {
			got := strings.ReplaceAll(waiting(queued(t, test.policy, test.had, test.up)), "/topic", "")
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
