package meeting

import (
	"fmt"
	"testing"
)

// speaking has people speak on the current item, one after another.
func speaking(t *testing.T, log []Entry, people ...Person) []Entry {
	t.Helper()
	for _, p := range people {
		log = play(t, log, ask{p, RaiseHand{Class: Topic}})
		log = play(t, log, ask{chair, CallNext{Head: last(log), After: replay(log).turn.ID}})
		log = play(t, log, ask{p, EndTurn{Turn: last(log)}})
	}
	return log
}

// spoke has people speak one after another under the Rule, and a contribution of the first
// written down.
func spoke(t *testing.T, people ...Person) (log []Entry, line Seq) {
	t.Helper()
	log = speaking(t, play(t, underWay(t), ask{chair, SetRule{ChathamHouse, 0}}), people...)
	log = play(t, log, ask{secretary, AddNote{Text: "Captions first.", Kind: NoteContribution, Speaker: people[0]}})
	return log, last(log)
}

// R6, T-28, T-29: who lets it is named, as long as enough others stay unnamed, and until they
// do not any more.
func TestConsent(t *testing.T) {
	four, line := spoke(t, ann, bob, cleo, manager)
	three, other := spoke(t, ann, bob, cleo)
	yes := ask{ann, GiveConsent{true, ConsentName, 0}}
	over := func(log []Entry, asks ...ask) []Entry {
		return play(t, play(t, log, asks...), ask{chair, EndMeeting{}})
	}
	named := func(p Person, scope ConsentScope) DraftRecord {
		return DraftRecord{0, Written, []RecordLine{{line, "Captions first.", "Ann Lee", p, scope}}}
	}
	granted := []Event{RecordDrafted{0, Written, named(ann, ConsentName).Lines}}
	drafted := play(t, over(four, yes), ask{secretary, named(ann, ConsentName)})
	judged(t, []rule{
		{"one's name", four, ann, GiveConsent{true, ConsentName, 0}, []Event{ConsentGiven{true, ConsentName, 0}}, nil},
		{"one's body", four, ann, GiveConsent{true, ConsentBody, 0}, []Event{ConsentGiven{true, ConsentBody, 0}}, nil},
		{"nothing else", four, ann, GiveConsent{true, "shoe", 0}, nil, ErrNoScope},
		{"who lets it is named", over(four, yes), secretary, named(ann, ConsentName), granted, nil},
		{"not who does not", over(four), secretary, named(ann, ConsentName), nil, ErrAttributed},
		{"nor for the body only", over(four, ask{ann, GiveConsent{true, ConsentBody, 0}}), secretary, named(ann, ConsentName), nil, ErrAttributed},
		{"nor by somebody else's leave", over(four, ask{bob, GiveConsent{true, ConsentName, 0}}), secretary, named(ann, ConsentName), nil, ErrAttributed},
		{"nor who nobody knows", over(four, yes), secretary, named(House, ConsentName), nil, ErrAttributed},
		{"nor where two would stay", over(three, yes), secretary, DraftRecord{0, Written, []RecordLine{{other, "Captions first.", "Ann Lee", ann, ConsentName}}}, nil, ErrAttributed},
		{"nor where others have let it, too", over(four, yes, ask{bob, GiveConsent{true, ConsentName, 0}}), secretary, named(ann, ConsentName), nil, ErrAttributed},
		{"it is passed", drafted, chair, PassRecord{last(drafted)}, []Event{RecordPassed{last(drafted)}}, nil},
		{"unless it was taken back", play(t, drafted, ask{ann, GiveConsent{false, ConsentName, 0}}), chair, PassRecord{last(drafted)}, nil, ErrConsent},
	})
	struck := func(by Person) ask { return ask{by, StrikeLine{line, true, false}} }
	anonymous := DraftRecord{0, Written, []RecordLine{{line, "Captions first.", "", "", ""}}}
	unnamed := play(t, over(four), ask{secretary, anonymous})
	judged(t, []rule{
		{"who said a line keeps it out", four, ann, StrikeLine{line, true, false}, []Event{LineStruck{line, true}}, nil},
		{"or who the server knows to have", four, bob, StrikeLine{line, true, true}, []Event{LineStruck{line, true}}, nil},
		{"not somebody else", four, bob, StrikeLine{line, true, false}, nil, ErrNotSaid},
		{"nor what nobody said", play(t, four, ask{secretary, AddNote{Text: "Hm."}}), ann, StrikeLine{line + 1, true, true}, nil, ErrNotSaid},
		{"nor what is not there", four, ann, StrikeLine{99, true, true}, nil, ErrUnknown},
		{"nor in an open meeting", underWay(t), ann, StrikeLine{1, true, true}, nil, ErrOpenMeeting},
		{"it is in no draft", over(four, struck(ann)), secretary, anonymous, nil, ErrStruck},
		{"until it is let in again", over(four, struck(ann), ask{ann, StrikeLine{line, false, false}}), secretary, anonymous, []Event{RecordDrafted{0, Written, anonymous.Lines}}, nil},
		{"and a draft that has it is not passed", play(t, unnamed, struck(ann)), chair, PassRecord{last(unnamed)}, nil, ErrStruckSince},
	})
	becomes(t, []outcome{
		{"who keeps something out sees it", play(t, four, struck(ann)), func(s *State) string { return fmt.Sprint(len(Me(s, ann).Struck), len(Me(s, bob).Struck)) }, "1 0"},
		{"one is told what one lets", play(t, four, yes, ask{ann, GiveConsent{true, ConsentBody, 0}}, ask{ann, GiveConsent{false, ConsentName, 0}}), func(s *State) string {
			return fmt.Sprint(Me(s, ann).Consents, Me(s, bob).Consents)
		}, "[{0 body}] []"},
	})
}

