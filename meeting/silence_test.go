package meeting

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// when lets somebody ask at a time after noon, and returns what came of it, in words.
func when(t *testing.T, log []Entry, by Person, at time.Duration, c Command) (string, []Entry) {
	t.Helper()
	s := replay(log)
	events, err := Decide(s, c, Asked{By: by, At: noon.Add(at)})
	if err != nil {
		return err.Error(), log
	}
	for _, e := range events {
		entry := Entry{Seq: s.seq + 1, At: noon.Add(at), By: by, Event: e}
		Apply(s, entry)
		log = append(log, entry)
	}
	return fmt.Sprintf("%+v", events), log
}

func TestSilence(t *testing.T) { // D1, A10
	log := underWay(t)
	open := play(t, log, ask{chair, AdoptAgenda{}})
	q, began := last(open), asked(replay(log), chair).At
	until, grace := began.Add(time.Minute), began.Add(3*time.Minute)
	objected := play(t, open, ask{ann, Object{Silence: q}})
	muted := play(t, open, ask{chair, MutePerson{Person: ann}})
	judged(t, []rule{
		{"of the agenda takes a minute, and two for bad lines", log, chair, AdoptAgenda{}, []Event{SilenceOpened{SilenceAgenda, itemA, "", until, grace}}, nil},
		{"or as long as the chair says", log, deputy, OpenSilence{"Tea?", 10}, []Event{SilenceOpened{"", itemA, "Tea?", began.Add(10 * time.Second), began.Add(130 * time.Second)}}, nil},
		{"not 9 seconds", log, chair, OpenSilence{"Tea?", 9}, nil, malformed},
		{"nor more than an hour", log, chair, OpenSilence{"Tea?", 3601}, nil, malformed},
		{"not of nothing", log, chair, OpenSilence{}, nil, ErrEmpty},
		{"not where people in the room would not see it", play(t, log, ask{chair, EditItem{Item: itemA, Visibility: new(VisibleChair)}}), chair, OpenSilence{Text: "Tea?"}, nil, ErrUnheard},
		{"the end of the meeting takes it back", open, chair, EndMeeting{}, []Event{SilenceTakenBack{q}, MeetingEnded{}}, nil},
		{"one at a time", open, chair, OpenSilence{Text: "Tea?"}, nil, ErrSilenceRuns},
		{"not before the start", planned(t), chair, AdoptAgenda{}, nil, ErrStage},
		{"one click stops it", open, ann, Object{Silence: q}, []Event{Objected{q, "", false}}, nil},
		{"with a reason, if there is one", open, bob, Object{Silence: q, Reason: " Too long. "}, []Event{Objected{q, "Too long.", false}}, nil},
		{"one click of who may not write, too", muted, ann, Object{Silence: q}, []Event{Objected{q, "", false}}, nil},
		{"but no reason", muted, ann, Object{Silence: q, Reason: "Tea."}, nil, ErrMuted},
		{"not of who only follows", open, eve, Object{Silence: q}, nil, ErrNotAllowed},
		{"twice is once", objected, ann, Object{Silence: q}, []Event{Unchanged{last(objected)}}, nil},
		{"it is stopped already", objected, bob, Object{Silence: q}, nil, ErrSilenceOver},
		{"what was not asked", open, ann, Object{Silence: itemA}, nil, ErrUnknown},
		{"the chair takes it back", open, chair, CloseSilence{}, []Event{SilenceTakenBack{q}}, nil},
		{"while it runs", objected, chair, CloseSilence{}, nil, ErrSilenceOver},
		{"a new one after an objection", objected, chair, AdoptAgenda{Seconds: 30}, []Event{SilenceOpened{SilenceAgenda, itemA, "", began.Add(32 * time.Second), began.Add(152 * time.Second)}}, nil},
	})
}

