// Package export writes what a meeting leaves behind in formats that other programs read.
// It is given what an audience may see, and so cannot tell more.
package export

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"example.org/convener/meeting"
)

// Minutes are the minutes of a meeting, by item. Its JSON is the export's.
type Minutes struct {
	Version int       `json:"version"`
	Meeting string    `json:"meeting"`
	Title   string    `json:"title"`
	Starts  time.Time `json:"starts"`
	URL     string    `json:"url"`  // where they are for good
	Made    time.Time `json:"made"` // when this was written
	meeting.MinutesValue
	Rule meeting.Rule `json:"rule"`

	Bodies     []SeatsOf     `json:"bodies"`               // who sat for whom (P3)
	Attendance *Attendance   `json:"attendance,omitempty"` // absent where nobody is named
	Present    string        `json:"present,omitempty"`    // how many, under the Chatham House Rule
	Items      []MinutesItem `json:"items"`
	Record     *Forgotten    `json:"record,omitempty"` // of a meeting under the Rule: that all else is destroyed
}

// Forgotten certifies that of a meeting under the Rule, or of parts of it, all but what is
// published was destroyed.
type Forgotten struct {
	Why    meeting.Forgetting   `json:"why,omitempty"`    // absent while only parts are published
	Digest string               `json:"digest,omitempty"` // SHA-256 of the texts of the lines in the order of their ids, each with a line feed; absent as Why
	Parts  []meeting.RecordPart `json:"parts,omitempty"`  // those that were published before the rest
}

// MinutesItem is an item of the minutes. What belongs to no item comes first, in one
// without number and title.
type MinutesItem struct {
	ID          meeting.Seq               `json:"id"` // 0 for what belongs to no item
	Number      string                    `json:"number"`
	Title       string                    `json:"title"`
	Notes       []meeting.NoteValue       `json:"notes"`
	Decisions   []meeting.DecisionValue   `json:"decisions"`
	Actions     []meeting.ActionValue     `json:"actions"`
	Corrections []meeting.CorrectionValue `json:"corrections"` // that were proposed
}

// NewMinutes collects the minutes from what an audience may see at a time; url is where they
// are.
func NewMinutes(v meeting.View, url string, now time.Time) Minutes {
	m, _ := v["meeting"].(meeting.MeetingValue)
	out := Minutes{
		Version: 1, Meeting: m.ID, Title: m.Title, Starts: m.Starts, URL: url, Made: now.UTC().Truncate(time.Second), Rule: m.Rule,
		Bodies: seatsOf(v, m.Private), Items: minutesItems(v),
	}
	out.MinutesValue, _ = v["minutes"].(meeting.MinutesValue)
	if record, ok := v["record"].(meeting.RecordValue); ok {
		out.Present, out.Record = record.Present, &Forgotten{record.Forgotten, record.Digest, record.Parts}
		if out.State == meeting.MinutesRecord && record.Forgotten == "" {
			out.Items = slices.DeleteFunc(out.Items, func(i MinutesItem) bool { return i.Empty() && !record.Has(i.ID) })
		}
	}
	if there, ok := v["attendance"].(meeting.Attendance); ok {
		out.Present = there.Present
	}
	out.Attendance = attendanceOf(v)
	return out
}

// Attendance is who was there and who sent apologies, by their names.
type Attendance struct {
	Present   []meeting.Attender `json:"present"`
	Apologies []meeting.Attender `json:"apologies"`
}

// attendanceOf is who was there; nil if nobody is named.
func attendanceOf(v meeting.View) *Attendance {
	there := Attendance{[]meeting.Attender{}, []meeting.Attender{}}
	for _, value := range v {
		a, ok := value.(meeting.Attender)
		switch excused := a.Excused; {
		case !ok:
		case excused:
			a.Excused = false // where it stands says so
			there.Apologies = append(there.Apologies, a)
		default:
			there.Present = append(there.Present, a)
		}
	}
	if len(there.Present)+len(there.Apologies) == 0 {
		return nil
	}
	for _, list := range [][]meeting.Attender{there.Present, there.Apologies} {
		slices.SortFunc(list, func(a, b meeting.Attender) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), cmp.Compare(a.Person, b.Person))
		})
	}
	return &there
}

// minutesItems sorts the lines of the minutes under their items.
func minutesItems(v meeting.View) []MinutesItem {
	place := map[meeting.Seq]int{0: 0}
	items := []MinutesItem{newItem(0, "", "")}
	add := func(id meeting.Seq, number, title string) {
		place[id] = len(items)
		items = append(items, newItem(id, number, title))
	}
	switch agenda := v["agenda"].(type) {
	case []meeting.ItemValue:
		for _, item := range meeting.Accepted(agenda) {
			add(item.ID, item.Number, item.Title)
		}
	case []meeting.NamelessItem:
		for _, item := range agenda {
			add(item.ID, item.Number, item.Title)
		}
	}
	if record, ok := v["record"].(meeting.RecordValue); ok {
		addRecord(items, place, record)
	}
	for _, value := range v {
		switch value := value.(type) {
		case meeting.NoteValue:
			if in := &items[place[value.Item]]; !value.Hidden {
				in.Notes = append(in.Notes, value)
			}
		case meeting.DecisionValue:
			in := &items[place[value.Item]]
			in.Decisions = append(in.Decisions, value)
		case meeting.ActionValue:
			in := &items[place[value.Item]]
			in.Actions = append(in.Actions, value)
		case meeting.CorrectionValue:
			in := &items[place[value.Item]]
			in.Corrections = append(in.Corrections, value)
		}
	}
	for i := range items {
		items[i].sort()
	}
	if items[0].Empty() {
		items = items[1:]
	}
	return items
}

func newItem(id meeting.Seq, number, title string) MinutesItem {
	return MinutesItem{
		ID: id, Number: number, Title: title, Notes: []meeting.NoteValue{}, Decisions: []meeting.DecisionValue{},
		Actions: []meeting.ActionValue{}, Corrections: []meeting.CorrectionValue{},
	}
}

// sort puts what a map has mixed into the order in which it was written.
func (i *MinutesItem) sort() {
	slices.SortStableFunc(i.Notes, func(a, b meeting.NoteValue) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(i.Decisions, func(a, b meeting.DecisionValue) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(i.Actions, func(a, b meeting.ActionValue) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(i.Corrections, func(a, b meeting.CorrectionValue) int { return cmp.Compare(a.ID, b.ID) })
}

// Empty reports whether nothing was recorded on an item.
func (i *MinutesItem) Empty() bool { return len(i.Notes)+len(i.Decisions)+len(i.Actions) == 0 }

// Final reports whether the minutes are more than a draft: what changes then is told.
func (m Minutes) Final() bool { return m.Circulated != nil }

// WriteJSON writes m as minutes.json.
func (m Minutes) WriteJSON(w io.Writer) error {
	if m.State == meeting.MinutesRecord {
		return m.writeNameless(w)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(m)
}