// apart has four people speak on one item under the Rule, and one of them, and two others, on
// another; and a contribution of the first written down on each.
func apart(t *testing.T) (log []Entry, lines [2]Seq) {
	t.Helper()
	log = play(t, underWay(t), ask{chair, SetRule{ChathamHouse, itemA}}, ask{chair, SetRule{ChathamHouse, itemB}})
	for i, people := range [][]Person{{ann, bob, cleo, manager}, {ann, bob, cleo}} {
		log = speaking(t, log, people...)
		log = play(t, log, ask{secretary, AddNote{Text: "Captions first.", Kind: NoteContribution, Speaker: ann}})
		if lines[i] = last(log); i == 0 {
			log = play(t, log, ask{chair, StartItem{Item: itemB, After: itemA}}, ask{chair, OpenQueue{}})
		}
	}
	return log, lines
}

// R6, T-28: each part of a meeting has its own consents, and its own people who stay unnamed.
func TestConsentOfParts(t *testing.T) {
	log, lines := apart(t)
	yes := func(item Seq) ask { return ask{ann, GiveConsent{true, ConsentName, item}} }
	over := func(asks ...ask) []Entry { return play(t, play(t, log, asks...), ask{chair, EndMeeting{}}) }
	named := func(line int) DraftRecord {
		return DraftRecord{0, Written, []RecordLine{{lines[line], "Captions first.", "Ann Lee", ann, ConsentName}}}
	}
	granted := []Event{RecordDrafted{0, Written, named(0).Lines}}
	judged(t, []rule{
		{"one lets something be told of an item", log, ann, GiveConsent{true, ConsentName, itemA}, []Event{ConsentGiven{true, ConsentName, itemA}}, nil},
		{"that has a rule of its own", underWay(t), ann, GiveConsent{true, ConsentName, itemA}, nil, ErrUnknown},
		{"and is there", log, ann, GiveConsent{true, ConsentName, 99}, nil, ErrUnknown},
		{"there one is named", over(yes(itemA)), secretary, named(0), granted, nil},
		{"and also who lets it in all of the meeting", over(yes(0)), secretary, named(0), granted, nil},
		{"not who lets it on another item", over(yes(itemB)), secretary, named(0), nil, ErrAttributed},
		{"nor where two others spoke, whoever spoke elsewhere", over(yes(0)), secretary, named(1), nil, ErrAttributed},
		{"taking it back for an item leaves the others", over(yes(itemA), yes(itemB), ask{ann, GiveConsent{false, ConsentName, itemB}}), secretary, named(0), granted, nil},
	})
	s := replay(over(yes(itemB)))
	for _, tt := range []struct {
		name string
		said []Voice
		want string
	}{
		{"four spoke, then two who stay unnamed", []Voice{{itemA, ann, false}, {itemB, ann, false}}, "[false true]"},
		{"a third was captioned there", []Voice{{itemB, ann, false}, {itemB, deputy, false}}, "[false false]"},
		{"somewhere else", []Voice{{itemA, deputy, false}, {itemB, ann, false}}, "[false true]"},
		{"somebody whom nobody knows", []Voice{{itemB, House, false}}, "[true]"},
		{"what may be told", []Voice{{itemB, ann, true}}, "[false]"},
	} {
		if got := fmt.Sprint(s.Few(tt.said)); got != tt.want {
			t.Errorf("%s: %s, not %s", tt.name, got, tt.want)
		}
	}
}

// What was said on one item does not become a part of another because it is moved there.
func TestConsentStaysInItsPart(t *testing.T) {
	log := play(t, underWay(t), ask{chair, SetRule{ChathamHouse, itemA}}, ask{chair, SetRule{ChathamHouse, 0}})
	log = speaking(t, log, ann, bob, cleo, manager)
	log = play(t, log, ask{ann, GiveConsent{true, ConsentName, itemA}}, ask{chair, StartItem{Item: itemB, After: itemA}}, ask{chair, EndMeeting{}})
	if s := replay(log); !s.Consents(ann, ConsentName, itemA) || s.Consents(ann, ConsentName, itemB) {
		t.Error("who lets something be told of one item is named there, and not on another")
	}
	log = play(t, log, ask{chair, MoveItem{Item: itemB, Parent: new(itemA)}})
	if s := replay(log); !s.Consents(ann, ConsentName, itemA) || s.Consents(ann, ConsentName, itemB) {
		t.Error("nor once that was moved there")
	}
}

// What was said near to a part, on an open item, may belong to that: nobody's leave counts there.
func TestConsentNearToAPart(t *testing.T) {
	log := speaking(t, underWay(t), ann, bob, cleo, manager)
	log = play(t, log, ask{secretary, AddNote{Text: "Captions first.", Kind: NoteContribution, Speaker: ann}})
	line := last(log)
	log = play(t, log, ask{chair, SetRule{ChathamHouse, itemB}}, ask{chair, StartItem{Item: itemB, After: itemA}})
	log = play(t, log, ask{ann, GiveConsent{true, ConsentName, 0}}, ask{chair, EndMeeting{}})
	named := DraftRecord{0, Written, []RecordLine{{line, "Captions first.", "Ann Lee", ann, ConsentName}}}
	judged(t, []rule{{"it is not told who said it", log, secretary, named, nil, ErrAttributed}})
}
