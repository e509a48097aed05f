package meeting

import (
	"slices"
	"strings"
	"time"
)

// A Passage is a stretch of what was captioned in the meeting's first language, as it is to
// be published: without what identifies a person. Nobody is named for it.
type Passage struct {
	From uint64 `json:"from"` // its first segment
	To   uint64 `json:"to"`   // its last
	Item Seq    `json:"item,omitempty"`
	Text string `json:"text"`

	Speaker Person `json:"speaker,omitempty"` // as far as the server knows
	Told    bool   `json:"told,omitempty"`    // it is on an open item
}

// An OfferedPassage is what its asker says of a passage. All else the server says.
type OfferedPassage struct {
	From uint64 `json:"from"`
	To   uint64 `json:"to"`
	Text string `json:"text"`
	Read bool   `json:"read,omitempty"` // the asker has looked at what is in doubt in it

	Item    Seq    `json:"-"`
	Speaker Person `json:"-"`
	Told    bool   `json:"-"` // it is on an open item
	Doubts  bool   `json:"-"` // something in it may identify a person
}

const (
	// maxPassages bounds what is published of what was captioned, in bytes: some days of talk.
	maxPassages = 2 << 20

	// slipWait is how long after the end those who spoke can keep something out of the record
	// before what was captioned is published, if not all of them have looked before. Source:
	// our own; publication level 3 of our attribution reference asks that each has had the
	// chance.
	slipWait = 24 * time.Hour
)

// AddPassages adds some of what was captioned to a draft of a record, which is another draft
// then: a meeting does not fit into one ask.
type AddPassages struct {
	Draft    Seq              `json:"draft"`
	Passages []OfferedPassage `json:"passages"`

	Voices []Voice `json:"-"` // all who were captioned, as the server knows
}

func (c AddPassages) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case s.draft == nil:
		return nil, ErrUnknown
	case s.draft.ID != c.Draft:
		return nil, ErrStale
	case s.draft.By != a.By:
		return nil, ErrOthersDraft
	case s.draft.Level < Excerpts:
		return nil, ErrNoPassages
	case len(c.Passages) == 0:
		return nil, ErrEmpty
	}
	e := PassagesAdded{Passages: make([]Passage, len(c.Passages)), Voices: c.Voices}
	length, last := s.draft.length()
	for i, p := range c.Passages {
		clean, err := s.passage(p, last)
		if err != nil {
			return nil, err
		}
		e.Passages[i], last = clean, clean.To
		if length += len(clean.Text); length > maxPassages {
			return nil, ErrTooLong
		}
	}
	return []Event{e}, nil
}

// passage is p as it is kept, or a refusal: it stands behind segment last.
func (s *State) passage(p OfferedPassage, last uint64) (Passage, error) {
	out := Passage{p.From, p.To, p.Item, "", p.Speaker, p.Told}
	switch {
	case p.To < p.From || p.From == 0:
		return out, ErrUnknown
	case p.From <= last:
		return out, ErrLineTwice
	case !s.sees(Public, p.Item):
		return out, ErrHidden
	case s.shredded(p.Item):
		return out, ErrPartPublished
	case s.draft.Item != 0 && s.partOf(p.Item) != s.draft.Item:
		return out, ErrOtherPart
	case s.StruckOut(p.From, p.To):
		return out, ErrStruck
	case p.Doubts && !p.Read:
		return out, ErrUnread
	}
	text, err := clean(p.Text, maxText)
	out.Text = strings.Join(strings.Fields(text), " ")
	return out, err
}

// length is how much of what was captioned is in a draft, in bytes, and its last segment.
func (d *Draft) length() (bytes int, last uint64) {
	for _, p := range d.Passages {
		bytes, last = bytes+len(p.Text), p.To
	}
	return bytes, last
}

// PassagesAdded records more of the draft, which has the number of this entry then.
type PassagesAdded struct {
	Passages []Passage `json:"passages"`
	Voices   []Voice   `json:"voices,omitempty"` // all who were captioned in the meeting, once on each item
}

func (e PassagesAdded) apply(s *State, en Entry) {
	if s.draft == nil {
		return
	}
	d := *s.draft // copies of the state share the draft before
	d.ID, d.Passages, d.Voices = en.Seq, append(slices.Clip(d.Passages), e.Passages...), e.Voices
	s.draft = &d
}

// mayPublish refuses a draft whose passages may not be published yet, or not at all.
func (s *State) mayPublish(d *Draft, now time.Time) error {
	if d.Level < Excerpts {
		return nil
	}
	if len(d.Passages) == 0 {
		return ErrNoPassages
	}
	said := make([]Voice, len(d.Passages))
	for i, p := range d.Passages {
		said[i] = Voice{p.Item, p.Speaker, p.Told}
	}
	if slices.Contains(s.Few(append(said, d.Voices...))[:len(said)], true) {
		return ErrFewVoices
	}
	waits := now.Before(s.closed.Add(slipWait))
	for _, p := range d.Passages {
		switch {
		case s.StruckOut(p.From, p.To):
			return ErrStruckSince
		case !s.sees(Public, p.Item):
			return ErrHidden
		case waits && p.Speaker != House && !s.slips[p.Speaker]:
			return ErrSlips
		}
	}
	return nil
}

// A Voice is somebody who was captioned on an item.
type Voice struct {
	Item   Seq    `json:"item,omitempty"`
	Person Person `json:"person"` // House is nobody whom the meeting knows
	Told   bool   `json:"-"`      // it may be told who it was
}

// Few reports for each voice whether what it said may not be published as it was captioned, even
// if all of said is: fewer than three who spoke in the same part are named nowhere, or it was so
// near to a part that it may belong to that. Only those count whom the meeting knows, for two
// spellings that it does not know may be one person's. Source: threat 28 of our attribution
// reference.
func (s *State) Few(said []Voice) []bool {
	people, parts := make(map[Seq][]Person), make([]Seq, len(said))
	for i, v := range said {
		part := s.partOf(v.Item)
		if _, ok := people[part]; !ok {
			people[part] = s.speakers(part)
		}
		if parts[i] = part; v.Person != House && !slices.Contains(people[part], v.Person) {
			people[part] = append(people[part], v.Person)
		}
	}
	few := make(map[Seq]bool)
	for part, spoke := range people {
		few[part] = s.stay(spoke, ConsentName, part) < unnamed
	}
	out := make([]bool, len(said))
	for i, v := range said {
		out[i] = !v.Told && (few[parts[i]] || s.ruleOf(v.Item) == Open)
	}
	return out
}
