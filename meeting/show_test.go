package meeting

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAudiences(t *testing.T) {
	s := replay(play(t, planned(t), ask{chair, RemovePerson{bob}}, ask{House, AdmitPerson{"≡captioner", Captioner, ""}}))
	for _, test := range []struct {
		person Person
		want   Audience
		reads  bool
	}{
		{chair, StaffRoom, true},
		{deputy, StaffRoom, true},
		{secretary, StaffRoom, true},
		{manager, StaffRoom, true},
		{root, StaffRoom, true},
		{ann, Room, true},
		{cleo, Room, true},
		{eve, Room, true},
		{"≡captioner", Room, true},
		{bob, Public, false}, // was removed
		{stranger, Public, false},
		{House, Public, false},
	} {
		if a, reads := s.Audience(test.person); a != test.want || reads != test.reads {
			t.Errorf("%s: %d, %t", test.person, a, reads)
		}
	}
}

// A meeting of which nothing is known shows nothing.
func TestShowNothing(t *testing.T) {
	for _, a := range []Audience{Public, Room, StaffRoom} {
		if v := Show(new(State), a, 0); len(v) != 0 {
			t.Errorf("audience %d sees %v", a, v)
		}
	}
}

// busy is a meeting in which everything has happened that an audience could see: somebody
// speaks, somebody waits, and the minutes have a line of each kind.
func busy(t *testing.T, r Rule) []Entry {
	log := underWay(t)
	made := log[0].Event.(MeetingCreated) //nolint:forcetypeassert // planned makes it so
	made.Rule = r
	log[0].Event = made
	log = play(t, log,
		ask{ann, RaiseHand{Class: Topic, Body: "Islands", Note: "§hand"}},
		ask{bob, RaiseHand{Class: Topic, Written: true, Note: "§statement"}},
		ask{chair, AddHand{Class: Topic, Guest: guest}})
	if r == OffRecord { // nothing is written down
		return play(t, log, ask{chair, CallNext{Head: busyTurn - 3}}, ask{chair, PauseTurn{Turn: busyTurn}})
	}
	return play(t, log, ask{chair, CallNext{Head: busyTurn - 3}}, ask{secretary, AddNote{Text: "§note"}}, ask{chair, PauseTurn{Turn: busyTurn}},
		ask{secretary, RecordDecision{Text: "§decision"}}, ask{secretary, RecordAction{Text: "§action", Owner: "§owner"}})
}

// Things of busy.
const (
	busyTurn   Seq = 20
	busyNote   Seq = 21
	busyAction Seq = 24
)

