package meeting

import (
	"fmt"
	"testing"
)

// grouped is a plan that says all that a group can say.
func grouped() CreateMeeting {
	return CreateMeeting{
		Title: "Third meeting", Starts: noon, Rule: Open,
		Agenda: []PlannedItem{{Title: "A", Kind: "discussion", Minutes: 10}, {Title: "B", Kind: "decision", Minutes: 20}},
		Preset: &Preset{
			Classes: map[Class]Look{Order: {"Point of order", Red}, Clarify: {"Question", Amber}, Reply: {"Reply", Green}, Topic: {"New thread", Blue}},
			Silence: 90, Grace: 30, Documents: 14,
		},
		Policy: &SetPolicy{Policy: RoundRobin, Limits: map[Class]int{Topic: 180}, Overtakes: 5},
		Queue:  &SetQueue{Opens: new(true), Statistics: new(true)},
	}
}

// P16, Q2: what a group says stands in the log of each of its meetings.
func TestPresets(t *testing.T) {
	made := func(change func(*Preset)) CreateMeeting {
		c := grouped()
		change(c.Preset)
		return c
	}
	look := func(class Class, look Look) func(*Preset) { return func(p *Preset) { p.Classes[class] = look } }
	whole := grouped()
	judged(t, []rule{
		{"it is copied", nil, House, whole, []Event{
			MeetingCreated{Title: whole.Title, Starts: noon, Rule: Open, Preset: whole.Preset},
			ItemAdded{Title: "A", Kind: "discussion", Minutes: 10, Visibility: VisiblePublic},
			ItemAdded{Title: "B", Kind: "decision", Minutes: 20, Visibility: VisiblePublic},
			PolicySet{Policy: RoundRobin, Limits: map[Class]int{Topic: 180}, Overtakes: 5},
			QueueSet{Opens: new(true), Statistics: new(true)},
		}, nil},
		{"no class that is none", nil, House, made(look("tea", Look{"Tea", Green})), nil, ErrUnknownClass},
		{"no colour that is none", nil, House, made(look(Topic, Look{"Topic", "mauve"})), nil, malformed},
		{"no class without a name", nil, House, made(look(Topic, Look{" ", Red})), nil, malformed},
		{"no two of a name", nil, House, made(look(Topic, Look{"Reply", Red})), nil, malformed},
		{"not some classes without the others", nil, House, made(func(p *Preset) { delete(p.Classes, Topic) }), nil, malformed},
		{"no silence under 10 s", nil, House, made(func(p *Preset) { p.Silence = 9 }), nil, malformed},
		{"none over an hour", nil, House, made(func(p *Preset) { p.Silence = 3601 }), nil, malformed},
		{"no grace over 10 min", nil, House, made(func(p *Preset) { p.Grace = 601 }), nil, malformed},
		{"no documents after the meeting", nil, House, made(func(p *Preset) { p.Documents = -1 }), nil, malformed},
		{"no order that is none", nil, House, CreateMeeting{Title: "A", Rule: Open, Policy: &SetPolicy{Policy: "rank"}}, nil, malformed},
	})
	log := play(t, nil, ask{House, grouped()})
	becomes(t, []outcome{
		{"the limits are the group's", log, func(s *State) string { return fmt.Sprint(s.limit(Topic), s.limit(Reply)) }, "3m0s 2m0s"},
		{"the order too", log, func(s *State) string { return fmt.Sprintf("%s %d", s.policy(0).Name, s.policy(0).Overtakes) }, "round-robin 5"},
		{"and the times of a silence", log, silences, "90 30 14"},
		{"a meeting of no group has none", planned(t), silences, "0 0 0"},
		{"all see how classes look", log, func(s *State) string { return fmt.Sprint(s.showMeeting(Public).Classes) }, "map[clarify:{Question amber} order:{Point of order red} reply:{Reply green} topic:{New thread blue}]"},
	})
}

func silences(s *State) string {
	m := s.showMeeting(Public)
	return fmt.Sprint(m.Silence, m.Grace, m.Documents)
}

// P16: a queue may open with its item.
func TestQueuesThatOpenWithTheirItems(t *testing.T) {
	opens := ask{chair, SetQueue{Opens: new(true)}}
	begun := play(t, planned(t), opens, ask{chair, StartMeeting{}})
	up := play(t, begun, ask{ann, RaiseHand{Class: Topic}}, ask{chair, CloseQueue{}}, ask{chair, StartItem{itemB, itemA}})
	later := play(t, underWay(t), ask{chair, CloseQueue{}}, opens)
	judged(t, []rule{
		{"the first with the meeting", play(t, planned(t), opens), chair, StartMeeting{}, []Event{MeetingStarted{}, ItemStarted{itemA}, QueueOpened{}}, nil},
		{"the next with its item", begun, chair, StartItem{itemB, itemA}, []Event{ItemStarted{itemB}, QueueOpened{}}, nil},
		{"one that was left with people waiting stays as it was left", up, chair, StartItem{itemA, itemB}, []Event{ItemStarted{itemA}}, nil},
		{"not unless the group says so", play(t, planned(t)), chair, StartMeeting{}, []Event{MeetingStarted{}, ItemStarted{itemA}}, nil},
		{"what is under discussion stays as it is", later, ann, RaiseHand{Class: Topic}, nil, ErrQueueClosed},
	})
}
