package meeting

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// draft is a meeting that is over, with a note, a decision and an action, and their ids.
func draft(t *testing.T) (log []Entry, note, decision, action Seq) {
	t.Helper()
	log = play(t, underWay(t), ask{secretary, WriteLine{Text: "Ann: We agree."}}, ask{secretary, RecordDecision{Text: "We meet."}},
		ask{secretary, RecordAction{Text: "Write", Owner: "Ann"}}, ask{chair, EndMeeting{}})
	s := replay(log)
	return log, s.notes[len(s.notes)-2].ID, s.decisions[0].ID, s.actions[0].ID
}

// later plays asks at a time after noon.
func later(t *testing.T, log []Entry, after time.Duration, asks ...ask) []Entry {
	t.Helper()
	s := replay(log)
	log = append([]Entry(nil), log...)
	for _, a := range asks {
		events, err := Decide(s, a.cmd, Asked{By: a.by, At: noon.Add(after)})
		if err != nil {
			t.Fatalf("%+v: %v", a.cmd, err)
		}
		for _, e := range events {
			en := Entry{Seq: s.seq + 1, At: noon.Add(after), By: a.by, Event: e}
			Apply(s, en)
			log = append(log, en)
		}
	}
	return log
}

const day = 24 * time.Hour

func TestMinutesLife(t *testing.T) { // M8
	log, note, decision, _ := draft(t)
	round := later(t, log, day, ask{secretary, CirculateMinutes{}})
	hiddenThen := later(t, later(t, log, day, ask{secretary, HideNote{replay(log).notes[0].ID, true}}), day, ask{secretary, CirculateMinutes{}})
	proposed := later(t, round, 2*day, ask{ann, ProposeCorrection{Line: note, Text: "We do not agree.", Why: "I said so.", Rev: 1}})
	first := last(proposed)
	both := later(t, proposed, 2*day, ask{bob, ProposeCorrection{Line: note, Text: "We partly agree.", Rev: 1}})
	accepted := later(t, both, 3*day, ask{secretary, AcceptCorrection{first}})
	refused := later(t, accepted, 3*day, ask{secretary, RefuseCorrection{last(both), "Ann's words are kept."}})
	approved := later(t, refused, 9*day, ask{chair, ApproveMinutes{}})
	corrected := later(t, approved, 30*day, ask{secretary, CorrectLine{decision, "We meet in Rome.", "The place was left out.", 1}})

	judgedAt(t, noon.Add(day), []rule{
		{"a draft is circulated for a week", log, secretary, CirculateMinutes{}, []Event{MinutesCirculatedUntil{noon.Add(8 * day)}}, nil},
		{"or until a time", log, secretary, CirculateMinutes{noon.Add(3 * day)}, []Event{MinutesCirculatedUntil{noon.Add(3 * day)}}, nil},
		{"at least a day ahead", log, secretary, CirculateMinutes{noon.Add(day + time.Hour)}, nil, ErrWindow},
		{"at most a year", log, secretary, CirculateMinutes{noon.Add(400 * day)}, nil, ErrWindow},
		{"not while the meeting is on", underWay(t), secretary, CirculateMinutes{}, nil, ErrNotOver},
		{"for longer", round, secretary, CirculateMinutes{noon.Add(20 * day)}, []Event{MinutesCirculatedUntil{noon.Add(20 * day)}}, nil},
		{"and nothing vanishes from what was circulated", round, secretary, RetractNote{note}, nil, ErrCirculated},
		{"also no quiet line", round, secretary, HideNote{replay(log).notes[0].ID, true}, nil, ErrCirculated},
		{"but one may come back", hiddenThen, secretary, HideNote{replay(log).notes[0].ID, false}, []Event{NoteHidden{replay(log).notes[0].ID, false}}, nil},
		{"not for less long", round, secretary, CirculateMinutes{noon.Add(7 * day)}, nil, ErrWindowShorter},
		{"nothing is proposed for a draft", log, ann, ProposeCorrection{Line: note, Text: "No.", Rev: 1}, nil, ErrNotCirculated},
		{"a draft is not approved", log, chair, ApproveMinutes{}, nil, ErrNotCirculated},
		{"a draft is not corrected, but changed", log, secretary, CorrectLine{note, "No.", "why", 1}, nil, ErrNotApproved},
		{"on the line as it was seen", round, ann, ProposeCorrection{Line: note, Text: "No.", Rev: 2}, nil, ErrStale},
		{"that is there", round, ann, ProposeCorrection{Line: 99, Text: "No.", Rev: 1}, nil, ErrUnknown},
		{"to something else", round, ann, ProposeCorrection{Line: note, Text: "We agree.", Rev: 1}, nil, ErrSameText},
		{"of what somebody wrote", round, ann, ProposeCorrection{Line: replay(log).notes[0].ID, Text: "No.", Rev: 1}, nil, ErrWritten},
		{"or a line that is missing", round, ann, ProposeCorrection{Item: itemA, Text: "We left."}, []Event{CorrectionProposed{Item: itemA, Text: "We left."}}, nil},
		{"on an item that is there", round, ann, ProposeCorrection{Item: 99, Text: "We left."}, nil, ErrUnknown},
		{"not who may not write", play(t, round, ask{chair, MutePerson{Person: ann}}), ann, ProposeCorrection{Line: note, Text: "No.", Rev: 1}, nil, ErrMuted},
		{"not before the time for corrections is over", round, chair, ApproveMinutes{}, nil, ErrWindowOpen},
		{"but the next meeting may", round, House, ApproveMinutes{In: "x"}, []Event{MinutesApprovedIn{"x"}}, nil}, // M9
		{"with what it knew", proposed, House, ApproveMinutes{In: "x"}, []Event{CorrectionAnswered{first, CorrectionRefused, "The minutes were approved as they stood."}, MinutesApprovedIn{"x"}}, nil},
	})
	judgedAt(t, noon.Add(4*day), []rule{
		{"one of two is accepted", both, secretary, AcceptCorrection{first}, []Event{CorrectionAnswered{Correction: first, State: CorrectionAccepted}, NoteEdited{Note: note, Text: "We do not agree.", Why: "I said so."}}, nil},
		{"the other not on a line that has changed", accepted, secretary, AcceptCorrection{last(both)}, nil, ErrChangedSince},
		{"but refused with a reason", accepted, secretary, RefuseCorrection{last(both), "No."}, []Event{CorrectionAnswered{last(both), CorrectionRefused, "No."}}, nil},
		{"not without one", accepted, secretary, RefuseCorrection{Correction: last(both)}, nil, ErrEmpty},
		{"nor by others", accepted, ann, RefuseCorrection{last(both), "No."}, nil, ErrNotAllowed},
		{"nor by others without a reason", accepted, ann, RefuseCorrection{Correction: last(both)}, nil, ErrNotAllowed},
		{"who proposed it takes it back", accepted, bob, RefuseCorrection{Correction: last(both)}, []Event{CorrectionAnswered{Correction: last(both), State: CorrectionWithdrawn}}, nil},
		{"once", accepted, secretary, AcceptCorrection{first}, nil, ErrAnswered},
		{"what is there", accepted, secretary, AcceptCorrection{99}, nil, ErrUnknown},
		{"a missing line is added", later(t, round, 2*day, ask{ann, ProposeCorrection{Item: itemA, Text: "We left."}}), secretary, AcceptCorrection{first}, []Event{CorrectionAnswered{Correction: first, State: CorrectionAccepted}, NoteAdded{Text: "We left.", Item: itemA, Kind: NoteNarrative}}, nil},
	})
	judgedAt(t, noon.Add(9*day), []rule{
		{"not while one waits", accepted, chair, ApproveMinutes{}, nil, ErrUnanswered},
		{"when all are answered", refused, chair, ApproveMinutes{}, []Event{MinutesApprovedIn{}}, nil},
		{"once", approved, chair, ApproveMinutes{}, []Event{Unchanged{last(approved)}}, nil},
		{"no more proposals", refused, ann, ProposeCorrection{Line: note, Text: "No.", Rev: 2}, nil, ErrWindowOver},
		{"a correction has a note", approved, secretary, CorrectLine{note, "No.", " ", 2}, nil, ErrEmpty},
		{"and says something else", approved, secretary, CorrectLine{decision, "We meet.", "why", 1}, nil, ErrSameText},
		{"of the line as it was seen", approved, secretary, CorrectLine{note, "No.", "why", 1}, nil, ErrStale},
		{"that somebody wrote", approved, secretary, CorrectLine{replay(log).notes[0].ID, "No.", "why", 1}, nil, ErrWritten},
	})
	judgedAt(t, noon.Add(40*day), approvedStays(corrected, note, decision))
	becomes(t, []outcome{
		{"live", underWay(t), state, "live"},
		{"draft", log, state, "draft"},
		{"circulated", round, state, "circulated"},
		{"approved", approved, state, "approved"},
		{"corrected", corrected, state, "corrected"},
		{"every correction stays visible", corrected, func(s *State) string {
			l := s.line(decision)
			return fmt.Sprintf("%s, was %s: %s; %s %s", l.Text, l.Was[0].Text, l.Was[0].Why, s.corrections[0].State, s.corrections[1].State)
		}, "We meet in Rome., was We meet.: The place was left out.; accepted refused"},
	})
}

