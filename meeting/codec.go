package meeting

import (
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
		PersonAdmitted{},
		RoleGiven{},
		PersonRemoved{},
		ItemAdded{},
		ItemStarted{},
		QueueOpened{},
		QueueClosed{},
		HandRaised{},
		HandEdited{},
		HandLowered{},
		HandDeferred{},
		TurnBegan{},
		TurnPaused{},
		TurnResumed{},
		TurnEnded{},
		NoteAdded{},
		NoteEdited{},
		NoteRetracted{},
		DecisionRecorded{},
		ActionRecorded{},
		ActionClosed{},
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
	var l body
	if err := json.Unmarshal(b, &l); err != nil {
		return nil, fmt.Errorf("meeting: an entry is not JSON: %w", err)
	}
	kind, ok := kinds[l.Kind]
	if !ok {
		return nil, fmt.Errorf("meeting: unknown kind of entry %q", l.Kind)
	}
	e := reflect.New(kind)
	if err := json.Unmarshal(l.Data, e.Interface()); err != nil {
		return nil, fmt.Errorf("meeting: %s: %w", l.Kind, err)
	}
	return e.Elem().Interface().(Event), nil //nolint:forcetypeassert // kinds holds events only
}
