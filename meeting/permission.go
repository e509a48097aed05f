package meeting

import (
	"iter"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// A Permission says who may give a command.
type Permission struct {
	Command Command // its zero value stands for all of its type
	Roles   Roles   // one of these is needed
}

// Sets of roles that the table below names more than once.
const (
	chairs   = Chair | Deputy
	scribes  = Secretary | chairs
	floor    = Manager | chairs // the people who run the queue
	speakers = Owner | Staff | Representative | Participant
	anyone   = AllRoles
)

// permissions is who may do what; nothing else in the program says so. What a command
// asks beyond the role (a hand of one's own, a queue that is open) is in its decide.
var permissions = []Permission{
	{CreateMeeting{}, house},
	{AdmitPerson{}, house},
	{AdmitDelegate{}, house},
	{MakeLink{}, house},
	{TimerFired{}, house},
	{OfferChair{}, house},
	{EndOffer{}, house},
	{NoteArrivals{}, house},
	{MarkQuote{}, house},
	{TellStaff{}, house},

	{StartMeeting{}, chairs},
	{EndMeeting{}, chairs},
	{SetRecord{}, house | scribes},
	{SetRule{}, Owner | scribes},
	{GiveConsent{}, speakers},
	{StrikeLine{}, speakers},
	{StrikePassage{}, speakers},
	{ReturnSlip{}, speakers},
	{DraftRecord{}, scribes},
	{AddPassages{}, scribes},
	{PassRecord{}, Owner | scribes | Manager},
	{MatchLabel{}, scribes | Manager},
	{GiveRole{}, Owner | Chair},
	{FreeSeat{}, Owner | scribes | Representative},
	{RemovePerson{}, Owner | chairs},
	{MutePerson{}, Owner | chairs},
	{LockRoom{}, Owner | chairs},
	{CountHeads{}, floor},
	{RevokeLink{}, house | Owner | Chair},
	{TakeChair{}, Deputy},
	{CallBreak{}, chairs},
	{EndBreak{}, chairs},
	{RaiseAlarm{}, anyone},
	{SeeAlarm{}, Staff},
	{EndAlarm{}, anyone},
	{TellCaptioner{}, speakers},
	{SeeAside{}, house | Staff},
	{SetGlossary{}, Staff},

	{EditMeeting{}, Owner | scribes},
	{CancelMeeting{}, Owner | chairs},
	{AddItem{}, scribes},
	{ImportAgenda{}, scribes},
	{EditItem{}, scribes},
	{MoveItem{}, scribes},
	{RemoveItem{}, scribes},
	{ProposeItem{}, speakers},
	{AcceptItem{}, scribes},
	{DeclineItem{}, speakers},
	{CirculateAgenda{}, scribes},
	{AdoptAgenda{}, chairs},
	{StartItem{}, chairs},
	{LeaveItem{}, chairs},
	{OpenSilence{}, chairs},
	{Object{}, speakers},
	{CloseSilence{}, chairs},

	{OpenQueue{}, floor},
	{CloseQueue{}, floor},
	{RaiseHand{}, speakers},
	{AddHand{}, floor},
	{EditHand{}, speakers},
	{LowerHand{}, speakers},
	{DeferHand{}, speakers},
	{RestoreHand{}, speakers},
	{ClaimHand{}, speakers},
	{MergeHands{}, floor},
	{MoveHand{}, floor},
	{CallNext{}, floor},
	{CallHand{}, floor},
	{PutBack{}, floor},
	{EndTurn{}, speakers},
	{PauseTurn{}, floor},
	{ResumeTurn{}, floor},
	{ExtendTurn{}, floor},
	{AnswerTurn{}, speakers},
	{PassOver{}, floor},
	{MarkRead{}, floor},
	{CorrectText{}, speakers},
	{Undo{}, floor},
	{SetPolicy{}, floor},
	{SetQueue{}, floor},
	{SetTime{}, speakers},
	{SetBudget{}, floor},
	{ChangeBudget{}, floor},

	{AddNote{}, scribes | Manager},
	{WriteLine{}, scribes | Manager},
	{EditNote{}, scribes | Manager},
	{RetractNote{}, scribes | Manager},
	{HideNote{}, scribes | Manager},
	{RecordDecision{}, scribes},
	{RecordAction{}, scribes},
	{CloseAction{}, speakers},
	{ReopenAction{}, scribes},

	{CirculateMinutes{}, scribes},
	{ProposeCorrection{}, speakers},
	{AcceptCorrection{}, scribes},
	{RefuseCorrection{}, speakers},
	{ApproveMinutes{}, house | chairs},
	{CorrectLine{}, scribes},
	{SendApologies{}, speakers},
	{DeclareAttendance{}, speakers},
}

// allowed finds a command's permission by its type.
var allowed = func() map[reflect.Type]Roles {
	m := make(map[reflect.Type]Roles, len(permissions))
	for _, p := range permissions {
		m[reflect.TypeOf(p.Command)] = p.Roles
	}
	return m
}()

// Allows refuses c if none of p's roles is one that may give it. Someone who has no role
// in the meeting, or was removed from it, may do nothing.
func (s *State) Allows(p Person, c Command) error {
	if !s.roles(p).Has(allowed[reflect.TypeOf(c)]) {
		return ErrNotAllowed
	}
	return nil
}

// Permissions yields the commands that people may give, by wire name: the snake_case of
// the Go type.
func Permissions() iter.Seq2[string, Permission] {
	return func(yield func(string, Permission) bool) {
		for _, p := range permissions {
			if p.Roles != house && !yield(snake(reflect.TypeOf(p.Command).Name()), p) {
				return
			}
		}
	}
}

// snake turns RaiseHand into raise_hand.
func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// Roles are those of p in this meeting; none for someone who was removed.
func (s *State) Roles(p Person) Roles { return s.roles(p) }

// roles are what p may be in this meeting; none for someone who was removed.
func (s *State) roles(p Person) Roles {
	if p == House {
		return house
	}
	if slices.Contains(s.removed, p) {
		return 0
	}
	return s.people[p]
}
