package meeting

import "time"

// SetRecord goes off the record, or back on it: what is captioned while it is off is shown
// to those who are there and kept nowhere (C10).
type SetRecord struct {
	On bool `json:"on"`
}

func (c SetRecord) decide(s *State, _ Asked) ([]Event, error) {
	switch {
	case s.stage != Started:
		return nil, ErrStage
	case c.On && s.rule == OffRecord:
		return nil, ErrOffRecord
	case c.On == s.offRecord.IsZero():
		return unchanged(s.seq)
	}
	return []Event{RecordSet(c)}, nil
}

// RecordSet records that the meeting went off the record, or back on it.
type RecordSet struct {
	On bool `json:"on"`
}

func (c RecordSet) apply(s *State, e Entry) {
	if !c.On {
		s.offRecord = e.At
		return
	}
	s.unrecorded = append(s.unrecorded, Pause{Began: s.offRecord, Ended: e.At})
	s.offRecord = time.Time{}
}
