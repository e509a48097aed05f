package meeting

import (
	"slices"
	"time"
)

// A Way is a link by which people come in with some roles, or by which a captioner writes
// a channel. Its secret is not known here.
type Way struct {
	Link    string // a UUID
	Roles   Roles  // of those who come in by it; Captioner alone for a channel's
	Lang    string // the channel that it writes; empty for people's links
	Expires time.Time
	Revoked bool
}

// MakeLink notes that there is a link. The server makes its secret.
type MakeLink struct {
	Link    string
	Roles   Roles
	Lang    string
	Expires time.Time // zero for never
}

func (c MakeLink) decide(s *State, _ Asked) ([]Event, error) {
	switch {
	case s.seq == 0:
		return nil, ErrUnknown
	case c.Roles == 0 || !AllRoles.Has(c.Roles) || c.Link == "":
		return nil, refuse("A link gives at least one role.")
	case c.Lang != "" && !slices.ContainsFunc(s.channels, func(ch Channel) bool { return ch.Lang == c.Lang }):
		return nil, refuse("There is no such channel of captions.")
	}
	return []Event{LinkMade(c)}, nil
}

// LinkMade records that there is a link.
type LinkMade struct {
	Link    string    `json:"link"`
	Roles   Roles     `json:"roles"`
	Lang    string    `json:"lang,omitempty"`
	Expires time.Time `json:"expires,omitzero"`
}

func (e LinkMade) apply(s *State, _ Entry) {
	s.ways = append(s.ways, Way{Link: e.Link, Roles: e.Roles, Lang: e.Lang, Expires: e.Expires})
}

// way finds a link; nil if there is none.
func (s *State) way(link string) *Way {
	i := slices.IndexFunc(s.ways, func(w Way) bool { return w.Link == link })
	if i < 0 {
		return nil
	}
	return &s.ways[i]
}

// Works reports whether a link still lets people in, or write captions (P4).
func (s *State) Works(link string, now time.Time) bool {
	w := s.way(link)
	return w != nil && !w.Revoked && (w.Expires.IsZero() || now.Before(w.Expires))
}

// RevokeLink has a link let nobody in any more, and takes those out who came by it (P4):
// whoever had it has had it all the time.
type RevokeLink struct {
	Link string `json:"link"`
}

func (c RevokeLink) decide(s *State, a Asked) ([]Event, error) {
	switch w := s.way(c.Link); {
	case w == nil:
		return nil, ErrUnknown
	case w.Revoked:
		return unchanged(s.seq)
	case w.Roles.Has(Owner) && !s.roles(a.By).Has(Owner|house):
		return nil, ErrNotAllowed
	}
	events, chairs := []Event{LinkRevoked(c)}, s.chairs()
	for _, p := range s.cameBy(c.Link) {
		roles := s.roles(p)
		if roles.Has(Owner) && !s.roles(a.By).Has(Owner|house) {
			return nil, ErrNotAllowed
		}
		if roles.Has(Chair) {
			chairs--
		}
		events = append(events, s.endTurnsOf(p)...)
		events = append(events, PersonRemoved{Person: p})
	}
	if s.chairs() > 0 && chairs == 0 {
		return nil, ErrLastChair // P5
	}
	return events, nil
}

// cameBy are the people who are in the meeting by a link, in order.
func (s *State) cameBy(link string) (people []Person) {
	for p, way := range s.via {
		if way == link && s.roles(p) != 0 {
			people = append(people, p)
		}
	}
	slices.Sort(people)
	return people
}

// LinkRevoked records that a link lets nobody in any more.
type LinkRevoked struct {
	Link string `json:"link"`
}

func (e LinkRevoked) apply(s *State, _ Entry) {
	if w := s.way(e.Link); w != nil {
		w.Revoked = true
	}
}
