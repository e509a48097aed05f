package export

import (
	"slices"
	"strings"

	"example.org/convener/meeting"
)

// SeatsOf says who sat for a body. Its JSON is the export's.
type SeatsOf struct {
	Body   string   `json:"body"`
	People []Sitter `json:"people"` // in the order in which they sat down
}

// A Sitter is somebody who sat for a body, perhaps for somebody else.
type Sitter struct {
	Name string `json:"name"`
	For  string `json:"for,omitempty"`
}

// seatsOf are the bodies for which somebody sat. Under the Rule a list of those who took
// part stands nowhere.
func seatsOf(v meeting.View, private bool) []SeatsOf {
	out := []SeatsOf{}
	seats, _ := v["seats"].([]meeting.SeatsValue)
	if private {
		return out
	}
	for _, s := range seats {
		of := SeatsOf{Body: s.Body}
		for _, sat := range s.Sat {
			if who := (Sitter{Name: sat.Name, For: sat.ForName}); !slices.Contains(of.People, who) {
				of.People = append(of.People, who)
			}
		}
		if len(of.People) > 0 {
			out = append(out, of)
		}
	}
	return out
}

// Line is such as "Libraries: Ann, Bob (for Cleo)".
func (s SeatsOf) Line() string { return s.Body + ": " + s.Names() }

// Names are those of a Line.
func (s SeatsOf) Names() string {
	names := make([]string, len(s.People))
	for i, p := range s.People {
		if names[i] = p.Name; p.For != "" {
			names[i] += " (for " + p.For + ")"
		}
	}
	return strings.Join(names, ", ")
}
