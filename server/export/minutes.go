// Package export writes what a meeting leaves behind in formats that other programs read.
// It is given what an audience may see, and so cannot tell more.
package export

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.org/convener/meeting"
)

// Minutes are the minutes of a meeting, by item. Its JSON is the export's.
type Minutes struct {
	Version int           `json:"version"`
	Meeting string        `json:"meeting"`
	Title   string        `json:"title"`
	State   string        `json:"state"` // live while the meeting is on, then draft
	Rule    meeting.Rule  `json:"rule"`
	Bodies  []SeatsOf     `json:"bodies"` // who sat for whom (P3)
	Items   []MinutesItem `json:"items"`
}

// MinutesItem is an item of the minutes. What belongs to no item comes first, in one
// without number and title.
type MinutesItem struct {
	Number    string                  `json:"number"`
	Title     string                  `json:"title"`
	Notes     []meeting.NoteValue     `json:"notes"`
	Decisions []meeting.DecisionValue `json:"decisions"`
	Actions   []meeting.ActionValue   `json:"actions"`
}

// NewMinutes collects the minutes from what an audience may see.
func NewMinutes(v meeting.View) Minutes {
	m, _ := v["meeting"].(meeting.MeetingValue)
	agenda, _ := v["agenda"].([]meeting.ItemValue)
	out := Minutes{Version: 1, Meeting: m.ID, Title: m.Title, State: "live", Rule: m.Rule, Bodies: seatsOf(v, m.Rule)}
	if m.Stage == meeting.Ended {
		out.State = "draft"
	}
	place := map[meeting.Seq]int{0: 0}
	out.Items = []MinutesItem{newItem("", "")}
	for _, item := range meeting.Accepted(agenda) {
		place[item.ID] = len(out.Items)
		out.Items = append(out.Items, newItem(item.Number, item.Title))
	}
	for _, value := range v {
		switch value := value.(type) {
		case meeting.NoteValue:
			in := &out.Items[place[value.Item]]
			in.Notes = append(in.Notes, value)
		case meeting.DecisionValue:
			in := &out.Items[place[value.Item]]
			in.Decisions = append(in.Decisions, value)
		case meeting.ActionValue:
			in := &out.Items[place[value.Item]]
			in.Actions = append(in.Actions, value)
		}
	}
	for i := range out.Items {
		out.Items[i].sort()
	}
	if out.Items[0].empty() {
		out.Items = out.Items[1:]
	}
	return out
}

func newItem(number, title string) MinutesItem {
	return MinutesItem{
		Number: number, Title: title,
		Notes: []meeting.NoteValue{}, Decisions: []meeting.DecisionValue{}, Actions: []meeting.ActionValue{},
	}
}

// sort puts what a map has mixed into the order in which it was written.
func (i *MinutesItem) sort() {
	slices.SortFunc(i.Notes, func(a, b meeting.NoteValue) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(i.Decisions, func(a, b meeting.DecisionValue) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(i.Actions, func(a, b meeting.ActionValue) int { return cmp.Compare(a.ID, b.ID) })
}

func (i *MinutesItem) empty() bool { return len(i.Notes)+len(i.Decisions)+len(i.Actions) == 0 }

// WriteJSON writes m as minutes.json.
func (m Minutes) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// Heading is the line above an item.
func (i *MinutesItem) Heading() string {
	if i.Number == "" {
		return "General"
	}
	return i.Number + ". " + i.Title
}

// Status says in words how final the minutes are.
func (m Minutes) Status() string {
	if m.State == "live" {
		return "Minutes so far: the meeting is going on."
	}
	return "Draft minutes: not yet circulated."
}

// WriteText writes m as plain text, fit for mail.
func (m Minutes) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%s\n", m.Title, strings.Repeat("=", len([]rune(m.Title))), m.Status())
	if len(m.Bodies) > 0 {
		fmt.Fprint(&b, "\nWho sat for which body:\n")
	}
	for _, s := range m.Bodies {
		fmt.Fprintln(&b, s.Line())
	}
	for _, item := range m.Items {
		fmt.Fprintf(&b, "\n%s\n%s\n", item.Heading(), strings.Repeat("-", len([]rune(item.Heading()))))
		item.lines(&b, "", "  ", func(s string) string { return s })
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes m as Markdown (CommonMark). What people typed stays text.
func (m Minutes) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", escape(m.Title), m.Status())
	if len(m.Bodies) > 0 {
		fmt.Fprint(&b, "\nWho sat for which body:\n\n")
	}
	for _, s := range m.Bodies {
		fmt.Fprintf(&b, "- %s\n", escape(s.Line()))
	}
	for _, item := range m.Items {
		fmt.Fprintf(&b, "\n## %s\n\n", escape(item.Heading()))
		item.lines(&b, "- ", "  ", escape)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// lines writes what an item holds, each behind mark; further lines of it are indented.
func (i *MinutesItem) lines(b *strings.Builder, mark, indent string, text func(string) string) {
	line := func(label, s string) {
		s = strings.ReplaceAll(text(s), "\n", "\n"+indent)
		fmt.Fprintf(b, "%s%s%s\n", mark, label, s)
	}
	for _, n := range i.Notes {
		line("", n.Text)
	}
	for _, d := range i.Decisions {
		line("DECISION "+d.Number+": ", d.Text)
	}
	for _, a := range i.Actions {
		line(fmt.Sprintf("ACTION %s (%s): ", a.Number, a.State), describe(a))
	}
	if i.empty() {
		line("", "Nothing was recorded.")
	}
}

// describe is an action in one sentence.
func describe(a meeting.ActionValue) string {
	s := a.Text
	if a.Owner != "" {
		s = a.Owner + ": " + s
	}
	if a.Due != "" {
		s += ", by " + a.Due
	}
	return s
}

// escape keeps what people typed from being taken for Markdown or HTML.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_{}[]<>()#+-.!|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
