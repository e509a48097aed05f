package meeting

import (
	"fmt"
	"strings"
	"testing"
)

func TestNotes(t *testing.T) { // M1, M2
	open := underWay(t)
	noted := play(t, open, ask{manager, AddNote{Text: "They agreed."}})
	note := last(noted)
	edited := play(t, noted, ask{manager, EditNote{note, "They did not agree.", 1}})
	gone := play(t, noted, ask{manager, RetractNote{note}})

	added := func(c NoteAdded) []Event { return []Event{c} }
	judged(t, []rule{
		{"on the current item", open, secretary, AddNote{Text: " They agreed.\n"}, added(NoteAdded{Text: "They agreed.", Item: itemA, Kind: NoteNarrative}), nil},
		{"on another item", open, secretary, AddNote{Text: "x", Item: itemB}, added(NoteAdded{Text: "x", Item: itemB, Kind: NoteNarrative}), nil},
		{"on no item before the start", planned(t), secretary, AddNote{Text: "x"}, added(NoteAdded{Text: "x", Kind: NoteNarrative}), nil},
		{"not on what is not there", open, secretary, AddNote{Text: "x", Item: 99}, nil, ErrUnknown},
		{"a conclusion", open, secretary, AddNote{Text: "x", Kind: NoteConclusion}, added(NoteAdded{Text: "x", Item: itemA, Kind: NoteConclusion}), nil},
		{"of no other kind", open, secretary, AddNote{Text: "x", Kind: "rumour"}, nil, malformed},
		{"with a text", open, secretary, AddNote{Text: " "}, nil, ErrEmpty},
		{"16 KiB", open, secretary, AddNote{Text: strings.Repeat("é", 8<<10)}, added(NoteAdded{Text: strings.Repeat("é", 8<<10), Item: itemA, Kind: NoteNarrative}), nil},
		{"not a byte more", open, secretary, AddNote{Text: strings.Repeat("é", 8<<10) + "x"}, nil, ErrTooLong},
		{"lines and tabs", open, secretary, AddNote{Text: "a\n\tb"}, added(NoteAdded{Text: "a\n\tb", Item: itemA, Kind: NoteNarrative}), nil},
		{"no control characters", open, secretary, AddNote{Text: "a\bb"}, nil, ErrBadText},
		{"lines may end as forms end them", open, secretary, AddNote{Text: "a\r\nb"}, added(NoteAdded{Text: "a\nb", Item: itemA, Kind: NoteNarrative}), nil},
		{"no broken UTF-8", open, secretary, AddNote{Text: "a\xc3"}, nil, ErrBadText},

		{"edit one's own", noted, manager, EditNote{note, " No. ", 1}, []Event{NoteEdited{Note: note, Text: "No."}}, nil},
		{"the secretary edits anyone's", noted, secretary, EditNote{note, "No.", 1}, []Event{NoteEdited{Note: note, Text: "No."}}, nil},
		{"the manager one's own only", play(t, open, ask{secretary, AddNote{Text: "Ours."}}), manager, EditNote{note, "No.", 1}, nil, ErrNotAllowed},
		{"not unread", edited, secretary, EditNote{note, "No.", 1}, nil, ErrStale},
		{"not ahead of time", noted, secretary, EditNote{note, "No.", 2}, nil, ErrStale},
		{"once it was read", edited, secretary, EditNote{note, "No.", 2}, []Event{NoteEdited{Note: note, Text: "No."}}, nil},
		{"to what it says already", edited, secretary, EditNote{note, "They did not agree.", 2}, []Event{Unchanged{last(edited)}}, nil},
		{"not to nothing", noted, secretary, EditNote{note, "", 1}, nil, ErrEmpty},
		{"not what is not there", noted, secretary, EditNote{99, "No.", 1}, nil, ErrUnknown},
		{"not what was retracted", gone, secretary, EditNote{note, "No.", 1}, nil, ErrUnknown},

		{"retract one's own", noted, manager, RetractNote{note}, []Event{NoteRetracted{note}}, nil},
		{"the chair retracts anyone's", noted, chair, RetractNote{note}, []Event{NoteRetracted{note}}, nil},
		{"the manager nobody else's", play(t, open, ask{secretary, AddNote{Text: "Ours."}}), manager, RetractNote{note}, nil, ErrNotAllowed},
		{"not twice", gone, manager, RetractNote{note}, nil, ErrUnknown},
	})
	tell := func(s *State) string {
		n := at(s.notes, note)
		return fmt.Sprintf("%s, rev %d, retracted %t, by %s", n.Text, n.Rev, n.Retracted, plain(n.By))
	}
	becomes(t, []outcome{
		{"a note is its author's", noted, tell, "They agreed., rev 1, retracted false, by manager"},
		{"and stays so when another edits it", play(t, noted, ask{secretary, EditNote{note, "No.", 1}}), tell, "No., rev 2, retracted false, by manager"},
		{"a retracted note stays in the log", gone, tell, "They agreed., rev 1, retracted true, by manager"},
	})
}

