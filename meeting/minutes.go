package meeting

import "time"

// A MinutesState is how final the minutes of a meeting are (M8).
type MinutesState string

// The states of the minutes, in order.
const (
	MinutesLive       MinutesState = "live"       // until the meeting has ended
	MinutesDraft      MinutesState = "draft"      // for those who were in the meeting
	MinutesCirculated MinutesState = "circulated" // public, and corrections can be proposed until a time
	MinutesApproved   MinutesState = "approved"   // nothing changes silently any more
	MinutesCorrected  MinutesState = "corrected"  // approved, and a line was changed since, with a note
	MinutesRecord     MinutesState = "record"     // what was published of a meeting under the Rule
)

// Minutes is how far the minutes have come. Times are zero for what has not been.
type Minutes struct {
	Circulated time.Time
	Until      time.Time // corrections can be proposed
	Approved   time.Time
	In         string    // the meeting that approved them; empty for this one's chairs
	Corrected  time.Time // the last time after they were approved
	Changed    Seq       // the last entry that changed this
}

// minutesState is how final the minutes are.
func (s *State) minutesState() MinutesState {
	switch m := s.minutes; {
	case s.record != nil:
		return MinutesRecord
	case !m.Corrected.IsZero():
		return MinutesCorrected
	case !m.Approved.IsZero():
		return MinutesApproved
	case !m.Circulated.IsZero():
		return MinutesCirculated
	case s.stage == Ended:
		return MinutesDraft
	}
	return MinutesLive
}

// Bounds of the time for corrections. Source: acc-S3 for the first, common practice for
// the second.
const (
	minWindow     = 24 * time.Hour
	defaultWindow = 7 * 24 * time.Hour
	maxWindow     = 366 * 24 * time.Hour
)

// CirculateMinutes makes the draft public and asks for corrections until a time, at least a
// day ahead; once more, it gives more time.
type CirculateMinutes struct {
	Until time.Time `json:"until,omitzero"` // a week from now unless given
}

func (c CirculateMinutes) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case s.stage != Ended:
		return nil, ErrNotOver
	case !s.minutes.Approved.IsZero():
		return nil, ErrApproved
	case c.Until.IsZero():
		c.Until = a.At.Add(defaultWindow)
	case c.Until.Before(a.At.Add(minWindow)), c.Until.After(a.At.Add(maxWindow)):
		return nil, ErrWindow
	case c.Until.Before(s.minutes.Until):
		return nil, ErrWindowShorter
	}
	return []Event{MinutesCirculatedUntil{c.Until.UTC()}}, nil
}

// MinutesCirculatedUntil records that the draft is public, and until when corrections can be
// proposed.
type MinutesCirculatedUntil struct {
	Until time.Time `json:"until"`
}

func (e MinutesCirculatedUntil) apply(s *State, en Entry) {
	m := &s.minutes
	if m.Circulated.IsZero() {
		m.Circulated, s.anew = en.At, en.Seq // the public sees lines that were there
	}
	m.Until, m.Changed = e.Until, en.Seq
}

// ApproveMinutes says that the minutes stand as they are. The chairs may do so once the time
// for corrections is over and each of them was answered; a later meeting at any time, with
// what it knows, and corrections that nobody has answered then are refused by that (M9).
type ApproveMinutes struct {
	In string `json:"-"` // the meeting that approves them, as the server knows
}

func (c ApproveMinutes) decide(s *State, a Asked) ([]Event, error) {
	switch m := s.minutes; {
	case s.stage != Ended:
		return nil, ErrNotOver
	case !m.Approved.IsZero():
		return unchanged(m.Changed)
	case a.By == House:
		return append(s.lapse(), MinutesApprovedIn{c.In}), nil
	case m.Circulated.IsZero():
		return nil, ErrNotCirculated
	case a.At.Before(m.Until):
		return nil, ErrWindowOpen
	case s.unanswered() > 0:
		return nil, ErrUnanswered
	}
	return []Event{MinutesApprovedIn{}}, nil
}

// MinutesApprovedIn records that the minutes were approved, by the meeting In or, if that is
// empty, by the chairs of this one.
type MinutesApprovedIn struct {
	In string `json:"in,omitempty"`
}

func (e MinutesApprovedIn) apply(s *State, en Entry) {
	m := &s.minutes
	if m.Circulated.IsZero() {
		m.Circulated, s.anew = en.At, en.Seq
	}
	m.Approved, m.In, m.Changed = en.At, e.In, en.Seq
}

// CorrectLine changes a line of approved minutes, with a note that says why. What it said
// stays visible, with the note and the day.
type CorrectLine struct {
	Line Seq    `json:"line"`
	Text string `json:"text"`
	Note string `json:"note"`
	Rev  int    `json:"rev"` // the one that the asker saw
}

func (c CorrectLine) decide(s *State, _ Asked) ([]Event, error) {
	if s.minutes.Approved.IsZero() {
		return nil, ErrNotApproved
	}
	l, err := s.written(c.Line)
	if err != nil {
		return nil, err
	}
	note, err := clean(c.Note, maxNote)
	if err != nil {
		return nil, err
	}
	text, err := clean(c.Text, maxText)
	switch {
	case err != nil:
		return nil, err
	case c.Rev != l.Rev:
		return nil, ErrStale
	case text == l.Text:
		return nil, ErrSameText
	}
	return []Event{LineCorrected{Line: c.Line, Text: text, Note: note}}, nil
}

// LineCorrected records what a line of approved minutes says now, and why.
type LineCorrected struct {
	Line Seq    `json:"line"`
	Text string `json:"text"`
	Note string `json:"note"`
}

func (e LineCorrected) apply(s *State, en Entry) {
	if l := s.line(e.Line); l != nil {
		l.reword(e.Text, e.Note, en)
		s.minutes.Corrected, s.minutes.Changed = en.At, en.Seq
	}
}
