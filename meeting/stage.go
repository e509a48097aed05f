package meeting

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// A Stage is how far a meeting has come.
type Stage string

// The stages of a meeting, in order. There is no way back.
const (
	Planned Stage = "planned"
	Started Stage = "open"
	Ended   Stage = "ended"
)

// A Body is a coalition or other organisation that takes part.
type Body struct {
	Name  string `json:"name"`
	Seats int    `json:"seats"` // how many representatives it may have
}

// DefaultSeats is how many representatives a body may have unless its group or the meeting
// says otherwise. Source: P3.
const DefaultSeats = 2

// Bounds of a meeting's plan.
const (
	maxItems    = 200
	maxBodies   = 500
	maxChannels = 20
)

// CreateMeeting makes the meeting of an empty log.
type CreateMeeting struct {
	Title    string
	Starts   time.Time
	Rule     Rule
	Series   string // names the meetings that this one is one of; empty for none
	Agenda   []PlannedItem
	Channels []Channel
	Bodies   []Body
	Links    []MakeLink

	Mode  Mode   // online unless given
	Place string // empty for none

	Preset *Preset    // from the group; nil for that of the law
	Policy *SetPolicy // of its queues; nil for that of the law
	Queue  *SetQueue  // the same
	Carry  *Carry     // what the last meeting of the series left; nil for nothing
}

func (c CreateMeeting) decide(s *State, a Asked) ([]Event, error) {
	if s.seq != 0 {
		return nil, ErrMadeAlready
	}
	title, err := cleanTitle(c.Title)
	if err != nil {
		return nil, err
	}
	place, err := cleanPlace(c.Place)
	if err != nil {
		return nil, err
	}
	made := MeetingCreated{
		Title: title, Starts: c.Starts.UTC(), Rule: c.Rule, Series: c.Series, Channels: c.Channels, Bodies: c.Bodies,
		Mode: c.Mode, Place: place, Preset: c.Preset,
	}
	if err := cmp.Or(made.check(), made.setup().check()); err != nil {
		return nil, err
	}
	items, err := s.planned(c.Agenda, 2) // the first entry makes the meeting
	if err != nil {
		return nil, err
	}
	events := append([]Event{made}, items...)
	for _, further := range c.further() {
		led, err := further.decide(s, a)
		if err != nil {
			return nil, err
		}
		events = append(events, led...)
	}
	for _, l := range c.Links {
		events = append(events, LinkMade(l))
	}
	return s.taking(events, c.Carry).events, nil
}

// further are the wishes that c holds beside the plan and its agenda.
func (c CreateMeeting) further() (wishes []Command) {
	if c.Policy != nil {
		wishes = append(wishes, *c.Policy)
	}
	if c.Queue != nil {
		wishes = append(wishes, *c.Queue)
	}
	return wishes
}

// refuse says in text what is wrong with the form of a wish.
func refuse(text string) *Error { return &Error{Code: "malformed", Text: text} }

// MeetingCreated records the plan of a meeting. It is the first entry of every log.
type MeetingCreated struct {
	Title    string    `json:"title"`
	Starts   time.Time `json:"starts"`
	Rule     Rule      `json:"rule"`
	Series   string    `json:"series,omitempty"`
	Channels []Channel `json:"channels"`
	Bodies   []Body    `json:"bodies"`
	Preset   *Preset   `json:"preset,omitempty"`

	Mode  Mode   `json:"mode,omitempty"`
	Place string `json:"place,omitempty"`
}

