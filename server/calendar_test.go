package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An icalEvent is what ical.js, the calendar of Thunderbird, makes of an event.
type icalEvent struct {
	UID, Title, Zone, Place, About, URL, Status string
	Starts, Ends, Stamp                         time.Time
	Sequence                                    int
}

type icalTold struct {
	Version, Method, Product string
	Events                   []icalEvent
}

// ical reads a calendar with a foreign program.
func ical(t *testing.T, calendar string) (told icalTold) {
	t.Helper()
	const front = "../frontend"
	if _, err := os.Stat(front + "/node_modules/ical.js"); err != nil {
		t.Fatal("ical.js is not installed: make test does it, or npm --prefix frontend ci")
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(calendar, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d bytes: %q", len(line), line) // RFC 5545, 3.1
		}
	}
	file := filepath.Join(t.TempDir(), "calendar.ics")
	must(t, os.WriteFile(file, []byte(calendar), 0o600))
	script, err := os.Open("testdata/ical.mjs")
	must(t, err)
	defer script.Close()
	node := exec.CommandContext(t.Context(), "node", "--input-type=module", "-")
	var out, log bytes.Buffer
	node.Dir, node.Stdin, node.Stdout, node.Stderr = front, script, &out, &log
	node.Env = append(os.Environ(), "CALENDAR="+file)
	if err := node.Run(); err != nil {
		t.Fatalf("%v\n%s%s", err, out.String(), log.String())
	}
	must(t, json.Unmarshal(out.Bytes(), &told))
	return told
}

// X3: a calendar of another maker reads the meeting as it is planned, and nobody's name.
func TestMeetingCalendar(t *testing.T) {
	if testing.Short() {
		t.Skip("starts node")
	}
	const title = `Réunion; "annual", C:\path\new 會議會議會議會議會議會議會議 😀😀😀 - with a title that goes on,  for more than one line: it is folded`
	h := open(t, "https://meet.example.org:8443")
	plan, err := json.Marshal(map[string]any{"title": title, "starts": "2030-03-31T15:30:00+02:00", "agenda": []map[string]any{
		{"title": "Opening; welcome, all", "kind": "information", "minutes": 50}, {"title": strings.Repeat("Pläne ", 20), "kind": "discussion", "minutes": 40},
	}})
	must(t, err)
	g := h.meet(t, string(plan))
	chair := g.join(t, "chair", "Sipho")
	chair.does(t, "add_item", `{"title":"Secret","kind":"decision","minutes":100,"visibility":"present"}`)
	chair.does(t, "add_item", `{"title":"Below","kind":"decision","minutes":10,"parent":2}`)
	chair.does(t, "add_item", `{"title":"Below, too","kind":"decision","minutes":10,"parent":3}`)
	chair.does(t, "edit_item", `{"item":2,"presenters":["Amina"],"description":"Ask Jonas."}`)
	a := g.get(t, "/m/"+g.made.ID+"/calendar.ics", "Authorization", chair.bearer())
	if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != "text/calendar; charset=utf-8" || a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s %v", a.Status, a.Header)
	}
	for _, not := range []string{"Secret", "Amina", "Jonas", "Sipho", chair.Person, "cvl_"} {
		if strings.Contains(a.body, not) {
			t.Errorf("a calendar is passed on, and tells of %s: %s", not, a.body)
		}
	}
	told := ical(t, a.body)
	want := icalEvent{
		UID: g.made.ID + "@meet.example.org", Title: strings.Join(strings.Fields(title), " "), Zone: "UTC", Place: g.made.URL, URL: g.made.URL, Status: "CONFIRMED",
		About:  "1. Opening; welcome, all (50 min)\n1.1. Below (10 min)\n2. " + strings.TrimSpace(strings.Repeat("Pläne ", 20)) + " (40 min)\n2.1. Below, too (10 min)\n",
		Starts: time.Date(2030, 3, 31, 13, 30, 0, 0, time.UTC), Ends: time.Date(2030, 3, 31, 15, 0, 0, 0, time.UTC),
	}
	if len(told.Events) != 1 || told.Version != "2.0" || told.Method != "PUBLISH" || !strings.Contains(told.Product, "Convener") {
		t.Fatalf("it reads %+v", told)
	}
	got := told.Events[0]
	if since := time.Since(got.Stamp); since < 0 || since > time.Minute {
		t.Errorf("published %v ago", since)
	}
	got.Stamp = time.Time{}
	if got != want {
		t.Errorf("it reads\n%+v\nwant\n%+v", got, want)
	}
	if a := g.get(t, "/m/7f2c6a1e-9a35-4f5c-8f43-0b6c5f2f2b11/calendar.ics"); a.StatusCode != http.StatusNotFound {
		t.Errorf("the calendar of no meeting: %s", a.Status)
	}
}

