package meeting

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// passedPart is the meeting of underRule, of which the record of item B is passed: what that
// is about is "Captions, as Ann said." and what Ann said before.
func passedPart(t *testing.T) (log []Entry, lines map[string]Seq) {
	t.Helper()
	log, lines = underRule(t)
	log = play(t, log, ask{ann, GiveConsent{true, ConsentName, itemB}}, ask{ann, StrikeLine{lines["We met in Rome."], true, true}},
		ask{secretary, DraftRecord{0, Written, []RecordLine{{lines["Write to all."], "Earlier.", "", "", ""}}}},
		ask{secretary, DraftRecord{itemB, Written, []RecordLine{{lines["Captions, as Ann said."], "Captions.", "", "", ""}}}})
	return play(t, log, ask{chair, PassRecord{last(log)}}), lines
}

// A part of a meeting has a record of its own, with nothing of the others (R3, R4).
func TestRecordOfAPart(t *testing.T) {
	log, line := underRule(t)
	of := func(item Seq, text string) DraftRecord {
		return DraftRecord{item, Written, []RecordLine{{line[text], "It was said.", "", "", ""}}}
	}
	drafted := play(t, log, ask{secretary, of(itemB, "Captions, as Ann said.")})
	passed := play(t, drafted, ask{chair, PassRecord{last(drafted)}})
	shredded := Shred(passed)
	quiet := Seq(0) // what the agenda says of the item is left
	for _, n := range replay(shredded).notes {
		if n.What == HappenedItem && n.Item == itemB {
			quiet = n.ID
		}
	}
	excerpts := play(t, log, ask{secretary, DraftRecord{itemB, Excerpts, nil}})
	said := func(item Seq) AddPassages {
		return AddPassages{Draft: last(excerpts), Passages: []OfferedPassage{{From: 1, To: 2, Text: "It was said.", Item: item}}}
	}
	judged(t, []rule{
		{"with what was captioned in it", excerpts, secretary, said(itemB), []Event{PassagesAdded{Passages: []Passage{{1, 2, itemB, "It was said.", "", false}}}}, nil},
		{"not in another", excerpts, secretary, said(itemA), nil, ErrOtherPart},
		{"it is drafted", log, secretary, of(itemB, "My employer pays."), []Event{RecordDrafted(of(itemB, "My employer pays."))}, nil},
		{"not of an item that is open", log, secretary, of(itemA, "We met in Rome."), nil, ErrNoPart},
		{"nor of one that is not there", log, secretary, of(99, "We met in Rome."), nil, ErrNoPart},
		{"nor with a line of another", log, secretary, of(itemB, "We met in Rome."), nil, ErrOtherPart},
		{"nobody else asks for anything once it is passed", passed, secretary, AddNote{Text: "X"}, nil, ErrPublished},
		{"afterwards the others go on", shredded, secretary, EditNote{line["We met in Rome."], "We met in Oslo.", 1}, []Event{NoteEdited{Note: line["We met in Rome."], Text: "We met in Oslo."}}, nil},
		{"nothing more is written on it", shredded, secretary, AddNote{Text: "X", Item: itemB}, nil, ErrPartPublished},
		{"nor let be told", shredded, ann, GiveConsent{true, ConsentName, itemB}, nil, ErrPartPublished},
		{"nor is the item another", shredded, chair, EditItem{Item: itemB, Title: new("X")}, nil, ErrPartPublished},
		{"nor under another rule", shredded, chair, SetRule{OffRecord, itemB}, nil, ErrOffRecordPart},
		{"nor is another put below it", shredded, chair, MoveItem{Item: itemA, Parent: new(itemB)}, nil, ErrPartPublished},
		{"nor a new one", shredded, chair, AddItem{Title: "X", Kind: "discussion", Minutes: 5, Parent: itemB}, nil, ErrPartPublished},
		{"it is not drafted again", shredded, secretary, DraftRecord{itemB, TitleOnly, nil}, nil, ErrPartPublished},
		{"nor is something of it in the record of the rest", shredded, secretary, DraftRecord{0, Written, []RecordLine{{quiet, "X", "", "", ""}}}, nil, ErrPartPublished},
		{"its lines are not there", shredded, secretary, of(0, "Captions, as Ann said."), nil, ErrUnknown},
		{"the record of the rest is", shredded, secretary, of(0, "We met in Rome."), []Event{RecordDrafted(of(0, "We met in Rome."))}, nil},
	})
}

