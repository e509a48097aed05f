package meeting

import (
	"strings"
	"testing"
)

// represents has the chair seat somebody for a body.
func represents(p Person, body string, instead Person) ask {
	return ask{chair, GiveRole{Person: p, Role: "representative", Body: body, For: instead}}
}

// seated tells who sits for which body, and for whom.
func seated(s *State) string {
	var out []string
	for _, t := range s.sittings {
		if !t.Until.IsZero() {
			continue
		}
		line := t.Body + ":" + plain(t.Person)
		if t.For != House {
			line += " for " + plain(t.For)
		}
		out = append(out, line)
	}
	return strings.Join(out, ", ")
}

func rolesOf(p Person) func(*State) string {
	return func(s *State) string { return strings.Join(s.roles(p).Names(), "+") }
}

func TestSeats(t *testing.T) { // P3
	log := underWay(t) // Libraries have two seats, Islands one
	taken := func(p Person, body string, instead Person) Event { return SeatTaken{p, body, instead} }
	rep := func(p Person, body string, instead Person) GiveRole {
		return represents(p, body, instead).cmd.(GiveRole)
	}
	one := play(t, log, represents(ann, "Islands", House))
	two := play(t, log, represents(ann, "Libraries", House), represents(bob, "Libraries", House))
	gone := play(t, one, ask{chair, RemovePerson{ann}})
	instead := play(t, one, represents(bob, "Islands", ann))
	judged(t, []rule{
		{"a seat of the own body", log, chair, rep(ann, "Libraries", House), []Event{taken(ann, "Libraries", House)}, nil},
		{"as many as there are", play(t, log, represents(ann, "Libraries", House)), chair, rep(bob, "Libraries", House), []Event{taken(bob, "Libraries", House)}, nil},
		{"and no more", two, chair, rep(manager, "Libraries", House), nil, ErrSeatsTaken},
		{"those of another body are others", two, chair, rep(manager, "Islands", House), []Event{taken(manager, "Islands", House)}, nil},
		{"nobody without a body", log, chair, rep(ann, "", House), nil, ErrNoBody},
		{"nor of one that does not take part", log, chair, rep(ann, "Seniors", House), nil, ErrUnknownBody},
		{"nobody who is not there", log, chair, rep(stranger, "Islands", House), nil, ErrUnknown},
		{"once is enough", one, chair, rep(ann, "Islands", House), []Event{Unchanged{last(one)}}, nil},
		{"for one body", one, chair, rep(ann, "Libraries", House), nil, ErrSitsAlready},
		{"an alternate in the seat of somebody", one, chair, rep(bob, "Islands", ann), []Event{SeatFreed{ann}, taken(bob, "Islands", ann)}, nil},
		{"who has it", one, chair, rep(bob, "Islands", cleo), nil, ErrNotSitting},
		{"in the own body", one, chair, rep(bob, "Libraries", ann), nil, ErrNotSitting},
		{"not in the own seat", one, chair, rep(ann, "Islands", ann), nil, ErrSitsAlready},
		{"nobody is chair for somebody", one, chair, GiveRole{Person: bob, Role: "chair", For: ann}, nil, malformed},
		{"the deputy gives no roles", log, deputy, rep(ann, "Islands", House), nil, ErrNotAllowed},

		{"who sits gives the seat back", one, ann, FreeSeat{ann}, []Event{SeatFreed{ann}}, nil},
		{"the chair frees it", one, chair, FreeSeat{ann}, []Event{SeatFreed{ann}}, nil},
		{"the deputy, too", one, deputy, FreeSeat{ann}, []Event{SeatFreed{ann}}, nil},
		{"and the secretary", one, secretary, FreeSeat{ann}, []Event{SeatFreed{ann}}, nil},
		{"and the owner", one, root, FreeSeat{ann}, []Event{SeatFreed{ann}}, nil},
		{"no other representative", one, cleo, FreeSeat{ann}, nil, ErrNotAllowed},
		{"not the manager", one, manager, FreeSeat{ann}, nil, ErrNotAllowed},
		{"not if nobody sits there", log, chair, FreeSeat{ann}, nil, ErrNotSitting},
		{"whoever was removed sits no more", gone, chair, rep(bob, "Islands", House), []Event{taken(bob, "Islands", House)}, nil},
	})
	becomes(t, []outcome{
		{"they are representatives", one, rolesOf(ann), "representative+participant"},
		{"who sits for whom is known", instead, seated, "Islands:bob for ann"},
		{"the role of whoever gave the seat goes", instead, rolesOf(ann), "participant"},
		{"nobody is left without a role", play(t, log, ask{House, AdmitDelegate{Person: "≡dot", Body: "Islands"}}, ask{"≡dot", FreeSeat{"≡dot"}}), rolesOf("≡dot"), "participant"},
		{"other roles stay", play(t, log, represents(chair, "Islands", House), ask{chair, FreeSeat{chair}}), rolesOf(chair), "chair"},
		{"a freed seat is free", play(t, one, ask{ann, FreeSeat{ann}}, represents(bob, "Islands", House)), seated, "Islands:bob"},
		{"a body without a number has two", play(t, play(t, nil, ask{House, CreateMeeting{Title: "A", Starts: noon, Rule: Open, Bodies: []Body{{Name: "Seniors"}}}}, ask{House, AdmitPerson{chair, Chair, ""}}, ask{House, AdmitPerson{ann, Participant, ""}}, ask{House, AdmitPerson{bob, Participant, ""}}),
			represents(ann, "Seniors", House), represents(bob, "Seniors", House)), seated, "Seniors:ann, Seniors:bob"},
	})
}

