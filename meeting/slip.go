package meeting

import "slices"

// A Stretch is from one segment of the captions in the meeting's first language to another.
type Stretch struct {
	From uint64 `json:"from"`
	To   uint64 `json:"to"`
}

// StrikePassage keeps what one has said oneself, as it was captioned, out of the record of a
// meeting under the Rule, or lets it in again; until the record is published (R4).
type StrikePassage struct {
	From uint64 `json:"from"` // the first segment
	To   uint64 `json:"to"`   // the last
	On   bool   `json:"on"`

	Own  bool `json:"-"` // the asker has said it, as the server knows
	Item Seq  `json:"-"` // what was under discussion, as the server knows
}

func (c StrikePassage) decide(s *State, a Asked) ([]Event, error) {
	has := slices.Contains(s.out[a.By], Stretch{c.From, c.To})
	switch {
	case !s.sealed:
		return nil, ErrOpenMeeting
	case c.To < c.From || c.From == 0:
		return nil, ErrUnknown
	case has == c.On:
		return unchanged(s.seq)
	case !c.Own && c.On:
		return nil, ErrNotSaid
	}
	return []Event{PassageStruck{c.From, c.To, c.On, c.Item}}, nil
}

// PassageStruck records that its entry's By keeps a stretch of captions out of the record, or
// lets it in again.
type PassageStruck struct {
	From uint64 `json:"from"`
	To   uint64 `json:"to"`
	On   bool   `json:"on"`
	Item Seq    `json:"item,omitempty"` // what was under discussion
}

func (e PassageStruck) apply(s *State, en Entry) {
	if s.out == nil {
		s.out = make(map[Person][]Stretch)
	}
	of := Stretch{e.From, e.To}
	had := slices.DeleteFunc(slices.Clone(s.out[en.By]), func(o Stretch) bool { return o == of })
	if e.On {
		had = append(had, of)
	}
	s.out[en.By] = had
}

// StruckOut reports whether somebody keeps a part of the captions from one segment to another
// out of the record.
func (s *State) StruckOut(from, to uint64) bool {
	for _, stretches := range s.out {
		if slices.ContainsFunc(stretches, func(o Stretch) bool { return o.From <= to && from <= o.To }) {
			return true
		}
	}
	return false
}

// ReturnSlip says that one has looked through what one said under the Rule, and kept out of the
// record what is to be kept out; or that one has not.
type ReturnSlip struct {
	On bool `json:"on"`
}

func (c ReturnSlip) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case !s.sealed:
		return nil, ErrOpenMeeting
	case s.stage != Ended:
		return nil, ErrNotOver
	case s.slips[a.By] == c.On:
		return unchanged(s.seq)
	}
	return []Event{SlipReturned(c)}, nil
}

// SlipReturned records that its entry's By has looked through what they said.
type SlipReturned struct {
	On bool `json:"on"`
}

func (e SlipReturned) apply(s *State, en Entry) {
	if s.slips == nil {
		s.slips = make(map[Person]bool)
	}
	if delete(s.slips, en.By); e.On {
		s.slips[en.By] = true
	}
}
