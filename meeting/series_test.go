package meeting

import (
	"fmt"
	"strings"
	"testing"
)

// lastTime is a meeting that has ended: A is done, with a hand parked on it by a move; B is
// left to the next meeting with two hands, and C below it was never reached.
func lastTime(t *testing.T) []Entry {
	t.Helper()
	log := play(t, underWay(t),
		ask{chair, AddItem{Title: "C", Kind: "discussion", Minutes: 5, Parent: itemB, Visibility: VisiblePresent, Links: []Link{{"Draft", "https://example.org/draft"}}}},
		ask{chair, AddItem{Title: "Any other business", Kind: "aob", Minutes: 5}},
		ask{secretary, RecordAction{Text: "Write to all.", Owner: "Ann", Due: "2026-04-01"}},
		ask{secretary, RecordAction{Text: "Done soon."}},
	)
	log = play(t, log, ask{secretary, CloseAction{Action: last(log)}}, ask{chair, StartItem{itemB, itemA}}, ask{chair, OpenQueue{}})
	return play(t, log,
		ask{bob, RaiseHand{Class: Topic, Note: "First"}},
		ask{ann, RaiseHand{Class: Topic, Body: "Islands"}},
		ask{cleo, RaiseHand{Class: Order}},
		ask{chair, EndMeeting{}})
}

func TestWhatAMeetingLeaves(t *testing.T) { // A11
	c := replay(lastTime(t)).Leaves("m1")
	var got []string
	for _, i := range c.Items {
		got = append(got, fmt.Sprint(i.Level, " ", i.Title, " ", i.Open, " ", i.Visibility, " ", len(i.Links)))
		for _, h := range i.Hands {
			got = append(got, fmt.Sprint(plain(h.Person), "/", h.Class, " ", h.Note, " ", h.Raised.IsZero()))
		}
	}
	want := "1 B true public 0, bob/topic First false, ann/topic  false, 2 C false present 1"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if got := fmt.Sprint(c.Actions); got != "[{m1 1 Write to all. Ann 2026-04-01}]" {
		t.Errorf("actions %s", got)
	}
	s := replay(lastTime(t))
	s.rule, s.sealed = ChathamHouse, true
	if c := s.Leaves("m1"); len(c.Items) != 2 || c.Items[0].Hands != nil || c.Items[0].Open || c.Actions[0].Owner != "" {
		t.Errorf("under the Rule: %+v", c)
	}
}

func TestCarryingOver(t *testing.T) { // A11, Q23
	c := replay(lastTime(t)).Leaves("m1")
	for i := range c.Items {
		for j := range c.Items[i].Hands {
			c.Items[i].Hands[j].Person += "2" // as the server names them in the next meeting
		}
	}
	create := CreateMeeting{
		Title: "Next", Starts: noon, Rule: Open, Series: "calls", Carry: &c,
		Agenda: []PlannedItem{{Title: "Adoption", Kind: "adoption", Minutes: 5}, {Title: "News", Kind: "information", Minutes: 5}, {Title: "c", Kind: "discussion", Minutes: 9}},
	}
	made := play(t, nil, ask{House, create}, ask{House, AdmitPerson{chair, Chair, ""}}, ask{House, AdmitPerson{ann, Participant, ""}})
	item := at(replay(made).items, 5)
	start := play(t, made, ask{chair, StartMeeting{Carry: &c}})
	on := play(t, start, ask{chair, StartItem{item.ID, 2}})
	ann2 := replay(on).queue.Hands[1].ID
	judged(t, []rule{
		{"once", made, chair, StartMeeting{Carry: &c}, []Event{MeetingStarted{}, ItemStarted{2}}, nil},
		{"at the start too", planned(t), chair, StartMeeting{Carry: &Carry{From: "m0", Actions: c.Actions}}, []Event{MeetingStarted{}, ActionCarried(c.Actions[0]), Carried{"m0"}, ItemStarted{itemA}}, nil},
		{"whose hand it was claims it", on, ann, ClaimHand{ann2}, []Event{HandClaimed{ann2}}, nil},
	})
	becomes(t, []outcome{
		{"after what a meeting begins with; what is there already is not there twice", made, outline, "1 Adoption, 2 B, 3 News, 4 c"},
		{"its queue waits for it", on, waiting, "bob2/topic ann2/topic"},
		{"since the meeting before", on, func(s *State) string { return s.showHand(Room, s.queue.Hands[0], nil).Carried.Format("15:04:05") }, s19(t)},
		{"with what each wanted", on, func(s *State) string { return s.queue.Hands[0].Note + s.queue.Hands[1].Body }, "FirstIslands"},
		{"an item that is taken off leaves nobody waiting", play(t, made, ask{chair, RemoveItem{Item: item.ID, Children: ChildrenRemove}}), func(s *State) string { return fmt.Sprint(len(s.parked)) }, "0"},
		{"and new hands come after", play(t, on, ask{ann, RaiseHand{Class: Topic}}), waiting, "bob2/topic ann2/topic ann/topic"},
		{"a claimed hand keeps its place", play(t, on, ask{ann, ClaimHand{ann2}}), waiting, "bob2/topic ann/topic"},
		{"actions are open until somebody closes them", on, func(s *State) string {
			return fmt.Sprint(len(s.actions), " ", s.actions[0].From, " ", s.actions[0].Closed)
		}, "1 m1 false"},
		{"and where it came from", made, func(s *State) string { return at(s.items, 5).Carried }, "m1"},
	})
	third := replay(play(t, on, ask{chair, EndMeeting{}})).Leaves("m2")
	if got := fmt.Sprint(len(third.Items[0].Hands), third.Items[0].Hands[0].Raised.Equal(c.Items[0].Hands[0].Raised), third.Actions); got != "2 true [{m1 1 Write to all. Ann 2026-04-01}]" {
		t.Errorf("a third meeting gets %s", got)
	}
}

// s19 is when bob raised his hand in lastTime.
func s19(t *testing.T) string {
	t.Helper()
	for _, e := range lastTime(t) {
		if h, ok := e.Event.(HandRaised); ok && h.Person == bob {
			return e.At.Format("15:04:05")
		}
	}
	return ""
}

func TestClones(t *testing.T) { // A11
	c := replay(lastTime(t)).Plan()
	c.Title, c.Starts = "Again", noon
	becomes(t, []outcome{
		{"have the agenda, from its start", play(t, nil, ask{House, c}), outline, "1 A, 2 B, 2.1 C, 3 Any other business"},
		{"and bodies", play(t, nil, ask{House, c}), func(s *State) string { return fmt.Sprint(s.bodies, " ", s.items[0].State) }, "[{Libraries 2} {Islands 1}] pending"},
	})
}
