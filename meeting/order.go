package meeting

import (
	"cmp"
	"slices"
	"time"
)

// A Standing is how a hand came to its place, beyond when it went up and for what.
type Standing struct {
	Left      time.Duration // what is left of a turn that was put back; 0 for all of it
	Again     bool          // was put back: what it had of its turn counted already
	Front     bool          // before all others: it was put back or passed over, or answers the question just asked
	Due       bool          // answers the question that was just asked
	Passed    bool          // called before, and did not answer
	Fixed     bool          // no policy moves it: it was told that it is next, or the chair has set the order down to it
	Set       bool          // fixed by those who run the queue: they have set the order down to it
	Moved     bool          // by them
	Answers   Seq           // the waiting question that it follows
	After     Seq           // the hand that it lets pass
	Overtaken int           // how often a later hand of its class was called first
}

// arrange puts the hands that are up in the order in which they will be called, and fixes
// the first, who is told so: the order is a function of what has happened, and of nothing
// else. Its rules, which the policies' texts on the page say in words:
//
//  1. Who was put back, and answers to the question that was just asked, are first.
//  2. Then points of order, clarifying questions, replies, and topics (Q2).
//  3. Points of order come by the rank of their category, then as they went up (Q3).
//  4. Of the other classes, hands that are fixed keep their order; then come those that
//     were overtaken as often as may be, as they went up; then the others by the item's
//     policy, and then as they went up (Q18, Q19).
//  5. Who lets another pass comes after that one (Q9).
//  6. An answer follows the question it answers (Q7). Who has the last word is last (Q13).
func (s *State) arrange() {
	q := &s.queue
	blocks := make([][]Hand, len(precedence)+2)
	var answers []Hand
	for _, h := range q.Hands {
		switch i := slices.Index(precedence, h.Class) + 1; {
		case h.ID == q.Last:
			blocks[len(blocks)-1] = append(blocks[len(blocks)-1], h)
		case h.Answers != 0:
			answers = append(answers, h)
		case h.Front:
			blocks[0] = append(blocks[0], h)
		default:
			blocks[i] = append(blocks[i], h)
		}
	}
	ordered := make([]Hand, 0, len(q.Hands))
	for i, block := range blocks {
		switch {
		case i == 1:
			slices.SortStableFunc(block, s.byCategory)
		case 1 < i && i < len(blocks)-1:
			block = s.fair(block)
		}
		for _, h := range block {
			ordered = append(append(ordered, h), those(answers, func(a Hand) bool { return a.Answers == h.ID })...)
		}
	}
	if len(ordered) > 0 {
		ordered[0].Fixed = true
	}
	q.Hands = ordered
}

// those are the hands of which is holds, in their order.
func those(hands []Hand, is func(Hand) bool) (out []Hand) {
	for _, h := range hands {
		if is(h) {
			out = append(out, h)
		}
	}
	return out
}

// byCategory compares points of order.
func (s *State) byCategory(a, b Hand) int {
	return cmp.Or(cmp.Compare(s.categoryRank(a), s.categoryRank(b)), cmp.Compare(a.ID, b.ID))
}

// categoryRank is the place of a point of order's category; those without come last.
func (s *State) categoryRank(h Hand) int {
	if i := slices.Index(s.settings.Categories, h.Category); i >= 0 {
		return i
	}
	return len(s.settings.Categories)
}

// fair orders the hands of one class.
func (s *State) fair(block []Hand) []Hand {
	out := those(block, func(h Hand) bool { return h.Fixed })
	rest := those(block, func(h Hand) bool { return !h.Fixed })
	slices.SortFunc(rest, func(a, b Hand) int { return cmp.Compare(a.ID, b.ID) })
	policy := s.policy(s.current)
	for len(rest) > 0 {
		best, key := 0, fairness{}
		for i, h := range rest {
			k := s.fairness(policy, h, out)
			k.waits = at(rest, h.After) != nil
			if i == 0 || k.before(key) {
				best, key = i, k
			}
		}
		out = append(out, rest[best])
		rest = slices.Delete(rest, best, best+1)
	}
	return out
}

// fairness is what decides between the hands of a class that are not fixed.
type fairness struct {
	waits  bool // for the one that it lets pass
	free   bool // may still be overtaken
	first  int  // by the policy: the smaller, the sooner
	second int
	id     Seq
}

// before reports whether a comes before b.
func (a fairness) before(b fairness) bool {
	flag := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(flag(a.waits), flag(b.waits)), cmp.Compare(flag(a.free), flag(b.free)),
		cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second), cmp.Compare(a.id, b.id),
	) < 0
}

// fairness is what h brings under a policy, behind the hands that are ahead of it.
func (s *State) fairness(p Policy, h Hand, ahead []Hand) fairness {
	f := fairness{free: h.Overtaken < p.Overtakes, id: h.ID}
	if !f.free {
		return f // as they went up
	}
	switch p.Name {
	case Arrival:
	case FirstTimers:
		f.first = min(1, s.turns(h.Person, ""))
	case LeastHeard:
		f.first, f.second = s.turns(h.speaksFor()), s.turns(h.Person, "")
	case RoundRobin:
		f.first = s.round(h, ahead)
	case Alternate:
		if room, known := s.side(ahead); known && room == h.Room {
			f.first = 1
		}
	case Draw:
		f.first = draw(p.Seed, h.ID)
	}
	return f
}

// speaksFor is whose turns count for h: its body's, or the person's own if it has none.
func (h Hand) speaksFor() (Person, string) {
	if h.Body != "" {
		return "", h.Body
	}
	return h.Person, ""
}

// round is the round in which h is due: the turns of its body so far, and those of the
// body's hands ahead.
func (s *State) round(h Hand, ahead []Hand) int {
	p, body := h.speaksFor()
	n := s.turns(p, body)
	for _, o := range ahead {
		if q, of := o.speaksFor(); q == p && of == body {
			n++
		}
	}
	return n
}

// side is whether the hand before was of someone in the room: the last of ahead, or who
// began to speak last on this item.
func (s *State) side(ahead []Hand) (room, known bool) {
	if n := len(ahead); n > 0 {
		return ahead[n-1].Room, true
	}
	last := Turn{}
	for _, t := range []Turn{s.turn, s.held} {
		if t.ID > last.ID && counts(t.Class) {
			last = t
		}
	}
	for _, sp := range slices.Backward(s.spoken) {
		if sp.Item != s.current || !counts(sp.Class) {
			continue
		}
		if sp.ID < last.ID { // speeches end as they began, but for those that a question held
			break
		}
		last = sp.Turn
	}
	return last.Room, last.ID != 0
}

// draw is a number that chance gives a hand: the same for one seed, and for another one
// as if drawn anew. Source: the finaliser of SplitMix64, Steele, Lea and Flood 2014.
func draw(seed uint64, hand Seq) int {
	z := seed + uint64(hand)*0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) >> 1)
}

// overtake counts that a hand is called before others that are up: unless those who
// run the queue have set that order, or a hand lets another pass.
func (s *State) overtake(called Hand) {
	if called.Set || called.Front || called.Answers != 0 || called.Class == Order {
		return
	}
	for i := range s.queue.Hands {
		h := &s.queue.Hands[i]
		if h.Class == called.Class && h.ID < called.ID && h.After == 0 && !h.Fixed && h.Answers == 0 && h.ID != s.queue.Last {
			h.Overtaken++
		}
	}
}