// Once its record is passed nothing of a part is left in the log: what was said and asked on
// it, by whom and when, what people let be told, nor what was drafted. All else is as it was.
func TestShred(t *testing.T) {
	log, line := passedPart(t)
	left := Shred(log)
	s, was := replay(left), replay(log)
	var all strings.Builder
	for i, e := range left {
		b, err := MarshalEvent(e.Event)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s %s %s\n", e.At, e.By, b)
		if _, is := e.Event.(PartShredded); is && (e.By != House || e.Cause != "" || !e.At.Equal(left[i-1].At)) {
			t.Errorf("left is %+v", e)
		}
	}
	for _, gone := range []string{"employer", "as Ann said", "Earlier", "hand_raised", "turn_began", "consent_given", "record_drafted", "12:20:0"} {
		if strings.Contains(all.String(), gone) {
			t.Errorf("%s is left in\n%s", gone, all.String())
		}
	}
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte("Captions.\n")))
	want := PartPublished{itemB, Written, []RecordEntry{{0, itemB, 0, "decision", 0, "Captions.", "", ""}}, digest}
	if e := left[len(left)-1]; !reflect.DeepEqual(e.Event, want) || e.By != chair {
		t.Errorf("the record is %+v", e)
	}
	rome := line["We met in Rome."]
	if !reflect.DeepEqual(s.line(rome), was.line(rome)) || !s.Struck(rome) || len(s.actions) != 1 {
		t.Errorf("of the open item is left %+v", s.line(rome))
	}
	if s.PartOf(itemB) != 0 || s.HasParts() || !reflect.DeepEqual(s.Over(), []Seq{itemB}) || !s.Sealed() || s.Shreds() != 0 || was.Shreds() != itemB {
		t.Errorf("after it: %v, %v", s.Over(), s.Shreds())
	}
	view := Show(s, Public, 0)
	record, _ := view["record"].(RecordValue)
	if len(record.Lines) != 1 || record.Lines[0].ID != 0 || record.Lines[0].Part != itemB || record.Present != "" || !record.Published.Equal(noon) || !record.Has(itemB) {
		t.Errorf("everybody reads %+v", record)
	}
	if m, _ := view["minutes"].(MinutesValue); m.State != MinutesRecord || !m.Public || view[paperKey("note/", rome)] != nil {
		t.Errorf("everybody reads %+v", view)
	}
}

// What is to be done, by the record of a part, is left to the next meeting of the series before
// the rest is published, and after it; once.
func TestActionsOfAPart(t *testing.T) {
	log := later(t, underWay(t), 10*time.Minute, ask{chair, SetRule{ChathamHouse, itemB}}, ask{chair, StartItem{Item: itemB, After: itemA}},
		ask{secretary, RecordAction{Text: "Ask Ann for a price.", Owner: "Ann", Due: "2026-04-01"}}, ask{chair, EndMeeting{}})
	line := last(log) - 1
	log = play(t, log, ask{secretary, DraftRecord{itemB, Written, []RecordLine{{line, "Ask for a price.", "", "", ""}}}})
	log = Shred(play(t, log, ask{chair, PassRecord{last(log)}}))
	want := []CarriedAction{{"m", 1, "Ask for a price.", "", "2026-04-01"}}
	if left := replay(log).Leaves("m"); !reflect.DeepEqual(left.Actions, want) {
		t.Errorf("left are %+v", left.Actions)
	}
	if left := replay([]Entry{replay(log).Forget(noon.Add(20*day), nil)}).Leaves("m"); !reflect.DeepEqual(left.Actions, want) {
		t.Errorf("in the end left are %+v", left.Actions)
	}
}

