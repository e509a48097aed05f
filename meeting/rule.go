package meeting

// A Rule says what may be told outside the room.
type Rule string

const (
	// Open lets anyone quote anyone.
	Open Rule = "open"

	// ChathamHouse lets people use what they heard, but not say from whom: neither the
	// identity nor the affiliation of any participant. Source: Chatham House, 1927, as
	// refined in 2002.
	ChathamHouse Rule = "chatham-house"

	// OffRecord is for what goes nowhere but the room.
	OffRecord Rule = "off-record"
)

// valid reports whether r is a rule of ours.
func (r Rule) valid() bool { return r == Open || r == ChathamHouse || r == OffRecord }
