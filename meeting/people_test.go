package meeting

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestPeople(t *testing.T) {
	log := planned(t)
	twoChairs := play(t, log, ask{chair, GiveRole{Person: deputy, Role: "chair"}})
	gone := play(t, log, ask{chair, RemovePerson{ann}})
	withGuest := play(t, underWay(t), ask{chair, AddHand{Class: Topic, Guest: guest}})
	judged(t, []rule{
		{"the server lets in", log, House, AdmitPerson{stranger, Observer, ""}, []Event{PersonAdmitted{stranger, Observer, ""}}, nil},
		{"but into a meeting that is there", nil, House, AdmitPerson{stranger, Observer, ""}, nil, ErrUnknown},

		// P2
		{"one more role", log, chair, GiveRole{Person: ann, Role: "captioner"}, []Event{RoleGiven{ann, Captioner}}, nil},
		{"the owner gives too", log, root, GiveRole{Person: ann, Role: "chair"}, []Event{RoleGiven{ann, Chair}}, nil},
		{"a role that is there already", log, chair, GiveRole{Person: ann, Role: "participant"}, []Event{Unchanged{last(log)}}, nil},
		{"no role that there is not", log, chair, GiveRole{Person: ann, Role: "king"}, nil, malformed},
		{"to nobody who is not there", log, chair, GiveRole{Person: stranger, Role: "observer"}, nil, ErrUnknown},
		{"to nobody who was removed", gone, chair, GiveRole{Person: ann, Role: "observer"}, nil, ErrUnknown},
		{"not to the server", log, chair, GiveRole{Person: House, Role: "observer"}, nil, ErrUnknown},
		{"not to a guest, who is in no session", withGuest, chair, GiveRole{Person: guest, Role: "observer"}, nil, ErrUnknown},
		{"nobody gives the owner's role but an owner", log, chair, GiveRole{Person: ann, Role: "owner"}, nil, ErrNotAllowed},
		{"not even to oneself", log, chair, GiveRole{Person: chair, Role: "owner"}, nil, ErrNotAllowed},
		{"an owner does", log, root, GiveRole{Person: ann, Role: "owner"}, []Event{RoleGiven{ann, Owner}}, nil},

		// P5, P7
		{"remove", log, deputy, RemovePerson{ann}, []Event{PersonRemoved{ann}}, nil},
		{"not who is not there", log, chair, RemovePerson{stranger}, nil, ErrUnknown},
		{"not the server", log, chair, RemovePerson{House}, nil, ErrUnknown},
		{"not twice", gone, chair, RemovePerson{ann}, nil, ErrUnknown},
		{"not the owner", log, chair, RemovePerson{root}, nil, ErrNotAllowed},
		{"but an owner may", log, root, RemovePerson{root}, []Event{PersonRemoved{root}}, nil},
		{"not the last chair", log, deputy, RemovePerson{chair}, nil, ErrLastChair},
		{"not even the chair itself", log, chair, RemovePerson{chair}, nil, ErrLastChair},
		{"not even by the owner", log, root, RemovePerson{chair}, nil, ErrLastChair},
		{"one of two chairs", twoChairs, root, RemovePerson{chair}, []Event{PersonRemoved{chair}}, nil},
		{"but then not the other", play(t, twoChairs, ask{root, RemovePerson{chair}}), root, RemovePerson{deputy}, nil, ErrLastChair},
	})
}

func TestRemovingTakesEverythingAlong(t *testing.T) { // P7
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{ann, RaiseHand{Class: Order}}, ask{bob, RaiseHand{Class: Topic}})
	away := play(t, up, ask{chair, StartItem{itemB, itemA}}, ask{chair, RemovePerson{ann}})
	speaks := play(t, up, ask{chair, CallNext{Head: last(up) - 1}}, ask{chair, RemovePerson{ann}})
	becomes(t, []outcome{
		{"hands", play(t, up, ask{chair, RemovePerson{ann}}), waiting, "bob/topic"},
		{"points of order", away, waiting, "closed"},
		{"hands that are parked", play(t, away, ask{chair, StartItem{itemA, itemB}}), waiting, "bob/topic"},
		{"the turn", speaks, floorOf, "free"},
		{"but what was said was said", speaks, speeches, "ann for  on 2: 0s-1s, stood []"},
		{"roles", speaks, func(s *State) string { return strings.Join(s.roles(ann).Names(), " ") }, ""},
		{"also those that are given by a link used twice", play(t, speaks, ask{House, AdmitPerson{ann, Participant, ""}}), func(s *State) string { return strings.Join(s.roles(ann).Names(), " ") }, ""},
	})
}

// A role is a name in JSON, as the log needs it.
func TestRoles(t *testing.T) {
	for i, name := range roleNames {
		r, ok := ParseRole(name)
		if !ok || r != 1<<i || !slices.Equal(r.Names(), []string{name}) {
			t.Errorf("%s is %b, %v", name, r, r.Names())
		}
	}
	if len(AllRoles.Names()) != len(roleNames) {
		t.Errorf("all roles are %v", AllRoles.Names())
	}
	var r Roles
	if err := json.Unmarshal([]byte(`["chair","observer"]`), &r); err != nil || r != Chair|Observer {
		t.Errorf("%v, %v", r.Names(), err)
	}
	if b, err := json.Marshal(r); err != nil || string(b) != `["chair","observer"]` {
		t.Errorf("%s, %v", b, err)
	}
	if b, err := json.Marshal(Roles(0)); err != nil || string(b) != `[]` {
		t.Errorf("no roles: %s, %v", b, err)
	}
	for _, bad := range []string{`["king"]`, `"chair"`, `3`} {
		if json.Unmarshal([]byte(bad), &r) == nil {
			t.Errorf("%s is no set of roles", bad)
		}
	}
}
