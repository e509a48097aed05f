package meeting

import (
	"slices"
	"time"
)

// An Aside is a word beside the captions: of somebody in the meeting to the captioners of a
// channel, or of these to those who run the meeting (acc-K6; captions reference, 5.11). Those
// who run the meeting see all of them, the captioners of a channel its own, and everybody what
// they have said themselves.
type Aside struct {
	ID   Seq
	Lang string // of the channel
	Text string
	By   Person // House: a captioner, of whom a meeting knows no more than the link
	At   time.Time
	Seen time.Time // by a captioner or, of theirs, by somebody who runs the meeting; zero for not yet
}

func (a Aside) id() Seq { return a.ID }

// waits reports whether nobody has seen a, of those whom it is for.
func (a Aside) waits() bool { return a.Seen.IsZero() }

// Bounds of asides: whoever captions must not be flooded while typing.
const (
	maxAside   = 280 // characters
	maxUnseen  = 3   // of one person to one channel, or of its captioners
	maxWaiting = 30  // to one channel; past that only those who run the meeting are heard
	keptAsides = 100 // with those that were seen
)

// TellCaptioner says something to the captioners of a channel, who see who said it.
type TellCaptioner struct {
	Text string `json:"text"`
	Lang string `json:"lang,omitempty"` // of the channel; the first if absent
}

func (c TellCaptioner) decide(s *State, a Asked) ([]Event, error) {
	if s.muted[a.By] {
		return nil, ErrMuted
	}
	if c.Lang == "" && len(s.channels) > 0 {
		c.Lang = s.channels[0].Lang
	}
	return s.say(c.Text, c.Lang, a.By)
}

// TellStaff is the server's wish when a captioner says something to those who run the meeting.
type TellStaff struct {
	Text string
	Lang string // of the channel that the captioner writes
}

func (c TellStaff) decide(s *State, a Asked) ([]Event, error) { return s.say(c.Text, c.Lang, a.By) }

// say is what comes of an aside.
func (s *State) say(text, lang string, by Person) ([]Event, error) {
	text, err := cleanLine(text, maxAside)
	switch {
	case err != nil:
		return nil, err
	case s.stage == Ended:
		return nil, ErrUncaptioned
	case !s.offRecord.IsZero() && s.rule != OffRecord: // where that is the rule, all is sealed and destroyed
		return nil, ErrUnwritten // it may say what was said
	case !slices.ContainsFunc(s.channels, func(c Channel) bool { return c.Lang == lang }):
		return nil, ErrNoChannel
	}
	own, all := 0, 0
	for _, x := range s.asides {
		switch {
		case x.Lang != lang || !x.waits() || (x.By == House) != (by == House):
		case x.By == by && x.Text == text:
			return unchanged(x.ID)
		default:
			if all++; x.By == by {
				own++
			}
		}
	}
	if own >= maxUnseen || all >= maxWaiting && !s.roles(by).Has(Staff) {
		return nil, ErrUnseen
	}
	return []Event{AsideSaid{text, lang}}, nil
}

// AsideSaid records an aside of its entry's By: of a captioner's if that is the House.
type AsideSaid struct {
	Text string `json:"text"`
	Lang string `json:"lang"`
}

func (e AsideSaid) apply(s *State, en Entry) {
	s.asides = append(s.asides, Aside{ID: en.Seq, Lang: e.Lang, Text: e.Text, By: en.By, At: en.At})
	if len(s.asides) > keptAsides {
		if i := slices.IndexFunc(s.asides, func(x Aside) bool { return !x.waits() }); i >= 0 {
			s.asides = slices.Delete(s.asides, i, i+1)
		}
	}
}

// SeeAside says that an aside was seen: by a captioner of its channel, or, of a captioner's, by
// one of those who run the meeting. Whoever said it is told.
type SeeAside struct {
	Aside Seq `json:"aside"`

	Lang string `json:"-"` // of the captioner's channel, if a captioner says so
}

func (c SeeAside) decide(s *State, a Asked) ([]Event, error) {
	switch x := at(s.asides, c.Aside); {
	case x == nil || (a.By == House) == (x.By == House): // not one's own side's
		return nil, ErrUnknown
	case a.By == House && x.Lang != c.Lang:
		return nil, ErrUnknown
	case !x.waits():
		return unchanged(x.ID)
	}
	return []Event{AsideSeen{c.Aside}}, nil
}

// AsideSeen records that an aside was seen.
type AsideSeen struct {
	Aside Seq `json:"aside"`
}

func (e AsideSeen) apply(s *State, en Entry) {
	if x := at(s.asides, e.Aside); x != nil {
		x.Seen = en.At
	}
}

// AsideValue is an element of the value "asides", for those who run the meeting, of the asides
// of "me", and of what captioners are told.
type AsideValue struct {
	ID     Seq        `json:"id"`
	Lang   string     `json:"lang"`
	Text   string     `json:"text"`
	Person Person     `json:"person,omitempty"` // absent for a captioner
	Name   string     `json:"name,omitempty"`
	Body   string     `json:"body,omitempty"`
	At     time.Time  `json:"at"`
	Seen   *time.Time `json:"seen"`
}

// showAsides are those that which is true of, in order; none once the meeting is over, when
// nobody has to act on them.
func (s *State) showAsides(which func(Aside) bool) (out []AsideValue) {
	for _, x := range s.asides {
		if s.stage != Ended && which(x) {
			out = append(out, AsideValue{ID: x.ID, Lang: x.Lang, Text: x.Text, Person: x.By, At: x.At, Seen: moment(x.Seen)})
		}
	}
	return out
}
