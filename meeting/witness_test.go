package meeting

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What the meeting itself does stands in the minutes, as it happened (M4).
func TestQuietLines(t *testing.T) {
	open := underWay(t)
	up := play(t, open, ask{chair, OpenQueue{}}, ask{ann, RaiseHand{Class: Topic}})
	called := play(t, up, ask{chair, CallNext{Head: last(up)}})
	quiet := func(s *State) string {
		var out []string
		for _, n := range s.notes {
			if n.Kind == NoteQuiet && !n.Retracted {
				out = append(out, strings.Trim(fmt.Sprintf("%s %s%s", n.What, n.About, plain(n.Speaker)), " "))
			}
		}
		return strings.Join(out, ", ")
	}
	becomes(t, []outcome{
		{"the start", open, quiet, "meeting_started, item_started A"},
		{"a speaker", called, quiet, "meeting_started, item_started A, spoke ann"},
		{"who was put back did not speak", play(t, called, ask{chair, PutBack{last(called)}}), quiet, "meeting_started, item_started A"},
		{"unless that is taken back", play(t, called, ask{chair, PutBack{last(called)}}, ask{chair, Undo{last(called) + 2}}), quiet, "meeting_started, item_started A, spoke ann"},
		{"a call that is taken back was none", play(t, called, ask{chair, Undo{last(called)}}), quiet, "meeting_started, item_started A"},
		{"the queue", play(t, up, ask{chair, CloseQueue{}}), quiet, "meeting_started, item_started A, queue_closed"},
		{"an item", play(t, open, ask{chair, LeaveItem{Item: itemA, Then: ThenCarry, Next: itemB}}), quiet, "meeting_started, item_started A, item_carried_over A, item_started B"},
		{"off the record", play(t, open, ask{chair, SetRecord{}}, ask{chair, SetRecord{true}}), quiet, "meeting_started, item_started A, off_record, on_record"},
		{"who speaks off the record nobody notes", play(t, up, ask{chair, SetRecord{}}, ask{chair, CallNext{Head: last(up)}}), quiet, "meeting_started, item_started A, off_record"},
		{"the end", play(t, open, ask{chair, EndMeeting{}}), quiet, "meeting_started, item_started A, meeting_ended"},
	})
	approved := play(t, open, ask{chair, EndMeeting{}}, ask{House, ApproveMinutes{}}, ask{chair, RaiseHand{Class: Order}})
	becomes(t, []outcome{
		{"a point of order after the minutes are approved", play(t, approved, ask{chair, CallNext{Head: last(approved)}}), quiet, "meeting_started, item_started A, meeting_ended"},
	})
	asked := play(t, open, ask{chair, OpenSilence{Text: "Tea?"}})
	objected := play(t, asked, ask{ann, Object{Silence: last(asked)}})
	ruled := func(s *State) string { // the same under the Rule
		made := objected[0].Event.(MeetingCreated) //nolint:forcetypeassert // underWay makes it so
		made.Rule = ChathamHouse
		log := append([]Entry{{Seq: 1, At: objected[0].At, Event: made}}, objected[1:]...)
		return quiet(replay(log))
	}
	becomes(t, []outcome{
		{"who objected", objected, quiet, "meeting_started, item_started A, silence_objected Tea?ann"},
		{"under the Rule that somebody did", objected, ruled, "meeting_started, item_started A, silence_objected Tea?"},
	})
	line := replay(open).notes[1].ID
	hidden := play(t, open, ask{manager, HideNote{line, true}})
	judged(t, []rule{
		{"nobody makes it say something else", open, secretary, EditNote{line, "No.", 1}, nil, ErrWritten},
		{"or takes it out", open, chair, RetractNote{line}, nil, ErrWritten},
		{"a scribe hides it", open, manager, HideNote{line, true}, []Event{NoteHidden{line, true}}, nil},
		{"once", hidden, manager, HideNote{line, true}, []Event{Unchanged{last(hidden)}}, nil},
		{"and shows it", hidden, manager, HideNote{line, false}, []Event{NoteHidden{line, false}}, nil},
		{"nothing else is hidden", play(t, open, ask{secretary, AddNote{Text: "x"}}), manager, HideNote{last(open) + 1, true}, nil, malformed},
		{"nor what is not there", open, manager, HideNote{99, true}, nil, ErrUnknown},
	})
	sees := func(a Audience) func(*State) string {
		return func(s *State) string {
			n, _ := Show(s, a, 0)[paperKey("note/", line)].(NoteValue)
			return fmt.Sprint(n.ID == line, n.Hidden)
		}
	}
	becomes(t, []outcome{
		{"the room does not see what is hidden", hidden, sees(Room), "false false"},
		{"those who run the meeting see that it is", hidden, sees(StaffRoom), "true true"},
	})
}

