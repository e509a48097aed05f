package meeting

import "slices"

// StrikeLine keeps what one has said oneself out of the record of a meeting under the Rule, or
// lets it in again; until the record is published (R4). Who spoke knows best what tells who
// spoke.
type StrikeLine struct {
	Line Seq  `json:"line"`
	On   bool `json:"on"`

	Own bool `json:"-"` // the asker has said it, as the server knows
}

func (c StrikeLine) decide(s *State, a Asked) ([]Event, error) {
	n := at(s.notes, c.Line)
	_, struck := s.struck[c.Line]
	switch {
	case !s.sealed:
		return nil, ErrOpenMeeting
	case n == nil || n.Retracted:
		return nil, ErrUnknown
	case !n.Kind.said() || !c.Own && n.Speaker != a.By:
		return nil, ErrNotSaid
	case struck == c.On:
		return unchanged(s.seq)
	}
	return []Event{LineStruck{c.Line, c.On}}, nil
}

// LineStruck records that who said a line keeps it out of the record, or lets it in again.
type LineStruck struct {
	Line Seq  `json:"line"`
	On   bool `json:"on"`
}

func (e LineStruck) apply(s *State, en Entry) {
	if s.struck == nil {
		s.struck = make(map[Seq]Person)
	}
	if delete(s.struck, e.Line); e.On {
		s.struck[e.Line] = en.By
	}
}

// Struck reports whether who said a line keeps it out of the record.
func (s *State) Struck(line Seq) bool {
	_, struck := s.struck[line]
	return struck
}

// struckBy are the lines that p keeps out of the record, in order.
func (s *State) struckBy(p Person) (lines []Seq) {
	for line, by := range s.struck {
		if by == p {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return lines
}
