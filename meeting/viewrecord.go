package meeting

import (
	"maps"
	"slices"
	"time"
)

// ReviewValue is the value "review" of a meeting under the Rule, which those see who run it:
// what is to be published, until somebody else has read it.
type ReviewValue struct {
	Draft  Seq          `json:"draft"`          // 0 while there is none
	Item   Seq          `json:"item,omitempty"` // the part that it is of; absent for all that is not published yet
	Level  Level        `json:"level"`
	Lines  []RecordLine `json:"lines"`
	Person Person       `json:"person,omitempty"` // who wrote it
	Name   string       `json:"name,omitempty"`

	Passages []PassageValue `json:"passages,omitempty"` // of what was captioned, in their order
}

// A PassageValue is a passage of what was captioned as it is to be published.
type PassageValue struct {
	From uint64 `json:"from"` // its first segment
	To   uint64 `json:"to"`   // its last
	Item Seq    `json:"item,omitempty"`
	Text string `json:"text"`
}

// A ConsentValue is what somebody lets be told of what they said under the Rule. Those who are
// in the room are told who does; who does not is told nowhere.
type ConsentValue struct {
	Person Person    `json:"person"`
	Name   string    `json:"name"`
	Lets   []Consent `json:"lets"`
}

// RecordValue is the value "record": what was published of a meeting under the Rule, and how
// the rest ended. It names nobody but who spoke on open items. While only parts are published
// it has their lines, and says nothing of the rest.
type RecordValue struct {
	Level     Level         `json:"level"`
	Lines     []RecordEntry `json:"lines"`
	Present   string        `json:"present,omitempty"`   // under 10, 10 to 25, more than 25; absent while only parts are published
	Published time.Time     `json:"published"`           // to the hour; of the last part while only parts are
	Forgotten Forgetting    `json:"forgotten,omitempty"` // why the rest was destroyed: published, deadline; absent while it is not
	Digest    string        `json:"digest,omitempty"`    // SHA-256 of the texts of the lines in their order, each with a line feed, in hexadecimal; absent as Forgotten
	Parts     []RecordPart  `json:"parts,omitempty"`     // those that were published before the rest
}

// Has reports whether an item is a part that was published before the rest.
func (r RecordValue) Has(item Seq) bool {
	return slices.ContainsFunc(r.Parts, func(p RecordPart) bool { return p.Item == item })
}

// A RecordPart is a part that was published before the rest, and destroyed but for its record.
type RecordPart struct {
	Item      Seq       `json:"item"`
	Level     Level     `json:"level"`
	Published time.Time `json:"published"` // to the hour
	Digest    string    `json:"digest"`    // of its lines, as that of a record
}

// A RecordEntry is a line of a record, numbered in the order of the agenda.
type RecordEntry struct {
	ID     Seq    `json:"id,omitempty"` // absent while only parts are published
	Item   Seq    `json:"item"`
	Part   Seq    `json:"part,omitempty"`   // that it is of, while only parts are published
	Kind   string `json:"kind"`             // decision, action, passage of what was captioned, or of a note
	Number int    `json:"number,omitempty"` // of what is numbered
	Text   string `json:"text"`
	Said   string `json:"said,omitempty"`
	Due    string `json:"due,omitempty"`
}

// showReview shows those who run a meeting under the Rule what is to be published of it.
func (s *State) showReview(v View) {
	out := ReviewValue{Lines: []RecordLine{}}
	if d := s.draft; d != nil {
		out.Draft, out.Item, out.Level, out.Person = d.ID, d.Item, d.Level, d.By
		out.Lines = append(out.Lines, d.Lines...)
		for _, p := range d.Passages {
			out.Passages = append(out.Passages, PassageValue{p.From, p.To, p.Item, p.Text})
		}
	}
	v["review"] = out
}

// showRecord shows what was published, of all or of some parts.
func (s *State) showRecord(v View) {
	out, parts := RecordValue{Lines: []RecordEntry{}}, s.published
	if r := s.record; r != nil {
		out.Level, out.Present, out.Published, out.Forgotten, out.Digest = r.Level, r.Present, r.Published, r.Forgotten, r.Digest
		out.Lines, parts = append(out.Lines, r.Lines...), r.Parts
	}
	for _, p := range parts {
		out.Parts = append(out.Parts, RecordPart{p.Item, p.Level, p.Published, p.Digest})
		for _, l := range p.Lines {
			l.Part = p.Item
			out.Lines = append(out.Lines, l)
		}
		if s.record == nil {
			out.Published = p.Published
		}
	}
	v["record"] = out
}

// showConsents shows who lets something be told.
func (s *State) showConsents() []ConsentValue {
	out := []ConsentValue{}
	for _, p := range slices.Sorted(maps.Keys(s.consents)) {
		if lets := s.consents[p]; len(lets) > 0 {
			out = append(out, ConsentValue{Person: p, Lets: slices.Clone(lets)})
		}
	}
	return out
}
