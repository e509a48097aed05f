package meeting

import (
	"fmt"
	"slices"
)

// queueWishes are the wishes about the queue and the floor.
var queueWishes = []func(s *State, by Person, n int) Command{
	func(s *State, by Person, n int) Command { return OpenQueue{} },
	func(s *State, by Person, n int) Command {
		return []CloseQueue{{}, {In: n}, {After: n / 16}, {Last: pick(s.queue.Hands, s, n)}, {In: 1, After: 1}}[n%5]
	},
	raise, raise, raise,
	func(s *State, by Person, n int) Command {
		who := guest + Person(fmt.Sprint(n%5))
		if n > 240 {
			who = someone(n)
		}
		return AddHand{Name: "§name", Class: precedence[n%4], Body: aBody(n), Room: n%2 == 0, Guest: who}
	},
	func(s *State, by Person, n int) Command { return EditHand{own(s, by, n), text("hand", s, n)} },
	func(s *State, by Person, n int) Command { return LowerHand{own(s, by, n), text("why", s, n)} },
	deferHand, deferHand, deferHand,
	callNext, callNext, callNext,
	func(s *State, by Person, n int) Command {
		return CallHand{Hand: pick(s.queue.Hands, s, n), After: saw(s.turn.ID, n)}
	},
	func(s *State, by Person, n int) Command {
		if spoken := len(s.spoken); s.turn.ID == 0 && spoken > 0 {
			return PutBack{saw(s.spoken[spoken-1].ID, n)}
		}
		return PutBack{saw(s.turn.ID, n)}
	},
	func(s *State, by Person, n int) Command { return ExtendTurn{saw(s.turn.ID, n), n * 3} },
	func(s *State, by Person, n int) Command {
		return SetPolicy{append(policyNames, "loudest")[n%7], []Seq{0, pick(s.items, s, n/8)}[n/4%2], map[Class]int{append(precedence, "shout")[n%5]: n}, n % 4}
	},
	func(s *State, by Person, n int) Command {
		return EndTurn{saw(s.turn.ID, n), []string{"", "", "§why"}[n%3]}
	},
	func(s *State, by Person, n int) Command {
		return PauseTurn{saw(s.turn.ID, n), append(pauseReasons, "tea")[n%5]}
	},
	func(s *State, by Person, n int) Command { return ResumeTurn{saw(s.turn.ID, n)} },
	func(s *State, by Person, n int) Command { return ResumeTurn{s.turn.ID} },
	func(s *State, by Person, n int) Command {
		return MoveHand{pick(s.queue.Hands, s, n), pick(s.queue.Hands, s, n/16)}
	},
	func(s *State, by Person, n int) Command {
		return MoveHand{pick(s.queue.Hands, s, n), pick(s.queue.Hands, s, n/16)}
	},
	restore, restore, restore, restore, restore, restore,
	func(s *State, by Person, n int) Command { return ClaimHand{pick(s.queue.Hands, s, n)} },
	func(s *State, by Person, n int) Command {
		return MergeHands{pick(s.queue.Hands, s, n), pick(s.queue.Hands, s, n/16)}
	},
	mergeHands,
	func(s *State, by Person, n int) Command { return AnswerTurn{saw(s.turn.ID, n)} },
	func(s *State, by Person, n int) Command { return PassOver{saw(s.turn.ID, n)} },
	func(s *State, by Person, n int) Command { return PassOver{s.turn.ID} },
	func(s *State, by Person, n int) Command { return MarkRead{saw(s.turn.ID, n), n % 3} },
	func(s *State, by Person, n int) Command { return MarkRead{s.turn.ID, 1} },
	correct, correct, correct, correct,
	func(s *State, by Person, n int) Command { return Undo{saw(s.done.seq, n)} },
	func(s *State, by Person, n int) Command { return Undo{s.done.seq} },
	func(s *State, by Person, n int) Command {
		on, grace := n%2 == 0, n%20
		return []SetQueue{
			{HideNames: &on},
			{Statistics: &on},
			{Several: &on},
			{NoOrders: &on},
			{Grace: &grace},
			{Categories: &[]string{"privilege", "order"}},
			{Grace: &grace, Several: &on},
			{},
			{Opens: &on},
		}[n%9]
	},
	func(s *State, by Person, n int) Command {
		return SetTime{n % 5, []Person{House, House, someone(n)}[n%3]}
	},
	func(s *State, by Person, n int) Command { return SetBudget{pick(s.items, s, n), n * 2} },
	func(s *State, by Person, n int) Command { return SetBudget{0, 1 + n%3} },
	changeBudget, changeBudget,
	func(s *State, by Person, n int) Command {
		at, timer := s.Next()
		if n%4 == 0 || at.IsZero() {
			return TimerFired{Purpose: timerCloseQueue, Thing: Seq(n)}
		}
		return timer
	},
}

