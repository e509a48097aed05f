package meeting

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// held under the Rule, with an open item before: what was written, and what each line is.
func underRule(t *testing.T) (log []Entry, lines map[string]Seq) {
	t.Helper()
	log = later(t, underWay(t), time.Minute,
		ask{secretary, WriteLine{Text: "Ann: We met in Rome."}},
		ask{secretary, RecordAction{Text: "Write to all.", Owner: "Ann", Due: "2026-04-01"}})
	log = later(t, log, 10*time.Minute, ask{chair, SetRule{ChathamHouse, itemB}}, ask{chair, StartItem{Item: itemB, After: itemA}})
	log = later(t, log, 20*time.Minute, ask{chair, OpenQueue{}}, ask{ann, RaiseHand{Class: Topic}})
	log = later(t, log, 20*time.Minute, ask{chair, CallNext{Head: last(log)}},
		ask{secretary, WriteLine{Text: "Ann: My employer pays."}},
		ask{secretary, RecordDecision{Text: "Captions, as Ann said."}})
	log = later(t, log, 30*time.Minute, ask{chair, EndMeeting{}})
	lines = make(map[string]Seq)
	s := replay(log)
	for l := range s.lines {
		lines[l.Text] = l.ID
	}
	return log, lines
}

func TestRecordOfTheRule(t *testing.T) { // R4
	log, line := underRule(t)
	speech := Seq(0)
	spoken := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}})
	spoken = play(t, spoken, ask{chair, CallNext{Head: last(spoken)}}, ask{chair, SetRule{ChathamHouse, 0}}, ask{chair, EndMeeting{}})
	for _, n := range replay(spoken).notes {
		if n.What == HappenedSpeech {
			speech = n.ID
		}
	}
	draft := DraftRecord{0, Written, []RecordLine{
		{line["Captions, as Ann said."], "Captions.", "", "", ""},
		{line["Write to all."], "Write to all.", "", "", ""},
		{line["We met in Rome."], "We met in Rome.", "Ann Lee", "", ""},
		{line["My employer pays."], "The employer of [a participant] pays.", "", "", ""},
	}}
	drafted := play(t, log, ask{secretary, draft})
	moved := play(t, drafted, ask{chair, MoveItem{Item: itemA, Parent: new(itemB)}})
	passed := play(t, drafted, ask{chair, PassRecord{last(drafted)}})
	judged(t, []rule{
		{"a record is drafted when the meeting is over", log, secretary, DraftRecord{}, []Event{RecordDrafted{}}, nil},
		{"not before", underWay(t), secretary, DraftRecord{}, nil, ErrOpenMeeting},
		{"nor of an open meeting", play(t, underWay(t), ask{chair, EndMeeting{}}), secretary, DraftRecord{}, nil, ErrOpenMeeting},
		{"nor while it is on", play(t, underWay(t), ask{chair, SetRule{ChathamHouse, 0}}), secretary, DraftRecord{}, nil, ErrNotOver},
		{"of a level that there is", log, secretary, DraftRecord{Level: 4}, nil, ErrNoLevel},
		{"a title has no lines", log, secretary, DraftRecord{0, TitleOnly, draft.Lines}, nil, ErrNoLevel},
		{"a line is in it once", log, secretary, DraftRecord{0, Written, append(draft.Lines[:4:4], draft.Lines[0])}, nil, ErrLineTwice},
		{"and was written", log, secretary, DraftRecord{0, Written, []RecordLine{{99, "X", "", "", ""}}}, nil, ErrUnknown},
		{"not on an item that is hidden from outsiders", play(t, log, ask{secretary, EditItem{Item: itemA, Visibility: new(VisiblePresent)}}), secretary, draft, nil, ErrHidden},
		{"and says something", log, secretary, DraftRecord{0, Written, []RecordLine{{line["We met in Rome."], " ", "", "", ""}}}, nil, ErrEmpty},
		{"nobody is named under the Rule", log, secretary, DraftRecord{0, Written, []RecordLine{{line["My employer pays."], "X", "Ann", "", ""}}}, nil, ErrAttributed},
		{"nor that somebody spoke before the Rule was asked for", spoken, secretary, DraftRecord{0, Written, []RecordLine{{speech, "X", "", "", ""}}}, nil, ErrAttributed},
		{"who wrote it does not pass it", drafted, secretary, PassRecord{last(drafted)}, nil, ErrOwnDraft},
		{"nor anybody another one", play(t, drafted, ask{secretary, draft}), chair, PassRecord{last(drafted)}, nil, ErrStale},
		{"nor one that is not there", log, chair, PassRecord{1}, nil, ErrUnknown},
		{"nor with a line of an item that was hidden since", play(t, drafted, ask{secretary, EditItem{Item: itemA, Visibility: new(VisiblePresent)}}), chair, PassRecord{last(drafted)}, nil, ErrHidden},
		{"nor after more has come under the Rule", play(t, drafted, ask{chair, SetRule{ChathamHouse, itemA}}), chair, PassRecord{last(drafted)}, nil, ErrUnknown},
		{"nor with an item that was moved under one", moved, chair, PassRecord{last(drafted)}, nil, ErrUnknown},
		{"a second person does", drafted, manager, PassRecord{last(drafted)}, []Event{RecordPassed{last(drafted)}}, nil},
		{"then nothing more happens", passed, chair, EditNote{line["We met in Rome."], "X", 1}, nil, ErrPublished},
		{"and nobody comes in", passed, House, AdmitPerson{bob, Participant, ""}, nil, ErrPublished},
	})
	if s := replay(drafted); s.Passed() || !replay(passed).Passed() {
		t.Error("it is published before somebody has read it")
	}
	isForgotten(t, replay(passed))
}

