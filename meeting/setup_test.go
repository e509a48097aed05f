package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestEditingMeetings(t *testing.T) { // X9
	log, later := planned(t), noon.Add(24*time.Hour)
	judged(t, []rule{
		{"another time", log, secretary, EditMeeting{Starts: new(later.In(time.FixedZone("", 3600)))}, []Event{MeetingEdited{Starts: &later}}, nil},
		{"a place", log, root, EditMeeting{Mode: new(Hybrid), Place: new(" Nairobi ")}, []Event{MeetingEdited{Mode: new(Hybrid), Place: new("Nairobi")}}, nil},
		{"no place any more", log, chair, EditMeeting{Place: new("")}, []Event{MeetingEdited{Place: new("")}}, nil},
		{"nothing", log, chair, EditMeeting{}, nil, malformed},
		{"no title", log, chair, EditMeeting{Title: new(" ")}, nil, ErrEmpty},
		{"a mode there is not", log, chair, EditMeeting{Mode: new(Mode("telepathy"))}, nil, malformed},
		{"a year that has no form", log, chair, EditMeeting{Starts: new(noon.AddDate(9000, 0, 0))}, nil, malformed},
		{"not of people who take part", log, ann, EditMeeting{Title: new("Tea")}, nil, ErrNotAllowed},
		{"not once it has started", underWay(t), chair, EditMeeting{Title: new("Tea")}, nil, ErrStage},
		{"it does not take place", log, chair, CancelMeeting{" Storm "}, []Event{MeetingCancelled{"Storm"}}, nil},
		{"but not once it has started", underWay(t), chair, CancelMeeting{}, nil, ErrStage},
	})
	setup := func(s *State) string {
		m := s.showMeeting(Public)
		return fmt.Sprintf("%s %s %s %s r%d %v %s", m.Title, m.Stage, m.Mode, m.Place, m.Revised, m.Cancelled, m.Why)
	}
	edited := play(t, log, ask{chair, EditMeeting{Title: new("Fourth")}}, ask{chair, EditMeeting{Mode: new(InPerson), Place: new("Kyoto")}})
	becomes(t, []outcome{
		{"online unless somebody says otherwise", log, setup, "Third meeting planned online  r0 false "},
		{"each change counts", edited, setup, "Fourth planned in-person Kyoto r2 false "},
		{"a cancelled one has ended", play(t, edited, ask{chair, CancelMeeting{"Storm"}}), setup, "Fourth ended in-person Kyoto r3 true Storm"},
	})
	play(t, nil, ask{House, CreateMeeting{Title: "T", Starts: noon, Rule: Open, Mode: Hybrid, Place: "Nairobi"}})
	create := func(change func(*CreateMeeting)) CreateMeeting {
		c := CreateMeeting{Title: "T", Starts: noon, Rule: Open}
		change(&c)
		return c
	}
	judged(t, []rule{
		{"a mode", nil, House, create(func(c *CreateMeeting) { c.Mode = "telepathy" }), nil, malformed},
	})
}

func TestLateDocuments(t *testing.T) { // A13
	links := func(urls ...string) *[]Link {
		out := []Link{}
		for _, u := range urls {
			out = append(out, Link{"", "https://example.org/" + u})
		}
		return &out
	}
	post := func(urls ...string) ask { return ask{secretary, EditItem{Item: itemA, Links: links(urls...)}} }
	log := play(t, planned(t), post("early"), ask{secretary, CirculateAgenda{}}, post("early", "late"))
	log = play(t, log, ask{chair, StartMeeting{}}, post("now", "late", "early"))
	documents := func(s *State) string {
		words := ""
		for _, d := range s.showDocuments(*at(s.items, itemA)) {
			words += fmt.Sprintf("%s %s, ", d.URL[20:], d.Late)
		}
		return words
	}
	due := play(t, nil, ask{House, CreateMeeting{
		Title: "T", Starts: noon.Add(24*time.Hour + 2500*time.Millisecond), Rule: Open, Preset: &Preset{Silence: 60, Documents: 1},
		Agenda: []PlannedItem{{Title: "A", Kind: "aob", Minutes: 5, Links: *links("early")}},
	}}, ask{House, AdmitPerson{secretary, Secretary, ""}}, post("early", "late"))
	short := play(t, nil, ask{House, CreateMeeting{
		Title: "T", Starts: noon.Add(time.Hour), Rule: Open, Preset: &Preset{Silence: 60, Documents: 1},
		Agenda: []PlannedItem{{Title: "A", Kind: "aob", Minutes: 5, Links: *links("early")}},
	}}, ask{House, AdmitPerson{secretary, Secretary, ""}}, post("early", "late"))
	becomes(t, []outcome{
		{"each says why", log, documents, "now started, late circulated, early , "},
		{"the day on which they were due", due, documents, "early , late due, "},
		{"no meeting is called too late for its papers", short, documents, "early , late , "},
	})
	judged(t, []rule{
		{"an agenda is sent round once", play(t, planned(t), ask{chair, CirculateAgenda{}}), chair, CirculateAgenda{}, []Event{Unchanged{last(planned(t)) + 1}}, nil},
		{"while the meeting is planned", underWay(t), chair, CirculateAgenda{}, nil, ErrStage},
		{"and if there is one", play(t, planned(t), ask{chair, RemoveItem{Item: itemA}}, ask{chair, RemoveItem{Item: itemB}}), chair, CirculateAgenda{}, nil, malformed},
	})
}
