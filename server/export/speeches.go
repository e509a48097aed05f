package export

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"time"

	"example.org/convener/meeting"
)

// Speeches are the speech log of a meeting. Its JSON is the export's.
type Speeches struct {
	Version  int      `json:"version"`
	Meeting  string   `json:"meeting"`
	Speeches []Speech `json:"speeches"`
	Shares   []Share  `json:"shares"` // by body; none while fewer than three have spoken
}

// Speech is a turn that has ended.
type Speech struct {
	Name    string        `json:"name"`
	Body    string        `json:"body"`
	Class   meeting.Class `json:"class"`
	Written bool          `json:"written"`
	Number  string        `json:"number"` // of the item
	Item    string        `json:"item"`   // its title
	Began   time.Time     `json:"began"`
	Ended   time.Time     `json:"ended"`
	Pauses  []Pause       `json:"pauses"`
	Seconds float64       `json:"seconds"` // without the pauses

	again bool // goes on with a turn that was put back
}

// Pause is a stretch in which the speaker's clock stood.
type Pause struct {
	Began  time.Time           `json:"began"`
	Ended  time.Time           `json:"ended"`
	Reason meeting.PauseReason `json:"reason"`
}

// Share is what a body has had of the time.
type Share struct {
	Body    string  `json:"body"`
	Turns   int     `json:"turns"`
	Seconds float64 `json:"seconds"`
	Share   float64 `json:"share"` // of all time that was spoken for bodies, 0-1
}

// fewBodies is how many bodies have to have spoken before their shares are told: those of
// fewer would say who spoke. Source: Q25.
const fewBodies = 3

// NewSpeeches makes the log of turns, whose items are in agenda. name and body tell who a
// person is.
func NewSpeeches(id string, turns []meeting.Speech, agenda []meeting.ItemValue, who func(meeting.Person) (name, body string)) Speeches {
	items := make(map[meeting.Seq]meeting.ItemValue, len(agenda))
	for _, item := range agenda {
		items[item.ID] = item
	}
	out := Speeches{Version: 1, Meeting: id, Speeches: []Speech{}, Shares: []Share{}}
	for _, t := range turns {
		item, seen := items[t.Item]
		if t.Item != 0 && !seen {
			continue // the reader may not know of the item (A3)
		}
		s := Speech{
			Class: t.Class, Written: t.Written, Number: item.Number, Item: item.Title,
			Began: t.Began.UTC(), Ended: t.Ended.UTC(), Pauses: []Pause{}, Seconds: t.Took().Seconds(), again: t.Again,
		}
		if s.Name, s.Body = who(t.Person); t.Body != "" {
			s.Body = t.Body
		}
		for _, p := range t.Pauses {
			s.Pauses = append(s.Pauses, Pause{p.Began.UTC(), p.Ended.UTC(), p.Reason})
		}
		out.Speeches = append(out.Speeches, s)
	}
	out.Shares = shares(out.Speeches)
	return out
}

// shares are what bodies have had of the time, in the order in which they first spoke.
func shares(speeches []Speech) []Share {
	out, total := []Share{}, 0.0
	place := make(map[string]int)
	for _, s := range speeches {
		if s.Body == "" {
			continue
		}
		if _, ok := place[s.Body]; !ok {
			place[s.Body] = len(out)
			out = append(out, Share{Body: s.Body})
		}
		share := &out[place[s.Body]]
		if !s.again {
			share.Turns++
		}
		share.Seconds += s.Seconds
		total += s.Seconds
	}
	if len(out) < fewBodies {
		return []Share{}
	}
	for i := range out {
		if total > 0 {
			out[i].Share = out[i].Seconds / total
		}
	}
	return out
}

// WriteJSON writes the log as JSON.
func (s Speeches) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(s)
}

// WriteCSV writes the log as a table with a heading, for spreadsheets: times in UTC, one
// line a speech.
func (s Speeches) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"name", "body", "class", "written", "number", "item", "began", "ended", "seconds", "paused"}}
	for _, sp := range s.Speeches {
		paused := 0.0
		for _, p := range sp.Pauses {
			paused += p.Ended.Sub(p.Began).Seconds()
		}
		rows = append(rows, []string{
			plain(sp.Name), plain(sp.Body), string(sp.Class), strconv.FormatBool(sp.Written), sp.Number, plain(sp.Item),
			sp.Began.Format(time.RFC3339), sp.Ended.Format(time.RFC3339), seconds(sp.Seconds), seconds(paused),
		})
	}
	return c.WriteAll(rows)
}

func seconds(s float64) string { return strconv.FormatFloat(s, 'f', 1, 64) }

// plain is text as a cell that no spreadsheet takes for a formula. Source: OWASP, CSV
// injection.
func plain(text string) string {
	if text != "" && (text[0] == '=' || text[0] == '+' || text[0] == '-' || text[0] == '@' || text[0] == '\t' || text[0] == '\r') {
		return "'" + text
	}
	return text
}
