package meeting

// AdmitPerson lets someone in with the roles of the link that was used.
type AdmitPerson struct {
	Person Person
	Roles  Roles
	Link   string // empty for none
}

func (c AdmitPerson) decide(s *State, a Asked) ([]Event, error) {
	if s.seq == 0 {
		return nil, ErrUnknown
	}
	if c.Link != "" && !s.Works(c.Link, a.At) {
		return nil, ErrUnknownLink
	}
	if _, was := s.people[c.Person]; s.locked && !was && !c.Roles.Has(Staff|Owner|Captioner) {
		return nil, ErrLocked // P7
	}
	return []Event{PersonAdmitted(c)}, nil
}

// PersonAdmitted records that a person is in the meeting.
type PersonAdmitted struct {
	Person Person `json:"person"`
	Roles  Roles  `json:"roles"`
	Link   string `json:"link,omitempty"`
}

func (e PersonAdmitted) apply(s *State, _ Entry) {
	s.gain(e.Person, e.Roles)
	if e.Link != "" {
		s.via[e.Person] = e.Link
	}
}

// GiveRole gives someone in the meeting one more role. A representative sits for the own
// body, in a free seat or for somebody whose role that was (P3).
type GiveRole struct {
	Person Person `json:"person"`
	Role   string `json:"role"`
	For    Person `json:"for,omitempty"` // whose seat an alternate takes

	Body string `json:"-"` // the person's, as the roster has it
}

func (c GiveRole) decide(s *State, a Asked) ([]Event, error) {
	role, ok := ParseRole(c.Role)
	if !ok {
		return nil, refuse("There is no such role.")
	}
	if role == Owner && !s.roles(a.By).Has(Owner) {
		return nil, ErrNotAllowed // nobody gives more than they have
	}
	if s.roles(c.Person) == 0 || c.Person == House {
		return nil, ErrUnknown
	}
	if role == Representative {
		return c.represent(s)
	}
	if c.For != House {
		return nil, refuse("Only a representative sits for somebody.")
	}
	if s.roles(c.Person).Has(role) {
		return unchanged(s.seq)
	}
	return []Event{RoleGiven{Person: c.Person, Role: role}}, nil
}

// RoleGiven records that a person has a role.
type RoleGiven struct {
	Person Person `json:"person"`
	Role   Roles  `json:"role"`
}

func (e RoleGiven) apply(s *State, _ Entry) { s.gain(e.Person, e.Role) }

// gain gives roles to p, and remembers in which order people became deputies (P5).
func (s *State) gain(p Person, roles Roles) {
	if roles.Has(Deputy) && !s.people[p].Has(Deputy) {
		s.deputies = append(s.deputies, p)
	}
	s.people[p] |= roles
}

// RemovePerson takes someone out of the meeting, with the hands that are up and the turn.
type RemovePerson struct {
	Person Person `json:"person"`
}

func (c RemovePerson) decide(s *State, a Asked) ([]Event, error) {
	roles := s.roles(c.Person)
	switch {
	case roles == 0 || c.Person == House:
		return nil, ErrUnknown
	case roles.Has(Owner) && !s.roles(a.By).Has(Owner):
		return nil, ErrNotAllowed
	case roles.Has(Chair) && s.chairs() == 1:
		return nil, ErrLastChair // P5
	}
	return append(s.endTurnsOf(c.Person), PersonRemoved(c)), nil
}

// chairs counts who can chair the meeting.
func (s *State) chairs() (n int) {
	for p := range s.people {
		if s.roles(p).Has(Chair) {
			n++
		}
	}
	return n
}

// PersonRemoved records that a person is no longer in the meeting and has no way back
// under this pseudonym.
type PersonRemoved struct {
	Person Person `json:"person"`
}

func (e PersonRemoved) apply(s *State, en Entry) {
	s.rise(e.Person, en.At)
	s.removed = append(s.removed, e.Person)
	if d := s.done.before; d.turn.Person == e.Person || d.held.Person == e.Person {
		s.done = action{} // no undo gives them the floor back
	}
	s.queue.without(e.Person)
	for item, q := range s.parked {
		q.without(e.Person)
		s.parked[item] = q
	}
	s.arrange()
}
