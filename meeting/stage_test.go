package meeting

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestCreating(t *testing.T) {
	plan := func(change func(*CreateMeeting)) CreateMeeting {
		c := CreateMeeting{Title: "Third meeting", Starts: noon, Rule: Open}
		change(&c)
		return c
	}
	made := func(e MeetingCreated) []Event {
		e.Title, e.Starts = "Third meeting", noon
		return []Event{e}
	}
	channels := func(c ...Channel) CreateMeeting { return plan(func(m *CreateMeeting) { m.Channels = c }) }
	bodies := func(b ...Body) CreateMeeting { return plan(func(m *CreateMeeting) { m.Bodies = b }) }
	var manyItems []PlannedItem
	var manyBodies []Body
	var manyChannels []Channel
	for i := range maxBodies + 1 {
		manyItems = append(manyItems, PlannedItem{Title: "A", Kind: "aob", Minutes: 1})
		manyBodies = append(manyBodies, Body{Name: strconv.Itoa(i)})
		manyChannels = append(manyChannels, Channel{Lang: "x" + strconv.Itoa(i)})
	}

	judged(t, []rule{
		{"a title, a time and a rule", nil, House, plan(func(c *CreateMeeting) { c.Title = " Third\nmeeting " }), made(MeetingCreated{Rule: Open}), nil},
		{"the time is kept as UTC", nil, House, plan(func(c *CreateMeeting) { c.Starts = noon.In(time.FixedZone("", 3600)) }), made(MeetingCreated{Rule: Open}), nil},
		{"not in a year that cannot be written", nil, House, plan(func(c *CreateMeeting) { c.Starts = noon.AddDate(8000, 0, 0) }), nil, malformed},
		{"under the Chatham House Rule", nil, House, plan(func(c *CreateMeeting) { c.Rule = ChathamHouse }), made(MeetingCreated{Rule: ChathamHouse}), nil},
		{"off the record", nil, House, plan(func(c *CreateMeeting) { c.Rule = OffRecord }), made(MeetingCreated{Rule: OffRecord}), nil},
		{"under no other rule", nil, House, plan(func(c *CreateMeeting) { c.Rule = "secret" }), nil, malformed},
		{"under a rule", nil, House, plan(func(c *CreateMeeting) { c.Rule = "" }), nil, malformed},
		{"once", planned(t), House, plan(func(*CreateMeeting) {}), nil, ErrMadeAlready},
		{"with a title", nil, House, plan(func(c *CreateMeeting) { c.Title = "" }), nil, ErrEmpty},
		{"of 200 characters", nil, House, plan(func(c *CreateMeeting) { c.Title = strings.Repeat("會", 201) }), nil, ErrTooLong},

		{"in a series", nil, House, plan(func(c *CreateMeeting) { c.Series = "coordination-2026" }), made(MeetingCreated{Rule: Open, Series: "coordination-2026"}), nil},
		{"whose name can stand in a path", nil, House, plan(func(c *CreateMeeting) { c.Series = "../Coordination" }), nil, malformed},
		{"and is short", nil, House, plan(func(c *CreateMeeting) { c.Series = strings.Repeat("a", 81) }), nil, malformed},

		{"with channels", nil, House, channels(Channel{Lang: "en", Title: "English"}, Channel{Lang: "pt-BR"}), made(MeetingCreated{Rule: Open, Channels: []Channel{{Lang: "en", Title: "English"}, {Lang: "pt-BR"}}}), nil},
		{"a language each", nil, House, channels(Channel{Lang: "en", Title: "English"}, Channel{Lang: "en", Title: "Again"}), nil, malformed},
		{"whose tag can stand in a path", nil, House, channels(Channel{Lang: "en/.."}), nil, malformed},
		{"whose tag has no loose end", nil, House, channels(Channel{Lang: "en-"}), nil, malformed},
		{"whose title can be kept", nil, House, channels(Channel{Lang: "en", Title: "Eng\x00lish"}), nil, ErrBadText},
		{"whose title is no novel", nil, House, channels(Channel{Lang: "en", Title: strings.Repeat("a", maxNote+1)}), nil, ErrTooLong},
		{"20 of them", nil, House, channels(manyChannels[:maxChannels+1]...), nil, malformed},

		{"with bodies", nil, House, bodies(Body{"Libraries", 2}), made(MeetingCreated{Rule: Open, Bodies: []Body{{"Libraries", 2}}}), nil},
		{"a name each", nil, House, bodies(Body{"Libraries", 2}, Body{"Libraries", 1}), nil, malformed},
		{"that can be kept", nil, House, bodies(Body{" Libraries", 2}), nil, malformed},
		{"that is there", nil, House, bodies(Body{"", 2}), nil, malformed},
		{"and no fewer than no seats", nil, House, bodies(Body{"Libraries", -1}), nil, malformed},
		{"500 of them", nil, House, bodies(manyBodies...), nil, malformed},

		{
			"with an agenda", nil, House, plan(func(c *CreateMeeting) { c.Agenda = []PlannedItem{{Title: "A", Kind: "aob", Minutes: 1}} }),
			append(made(MeetingCreated{Rule: Open}), ItemAdded{Title: "A", Kind: "aob", Minutes: 1, Visibility: VisiblePublic}), nil,
		},
		{"all of whose items are right", nil, House, plan(func(c *CreateMeeting) { c.Agenda = []PlannedItem{{Title: "A", Kind: "aob", Minutes: 1}, {}} }), nil, ErrEmpty},
		{"200 of them", nil, House, plan(func(c *CreateMeeting) { c.Agenda = manyItems[:maxItems+1] }), nil, malformed},
	})
}

func TestStages(t *testing.T) {
	before, open := planned(t), underWay(t)
	ended := play(t, open, ask{chair, EndMeeting{}})
	empty := play(t, nil, ask{House, CreateMeeting{Title: "T", Rule: Open, Starts: noon}}, ask{House, AdmitPerson{chair, Chair, ""}})
	judged(t, []rule{
		{"the start makes the first item current", before, chair, StartMeeting{}, []Event{MeetingStarted{}, ItemStarted{itemA}}, nil},
		{"if there is one", empty, chair, StartMeeting{}, []Event{MeetingStarted{}}, nil},
		{"a meeting starts once", open, chair, StartMeeting{}, nil, ErrStage},
		{"there is no way back", ended, chair, StartMeeting{}, nil, ErrStage},
		{"the end", open, deputy, EndMeeting{}, []Event{MeetingEnded{}}, nil},
		{"a meeting ends once", ended, chair, EndMeeting{}, nil, ErrStage},
		{"what has not begun does not end", before, chair, EndMeeting{}, nil, ErrStage},
	})
	stage := func(s *State) string { return string(s.stage) }
	becomes(t, []outcome{
		{"planned", before, stage, "planned"},
		{"open", open, stage, "open"},
		{"ended", ended, stage, "ended"},
		{"open without an item", play(t, empty, ask{chair, StartMeeting{}}), itemStates, ""},
		{"the first item is current", open, itemStates, "A current, B pending"},
		{"at the end no item is current", ended, itemStates, "A done, B pending"},
	})
}
