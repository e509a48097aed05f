package meeting

import (
	"slices"
	"time"
)

// A Sitting is a stretch of time in which a person sat for a body, as its representative
// (P3).
type Sitting struct {
	Person Person
	Body   string
	For    Person // whose seat it is, of whom the person is the alternate; House for none
	Since  time.Time
	Until  time.Time // zero while it goes on
}

// seats is how many representatives a body may have; 0 if there is no such body.
func (s *State) seats(body string) int {
	for _, b := range s.bodies {
		switch {
		case b.Name == body && b.Seats == 0:
			return DefaultSeats
		case b.Name == body:
			return b.Seats
		}
	}
	return 0
}

// sits finds what p sits for; nil if p does not.
func (s *State) sits(p Person) *Sitting {
	i := slices.IndexFunc(s.sittings, func(t Sitting) bool { return t.Person == p && t.Until.IsZero() })
	if i < 0 {
		return nil
	}
	return &s.sittings[i]
}

// sitting counts who sits for a body.
func (s *State) sitting(body string) (n int) {
	for _, t := range s.sittings {
		if t.Body == body && t.Until.IsZero() {
			n++
		}
	}
	return n
}

// seat are the events by which p sits for a body: in a free seat, or in that of instead,
// who has it then no more.
func (s *State) seat(p Person, body string, instead Person) ([]Event, error) {
	taken := SeatTaken{Person: p, Body: body, For: instead}
	now := s.sits(p)
	switch {
	case body == "":
		return nil, ErrNoBody
	case s.seats(body) == 0:
		return nil, ErrUnknownBody
	case now != nil && now.Body == body && now.For == instead:
		return nil, nil
	case now != nil:
		return nil, ErrSitsAlready
	}
	if t := s.sits(instead); t != nil && t.Body == body {
		return []Event{SeatFreed{Person: instead}, taken}, nil
	}
	if s.sitting(body) >= s.seats(body) {
		return nil, ErrSeatsTaken
	}
	return []Event{taken}, nil
}

// AdmitDelegate lets someone in to sit for a body. Who is in already sits from now on.
type AdmitDelegate struct {
	Person Person
	Roles  Roles  // that come with the seat
	Link   string // of the meeting; empty for a body's own
	Body   string
	For    Person // of whom the person is the alternate, in the meeting or not; House for none
}

func (c AdmitDelegate) decide(s *State, a Asked) ([]Event, error) {
	if slices.Contains(s.removed, c.Person) {
		return nil, ErrRemoved
	}
	var events []Event
	if s.roles(c.Person) == 0 {
		var err error
		events, err = AdmitPerson{Person: c.Person, Roles: c.Roles | Representative, Link: c.Link}.decide(s, a)
		if err != nil {
			return nil, err
		}
	}
	seated, err := s.seat(c.Person, c.Body, c.For)
	switch {
	case err != nil:
		return nil, err
	case len(events)+len(seated) == 0:
		return unchanged(s.seq)
	}
	return append(events, seated...), nil
}

// represent has a person of the meeting sit for the own body.
func (c GiveRole) represent(s *State) ([]Event, error) {
	if t := s.sits(c.For); c.For != House && (t == nil || t.Body != c.Body) {
		return nil, ErrNotSitting
	}
	events, err := s.seat(c.Person, c.Body, c.For)
	if err == nil && len(events) == 0 {
		return unchanged(s.seq)
	}
	return events, err
}

// SeatTaken records that a person is a representative of a body, perhaps for somebody else.
type SeatTaken struct {
	Person Person `json:"person"`
	Body   string `json:"body"`
	For    Person `json:"for,omitempty"`
}

func (e SeatTaken) apply(s *State, en Entry) {
	s.gain(e.Person, Representative)
	s.sittings = append(s.sittings, Sitting{Person: e.Person, Body: e.Body, For: e.For, Since: en.At})
}

// FreeSeat gives a seat back: the own, or with a role for it somebody else's.
type FreeSeat struct {
	Person Person `json:"person"`
}

func (c FreeSeat) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case s.sits(c.Person) == nil:
		return nil, ErrNotSitting
	case c.Person != a.By && !s.roles(a.By).Has(Owner|scribes):
		return nil, ErrNotAllowed
	}
	return []Event{SeatFreed(c)}, nil
}

// SeatFreed records that a person represents no body any more, and takes part without.
type SeatFreed struct {
	Person Person `json:"person"`
}

func (e SeatFreed) apply(s *State, en Entry) {
	s.rise(e.Person, en.At)
	left := s.people[e.Person] &^ Representative
	if left == 0 {
		left = Participant
	}
	s.people[e.Person] = left
}

// rise ends that p sits for a body.
func (s *State) rise(p Person, at time.Time) {
	if t := s.sits(p); t != nil {
		t.Until = at
	}
}

// showSeats are the seats of each body, and who sits or has sat there, in order.
func (s *State) showSeats() []SeatsValue {
	out := make([]SeatsValue, len(s.bodies))
	for i, b := range s.bodies {
		v := SeatsValue{Body: b.Name, Seats: s.seats(b.Name), Sat: []SittingValue{}}
		for _, t := range s.sittings {
			if t.Body == b.Name {
				v.Sat = append(v.Sat, SittingValue{Person: t.Person, For: t.For, Since: t.Since.UTC(), Until: moment(t.Until)})
			}
		}
		out[i] = v
	}
	return out
}

// SeatsValue is an element of the value "seats": those of a body, and who sits or has sat
// there.
type SeatsValue struct {
	Body  string         `json:"body"`
	Seats int            `json:"seats"`
	Sat   []SittingValue `json:"sat"` // in order
}

// SittingValue is somebody of a [SeatsValue].
type SittingValue struct {
	Person  Person     `json:"person"`
	Name    string     `json:"name"`
	For     Person     `json:"for,omitempty"` // of whom the person is the alternate
	ForName string     `json:"for_name,omitempty"`
	Since   time.Time  `json:"since"`
	Until   *time.Time `json:"until"` // null while it goes on
}
