package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/export/document"
)

// Say is a sentence of a catalogue by its key, with what is put into it.
type Say func(key string, args ...any) string

// Document is m as a document, in the words of a catalogue (M11).
func (m Minutes) Document(say Say) document.Document {
	blocks := m.attendance(say)
	for _, item := range m.Items {
		blocks = append(blocks, m.item(item, say)...)
	}
	blocks = append(blocks, m.actions(say)...)
	return document.Document{Title: say("minutes-of", m.Title), Lang: "en", Made: m.Made, About: m.about(say), Blocks: blocks}
}

// about is what stands first in every format: state, date, permalink and attribution rule.
func (m Minutes) about(say Say) []document.Fact {
	facts := []document.Fact{
		{Label: say("minutes-state"), Text: m.Status(say)},
		{Label: say("minutes-date"), Text: Moment(m.Starts)},
		{Label: say("minutes-link"), Link: m.URL},
		{Label: say("minutes-rule"), Text: m.Attribution(say)},
	}
	facts = append(facts, m.Certificates(say)...)
	return append(facts, document.Fact{Label: say("minutes-made"), Text: Moment(m.Made)})
}

// Attribution says what may be told of who said something.
func (m Minutes) Attribution(say Say) string {
	if m.Record != nil && m.Rule == meeting.Open {
		return say("rule-parts")
	}
	return say("rule-" + string(m.Rule))
}

// None says that an item has no lines, or why.
func (m Minutes) None(i MinutesItem, say Say) string {
	if m.Record != nil && slices.ContainsFunc(m.Record.Parts, func(p meeting.RecordPart) bool { return p.Item == i.ID && p.Level == meeting.TitleOnly }) {
		return say("minutes-title-only")
	}
	return say("minutes-none")
}

// Status says in words how final the minutes are.
func (m Minutes) Status(say Say) string {
	switch m.State {
	case meeting.MinutesCirculated:
		if m.Until != nil && m.Made.Before(*m.Until) {
			return say("minutes-circulated", Moment(*m.Circulated), Moment(*m.Until))
		}
		return say("minutes-awaiting", Moment(*m.Circulated))
	case meeting.MinutesApproved:
		return say("minutes-approved", Moment(*m.Approved))
	case meeting.MinutesCorrected:
		return say("minutes-corrected", Moment(*m.Approved), Moment(*m.Corrected))
	case meeting.MinutesRecord:
		if m.Record.Why == "" {
			return say("minutes-record-parts")
		}
		why := string(m.Record.Why)
		if m.Record.Why == meeting.ForgottenDeadline && slices.ContainsFunc(m.Items, func(i MinutesItem) bool { return !i.Empty() }) {
			why = "open"
		}
		return say("minutes-record-"+why, Moment(*m.Approved))
	default:
		return say("minutes-" + string(m.State))
	}
}

// A Fact is something that stands above minutes: what it is, and what it says.
type Fact = document.Fact

// Certificates say of the record, and of each part that was published before the rest, when all
// else of it was destroyed, and what the texts add up to that are left.
func (m Minutes) Certificates(say Say) (facts []Fact) {
	if m.Record == nil {
		return nil
	}
	for _, p := range m.Record.Parts {
		i := slices.IndexFunc(m.Items, func(i MinutesItem) bool { return i.ID == p.Item })
		heading := ""
		if i >= 0 {
			heading = m.Items[i].Heading(say)
		}
		facts = append(facts, Fact{Label: say("minutes-part", heading), Text: say("minutes-part-published", Moment(p.Published), p.Digest)})
	}
	if m.Record.Digest != "" {
		facts = append(facts, Fact{Label: say("minutes-digest"), Text: m.Record.Digest})
	}
	return facts
}

// Moment is a time as minutes tell it.
func Moment(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// attendance is who was there, as far as it is told (M12).
func (m Minutes) attendance(say Say) []document.Block {
	if m.Attendance == nil && m.Present == "" && len(m.Bodies) == 0 {
		return nil
	}
	blocks := []document.Block{document.Heading{Level: 2, Text: say("minutes-attendance"), Anchor: "attendance"}}
	if m.Present != "" {
		return append(blocks, document.Paragraph{Runs: words(say("minutes-present-number", m.Present))})
	}
	if a := m.Attendance; a != nil {
		blocks = append(blocks, people(say("minutes-present"), a.Present, say), people(say("minutes-apologies"), a.Apologies, say))
	}
	if len(m.Bodies) > 0 {
		t := document.Table{Caption: say("minutes-seats"), Head: []string{say("minutes-body"), say("minutes-people")}}
		for _, s := range m.Bodies {
			t.Rows = append(t.Rows, []string{s.Body, s.Names()})
		}
		blocks = append(blocks, t)
	}
	return blocks
}

// people is a paragraph that names some.
func people(label string, some []meeting.Attender, say Say) document.Block {
	names := make([]string, len(some))
	for i, p := range some {
		names[i] = Attender(p, say)
	}
	text := strings.Join(names, "; ")
	if text == "" {
		text = say("minutes-nobody")
	}
	return document.Paragraph{Runs: []document.Run{{Text: label + ": ", Strong: true}, {Text: text}}}
}

// Attender is somebody who was there in words: name, body, and whether only they say so.
func Attender(p meeting.Attender, say Say) string {
	text := p.Name
	if p.Body != "" {
		text += " (" + p.Body + ")"
	}
	if p.Declared {
		text += ", " + say("minutes-declared")
	}
	return text
}

// Heading is what stands above an item.
func (i MinutesItem) Heading(say Say) string {
	if i.Number == "" {
		return say("general")
	}
	return i.Number + ". " + i.Title
}

// item is an item with its lines.
func (m Minutes) item(i MinutesItem, say Say) []document.Block {
	blocks := []document.Block{document.Heading{Level: 2, Text: i.Heading(say), Anchor: fmt.Sprintf("item-%d", i.ID)}}
	if i.Empty() && len(i.Missing()) == 0 {
		return append(blocks, document.Paragraph{Runs: words(m.None(i, say)), Look: document.Quiet})
	}
	for _, l := range m.Lines(i) {
		blocks = append(blocks, l.paragraph(say))
		blocks = append(blocks, l.history(say)...)
		for _, c := range l.Corrections {
			blocks = append(blocks, correction(c, say))
		}
	}
	for _, c := range i.Missing() {
		blocks = append(blocks, correction(c, say))
	}
	return blocks
}

// actions is what has to be done, as a table: the part of minutes that is read most.
func (m Minutes) actions(say Say) []document.Block {
	t := document.Table{Head: []string{say("action-number"), say("action-what"), say("action-owner"), say("action-due"), say("action-state")}}
	for _, l := range m.Only(func(l Line) bool { return l.Action != nil }) {
		t.Rows = append(t.Rows, []string{l.Number, l.Text, l.Action.Owner, l.Action.Due, l.State(say)})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []document.Block{document.Heading{Level: 2, Text: say("actions"), Anchor: "actions"}, t}
}

func words(text string) []document.Run { return []document.Run{{Text: text}} }