func TestAttendance(t *testing.T) { // M12
	open := underWay(t)
	came := play(t, open, ask{House, NoteArrivals{[]Person{ann, eve, chair, ann}}})
	judged(t, []rule{
		{"who may speak", open, House, NoteArrivals{[]Person{ann, eve, chair, ann}}, []Event{PeopleArrived{[]Person{ann, chair}}}, nil},
		{"once", came, House, NoteArrivals{[]Person{ann}}, []Event{Unchanged{last(came)}}, nil},
		{"while it is on", planned(t), House, NoteArrivals{[]Person{ann}}, nil, ErrStage},
		{"apologies for oneself", planned(t), ann, SendApologies{On: true}, []Event{ApologiesSent{ann, true}}, nil},
		{"for another by the secretary", planned(t), secretary, SendApologies{On: true, Person: ann}, []Event{ApologiesSent{ann, true}}, nil},
		{"not by others", planned(t), bob, SendApologies{On: true, Person: ann}, nil, ErrNotAllowed},
		{"for who is not in the meeting", planned(t), secretary, SendApologies{On: true, Name: "Io", Body: "Islands", Guest: guest}, []Event{ApologiesSent{guest, true}}, nil},
		{"of a body that takes part", planned(t), secretary, SendApologies{On: true, Name: "Io", Body: "Seas", Guest: guest}, nil, ErrUnknownBody},
		{"not for a stranger", planned(t), secretary, SendApologies{On: true, Person: stranger}, nil, ErrUnknown},
		{"I was there", open, bob, DeclareAttendance{true}, []Event{AttendanceDeclared{true}}, nil},
		{"not before it began", planned(t), bob, DeclareAttendance{true}, nil, ErrNotStarted},
		{"saying it twice changes nothing", play(t, open, ask{bob, DeclareAttendance{true}}), bob, DeclareAttendance{true}, []Event{Unchanged{last(open) + 1}}, nil},
	})
	log := play(t, came, ask{cleo, SendApologies{On: true}}, ask{ann, SendApologies{On: true}}, ask{bob, DeclareAttendance{true}}, ask{ann, DeclareAttendance{true}})
	who := func(s *State) string {
		var out []string
		for key, value := range Show(s, Room, 1) {
			p, is := strings.CutPrefix(key, "attender/")
			switch a, there := value.(Attender); {
			case !is:
			case !there:
				out = append(out, plain(Person(p))+" gone")
			case a.Excused:
				out = append(out, plain(a.Person)+" not")
			default:
				out = append(out, fmt.Sprint(plain(a.Person), a.Declared))
			}
		}
		slices.Sort(out)
		return strings.Join(out, ", ")
	}
	becomes(t, []outcome{
		{"who comes after all is present, and who is seen need not say so", log, who, "annfalse, bobtrue, chairfalse, cleo not"},
		{"who takes it back is taken away", play(t, log, ask{cleo, SendApologies{}}, ask{bob, DeclareAttendance{}}), who, "annfalse, bob gone, chairfalse, cleo gone"},
		{"unless it is so again", play(t, log, ask{cleo, SendApologies{}}, ask{cleo, SendApologies{On: true}}), who, "annfalse, bobtrue, chairfalse, cleo not"},
		{"under the Rule it is a number of people, and no more", log, func(s *State) string {
			s.rule, s.sealed = ChathamHouse, true
			return fmt.Sprintf("%+v", Show(s, Room, 0)["attendance"])
		}, "{Present:under 10}"},
	})
}
