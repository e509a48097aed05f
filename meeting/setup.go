package meeting

import (
	"slices"
	"time"
)

// A Mode is where people meet (X9).
type Mode string

// The modes.
const (
	Online   Mode = "online"
	Hybrid   Mode = "hybrid"    // some in a room, some online
	InPerson Mode = "in-person" // all in one place
)

var modes = []Mode{Online, Hybrid, InPerson}

// Modes are where people can meet.
func Modes() []Mode { return slices.Clone(modes) }

// A Setup is what a meeting is planned as, beyond its title, its time and its agenda.
type Setup struct {
	Mode    Mode
	Place   string // where in the world; empty for none
	Revised int    // how often what a calendar has of it was changed; it only rises

	Cancelled bool
	Why       string // it was cancelled
}

// What a silence is unless the group says otherwise. Source: D1.
const (
	defaultSilence = time.Minute
	defaultGrace   = 2 * time.Minute
)

// silence is how long a silence takes, and how long those with a bad line may object after.
func (s *State) silence() (length, grace time.Duration) {
	if s.preset.Silence == 0 {
		return defaultSilence, defaultGrace
	}
	return time.Duration(s.preset.Silence) * time.Second, time.Duration(s.preset.Grace) * time.Second
}

// setup is what e says of how the meeting is planned.
func (e MeetingCreated) setup() Setup {
	t := Setup{Mode: e.Mode, Place: e.Place}
	if t.Mode == "" {
		t.Mode = Online
	}
	return t
}

// check refuses a setup that no meeting has.
func (t Setup) check() error {
	if !slices.Contains(modes, t.Mode) {
		return refuse("A meeting is one of online, hybrid, in-person.")
	}
	return nil
}

// cleanPlace is a place as it is kept.
func cleanPlace(place string) (string, error) {
	if place == "" {
		return "", nil
	}
	return cleanTitle(place)
}

// EditMeeting changes what is planned; what is absent stays. The time and the place of a
// meeting that has started are what they were.
type EditMeeting struct {
	Title  *string    `json:"title,omitempty"`
	Starts *time.Time `json:"starts,omitempty"`
	Mode   *Mode      `json:"mode,omitempty"`
	Place  *string    `json:"place,omitempty"`
}

func (c EditMeeting) decide(s *State, _ Asked) ([]Event, error) {
	if s.stage != Planned {
		return nil, ErrStage
	}
	if c == (EditMeeting{}) {
		return nil, refuse("Say what is to change.")
	}
	if c.Title != nil {
		title, err := cleanTitle(*c.Title)
		if err != nil {
			return nil, err
		}
		c.Title = &title
	}
	if c.Place != nil {
		place, err := cleanPlace(*c.Place)
		if err != nil {
			return nil, err
		}
		c.Place = &place
	}
	if c.Starts != nil {
		starts := c.Starts.UTC()
		if err := checkStart(starts); err != nil {
			return nil, err
		}
		c.Starts = &starts
	}
	t := s.setup
	set(&t.Mode, c.Mode)
	if err := t.check(); err != nil {
		return nil, err
	}
	return []Event{MeetingEdited(c)}, nil
}

// checkStart refuses times that have no form in JSON.
func checkStart(t time.Time) error {
	if y := t.Year(); y < 0 || y > 9999 {
		return refuse("A meeting starts in a year from 0 to 9999.")
	}
	return nil
}

// MeetingEdited records what is planned from now on; what is absent stays.
type MeetingEdited EditMeeting

func (e MeetingEdited) apply(s *State, _ Entry) {
	set(&s.title, e.Title)
	set(&s.starts, e.Starts)
	set(&s.setup.Mode, e.Mode)
	set(&s.setup.Place, e.Place)
	s.setup.Revised++
}

// CancelMeeting says that a planned meeting does not take place, and may say why. It ends.
type CancelMeeting struct {
	Why string `json:"why,omitempty"`
}

func (c CancelMeeting) decide(s *State, _ Asked) (_ []Event, err error) {
	if s.stage != Planned {
		return nil, ErrStage
	}
	if c.Why, err = cleanOptional(c.Why, maxNote); err != nil {
		return nil, err
	}
	return []Event{MeetingCancelled(c)}, nil
}

// MeetingCancelled records that the meeting does not take place.
type MeetingCancelled CancelMeeting

func (e MeetingCancelled) apply(s *State, _ Entry) {
	s.stage = Ended
	s.setup.Cancelled, s.setup.Why = true, e.Why
	s.setup.Revised++
}

// CirculateAgenda says that the agenda has been sent round (A13): what is posted after that
// was posted late.
type CirculateAgenda struct{}

func (CirculateAgenda) decide(s *State, _ Asked) ([]Event, error) {
	switch {
	case s.stage != Planned:
		return nil, ErrStage
	case len(s.items) == 0:
		return nil, refuse("There is no agenda yet.")
	case !s.circulated.IsZero():
		return unchanged(s.seq)
	}
	return []Event{AgendaCirculated{}}, nil
}

// AgendaCirculated records that the agenda has been sent round.
type AgendaCirculated struct{}

func (AgendaCirculated) apply(s *State, en Entry) {
	s.circulated = en.At
	for i := range s.items {
		if it := &s.items[i]; len(it.Links) > 0 {
			it.Changed = en.Seq // what is late is shown with it
		}
	}
}

// Lateness is why a document was posted late; empty if it was not.
type Lateness string

// Why a document is late.
const (
	LateStarted    Lateness = "started"    // the meeting had started
	LateCirculated Lateness = "circulated" // the agenda had been sent round
	LateDue        Lateness = "due"        // the day on which documents were due was over
)

// late is why a document was posted late.
func (s *State) late(d Document) Lateness {
	due := s.starts.AddDate(0, 0, -s.preset.Documents)
	switch {
	case !s.started.IsZero() && d.Posted.After(s.started):
		return LateStarted
	case !s.circulated.IsZero() && d.Posted.After(s.circulated):
		return LateCirculated
	case s.preset.Documents > 0 && s.made.Before(due) && d.Posted.After(due): // who calls a meeting for tomorrow has no late papers
		return LateDue
	}
	return ""
}
