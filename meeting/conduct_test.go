package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestAlarms(t *testing.T) { // acc-Q8
	open := underWay(t)
	sound := RaiseAlarm{What: AlarmSound, Note: "Nothing", Anonymous: true}
	raised := play(t, open, ask{eve, sound})
	alarm := last(raised)
	seen := play(t, raised, ask{secretary, SeeAlarm{alarm}})
	over := play(t, seen, ask{eve, EndAlarm{alarm}})
	five := open
	for i := range maxAlarms {
		five = play(t, five, ask{ann, RaiseAlarm{What: AlarmSpeed, Note: fmt.Sprint(i)}})
	}
	muted := play(t, open, ask{chair, MutePerson{Person: ann}})
	judged(t, []rule{
		{"observers too", open, eve, sound, []Event{AlarmRaised(sound)}, nil},
		{"before the start", planned(t), ann, sound, []Event{AlarmRaised(sound)}, nil},
		{"of one of five things", open, ann, RaiseAlarm{What: "weather"}, nil, malformed},
		{"twice, before it was seen", raised, eve, sound, []Event{Unchanged{alarm}}, nil},
		{"again, after it was seen", seen, eve, sound, []Event{AlarmRaised(sound)}, nil},
		{"of another is another", raised, ann, sound, []Event{AlarmRaised(sound)}, nil},
		{"not without end", five, ann, RaiseAlarm{What: AlarmSound}, nil, malformed},
		{"but when one is over", play(t, five, ask{ann, EndAlarm{last(five)}}), ann, RaiseAlarm{What: AlarmSound}, []Event{AlarmRaised{What: AlarmSound}}, nil},
		{"who is asked not to write cannot follow either", muted, ann, RaiseAlarm{What: AlarmSound}, []Event{AlarmRaised{What: AlarmSound}}, nil},
		{"but writes nothing", muted, ann, sound, nil, ErrMuted},
		{"seen by one of those who run the meeting", raised, manager, SeeAlarm{alarm}, []Event{AlarmSeen{alarm}}, nil},
		{"by nobody else", raised, ann, SeeAlarm{alarm}, nil, ErrNotAllowed},
		{"once", seen, chair, SeeAlarm{alarm}, []Event{Unchanged{alarm}}, nil},
		{"not when it is over", over, chair, SeeAlarm{alarm}, nil, ErrUnknown},
		{"over, its author says", raised, eve, EndAlarm{alarm}, []Event{AlarmEnded{alarm}}, nil},
		{"over, the staff say", raised, chair, EndAlarm{alarm}, []Event{AlarmEnded{alarm}}, nil},
		{"others do not know of it", raised, ann, EndAlarm{alarm}, nil, ErrUnknown},
		{"over already", over, eve, EndAlarm{alarm}, []Event{Unchanged{alarm}}, nil},
		{"what never was", open, chair, EndAlarm{99}, nil, ErrUnknown},
	})
	told := func(a Audience) func(*State) string {
		return func(s *State) string { return fmt.Sprintf("%+v", Show(s, a, 0)["alarms"]) }
	}
	own := func(s *State) string {
		for _, al := range Me(s, eve).Alarms {
			return fmt.Sprint(al.What, " ", al.Seen != nil)
		}
		return "none"
	}
	who := func(s *State) string {
		v := s.showAlarms()[0]
		return fmt.Sprint(v.What, " ", v.Note, " ", plain(v.Person))
	}
	becomes(t, []outcome{
		{"the staff are told", play(t, open, ask{ann, RaiseAlarm{What: AlarmSound, Note: "Nothing"}}), who, "sound Nothing ann"},
		{"not by whom, if that is not to be told", raised, who, "sound Nothing "},
		{"the room is not", raised, told(Room), "<nil>"},
		{"the public is not", raised, told(Public), "<nil>"},
		{"until it is over", over, told(StaffRoom), "[]"},
		{"its author sees it", raised, own, "sound false"},
		{"and that it was seen", seen, own, "sound true"},
		{"and that it is over", over, own, "none"},
	})
}