// R2, R5: what an outsider sees of a part under the Rule. Fields that could identify
// somebody are absent, not empty.
func TestThePublicUnderTheRule(t *testing.T) {
	const want = `{
	"agenda":[
		{"id":2,"number":"1","title":"A","kind":"discussion","minutes":10,"parent":0,"state":"current","visibility":"public"},
		{"id":3,"number":"2","title":"B","kind":"decision","minutes":20,"parent":0,"state":"pending","visibility":"public"}],
	"meeting":{"id":"","title":"Third meeting","stage":"open","rule":"RULE","starts":"2026-03-01T12:00:00Z","item":2,
		"bodies":["Libraries","Islands"],"channels":[],"mode":"online","revised":0,"private":true},"minutes":{"state":"live"},
	"queue":{"open":true,"item":2,"policy":"arrival","limits":{"clarify":120,"order":120,"reply":120,"topic":120},
		"hands":[
			{"id":1,"class":"topic","written":false,"state":"waiting","reasons":[]},
			{"id":2,"class":"topic","written":true,"state":"waiting","reasons":[]}],
		"turn":{"class":"topic","limit":120}}}`
	for _, r := range []Rule{ChathamHouse, OffRecord} {
		want := strings.NewReplacer("\n", "", "\t", "", "RULE", string(r)).Replace(want)
		if got := shown(t, replay(busy(t, r)), Public); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestThePublicOfAnOpenMeeting(t *testing.T) {
	s := replay(busy(t, Open))
	v := Show(s, Public, 0)
	if keys := keysOf(v); keys != "agenda budgets meeting minutes queue seats" {
		t.Errorf("the public sees %s: drafts are for the people in the meeting", keys)
	}
	view := shown(t, s, Public)
	for _, told := range []string{string(ann), "§hand", "§statement", `"seq":`, `"began":"2026`} {
		if !strings.Contains(view, told) {
			t.Errorf("%s is not in %s", told, view)
		}
	}
}

// R2: the people in the room see names also under the Rule, because they are there.
func TestTheRoomUnderTheRule(t *testing.T) {
	for _, a := range []Audience{Room, StaffRoom} {
		open, rule := replay(busy(t, Open)), replay(busy(t, ChathamHouse))
		seen := Show(open, a, 0)
		delete(seen, paperKey("note/", busyTurn)) // that somebody had the floor is in no minutes (R5)
		m, _ := seen["meeting"].(MeetingValue)
		m.Rule, m.Private = ChathamHouse, true
		seen["meeting"] = m
		b, err := json.Marshal(seen)
		if got, want := shown(t, rule, a), string(b); err != nil || got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestQueueValue(t *testing.T) { // Q5, Q7, Q15
	q := Show(replay(busy(t, Open)), Room, 0)["queue"].(QueueValue) //nolint:forcetypeassert // so it is
	if h := q.Hands[1]; h.Person != guest || h.AddedBy != chair || h.State != HandWaiting || h.Written || h.Left != 0 {
		t.Errorf("a guest's hand: %+v", h)
	}
	began := noon.Add(19 * time.Second)
	stands := began.Add(2 * time.Second)
	want := TurnValue{
		ID: busyTurn, Hand: busyTurn - 3, Person: ann, Body: "Islands", Class: Topic, Note: "§hand", Called: began, Began: began,
		Limit: 120, PausedAt: &stands,
	}
	if !reflect.DeepEqual(*q.Turn, want) {
		t.Errorf("got  %+v\nwant %+v", *q.Turn, want)
	}
	q = Show(replay(play(t, busy(t, Open), ask{chair, ResumeTurn{busyTurn}})), Room, 0)["queue"].(QueueValue) //nolint:forcetypeassert // so it is
	if want.Paused, want.PausedAt = 3, nil; !reflect.DeepEqual(*q.Turn, want) {
		t.Errorf("got  %+v\nwant %+v", *q.Turn, want)
	}
}

// hidden is an open meeting whose item H only the staff may know of, and P only the
// people in the meeting; both have a child that says it is for all, and minutes.
func hidden(t *testing.T) (log []Entry, h, p Seq) {
	t.Helper()
	item := func(title string, parent Seq, v Visibility) Seq {
		log = play(t, log, ask{chair, AddItem{Title: title, Kind: "discussion", Minutes: 1, Parent: parent, Visibility: v}})
		return last(log)
	}
	log = underWay(t)
	h = item("H", 0, VisibleChair)
	below := item("H child", h, VisiblePublic)
	item("H grandchild", below, VisiblePublic)
	p = item("P", 0, VisiblePresent)
	item("P child", p, "")
	item("Z", 0, "")
	for _, item := range []Seq{h, below, p, itemA} {
		log = play(t, log, ask{chair, AddNote{Text: fmt.Sprint("note on ", item), Item: item}},
			ask{chair, RecordDecision{Text: "Agreed.", Item: item}}, ask{chair, RecordAction{Text: "Write.", Item: item}})
	}
	return log, h, p
}

func TestHiddenItems(t *testing.T) { // A2, A3
	log, h, p := hidden(t)
	agenda := func(a Audience) func(*State) string {
		return func(s *State) string {
			var out []string
			for _, i := range Show(s, a, 0)["agenda"].([]ItemValue) { //nolint:forcetypeassert // so it is
				out = append(out, i.Number+" "+i.Title)
			}
			return strings.Join(out, ", ")
		}
	}
	minutes := func(a Audience) func(*State) string {
		return func(s *State) string { return keysOf(Show(s, a, 0)) }
	}
	now := func(a Audience) func(*State) string {
		return func(s *State) string {
			v := Show(s, a, 0)
			q := v["queue"].(QueueValue) //nolint:forcetypeassert // so it is
			return fmt.Sprintf("item %d, queue of %d, open %t, %d hands, turn %t, place %d",
				v["meeting"].(MeetingValue).Item, q.Item, q.Open, len(q.Hands), q.Turn != nil, Me(s, ann).Place) //nolint:forcetypeassert // so it is
		}
	}
	onH := play(t, log, ask{chair, StartItem{h, itemA}}, ask{chair, OpenQueue{}}, ask{chair, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}})
	onH = play(t, onH, ask{chair, CallNext{Head: last(onH) - 2}})
	onP := play(t, log, ask{chair, StartItem{p, itemA}}, ask{chair, OpenQueue{}}, ask{ann, RaiseHand{Class: Topic}})
	becomes(t, []outcome{
		{"the staff see all items", log, agenda(StaffRoom), "1 A, 2 B, 3 H, 3.1 H child, 3.1.1 H grandchild, 4 P, 4.1 P child, 5 Z"},
		{"the room not those of the staff, and no gap", log, agenda(Room), "1 A, 2 B, 3 P, 3.1 P child, 4 Z"},
		{"the public not those of the room either", log, agenda(Public), "1 A, 2 B, 3 Z"},
		{"the staff see all minutes", log, minutes(StaffRoom), "action/25 action/28 action/31 action/34 agenda alarms budgets decision/24 decision/27 decision/30 decision/33 heard links meeting minutes note/13 note/14 note/23 note/26 note/29 note/32 queue seats"},
		{"the room not those on hidden items", log, minutes(Room), "action/31 action/34 agenda budgets decision/30 decision/33 meeting minutes note/13 note/14 note/29 note/32 queue seats"},
		{"the staff see a hidden item current", onH, now(StaffRoom), "item 17, queue of 17, open true, 2 hands, turn true, place 0"},
		{"the room does not, nor how many wait", onH, now(Room), "item 0, queue of 0, open false, 0 hands, turn false, place 0"},
		{"the public neither", onH, now(Public), "item 0, queue of 0, open false, 0 hands, turn false, place 0"},
		{"the room sees what is for the people present", onP, now(Room), "item 20, queue of 20, open true, 1 hands, turn false, place 1"},
		{"the public does not", onP, now(Public), "item 0, queue of 0, open false, 0 hands, turn false, place 1"},
	})
}

// Under the Rule a hidden item is hidden too.
func TestHiddenItemsUnderTheRule(t *testing.T) {
	log, h, _ := hidden(t)
	log = play(t, log, ask{chair, StartItem{h, itemA}}, ask{chair, OpenQueue{}}, ask{ann, RaiseHand{Class: Topic}})
	made := log[0].Event.(MeetingCreated) //nolint:forcetypeassert // planned makes it so
	made.Rule = ChathamHouse
	log[0].Event = made
	got, err := json.Marshal(Show(replay(log), Public, 0)["queue"])
	if want := `{"open":false,"item":0,"policy":"arrival","limits":{"clarify":120,"order":120,"reply":120,"topic":120},"hands":[],"turn":null}`; err != nil || string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Show of what came after an entry holds what changed of the minutes, and no more.
func TestShowAfter(t *testing.T) {
	log := busy(t, Open)
	was := last(log)
	edited := play(t, log, ask{secretary, EditNote{busyNote, "Better.", 1}})
	retracted := play(t, log, ask{secretary, RetractNote{busyNote}})
	closed := play(t, log, ask{secretary, CloseAction{Action: busyAction}})
	since := func(s *State) string { return keysOf(Show(s, Room, was)) }
	becomes(t, []outcome{
		{"nothing changed", log, since, "agenda budgets meeting minutes queue seats"},
		{"a note was edited", edited, since, "agenda budgets meeting minutes note/21 queue seats"},
		{"a note was retracted, which takes it away", retracted, func(s *State) string {
			v, ok := Show(s, Room, was)["note/21"]
			return fmt.Sprint(v, ok)
		}, "<nil> true"},
		{"an action was closed", closed, func(s *State) string {
			return string(Show(s, Room, was)["action/24"].(ActionValue).State) //nolint:forcetypeassert // so it is
		}, "done"},
	})
}

// keysOf are v's keys, in order.
func keysOf(v View) string {
	return strings.Join(slices.Sorted(maps.Keys(v)), " ")
}

func TestMe(t *testing.T) {
	log := play(t, underWay(t), ask{bob, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Clarify}}, ask{cleo, RaiseHand{Class: Topic}})
	s := replay(log)
	for _, test := range []struct {
		person Person
		want   MeValue
	}{
		{ann, MeValue{Person: ann, Roles: Participant, Place: 1, Limit: 120}},
		{bob, MeValue{Person: bob, Roles: Participant, Place: 2, Limit: 120}},
		{cleo, MeValue{Person: cleo, Roles: Representative, Place: 4, Limit: 120}},
		{eve, MeValue{Person: eve, Roles: Observer, Limit: 120}},
	} {
		got := Me(s, test.person)
		if got.Person != test.want.Person || got.Roles != test.want.Roles || got.Place != test.want.Place || got.Limit != test.want.Limit {
			t.Errorf("got  %+v\nwant %+v", got, test.want)
		}
	}
	if got := Me(replay(play(t, log, ask{chair, RemovePerson{ann}})), ann); got.Roles != 0 || got.Place != 0 {
		t.Errorf("who was removed sees %+v", got)
	}
}

// What a client draws must not be null where the protocol says a list.
func TestListsAreLists(t *testing.T) {
	log := play(t, nil, ask{House, CreateMeeting{Title: "T", Starts: noon, Rule: Open}})
	got := shown(t, replay(log), Public)
	want := `{"agenda":[],"budgets":[],"meeting":{"id":"","title":"T","stage":"planned","rule":"open","starts":"2026-03-01T12:00:00Z","item":0,"seq":1,"bodies":[],"channels":[],"mode":"online","revised":0},"minutes":{"state":"live"},` +
		`"queue":{"open":false,"item":0,"policy":"arrival","overtakes":3,"limits":{"clarify":120,"order":120,"reply":120,"topic":120},"hands":[],"turn":null,"categories":[],"grace":10},"seats":[]}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
