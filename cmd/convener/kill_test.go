package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/google/uuid"
	"golang.org/x/time/rate"
)

// kills is how often the server is killed while people ask and captions come.
const kills = 20

// Nothing that was answered is lost, nothing is doubled, and clients come back by
// themselves, however the server ends (F02, F03, F04).
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	h := newHavoc(ctx, t)
	var working sync.WaitGroup
	stopped := make(chan struct{})
	for i := range len(h.writers) {
		working.Go(func() { h.write(ctx, i, stopped) })
	}
	working.Go(func() { h.caption(ctx, stopped) })
	var reading sync.WaitGroup
	reading.Go(func() { h.read(ctx) })

	for range kills {
		h.progress(ctx, 5+rand.Int64N(30)) // so that it happens at any instant
		h.server.kill()
		h.server.start()
	}
	h.progress(ctx, 10)
	close(stopped)
	working.Wait()
	h.check(ctx)
	h.checkReader(ctx)
	cancel()
	reading.Wait()
	t.Logf("%d asks and %d posts answered over %d kills; the reader came back %d times",
		len(h.answers), h.words, kills, h.connects.Load()-1)
}

// havoc is a meeting that goes on while its server is killed.
type havoc struct {
	t       *testing.T
	server  *process
	meeting string
	zoom    string
	writers []string // sessions of people who may write notes
	*pulse

	mu      sync.Mutex
	answers map[string]answered // by the text of the note
	words   int

	connects atomic.Int64
	viewMu   sync.Mutex
	view     map[string]map[string]json.RawMessage // what the reader has, by feed
	changed  chan struct{}                         // has something when view has changed
}

type answered struct {
	ask map[string]any
	by  string
	seq int
}

func newHavoc(ctx context.Context, t *testing.T) *havoc {
	server := startServer(t)
	h := &havoc{
		server: server, pulse: newPulse(t, server),
		t: t, answers: make(map[string]answered),
		view: map[string]map[string]json.RawMessage{"meeting": {}, "captions/en": {}}, changed: make(chan struct{}, 1),
	}
	var made struct {
		ID       string
		Links    map[string]string
		Captions map[string]struct{ Zoom string }
	}
	h.must(call(ctx, http.MethodPost, h.server.url("/api/v1/meetings"), testToken, map[string]any{"title": "Havoc"}, &made))
	h.meeting = made.ID
	_, query, _ := strings.Cut(made.Captions["en"].Zoom, "?")
	h.zoom = h.server.url("/closedcaption?") + query
	for _, role := range []string{"chair", "secretary", "secretary", "manager"} {
		var in struct{ Session string }
		h.must(call(ctx, http.MethodPost, h.url("/join"), "", map[string]any{"link": made.Links[role], "name": role}, &in))
		h.writers = append(h.writers, in.Session)
	}
	start := map[string]any{"id": uuid.NewString(), "do": "start_meeting", "in": struct{}{}}
	h.must(call(ctx, http.MethodPost, h.url("/ask"), h.writers[0], start, nil))
	return h
}

func (h *havoc) url(path string) string {
	return h.server.url("/api/v1/meetings/%s%s", h.meeting, path)
}

// pace keeps a client within the server's rates.
func pace() *rate.Limiter { return rate.NewLimiter(18, 1) }

// write writes notes, each until it is answered.
func (h *havoc) write(ctx context.Context, i int, stopped <-chan struct{}) {
	for n, p := 0, pace(); open(stopped) && p.Wait(ctx) == nil; n++ {
		text := fmt.Sprintf("note %d-%d", i, n)
		ask := map[string]any{"id": uuid.NewString(), "do": "add_note", "in": map[string]any{"text": text}}
		var answer struct{ Seq int }
		err := insist(ctx, func() error { return call(ctx, http.MethodPost, h.url("/ask"), h.writers[i], ask, &answer) })
		if err != nil {
			h.t.Errorf("%s: %v", text, err)
			return
		}
		h.mu.Lock()
		h.answers[text] = answered{ask, h.writers[i], answer.Seq}
		h.mu.Unlock()
		h.advance()
	}
}

func open(stopped <-chan struct{}) bool {
	select {
	case <-stopped:
		return false
	default:
		return true
	}
}

// caption writes numbered words, each until it is answered.
func (h *havoc) caption(ctx context.Context, stopped <-chan struct{}) {
	for p := pace(); open(stopped) && p.Wait(ctx) == nil; {
		n := h.words + 1
		post := func() error {
			return call(ctx, http.MethodPost, fmt.Sprintf("%s&seq=%d", h.zoom, n), "", fmt.Sprintf("w%d ", n), nil)
		}
		if err := insist(ctx, post); err != nil {
			h.t.Errorf("word %d: %v", n, err)
			return
		}
		h.words = n
		h.advance()
	}
}

