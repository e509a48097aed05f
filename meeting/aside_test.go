package meeting

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// withChannels is underWay with captions in two languages.
func withChannels(t *testing.T) []Entry {
	t.Helper()
	return made(underWay(t), func(c *MeetingCreated) {
		c.Channels = []Channel{{Lang: "en", Title: "English"}, {Lang: "ja", Title: "日本語"}}
	})
}

// made is a log of a meeting that was made in another way.
func made(log []Entry, way func(*MeetingCreated)) []Entry {
	log = slices.Clone(log)
	c := log[0].Event.(MeetingCreated) //nolint:forcetypeassert // it is a meeting's first
	way(&c)
	log[0].Event = c
	return log
}

func TestAsides(t *testing.T) { // acc-K6; captions reference, 5.11
	open := withChannels(t)
	spelt := TellCaptioner{Text: "  It is spelt\nSolberg. "}
	said := []Event{AsideSaid{"It is spelt Solberg.", "en"}}
	told := play(t, open, ask{ann, spelt})
	aside := last(told)
	seen := play(t, told, ask{House, SeeAside{aside, "en"}})
	three, many := told, open
	for i := range maxUnseen - 1 {
		three = play(t, three, ask{ann, TellCaptioner{Text: fmt.Sprint(i)}})
	}
	for i := range maxWaiting {
		by := Person(fmt.Sprintf("≡p%d", i/maxUnseen))
		if i%maxUnseen == 0 {
			many = play(t, many, ask{House, AdmitPerson{by, Participant, ""}})
		}
		many = play(t, many, ask{by, TellCaptioner{Text: fmt.Sprint(i)}})
	}
	slower := TellStaff{"Please speak slower.", "en"}
	asked := play(t, open, ask{House, slower})
	busy := asked
	for i := range maxUnseen - 1 {
		busy = play(t, busy, ask{House, TellStaff{fmt.Sprint(i), "en"}})
	}
	over := play(t, told, ask{House, slower}, ask{chair, EndMeeting{}})
	off := made(open, func(c *MeetingCreated) { c.Rule = OffRecord })
	judged(t, []rule{
		{"who may speak tells the captioner, in one line", open, ann, spelt, said, nil},
		{"of the first channel", open, ann, TellCaptioner{Text: "x", Lang: ""}, []Event{AsideSaid{"x", "en"}}, nil},
		{"or of another", open, ann, TellCaptioner{Text: "x", Lang: "ja"}, []Event{AsideSaid{"x", "ja"}}, nil},
		{"that there is", open, ann, TellCaptioner{Text: "x", Lang: "fr"}, nil, ErrNoChannel},
		{"where there is none", underWay(t), ann, spelt, nil, ErrNoChannel},
		{"observers do not", open, eve, spelt, nil, ErrNotAllowed},
		{"nor who is asked not to write", play(t, open, ask{chair, MutePerson{Person: ann}}), ann, spelt, nil, ErrMuted},
		{"something", open, ann, TellCaptioner{Text: " \n"}, nil, ErrEmpty},
		{"as long as a message", open, ann, TellCaptioner{Text: strings.Repeat("é", maxAside)}, []Event{AsideSaid{strings.Repeat("é", maxAside), "en"}}, nil},
		{"and no longer", open, ann, TellCaptioner{Text: strings.Repeat("é", maxAside+1)}, nil, ErrTooLong},
		{"the same twice, before it was seen", told, ann, spelt, []Event{Unchanged{aside}}, nil},
		{"again, after it was seen", seen, ann, spelt, said, nil},
		{"of another is another", told, bob, spelt, said, nil},
		{"not without end", three, ann, TellCaptioner{Text: "x"}, nil, ErrUnseen},
		{"others still may", three, bob, spelt, said, nil},
		{"also the captioner of another channel", three, ann, TellCaptioner{Text: "x", Lang: "ja"}, []Event{AsideSaid{"x", "ja"}}, nil},
		{"not everybody at once", many, bob, spelt, nil, ErrUnseen},
		{"the captioner is heard meanwhile", many, House, slower, []Event{AsideSaid(slower)}, nil},
		{"but those who run the meeting", many, manager, spelt, said, nil},
		{"nor who is seen to have read it", play(t, three, ask{House, SeeAside{aside, "en"}}), ann, TellCaptioner{Text: "x"}, []Event{AsideSaid{"x", "en"}}, nil},

		{"a captioner tells those who run the meeting", open, House, slower, []Event{AsideSaid(slower)}, nil},
		{"before the start, too", play(t, open[:12]), House, slower, []Event{AsideSaid(slower)}, nil},
		{"not without end either", busy, House, slower, []Event{Unchanged{last(asked)}}, nil},
		{"nor more of it", busy, House, TellStaff{"x", "en"}, nil, ErrUnseen},
		{"nobody says so for a captioner", open, chair, slower, nil, ErrNotAllowed},
		{"off the record nothing is written down", play(t, open, ask{chair, SetRecord{}}), ann, spelt, nil, ErrUnwritten}, // M5
		{"but in a meeting that is off it as a whole, which is sealed", off, ann, spelt, said, nil},
		{"nor by a captioner", play(t, open, ask{chair, SetRecord{}}), House, slower, nil, ErrUnwritten},
		{"when it is over nobody captions", over, ann, spelt, nil, ErrUncaptioned},
		{"nor is told", over, House, slower, nil, ErrUncaptioned},

		{"seen by a captioner", told, House, SeeAside{aside, "en"}, []Event{AsideSeen{aside}}, nil},
		{"not by that of another channel", told, House, SeeAside{aside, "ja"}, nil, ErrUnknown},
		{"nor by those who run the meeting", told, chair, SeeAside{Aside: aside}, nil, ErrUnknown},
		{"nor by whoever wrote it", told, ann, SeeAside{Aside: aside}, nil, ErrNotAllowed},
		{"once", seen, House, SeeAside{aside, "en"}, []Event{Unchanged{aside}}, nil},
		{"of a captioner, by one of those who run the meeting", asked, secretary, SeeAside{Aside: last(asked)}, []Event{AsideSeen{last(asked)}}, nil},
		{"not by a captioner", asked, House, SeeAside{last(asked), "en"}, nil, ErrUnknown},
		{"nor by others", asked, ann, SeeAside{Aside: last(asked)}, nil, ErrNotAllowed},
		{"what never was", open, House, SeeAside{99, "en"}, nil, ErrUnknown},
	})
}

