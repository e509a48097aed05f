package meeting

import (
	"fmt"
	"strings"
	"testing"
)

func TestProposals(t *testing.T) { // A9
	log := underWay(t)
	made := play(t, log, ask{ann, ProposeItem{Title: "Tea", Description: "Green, for once."}})
	tea := last(made)
	muted := play(t, log, ask{chair, MutePerson{Person: ann}})
	three := play(t, made, ask{ann, ProposeItem{Title: "Coffee"}}, ask{ann, ProposeItem{Title: "Water"}})
	judged(t, []rule{
		{"with a kind and minutes of their own", log, ann, ProposeItem{Title: " Tea "}, []Event{ProposalMade{Title: "Tea", Kind: "discussion", Minutes: 10}}, nil},
		{"or as they say", log, cleo, ProposeItem{"Tea", "decision", 5, ""}, []Event{ProposalMade{"Tea", "decision", 5, ""}}, nil},
		{"not of those who only follow", log, eve, ProposeItem{Title: "Tea"}, nil, ErrNotAllowed},
		{"nor of those who are asked not to write", muted, ann, ProposeItem{Title: "Tea"}, nil, ErrMuted},
		{"three at once", three, ann, ProposeItem{Title: "Milk"}, nil, ErrProposals},
		{"of each", three, bob, ProposeItem{Title: "Milk"}, []Event{ProposalMade{Title: "Milk", Kind: "discussion", Minutes: 10}}, nil},
		{"not after the end", play(t, log, ask{chair, EndMeeting{}}), ann, ProposeItem{Title: "Tea"}, nil, ErrStage},
		{"a proposal is not on the agenda", made, chair, StartItem{tea, itemA}, nil, ErrUnknown},
		{"until it is accepted", made, secretary, AcceptItem{Item: tea, After: itemA}, []Event{ProposalAccepted{Item: tea, After: itemA}}, nil},
		{"not by its author", made, ann, AcceptItem{Item: tea}, nil, ErrNotAllowed},
		{"nor below what is not there", made, chair, AcceptItem{Item: tea, Parent: 99}, nil, ErrUnknown},
		{"what is no proposal", made, chair, AcceptItem{Item: itemA}, nil, ErrUnknown},
		{"its author takes it back", made, ann, DeclineItem{tea}, []Event{ProposalDeclined{tea}}, nil},
		{"or who keeps the agenda", made, deputy, DeclineItem{tea}, []Event{ProposalDeclined{tea}}, nil},
		{"but nobody else", made, bob, DeclineItem{tea}, nil, ErrNotAllowed},
		{"what is not there", log, chair, DeclineItem{tea}, nil, ErrUnknown},
	})
	agenda := func(a Audience) func(*State) string {
		return func(s *State) string {
			var words []string
			for _, i := range s.showAgenda(a) {
				words = append(words, fmt.Sprintf("%s %s %s %s", i.Number, i.Title, i.State, plain(i.Person)))
			}
			_, says := Show(s, a, 0)[paperKey("item/", tea)]
			return fmt.Sprint(strings.Join(words, ", "), " ", says)
		}
	}
	becomes(t, []outcome{
		{"the room sees who proposed what", made, agenda(Room), "1 A current , 2 B pending ,  Tea proposed ann true"},
		{"outsiders see the agenda", made, agenda(Public), "1 A current , 2 B pending  false"},
		{"accepted it is an item like all others", play(t, made, ask{chair, AcceptItem{Item: tea, After: itemA}}), agenda(Public), "1 A current , 2 Tea pending , 3 B pending  true"},
		{"declined it is gone", play(t, made, ask{chair, DeclineItem{tea}}), agenda(Room), "1 A current , 2 B pending  false"},
	})
}
