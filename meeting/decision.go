package meeting

// A Decision is what the meeting has agreed.
type Decision struct {
	Line
	Number int // 1, 2, 3, … within the meeting
}

// RecordDecision records what was agreed, on the current item unless it names another.
type RecordDecision struct {
	Text  string `json:"text"`
	Item  Seq    `json:"item,omitempty"`
	Quote *Quote `json:"quote,omitempty"` // the captions that it was taken from
}

func (c RecordDecision) decide(s *State, _ Asked) (_ []Event, err error) {
	if s.stage == Planned {
		return nil, &Error{ErrNotOpen.Code, "The meeting has not started: nothing has been decided yet."}
	}
	if err := s.checkQuote(c.Quote); err != nil {
		return nil, err
	}
	if c.Item, err = s.minutesItem(c.Item); err != nil {
		return nil, err
	}
	if c.Text, err = clean(c.Text, maxText); err != nil {
		return nil, err
	}
	return []Event{DecisionRecorded(c)}, nil
}

// DecisionRecorded records a decision; its id is the entry's.
type DecisionRecorded RecordDecision

func (e DecisionRecorded) apply(s *State, en Entry) {
	s.decisions = append(s.decisions, Decision{newLine(en, e.Item, e.Text, e.Quote), len(s.decisions) + 1})
}
