package meeting

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
)

// kinds is every event there is. An event's name in a log is the snake_case of its type,
// for ever: an event may gain a field, but never lose its name or change its meaning.
var kinds = func() map[string]reflect.Type {
	m := make(map[string]reflect.Type)
	for _, e := range []Event{
		Unchanged{},
		MeetingCreated{},
		MeetingStarted{},
		MeetingEnded{},
		ChairOffered{},
		OfferEnded{},
		BreakCalled{},
		BreakEnded{},
		RecordSet{},
		LabelMatched{},
		LinkMade{},
		LinkRevoked{},
		PersonAdmitted{},
		RoleGiven{},
		SeatTaken{},
		SeatFreed{},
		PersonRemoved{},
		PersonMuted{},
		RoomLocked{},
		HeadsCounted{},
		AlarmRaised{},
		AlarmSeen{},
		AlarmEnded{},
		AsideSaid{},
		AsideSeen{},
		GlossarySet{},
		MeetingEdited{},
		MeetingCancelled{},
		ItemAdded{},
		ItemEdited{},
		ItemMoved{},
		ItemRemoved{},
		ItemStarted{},
		ItemLeft{},
		ProposalMade{},
		ProposalAccepted{},
		ProposalDeclined{},
		AgendaCirculated{},
		AgendaAdopted{},
		SilenceOpened{},
		SilenceCounted{},
		SilenceAgreedTo{},
		SilenceTakenBack{},
		Objected{},
		ItemCarried{},
		HandCarried{},
		ActionCarried{},
		Carried{},
		QueueOpened{},
		QueueClosed{},
		QueueClosing{},
		LastWordGiven{},
		QueueSet{},
		HandRaised{},
		HandEdited{},
		HandLowered{},
		HandDeferred{},
		HandMoved{},
		HandRestored{},
		HandClaimed{},
		HandsMerged{},
		TurnBegan{},
		TurnPaused{},
		TurnResumed{},
		TurnExtended{},
		TurnEnded{},
		TurnPutBack{},
		TurnAnswered{},
		TurnPassed{},
		ParagraphRead{},
		TextCorrected{},
		Undone{},
		PolicySet{},
		TimeSet{},
		BudgetSet{},
		BudgetChanged{},
		NoteAdded{},
		NoteEdited{},
		NoteRetracted{},
		DecisionRecorded{},
		ActionRecorded{},
		ActionClosed{},
		ActionReopened{},
		NoteHidden{},
		QuoteMarked{},
		MinutesCirculatedUntil{},
		MinutesApprovedIn{},
		LineCorrected{},
		CorrectionProposed{},
		CorrectionAnswered{},
		PeopleArrived{},
		ApologiesSent{},
		AttendanceDeclared{},
		RuleSet{},
		ConsentGiven{},
		LineStruck{},
		PassageStruck{},
		SlipReturned{},
		RecordDrafted{},
		PassagesAdded{},
		RecordPassed{},
		RecordPublished{},
		PartPublished{},
		PartShredded{},
	} {
		t := reflect.TypeOf(e)
		m[snake(t.Name())] = t
	}
	return m
}()

// body is an event as it is stored.
type body struct {
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

// MarshalEvent encodes e as the body of an entry.
func MarshalEvent(e Event) ([]byte, error) {
	kind := snake(reflect.TypeOf(e).Name())
	if _, ok := kinds[kind]; !ok {
		return nil, fmt.Errorf("meeting: %T is not in kinds", e)
	}
	data, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("meeting: %s: %w", kind, err)
	}
	return json.Marshal(body{kind, data})
}

// UnmarshalEvent decodes the body of an entry. A kind that it does not know is an error:
// a program older than its log must not guess.
func UnmarshalEvent(b []byte) (Event, error) {
	if kind, data, ok := cut(b); ok {
		if e, err := unmarshalData(kind, data); err == nil {
			return e, nil
		}
	}
	var l body
	if err := json.Unmarshal(b, &l); err != nil {
		return nil, fmt.Errorf("meeting: an entry is not JSON: %w", err)
	}
	return unmarshalData(l.Kind, l.Data)
}

// cut finds the parts of a body as MarshalEvent writes it, without reading all of it: what
// is read twice makes opening a long log slow. What it finds is right if the data is JSON.
func cut(b []byte) (kind string, data []byte, ok bool) {
	b, begins := bytes.CutPrefix(b, []byte(`{"kind":"`))
	name, b, found := bytes.Cut(b, []byte(`","data":`))
	data, ends := bytes.CutSuffix(b, []byte(`}`))
	return string(name), data, begins && found && ends
}

func unmarshalData(kind string, data []byte) (Event, error) {
	t, ok := kinds[kind]
	if !ok {
		return nil, fmt.Errorf("meeting: unknown kind of entry %q", kind)
	}
	e := reflect.New(t)
	if err := json.Unmarshal(data, e.Interface()); err != nil {
		return nil, fmt.Errorf("meeting: %s: %w", kind, err)
	}
	return e.Elem().Interface().(Event), nil //nolint:forcetypeassert // kinds holds events only
}
