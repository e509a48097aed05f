package meeting

import "slices"

// NoteArrivals is a wish of the server's: people who may speak, or run the meeting, were
// connected while it was on (M12).
type NoteArrivals struct {
	People []Person
}

func (c NoteArrivals) decide(s *State, _ Asked) ([]Event, error) {
	if s.stage != Started {
		return nil, ErrStage
	}
	if people := s.New(c.People); len(people) > 0 {
		return []Event{PeopleArrived{people}}, nil
	}
	return unchanged(s.seq)
}

// New are those of people who may speak or run the meeting, and whose coming is not noted;
// none while the meeting is not on.
func (s *State) New(people []Person) (fresh []Person) {
	if s.stage != Started {
		return nil
	}
	for _, p := range people {
		if p != House && s.roles(p).Has(speakers) && !slices.Contains(s.arrived, p) && !slices.Contains(fresh, p) {
			fresh = append(fresh, p)
		}
	}
	return fresh
}

// PeopleArrived records who was connected while the meeting was on.
type PeopleArrived struct {
	People []Person `json:"people"`
}

func (e PeopleArrived) apply(s *State, en Entry) {
	s.arrived = append(s.arrived, e.People...)
	s.attended = en.Seq
}

// SendApologies says that somebody cannot come: the asker, or, by those who write the
// minutes, somebody else, who need not have a device. Who comes after all is present.
type SendApologies struct {
	On     bool   `json:"on"`
	Person Person `json:"person,omitempty"` // the asker unless given
	Name   string `json:"name,omitempty"`   // of somebody who is not in the meeting
	Body   string `json:"body,omitempty"`   // the same

	Guest Person `json:"-"` // who Name is
}

func (c SendApologies) decide(s *State, a Asked) ([]Event, error) {
	who := a.By
	switch {
	case c.Name != "":
		who = c.Guest
	case c.Person != House:
		who = c.Person
	}
	switch {
	case !s.minutes.Approved.IsZero():
		return nil, ErrApproved
	case who != a.By && !s.roles(a.By).Has(scribes):
		return nil, ErrNotAllowed
	case who == House, c.Name == "" && s.roles(who) == 0 && !slices.Contains(s.excused, who):
		return nil, ErrUnknown
	case c.Body != "" && !slices.ContainsFunc(s.bodies, func(b Body) bool { return b.Name == c.Body }):
		return nil, ErrUnknownBody
	case slices.Contains(s.excused, who) == c.On:
		return unchanged(s.seq)
	}
	return []Event{ApologiesSent{who, c.On}}, nil
}

// ApologiesSent records that somebody cannot come, or can after all.
type ApologiesSent struct {
	Person Person `json:"person"`
	On     bool   `json:"on"`
}

func (e ApologiesSent) apply(s *State, en Entry) {
	s.excused, s.unlisted, s.attended = listed(s.excused, e.Person, e.On), listed(s.unlisted, e.Person, !e.On), en.Seq
}

// DeclareAttendance says "I was there", which the minutes mark as said by oneself; or takes
// it back. It is for people whom the server has not seen: on the telephone, in the room, or
// with the call alone.
type DeclareAttendance struct {
	On bool `json:"on"`
}

func (c DeclareAttendance) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case s.stage == Planned:
		return nil, ErrNotStarted
	case !s.minutes.Approved.IsZero():
		return nil, ErrApproved
	case slices.Contains(s.declared, a.By) == c.On:
		return unchanged(s.seq)
	}
	return []Event{AttendanceDeclared(c)}, nil
}

// AttendanceDeclared records that its entry's By says to have been there, or not.
type AttendanceDeclared struct {
	On bool `json:"on"`
}

func (e AttendanceDeclared) apply(s *State, en Entry) {
	s.declared, s.unlisted, s.attended = listed(s.declared, en.By, e.On), listed(s.unlisted, en.By, !e.On), en.Seq
}

// listed is a list of people with p in it, or without.
func listed(people []Person, p Person, on bool) []Person {
	people = slices.DeleteFunc(slices.Clone(people), func(o Person) bool { return o == p })
	if on {
		people = append(people, p)
	}
	return people
}
