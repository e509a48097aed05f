package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"example.org/convener/server/servicetest"
	"example.org/convener/server/wire"
)

// T-1, T-5, T-7, T-8, T-9, T-10, T-12, T-14, T-15, T-16, T-17, T-19, T-20, T-22, T-26: who took
// part in a meeting under the Rule, and what tells it, is in no file while it is on, over a kill;
// and after the record is published, nowhere.
func TestCanaries(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	for _, rule := range []string{"chatham-house", "open"} {
		t.Run(rule, func(t *testing.T) {
			r := newRuled(t, canaries, rule, startServer(t))
			r.begins()
			if rule == "open" { // and somebody asks for the Rule afterwards
				if found := r.found(r.words()); len(found) < len(r.words())-2 {
					t.Errorf("the search is blind: only %v are found", found)
				}
				r.do("secretary", "set_rule", map[string]any{"rule": "chatham-house"})
			}
			r.none(r.sealed())
			r.none(r.private())
			r.server.kill()
			r.none(r.sealed())
			r.server.start()
			r.join("observer", r.late, "")
			r.caption(">> " + r.label + ": again " + r.spoken + ".\n")
			for role, feed := range map[string]string{"chair": "meeting", "participant": "captions/en"} { // who is there sees names
				if !r.sees(role, feed, r.spoken) || !r.sees(role, "meeting", strings.Fields(r.speaker)[1]) {
					t.Errorf("the %s does not see who said what", role)
				}
			}
			r.none(r.sealed())
			r.none(r.private())
			r.ends()
			r.none(r.forgotten())
		})
	}
}

// T-11: the same on PostgreSQL and Redis, whose logs and dead rows keep what they had.
func TestCanariesInServices(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	database, redis := servicetest.Postgres(t), servicetest.DurableRedis(t)
	r := newRuled(t, canaries, "chatham-house", startServer(t, "--database", database.URL, "--redis", redis.URL))
	second := startServer(t, "--database", database.URL, "--redis", redis.URL) // with a folder of its own
	r.folders = []string{database.Dir, redis.Dir, second.data}
	r.begins()
	r.none(r.sealed())
	there := *r
	there.server = second
	r.must(insist(r.ctx, func() error {
		var patch string
		err := call(r.ctx, http.MethodGet, there.url("/feeds/meeting"), r.sessions["chair"], nil, &patch)
		if err == nil && !strings.Contains(patch, r.spoken) {
			err = fmt.Errorf("it sees %s", patch)
		}
		return err
	}))
	there.attends("participant")
	r.attends("chair")
	r.must(insist(r.ctx, func() error { // each node knows from Redis that somebody is on the other
		var feed struct{ Set map[string]json.RawMessage }
		err := call(r.ctx, http.MethodGet, r.url("/feeds/presence"), r.sessions["secretary"], nil, &feed)
		var there wire.Presence
		if err == nil {
			err = json.Unmarshal(feed.Set["presence"], &there)
		}
		if err == nil && named(feed.Set)+there.Others < 2 {
			err = fmt.Errorf("it sees %s", feed.Set)
		}
		return err
	}))
	class := `{"class":"speaker"}`
	for word, where := range search(t, []string{redis.Dir}, append([]string{class}, r.people...)...) {
		if (word == class) != (len(where) > 0) {
			t.Errorf("%s of who is there is in %v of what Redis keeps", word, where)
		}
	}
	r.server.kill()
	r.server.start()
	r.join("observer", r.late, "")
	r.none(r.sealed())
	r.ends()
	r.must(insist(r.ctx, func() error { // also on the other node, at once
		keys, err := filepath.Glob(filepath.Join(second.data, "keys", "*.key"))
		if err == nil && len(keys) > 0 {
			err = fmt.Errorf("the other node has %v", keys)
		}
		return err
	}))
	database.Signal(syscall.SIGINT) // it writes out what it has
	database.Wait()
	redis.Signal(syscall.SIGKILL)
	if found := r.found(r.words()); len(found) > 0 {
		t.Errorf("left are %v", found)
	}
}

// The search finds what leaks, in whatever form.
func TestSearchFindsLeaks(t *testing.T) {
	word := "Žanqxd"
	for i, form := range forms(word) {
		dir := t.TempDir()
		r := &ruled{t: t, cast: cast{speaker: word}, server: &process{t: t, data: dir, temp: t.TempDir()}}
		if err := os.WriteFile(filepath.Join(dir, "leak"), append([]byte("before "), append(form, " after"...)...), 0o600); err != nil {
			t.Fatal(err)
		}
		if found := r.found(r.words()); len(found) != 1 {
			t.Errorf("form %d, %q, is not found", i, form)
		}
	}
	if n := len(forms(word)); n < 10 {
		t.Errorf("only %d forms are searched for", n)
	}
}