func raise(s *State, _ Person, n int) Command {
	c := RaiseHand{Class: append(precedence, precedence...)[n%8], Body: aBody(n), Written: n%4 == 0, Room: n%5 == 0}
	if n%3 > 0 {
		c.Note = text("hand", s, n)
	}
	switch {
	case c.Class == Reply && n%4 == 0:
		c.ReplyTo = saw(s.turn.ID, n)
	case c.Class == Reply && n%4 == 1:
		c.ReplyTo = pick(s.queue.Hands, s, n)
	case c.Class == Order && n%3 == 0:
		c.Category = []string{"order", "privilege", "tea"}[n%3]
	case c.Written:
		c.Note, c.Reader = text("said", s, n), append(readers, "cat")[n%5]
	}
	return c
}

// mergeHands is a wish about a guest's hand and another of its class.
func mergeHands(s *State, _ Person, n int) Command {
	for _, h := range s.queue.Hands {
		for _, o := range s.queue.Hands {
			if s.isGuest(h.Person) && o.Class == h.Class && o.ID != h.ID {
				return MergeHands{h.ID, o.ID}
			}
		}
	}
	return MergeHands{Seq(n % 30), Seq(n % 20)}
}

func callNext(s *State, _ Person, n int) Command {
	return CallNext{After: saw(s.turn.ID, n), Head: saw(s.queue.head(), n/16)}
}

// correct is a wish about the statement that is being read.
func correct(s *State, _ Person, n int) Command {
	return CorrectText{saw(s.turn.ID, n), s.turn.Note + "\n" + text("said", s, n)}
}

// restore is a wish of somebody who has just left the queue.
func restore(s *State, by Person, n int) Command {
	for _, l := range slices.Backward(s.left) {
		if l.hand.Person == by {
			return RestoreHand{l.hand.ID}
		}
	}
	return RestoreHand{saw(s.seq, n)}
}

func changeBudget(s *State, _ Person, n int) Command {
	c := ChangeBudget{Item: s.current, Body: aBody(n)}
	switch n % 4 {
	case 0:
		c.Seconds = n - 128
	case 1:
		c.Reset = true
	case 2:
		c.Share = true
	default:
		c.Item, c.Share, c.Reset = 0, n%8 == 3, true
	}
	return c
}

// own is mostly a hand of by's.
func own(s *State, by Person, n int) Seq {
	i := slices.IndexFunc(s.queue.Hands, func(h Hand) bool { return h.Person == by })
	if i < 0 || n%8 == 0 {
		return pick(s.queue.Hands, s, n)
	}
	return s.queue.Hands[i].ID
}

// saw is what an asker saw: now, or one time in eight something else.
func saw(now Seq, n int) Seq {
	if n%8 == 7 {
		return now + 1
	}
	return now
}

func deferHand(s *State, by Person, n int) Command {
	return DeferHand{own(s, by, n), []Seq{0, pick(s.queue.Hands, s, n)}[n%2]}
}