func (e MeetingCreated) check() error {
	if !e.Rule.valid() {
		return ErrNoRule
	}
	if err := checkStart(e.Starts); err != nil {
		return err
	}
	if e.Series != "" && !validSlug(e.Series) {
		return refuse("A series has a name of small letters, digits and hyphens.")
	}
	if e.Preset != nil {
		if err := e.Preset.check(); err != nil {
			return err
		}
	}
	if len(e.Channels) > maxChannels || len(e.Bodies) > maxBodies {
		return refuse("There are too many channels or bodies.")
	}
	for i, c := range e.Channels {
		if err := c.check(); err != nil {
			return err
		}
		if slices.ContainsFunc(e.Channels[:i], func(d Channel) bool { return d.Lang == c.Lang }) {
			return refuse("Each channel has a language of its own.")
		}
	}
	for i, b := range e.Bodies {
		if name, err := cleanTitle(b.Name); err != nil || name != b.Name || b.Seats < 0 {
			return refuse("A body has a name, and no fewer than 0 seats.")
		}
		if slices.ContainsFunc(e.Bodies[:i], func(d Body) bool { return d.Name == b.Name }) {
			return refuse("Each body has a name of its own.")
		}
	}
	return nil
}

// validLang reports whether tag looks like a language tag (BCP 47) that can stand in a path.
func validLang(tag string) bool {
	if len(tag) < 2 || len(tag) > 35 || tag[0] == '-' || tag[len(tag)-1] == '-' {
		return false
	}
	for _, r := range tag {
		if r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return true
}

// validSlug reports whether s can name a series in a path.
func validSlug(s string) bool {
	return len(s) <= 80 && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
	})
}

func (e MeetingCreated) apply(s *State, en Entry) {
	s.made = en.At
	s.title, s.starts, s.rule, s.stage, s.setup = e.Title, e.Starts, e.Rule, Planned, e.setup()
	s.series, s.sealed = e.Series, e.Rule != Open
	s.channels, s.bodies = slices.Clone(e.Channels), slices.Clone(e.Bodies)
	if e.Preset != nil {
		s.preset = *e.Preset
	}
	s.people = make(map[Person]Roles)
	s.via = make(map[Person]string)
	s.parked = make(map[Seq]Queue)
	s.limits, s.times = make(map[Class]time.Duration), make(map[Person]int)
	s.policies, s.settings = make(map[Seq]Policy), Settings{Grace: DefaultGrace}
	s.heard, s.spoke = make(map[tally]int), make(map[tally]time.Duration)
	s.budgets, s.muted = make(map[Seq]Budget), make(map[Person]bool)
}

// StartMeeting opens the meeting, with its first item current.
type StartMeeting struct {
	Carry *Carry `json:"-"` // what the last meeting of the series left; nil for nothing
}

func (c StartMeeting) decide(s *State, _ Asked) ([]Event, error) {
	if s.stage != Planned {
		return nil, ErrStage
	}
	t := s.taking([]Event{MeetingStarted{}}, c.Carry)
	if i := slices.IndexFunc(t.State.items, func(i Item) bool { return i.State == ItemPending }); i >= 0 {
		for _, e := range t.startItem(t.State.items[i].ID) {
			t.happen(e)
		}
	}
	return t.events, nil
}

// MeetingStarted records that the meeting is open.
type MeetingStarted struct{}

func (MeetingStarted) apply(s *State, e Entry) {
	s.pause, s.started = Break{Since: e.At}, e.At
	if s.stage = Started; s.rule == OffRecord {
		s.offRecord = e.At
	}
}

// EndMeeting ends the meeting, and the turn and the item that are under way. An item on
// which people wait is left to the next meeting.
type EndMeeting struct{}

func (EndMeeting) decide(s *State, _ Asked) ([]Event, error) {
	if s.stage != Started {
		return nil, ErrStage
	}
	events := s.freeFloor()
	if q := s.running(); q != nil && q.State == SilenceOpen {
		events = append(events, SilenceTakenBack{q.ID}) // who leaves at the end does not agree by it
	}
	if s.current != 0 && slices.ContainsFunc(s.queue.Hands, func(h Hand) bool { return h.Class != Order }) {
		events = append(events, ItemLeft{Item: s.current, Then: ThenCarry})
	}
	return append(events, MeetingEnded{}), nil
}

// MeetingEnded records that the meeting is over.
type MeetingEnded struct{}

func (MeetingEnded) apply(s *State, e Entry) {
	s.leaveItem(e.At, ItemDone)
	s.stage, s.closed = Ended, e.At
	s.queue.Open = false
	s.queue.stay()
	s.pause.end(e.At)
	s.offer = Offer{}
}