func state(s *State) string { return string(s.minutesState()) }

// approvedStays are the wishes that would change approved minutes silently.
func approvedStays(log []Entry, note, decision Seq) []rule {
	return []rule{
		{"no line is edited", log, secretary, EditNote{note, "No.", 2}, nil, ErrApproved},
		{"or retracted", log, secretary, RetractNote{decision}, nil, ErrApproved},
		{"or added", log, secretary, AddNote{Text: "No."}, nil, ErrApproved},
		{"or written", log, secretary, WriteLine{Text: "No."}, nil, ErrApproved},
		{"or gone on with", log, secretary, WriteLine{Text: "... no."}, nil, ErrApproved},
		{"or substituted", log, secretary, WriteLine{Text: "s/Rome/Oslo/"}, nil, ErrApproved},
		{"or hidden", log, secretary, HideNote{replay(log).notes[0].ID, true}, nil, ErrApproved},
		{"nor decided", log, secretary, RecordDecision{Text: "No."}, nil, ErrApproved},
		{"nor to be done", log, secretary, RecordAction{Text: "No."}, nil, ErrApproved},
		{"nor circulated", log, secretary, CirculateMinutes{}, nil, ErrApproved},
		{"nor is anything proposed", log, ann, ProposeCorrection{Line: note, Text: "No.", Rev: 2}, nil, ErrApproved},
		{"nobody says any more to have been there", log, ann, DeclareAttendance{true}, nil, ErrApproved},
		{"or not", log, ann, SendApologies{On: true}, nil, ErrApproved},
	}
}