// X3: the group's calendar has what the public list has, each meeting as its own file has it.
func TestGroupCalendar(t *testing.T) {
	if testing.Short() {
		t.Skip("starts node")
	}
	h := open(t, "https://meet.example.org")
	at := func(days int) string { return time.Now().AddDate(0, 0, days).UTC().Format(time.RFC3339) }
	h.meet(t, fmt.Sprintf(`{"title":"Long ago","starts":%q}`, at(-400)))
	h.meet(t, fmt.Sprintf(`{"title":"Ago","starts":%q}`, at(-300)))
	next := h.meet(t, fmt.Sprintf(`{"title":"Next","starts":%q,"agenda":[{"title":"A","kind":"break","minutes":70}]}`, at(10)))
	told := ical(t, h.get(t, "/calendar.ics").body)
	if len(told.Events) != 2 || told.Events[0].Title != "Next" || told.Events[1].Title != "Ago" {
		t.Fatalf("it reads %+v", told)
	}
	for i, takes := range []time.Duration{70 * time.Minute, 30 * time.Minute} {
		if e := told.Events[i]; e.Ends.Sub(e.Starts) != takes {
			t.Errorf("%s takes %v", e.Title, e.Ends.Sub(e.Starts))
		}
	}
	alone := ical(t, h.get(t, "/m/"+next.made.ID+"/calendar.ics").body).Events[0]
	alone.About, alone.Stamp = "", told.Events[0].Stamp
	if alone != told.Events[0] {
		t.Errorf("alone it is %+v, among others %+v", alone, told.Events[0])
	}
	chair := next.join(t, "chair", "Sipho")
	chair.does(t, "add_item", `{"title":"B","kind":"break","minutes":20}`)
	for late := time.Now().Add(10 * time.Second); !strings.Contains(h.get(t, "/calendar.ics").body, "DURATION:PT90M\r\n"); {
		if time.Now().After(late) {
			t.Fatal("what is added to the agenda is not in the calendar")
		}
	}
}

// X3: what is changed has a higher SEQUENCE, what is cancelled says so, and a series has a
// calendar of its own.
func TestCalendarOfAPlanThatChanges(t *testing.T) {
	if testing.Short() {
		t.Skip("starts node")
	}
	h := open(t, "")
	g := h.meet(t, `{"title":"Annual","series":"annual","starts":"2030-05-01T10:00:00Z","mode":"hybrid","place":"Room 4, Oslo"}`)
	h.meet(t, `{"title":"Other","starts":"2030-05-01T10:00:00Z"}`)
	chair := g.join(t, "chair", "Sipho")
	read := func() icalEvent {
		t.Helper()
		told := ical(t, h.get(t, "/m/"+g.made.ID+"/calendar.ics").body)
		if len(told.Events) != 1 {
			t.Fatalf("it reads %+v", told)
		}
		return told.Events[0]
	}
	first := read()
	chair.does(t, "edit_meeting", `{"starts":"2030-05-02T11:00:00Z"}`)
	second := read()
	chair.does(t, "cancel_meeting", `{"why":"The room is flooded."}`)
	third := read()
	if first.Place != "Room 4, Oslo" || first.Status != "CONFIRMED" || second.Starts.Day() != 2 || third.Status != "CANCELLED" ||
		first.UID != second.UID || second.UID != third.UID || second.Sequence <= first.Sequence || third.Sequence <= second.Sequence {
		t.Errorf("it reads\n%+v\n%+v\n%+v", first, second, third)
	}
	for late := time.Now().Add(10 * time.Second); ; {
		told := ical(t, h.get(t, "/calendar.ics?series=annual").body)
		if len(told.Events) != 1 || told.Events[0].UID != first.UID {
			t.Fatalf("the series is %+v", told)
		}
		if told.Events[0].Sequence == third.Sequence && told.Events[0].Status == "CANCELLED" {
			break
		}
		if time.Now().After(late) {
			t.Fatalf("the list does not learn of it: %+v", told)
		}
	}
}