func TestConduct(t *testing.T) { // P7, P13
	open := underWay(t)
	locked := play(t, open, ask{chair, LockRoom{true}})
	muted := play(t, open, ask{ann, RaiseHand{Class: Topic}}, ask{chair, MutePerson{Person: ann}})
	admit := func(p Person, roles Roles) Command { return AdmitPerson{p, roles, ""} }
	admitted := func(p Person, roles Roles) []Event { return []Event{PersonAdmitted{Person: p, Roles: roles}} }
	judged(t, []rule{
		{"lock", open, deputy, LockRoom{true}, []Event{RoomLocked{true}}, nil},
		{"locked already", locked, chair, LockRoom{true}, []Event{Unchanged{last(locked)}}, nil},
		{"unlock", locked, chair, LockRoom{}, []Event{RoomLocked{}}, nil},
		{"the manager does not lock", open, manager, LockRoom{true}, nil, ErrNotAllowed},
		{"nobody new", locked, House, admit(stranger, Participant), nil, ErrLocked},
		{"who was here comes back", locked, House, admit(ann, Participant), admitted(ann, Participant), nil},
		{"those who run the meeting come in", locked, House, admit(stranger, Secretary), admitted(stranger, Secretary), nil},
		{"and captioners", locked, House, admit(stranger, Captioner), admitted(stranger, Captioner), nil},

		{"ask somebody not to write", open, chair, MutePerson{Person: ann}, []Event{PersonMuted{Person: ann}}, nil},
		{"asked already", muted, chair, MutePerson{Person: ann}, []Event{Unchanged{last(muted)}}, nil},
		{"to write again", muted, deputy, MutePerson{ann, true}, []Event{PersonMuted{ann, true}}, nil},
		{"who may write already", open, chair, MutePerson{ann, true}, []Event{Unchanged{last(open)}}, nil},
		{"not those who run the meeting", open, chair, MutePerson{Person: secretary}, nil, malformed},
		{"nobody who is not here", open, chair, MutePerson{Person: stranger}, nil, ErrUnknown},
		{"a hand", play(t, open, ask{chair, MutePerson{Person: ann}}), ann, RaiseHand{Class: Topic}, raised(Hand{Person: ann, Class: Topic}), nil},
		{"without a note", muted, ann, RaiseHand{Class: Reply, Note: "Tea"}, nil, ErrMuted},
		{"and no statement", muted, ann, RaiseHand{Class: Reply, Note: "Tea", Written: true}, nil, ErrMuted},
		{"nor a note later", muted, ann, EditHand{last(muted) - 1, "Tea"}, nil, ErrMuted},

		{"who are without a device", open, manager, CountHeads{12, 1}, []Event{HeadsCounted{12, 1}}, nil}, // P13
		{"as many as before", open, chair, CountHeads{}, []Event{Unchanged{last(open)}}, nil},
		{"no fewer than none", open, chair, CountHeads{Room: -1}, nil, malformed},
		{"no more than can be", open, chair, CountHeads{Phone: 10_001}, nil, malformed},
		{"by those who run the queue", open, ann, CountHeads{12, 1}, nil, ErrNotAllowed},
	})
	room := func(a Audience) func(*State) string {
		return func(s *State) string {
			m, _ := Show(s, a, 0)["meeting"].(MeetingValue)
			return fmt.Sprint(m.Locked, " ", m.Headcount != nil && *m.Headcount == Headcount{12, 1})
		}
	}
	counted := play(t, locked, ask{chair, CountHeads{12, 1}})
	becomes(t, []outcome{
		{"all are told that it is locked, and how many are without a device", counted, room(Room), "true true"},
		{"none counted, none told", open, room(Room), "false false"},
		{"the person is told", muted, func(s *State) string { return fmt.Sprint(Me(s, ann).Muted, Me(s, bob).Muted) }, "true false"},
		{"and when it is over", play(t, muted, ask{chair, MutePerson{ann, true}}), func(s *State) string { return fmt.Sprint(Me(s, ann).Muted) }, "false"},
	})
}

func TestRemovingWhoIsHeld(t *testing.T) { // P7, Q7
	log, speech, question := asking(t)
	asked := play(t, log, ask{chair, CallNext{speech, question}})
	turn := last(asked)
	held := play(t, asked, ask{chair, RemovePerson{ann}})
	judged(t, []rule{
		{"the speech ends, the question goes on", asked, chair, RemovePerson{ann}, []Event{TurnEnded{Turn: speech}, PersonRemoved{ann}}, nil},
		{"the question ends, the speech goes on", asked, chair, RemovePerson{bob}, []Event{TurnEnded{Turn: turn}, PersonRemoved{bob}}, nil},
	})
	becomes(t, []outcome{
		{"whose speech it was", held, heldBy, "bob/clarify"},
		{"and is kept", held, took, "ann 9s"},
		{"whose question it was", play(t, asked, ask{chair, RemovePerson{bob}}), heldBy, "ann/topic"},
		{"nothing goes on then", play(t, held, ask{bob, EndTurn{Turn: turn}}), heldBy, "free"},
	})
}

