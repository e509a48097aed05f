package meeting

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestLines(t *testing.T) { // M1
	open := underWay(t)
	said := play(t, open, ask{secretary, WriteLine{Text: "Ann: We agree."}})
	note := func(n NoteAdded) []Event {
		n.Item = itemA
		return []Event{n}
	}
	contribution := func(label, text string) []Event {
		return note(NoteAdded{Text: text, Kind: NoteContribution, Label: label})
	}
	narrative := func(text string) []Event { return note(NoteAdded{Text: text, Kind: NoteNarrative}) }
	judged(t, []rule{
		{"a bare line is what happened", open, secretary, WriteLine{Text: " They meet. "}, narrative("They meet."), nil},
		{"a name makes a contribution", open, secretary, WriteLine{Text: "Ann Lee :  We agree."}, contribution("Ann Lee", "We agree."), nil},
		{"a short name, too", open, secretary, WriteLine{Text: "ann: we agree"}, contribution("ann", "we agree"), nil},
		{"in any script", open, secretary, WriteLine{Text: "آمنة: نعم"}, contribution("آمنة", "نعم"), nil},
		{"an address is no name", open, secretary, WriteLine{Text: "https://example.org"}, narrative("https://example.org"), nil},
		{"nor a sentence", open, secretary, WriteLine{Text: "They went through all of the points: none is new"}, narrative("They went through all of the points: none is new"), nil},
		{"nor a hint", open, secretary, WriteLine{Text: "note: see below"}, narrative("note: see below"), nil},
		{"a name alone says nothing", open, secretary, WriteLine{Text: "Ann:"}, narrative("Ann:"), nil},
		{"an issue", open, secretary, WriteLine{Text: "ISSUE: Who pays?"}, note(NoteAdded{Text: "Who pays?", Kind: NoteIssue}), nil},
		{"an objection", open, secretary, WriteLine{Text: "objection: Too late."}, note(NoteAdded{Text: "Too late.", Kind: NoteObjection}), nil},
		{"a decision", open, secretary, WriteLine{Text: "DECISION: We meet."}, []Event{DecisionRecorded{Text: "We meet.", Item: itemA}}, nil},
		{"not of those who may not record one", open, manager, WriteLine{Text: "DECISION: We meet."}, nil, ErrNotAllowed},
		{"an action", open, secretary, WriteLine{Text: "ACTION: Ann Lee to write to them by 4 April", Item: itemB}, []Event{ActionRecorded{Text: "write to them", Owner: "Ann Lee", Due: "2026-04-04", Item: itemB}}, nil},
		{"going on with what was said", said, secretary, WriteLine{Text: "... and sign."}, []Event{NoteEdited{Note: last(said), Text: "We agree.\nand sign."}}, nil},
		{"and with nothing", open, secretary, WriteLine{Text: "... and sign."}, narrative("... and sign."), nil},
		{"nor with what another scribe wrote", said, manager, WriteLine{Text: "… and sign."}, narrative("… and sign."), nil},
		{"nor on another item", said, secretary, WriteLine{Text: "...and sign.", Item: itemB}, []Event{NoteAdded{Text: "...and sign.", Item: itemB, Kind: NoteNarrative}}, nil},
		{"off the record nothing is written down", play(t, open, ask{chair, SetRecord{}}), secretary, WriteLine{Text: "x"}, nil, ErrUnwritten}, // M5
		{"nor decided", play(t, open, ask{chair, SetRecord{}}), secretary, WriteLine{Text: "DECISION: x"}, nil, ErrUnwritten},
		{"nor said on", play(t, said, ask{chair, SetRecord{}}), secretary, WriteLine{Text: "... x"}, nil, ErrUnwritten},
		{"nothing is nothing", open, secretary, WriteLine{Text: " "}, nil, ErrEmpty},
		{"on an item that is there", open, secretary, WriteLine{Text: "x", Item: 99}, nil, ErrUnknown},
	})
	numbered := play(t, open, ask{secretary, WriteLine{Text: "ISSUE: One"}}, ask{secretary, WriteLine{Text: "OBJECTION: One"}}, ask{secretary, WriteLine{Text: "ISSUE: Two"}})
	becomes(t, []outcome{
		{"issues and objections are numbered, each of their own", numbered, func(s *State) string {
			var out []string
			for _, n := range s.notes {
				if n.Number > 0 {
					out = append(out, fmt.Sprint(n.Kind, n.Number))
				}
			}
			return strings.Join(out, " ")
		}, "issue1 objection1 issue2"},
	})
}

