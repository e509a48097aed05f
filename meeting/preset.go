package meeting

import (
	"slices"
	"time"
	"unicode/utf8"
)

// A Preset is what a meeting has from its group. It is copied into the meeting's log when
// the meeting is made: a group that changes its mind later changes no meeting that is
// planned or under way (P16).
type Preset struct {
	Classes   map[Class]Look `json:"classes,omitempty"`
	Silence   int            `json:"silence,omitempty"`   // seconds that a silence procedure lasts, 10-3600 (D1)
	Grace     int            `json:"grace,omitempty"`     // seconds after it for those with a bad line, 0-600 (D1)
	Documents int            `json:"documents,omitempty"` // days before the meeting by which documents are due, 0-90
}

// A Look is how pages show a class of hands (Q2). The colour is never the only sign.
type Look struct {
	Label  string `json:"label"`
	Colour Colour `json:"colour"`
}

// A Colour is one of a few that can be told from any ground of a page, light or dark; the
// front end's style sheet says how each is drawn, and a test of it measures them.
type Colour string

// The colours.
const (
	Red    Colour = "red"
	Amber  Colour = "amber"
	Green  Colour = "green"
	Teal   Colour = "teal"
	Blue   Colour = "blue"
	Violet Colour = "violet"
	Pink   Colour = "pink"
	Grey   Colour = "grey"
)

// Colours are all of them.
func Colours() []Colour { return []Colour{Red, Amber, Green, Teal, Blue, Violet, Pink, Grey} }

// Bounds of a preset.
const (
	maxLabel     = 40 // characters
	minSilence   = 10 * time.Second
	maxSilence   = time.Hour
	maxObjecting = 10 * time.Minute
	maxDocuments = 90 // days
)

// check refuses a preset that no meeting can have. It says how all classes look, or none.
func (p Preset) check() error {
	seen := make(map[string]bool)
	for class, look := range p.Classes {
		label, err := cleanTitle(look.Label)
		switch {
		case !slices.Contains(precedence, class):
			return ErrUnknownClass
		case err != nil || label != look.Label || utf8.RuneCountInString(label) > maxLabel || seen[label]:
			return refuse("Each class of hands has a name of its own, of at most 40 characters.")
		case !slices.Contains(Colours(), look.Colour):
			return refuse("A colour is one of red, amber, green, teal, blue, violet, pink, grey.")
		}
		seen[label] = true
	}
	if n := len(p.Classes); n != 0 && n != len(precedence) {
		return refuse("A group that names a class of hands names all: order, clarify, reply, topic.")
	}
	silence, grace := time.Duration(p.Silence)*time.Second, time.Duration(p.Grace)*time.Second
	switch {
	case silence < minSilence || silence > maxSilence:
		return refuse("A silence procedure lasts from 10 to 3600 seconds.")
	case grace < 0 || grace > maxObjecting:
		return refuse("Those with a bad line have from 0 to 600 seconds more.")
	case p.Documents < 0 || p.Documents > maxDocuments:
		return refuse("Documents are due from 0 to 90 days before a meeting.")
	}
	return nil
}
