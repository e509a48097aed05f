package meeting

import "time"

// A Correction is a change of the minutes that somebody proposes while they are circulated.
// It stays visible, whatever becomes of it (M8).
type Correction struct {
	ID     Seq
	Line   Seq // 0 for a line that is missing
	Item   Seq
	Was    string // what the line said
	Rev    int    // of the line
	Text   string // what it is to say
	Why    string // may be empty
	By     Person
	State  CorrectionState
	Answer string // why it was refused

	Answered time.Time // zero while it is proposed
	Changed  Seq       // the last entry that changed it
}

func (c Correction) id() Seq { return c.ID }

// A CorrectionState says what has become of a correction.
type CorrectionState string

// The states of a correction.
const (
	CorrectionOpen      CorrectionState = "proposed"
	CorrectionAccepted  CorrectionState = "accepted"
	CorrectionRefused   CorrectionState = "refused"
	CorrectionWithdrawn CorrectionState = "withdrawn" // by who proposed it
)

// maxCorrections is how many corrections may wait for an answer, of all people together.
const maxCorrections = 500

// ProposeCorrection proposes what a line of the circulated minutes should say, or a line
// that is missing on an item.
type ProposeCorrection struct {
	Line Seq    `json:"line,omitempty"` // 0 for a line that is missing
	Item Seq    `json:"item,omitempty"` // of a missing line; 0 for what belongs to no item
	Text string `json:"text"`
	Why  string `json:"why,omitempty"`
	Rev  int    `json:"rev,omitempty"` // of the line, as the asker saw it
}

func (c ProposeCorrection) decide(s *State, a Asked) ([]Event, error) {
	switch m := s.minutes; {
	case !m.Approved.IsZero():
		return nil, ErrApproved
	case m.Circulated.IsZero():
		return nil, ErrNotCirculated
	case !a.At.Before(m.Until):
		return nil, ErrWindowOver
	case s.muted[a.By]:
		return nil, ErrMuted
	case s.unanswered() >= maxCorrections:
		return nil, ErrProposals
	}
	text, err := clean(c.Text, maxText)
	if err != nil {
		return nil, err
	}
	why, err := cleanOptional(c.Why, maxNote)
	if err != nil {
		return nil, err
	}
	e := CorrectionProposed{Line: c.Line, Item: c.Item, Text: text, Why: why}
	if err := s.aim(&e, c.Rev, a.By); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// aim fills in which line a correction is about, as its proposer may know it.
func (s *State) aim(e *CorrectionProposed, rev int, by Person) error {
	audience, _ := s.Audience(by)
	if e.Line == 0 {
		if e.Item != 0 && at(s.items, e.Item) == nil || !s.sees(audience, e.Item) {
			return ErrUnknown
		}
		return nil
	}
	l, err := s.written(e.Line)
	switch {
	case err != nil:
		return err
	case !s.sees(audience, l.Item):
		return ErrUnknown
	case rev != l.Rev:
		return ErrStale
	case e.Text == l.Text:
		return ErrSameText
	}
	e.Item = l.Item
	return nil
}

// CorrectionProposed records a correction that somebody proposes; its id is the entry's.
type CorrectionProposed struct {
	Line Seq    `json:"line,omitempty"`
	Item Seq    `json:"item,omitempty"`
	Text string `json:"text"`
	Why  string `json:"why,omitempty"`
}

func (e CorrectionProposed) apply(s *State, en Entry) {
	c := Correction{
		ID: en.Seq, Line: e.Line, Item: e.Item, Text: e.Text, Why: e.Why, By: en.By, State: CorrectionOpen, Changed: en.Seq,
	}
	if l := s.line(e.Line); l != nil {
		c.Was, c.Rev = l.Text, l.Rev
	}
	s.corrections = append(s.corrections, c)
}

// AcceptCorrection has the line say what a correction proposes. If the line was changed
// since, the two have to be brought together by hand.
type AcceptCorrection struct {
	Correction Seq `json:"correction"`
}

func (c AcceptCorrection) decide(s *State, _ Asked) ([]Event, error) {
	p, err := s.waiting(c.Correction)
	if err != nil {
		return nil, err
	}
	events := []Event{CorrectionAnswered{Correction: p.ID, State: CorrectionAccepted}}
	if p.Line == 0 {
		return append(events, NoteAdded{Text: p.Text, Item: p.Item, Kind: NoteNarrative}), nil
	}
	switch l := s.line(p.Line); {
	case l == nil || l.Retracted:
		return nil, ErrUnknown
	case l.Rev != p.Rev:
		return nil, ErrChangedSince
	}
	return append(events, NoteEdited{Note: p.Line, Text: p.Text, Why: p.Why}), nil
}

// RefuseCorrection leaves the line as it is, with a reason that all see. Who proposed it may
// take it back without one.
type RefuseCorrection struct {
	Correction Seq    `json:"correction"`
	Reason     string `json:"reason,omitempty"`
}

func (c RefuseCorrection) decide(s *State, a Asked) ([]Event, error) {
	p, err := s.waiting(c.Correction)
	if err != nil {
		return nil, err
	}
	if p.By == a.By && c.Reason == "" {
		return []Event{CorrectionAnswered{Correction: p.ID, State: CorrectionWithdrawn}}, nil
	}
	if !s.roles(a.By).Has(scribes) {
		return nil, ErrNotAllowed
	}
	reason, err := clean(c.Reason, maxNote)
	if err != nil {
		return nil, err
	}
	return []Event{CorrectionAnswered{Correction: p.ID, State: CorrectionRefused, Reason: reason}}, nil
}

// waiting is a correction that nobody has answered.
func (s *State) waiting(id Seq) (*Correction, error) {
	c := at(s.corrections, id)
	switch {
	case c == nil:
		return nil, ErrUnknown
	case c.State != CorrectionOpen:
		return nil, ErrAnswered
	}
	return c, nil
}

// CorrectionAnswered records what has become of a correction.
type CorrectionAnswered struct {
	Correction Seq             `json:"correction"`
	State      CorrectionState `json:"state"`
	Reason     string          `json:"reason,omitempty"`
}

func (e CorrectionAnswered) apply(s *State, en Entry) {
	if c := at(s.corrections, e.Correction); c != nil {
		c.State, c.Answer, c.Answered, c.Changed = e.State, e.Reason, en.At, en.Seq
	}
}

// unanswered is how many corrections wait for an answer.
func (s *State) unanswered() (n int) {
	for _, c := range s.corrections {
		if c.State == CorrectionOpen {
			n++
		}
	}
	return n
}

// lapse are the events by which what nobody has answered is refused.
func (s *State) lapse() (events []Event) {
	for _, c := range s.corrections {
		if c.State == CorrectionOpen {
			events = append(events, CorrectionAnswered{
				Correction: c.ID, State: CorrectionRefused, Reason: "The minutes were approved as they stood.",
			})
		}
	}
	return events
}
