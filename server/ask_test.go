package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/server/journal"
)

func TestAsk(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann")
	other := g.meet(t, plan).join(t, "chair", "Eva")
	chair.does(t, "start_meeting", `{}`)
	chair.does(t, "open_queue", `{}`)
	id := uuid.NewString()
	raise := `{"class":"topic","note":"a ramp"}`
	first := ann.post(t, ann.api("/ask"), asking(id, "raise_hand", raise), "Authorization", ann.bearer())
	if first.StatusCode != http.StatusOK {
		t.Fatal(first.body)
	}
	for _, tt := range []struct {
		rule, bearer, body, want string
	}{
		{"the same again has the same answer", ann.bearer(), asking(id, "raise_hand", raise), first.body},
		{"spaced otherwise too", ann.bearer(), `{"in":{ "class":"topic", "note":"a ramp" },"do":"raise_hand","id":"` + id + `"}`, first.body},
		{"another wish under its id", ann.bearer(), asking(id, "raise_hand", `{"class":"topic"}`), "409 reused_id"},
		{"the id of somebody else's ask", chair.bearer(), asking(id, "raise_hand", raise), "409 reused_id"},
		{"no session", "", asking(uuid.NewString(), "raise_hand", raise), "401 no_session"},
		{"a session of nobody's", "Bearer cve_aaaa", asking(uuid.NewString(), "raise_hand", raise), "401 no_session"},
		{"a session of another meeting", other.bearer(), asking(uuid.NewString(), "raise_hand", raise), "401 no_session"},
		{"the admin's token is no session", "Bearer " + admin, asking(uuid.NewString(), "raise_hand", raise), "401 no_session"},
		{"no JSON", ann.bearer(), `raise_hand`, "400 malformed"},
		{"no id", ann.bearer(), `{"do":"raise_hand","in":` + raise + `}`, "400 malformed"},
		{"an unknown field", ann.bearer(), asking(uuid.NewString(), "raise_hand", `{"class":"topic","notes":""}`), "400 malformed"},
		{"an unknown field beside it", ann.bearer(), `{"id":"` + uuid.NewString() + `","do":"raise_hand","by":"p-x"}`, "400 malformed"},
		{"an unknown command", ann.bearer(), asking(uuid.NewString(), "raise_roof", raise), "400 unknown_command"},
		{"a command of the house", ann.bearer(), asking(uuid.NewString(), "create_meeting", `{}`), "400 unknown_command"},
		{"what a role does not allow", ann.bearer(), asking(uuid.NewString(), "end_meeting", `{}`), "403 not_allowed"},
		{"what is not there", ann.bearer(), asking(uuid.NewString(), "lower_hand", `{"hand":999}`), "404 unknown"},
		{"another hand of the same class", ann.bearer(), asking(uuid.NewString(), "raise_hand", `{"class":"topic"}`), "409 queued_already"},
		{"what somebody has overtaken", chair.bearer(), asking(uuid.NewString(), "call_next", `{"after":99,"head":0}`), "409 stale"},
		{"too much", ann.bearer(), asking(uuid.NewString(), "raise_hand", `{"note":"`+strings.Repeat("a", 32<<10)+`"}`), "413 too_large"},
	} {
		a := g.post(t, g.api("/ask"), tt.body, "Authorization", tt.bearer)
		if got := a.body; got != tt.want && (a.StatusCode == http.StatusOK || a.code(t) != tt.want) {
			t.Errorf("%s: %s %s, want %s", tt.rule, a.Status, got, tt.want)
		}
	}
	a := g.request(t, ann.client, http.MethodPost, g.api("/ask"), asking(uuid.NewString(), "lower_hand", `{"hand":1}`))
	if got := a.code(t); got != "401 no_session" {
		t.Errorf("a cookie alone asks: %s", got)
	}
}

