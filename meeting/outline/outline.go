// Package outline is an agenda as text: as people paste it and as programs pass it on
// (A12). It reads Markdown, tables and JSON, and writes each in one form, which it reads
// back as the same agenda.
//
// It knows no meeting: an item has a level, and no number and no state. What an item may be
// is the law's to say.
package outline

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"example.org/convener/meeting"
)

// What an item is that does not say.
const (
	DefaultKind    = meeting.Kind("discussion")
	DefaultMinutes = 10
)

// A Document is an agenda with its meeting. Its JSON is the export's.
type Document struct {
	Version int    `json:"version"`
	Meeting string `json:"meeting"` // its id, or empty
	Title   string `json:"title"`   // the meeting's
	Items   []Item `json:"items"`   // in order, what is below an item behind it
}

// An Item is a [meeting.PlannedItem] whose JSON has all its fields.
type Item struct {
	Title       string             `json:"title"`
	Kind        meeting.Kind       `json:"kind"`
	Minutes     int                `json:"minutes"`
	Level       int                `json:"level"` // 1 to 3; at most one more than of the item before
	Visibility  meeting.Visibility `json:"visibility"`
	Presenters  []string           `json:"presenters"`
	Description string             `json:"description"` // Markdown
	Links       []meeting.Link     `json:"links"`
	Approves    string             `json:"approves,omitempty"` // the id of the meeting whose minutes it is about
}

// WriteJSON writes an agenda for programs.
func (d Document) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(d)
}

// Clean returns items as an agenda keeps them, with what they leave open filled in. Its
// error is a refusal that names the item.
func Clean(items []Item) ([]Item, error) {
	return clean(items, func(i int) string { return fmt.Sprintf("Item %d", i+1) })
}

// clean is Clean; where says in words where an item stands.
func clean(items []Item, where func(int) string) ([]Item, error) {
	if len(items) > meeting.MaxItems {
		return nil, refuse(where(meeting.MaxItems), "An agenda has at most 200 items.")
	}
	out, above := make([]Item, len(items)), 0
	for i, item := range items {
		item.Level = cmp.Or(item.Level, 1)
		switch {
		case item.Level < 1 || item.Level > meeting.MaxLevels:
			return nil, refuse(where(i), "Items nest three levels deep at most.")
		case item.Level > above+1:
			return nil, refuse(where(i), "The item above it is missing: a level follows the one before.")
		}
		above = item.Level
		var err error
		if out[i], err = item.clean(); err != nil {
			return nil, at(where(i), err)
		}
	}
	return out, nil
}

func (i Item) clean() (Item, error) {
	i.Kind, i.Minutes = cmp.Or(i.Kind, DefaultKind), cmp.Or(i.Minutes, DefaultMinutes)
	p, err := meeting.PlannedItem(i).Clean()
	i = Item(p)
	i.Presenters, i.Links = append([]string{}, i.Presenters...), append([]meeting.Link{}, i.Links...)
	return i, err
}

// refuse refuses what stands somewhere.
func refuse(where, text string) error {
	return &meeting.Error{Code: "malformed", Text: where + ": " + text}
}

// at says of a refusal where it is from.
func at(where string, err error) error {
	if refused, ok := errors.AsType[*meeting.Error](err); ok {
		return &meeting.Error{Code: refused.Code, Text: where + ": " + refused.Text}
	}
	return err
}

// line is a place in a text.
func line(n int) string { return fmt.Sprintf("Line %d", n) }

// Minutes are how long the agenda takes: of an item and what is below it, whichever is
// planned to be longer.
func (d Document) Minutes() int {
	var sum [meeting.MaxLevels + 2]int // of what is planned so far, by level
	for _, i := range slices.Backward(d.Items) {

		sum[i.Level] += max(i.Minutes, sum[i.Level+1])
		sum[i.Level+1] = 0
	}
	return sum[1]
}
