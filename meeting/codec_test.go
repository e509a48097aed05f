package meeting

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew; the logs of releases are never written")

// A line is an entry of a log that an earlier release wrote.
type line struct {
	Seq   Seq             `json:"seq"`
	At    time.Time       `json:"at"`
	By    Person          `json:"by"`
	Cause string          `json:"cause"`
	Body  json.RawMessage `json:"body"`
}

// Every event that was ever written is read and means the same for ever. There is a log
// for each release that brought new events; none of them is ever edited.
func TestOldLogs(t *testing.T) {
	names, err := filepath.Glob("testdata/log/*.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatalf("%v, %v", names, err)
	}
	kept := make(map[string]bool)
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			s, lines, seen := new(State), readLog(t, name), ""
			for _, l := range lines {
				event, err := UnmarshalEvent(l.Body)
				if err != nil {
					t.Fatalf("entry %d: %v", l.Seq, err)
				}
				again, err := MarshalEvent(event)
				if err != nil || !bytes.Equal(again, l.Body) {
					t.Errorf("entry %d, %v:\nread    %s\nwritten %s", l.Seq, err, l.Body, again)
				}
				kept[snake(reflect.TypeOf(event).Name())] = true
				Apply(s, Entry{Seq: l.Seq, At: l.At, By: l.By, Cause: l.Cause, Event: event})
				if l.Seq%10 == 0 || int(l.Seq) == len(lines) {
					seen += fmt.Sprintf("-- after %d --\n", l.Seq) + looks(t, s, StaffRoom)
				}
			}
			golden(t, strings.TrimSuffix(name, ".jsonl")+".txt", seen) // means what it meant
		})
	}
	for kind := range kinds {
		if !kept[kind] {
			t.Errorf("no log has %s: add one of this release to testdata/log", kind)
		}
	}
}

// readLog reads the lines of a log, which have to be written as they are read.
func readLog(t *testing.T, name string) (lines []line) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for text := range strings.Lines(string(b)) {
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		if again, err := json.Marshal(l); err != nil || string(again)+"\n" != text {
			t.Errorf("%v\nread    %swritten %s", err, text, again)
		}
		lines = append(lines, l)
	}
	return lines
}

// golden compares got with a file, or writes the file under -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is another by now; run go test -update and read the difference:\n%s", name, firstDifference(string(want), got))
	}
}

// firstDifference is the first line in which got is not want.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "want " + w[i] + "\ngot  " + g[i]
		}
	}
	return "one is longer"
}

// looks is what a sees of s, for people to read: a value a line, and an element of a list.
func looks(t testing.TB, s *State, a Audience) string {
	t.Helper()
	v := Show(s, a, 0)
	var out strings.Builder
	for _, key := range slices.Sorted(maps.Keys(v)) {
		b, err := json.Marshal(v[key])
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.NewReplacer(`[{`, "[\n    {", `},{`, "},\n    {", `"turn":`, "\n    \"turn\":").Replace(string(b))
		fmt.Fprintf(&out, "%s %s\n", key, lines)
	}
	return out.String()
}

func TestUnmarshalEvent(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       Event // nil: refused
	}{
		{"an event", `{"kind":"hand_lowered","data":{"hand":4}}`, HandLowered{Hand: 4}},
		{"with a field from a later release", `{"kind":"hand_lowered","data":{"hand":4,"why":"late"}}`, HandLowered{Hand: 4}},
		{"without a field that came later", `{"kind":"hand_raised","data":{"person":"p","class":"topic"}}`, HandRaised{Person: "p", Class: Topic}},
		{"of a kind that is not known", `{"kind":"hand_shaken","data":{}}`, nil},
		{"of no kind", `{"data":{}}`, nil},
		{"without data", `{"kind":"hand_lowered"}`, nil},
		{"with other data", `{"kind":"hand_lowered","data":{"hand":"four"}}`, nil},
		{"with a role that is not known", `{"kind":"role_given","data":{"person":"p","role":["king"]}}`, nil},
		{"not JSON", `hand_lowered`, nil},
		{"nothing", ``, nil},
	} {
		got, err := UnmarshalEvent([]byte(test.body))
		if (err == nil) != (test.want != nil) || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v, %v", test.name, got, err)
		}
	}
}

// oddEvent is not in kinds.
type oddEvent struct{}

func (oddEvent) apply(*State, Entry) {}

func TestMarshalEventRefusesWhatCouldNotBeRead(t *testing.T) {
	if b, err := MarshalEvent(oddEvent{}); err == nil {
		t.Errorf("written as %s", b)
	}
	if b, err := MarshalEvent(MeetingCreated{Starts: noon.AddDate(9000, 0, 0)}); err == nil {
		t.Errorf("written as %s", b)
	}
}

// What is accepted from a store can be stored again, and says the same then.
func FuzzUnmarshalEvent(f *testing.F) {
	for kind, of := range kinds {
		b, err := json.Marshal(reflect.Zero(of).Interface())
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(`{"kind":"` + kind + `","data":` + string(b) + `}`))
	}
	f.Add([]byte(`{"kind":"meeting_created","data":{"starts":"2026-03-01T12:00:00.5+05:30","channels":[],"bodies":null}}`))
	f.Add([]byte(`{"kind":"role_given","data":{"role":["chair","chair"]}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		event, err := UnmarshalEvent(b)
		if err != nil {
			return
		}
		once, err := MarshalEvent(event)
		if err != nil {
			t.Fatalf("%+v: %v", event, err)
		}
		again, err := UnmarshalEvent(once)
		if err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		twice, err := MarshalEvent(again)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%v\n%s\n%s", err, once, twice)
		}
	})
}
