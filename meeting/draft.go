package meeting

import (
	"slices"
	"time"
)

// keptFor is how long what is sealed of a meeting is kept at most, after it has ended or, if
// nobody ends it, after something happened in it last. Source: section 3 of our attribution
// reference.
const keptFor = 14 * 24 * time.Hour

// Forgets is when all that is sealed of the meeting is destroyed if nobody publishes a record
// before; zero if nothing is sealed.
func (s *State) Forgets() time.Time {
	if !s.Sealed() {
		return time.Time{}
	}
	last := s.closed
	if last.IsZero() {
		last = s.moved
	}
	if last.Before(s.starts) {
		last = s.starts
	}
	return last.Add(keptFor)
}

// Passed reports whether a draft of the record of all the meeting is to be published now.
func (s *State) Passed() bool { return s.passed && s.draft.Item == 0 && s.record == nil }

// A Level is how much of a meeting under the Rule is published.
type Level int

// The levels.
const (
	TitleOnly Level = iota // that there was a meeting
	Written                // what people have written down: minutes, decisions, actions
	Excerpts               // and some passages of what was captioned
	Verbatim               // and what was captioned, but what was left out
)

// A Draft is what is to be published of a meeting under the Rule, until a second person has
// read it.
type Draft struct {
	ID       Seq // of the entry that changed it last
	Item     Seq // the part that it is of; 0 for all that is not published yet
	Level    Level
	Lines    []RecordLine
	By       Person
	Passages []Passage // in their order
	Voices   []Voice   // all who were captioned, once on each item
}

// A RecordLine is a line of the minutes as it is to be published. Whoever asks does not say
// who Speaker is, nor Scope: the server does.
type RecordLine struct {
	Line Seq    `json:"line"`
	Text string `json:"text"`           // without what identifies a person
	Said string `json:"said,omitempty"` // who said it; only of a line on an open item, or of somebody who lets it be told

	Speaker Person       `json:"speaker,omitempty"` // who that is, as the server knows, of a line under the Rule
	Scope   ConsentScope `json:"scope,omitempty"`   // what they have to let be told for it
}

// DraftRecord says what is to be published of a meeting under the Rule: the lines, each as
// it is to read. Lines that are left out are forgotten. It takes the place of a draft before.
// What is published of what was captioned is added to it by [AddPassages].
type DraftRecord struct {
	Item  Seq          `json:"item,omitempty"` // a part, by the item that has a rule of its own; all that is not published yet unless given
	Level Level        `json:"level"`
	Lines []RecordLine `json:"lines,omitempty"`
}

func (c DraftRecord) decide(s *State, _ Asked) ([]Event, error) {
	switch {
	case !s.sealed:
		return nil, ErrOpenMeeting
	case s.stage != Ended:
		return nil, ErrNotOver
	case s.shredded(c.Item):
		return nil, ErrPartPublished
	case c.Item != 0 && s.PartOf(c.Item) != c.Item:
		return nil, ErrNoPart
	case c.Level < TitleOnly || c.Level > Verbatim, c.Level == TitleOnly && len(c.Lines) > 0:
		return nil, ErrNoLevel
	}
	var lines []RecordLine
	for _, l := range c.Lines {
		if slices.ContainsFunc(lines, func(o RecordLine) bool { return o.Line == l.Line }) {
			return nil, ErrLineTwice
		}
		clean, err := s.recordLine(l)
		switch {
		case err != nil:
			return nil, err
		case c.Item != 0 && s.partOf(s.itemOf(l.Line)) != c.Item:
			return nil, ErrOtherPart
		}
		lines = append(lines, clean)
	}
	return []Event{RecordDrafted{c.Item, c.Level, lines}}, nil
}

// recordLine is l as it is kept, or a refusal.
func (s *State) recordLine(l RecordLine) (_ RecordLine, err error) {
	line := s.line(l.Line)
	switch {
	case line == nil || line.Retracted:
		return l, ErrUnknown
	case s.Hidden(l.Line):
		return l, ErrHidden
	case s.shredded(line.Item):
		return l, ErrPartPublished // what the agenda itself says of it
	case s.Struck(l.Line):
		return l, ErrStruck
	}
	spoke := false
	if n := at(s.notes, l.Line); n != nil {
		spoke = n.What == HappenedSpeech // that somebody spoke, and when, is what nobody is to know
	}
	if !s.told(line) && (l.Said != "" && !s.Consents(l.Speaker, l.Scope, line.Item) || spoke) {
		return l, ErrAttributed
	}
	if l.Text, err = clean(l.Text, maxText); err != nil {
		return l, err
	}
	l.Said, err = cleanOptional(l.Said, maxTitle)
	return l, err
}

// Hidden reports whether a line belongs to an item that outsiders do not know of: then it is in
// no record (A3).
func (s *State) Hidden(line Seq) bool {
	l := s.line(line)
	return l != nil && !s.sees(Public, l.Item)
}

// RecordDrafted records what is to be published.
type RecordDrafted struct {
	Item  Seq          `json:"item,omitempty"`
	Level Level        `json:"level"`
	Lines []RecordLine `json:"lines,omitempty"`
}

func (e RecordDrafted) apply(s *State, en Entry) {
	s.draft = &Draft{ID: en.Seq, Item: e.Item, Level: e.Level, Lines: e.Lines, By: en.By}
}

// PassRecord says that a second person has read the draft: it is published, and all else is
// destroyed. There is no way back.
type PassRecord struct {
	Draft Seq `json:"draft"` // the one that was read
}

func (c PassRecord) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case s.draft == nil:
		return nil, ErrUnknown
	case s.draft.ID != c.Draft:
		return nil, ErrStale
	case s.draft.By == a.By:
		return nil, ErrOwnDraft
	}
	for _, l := range s.draft.Lines {
		switch {
		case s.Struck(l.Line):
			return nil, ErrStruckSince
		case s.Hidden(l.Line):
			return nil, ErrHidden
		}
		if line := s.line(l.Line); line != nil && l.Said != "" && !s.told(line) && !s.Consents(l.Speaker, l.Scope, line.Item) {
			return nil, ErrConsent
		}
	}
	if err := s.mayPublish(s.draft, a.At); err != nil {
		return nil, err
	}
	return []Event{RecordPassed(c)}, nil
}

// RecordPassed records that the draft is to be published.
type RecordPassed struct {
	Draft Seq `json:"draft"`
}

func (RecordPassed) apply(s *State, _ Entry) { s.passed = s.draft != nil }
