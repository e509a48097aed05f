package meeting

import "time"

// An Action is something that a person has to do after the meeting.
type Action struct {
	ID      Seq
	Item    Seq
	Number  int    // 1, 2, 3, … within the meeting
	From    string // the meeting that recorded it, if it was one before this
	Text    string
	Owner   string // in the words of who recorded it
	Due     string // a day, as 2006-01-02, or empty
	Closed  bool
	Outcome string // what was said when it was closed
	Changed Seq    // the last entry that changed it
}

func (a Action) id() Seq { return a.ID }

// RecordAction records what has to be done, on the current item unless it names another.
type RecordAction struct {
	Text  string `json:"text"`
	Owner string `json:"owner,omitempty"`
	Due   string `json:"due,omitempty"`
	Item  Seq    `json:"item,omitempty"`
}

func (c RecordAction) decide(s *State, _ Asked) (_ []Event, err error) {
	if c.Due != "" {
		if _, err := time.Parse(time.DateOnly, c.Due); err != nil {
			return nil, refuse("An action is due on a day such as 2026-12-31.")
		}
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
		ID: en.Seq, Item: e.Item, Number: len(s.actions) + 1,
		Text: e.Text, Owner: e.Owner, Due: e.Due, Changed: en.Seq,
	})
}

// CloseAction says that an action is done, and may say how.
type CloseAction struct {
	Action Seq    `json:"action"`
	Note   string `json:"note,omitempty"`
}

func (c CloseAction) decide(s *State, _ Asked) ([]Event, error) {
	act := at(s.actions, c.Action)
	if act == nil {
		return nil, ErrUnknown
	}
	if act.Closed {
		return unchanged(act.Changed)
	}
	note, err := cleanOptional(c.Note, maxNote)
	if err != nil {
		return nil, err
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
	act.Closed, act.Outcome, act.Changed = true, e.Note, en.Seq
}
