package server_test

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestDraining(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, plan)
	ann := g.join(t, "participant", "Ann")
	line := ann.live(t, `{"me":""}`)
	if got := h.get(t, "/readyz"); got.StatusCode != http.StatusOK || got.body != "journal: ok\ntaking people: ok\n" {
		t.Errorf("ready: %d %q", got.StatusCode, got.body)
	}
	h.drain()
	if got := h.get(t, "/readyz"); got.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("about to stop: %d %q", got.StatusCode, got.body)
	}
	if got := h.get(t, "/healthz"); got.StatusCode != http.StatusOK {
		t.Errorf("the process is there: %d", got.StatusCode)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	_, resp, err := websocket.Dial(ctx, h.url+g.api("/socket"), nil) //nolint:bodyclose // the library has read it
	if err == nil || resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Errorf("a new connection: %v, %v", resp, err)
	}
	if got := g.get(t, g.api("/events?feeds=meeting")); got.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a new stream: %d", got.StatusCode)
	}
	line.say(`{"n":1,"id":"7f2c6a1e-9a35-4f5c-8f43-0b6c5f2f2b11","do":"raise_hand","in":{"class":"order"}}`)
	if f := line.answer(1); f.Seq == 0 {
		t.Errorf("who is there may go on asking: %+v", f)
	}
	go h.stop() // which waits for the client's goodbye
	line.ends(1012, "3")
}

// The figures tell what goes on, and nothing about anybody (SEC-43).
func TestMetrics(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, strings.Replace(plan, "Coordination", "Canary title", 1))
	ann := g.join(t, "chair", "Canary Name")
	line := ann.live(t, `{"meeting":"","captions/ja":""}`)
	line.feed("meeting")
	ann.does(t, "start_meeting", `{}`)
	ann.ask(t, "end_turn", `{"turn":1}`)
	g.caption(t, "ja", 1, "canary text\n")
	line.feed("captions/ja")
	g.caption(t, "ja", 2, "canary again\n")
	line.await("the second line", func(f frame) bool { return strings.Contains(string(mustJSON(t, f.Set)), "again") })
	h.get(t, "/no/such/canary")
	got := h.get(t, "/metrics").body
	const frames = "convener_caption_frame_seconds_count 2" // is counted when readers have the frame
	for until := time.Now().Add(patience); !strings.Contains(got, frames) && time.Now().Before(until); {
		got = h.get(t, "/metrics").body
	}
	for _, want := range []string{
		`convener_asks_total{result="ok"} 1`, `convener_asks_total{result="stale"} 1`,
		`convener_connections{transport="websocket"} 1`, `convener_meetings_open 1`, `convener_channels_open 1`,
		`convener_segments_total `, frames, `convener_append_seconds_count `, `convener_build_info{version=""} 1`,
		`convener_http_requests_total{code="200",method="POST",route="/api/v1/meetings/:id/ask"} 1`,
		`convener_http_requests_total{code="404",method="GET",route="none"} 1`, "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Contains(got, "convener_segments_total 0") {
		t.Error("no segment was counted")
	}
	if found := regexp.MustCompile(`(?i)canary|` + g.made.ID + `|` + ann.Person + `|"ja"|127\.0\.0\.1`).FindString(got); found != "" {
		t.Errorf("%s is in the figures:\n%s", found, got)
	}
}