func TestAsidesAreShownToWhomTheyConcern(t *testing.T) {
	both := play(t, withChannels(t), ask{ann, TellCaptioner{Text: "Spelt so."}}, ask{House, TellStaff{"Slower.", "en"}}, ask{bob, TellCaptioner{Text: "もっと", Lang: "ja"}})
	seen := play(t, both, ask{House, SeeAside{last(both) - 2, "en"}})
	line := func(asides []AsideValue) (out string) {
		for _, x := range asides {
			out += fmt.Sprint(plain(x.Person), ": ", x.Text, " ", x.Seen != nil, "; ")
		}
		return out
	}
	staff := func(s *State) string {
		asides, _ := Show(s, StaffRoom, 0)["asides"].([]AsideValue)
		return line(asides)
	}
	others := func(s *State) string { return fmt.Sprint(Show(s, Room, 0)["asides"], Show(s, Public, 0)["asides"]) }
	captioner := func(lang string) func(*State) string {
		return func(s *State) string { return line(ShowCaptioner(s, lang).Asides) }
	}
	own := func(p Person) func(*State) string { return func(s *State) string { return line(Me(s, p).Asides) } }
	full := withChannels(t)
	for i := range keptAsides + 1 {
		full = play(t, full, ask{ann, TellCaptioner{Text: fmt.Sprint(i)}})
		if i > 0 {
			full = play(t, full, ask{House, SeeAside{last(full), "en"}})
		}
	}
	becomes(t, []outcome{
		{"those who run the meeting see who said what, both ways", both, staff, "ann: Spelt so. false; : Slower. false; bob: もっと false; "},
		{"others see nothing", both, others, "<nil> <nil>"},
		{"who said it does", both, own(ann), "ann: Spelt so. false; "},
		{"others do not", both, own(cleo), ""},
		{"a captioner sees what is of the channel", both, captioner("en"), "ann: Spelt so. false; : Slower. false; "},
		{"and only that", both, captioner("ja"), "bob: もっと false; "},
		{"who said it sees that it was seen", seen, own(ann), "ann: Spelt so. true; "},
		{"those who run the meeting, too", seen, staff, "ann: Spelt so. true; : Slower. false; bob: もっと false; "},
		{"when it is over nobody sees any", play(t, both, ask{chair, EndMeeting{}}), func(s *State) string { return staff(s) + own(ann)(s) + captioner("en")(s) }, ""},
		{"what waits stays of many, and the latest", full, func(s *State) string {
			return fmt.Sprintf("%d %s %s %s", len(s.asides), s.asides[0].Text, s.asides[1].Text, s.asides[len(s.asides)-1].Text)
		}, "100 0 2 100"},
	})
}