func TestSubstitution(t *testing.T) { // M2
	log := play(t, underWay(t), ask{manager, WriteLine{Text: "Ann: The frist point, a/b."}}, ask{secretary, RecordDecision{Text: "The frist step first."}}, ask{secretary, WriteLine{Text: "Nothing else."}})
	note, decision := last(log)-2, last(log)-1
	judged(t, []rule{
		{"the latest line that says it, a decision too", log, secretary, WriteLine{Text: "s/frist/first/"}, []Event{NoteEdited{Note: decision, Text: "The first step first."}}, nil},
		{"of those that the asker may change", log, manager, WriteLine{Text: "s/frist/first"}, []Event{NoteEdited{Note: note, Text: "The first point, a/b."}}, nil},
		{"the last place in the line", log, secretary, WriteLine{Text: "s/first/last/"}, []Event{NoteEdited{Note: decision, Text: "The frist step last."}}, nil},
		{"with a slash in it", log, manager, WriteLine{Text: `s/a\/b/a or b/`}, []Event{NoteEdited{Note: note, Text: "The frist point, a or b."}}, nil},
		{"to nothing", log, manager, WriteLine{Text: `s/, a\/b//`}, []Event{NoteEdited{Note: note, Text: "The frist point."}}, nil},
		{"who spoke", log, secretary, WriteLine{Text: "s/Ann/Anne/"}, []Event{NoteEdited{Note: note, Text: "The frist point, a/b.", Label: new("Anne")}}, nil},
		{"not the whole line", log, secretary, WriteLine{Text: "s/Nothing else.//"}, nil, ErrEmpty},
		{"what nobody wrote", log, secretary, WriteLine{Text: "s/tea/coffee/"}, nil, ErrNoMatch},
		{"what is no correction is what happened", log, secretary, WriteLine{Text: "s/a"}, []Event{NoteAdded{Text: "s/a", Item: itemA, Kind: NoteNarrative}}, nil},
	})
	becomes(t, []outcome{
		{"what it said before is kept", play(t, log, ask{secretary, WriteLine{Text: "s/frist/first/"}}), func(s *State) string {
			l := s.line(decision)
			return fmt.Sprintf("%d: %s, was %s", l.Rev, l.Text, l.Was[0].Text)
		}, "2: The first step first., was The frist step first."},
	})
}

func TestTask(t *testing.T) { // M1
	now := time.Date(2026, 11, 27, 23, 0, 0, 0, time.UTC) // a Friday
	for text, want := range map[string][3]string{
		"Ann to write to them by 2026-12-31":   {"Ann", "write to them", "2026-12-31"},
		"Ann to write by 5 December.":          {"Ann", "write", "2026-12-05"},
		"Ann to write by December 5th, 2027":   {"Ann", "write", "2027-12-05"},
		"Ann to write by 1 March":              {"Ann", "write", "2027-03-01"},
		"Ann to write by 3 jan":                {"Ann", "write", "2027-01-03"},
		"Ann and Ben to write, by next Friday": {"Ann and Ben", "write", "2026-12-04"},
		"Ann to write by tomorrow":             {"Ann", "write", "2026-11-28"},
		"Ann to stand by them":                 {"Ann", "stand by them", ""},
		"Ann to write by 30 February":          {"Ann", "write by 30 February", ""},
		"Write to them":                        {"Write", "them", ""},
		"find out, by the way, to whom":        {"", "find out, by the way, to whom", ""},
		"Write.":                               {"", "Write.", ""},
		"to":                                   {"", "to", ""},
	} {
		owner, what, due := task(strings.TrimSpace(text), now)
		if got := [3]string{owner, what, due}; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
