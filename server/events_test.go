package server_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// An event is one that a stream has sent.
type event struct {
	name, id, data string
}

// A listening is a client's stream of events.
type listening struct {
	t     *testing.T
	lines *bufio.Scanner
	close func()
}

// listen opens a stream of g.
func (g *gathering) listen(t *testing.T, query string, header ...string) *listening {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.url+g.api("/events?"+query), nil)
	must(t, err)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	must(t, err)
	t.Cleanup(func() { _ = resp.Body.Close() })
	if got := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || got != "text/event-stream" {
		t.Fatalf("%s, %s", resp.Status, got)
	}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	return &listening{t, lines, func() { _ = resp.Body.Close() }}
}

// next is the next event called name.
func (l *listening) next(name string) (e event) {
	l.t.Helper()
	for l.lines.Scan() {
		field, value, _ := strings.Cut(l.lines.Text(), ": ")
		switch field {
		case "event":
			e.name = value
		case "id":
			e.id = value
		case "data":
			e.data = value
		case "":
			if e.name == name {
				return e
			}
			e = event{}
		}
	}
	l.t.Fatalf("the stream ends before a %s: %v", name, l.lines.Err())
	return e
}

func (e event) patch(t *testing.T) (p patch) {
	t.Helper()
	must(t, json.Unmarshal([]byte(e.data), &p))
	return p
}

func TestEvents(t *testing.T) { // I3
	g := open(t, "").meet(t, plan)
	ann, chair := g.join(t, "participant", "Ann"), g.join(t, "chair", "Sipho")
	line := g.listen(t, "feeds=meeting,me", "Authorization", ann.bearer())
	var last event
	for seen := map[string]bool{}; len(seen) < 2; {
		last = line.next("patch")
		seen[last.patch(t).Feed] = last.patch(t).Reset
	}
	chair.does(t, "start_meeting", `{}`)
	last = line.next("patch")
	for last.patch(t).Feed != "meeting" {
		last = line.next("patch")
	}
	line.close()
	chair.does(t, "add_note", `{"text":"What Ann missed."}`)

	// Coming back, by query or as browsers do it, brings what was missed and no more.
	for _, back := range []*listening{
		g.listen(t, "feeds=meeting&since="+url.QueryEscape(last.id), "Authorization", ann.bearer()),
		g.listen(t, "feeds=meeting", "Authorization", ann.bearer(), "Last-Event-ID", last.id),
	} {
		p := back.next("patch").patch(t)
		if keys := p.Set; p.Reset || keys["agenda"] != nil || !strings.Contains(string(mustJSON(t, keys)), "What Ann missed") {
			t.Errorf("coming back brings %+v", p)
		}
	}
	chair.does(t, "remove_person", `{"person":"`+ann.Person+`"}`)
}

func TestEventsEnd(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, plan)
	ann, chair := g.join(t, "participant", "Ann"), g.join(t, "chair", "Sipho")
	removed, stopped := g.listen(t, "feeds=meeting", "Authorization", ann.bearer()), g.listen(t, "feeds=meeting")
	chair.does(t, "remove_person", `{"person":"`+ann.Person+`"}`)
	if e := removed.next("end"); !strings.Contains(e.data, `"code":4503`) {
		t.Errorf("who is removed is told %s", e.data)
	}
	stopped.next("patch")
	h.stop()
	if e := stopped.next("end"); !strings.Contains(e.data, `"code":1012`) {
		t.Errorf("when the server stops its readers are told %s", e.data)
	}
}

func TestEventsRefusals(t *testing.T) {
	g := open(t, "").meet(t, plan)
	if got := g.get(t, g.api("/events?feeds=gossip"), "Authorization", g.join(t, "participant", "Ann").bearer()).code(t); got != "404 unknown" {
		t.Errorf("a feed that there is not: %s", got)
	}
	for query, want := range map[string]string{
		"feeds=me":          "401 no_session",
		"feeds=captions/en": "401 no_session",
		"feeds=gossip":      "401 no_session",
		"":                  "401 no_session",
	} {
		if got := g.get(t, g.api("/events?"+query)).code(t); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	must(t, err)
	return b
}
