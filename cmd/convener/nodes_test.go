package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"

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
	p.discreet()
}

// discreet ends the nodes and checks that their logs, which have had much to tell, name
// nobody and quote nothing (SEC-43).
func (p *pair) discreet() {
	for n, node := range p.nodes {
		node.kill()
		for _, canary := range []string{"Secretary", "Arrival", "note 1 of", "word1", "cvl_", "cvs_", "cve_", testToken} {
			if strings.Contains(node.log.String(), canary) {
				p.t.Errorf("the log of node %d has %q:\n%s", n, canary, node.log.String())
			}
		}
	}
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
	if late := at(p.stale, 100); late > 5*time.Second && !p.down.Load() { // the look each second, on a busy machine
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
	var patch struct{ Set map[string]json.RawMessage }
	if err := call(ctx, http.MethodGet, p.nodes[n].url("%s/feeds/presence", p.path), p.sessions[n], nil, &patch); err != nil {
		return err
	}
	there := named(patch.Set)
	if now := patch.Set["presence"]; !strings.Contains(string(now), `"whole":true`) || there != p.arrivals {
		return fmt.Errorf("node %d: there are %d, want %d: %s", n, there, p.arrivals, now)
	}
	return nil
}

// named is how many people all of the feed presence names.
func named(set map[string]json.RawMessage) (n int) {
	for key := range set {
		if strings.HasPrefix(key, "present/") {
			n++
		}
	}
	return n
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