func TestDelegatesComeIn(t *testing.T) { // P3, P14
	log := planned(t)
	dot := Person("≡dot")
	in := func(p Person, body string, instead Person) AdmitDelegate {
		return AdmitDelegate{Person: p, Body: body, For: instead}
	}
	here := play(t, log, ask{House, in(dot, "Islands", House)})
	linked := play(t, log, ask{House, MakeLink{"L", Representative, "", noon.AddDate(1, 0, 0)}})
	admitted := PersonAdmitted{Person: dot, Roles: Representative}
	judged(t, []rule{
		{"into a seat", log, House, in(dot, "Islands", House), []Event{admitted, SeatTaken{dot, "Islands", House}}, nil},
		{"for somebody who is not there", log, House, in(dot, "Islands", "≡away"), []Event{admitted, SeatTaken{dot, "Islands", "≡away"}}, nil},
		{"for somebody who is, and who sits no more then", here, House, in("≡eva", "Islands", dot), []Event{PersonAdmitted{Person: "≡eva", Roles: Representative}, SeatFreed{dot}, SeatTaken{"≡eva", "Islands", dot}}, nil},
		{"not into one that is taken", here, House, in("≡eva", "Islands", House), nil, ErrSeatsTaken},
		{"not into one that is taken, for somebody without one", here, House, in("≡eva", "Islands", "≡away"), nil, ErrSeatsTaken},
		{"not for a body that is not there", log, House, in(dot, "Seniors", House), nil, ErrUnknownBody},
		{"not for none", log, House, in(dot, "", House), nil, ErrNoBody},
		{"nobody of another body loses a seat", play(t, log, ask{House, in(dot, "Libraries", House)}), House, in("≡eva", "Islands", dot), []Event{PersonAdmitted{Person: "≡eva", Roles: Representative}, SeatTaken{"≡eva", "Islands", dot}}, nil},
		{"twice is once", here, House, in(dot, "Islands", House), []Event{Unchanged{last(here)}}, nil},
		{"who is in sits now", play(t, here, ask{dot, FreeSeat{dot}}), House, in(dot, "Islands", House), []Event{SeatTaken{dot, "Islands", House}}, nil},
		{"not who was removed", play(t, here, ask{chair, RemovePerson{dot}}), House, in(dot, "Islands", House), nil, ErrRemoved},
		{"not into a locked room", play(t, log, ask{chair, LockRoom{true}}), House, in(dot, "Islands", House), nil, ErrLocked},
		{"by a link with more roles", linked, House, AdmitDelegate{Person: dot, Roles: Secretary | Representative, Link: "L", Body: "Islands"}, []Event{PersonAdmitted{Person: dot, Roles: Secretary | Representative, Link: "L"}, SeatTaken{dot, "Islands", House}}, nil},
		{"not by one that does not work", linked, House, AdmitDelegate{Person: dot, Link: "M", Body: "Islands"}, nil, ErrUnknownLink},
	})
}

// P3: the room sees who sits and has sat for whom; outsiders under the Rule see none of it.
func TestTheValueSeats(t *testing.T) {
	log := play(t, underWay(t), represents(ann, "Islands", House), represents(bob, "Islands", ann))
	seats, _ := Show(replay(log), Room, 0)["seats"].([]SeatsValue)
	if len(seats) != 2 || seats[0].Body != "Libraries" || len(seats[0].Sat) != 0 || seats[1].Seats != 1 || len(seats[1].Sat) != 2 {
		t.Fatalf("seats: %+v", seats)
	}
	was, is := seats[1].Sat[0], seats[1].Sat[1]
	if was.Person != ann || was.Until == nil || was.Until.Before(was.Since) || is.Person != bob || is.For != ann || is.Until != nil {
		t.Errorf("was %+v, is %+v", was, is)
	}
	if _, ok := Show(replay(log), Public, 0)["seats"]; !ok {
		t.Error("the public of an open meeting is not told")
	}
	for _, rule := range []Rule{ChathamHouse, OffRecord} {
		closed := replay(log)
		closed.rule, closed.sealed = rule, rule != Open
		if v, ok := Show(closed, Public, 0)["seats"]; ok {
			t.Errorf("under %s outsiders see %v", rule, v)
		}
		if _, ok := Show(closed, Room, 0)["seats"]; !ok {
			t.Errorf("under %s the room does not", rule)
		}
	}
	removed := play(t, log, ask{chair, RemovePerson{bob}})
	if v, _ := Show(replay(removed), Room, 0)["seats"].([]SeatsValue); v[1].Sat[1].Until == nil {
		t.Error("who was removed sits still")
	}
}