// A hand that was up before belongs to the part in which it was called, and one that was put
// back, too.
func TestHandsOfAPart(t *testing.T) {
	log := play(t, underWay(t), ask{ann, RaiseHand{Class: Order, Note: "of both"}}, ask{bob, RaiseHand{Class: Topic, Note: "of A"}})
	log = play(t, log, ask{chair, SetRule{ChathamHouse, itemB}}, ask{chair, StartItem{Item: itemB, After: itemA}})
	log = play(t, log, ask{chair, CallNext{Head: replay(log).queue.Hands[0].ID}})
	log = play(t, log, ask{chair, PutBack{last(log)}}, ask{chair, EndMeeting{}}, ask{secretary, DraftRecord{itemB, TitleOnly, nil}})
	log = play(t, log, ask{chair, PassRecord{last(log)}})
	b, err := json.Marshal(Shred(log))
	if err != nil {
		t.Fatal(err)
	}
	if left := string(b); strings.Contains(left, "of both") || !strings.Contains(left, "of A") || len(replay(Shred(log)).spoken) != 0 {
		t.Errorf("left is %s", left)
	}
}

// In the end the record has what was published of parts before, in its order, and certifies
// them.
func TestRecordOfPartsAndRest(t *testing.T) {
	log, line := passedPart(t)
	log = play(t, Shred(log), ask{secretary, DraftRecord{0, Written, []RecordLine{{line["Write to all."], "Write to all.", "", "", ""}}}})
	passed := play(t, log, ask{chair, PassRecord{last(log)}})
	for why, log := range map[Forgetting][]Entry{ForgottenPublished: passed, ForgottenDeadline: Shred(passedOnly(t))} {
		s := replay([]Entry{replay(log).Forget(noon.Add(20*day), nil)})
		record, _ := Show(s, Public, 0)["record"].(RecordValue)
		if record.Forgotten != why || len(record.Parts) != 1 || record.Parts[0].Item != 2 || !record.Parts[0].Published.Equal(noon) || record.Parts[0].Digest == "" {
			t.Errorf("%s: %+v", why, record)
		}
		if l := record.Lines[len(record.Lines)-1]; l.Text != "Captions." || l.Item != 2 || l.Number != 1 || l.ID == 0 {
			t.Errorf("%s: %+v", why, record.Lines)
		}
	}
}

func passedOnly(t *testing.T) []Entry {
	t.Helper()
	log, _ := passedPart(t)
	return log
}

// What was captioned belongs to a part while that was under discussion, and 30 s around it.
func TestSaidIn(t *testing.T) {
	log, _ := underRule(t) // item B begins after ten minutes, and is the last
	log = later(t, log[:len(log)-1], 30*time.Minute, ask{chair, StartItem{Item: itemA, After: itemB}})
	s := replay(log)
	for _, tt := range []struct {
		from, to time.Duration
		in       bool
		at       Seq
	}{
		{9 * time.Minute, 9*time.Minute + 20*time.Second, false, 0},
		{9 * time.Minute, 9*time.Minute + 40*time.Second, true, 0},
		{10 * time.Minute, 11 * time.Minute, true, itemB},
		{30*time.Minute + 20*time.Second, 31 * time.Minute, true, 0},
		{31 * time.Minute, 32 * time.Minute, false, 0},
	} {
		if got := s.SaidIn(itemB)(noon.Add(tt.from), noon.Add(tt.to)); got != tt.in {
			t.Errorf("from %s to %s: %v", tt.from, tt.to, got)
		}
		if got := s.PartAt()(noon.Add(tt.from)); got != tt.at {
			t.Errorf("at %s: %d", tt.from, got)
		}
	}
	for _, tt := range []struct {
		said, now time.Duration
		late      bool
	}{
		{5 * time.Minute, 29 * time.Minute, false}, // what was said openly
		{11 * time.Minute, 29 * time.Minute, false},
		{29*time.Minute + 50*time.Second, 30*time.Minute + 15*time.Second, false},
		{29*time.Minute + 50*time.Second, 30*time.Minute + 25*time.Second, true},
		{11 * time.Minute, 40 * time.Minute, true},
	} {
		if got := !s.Keeps("en", noon.Add(tt.said), noon.Add(tt.now)); got != tt.late {
			t.Errorf("said at %s, at %s it is late: %v", tt.said, tt.now, got)
		}
	}
	done, _ := passedPart(t)
	if s := replay(Shred(done)); s.Keeps("en", noon.Add(29*time.Minute), noon.Add(31*time.Minute)) {
		t.Error("what was said in a part whose record is published comes back")
	}
}

