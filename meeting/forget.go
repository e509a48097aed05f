package meeting

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"
)

// A Record is what is left of a meeting under the Rule when all else is destroyed.
type Record struct {
	Level     Level
	Lines     []RecordEntry
	Present   string    // how many there were, in words that identify nobody
	Published time.Time // to the hour
	Forgotten Forgetting
	Parts     []PublishedPart // those that were published before the rest, without their lines
	Digest    string          // SHA-256 of the texts of the lines in their order, each with a line feed, in hexadecimal
}

// A Forgetting is why what was sealed was destroyed.
type Forgetting string

// The reasons.
const (
	ForgottenPublished Forgetting = "published" // people have published a record
	ForgottenDeadline  Forgetting = "deadline"  // nobody has, in time: what was written on open items is left
)

// RecordPublished is all that the log of a meeting under the Rule holds in the end: what
// everybody may know. It names nobody, knows no time but the day, and no number of before.
// It is made by [State.Forget], never by a wish.
type RecordPublished struct {
	Meeting MeetingCreated  `json:"meeting"`
	Items   []PublishedItem `json:"items"`
	Level   Level           `json:"level"`
	Lines   []PublishedLine `json:"lines,omitempty"` // in the order of the agenda
	Present string          `json:"present"`
	Reason  Forgetting      `json:"reason"`
	Parts   []EarlierPart   `json:"parts,omitempty"`
	Revised int             `json:"revised,omitempty"` // how often calendars were told of a change
	Digest  string          `json:"digest"`
}

// An EarlierPart is a part of which the record was published before the rest. Its lines are
// among those of the record.
type EarlierPart struct {
	Item      int       `json:"item"` // its place in the list, from 1
	Level     Level     `json:"level"`
	Published time.Time `json:"published"` // to the hour
	Digest    string    `json:"digest"`
}

// A PublishedItem is an item of the agenda as everybody could know it.
type PublishedItem struct {
	Title   string `json:"title"`
	Kind    Kind   `json:"kind"`
	Minutes int    `json:"minutes"`
	Parent  int    `json:"parent,omitempty"` // its place in the list, from 1; 0 for none
}

// A PublishedLine is a line of the record.
type PublishedLine struct {
	Item   int    `json:"item,omitempty"` // its place in the list, from 1; 0 for none
	Kind   string `json:"kind"`           // decision, action, passage, or of a note
	Number int    `json:"number,omitempty"`
	Text   string `json:"text"`
	Said   string `json:"said,omitempty"` // on an open item, or of somebody who lets it be told
	Due    string `json:"due,omitempty"`
}

// The kinds of lines that are no notes.
const (
	lineDecision = "decision"
	lineAction   = "action"
)

// Forget is the entry that takes the place of all of the log: with the draft that was passed,
// or, at the deadline, with what was written on open items, which may be told as in any open
// meeting. Of what was under the Rule nothing is published that two people have not looked
// through. open are the lines that may be told, each with who said it, by name.
func (s *State) Forget(now time.Time, open []RecordLine) Entry {
	e := RecordPublished{
		Meeting: MeetingCreated{
			Title: s.title, Starts: s.starts, Rule: s.rule, Series: s.series, Mode: s.setup.Mode, Place: s.setup.Place, Channels: []Channel{}, Bodies: []Body{},
		},
		Items: []PublishedItem{}, Present: band(len(s.arrived) + len(s.declared)), Reason: ForgottenDeadline, Revised: s.setup.Revised,
	}
	places := make(map[Seq]int)
	for _, i := range s.publicItems() {
		e.Items = append(e.Items, PublishedItem{i.Title, i.Kind, i.Minutes, places[i.Parent]})
		places[i.ID] = len(e.Items)
	}
	lines := slices.DeleteFunc(slices.Clone(open), func(l RecordLine) bool { return !s.stays(l.Line) })
	if s.Passed() {
		e.Reason, e.Level, lines = ForgottenPublished, s.draft.Level, s.draft.Lines
	} else if len(lines) > 0 {
		e.Level = Written
	}
	for _, l := range lines {
		e.Lines = append(e.Lines, s.publish(l, places))
	}
	if s.Passed() {
		e.Lines = append(e.Lines, s.draft.said(places)...)
	}
	for _, p := range s.published {
		e.Parts = append(e.Parts, EarlierPart{places[p.Item], p.Level, p.Published, p.Digest})
		for _, l := range p.Lines {
			e.Lines = append(e.Lines, PublishedLine{Item: places[l.Item], Kind: l.Kind, Text: l.Text, Said: l.Said, Due: l.Due})
		}
	}
	byAgenda(e.Lines)
	e.number()
	e.Digest = digest(e.Lines)
	return Entry{Seq: s.seq, At: now.UTC().Truncate(time.Hour), Event: e}
}

