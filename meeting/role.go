package meeting

import (
	"encoding/json"
	"fmt"
	"math/bits"
	"slices"
)

// Roles is a set of roles. A person may have several; none stands above another, and what
// each may do is in [Permissions].
type Roles uint16

// The roles of a meeting (P2). Their wire names are in roleNames.
const (
	Owner Roles = 1 << iota // owns the group: makes meetings
	Chair
	Deputy
	Secretary
	Manager // the participation manager, who speaks for the call and the room
	Captioner
	Representative // speaks for a body
	Participant
	Observer // sees everything that the room sees, and asks for nothing

	house // the server itself; no person has it
)

var roleNames = []string{
	"owner", "chair", "deputy", "secretary", "manager", "captioner", "representative", "participant", "observer",
}

// Staff are the people who run a meeting.
const Staff = Chair | Deputy | Secretary | Manager

// AllRoles are the roles that a person can have.
const AllRoles = house - 1

// ParseRole reads the wire name of one role.
func ParseRole(name string) (Roles, bool) {
	i := slices.Index(roleNames, name)
	if i < 0 {
		return 0, false
	}
	return 1 << i, true
}

// Has reports whether r has one of the roles of some.
func (r Roles) Has(some Roles) bool { return r&some != 0 }

// Names are the wire names of r, in the order of the constants.
func (r Roles) Names() []string {
	names := make([]string, 0, bits.OnesCount16(uint16(r)))
	for i, name := range roleNames {
		if r.Has(1 << i) {
			names = append(names, name)
		}
	}
	return names
}

// MarshalJSON writes r as a list of names.
func (r Roles) MarshalJSON() ([]byte, error) { return json.Marshal(r.Names()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Roles) UnmarshalJSON(b []byte) error {
	var names []string
	if err := json.Unmarshal(b, &names); err != nil {
		return err
	}
	*r = 0
	for _, name := range names {
		role, ok := ParseRole(name)
		if !ok {
			return fmt.Errorf("meeting: unknown role %q", name)
		}
		*r |= role
	}
	return nil
}
