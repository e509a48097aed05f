package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"
)

// A pair is two nodes in one meeting.
type pair struct {
	t        *testing.T
	nodes    [2]*process
	sessions [2]string // of a secretary on each
	links    map[string]string
	path     string // of the meeting
	zoom     string
	stop     chan struct{}
	down     atomic.Bool // the database may be

	mu       sync.Mutex
	asked    map[string]time.Time // notes, and when they were answered
	took     []time.Duration      // by asks of this phase
	stale    []time.Duration      // until the other node showed them
	words    int
	arrivals int
}

func newPair(ctx context.Context, t *testing.T, database, redis string) *pair {
	p := &pair{t: t, stop: make(chan struct{}), asked: make(map[string]time.Time)}
	for n := range p.nodes {
		p.nodes[n] = startServer(t, "--database", database, "--redis", redis)
	}
	var made struct {
		ID       string
		Links    map[string]string
		Captions map[string]struct{ Zoom string }
	}
	p.must(call(ctx, http.MethodPost, p.nodes[0].url("/api/v1/meetings"), testToken, map[string]any{"title": "Two nodes"}, &made))
	p.path, p.links = "/api/v1/meetings/"+made.ID, made.Links
	_, query, _ := strings.Cut(made.Captions["en"].Zoom, "?")
	p.zoom = "/closedcaption?" + query
	chair := p.join(ctx, 0, "chair", "Chair")
	p.must(call(ctx, http.MethodPost, p.nodes[0].url("%s/ask", p.path), chair,
		map[string]any{"id": uuid.NewString(), "do": "start_meeting", "in": struct{}{}}, nil))
	for n := range p.nodes {
		p.sessions[n] = p.join(ctx, n, "secretary", fmt.Sprint("Secretary ", n))
	}
	return p
}

func (p *pair) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("%v\n%s\n%s", err, p.nodes[0].log.String(), p.nodes[1].log.String())
	}
}

func (p *pair) join(ctx context.Context, n int, role, name string) string {
	p.t.Helper()
	var in struct{ Session string }
	p.must(call(ctx, http.MethodPost, p.nodes[n].url("%s/join", p.path), "", map[string]any{"link": p.links[role], "name": name}, &in))
	return in.Session
}

// stopped reports whether it is over.
func (p *pair) stopped() bool {
	select {
	case <-p.stop:
		return true
	default:
		return false
	}
}

// try does something once; while the database is down again and again, as clients do.
func (p *pair) try(ctx context.Context, do func() error) error {
	err := do()
	if err != nil && p.down.Load() {
		return insist(ctx, do)
	}
	return err
}

// ask writes notes on node n, one after the other.
func (p *pair) ask(ctx context.Context, n int) {
	pace := rate.NewLimiter(15, 1)
	for i := 0; !p.stopped() && pace.Wait(ctx) == nil; i++ {
		text := fmt.Sprintf("note %d of node %d", i, n)
		ask := map[string]any{"id": uuid.NewString(), "do": "add_note", "in": map[string]string{"text": text}}
		began := time.Now()
		err := p.try(ctx, func() error {
			return call(ctx, http.MethodPost, p.nodes[n].url("%s/ask", p.path), p.sessions[n], ask, nil)
		})
		if err != nil {
			p.t.Errorf("an ask failed: %v", err)
			return
		}
		p.mu.Lock()
		p.took, p.asked[text] = append(p.took, time.Since(began)), time.Now()
		p.mu.Unlock()
	}
}

// caption writes words on node 0, one after the other.
func (p *pair) caption(ctx context.Context) {
	pace := rate.NewLimiter(15, 1)
	for i := 1; !p.stopped() && pace.Wait(ctx) == nil; i++ {
		if err := p.try(ctx, func() error {
			return call(ctx, http.MethodPost, p.nodes[0].url("%s&seq=%d&lang=en", p.zoom, i), "", fmt.Sprintf("word%d ", i), nil)
		}); err != nil {
			p.t.Errorf("a post failed: %v", err)
			return
		}
		p.mu.Lock()
		p.words = i
		p.mu.Unlock()
	}
}

// read reads on node n what was asked on the other, and notes how late.
func (p *pair) read(ctx context.Context, n int) {
	other, cursor := fmt.Sprintf("of node %d", 1-n), ""
	for !p.stopped() {
		var patch struct {
			Cursor string
			Set    map[string]json.RawMessage
		}
		var body string
		url := p.nodes[n].url("%s/feeds/meeting?wait=1&since=%s", p.path, cursor)
		if err := p.try(ctx, func() error { return call(ctx, http.MethodGet, url, p.sessions[n], nil, &body) }); err != nil {
			p.t.Errorf("a read failed: %v", err)
			return
		}
		if body == "" || json.Unmarshal([]byte(body), &patch) != nil {
			continue
		}
		cursor = patch.Cursor
		for _, value := range patch.Set {
			var note struct{ Text string }
			if json.Unmarshal(value, &note) == nil && strings.HasSuffix(note.Text, other) {
				p.saw(note.Text)
			}
		}
	}
}

// saw notes that a node shows a note that was asked on the other.
func (p *pair) saw(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at, ok := p.asked[text]; ok { // else it is shown before its asker has the answer
		p.stale = append(p.stale, time.Since(at))
	}
}

// last lets things go on for d.
func (p *pair) last(ctx context.Context, d time.Duration) {
	timed, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	<-timed.Done()
}