// check compares what the server has with what it has answered.
func (h *havoc) check(ctx context.Context) {
	var minutes struct {
		Items []struct{ Notes []struct{ Text, Kind string } }
	}
	h.must(call(ctx, http.MethodGet, h.server.url("/m/%s/minutes.json", h.meeting), h.writers[0], nil, &minutes))
	times := make(map[string]int)
	for _, item := range minutes.Items {
		for _, n := range item.Notes {
			if n.Kind != "quiet" { // what the meeting wrote of itself
				times[n.Text]++
			}
		}
	}
	for text, a := range h.answers {
		if times[text] != 1 {
			h.t.Errorf("%s was answered once and is there %d times", text, times[text])
		}
		var again struct{ Seq int }
		h.must(insist(ctx, func() error { return call(ctx, http.MethodPost, h.url("/ask"), a.by, a.ask, &again) }))
		if again.Seq != a.seq {
			h.t.Errorf("%s was answered %d and then %d", text, a.seq, again.Seq)
		}
	}
	if len(times) != len(h.answers) {
		h.t.Errorf("%d notes for %d asks", len(times), len(h.answers))
	}
	var text string
	h.must(call(ctx, http.MethodGet, h.server.url("/m/%s/captions/en.txt", h.meeting), h.writers[0], nil, &text))
	got := strings.Fields(text)
	for i := range max(len(got), h.words) {
		if want := fmt.Sprintf("w%d", i+1); i >= len(got) || i >= h.words || got[i] != want {
			h.t.Fatalf("word %d of %d sent, %d there, is not %s:\n%s", i+1, h.words, len(got), want, text)
		}
	}
}

// read follows the meeting and its captions over every loss, from its cursors.
func (h *havoc) read(ctx context.Context) {
	cursors := map[string]string{"meeting": "", "captions/en": ""}
	for again := rate.NewLimiter(rate.Every(30*time.Millisecond), 1); again.Wait(ctx) == nil; {
		ws, _, err := websocket.Dial(ctx, h.url("/socket"), nil) //nolint:bodyclose // the library does
		if err != nil {
			continue
		}
		ws.SetReadLimit(8 << 20)
		h.connects.Add(1)
		hello, err := json.Marshal(map[string]any{"hello": map[string]any{"session": h.writers[0], "feeds": cursors}})
		if err == nil {
			err = ws.Write(ctx, websocket.MessageText, hello)
		}
		for err == nil {
			err = h.take(ctx, ws, cursors)
		}
		_ = ws.CloseNow()
	}
}

// take applies one frame.
func (h *havoc) take(ctx context.Context, ws *websocket.Conn, cursors map[string]string) error {
	_, b, err := ws.Read(ctx)
	if err != nil {
		return err
	}
	var p struct {
		Feed, Cursor string
		Reset        bool
		Set          map[string]json.RawMessage
	}
	if err := json.Unmarshal(b, &p); err != nil || p.Feed == "" {
		return err
	}
	h.viewMu.Lock()
	defer h.viewMu.Unlock()
	apply(h.view[p.Feed], p.Reset, p.Set)
	cursors[p.Feed] = p.Cursor
	select {
	case h.changed <- struct{}{}:
	default:
	}
	return nil
}

// apply brings what a client has of a feed up to date.
func apply(has map[string]json.RawMessage, reset bool, set map[string]json.RawMessage) {
	if reset {
		clear(has)
	}
	for k, v := range set {
		if has[k] = v; string(v) == "null" {
			delete(has, k)
		}
	}
}

// checkReader waits until the reader has what a newcomer gets.
func (h *havoc) checkReader(ctx context.Context) {
	for name := range h.view {
		var fresh struct{ Set map[string]json.RawMessage }
		h.must(call(ctx, http.MethodGet, h.url("/feeds/"+name), h.writers[0], nil, &fresh))
		for !h.has(name, fresh.Set) {
			select {
			case <-h.changed:
			case <-ctx.Done():
				h.t.Fatalf("the reader of %s does not catch up: %v", name, errors.Join(ctx.Err()))
			}
		}
	}
}

func (h *havoc) has(name string, want map[string]json.RawMessage) bool {
	h.viewMu.Lock()
	defer h.viewMu.Unlock()
	return maps.EqualFunc(h.view[name], want, func(a, b json.RawMessage) bool { return string(a) == string(b) })
}
