package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/google/uuid"
	"golang.org/x/time/rate"

	"example.org/convener/server/servicetest"
)

// Two nodes on one database hold one meeting, whatever becomes of Redis between them (F11,
// F12, F13, F17): asks are answered, each node shows what was asked on the other, captions
// have no hole, and who is there is right again.
func TestNodes(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	database, redis := servicetest.Postgres(t), servicetest.Redis(t)
	p := newPair(ctx, t, database.URL, redis.URL)
	var working sync.WaitGroup
	for n := range p.nodes {
		working.Go(func() { p.ask(ctx, n) })
		working.Go(func() { p.read(ctx, n) })
	}
	working.Go(func() { p.caption(ctx) })

	p.phase(ctx, "healthy", func() { p.last(ctx, 2*time.Second) })
	p.phase(ctx, "killed, and back after 3 s", func() {
		redis.Signal(syscall.SIGKILL)
		p.last(ctx, 3*time.Second)
		redis.Start()
	})
	p.phase(ctx, "frozen for 5 s", func() {
		redis.Signal(syscall.SIGSTOP)
		p.last(ctx, 5*time.Second)
		redis.Signal(syscall.SIGCONT)
	})
	p.phase(ctx, "emptied", func() { p.flush(strings.TrimPrefix(redis.URL, "redis://")) })
	redis.Signal(syscall.SIGKILL)
	p.phase(ctx, "gone for good", nil)
	p.crash(ctx, database)

	close(p.stop)
	working.Wait()
	p.compare(ctx)
}

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

// crash ends the database as a crash does, and has it come back (F05). What is asked
// meanwhile is asked again under the same id, and happens once; neither node has to start
// anew.
func (p *pair) crash(ctx context.Context, database *servicetest.Service) {
	p.down.Store(true)
	database.Signal(syscall.SIGQUIT)
	database.Wait()
	p.last(ctx, time.Second)
	database.Start()
	p.phase(ctx, "gone, the database back after a crash", nil)
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

// phase lets something happen, waits until who is there is right again on both nodes, and
// tells how long asks took and how late the other node was.
func (p *pair) phase(ctx context.Context, name string, happens func()) {
	p.mu.Lock()
	p.took, p.stale = nil, nil
	p.mu.Unlock()
	again := "is not asked for"
	if happens != nil {
		happens()
		began := time.Now()
		p.arrive(ctx)
		again = time.Since(began).Round(time.Millisecond).String()
	} else {
		p.last(ctx, 3*time.Second)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.t.Logf("Redis %s: %d asks, p50 %v, p99 %v, max %v; on the other node after p50 %v, p99 %v, max %v; presence right after %s",
		name, len(p.took), at(p.took, 50), at(p.took, 99), at(p.took, 100), at(p.stale, 50), at(p.stale, 99), at(p.stale, 100), again)
	if len(p.took) == 0 || len(p.stale) == 0 {
		p.t.Errorf("Redis %s: nothing went on", name)
	}
	if late := at(p.stale, 100); late > 5*time.Second { // the look each second, on a busy machine
		p.t.Errorf("Redis %s: the other node was %v late", name, late)
	}
}

func at(all []time.Duration, percent int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	return sorted[(len(sorted)-1)*percent/100].Round(100 * time.Microsecond)
}

// arrive has somebody new connect to each node, and waits until both nodes name all who have.
func (p *pair) arrive(ctx context.Context) {
	for n := range p.nodes {
		p.arrivals++
		session := p.join(ctx, n, "participant", fmt.Sprint("Arrival ", p.arrivals))
		ws, _, err := websocket.Dial(ctx, strings.Replace(p.nodes[n].url("%s/socket", p.path), "http", "ws", 1), nil) //nolint:bodyclose // the library has read it
		p.must(err)
		p.must(ws.Write(ctx, websocket.MessageText, []byte(`{"hello":{"session":"`+session+`","feeds":{}}}`)))
		p.t.Cleanup(drain(ctx, ws))
	}
	for n := range p.nodes {
		p.must(insist(ctx, func() error { return p.complete(ctx, n) }))
	}
}

// drain reads what comes until the returned function is called.
func drain(ctx context.Context, ws *websocket.Conn) (stop func()) {
	var reading sync.WaitGroup
	reading.Go(func() {
		for {
			if _, _, err := ws.Read(ctx); err != nil {
				return
			}
		}
	})
	return func() { _ = ws.CloseNow(); reading.Wait() }
}

// complete returns an error unless node n names all who have arrived.
func (p *pair) complete(ctx context.Context, n int) error {
	var patch struct {
		Set struct {
			Presence struct {
				People []struct{ Name string }
				Whole  bool
			}
		}
	}
	if err := call(ctx, http.MethodGet, p.nodes[n].url("%s/feeds/presence", p.path), p.sessions[n], nil, &patch); err != nil {
		return err
	}
	there := patch.Set.Presence
	if !there.Whole || len(there.People) != p.arrivals {
		return fmt.Errorf("node %d: whole %t, there are %v, want %d", n, there.Whole, there.People, p.arrivals)
	}
	return nil
}

// flush empties Redis.
func (p *pair) flush(address string) {
	p.must(servicetest.Flush(address))
}

// compare checks that both nodes show the same, and that no word is missing.
func (p *pair) compare(ctx context.Context) {
	var texts [2]string
	var want strings.Builder
	for i := range p.words {
		fmt.Fprintf(&want, "word%d ", i+1)
	}
	p.must(insist(ctx, func() error {
		for n := range p.nodes {
			var patch struct{ Set map[string]json.RawMessage }
			if err := call(ctx, http.MethodGet, p.nodes[n].url("%s/feeds/meeting", p.path), p.sessions[n], nil, &patch); err != nil {
				return err
			}
			var captions string
			if err := call(ctx, http.MethodGet, p.nodes[n].url("%s/captions/en.txt", strings.Replace(p.path, "/api/v1/meetings", "/m", 1)), p.sessions[n], nil, &captions); err != nil {
				return err
			}
			if got := strings.Join(strings.Fields(captions), " "); got != strings.TrimSpace(want.String()) {
				return fmt.Errorf("node %d has captions %q", n, got)
			}
			b, err := json.Marshal(patch.Set)
			if err != nil {
				return err
			}
			texts[n] = string(b)
		}
		if texts[0] != texts[1] {
			return fmt.Errorf("the nodes differ:\n%s\n%s", texts[0], texts[1])
		}
		return nil
	}))
	for text := range p.asked {
		if strings.Count(texts[0], `"`+text+`"`) != 1 {
			p.t.Errorf("%q was answered, and is there %d times", text, strings.Count(texts[0], `"`+text+`"`))
		}
	}
	p.t.Logf("%d notes and %d words are the same on both nodes", len(p.asked), p.words)
}

func TestSettingsThatMakeNoNodes(t *testing.T) {
	for name, test := range map[string]struct {
		settings serveCmd
		says     string
	}{
		"Redis without a database":   {serveCmd{Redis: "redis://localhost"}, "give --database as well"},
		"a database of another kind": {serveCmd{Database: "mysql://localhost/x"}, "PostgreSQL"},
		"two nodes on one folder":    {serveCmd{Data: t.TempDir()}, "another convener is running"},
	} {
		if test.settings.Data != "" {
			first, err := test.settings.openStore(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = first.close() })
		}
		if _, err := test.settings.openStore(t.Context()); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
