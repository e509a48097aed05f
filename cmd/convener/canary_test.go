package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"example.org/convener/server/servicetest"
)

// T-1, T-8, T-9, T-10, T-12, T-14, T-15, T-16, T-17, T-20, T-22: who took part in a meeting
// under the Rule, and what tells it, is in no file while it is on, over a kill; and after the
// record is published, nowhere.
func TestCanaries(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	for _, rule := range []string{"chatham-house", "open"} {
		t.Run(rule, func(t *testing.T) {
			r := newRuled(t, canaries, rule)
			r.begins()
			r.ruled(rule)
			r.isSealed()
			r.isFollowed()
			r.isPrivate()
			r.server.kill()
			r.isSealed()
			r.server.start()
			r.join("observer", r.late, "")
			r.caption(">> " + r.label + ": again " + r.spoken + ".\n")
			for role, feed := range map[string]string{"chair": "meeting", "participant": "captions/en"} { // who is there sees names
				if !r.sees(role, feed, r.spoken) || !r.sees(role, "meeting", strings.Fields(r.speaker)[1]) {
					t.Errorf("the %s does not see who said what", role)
				}
			}
			r.isSealed()
			r.isPrivate()
			r.ends()
			r.isForgotten()
		})
	}
}

// T-11: the same on PostgreSQL and Redis, whose logs and dead rows keep what they had.
func TestCanariesInServices(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	database, redis := servicetest.Postgres(t), servicetest.DurableRedis(t)
	r := newRuled(t, canaries, "chatham-house", "--database", database.URL, "--redis", redis.URL)
	second := startServer(t, "--database", database.URL, "--redis", redis.URL) // with a folder of its own
	r.folders = []string{database.Dir, redis.Dir, second.data}
	r.begins()
	r.isSealed()
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
	r.server.kill()
	r.server.start()
	r.join("observer", r.late, "")
	r.isSealed()
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
	if found := r.found(); len(found) > 0 {
		t.Errorf("left are %v", found)
	}
}

// T-13: a backup, which the folder of keys is not in, tells nothing; and whoever starts a server
// on it cannot open the meeting.
func TestBackup(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	r := newRuled(t, canaries, "chatham-house")
	r.begins()
	r.server.kill()
	restored := newServer(t)
	r.must(os.CopyFS(restored.data, os.DirFS(r.server.data)))
	r.must(os.RemoveAll(filepath.Join(restored.data, "keys")))
	restored.start()
	there := *r
	there.server = restored
	if found := there.found(); len(found) > 0 {
		t.Errorf("in the backup are %v", found)
	}
	for _, path := range []string{"", "/text", "/minutes"} {
		var page string
		if err := call(r.ctx, http.MethodGet, restored.url("/m/%s%s", r.id, path), r.sessions["chair"], nil, &page); err == nil {
			t.Errorf("%s of the backup is %s", path, page)
		}
	}
	for _, feed := range []string{"meeting", "captions/en", "presence"} {
		var patch string
		if err := call(r.ctx, http.MethodGet, there.url("/feeds/"+feed), r.sessions["chair"], nil, &patch); err == nil {
			t.Errorf("%s of the backup is %s", feed, patch)
		}
	}
}

// T-6, T-25: two meetings in which other people say the same leave the same public bytes, but
// for what names the meeting and when it was asked for.
func TestTwoWorlds(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	var worlds []map[string]string
	for _, who := range []cast{canaries, others} {
		r := newRuled(t, who, "chatham-house")
		r.begins()
		r.ends()
		public := r.public()
		for path, text := range public {
			text = strings.NewReplacer(r.id, "ID", r.server.addr, "HOST", strings.TrimPrefix(r.server.addr, "127.0.0.1"), "PORT").Replace(text)
			public[path] = regexp.MustCompile(`"made": "[^"]*"|This copy was made on:?\*?\*? ?[^\n]*|"cursor":"[^"]*"|ETag: .*|DTSTAMP:\w+`).ReplaceAllString(text, "WHEN")
		}
		for _, path := range []string{"/m/ID/minutes.docx", "/m/ID/minutes.pdf", "/metrics"} {
			delete(public, path) // compressed with the time in it, and counts of this test's own requests
		}
		worlds = append(worlds, public)
	}
	for path, text := range worlds[0] {
		if other := worlds[1][path]; other != text {
			t.Errorf("%s differs:\n%s\n%s", path, text, other)
		}
	}
}

// The search finds what leaks, in whatever form.
func TestSearchFindsLeaks(t *testing.T) {
	word := "Žanqxd"
	for i, form := range forms(word) {
		dir := t.TempDir()
		r := &ruled{t: t, cast: cast{speaker: word}, server: &process{t: t, data: dir}}
		if err := os.WriteFile(filepath.Join(dir, "leak"), append([]byte("before "), append(form, " after"...)...), 0o600); err != nil {
			t.Fatal(err)
		}
		if found := r.found(); len(found) != 1 {
			t.Errorf("form %d, %q, is not found", i, form)
		}
	}
	if n := len(forms(word)); n < 10 {
		t.Errorf("only %d forms are searched for", n)
	}
}