// partB is a meeting with item B under the Rule and over, in which somebody asked for something
// while A was under discussion, and then while B was; without B.
func partB(t *testing.T, inA, inB func(log []Entry) []ask) (was, left []Entry) {
	t.Helper()
	log := play(t, underWay(t), ask{chair, SetRule{ChathamHouse, itemB}})
	for _, a := range inA(log) {
		log = play(t, log, a)
	}
	log = play(t, log, ask{chair, StartItem{Item: itemB, After: itemA}})
	for _, a := range inB(log) {
		log = play(t, log, a)
	}
	log = play(t, log, ask{chair, EndMeeting{}}, ask{secretary, DraftRecord{itemB, TitleOnly, nil}})
	log = play(t, log, ask{chair, PassRecord{last(log)}})
	return log, Shred(log)
}

// What tells in other ways who spoke in a part, or when, is gone with it.
func TestTracesOfAPart(t *testing.T) {
	nothing := func([]Entry) []ask { return nil }
	asks := func(asks ...ask) func([]Entry) []ask { return func([]Entry) []ask { return asks } }
	for name, tt := range map[string]struct {
		inA, inB func([]Entry) []ask
		gone     string // by whom, or what
	}{
		"what was kept out of the captions": {nothing, asks(ask{ann, StrikePassage{4, 9, true, true, itemB}}), string(ann)},
		"a hand that is asked for once more": {nothing, func(log []Entry) []ask {
			return []ask{{chair, OpenQueue{}}, {ann, RaiseHand{Class: Topic}}, {ann, RaiseHand{Class: Topic}}}
		}, string(ann)},
		"an alarm": {nothing, asks(ask{ann, RaiseAlarm{What: "captions"}}), string(ann)},
		"a hand that another went into": {func(log []Entry) []ask {
			return []ask{{ann, RaiseHand{Class: Order, Note: "one"}}, {chair, AddHand{Name: "Somebody", Class: Order, Guest: guest}}, {chair, MergeHands{Hand: last(log) + 2, Into: last(log) + 1}}}
		}, func(log []Entry) []ask { return []ask{{chair, CallNext{Head: replay(log).queue.Hands[0].ID}}} }, string(guest)},
	} {
		t.Run(name, func(t *testing.T) {
			was, left := partB(t, tt.inA, tt.inB)
			tells := func(log []Entry) (n int) {
				for _, e := range log {
					_, admitted := e.Event.(PersonAdmitted)
					b, err := json.Marshal(e)
					if err != nil {
						t.Fatal(err)
					}
					if !admitted && strings.Contains(string(b), tt.gone) {
						n++
					}
				}
				return n
			}
			if tells(was) == 0 || tells(left) != 0 {
				t.Errorf("%d entries told it, and %d do", tells(was), tells(left))
			}
		})
	}
}

// What was taken back stays so, and nobody has spoken who has not, although what took it back
// called a hand that is gone.
func TestTakenBackInAPart(t *testing.T) {
	was, left := partB(t, func(log []Entry) []ask {
		read := last(log) + 2
		return []ask{
			{bob, RaiseHand{Class: Topic, Note: "We agree.", Written: true}},
			{chair, CallNext{Head: last(log) + 1}},
			{ann, RaiseHand{Class: Order}},
			{chair, CallNext{After: read, Head: last(log) + 3}},
			{chair, Undo{Seq: last(log) + 6}},
		}
	}, func(log []Entry) []ask {
		return []ask{{chair, CallNext{After: replay(log).turn.ID, Head: replay(log).queue.Hands[0].ID}}}
	})
	var statements [2]int
	for i, s := range []*State{replay(was), replay(left)} {
		for _, n := range s.notes {
			if n.Kind == NoteContribution && !n.Retracted {
				statements[i]++
			}
		}
		for _, sp := range s.spoken {
			if sp.Person == House {
				t.Errorf("nobody has spoken: %+v", sp)
			}
		}
	}
	if statements != [2]int{1, 1} { // as the item was left it was read to its end after all
		t.Errorf("of one statement there are %v", statements)
	}
}

