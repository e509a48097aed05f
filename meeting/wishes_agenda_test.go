package meeting

import (
	"fmt"
	"time"
)

// agendaWishes are the wishes about the agenda, and about what is put to the meeting.
var agendaWishes = []func(s *State, by Person, n int) Command{
	func(s *State, by Person, n int) Command {
		return AddItem{
			Title: fmt.Sprintf("¤%d¤", s.seq), Kind: kindsOfItem[n%8], Minutes: 1 + n%70, Parent: pick(s.items, s, n/2),
			After: pick(s.items[:0], s, n), Visibility: append(visibilities, "")[n%4],
		}
	},
	func(s *State, by Person, n int) Command {
		return AddItem{
			Title: fmt.Sprintf("¤%d¤", s.seq), Kind: "aob", Minutes: n, After: pick(s.items, s, n),
			Presenters: []string{text("presenter", s, n)}, Links: []Link{{"", "https://example.org/b"}},
		}
	},
	func(s *State, by Person, n int) Command {
		items := []PlannedItem{{Title: fmt.Sprintf("¤%d¤", s.seq), Kind: "discussion", Minutes: 5}}
		for i := range n % 4 {
			items = append(items, PlannedItem{Title: fmt.Sprintf("¤%d %d¤", s.seq, i), Kind: kindsOfItem[n%8], Minutes: 5, Level: n / (i + 1) % 5})
		}
		return ImportAgenda{items[n/250:]}
	},
	editItem, editItem,
	moveItem, moveItem, moveItem,
	func(s *State, by Person, n int) Command {
		return RemoveItem{pick(s.items, s, n), []string{"", ChildrenRemove, ChildrenLift, ChildrenLift, "keep"}[n%5]}
	},
	func(s *State, by Person, n int) Command {
		return StartItem{Item: pick(s.items, s, n), After: saw(s.current, n)}
	},
	func(s *State, by Person, n int) Command {
		c := LeaveItem{Item: saw(s.current, n), Then: []string{ThenConclude, ThenPark, ThenDefer, ThenCarry, ThenApprove, "sleep"}[n%6]}
		if n%2 == 0 {
			c.Conclusion, c.Next = text("text", s, n), pick(s.items, s, n)
		}
		return c
	},
	func(s *State, by Person, n int) Command {
		return ProposeItem{Title: fmt.Sprintf("¤%d¤", s.seq), Kind: append(kindsOfItem, "")[n%9], Minutes: n / 2, Description: []string{"", fmt.Sprintf("¤%d+¤", s.seq)}[n%2]}
	},
	func(s *State, by Person, n int) Command {
		return AcceptItem{Item: pick(s.proposals, s, n), Parent: pick(s.items, s, n/8)}
	},
	func(s *State, by Person, n int) Command {
		return AcceptItem{Item: pick(s.proposals, s, n), After: pick(s.items, s, n/8)}
	},
	func(s *State, by Person, n int) Command { return DeclineItem{pick(s.proposals, s, n)} },
	func(s *State, by Person, n int) Command { return CirculateAgenda{} },
	func(s *State, by Person, n int) Command { return CirculateAgenda{} },
	func(s *State, by Person, n int) Command {
		title := fmt.Sprintf("¤%d¤", s.seq)
		return []EditMeeting{{}, {Title: &title}, {Mode: &append(modes, "nowhere")[n%4]}, {Place: &title}}[n%4]
	},
	func(s *State, by Person, n int) Command {
		if n%8 > 0 { // else nothing more happens
			return StartMeeting{Carry: leftover(s, n)}
		}
		return CancelMeeting{fmt.Sprintf("¤%d¤", s.seq)}
	},
	func(s *State, by Person, n int) Command { return AdoptAgenda{[]int{0, 10, 20, 5}[n%4]} },
	func(s *State, by Person, n int) Command { return AdoptAgenda{[]int{0, 10}[n%2]} },
	func(s *State, by Person, n int) Command { return OpenSilence{text("text", s, n), 10 + n/16} },
	object, object,
	closeSilence, closeSilence, closeSilence,
	silenceTimer,
}

func moveItem(s *State, _ Person, n int) Command {
	c := MoveItem{Item: pick(s.items, s, n)}
	parent, after := pick(s.items, s, n/8), pick(s.items, s, n/4)
	if n%2 == 0 {
		c.Parent = &parent
	}
	if n%3 > 0 {
		c.After = &after
	}
	return c
}

// object is an objection to a question that may be before the meeting.
func object(s *State, _ Person, n int) Command {
	return Object{pick(s.silences, s, n), []string{"", text("why", s, n)}[n%2], []time.Time{{}, noon}[n%2]}
}

// silenceTimer is what the server wishes when a clock has run out, or somewhat before.
func silenceTimer(s *State, _ Person, n int) Command {
	_, next := s.Next()
	next.There = []Person{chair, someone(n), someone(n + 1)}
	return next
}

// leftover is what a meeting before s may have left to it.
func leftover(s *State, n int) *Carry {
	if n%2 == 0 {
		return nil
	}
	hand := CarriedHand{Hand{Person: guest, Class: Topic, Note: "§note", Body: "Islands"}, noon.Add(-time.Hour)}
	return &Carry{From: fmt.Sprint(n % 5), Items: []CarriedItem{
		{PlannedItem: PlannedItem{Title: "¤c¤", Kind: "discussion", Minutes: 5, Visibility: VisiblePublic}, Open: true, Hands: []CarriedHand{hand}},
		{PlannedItem: PlannedItem{Title: "¤left¤", Kind: "decision", Minutes: 5, Level: n % 5, Visibility: VisiblePresent}, Hands: []CarriedHand{hand}},
	}, Actions: []CarriedAction{{From: "0", Number: 3, Text: "§text", Owner: "§owner"}}}
}

func closeSilence(*State, Person, int) Command { return CloseSilence{} }
