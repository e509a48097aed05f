package meeting

import (
	"slices"
	"time"
)

// An AlarmKind is what somebody cannot follow (acc-Q8).
type AlarmKind string

// The kinds of alarms.
const (
	AlarmCaptions    AlarmKind = "captions"
	AlarmInterpreter AlarmKind = "interpreter"
	AlarmSound       AlarmKind = "sound"
	AlarmSpeed       AlarmKind = "speed"
	AlarmDocument    AlarmKind = "document"
)

var alarmKinds = []AlarmKind{AlarmCaptions, AlarmInterpreter, AlarmSound, AlarmSpeed, AlarmDocument}

// AlarmKinds are the kinds of alarms.
func AlarmKinds() []AlarmKind { return slices.Clone(alarmKinds) }

// An Alarm tells those who run the meeting, past the queue, that somebody cannot follow.
type Alarm struct {
	ID        Seq
	Kind      AlarmKind
	Note      string
	By        Person
	Anonymous bool // those who run the meeting are not told who
	At        time.Time
	Seen      time.Time // by one of them; zero for not yet
	Over      bool
}

func (a Alarm) id() Seq { return a.ID }

// maxAlarms bounds the alarms of one person that are not over.
const maxAlarms = 5

// RaiseAlarm says that the asker cannot follow.
type RaiseAlarm struct {
	What      AlarmKind `json:"what"`
	Note      string    `json:"note,omitempty"`
	Anonymous bool      `json:"anonymous,omitempty"`
}

func (c RaiseAlarm) decide(s *State, a Asked) (_ []Event, err error) {
	if !slices.Contains(alarmKinds, c.What) {
		return nil, refuse("Say what you cannot follow: captions, interpreter, sound, speed, or document.")
	}
	if c.Note, err = cleanOptional(c.Note, maxNote); err != nil {
		return nil, err
	}
	if s.muted[a.By] && c.Note != "" {
		return nil, ErrMuted
	}
	own := 0
	for _, al := range s.alarms {
		switch {
		case al.By != a.By || al.Over:
		case al.Kind == c.What && al.Note == c.Note && al.Anonymous == c.Anonymous && al.Seen.IsZero():
			return unchanged(al.ID)
		default:
			own++
		}
	}
	if own >= maxAlarms {
		return nil, refuse("You have said so already: those who run the meeting know.")
	}
	return []Event{AlarmRaised(c)}, nil
}

// AlarmRaised records that somebody cannot follow; the alarm's id is the entry's.
type AlarmRaised RaiseAlarm

func (e AlarmRaised) apply(s *State, en Entry) {
	s.alarms = append(s.alarms, Alarm{ID: en.Seq, Kind: e.What, Note: e.Note, By: en.By, Anonymous: e.Anonymous, At: en.At})
}

// SeeAlarm says that one of those who run the meeting has seen an alarm; its author is
// told.
type SeeAlarm struct {
	Alarm Seq `json:"alarm"`
}

func (c SeeAlarm) decide(s *State, _ Asked) ([]Event, error) {
	switch al := at(s.alarms, c.Alarm); {
	case al == nil || al.Over:
		return nil, ErrUnknown
	case !al.Seen.IsZero():
		return unchanged(al.ID)
	}
	return []Event{AlarmSeen(c)}, nil
}

// AlarmSeen records that an alarm was seen.
type AlarmSeen SeeAlarm

func (e AlarmSeen) apply(s *State, en Entry) {
	if al := at(s.alarms, e.Alarm); al != nil {
		al.Seen = en.At
	}
}

// EndAlarm says that its author can follow again: the author says so, or those who run the
// meeting.
type EndAlarm struct {
	Alarm Seq `json:"alarm"`
}

func (c EndAlarm) decide(s *State, a Asked) ([]Event, error) {
	switch al := at(s.alarms, c.Alarm); {
	case al == nil:
		return nil, ErrUnknown
	case al.By != a.By && !s.roles(a.By).Has(Staff):
		return nil, ErrUnknown // nobody else may know of it
	case al.Over:
		return unchanged(al.ID)
	}
	return []Event{AlarmEnded(c)}, nil
}

// AlarmEnded records that an alarm is over.
type AlarmEnded EndAlarm

func (e AlarmEnded) apply(s *State, en Entry) {
	if al := at(s.alarms, e.Alarm); al != nil {
		if al.Over = true; al.Seen.IsZero() {
			al.Seen = en.At
		}
	}
}
