package meeting

import (
	"fmt"
	"testing"
)

func TestGuests(t *testing.T) { // Q6
	open := underWay(t)
	told := play(t, open, ask{ann, RaiseHand{Class: Topic}}, ask{manager, AddHand{Name: "Io", Class: Topic, Body: "Islands", Room: true, Guest: guest}})
	hand := last(told)
	both := play(t, told, ask{bob, RaiseHand{Class: Topic, Note: "Captions"}})
	bobs := last(both)
	several := play(t, both, ask{chair, SetQueue{Several: new(true)}})
	merged := []Event{HandsMerged{Hand: hand, Into: bobs}}
	judged(t, []rule{
		{"a guest's hand is the asker's own", told, bob, ClaimHand{hand}, []Event{HandClaimed{hand}}, nil},
		{"and one with the hand that the asker has", both, bob, ClaimHand{hand}, append([]Event{HandClaimed{hand}}, merged...), nil},
		{"unless there may be several", several, bob, ClaimHand{hand}, []Event{HandClaimed{hand}}, nil},
		{"twice", play(t, told, ask{bob, ClaimHand{hand}}), bob, ClaimHand{hand}, []Event{Unchanged{hand}}, nil},
		{"not what another has claimed", play(t, told, ask{bob, ClaimHand{hand}}), ann, ClaimHand{hand}, nil, ErrNotAllowed},
		{"nobody else's hand", told, bob, ClaimHand{hand - 1}, nil, ErrNotAllowed},
		{"nor one that is down", open, bob, ClaimHand{hand}, nil, ErrUnknown},
		{"nor do observers", told, eve, ClaimHand{hand}, nil, ErrNotAllowed},

		{"the manager says that two hands are one", both, manager, MergeHands{hand, bobs}, merged, nil},
		{"of a guest, not of two people", both, chair, MergeHands{hand - 1, bobs}, nil, malformed},
		{"in one class", play(t, both, ask{cleo, RaiseHand{Class: Reply}}), chair, MergeHands{hand, bobs + 1}, nil, malformed},
		{"not of itself", both, chair, MergeHands{hand, hand}, nil, malformed},
		{"nor with one that is down", both, chair, MergeHands{hand, 99}, nil, ErrUnknown},
		{"nor one that is down", both, chair, MergeHands{99, bobs}, nil, ErrUnknown},
	})
	whole := func(p Person) func(*State) string {
		return func(s *State) string {
			h := s.queue.Hands[place(s, p)]
			return fmt.Sprintf("%d by %s of %q: %q", h.ID-hand, plain(h.AddedBy), h.Body, h.Note)
		}
	}
	late := play(t, both, ask{chair, AddHand{Name: "Jo", Class: Topic, Guest: guest + "2"}})
	becomes(t, []outcome{
		{"the hand says who put it up", told, whole(guest), `0 by manager of "Islands": ""`},
		{"and whose it is once it is claimed, in its place", play(t, told, ask{bob, ClaimHand{hand}}), whole(bob), `0 by  of "Islands": ""`},
		{"two hands are one, which says what the own one said, in the place of the first", play(t, both, ask{bob, ClaimHand{hand}}), whole(bob), `0 by  of "": "Captions"`},
		{"and there is no other", play(t, both, ask{chair, MergeHands{hand, bobs}}), waiting, "ann/topic bob/topic"},
		{"a guest's that came later gives way", play(t, late, ask{chair, MergeHands{last(late), bobs}}), waiting, "ann/topic guest/topic bob/topic"},
		{"and gives its note where there is none", play(t, late, ask{bob, EditHand{bobs, ""}}, ask{chair, MergeHands{last(late), bobs}}), whole(bob), `1 by  of "": ""`},
		{"a merger can be undone", play(t, both, ask{chair, MergeHands{hand, bobs}}, ask{chair, Undo{bobs + 1}}), waiting, "ann/topic guest/topic bob/topic"},
	})
}

// Q6, Q7: hands that are one keep what hung on them.
func TestMergingKeepsWhatHangsOnIt(t *testing.T) {
	open := play(t, underWay(t), ask{ann, RaiseHand{Class: Clarify}})
	asked := play(t, open, ask{chair, AddHand{Class: Clarify, Guest: guest}}, ask{bob, RaiseHand{Class: Clarify}})
	bobs := last(asked)
	answered := play(t, asked, ask{cleo, RaiseHand{Class: Reply, ReplyTo: bobs}}, ask{root, RaiseHand{Class: Reply}}, ask{chair, MergeHands{bobs - 1, bobs}})
	reply := play(t, open, ask{root, RaiseHand{Class: Reply}}, ask{chair, AddHand{Class: Reply, Guest: guest}}, ask{bob, RaiseHand{Class: Reply, ReplyTo: last(open)}})
	word := play(t, asked, ask{chair, CloseQueue{Last: bobs}}, ask{chair, MergeHands{bobs - 1, bobs}})
	becomes(t, []outcome{
		{"the answers to a question", answered, waiting, "ann/clarify bob/clarify cleo/reply root/reply"},
		{"which names its new number", answered, func(s *State) string { return fmt.Sprint(s.queue.Hands[2].ReplyTo - bobs + 1) }, "0"},
		{"and goes first when it is asked", play(t, answered, ask{chair, CallHand{bobs - 1, 0}}), waiting, "cleo/reply ann/clarify root/reply"},
		{"an answer stays with its question", play(t, reply, ask{chair, MergeHands{last(reply) - 1, last(reply)}}), waiting, "ann/clarify bob/reply root/reply"},
		{"the last word", play(t, word, ask{root, RaiseHand{Class: Order}}), waiting, "root/order ann/clarify bob/clarify closed"},
		{"which it keeps", word, func(s *State) string { return fmt.Sprint(s.queue.Last - bobs + 1) }, "0"},
	})
}
