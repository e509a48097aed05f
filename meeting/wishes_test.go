package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// wishes make commands of a state and a number; most make sense in the state.
//
// Of those about the minutes each asks for one; meetings that are over ask for nothing else.
var wishes = slices.Concat(queueWishes, agendaWishes, []func(s *State, by Person, n int) Command{
	func(s *State, by Person, n int) Command { return CreateMeeting{Title: fmt.Sprint(n), Rule: Open} },
	func(s *State, by Person, n int) Command {
		return AdmitPerson{someone(n), []Roles{Observer, Participant}[n%2], aLink(s, n)}
	},
	func(s *State, by Person, n int) Command {
		return MakeLink{fmt.Sprintf("§link %d", s.seq), []Roles{Participant, Chair, Captioner, 0}[n%4], []string{"", "", "en"}[n%3], noon.Add(time.Duration(n) * time.Second)}
	},
	func(s *State, by Person, n int) Command { return RevokeLink{aLink(s, n)} },
	func(s *State, by Person, n int) Command { return RevokeLink{aLink(s, n)} },
	func(s *State, by Person, n int) Command { return RevokeLink{aLink(s, n)} },
	func(s *State, by Person, n int) Command { return StartMeeting{} },
	func(s *State, by Person, n int) Command {
		if n%4 > 0 { // else most meetings are short
			return OpenQueue{}
		}
		return EndMeeting{}
	},
	func(s *State, by Person, n int) Command { return SetRecord{n%2 == 0} },
	setRule, setRule,
	func(s *State, by Person, n int) Command {
		return GiveConsent{n%3 > 0, append(ConsentScopes(), "shoe")[n/3%3], pick(s.items, s, n/9) * Seq(n%2)}
	},
	func(s *State, by Person, n int) Command { return MatchLabel{"§label", someone(n)} },
	func(s *State, by Person, n int) Command {
		return GiveRole{Person: someone(n), Role: append(roleNames, "pope")[n%10], Body: aBody(n), For: []Person{House, House, House, someone(n / 4)}[n%4]}
	},
	func(s *State, by Person, n int) Command {
		return GiveRole{Person: someone(n), Role: "representative", Body: aBody(n + 1), For: []Person{House, aSitter(s, n)}[n%2]}
	},
	func(s *State, by Person, n int) Command {
		return AdmitDelegate{Person: someone(n), Link: aLink(s, n), Body: aBody(n), For: []Person{House, aSitter(s, n)}[n/2%2]}
	},
	func(s *State, by Person, n int) Command { return FreeSeat{aSitter(s, n)} },
	func(s *State, by Person, n int) Command { return FreeSeat{aSitter(s, n)} },
	func(s *State, by Person, n int) Command { return RemovePerson{someone(n * 7)} },
	func(s *State, by Person, n int) Command { return MutePerson{someone(n), n%3 == 0} },
	func(s *State, by Person, n int) Command { return LockRoom{n%4 == 0} },
	func(s *State, by Person, n int) Command { return CountHeads{n - 3, n % 4} },
	func(s *State, by Person, n int) Command { return OfferChair{[]Person{deputy, ann, someone(n)}} },
	func(s *State, by Person, n int) Command {
		if s.offer.At.IsZero() {
			return OfferChair{[]Person{deputy}}
		}
		return EndOffer{}
	},
	func(s *State, by Person, n int) Command { return EndOffer{} },
	func(s *State, by Person, n int) Command { return TakeChair{} },
	func(s *State, by Person, n int) Command { return CallBreak{n * 2} },
	func(s *State, by Person, n int) Command { return EndBreak{} },
	func(s *State, by Person, n int) Command {
		return RaiseAlarm{append(alarmKinds, "tea")[n%6], text("alarm", s, n), n%2 == 0}
	},
	func(s *State, by Person, n int) Command { return SeeAlarm{pick(s.alarms, s, n)} },
	func(s *State, by Person, n int) Command { return EndAlarm{pick(s.alarms, s, n)} },
	func(s *State, by Person, n int) Command {
		return TellCaptioner{text("aside", s, n), []string{"", "en", "xx"}[n%3]}
	},
	func(s *State, by Person, n int) Command { return TellStaff{text("aside", s, n), "en"} },
	seeAside, seeAside, seeAside,
	func(s *State, by Person, n int) Command {
		return SetGlossary{[]Term{{text("term", s, n), ""}, {"EMRIP", text("about", s, n)}}[:n%3], s.glossary.ID}
	},
	ofMinutes, ofMinutes, ofMinutes, ofMinutes,
})

func editItem(s *State, _ Person, n int) Command {
	c := EditItem{Item: pick(s.items, s, n)}
	switch title, url := fmt.Sprintf("¤%d¤", s.seq), []string{"https://example.org/a", "javascript:alert(1)"}[n%7/6]; n % 4 {
	case 0:
		c.Title, c.Minutes = &title, &n
	case 1:
		c.Visibility = &append(visibilities, "nobody")[n/4%4]
	case 2:
		c.Presenters, c.Description = &[]string{text("presenter", s, n)}, &title
	case 3:
		c.Links = &[]Link{{title, url}}
	}
	return c
}

func seeAside(s *State, _ Person, n int) Command { return SeeAside{pick(s.asides, s, n), "en"} }

// aLink is a link that may be there.
func aLink(s *State, n int) string {
	links := []string{"", "§link"}
	for _, w := range s.ways {
		links = append(links, w.Link, w.Link)
	}
	return links[n%len(links)]
}

// aSitter is somebody who may sit for a body.
func aSitter(s *State, n int) Person {
	sitters := []Person{someone(n)}
	for _, t := range s.sittings {
		sitters = append(sitters, t.Person)
	}
	return sitters[n%len(sitters)]
}

// someone is a person who may be there.
func someone(n int) Person { return append(askers, guest+"0")[n%(len(askers)+1)] }

// aBody is a body that a hand can name; one in 32 is not there.
func aBody(n int) string {
	return []string{"", "Libraries", "Islands", "", "Islands", ""}[n%6] + strings.Repeat("§", max(0, n%32-30))
}

// text is a text that nothing else in the meeting has; one in 32 cannot be kept.
func text(what string, s *State, n int) string {
	return fmt.Sprintf("§%s %d.", what, s.seq) + strings.Repeat("\x00", max(0, n%32-30))
}

// pick is one of things, or 0, or what is not there.
func pick[T interface{ id() Seq }](things []T, s *State, n int) Seq {
	ids := []Seq{0, s.seq + 1}
	for _, thing := range things {
		ids = append(ids, thing.id(), thing.id())
	}
	return ids[n%len(ids)]
}
