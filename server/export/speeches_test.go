package export_test

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/export"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// turn is a turn of ten seconds on item 2, with a pause of two after three.
func turn(p meeting.Person, body string) meeting.Speech {
	began := noon.In(time.FixedZone("", 3600))
	return meeting.Speech{Ended: began.Add(12 * time.Second), Turn: meeting.Turn{
		Hand: meeting.Hand{Person: p, Body: body, Class: meeting.Topic}, Item: 2, Began: began,
		Pauses: []meeting.Pause{{Began: began.Add(3 * time.Second), Ended: began.Add(5 * time.Second), Reason: meeting.PauseCaptions}},
	}}
}

// again is a turn that goes on with one that was put back.
func again(t meeting.Speech) meeting.Speech {
	t.Again = true
	return t
}

var agenda = []meeting.ItemValue{{ID: 2, Number: "1", Title: "=Access()"}}

// who is who people are, by pseudonym.
func who(p meeting.Person) (name, body string) {
	switch p {
	case "ann":
		return "@Ann", "-Islands"
	case "bob":
		return `+Bob, "B"`, ""
	}
	return "Cleo", "Libraries"
}

func TestShares(t *testing.T) { // Q25
	for _, tt := range []struct {
		rule  string
		turns []meeting.Speech
		want  string
	}{
		{"nobody has spoken", nil, "[]"},
		{"one body", []meeting.Speech{turn("ann", "Seas"), turn("bob", "Seas"), turn("cleo", "Seas")}, "[]"},
		{"two are too few", []meeting.Speech{turn("ann", "Seas"), turn("cleo", "")}, "[]"},
		{"and who speaks for none is no third", []meeting.Speech{turn("ann", "Seas"), turn("cleo", ""), turn("bob", "")}, "[]"},
		{"three", []meeting.Speech{turn("ann", "Seas"), turn("cleo", ""), turn("bob", "Youth"), turn("bob", "Seas"), turn("bob", "")}, "[{Seas 2 20 0.5} {Libraries 1 10 0.25} {Youth 1 10 0.25}]"},
		{"a turn that was put back is one", []meeting.Speech{turn("ann", "Seas"), again(turn("ann", "Seas")), turn("cleo", ""), turn("bob", "Youth")}, "[{Seas 1 20 0.5} {Libraries 1 10 0.25} {Youth 1 10 0.25}]"},
		{"nobody said anything", []meeting.Speech{{Turn: meeting.Turn{Hand: meeting.Hand{Body: "A"}}}, {Turn: meeting.Turn{Hand: meeting.Hand{Body: "B"}}}, {Turn: meeting.Turn{Hand: meeting.Hand{Body: "C"}}}}, "[{A 1 0 0} {B 1 0 0} {C 1 0 0}]"},
	} {
		if got := fmt.Sprint(export.NewSpeeches("m", tt.turns, agenda, who).Shares); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.rule, got, tt.want)
		}
	}
}

func TestSpeechesAsCSV(t *testing.T) { // Q25
	hidden := turn("bob", "")
	hidden.Item = 3 // the reader may not know of it (A3)
	before := turn("ann", "")
	before.Item, before.Written, before.Class = 0, true, meeting.Order
	var out strings.Builder
	log := export.NewSpeeches("m", []meeting.Speech{before, turn("bob", "\tSeas"), hidden, turn("cleo", "")}, agenda, who)
	if err := log.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"name", "body", "class", "written", "number", "item", "began", "ended", "seconds", "paused"},
		{"'@Ann", "'-Islands", "order", "true", "", "", "2026-03-01T12:00:00Z", "2026-03-01T12:00:12Z", "10.0", "2.0"},
		{`'+Bob, "B"`, "'\tSeas", "topic", "false", "1", "'=Access()", "2026-03-01T12:00:00Z", "2026-03-01T12:00:12Z", "10.0", "2.0"},
		{"Cleo", "Libraries", "topic", "false", "1", "'=Access()", "2026-03-01T12:00:00Z", "2026-03-01T12:00:12Z", "10.0", "2.0"},
	}
	if fmt.Sprint(rows) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
}

func TestSpeechesAsJSON(t *testing.T) { // Q25
	var out strings.Builder
	if err := export.NewSpeeches("m", []meeting.Speech{turn("cleo", "")}, agenda, who).WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(out.String()), "")
	want := `{"version":1,"meeting":"m","speeches":[{"name":"Cleo","body":"Libraries","class":"topic","written":false,"number":"1","item":"=Access()",` +
		`"began":"2026-03-01T12:00:00Z","ended":"2026-03-01T12:00:12Z","pauses":[{"began":"2026-03-01T12:00:03Z","ended":"2026-03-01T12:00:05Z","reason":"captions"}],"seconds":10}],"shares":[]}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	none := export.NewSpeeches("m", nil, nil, who) // as under the Rule
	out.Reset()
	if err := none.WriteJSON(&out); err != nil || strings.Join(strings.Fields(out.String()), "") != `{"version":1,"meeting":"m","speeches":[],"shares":[]}` {
		t.Errorf("%v, %s", err, out.String())
	}
}
