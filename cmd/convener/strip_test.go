package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// strip runs the command with a roster on text.
func strip(t *testing.T, roster, text string, flags ...string) (code int, out, log string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "roster.json")
	if err := os.WriteFile(file, []byte(roster), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code = run(append([]string{"strip", "--roster", file}, flags...), stdio{In: strings.NewReader(text), Out: &stdout, Err: &stderr})
	return code, stdout.String(), stderr.String()
}

const onePerson = `{"participants":[{"id":"1","name":"Zoë Umarov","affiliations":["Brightwater"]}]}`

func TestStripPrintsPlacesAndText(t *testing.T) {
	text := "Ünlü\r\n>> ZOE UMAROV: I wrote it, at Brightwater & <co>.\n"
	code, out, log := strip(t, onePerson, text)
	if code != 0 {
		t.Fatalf("code %d: %s", code, log)
	}
	var got struct {
		Spans []struct {
			Start, End  int
			Class, Kind string
		}
		Text string
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if want := "Ünlü\r\n>> [a participant]: I wrote it, at [an organisation] & <co>.\n"; got.Text != want {
		t.Errorf("text %q, want %q", got.Text, want)
	}
	var found []string
	for _, s := range got.Spans {
		found = append(found, s.Class+" "+s.Kind+" "+text[s.Start:s.End])
	}
	if got, want := strings.Join(found, "|"), "A label ZOE UMAROV|C self I wrote it|A affiliation Brightwater"; got != want {
		t.Errorf("spans %s\nwant  %s", got, want)
	}
}

func TestStripSpeaksTheLanguage(t *testing.T) {
	_, out, _ := strip(t, onePerson, "Zoë kommt.", "--lang", "de")
	if !strings.Contains(out, "[eine teilnehmende Person] kommt.") {
		t.Errorf("got %s", out)
	}
}

func TestStripOfNothing(t *testing.T) {
	if code, out, _ := strip(t, onePerson, ""); code != 0 || out != `{"spans":[],"text":""}`+"\n" {
		t.Errorf("code %d, output %q", code, out)
	}
}

func TestStripRefusesABadRoster(t *testing.T) {
	for _, roster := range []string{``, `{}`, `{"participants":[{"id":"1"}]}`, `{"participants":"Zoë Umarov"}`} {
		code, out, log := strip(t, roster, "Zoë came.")
		if code != 2 || out != "" || !strings.HasPrefix(log, "convener: ") || strings.Contains(log, "Umarov") {
			t.Errorf("roster %s: code %d, output %q, log %q", roster, code, out, log)
		}
	}
	var out, log bytes.Buffer
	if code := run([]string{"strip", "--roster", filepath.Join(t.TempDir(), "none")}, stdio{In: strings.NewReader(""), Out: &out, Err: &log}); code != 2 {
		t.Errorf("no roster: code %d, log %s", code, log.String())
	}
}
