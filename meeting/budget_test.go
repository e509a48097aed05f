package meeting

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// budgets tells what each body has and has used, in seconds.
func budgets(s *State) string {
	var out []string
	for _, b := range s.showBudgets(Room) {
		out = append(out, fmt.Sprintf("%s %g of %g", b.Body, b.Used, b.Seconds))
	}
	return strings.Join(out, ", ")
}

func TestBudgets(t *testing.T) { // Q16
	open := underWay(t)
	set := play(t, open, ask{chair, SetBudget{Seconds: 60}}, ask{ann, RaiseHand{Class: Topic, Body: "Islands"}}, ask{bob, RaiseHand{Class: Topic}})
	set = play(t, set, ask{chair, CallNext{0, last(set) - 1}})
	turn := last(set)
	used := play(t, lines(t, play(t, set, ask{chair, PauseTurn{Turn: turn}}, ask{chair, ResumeTurn{turn}}), 77), ask{ann, EndTurn{Turn: turn}})
	change := func(c ChangeBudget) []Entry { return play(t, used, ask{manager, c}) }
	changed := func(c ChangeBudget) []Event {
		c.Item = itemA
		return []Event{BudgetChanged(c)}
	}
	more, share, reset := ChangeBudget{Body: "Islands", Seconds: 30}, ChangeBudget{Body: "Islands", Share: true}, ChangeBudget{Body: "Islands", Reset: true}
	judged(t, []rule{
		{"for each body on the current item", open, chair, SetBudget{Seconds: 60}, []Event{BudgetSet{itemA, 60}}, nil},
		{"on another item", open, chair, SetBudget{itemB, 60}, []Event{BudgetSet{itemB, 60}}, nil},
		{"on no item there is not", open, chair, SetBudget{99, 60}, nil, ErrUnknown},
		{"nor before the first", planned(t), chair, SetBudget{Seconds: 60}, nil, ErrUnknown},
		{"ten hours at most", open, chair, SetBudget{Seconds: 36001}, nil, malformed},
		{"no less than none", open, chair, SetBudget{Seconds: -1}, nil, malformed},
		{"more", used, manager, more, changed(more), nil},
		{"less", used, manager, ChangeBudget{Body: "Islands", Seconds: -30}, changed(ChangeBudget{Body: "Islands", Seconds: -30}), nil},
		{"not more than ten hours in all", used, manager, ChangeBudget{Body: "Islands", Seconds: 35941}, nil, malformed},
		{"of a body that takes part", used, manager, ChangeBudget{Body: "Seas", Seconds: 1}, nil, ErrUnknownBody},
		{"where there are budgets", open, manager, more, nil, malformed},
		{"one thing", used, manager, ChangeBudget{Body: "Islands", Seconds: 1, Reset: true}, nil, malformed},
		{"something", used, manager, ChangeBudget{Body: "Islands"}, nil, malformed},
		{"an overrun is shared", used, manager, share, changed(share), nil},
		{"not what was not overrun", set, manager, share, nil, malformed},
		{"nor shared twice", change(share), manager, share, nil, malformed},
		{"nor after it is forgotten", change(reset), manager, share, nil, malformed},
	})
	becomes(t, []outcome{
		{"none, none shown", open, budgets, ""},
		{"what is used is shown, without the pauses", used, budgets, "Libraries 0 of 60, Islands 79 of 60"},
		{"who speaks for no body uses none", play(t, lines(t, play(t, used, ask{chair, CallNext{0, turn - 1}}), 9), ask{bob, EndTurn{Turn: last(used) + 1}}), budgets, "Libraries 0 of 60, Islands 79 of 60"},
		{"more is more", change(more), budgets, "Libraries 0 of 60, Islands 79 of 90"},
		{"the others pay for what was overrun", change(share), budgets, "Libraries 0 of 41, Islands 79 of 79"},
		{"also below what they have", play(t, change(ChangeBudget{Body: "Libraries", Seconds: -50}), ask{manager, share}), budgets, "Libraries 0 of -9, Islands 79 of 79"},
		{"what is forgotten is not used", change(reset), budgets, "Libraries 0 of 60, Islands 0 of 60"},
		{"setting forgets what was added, not what was used", play(t, change(more), ask{chair, SetBudget{Seconds: 90}}), budgets, "Libraries 0 of 90, Islands 79 of 90"},
		{"none again", play(t, used, ask{chair, SetBudget{}}), budgets, ""},
		{"each item has its own", play(t, used, ask{chair, SetBudget{itemB, 10}}, ask{chair, StartItem{itemB, itemA}}), budgets, "Libraries 0 of 10, Islands 0 of 10"},
		{"an undone turn uses nothing", play(t, play(t, set, ask{chair, EndTurn{Turn: turn}}), ask{chair, Undo{turn + 1}}), budgets, "Libraries 0 of 60, Islands 0 of 60"},
	})
}

// Q16: what a body overran comes out of the others' in equal parts, to the nanosecond.
func TestAnOverrunIsSharedEqually(t *testing.T) {
	log := play(t, nil, ask{House, CreateMeeting{
		Title: "T", Starts: noon, Rule: Open, Agenda: []PlannedItem{{Title: "A", Kind: "discussion", Minutes: 10}},
		Bodies: []Body{{Name: "A"}, {Name: "B"}, {Name: "C"}, {Name: "D"}},
	}}, ask{House, AdmitPerson{chair, Chair, ""}}, ask{chair, StartMeeting{}}, ask{chair, SetQueue{Grace: new(0)}}, ask{chair, SetBudget{Seconds: 1}}, ask{chair, RaiseHand{Class: Topic, Body: "B"}})
	log = play(t, log, ask{chair, CallNext{0, last(log)}}, ask{chair, PauseTurn{Turn: last(log) + 1}}, ask{chair, ResumeTurn{last(log) + 1}})
	log = play(t, log, ask{chair, CallBreak{60}}, ask{chair, EndBreak{}}, ask{chair, EndTurn{Turn: last(log) - 2}}, ask{chair, ChangeBudget{Body: "B", Share: true}})
	s := replay(log)
	sum := time.Duration(0)
	for _, b := range s.bodies {
		sum += s.budgets[itemA].of(b.Name)
	}
	if got := budgets(s); got != "A 0 of 0.333333334, B 3 of 3, C 0 of 0.333333334, D 0 of 0.333333334" || sum < 4*time.Second || sum > 4*time.Second+3 {
		t.Errorf("%s, in all %s", got, sum)
	}
	alone := replay(play(t, nil, ask{House, CreateMeeting{Title: "T", Starts: noon, Rule: Open, Bodies: []Body{{Name: "A"}}}}))
	alone.budgets[0] = Budget{Each: 1, Extra: map[string]time.Duration{"A": -2}}
	if _, err := (ChangeBudget{Body: "A", Share: true}).decide(alone, Asked{}); err == nil {
		t.Error("shared with nobody")
	}
}