// Refusals whose status depends on how far the meeting is.
func TestErrorStatuses(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann, eva := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann"), g.join(t, "observer", "Eva")
	topic := `{"class":"topic"}`
	step := func(rule string, who *person, do, in, want string) {
		t.Helper()
		if got := who.ask(t, do, in).code(t); got != want {
			t.Errorf("%s: %s, want %s", rule, got, want)
		}
	}
	step("a hand before the start", ann, "raise_hand", topic, "409 not_open")
	step("observers ask for nothing", eva, "raise_hand", topic, "403 not_allowed")
	id := uuid.NewString()
	asked := func(want string) {
		t.Helper()
		if got := ann.post(t, ann.api("/ask"), asking(id, "raise_hand", topic), "Authorization", ann.bearer()).code(t); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	asked("409 not_open")
	step("the start", chair, "start_meeting", `{}`, "200 OK")
	asked("409 closed")
	step("the start of what is open", chair, "start_meeting", `{}`, "409 stale")
	step("the queue", chair, "open_queue", `{}`, "200 OK")
	asked("200 OK") // a refusal is not remembered
	step("the last chair", chair, "remove_person", `{"person":"`+chair.Person+`"}`, "403 not_allowed")
	step("the end", chair, "end_meeting", `{}`, "200 OK")
	step("a hand after the end", ann, "raise_hand", `{"class":"reply"}`, "409 closed")
	for method, path := range map[string]string{http.MethodGet: g.api("/ask"), http.MethodPut: "/api/v1/meetings", http.MethodDelete: g.api("/join")} {
		a := g.request(t, plain, method, path, "")
		if a.StatusCode != http.StatusMethodNotAllowed && a.StatusCode != http.StatusNotFound || a.code(t) == "" {
			t.Errorf("%s %s: %s", method, path, a.Status)
		}
	}
	if got := g.get(t, "/api/v1/nothing").code(t); got != "404 unknown" {
		t.Errorf("nothing: %s", got)
	}
}

func TestTooManyAsks(t *testing.T) {
	g := open(t, "").meet(t, plan)
	ann, ben := g.join(t, "participant", "Ann"), g.join(t, "participant", "Ben")
	refused := 0
	for range 100 {
		switch a := ann.ask(t, "lower_hand", `{"hand":1}`); a.code(t) {
		case "429 too_often":
			if refused++; a.Header.Get("Retry-After") != "1" {
				t.Errorf("no time to wait: %v", a.Header)
			}
		case "404 unknown":
		default:
			t.Fatal(a.body)
		}
	}
	if refused == 0 {
		t.Error("a hundred asks at once are taken")
	}
	if got := ben.ask(t, "lower_hand", `{"hand":1}`).code(t); got != "404 unknown" {
		t.Errorf("somebody else pays for it: %s", got)
	}
}

// Names of people are in the roster, and nowhere else: not even of those who are not there.
func TestNamesAreNotInTheJournal(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho Dlamini"), g.join(t, "participant", "Ana Câmara")
	chair.does(t, "start_meeting", `{}`)
	chair.does(t, "open_queue", `{}`)
	if got := ann.ask(t, "add_hand", `{"name":"Zephyrine Ouedraogo","class":"topic"}`).code(t); got != "403 not_allowed" {
		t.Errorf("a participant adds a hand: %s", got)
	}
	id := uuid.NewString()
	add := asking(id, "add_hand", `{"name":"Zephyrine Ouedraogo","class":"topic"}`)
	first := g.post(t, g.api("/ask"), add, "Authorization", chair.bearer())
	if again := g.post(t, g.api("/ask"), add, "Authorization", chair.bearer()); first.StatusCode != http.StatusOK || again.body != first.body {
		t.Errorf("the hand: %s, again: %s", first.body, again.body)
	}
	p := g.read(t, g.api("/feeds/meeting"), "Authorization", ann.bearer())
	if q := string(p.Set["queue"]); strings.Count(q, `"Zephyrine Ouedraogo"`) != 1 || !strings.Contains(q, `"added_name":"Sipho Dlamini"`) {
		t.Errorf("the room reads %s", q)
	}
	for _, s := range []journal.Stream{journal.Stream("meeting/" + g.made.ID), "group"} {
		n, kept := g.entries(t, s)
		for _, name := range []string{"Zephyrine", "Ouedraogo", "Sipho", "Dlamini", "Ana", "Câmara"} {
			if n == 0 || strings.Contains(kept, name) {
				t.Errorf("%s: %s is in %d entries:\n%s", s, name, n, kept)
			}
		}
	}
}

func TestFeeds(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann")
	as := func(p *person) []string { return []string{"Authorization", p.bearer()} }

	public := g.read(t, g.api("/feeds/meeting"))
	if public == nil || public.Feed != "meeting" || !public.Reset || public.Set["agenda"] == nil || public.Set["me"] != nil {
		t.Fatalf("the public reads %+v", public)
	}
	if again := g.read(t, g.api("/feeds/meeting?since="+public.Cursor)); again != nil {
		t.Errorf("who has all gets %+v", again)
	}
	began := time.Now()
	if again := g.read(t, g.api("/feeds/meeting?wait=1&since="+public.Cursor)); again != nil || time.Since(began) < time.Second {
		t.Errorf("who waits gets %+v after %v", again, time.Since(began))
	}
	got := make(chan *patch)
	go func() { got <- g.read(t, g.api("/feeds/meeting?wait=60&since="+public.Cursor)) }()
	chair.does(t, "start_meeting", `{}`)
	if p := <-got; p == nil || p.Reset || !strings.Contains(string(p.Set["meeting"]), `"stage":"open"`) {
		t.Errorf("who waits gets %+v", p)
	}

	chair.does(t, "add_note", `{"text":"A draft."}`)
	if p := g.read(t, g.api("/feeds/meeting")); strings.Contains(fmt.Sprint(p.Set), "draft") {
		t.Errorf("the public reads a draft: %+v", p)
	}
	room := g.read(t, g.api("/feeds/meeting"), as(ann)...)
	if len(room.Set) != 9 { // meeting, agenda, queue, budgets, seats, minutes, what the meeting wrote of its start, and the note
		t.Errorf("the room reads %v", room.Set)
	}
	if p := g.read(t, g.api("/feeds/meeting?since="+public.Cursor), as(ann)...); !p.Reset {
		t.Error("the public's cursor means something to the room")
	}
	if p := g.read(t, g.api("/feeds/me"), as(ann)...); !strings.Contains(string(p.Set["me"]), `"name":"Ann"`) || len(p.Set) != 1 {
		t.Errorf("me is %+v", p)
	}
	if p := g.read(t, g.api("/feeds/captions/ja"), as(ann)...); p.Feed != "captions/ja" || !p.Reset || len(p.Set) != 0 {
		t.Errorf("captions are %+v", p)
	}
	for _, tt := range []struct {
		path string
		who  []string
		want string
	}{
		{"/feeds/meeting?wait=61", nil, "400 malformed"},
		{"/feeds/meeting?wait=-1", nil, "400 malformed"},
		{"/feeds/meeting?wait=18446744074", nil, "400 malformed"},
		{"/feeds/meeting?wait=soon", nil, "400 malformed"},
		{"/feeds/nothing", as(ann), "404 unknown"},
		{"/feeds/captions/xx", as(ann), "404 unknown"},
		{"/feeds/", as(ann), "404 unknown"},
		{"/feeds/me", nil, "401 no_session"},
		{"/feeds/captions/en", nil, "401 no_session"},
		{"/feeds/meeting", []string{"Authorization", "Bearer cve_aaaa"}, "401 no_session"},
	} {
		if got := g.get(t, g.api(tt.path), tt.who...).code(t); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.path, got, tt.want)
		}
	}
	if got := g.get(t, "/api/v1/meetings/"+uuid.NewString()+"/feeds/meeting").code(t); got != "404 unknown" {
		t.Errorf("a meeting of nobody's: %s", got)
	}

	told := make(chan string)
	me := g.read(t, g.api("/feeds/me"), as(ann)...)
	go func() { told <- g.get(t, g.api("/feeds/me?wait=60&since="+me.Cursor), as(ann)...).code(t) }()
	chair.does(t, "remove_person", `{"person":"`+ann.Person+`"}`)
	if got := <-told; got != "401 no_session" {
		t.Errorf("who waits and is removed gets %s", got)
	}
	if got := g.get(t, g.api("/feeds/meeting"), as(ann)...).code(t); got != "401 no_session" {
		t.Errorf("who was removed reads on: %s", got)
	}
}

