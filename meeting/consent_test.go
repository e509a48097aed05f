package meeting

import (
	"fmt"
	"testing"
)

// spoke has people speak one after another under the Rule, and a contribution of the first
// written down.
func spoke(t *testing.T, people ...Person) (log []Entry, line Seq) {
	t.Helper()
	log = play(t, underWay(t), ask{chair, SetRule{ChathamHouse, 0}})
	for _, p := range people {
		log = play(t, log, ask{p, RaiseHand{Class: Topic}})
		log = play(t, log, ask{chair, CallNext{Head: last(log), After: replay(log).turn.ID}})
		log = play(t, log, ask{p, EndTurn{Turn: last(log)}})
	}
	log = play(t, log, ask{secretary, AddNote{Text: "Captions first.", Kind: NoteContribution, Speaker: people[0]}})
	return log, last(log)
}

// R6, T-28, T-29: who lets it is named, as long as enough others stay unnamed, and until they
// do not any more.
func TestConsent(t *testing.T) {
	four, line := spoke(t, ann, bob, cleo, manager)
	three, other := spoke(t, ann, bob, cleo)
	yes := ask{ann, GiveConsent{true, ConsentName}}
	over := func(log []Entry, asks ...ask) []Entry {
		return play(t, play(t, log, asks...), ask{chair, EndMeeting{}})
	}
	named := func(p Person, scope ConsentScope) DraftRecord {
		return DraftRecord{Written, []RecordLine{{line, "Captions first.", "Ann Lee", p, scope}}}
	}
	granted := []Event{RecordDrafted{Written, named(ann, ConsentName).Lines}}
	drafted := play(t, over(four, yes), ask{secretary, named(ann, ConsentName)})
	judged(t, []rule{
		{"one's name", four, ann, GiveConsent{true, ConsentName}, []Event{ConsentGiven{true, ConsentName}}, nil},
		{"one's body", four, ann, GiveConsent{true, ConsentBody}, []Event{ConsentGiven{true, ConsentBody}}, nil},
		{"nothing else", four, ann, GiveConsent{true, "shoe"}, nil, ErrNoScope},
		{"who lets it is named", over(four, yes), secretary, named(ann, ConsentName), granted, nil},
		{"not who does not", over(four), secretary, named(ann, ConsentName), nil, ErrAttributed},
		{"nor for the body only", over(four, ask{ann, GiveConsent{true, ConsentBody}}), secretary, named(ann, ConsentName), nil, ErrAttributed},
		{"nor by somebody else's leave", over(four, ask{bob, GiveConsent{true, ConsentName}}), secretary, named(ann, ConsentName), nil, ErrAttributed},
		{"nor who nobody knows", over(four, yes), secretary, named(House, ConsentName), nil, ErrAttributed},
		{"nor where two would stay", over(three, yes), secretary, DraftRecord{Written, []RecordLine{{other, "Captions first.", "Ann Lee", ann, ConsentName}}}, nil, ErrAttributed},
		{"nor where others have let it, too", over(four, yes, ask{bob, GiveConsent{true, ConsentName}}), secretary, named(ann, ConsentName), nil, ErrAttributed},
		{"it is passed", drafted, chair, PassRecord{last(drafted)}, []Event{RecordPassed{last(drafted)}}, nil},
		{"unless it was taken back", play(t, drafted, ask{ann, GiveConsent{false, ConsentName}}), chair, PassRecord{last(drafted)}, nil, ErrConsent},
	})
	struck := func(by Person) ask { return ask{by, StrikeLine{line, true, false}} }
	anonymous := DraftRecord{Written, []RecordLine{{line, "Captions first.", "", "", ""}}}
	unnamed := play(t, over(four), ask{secretary, anonymous})
	judged(t, []rule{
		{"who said a line keeps it out", four, ann, StrikeLine{line, true, false}, []Event{LineStruck{line, true}}, nil},
		{"or who the server knows to have", four, bob, StrikeLine{line, true, true}, []Event{LineStruck{line, true}}, nil},
		{"not somebody else", four, bob, StrikeLine{line, true, false}, nil, ErrNotSaid},
		{"nor what nobody said", play(t, four, ask{secretary, AddNote{Text: "Hm."}}), ann, StrikeLine{line + 1, true, true}, nil, ErrNotSaid},
		{"nor what is not there", four, ann, StrikeLine{99, true, true}, nil, ErrUnknown},
		{"nor in an open meeting", underWay(t), ann, StrikeLine{1, true, true}, nil, ErrOpenMeeting},
		{"it is in no draft", over(four, struck(ann)), secretary, anonymous, nil, ErrStruck},
		{"until it is let in again", over(four, struck(ann), ask{ann, StrikeLine{line, false, false}}), secretary, anonymous, []Event{RecordDrafted{Written, anonymous.Lines}}, nil},
		{"and a draft that has it is not passed", play(t, unnamed, struck(ann)), chair, PassRecord{last(unnamed)}, nil, ErrStruckSince},
	})
	becomes(t, []outcome{
		{"who keeps something out sees it", play(t, four, struck(ann)), func(s *State) string { return fmt.Sprint(len(Me(s, ann).Struck), len(Me(s, bob).Struck)) }, "1 0"},
		{"one is told what one lets", play(t, four, yes, ask{ann, GiveConsent{true, ConsentBody}}, ask{ann, GiveConsent{false, ConsentName}}), func(s *State) string {
			return fmt.Sprint(Me(s, ann).Consents, Me(s, bob).Consents)
		}, "[body] []"},
	})
}
