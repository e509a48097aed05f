package meeting

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestLinks(t *testing.T) { // P4
	made := play(t, underWay(t), ask{House, MakeLink{Link: "L", Roles: Participant}},
		ask{House, MakeLink{Link: "C", Roles: Chair}}, ask{House, MakeLink{Link: "O", Roles: Owner}})
	brief := play(t, made, ask{House, MakeLink{Link: "B", Roles: Observer, Expires: noon.Add(time.Minute)}})
	in := play(t, made, ask{House, AdmitPerson{"≡dot", Participant, "L"}}, ask{House, AdmitPerson{"≡dan", Participant, "L"}},
		ask{"≡dan", RaiseHand{Class: Topic}}, ask{chair, CallNext{Head: last(made) + 3}})
	revoked := play(t, in, ask{chair, RevokeLink{"L"}})
	second := play(t, made, ask{House, AdmitPerson{"≡c2", Chair, "C"}})
	only := play(t, second, ask{root, RemovePerson{chair}})
	owned := play(t, made, ask{House, AdmitPerson{"≡o2", Owner, "O"}})
	judged(t, []rule{
		{"by a link that works", made, House, AdmitPerson{"≡dot", Participant, "L"}, []Event{PersonAdmitted{"≡dot", Participant, "L"}}, nil},
		{"by none there is", made, House, AdmitPerson{"≡dot", Participant, "X"}, nil, ErrUnknownLink},
		{"by one that was revoked", revoked, House, AdmitPerson{"≡dot", Participant, "L"}, nil, ErrUnknownLink},
		{"by one that expires later", brief, House, AdmitPerson{"≡dot", Observer, "B"}, []Event{PersonAdmitted{"≡dot", Observer, "B"}}, nil},
		{"by one that has expired", lines(t, brief, 60), House, AdmitPerson{"≡dot", Observer, "B"}, nil, ErrUnknownLink},
		{"a link for nobody", made, House, MakeLink{Link: "N"}, nil, malformed},
		{"a link for captions there are not", made, House, MakeLink{Link: "N", Roles: Captioner, Lang: "fr"}, nil, malformed},

		{"who came by it goes with it, from the floor too", in, chair, RevokeLink{"L"}, []Event{LinkRevoked{"L"}, TurnEnded{Turn: last(in)}, PersonRemoved{"≡dan"}, PersonRemoved{"≡dot"}}, nil},
		{"the owner's token revokes too", made, House, RevokeLink{"O"}, []Event{LinkRevoked{"O"}}, nil},
		{"twice", revoked, chair, RevokeLink{"L"}, []Event{Unchanged{last(revoked)}}, nil},
		{"one there is not", made, chair, RevokeLink{"X"}, nil, ErrUnknown},
		{"a chair's, while there is another chair", second, chair, RevokeLink{"C"}, []Event{LinkRevoked{"C"}, PersonRemoved{"≡c2"}}, nil},
		{"the last chair's", only, "≡c2", RevokeLink{"C"}, nil, ErrLastChair},
		{"an owner's by a chair", owned, chair, RevokeLink{"O"}, nil, ErrNotAllowed},
		{"an owner's by an owner", owned, root, RevokeLink{"O"}, []Event{LinkRevoked{"O"}, PersonRemoved{"≡o2"}}, nil},
		{"one by which somebody came who is an owner now", play(t, in, ask{root, GiveRole{Person: "≡dot", Role: "owner"}}), chair, RevokeLink{"L"}, nil, ErrNotAllowed},
	})
	becomes(t, []outcome{
		{"who came by it may do nothing", revoked, func(s *State) string { return fmt.Sprint(s.roles("≡dan"), s.roles("≡dot"), " ", floorOf(s)) }, "0 0 free"},
		{"who came by another is there", revoked, func(s *State) string { return strings.Join(s.roles(ann).Names(), " ") }, "participant"},
		{"those who run the meeting see the links, and how many came by each", in, func(s *State) string {
			return fmt.Sprint(Show(s, StaffRoom, 0)["links"].([]LinkValue)[0]) //nolint:forcetypeassert // so it is
		}, fmt.Sprint(LinkValue{"L", Participant, "", nil, false, 2})},
		{"nobody else does", in, func(s *State) string { return fmt.Sprint(Show(s, Room, 0)["links"]) }, "<nil>"},
	})
}