// After a restart a cursor of captions goes on, and the meeting is whole for its first reader.
func TestFeedsAfterARestart(t *testing.T) {
	dir := t.TempDir()
	var cursor string
	var g *gathering
	var ann *person
	t.Run("before", func(t *testing.T) {
		g = openIn(t, dir, "http://meet.example.org").meet(t, plan)
		ann = g.join(t, "participant", "Ann")
		g.join(t, "chair", "Sipho").does(t, "start_meeting", `{}`)
		g.caption(t, "en", 1, "One line.\n")
		cursor = g.read(t, g.api("/feeds/captions/en"), "Authorization", ann.bearer()).Cursor
		g.caption(t, "en", 2, "Another.\n")
	})
	h := openIn(t, dir, "http://meet.example.org")
	p := h.read(t, g.api("/feeds/captions/en?wait=5&since="+cursor), "Authorization", ann.bearer())
	if p == nil || p.Reset || len(p.Set) != 1 || !strings.Contains(string(p.Set["seg/2"]), "Another.") {
		t.Errorf("captions go on with %+v", p)
	}
	if p := h.read(t, g.api("/feeds/meeting")); p == nil || !strings.Contains(string(p.Set["meeting"]), "Coordination") {
		t.Errorf("the first reader gets %+v", p)
	}
}