// publicItems are the items that everybody may know of.
func (s *State) publicItems() []Item {
	return slices.DeleteFunc(slices.Clone(s.items), func(i Item) bool { return !s.sees(Public, i.ID) })
}

// stays reports whether a line stays when nobody has published a record: it was written on an
// open item that outsiders know of, and who said it does not keep it out.
func (s *State) stays(line Seq) bool {
	l := s.line(line)
	return l != nil && !l.Retracted && s.told(l) && !s.Hidden(line) && !s.Struck(line)
}

// publish is a line as it is published.
func (s *State) publish(l RecordLine, places map[Seq]int) PublishedLine {
	out := PublishedLine{Text: l.Text, Said: l.Said}
	if line := s.line(l.Line); line != nil {
		out.Item = places[line.Item]
	}
	switch n, a := at(s.notes, l.Line), at(s.actions, l.Line); {
	case n != nil:
		out.Kind = string(n.Kind)
	case a != nil:
		out.Kind, out.Due = lineAction, a.Due
	default:
		out.Kind = lineDecision
	}
	return out
}

// number numbers the lines anew, each kind that has numbers by itself.
func (e *RecordPublished) number() {
	last := make(map[string]int)
	for i, l := range e.Lines {
		switch l.Kind {
		case lineDecision, lineAction, string(NoteIssue), string(NoteObjection):
			last[l.Kind]++
			e.Lines[i].Number = last[l.Kind]
		}
	}
}

// byAgenda brings lines into the order of the agenda.
func byAgenda(lines []PublishedLine) {
	slices.SortStableFunc(lines, func(a, b PublishedLine) int { return cmp.Compare(a.Item, b.Item) })
}

// digest is of the texts of lines, so that whoever has the record can check it.
func digest(lines []PublishedLine) string {
	sum := sha256.New()
	for _, l := range lines {
		sum.Write([]byte(l.Text + "\n"))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func (e RecordPublished) apply(s *State, en Entry) {
	e.Meeting.apply(s, en)
	s.sealed, s.stage, s.setup.Revised = true, Ended, e.Revised
	s.record = &Record{Level: e.Level, Present: e.Present, Published: en.At, Forgotten: e.Reason, Digest: e.Digest}
	for _, p := range e.Parts {
		s.record.Parts = append(s.record.Parts, PublishedPart{Item: Seq(p.Item), Level: p.Level, Published: p.Published, Digest: p.Digest})
	}
	s.minutes = Minutes{Circulated: en.At, Approved: en.At, Changed: en.Seq}
	s.attended, s.anew = en.Seq, en.Seq
	for i, item := range e.Items {
		s.items = append(s.items, Item{
			ID: Seq(i + 1), Title: item.Title, Kind: item.Kind, Minutes: item.Minutes, Parent: Seq(item.Parent),
			Visibility: VisiblePublic, State: ItemDone,
		})
	}
	for i, l := range e.Lines {
		s.record.Lines = append(s.record.Lines, RecordEntry{ID: Seq(len(e.Items) + i + 1), Item: Seq(l.Item), Kind: l.Kind, Number: l.Number, Text: l.Text, Said: l.Said, Due: l.Due})
		if l.Kind == lineAction { // the next meeting goes on with it
			s.actions = append(s.actions, Action{Line: Line{ID: Seq(len(e.Items) + i + 1), Item: Seq(l.Item), Text: l.Text, Rev: 1}, Number: l.Number, Due: l.Due})
		}
	}
}