func TestSilenceEnds(t *testing.T) { // D1
	log := underWay(t)
	open := play(t, log, ask{chair, AdoptAgenda{}})
	q, began := last(open), asked(replay(log), chair).At.Sub(noon)
	count := TimerFired{timerCountSilence, q, []Person{chair, ann, bob, eve, stranger}}
	end := TimerFired{Purpose: timerEndSilence, Thing: q}

	if got, _ := when(t, open, House, began+59*time.Second, count); got != ErrStale.Error() {
		t.Errorf("before its end: %s", got)
	}
	got, counted := when(t, open, House, began+time.Minute, count)
	if want := fmt.Sprintf("[{Silence:%d Silent:3 Absent:5}]", q); got != want { // who only follows does not count
		t.Errorf("counted %s, want %s", got, want)
	}
	if due, next := replay(counted).Next(); !due.Equal(noon.Add(began+3*time.Minute)) || next.Purpose != timerEndSilence {
		t.Errorf("then %v at %v", next, due)
	}
	if got, _ := when(t, counted, bob, began+61*time.Second, Object{Silence: q, Held: noon.Add(began)}); got != ErrSilenceOver.Error() {
		t.Errorf("who heard it all objects after the clock: %s", got)
	}
	if got, _ := when(t, open, bob, began+61*time.Second, Object{Silence: q, Held: noon.Add(began)}); got != ErrSilenceOver.Error() {
		t.Errorf("and so before the server has looked at the clock: %s", got)
	}
	late := fmt.Sprintf("[{Silence:%d Reason: Late:true}]", q)
	if got, _ := when(t, counted, cleo, began+179*time.Second, Object{Silence: q, Held: noon.Add(began + time.Second)}); got != late {
		t.Errorf("over a bad line: %s, want %s", got, late)
	}
	if got, _ := when(t, counted, cleo, began+181*time.Second, Object{Silence: q}); got != ErrSilenceOver.Error() {
		t.Errorf("over a bad line, too late: %s", got)
	}
	if got, _ := when(t, counted, House, began+179*time.Second, end); got != ErrStale.Error() {
		t.Errorf("before the end of the grace: %s", got)
	}
	for _, log := range [][]Entry{open, counted} {
		hidden := play(t, log, ask{chair, EditItem{Item: itemA, Visibility: new(VisibleChair)}})
		_, timer := replay(hidden).Next()
		if got, _ := when(t, hidden, House, began+3*time.Minute, timer); got != fmt.Sprintf("[{Silence:%d}]", q) || timer.Thing != q {
			t.Errorf("whose item was hidden meanwhile: %s", got)
		}
	}
	_, agreed := when(t, counted, House, began+3*time.Minute, end)
	s := replay(agreed)
	if s.adopted.IsZero() || s.running() != nil {
		t.Errorf("agreed: %+v", s.silences)
	}
	const line = "The agenda: agreed by silence. Nobody objected; connected and silent: 3, not connected: 5."
	if note := s.notes[len(s.notes)-1]; note.Text != line || note.Kind != NoteQuiet {
		t.Errorf("the minutes say %+v", note)
	}
	note := s.notes[len(s.notes)-1].ID
	judged(t, []rule{
		{"nobody writes that line anew", agreed, secretary, EditNote{note, "Loudly.", 1}, nil, ErrWritten},
		{"adopted is adopted", agreed, chair, AdoptAgenda{}, []Event{Unchanged{s.seq}}, nil},
	})
	if line := (&State{sealed: true}).agreement(&Silence{Text: "It", Silent: 9, Absent: 26}); !strings.Contains(line, "silent: under 10, not connected: more than 25") {
		t.Errorf("under the Rule: %s", line) // R5
	}
}

func TestAfterAdoption(t *testing.T) { // A10
	s := replay(underWay(t))
	Apply(s, next(s, House, AgendaAdopted{}))
	for _, c := range []Command{
		AddItem{Title: "C", Kind: "aob", Minutes: 5},
		EditItem{Item: itemA, Description: new("Said better.")},
		MoveItem{Item: itemB, After: new(Seq(0))},
	} {
		events, err := Decide(s, c, asked(s, chair))
		if err != nil {
			t.Fatal(err)
		}
		entries(s, chair, events)
	}
	var got []string
	for _, i := range s.showAgenda(Public) {
		got = append(got, i.Title+" "+string(i.Amended))
	}
	if want := "B changed, A , C added"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
