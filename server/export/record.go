package export

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"

	"example.org/convener/meeting"
)

// addRecord adds what was published of a meeting under the Rule to its items.
func addRecord(items []MinutesItem, place map[meeting.Seq]int, r meeting.RecordValue) {
	for _, l := range r.Lines {
		number := ""
		if l.Number > 0 {
			number = strconv.Itoa(l.Number)
		}
		switch in := &items[place[l.Item]]; l.Kind {
		case "decision":
			in.Decisions = append(in.Decisions, meeting.DecisionValue{ID: l.ID, Item: l.Item, Number: number, Text: l.Text, Rev: 1})
		case "action":
			in.Actions = append(in.Actions, meeting.ActionValue{
				ID: l.ID, Item: l.Item, Number: number, Text: l.Text, Owner: l.Said, Due: l.Due, State: meeting.ActionOpen, Rev: 1,
			})
		default:
			in.Notes = append(in.Notes, meeting.NoteValue{ID: l.ID, Item: l.Item, Kind: meeting.NoteKind(l.Kind), Number: number, Text: l.Text, Label: l.Said, Rev: 1})
		}
	}
}

// identifying are the fields that the JSON of a record does not have, not even empty.
var identifying = []string{"person", "name", "body", "speaker", "speaker_name", "owner", "note", "began"}

// writeNameless writes m without the fields that could name somebody and are empty.
func (m Minutes) writeNameless(w io.Writer) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var all any
	if err := d.Decode(&all); err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(nameless(all))
}

// nameless is a value of JSON without empty fields that could name somebody.
func nameless(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, of := range v {
			if of == "" && slices.Contains(identifying, key) {
				delete(v, key)
				continue
			}
			v[key] = nameless(of)
		}
	case []any:
		for i, of := range v {
			v[i] = nameless(of)
		}
	}
	return value
}