// A turn whose beginning is gone does not end.
func TestEndOfNoTurn(t *testing.T) {
	log := underWay(t)
	s := replay(log)
	Apply(s, Entry{Seq: last(log) + 1, At: noon.Add(time.Minute), Event: TurnEnded{Turn: 5}})
	if len(s.spoken) != 0 {
		t.Errorf("somebody has spoken: %+v", s.spoken)
	}
}

// What is above a part whose record is published neither goes nor is hidden with it.
func TestAboveAPart(t *testing.T) {
	log := play(t, underWay(t), ask{chair, AddItem{Title: "C", Kind: "discussion", Minutes: 5, Parent: itemB}})
	part := last(log)
	log = play(t, log, ask{chair, SetRule{ChathamHouse, part}}, ask{secretary, AddNote{Text: "Said.", Item: part}}, ask{chair, EndMeeting{}},
		ask{secretary, DraftRecord{part, TitleOnly, nil}})
	log = Shred(play(t, log, ask{chair, PassRecord{last(log)}}))
	judged(t, []rule{
		{"it stays", log, chair, RemoveItem{itemB, "remove"}, nil, ErrPartPublished},
		{"it is shown", log, chair, EditItem{Item: itemB, Visibility: new(VisibleChair)}, nil, ErrPartPublished},
		{"and may be called something else", log, chair, EditItem{Item: itemB, Title: new("B, again")}, []Event{ItemEdited{Item: itemB, Title: new("B, again")}}, nil},
	})
}

// ofTheMeeting are the kinds of events that belong to no part, whatever is under discussion: they
// say nothing of what was said there, nor who said it.
var ofTheMeeting = []string{
	"meeting_created", "meeting_started", "meeting_ended", "meeting_edited", "meeting_cancelled", "chair_offered", "offer_ended", "break_called", "break_ended", "record_set",
	"label_matched", "link_made", "link_revoked", "person_admitted", "role_given", "seat_taken", "seat_freed", "person_removed", "person_muted", "room_locked", "heads_counted",
	"glossary_set", "item_added", "item_edited", "item_moved", "item_removed", "item_started", "item_left", "item_carried", "proposal_made", "proposal_accepted", "proposal_declined",
	"agenda_circulated", "agenda_adopted", "action_carried", "carried", "queue_set", "policy_set", "time_set", "budget_set", "budget_changed", "minutes_circulated_until",
	"minutes_approved_in", "people_arrived", "apologies_sent", "attendance_declared", "rule_set", "slip_returned", "record_published", "part_published", "part_shredded",
}

// Every event is about an item, or it is said here that it is the meeting's: who adds one has to
// think of it.
func TestEachEventHasAPart(t *testing.T) {
	const line, action, correction, silence = 21, 22, 23, 24
	s := &State{
		items: []Item{{ID: itemB, Rule: ChathamHouse}}, current: itemB, draft: &Draft{Item: itemB},
		notes: []Note{{Line: Line{ID: line, Item: itemB}}}, actions: []Action{{Line: Line{ID: action, Item: itemB}}},
		corrections: []Correction{{ID: correction, Item: itemB}}, silences: []Silence{{ID: silence, Item: itemB}},
	}
	of := map[string]Seq{"Item": itemB, "Line": line, "Note": line, "Action": action, "Correction": correction, "Silence": silence}
	for kind, typ := range kinds {
		v := reflect.New(typ).Elem()
		for name, id := range of {
			if f := v.FieldByName(name); f.IsValid() && f.Type() == reflect.TypeFor[Seq]() {
				f.SetUint(uint64(id))
			}
		}
		e, _ := reflect.TypeAssert[Event](v)
		part := s.Part(e)
		switch own := slices.Contains(ofTheMeeting, kind); {
		case own && part != 0:
			t.Errorf("%s is said to be the meeting's, and is of part %d", kind, part)
		case !own && part != itemB:
			t.Errorf("%s is of no part: see to it in part.go, or say here that it is the meeting's", kind)
		}
	}
}