func TestOfferingTheChair(t *testing.T) { // P5
	log := play(t, underWay(t), ask{House, AdmitPerson{bob, Deputy, ""}}, ask{House, AdmitPerson{cleo, Deputy, ""}}, ask{chair, GiveRole{Person: cleo, Role: "chair"}})
	there := OfferChair{There: []Person{bob, cleo, deputy, ann}}
	offered := play(t, log, ask{House, there})
	at := last(offered)
	judged(t, []rule{
		{"to the deputies who are there, as they became that, and no chairs", log, House, there, []Event{ChairOffered{To: []Person{deputy, bob}}}, nil},
		{"to nobody", log, House, OfferChair{There: []Person{ann}}, nil, ErrUnknown},
		{"not before the start", planned(t), House, OfferChair{There: []Person{deputy}}, nil, ErrStage},
		{"twice", offered, House, there, []Event{Unchanged{at}}, nil},
		{"to others, when they are there", offered, House, OfferChair{There: []Person{bob}}, []Event{ChairOffered{To: []Person{bob}}}, nil},
		{"by nobody but the server", log, chair, there, nil, ErrNotAllowed},
		{"the first takes it at once", offered, deputy, TakeChair{}, []Event{RoleGiven{deputy, Chair}, OfferEnded{}}, nil},
		{"the second not for half a minute", lines(t, offered, 28), bob, TakeChair{}, nil, ErrNotYours},
		{"and then", lines(t, offered, 29), bob, TakeChair{}, []Event{RoleGiven{bob, Chair}, OfferEnded{}}, nil},
		{"nobody it is not offered to", play(t, log, ask{House, OfferChair{There: []Person{bob}}}), deputy, TakeChair{}, nil, ErrNotOffered},
		{"nor when it is not", log, deputy, TakeChair{}, nil, ErrNotOffered},
		{"nor who is no deputy", offered, ann, TakeChair{}, nil, ErrNotAllowed},
		{"once", play(t, offered, ask{deputy, TakeChair{}}), bob, TakeChair{}, nil, ErrNotOffered},
		{"a chair is there again", offered, House, EndOffer{}, []Event{OfferEnded{}}, nil},
		{"a chair was there", log, House, EndOffer{}, []Event{Unchanged{last(log)}}, nil},
	})
	offer := func(p Person) func(*State) string {
		return func(s *State) string {
			if from := Me(s, p).Offer; from != nil {
				return from.Sub(noon.Add(time.Duration(at-1) * time.Second)).String()
			}
			return "none"
		}
	}
	due := func(c OfferChair) func(*State) string {
		return func(s *State) string {
			from, due := c.Due(s)
			return fmt.Sprint(due, " ", max(0, from.Sub(noon.Add(time.Duration(at-1)*time.Second))))
		}
	}
	becomes(t, []outcome{
		{"the first sees it from then on", offered, offer(deputy), "0s"},
		{"the second from half a minute later", offered, offer(bob), "30s"},
		{"nobody else", offered, offer(cleo), "none"},
		{"nor when a chair is back", play(t, offered, ask{House, EndOffer{}}), offer(deputy), "none"},
		{"nor after the end", play(t, offered, ask{chair, EndMeeting{}}), offer(deputy), "none"},
		{"who took it is a chair, and stays a deputy", play(t, offered, ask{deputy, TakeChair{}}), func(s *State) string { return fmt.Sprint(s.roles(deputy) == Chair|Deputy, s.Offered()) }, "true false"},
		{"it is due when it would change something", log, due(there), "true 0s"},
		{"not to nobody", log, due(OfferChair{}), "false 0s"},
		{"and not again", offered, due(there), "false 0s"},
		{"to others not before the first offer has stood for a step", offered, due(OfferChair{There: []Person{bob}}), "true 30s"},
	})
}
