package meeting

// LockRoom lets nobody new in but those who run the meeting or caption it, or lets people
// in again (P7).
type LockRoom struct {
	On bool `json:"on"`
}

func (c LockRoom) decide(s *State, _ Asked) ([]Event, error) {
	if c.On == s.locked {
		return unchanged(s.seq)
	}
	return []Event{RoomLocked(c)}, nil
}

// RoomLocked records whether nobody new is let in.
type RoomLocked LockRoom

func (e RoomLocked) apply(s *State, _ Entry) { s.locked = e.On }

// MutePerson asks somebody not to write, or to write again (P7): they can still raise a
// hand, and are told.
type MutePerson struct {
	Person Person `json:"person"`
	Off    bool   `json:"off,omitempty"` // let them write again
}

func (c MutePerson) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case s.roles(c.Person) == 0 || c.Person == House:
		return nil, ErrUnknown
	case s.roles(c.Person).Has(Staff|Owner) && !c.Off:
		return nil, refuse("Those who run the meeting cannot be asked not to write.")
	case s.muted[c.Person] != c.Off:
		return unchanged(s.seq)
	}
	return []Event{PersonMuted(c)}, nil
}

// PersonMuted records that somebody is asked not to write, or may write again.
type PersonMuted MutePerson

func (e PersonMuted) apply(s *State, _ Entry) {
	if delete(s.muted, e.Person); !e.Off {
		s.muted[e.Person] = true
	}
}

// A Headcount is how many take part without a device of their own (P13).
type Headcount struct {
	Room  int `json:"room"`  // in the room where the meeting is held
	Phone int `json:"phone"` // on the telephone
}

// maxHeadcount bounds each number of a headcount.
const maxHeadcount = 10_000

// CountHeads says how many take part without a device of their own.
type CountHeads Headcount

func (c CountHeads) decide(s *State, _ Asked) ([]Event, error) {
	switch {
	case c.Room < 0 || c.Phone < 0 || c.Room > maxHeadcount || c.Phone > maxHeadcount:
		return nil, refuse("A number of people is 0 to 10000.")
	case Headcount(c) == s.headcount:
		return unchanged(s.seq)
	}
	return []Event{HeadsCounted(c)}, nil
}

// HeadsCounted records how many take part without a device of their own.
type HeadsCounted Headcount

func (e HeadsCounted) apply(s *State, _ Entry) { s.headcount = Headcount(e) }