// isForgotten checks what is left of the meeting of TestRecord.
func isForgotten(t *testing.T, s *State) {
	t.Helper()
	after := replay([]Entry{s.Forget(noon.Add(26*time.Hour+25*time.Minute), nil)})
	b, err := json.Marshal(Show(after, Public, 0))
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Record RecordValue
		Agenda []NamelessItem
		Queue  NamelessQueue
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte("Write to all.\nWe met in Rome.\nCaptions.\nThe employer of [a participant] pays.\n")))
	want := []RecordEntry{
		{3, 1, 0, "action", 1, "Write to all.", "", "2026-04-01"},
		{4, 1, 0, "contribution", 0, "We met in Rome.", "Ann Lee", ""},
		{5, 2, 0, "decision", 1, "Captions.", "", ""},
		{6, 2, 0, "contribution", 0, "The employer of [a participant] pays.", "", ""},
	}
	if fmt.Sprint(v.Record.Lines) != fmt.Sprint(want) || v.Record.Present != "under 10" || v.Record.Forgotten != ForgottenPublished {
		t.Errorf("the record is %+v", v.Record)
	}
	if v.Record.Published != noon.Add(26*time.Hour) || v.Record.Digest != digest || len(v.Agenda) != 2 {
		t.Errorf("the record is %+v with %+v", v.Record, v.Agenda)
	}
	for _, gone := range []string{"≡", "Libraries", "My employer", `"person"`, "12:2", "12:3"} {
		if strings.Contains(string(b), gone) {
			t.Errorf("%s is left in %s", gone, b)
		}
	}
	if left := after.Leaves("m"); len(left.Actions) != 1 || left.Actions[0].Owner != "" {
		t.Errorf("the next meeting gets %+v", left)
	}
}

// What nobody publishes is destroyed two weeks after the meeting (R3).
func TestForgets(t *testing.T) {
	log, _ := underRule(t)
	tells := func(s *State) string {
		if s.Forgets().IsZero() {
			return "never"
		}
		return s.Forgets().Sub(noon).String()
	}
	becomes(t, []outcome{
		{"an open meeting", underWay(t), tells, "never"},
		{"after its end", log, tells, (14*24*time.Hour + 30*time.Minute).String()},
		{"not later because somebody writes", later(t, log, 5*day, ask{secretary, AddNote{Text: "Late."}}), tells, (14*24*time.Hour + 30*time.Minute).String()},
		{"a meeting that nobody ends", play(t, planned(t), ask{chair, SetRule{ChathamHouse, 0}}), tells, (14*24*time.Hour + 12*time.Second).String()},
	})
	for name, log := range map[string][]Entry{"a draft": log, "circulated minutes": play(t, log, ask{secretary, CirculateMinutes{}})} {
		left := replay(log).Forget(noon.Add(15*day), nil)
		e, ok := left.Event.(RecordPublished)
		if !ok || e.Reason != ForgottenDeadline || e.Level != TitleOnly || len(e.Lines) != 0 || left.By != House || left.Seq != last(log) {
			t.Errorf("of %s is left %+v", name, left)
		}
	}
}

// What was written on open items stays then, and nothing of what was under the Rule (R3): not
// what was so near to it that it may belong to it, nor what its speaker keeps out, nor what
// outsiders may not know.
func TestOpenItemsStay(t *testing.T) {
	log, line := underRule(t)
	left := func(log []Entry) string {
		s := replay(log)
		var all []RecordLine
		for l := range s.lines {
			if n := at(s.notes, l.ID); n == nil || n.What == "" { // quiet lines are nobody's
				all = append(all, RecordLine{Line: l.ID, Text: l.Text, Said: "Ann Lee"})
			}
		}
		e, _ := s.Forget(noon.Add(15*day), all).Event.(RecordPublished)
		words := []string{fmt.Sprint(e.Level)}
		for _, l := range e.Lines {
			words = append(words, fmt.Sprintf("%d %s %d: %s %s %s", l.Item, l.Kind, l.Number, l.Said, l.Text, l.Due))
		}
		return strings.Join(words, ", ")
	}
	const action = "1 action 1: Ann Lee Write to all. 2026-04-01"
	for _, tt := range []struct {
		rule string
		log  []Entry
		want string
	}{
		{"as it was written", log, "1, 1 contribution 0: Ann Lee We met in Rome. , " + action},
		{"nor of a draft that nobody passed", play(t, log, ask{secretary, DraftRecord{0, Written, []RecordLine{{line["My employer pays."], "Somebody pays.", "", "", ""}}}}), "1, 1 contribution 0: Ann Lee We met in Rome. , " + action},
		{"what was taken back does not", play(t, log, ask{secretary, RetractNote{line["We met in Rome."]}}), "1, " + action},
		{"nor what its speaker keeps out", play(t, log, ask{ann, StrikeLine{line["We met in Rome."], true, true}}), "1, " + action},
		{"nor what outsiders may not know of", play(t, log, ask{secretary, EditItem{Item: itemA, Visibility: new(VisiblePresent)}}), "0"},
		{"nor what has come under the Rule since", play(t, log, ask{chair, SetRule{ChathamHouse, itemA}}), "0"},
	} {
		if got := left(tt.log); got != tt.want {
			t.Errorf("%s: %s", tt.rule, got)
		}
	}
}
