package meeting

import "time"

// An Action is something that a person has to do after the meeting.
type Action struct {
	Line
	Number   int    // 1, 2, 3, … within the meeting
	From     string // the meeting that recorded it, if it was one before this
	Owner    string // in the words of who recorded it
	Due      string // a day, as 2006-01-02, or empty
	Closed   bool
	ClosedBy Person
	Outcome  string // what was said when it was closed
}

// RecordAction records what has to be done, on the current item unless it names another.
type RecordAction struct {
	Text  string `json:"text"`
	Owner string `json:"owner,omitempty"`
	Due   string `json:"due,omitempty"`
	Item  Seq    `json:"item,omitempty"`
	Quote *Quote `json:"quote,omitempty"` // the captions that it was taken from
}

func (c RecordAction) decide(s *State, _ Asked) (_ []Event, err error) {
	if c.Due != "" {
		if _, err := time.Parse(time.DateOnly, c.Due); err != nil {
			return nil, refuse("An action is due on a day such as 2026-12-31.")
		}
	}
	if err := s.checkQuote(c.Quote); err != nil {
		return nil, err
	}
	if c.Item, err = s.minutesItem(c.Item); err != nil {
		return nil, err
	}
	if c.Owner, err = cleanOptional(c.Owner, maxNote); err != nil {
		return nil, err
	}
	if c.Text, err = clean(c.Text, maxText); err != nil {
		return nil, err
	}
	return []Event{ActionRecorded(c)}, nil
}

// ActionRecorded records an action; its id is the entry's.
type ActionRecorded RecordAction

func (e ActionRecorded) apply(s *State, en Entry) {
	s.actions = append(s.actions, Action{
		Line: newLine(en, e.Item, e.Text, e.Quote), Number: len(s.actions) + 1, Owner: e.Owner, Due: e.Due,
	})
}

// CloseAction says that an action is done. Those who write the minutes may say how; anybody
// else who speaks, such as its owner, has to (M10).
type CloseAction struct {
	Action Seq    `json:"action"`
	Note   string `json:"note,omitempty"`
}

func (c CloseAction) decide(s *State, a Asked) ([]Event, error) {
	act := at(s.actions, c.Action)
	if act == nil || act.Retracted {
		return nil, ErrUnknown
	}
	if act.Closed {
		return unchanged(act.Changed)
	}
	note, err := cleanOptional(c.Note, maxNote)
	switch {
	case err != nil:
		return nil, err
	case !s.roles(a.By).Has(scribes) && note == "":
		return nil, refuse("Say how the action was done.")
	case s.muted[a.By]:
		return nil, ErrMuted
	}
	return []Event{ActionClosed{Action: c.Action, Note: note}}, nil
}

// ActionClosed records that an action is done.
type ActionClosed struct {
	Action Seq    `json:"action"`
	Note   string `json:"note,omitempty"`
}

func (e ActionClosed) apply(s *State, en Entry) {
	act := at(s.actions, e.Action)
	act.Closed, act.ClosedBy, act.Outcome, act.Changed = true, en.By, e.Note, en.Seq
}

// ReopenAction takes back that an action is done.
type ReopenAction struct {
	Action Seq `json:"action"`
}

func (c ReopenAction) decide(s *State, _ Asked) ([]Event, error) {
	act := at(s.actions, c.Action)
	switch {
	case act == nil || act.Retracted:
		return nil, ErrUnknown
	case !act.Closed:
		return unchanged(act.Changed)
	}
	return []Event{ActionReopened(c)}, nil
}

// ActionReopened records that an action is not done after all.
type ActionReopened struct {
	Action Seq `json:"action"`
}

func (e ActionReopened) apply(s *State, en Entry) {
	act := at(s.actions, e.Action)
	act.Closed, act.ClosedBy, act.Outcome, act.Changed = false, House, "", en.Seq
}