// judgedAt is judged at a time.
func judgedAt(t *testing.T, now time.Time, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			events, err := Decide(replay(r.given), r.cmd, Asked{By: r.by, At: now})
			if got, want := fmt.Sprintf("%+v", events), fmt.Sprintf("%+v", r.want); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if (err == nil) != (r.err == nil) || err != nil && err.Error() != r.err.Error() {
				t.Errorf("error %v, want %v", err, r.err)
			}
		})
	}
}

// The public reads what is circulated, and not how it came about; under the Rule nothing.
func TestWhoReadsMinutes(t *testing.T) {
	log, note, _, _ := draft(t)
	log = play(t, log, ask{secretary, EditNote{note, "We all agree.", 1}})
	round := later(t, log, day, ask{secretary, CirculateMinutes{}})
	after := later(t, round, 2*day, ask{secretary, EditNote{note, "We all agreed.", 2}})
	was := func(a Audience) func(*State) string {
		return func(s *State) string {
			n, ok := Show(s, a, 0)[paperKey("note/", note)].(NoteValue)
			if !ok {
				return "nothing"
			}
			var out []string
			for _, w := range wordings(n.Was) {
				out = append(out, w.Text)
			}
			return strings.Join(append(out, n.Text), " > ")
		}
	}
	ruled := func(s *State) string {
		s.rule, s.sealed = ChathamHouse, true
		return was(Public)(s)
	}
	becomes(t, []outcome{
		{"a draft is for the people in the meeting", log, was(Public), "nothing"},
		{"who see how it came about", log, was(Room), "We agree. > We all agree."},
		{"circulated it is public, as it is", round, was(Public), "We all agree."},
		{"and what changes then", after, was(Public), "We all agree. > We all agreed."},
		{"but under the Rule", after, ruled, "nothing"},
	})
	if s := replay(round); s.Anew() != last(round) {
		t.Errorf("who has what there was looks again after %d, want %d", s.Anew(), last(round))
	}
}

func TestQuotes(t *testing.T) { // M7
	open := play(t, nil, ask{House, CreateMeeting{Title: "T", Starts: noon, Rule: Open, Channels: []Channel{{Lang: "en", Title: "English"}}}},
		ask{House, AdmitPerson{secretary, Secretary, ""}}, ask{House, AdmitPerson{chair, Chair, ""}}, ask{chair, StartMeeting{}})
	of := &Quote{Lang: "en", From: 3, To: 5}
	log := play(t, open, ask{secretary, AddNote{Text: "as said", Kind: NoteQuote, Quote: of}}, ask{secretary, RecordDecision{Text: "so", Quote: of}})
	judged(t, []rule{
		{"of a channel there is", open, secretary, RecordAction{Text: "x", Quote: &Quote{Lang: "fr", From: 1, To: 1}}, nil, malformed},
		{"from the first to the last", open, secretary, AddNote{Text: "x", Quote: &Quote{Lang: "en", From: 2, To: 1}}, nil, malformed},
		{"a caption that was corrected marks its quotes", log, House, MarkQuote{last(log)}, []Event{QuoteMarked{last(log)}}, nil},
		{"once", play(t, log, ask{House, MarkQuote{last(log)}}), House, MarkQuote{last(log)}, []Event{Unchanged{last(log) + 1}}, nil},
		{"that there are", log, House, MarkQuote{last(log) - 2}, nil, ErrUnknown},
	})
	becomes(t, []outcome{
		{"it says so, and no others do", play(t, log, ask{House, MarkQuote{last(log)}}), func(s *State) string {
			return fmt.Sprint(s.notes[len(s.notes)-1].Quote.Corrected, s.decisions[0].Quote.Corrected, of.Corrected, len(s.Quoted()))
		}, "false true false 1"},
	})
}

// wordings are what a value says of the past.
func wordings(was *[]WordingValue) []WordingValue {
	if was == nil {
		return nil
	}
	return *was
}