func TestGlossary(t *testing.T) { // acc-K6
	open := withChannels(t)
	terms := []Term{{"EMRIP", "Expert Mechanism; spoken em-rip"}, {"Nuku’alofa", ""}}
	set := play(t, open, ask{secretary, SetGlossary{terms, 0}})
	long := make([]Term, maxTerms+1)
	for i := range long {
		long[i].Term = fmt.Sprint(i)
	}
	wordy := make([]Term, maxTerms)
	for i := range wordy {
		wordy[i] = Term{fmt.Sprint(i), strings.Repeat("a", maxAbout)}
	}
	judged(t, []rule{
		{"set by those who run the meeting", open, manager, SetGlossary{terms, 0}, []Event{GlossarySet{terms}}, nil},
		{"before the start, too", play(t, open[:12]), chair, SetGlossary{terms, 0}, []Event{GlossarySet{terms}}, nil},
		{"not by others", open, ann, SetGlossary{terms, 0}, nil, ErrNotAllowed},
		{"in lines", open, chair, SetGlossary{[]Term{{" a\n b ", "c\td"}}, 0}, []Event{GlossarySet{[]Term{{"a b", "c d"}}}}, nil},
		{"of something", open, chair, SetGlossary{[]Term{{" ", "x"}}, 0}, nil, ErrEmpty},
		{"as long as a term is", open, chair, SetGlossary{[]Term{{strings.Repeat("é", maxTerm+1), ""}}, 0}, nil, ErrTooLong},
		{"nor is said of it more", open, chair, SetGlossary{[]Term{{"x", strings.Repeat("é", maxAbout+1)}}, 0}, nil, ErrTooLong},
		{"each once", open, chair, SetGlossary{[]Term{{"x", "1"}, {" x ", "2"}}, 0}, nil, malformed},
		{"not more than can be read", open, chair, SetGlossary{long, 0}, nil, malformed},
		{"as many as that", open, chair, SetGlossary{long[:maxTerms], 0}, []Event{GlossarySet{long[:maxTerms]}}, nil},
		{"nor more than a text", open, chair, SetGlossary{wordy, 0}, nil, ErrTooLong},
		{"on old news", set, chair, SetGlossary{nil, 0}, nil, ErrStale},
		{"by who has seen the last", set, chair, SetGlossary{terms[:1], last(set)}, []Event{GlossarySet{terms[:1]}}, nil},
		{"taken away", set, chair, SetGlossary{nil, last(set)}, []Event{GlossarySet{[]Term{}}}, nil},
		{"as it is", set, chair, SetGlossary{terms, last(set)}, []Event{Unchanged{last(set)}}, nil},
		{"when it is over nobody captions", play(t, open, ask{chair, EndMeeting{}}), chair, SetGlossary{terms, 0}, nil, ErrUncaptioned},
	})
	value := func(a Audience) func(*State) string {
		return func(s *State) string { return fmt.Sprint(Show(s, a, 0)["glossary"]) }
	}
	captioner := func(s *State) string { v := ShowCaptioner(s, "en"); return fmt.Sprint(v.Glossary, v.Names) }
	becomes(t, []outcome{
		{"those who set it see it", set, value(StaffRoom), "{17 [{EMRIP Expert Mechanism; spoken em-rip} {Nuku’alofa }]}"},
		{"the room does not", set, value(Room), "<nil>"},
		{"nor the public", set, value(Public), "<nil>"},
		{"captioners do", set, captioner, "[{EMRIP Expert Mechanism; spoken em-rip} {Nuku’alofa }] true"},
		{"under the Rule no list of who is there leaves the page", play(t, set, ask{chair, SetRule{ChathamHouse, 0}}), captioner, "[{EMRIP Expert Mechanism; spoken em-rip} {Nuku’alofa }] false"},
	})
}
