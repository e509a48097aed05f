package meeting

import (
	"slices"
	"time"
)

// A Channel is one stream of captions.
type Channel struct {
	Lang   string    `json:"lang"` // BCP 47
	Title  string    `json:"title"`
	Source Source    `json:"source,omitempty"` // empty for human
	Of     string    `json:"of,omitempty"`     // the language that a translation is of, if it is known
	Keep   Retention `json:"keep,omitempty"`   // empty for kept
}

// A Source says who makes captions: readers trust them accordingly (C4).
type Source string

// The sources of captions.
const (
	Human      Source = "human"
	Automatic  Source = "automatic"
	Mixed      Source = "mixed"
	Translated Source = "translated"
)

// Sources are all of them.
func Sources() []Source { return []Source{Human, Automatic, Mixed, Translated} }

// A Retention says how long captions are kept (C10).
type Retention string

// The retentions.
const (
	Kept          Retention = "kept"           // with the meeting, for those who were in it
	UntilApproved Retention = "until-approved" // until the minutes are approved: then they are destroyed
	Published     Retention = "published"      // with the meeting, and for everybody once it is over; people are told before
	Live          Retention = "live"           // not at all: they are shown to those who are there
)

// Retentions are all of them.
func Retentions() []Retention { return []Retention{Kept, UntilApproved, Published, Live} }

// check refuses a channel that there cannot be.
func (c Channel) check() error {
	if _, err := cleanOptional(c.Title, maxNote); err != nil {
		return err
	}
	switch {
	case !validLang(c.Lang) || c.Of != "" && !validLang(c.Of):
		return refuse("A channel's lang is a language tag such as en or pt-BR.")
	case c.Source != "" && !slices.Contains(Sources(), c.Source):
		return refuse("A channel's source is one of human, automatic, mixed, translated.")
	case c.Of != "" && c.Source != Translated:
		return refuse("Only what is translated is of another language.")
	case c.Keep != "" && !slices.Contains(Retentions(), c.Keep):
		return refuse("Captions are kept, until-approved, published, or live.")
	}
	return nil
}

// Keeps reports whether what was said at a time, and comes now, is kept as captions in a language:
// a channel may be live only, the meeting may have been off the record, and what comes late from
// a part under the Rule may not stand elsewhere.
func (s *State) Keeps(lang string, at, now time.Time) bool {
	off := !s.offRecord.IsZero() && !at.Before(s.offRecord) ||
		slices.ContainsFunc(s.unrecorded, func(p Pause) bool { return !at.Before(p.Began) && at.Before(p.Ended) })
	return !s.keeps(lang, Live) && s.rule != OffRecord && !off && !s.strays(at, now)
}

// keeps reports whether captions in a language are kept so.
func (s *State) keeps(lang string, how Retention) bool {
	return slices.ContainsFunc(s.channels, func(c Channel) bool { return c.Lang == lang && c.Keep == how })
}

// Expired reports whether the captions in a language are to be destroyed: the minutes that
// they were kept for are approved.
func (s *State) Expired(lang string) bool {
	return s.keeps(lang, UntilApproved) && !s.minutes.Approved.IsZero()
}

// Released reports whether everybody may read the captions in a language. Of a meeting of which
// something is under the Rule nobody may.
func (s *State) Released(lang string) bool {
	return s.keeps(lang, Published) && s.stage == Ended && !s.sealed
}