func TestDecisions(t *testing.T) {
	open := underWay(t)
	two := play(t, open, ask{secretary, RecordDecision{Text: "One."}}, ask{secretary, RecordDecision{Text: "Two.", Item: itemB}})
	judged(t, []rule{
		{"on the current item", open, secretary, RecordDecision{Text: " Agreed. "}, []Event{DecisionRecorded{Text: "Agreed.", Item: itemA}}, nil},
		{"on another item", open, secretary, RecordDecision{Text: "Agreed.", Item: itemB}, []Event{DecisionRecorded{Text: "Agreed.", Item: itemB}}, nil},
		{"not on what is not there", open, secretary, RecordDecision{Text: "Agreed.", Item: 99}, nil, ErrUnknown},
		{"with a text", open, secretary, RecordDecision{}, nil, ErrEmpty},
		{"with a text that can be kept", open, secretary, RecordDecision{Text: strings.Repeat("a", maxText+1)}, nil, ErrTooLong},
		{"not before the start", planned(t), secretary, RecordDecision{Text: "Agreed."}, nil, &Error{Code: "not_open"}},
		{"after the end, from what was noted", play(t, open, ask{chair, EndMeeting{}}), secretary, RecordDecision{Text: "Agreed.", Item: itemB}, []Event{DecisionRecorded{Text: "Agreed.", Item: itemB}}, nil},
	})
	becomes(t, []outcome{
		{"decisions number themselves", two, func(s *State) string { return fmt.Sprint(s.decisions[0].Number, s.decisions[1].Number) }, "1 2"},
	})
}

func TestActions(t *testing.T) {
	open := underWay(t)
	act := play(t, open, ask{secretary, RecordAction{Text: "Write to them", Owner: "Ann", Due: "2026-04-01"}})
	done := play(t, act, ask{secretary, CloseAction{last(act), "Written."}})
	judged(t, []rule{
		{"on the current item", open, secretary, RecordAction{Text: " Write ", Owner: " Ann ", Due: "2026-04-01"}, []Event{ActionRecorded{Text: "Write", Owner: "Ann", Due: "2026-04-01", Item: itemA}}, nil},
		{"of nobody, at no time, on another item", open, secretary, RecordAction{Text: "Write", Item: itemB}, []Event{ActionRecorded{Text: "Write", Owner: "", Due: "", Item: itemB}}, nil},
		{"not on what is not there", open, secretary, RecordAction{Text: "Write", Item: 99}, nil, ErrUnknown},
		{"due on a day", open, secretary, RecordAction{Text: "Write", Due: "soon"}, nil, malformed},
		{"due on a day that there is", open, secretary, RecordAction{Text: "Write", Due: "2026-02-30"}, nil, malformed},
		{"with a text", open, secretary, RecordAction{Owner: "Ann"}, nil, ErrEmpty},
		{"with an owner of plain text", open, secretary, RecordAction{Text: "Write", Owner: "A\x00"}, nil, ErrBadText},
		{"whoever speaks closes one, and says how", act, ann, CloseAction{last(act), " Written. "}, []Event{ActionClosed{last(act), "Written."}}, nil}, // M10
		{"and not without a word", act, ann, CloseAction{Action: last(act)}, nil, malformed},
		{"nor who may not write", play(t, act, ask{chair, MutePerson{Person: ann}}), ann, CloseAction{last(act), "Done."}, nil, ErrMuted},
		{"open one again", done, secretary, ReopenAction{last(act)}, []Event{ActionReopened{last(act)}}, nil},
		{"that is open", act, secretary, ReopenAction{last(act)}, []Event{Unchanged{last(act)}}, nil},
		{"that is not there", act, secretary, ReopenAction{99}, nil, ErrUnknown},
		{"close", act, secretary, CloseAction{last(act), " Written. "}, []Event{ActionClosed{last(act), "Written."}}, nil},
		{"close without a word", act, secretary, CloseAction{Action: last(act)}, []Event{ActionClosed{Action: last(act)}}, nil},
		{"closed already", done, secretary, CloseAction{last(act), "Again."}, []Event{Unchanged{last(done)}}, nil},
		{"not what is not there", act, secretary, CloseAction{Action: 99}, nil, ErrUnknown},
		{"not with a novel", act, secretary, CloseAction{last(act), strings.Repeat("a", maxNote+1)}, nil, ErrTooLong},
	})
	becomes(t, []outcome{
		{"an action is closed, and says how", done, func(s *State) string {
			return fmt.Sprint(s.actions[0].Number, s.actions[0].Closed, s.actions[0].Outcome)
		}, "1 trueWritten."},
	})
}
