package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.org/convener/server/servicetest"
)

// whoPays is the item under the Rule of an open meeting, and what is written on the other one.
const (
	whoPays = 3
	report  = "The report is ready."
)

// mixes has people talk as they do in a meeting under the Rule, on one item of an open meeting,
// and decide something there, on a node.
func (r *ruled) mixes(there *ruled) {
	r.t.Helper()
	r.comes()
	r.do("chair", "set_rule", map[string]any{"rule": "chatham-house", "item": whoPays})
	r.do("chair", "start_meeting", map[string]any{})
	r.do("secretary", "add_note", map[string]any{"text": report})
	r.do("chair", "start_item", map[string]any{"item": whoPays, "after": whoPays - 1})
	r.talks()
	there.do("secretary", "record_decision", map[string]any{"text": "Captions are paid for, as " + r.speaker + " said."})
	r.do("chair", "end_meeting", map[string]any{})
}

// T-12, T-13, T-16: a part of a meeting under the Rule is sealed under a key of its own. Once
// its record is published, over a kill, nothing else of it is left, and no copy from before can
// be read; the rest of the meeting is there until its own.
func TestCanariesOfAPart(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	r := newRuled(t, canaries, "open", startServer(t))
	r.mixes(r)
	if keys := r.keys(); len(keys) != 3 || !strings.HasPrefix(keys[0], r.id+".3.") || !slices.Equal(keys[1:], []string{r.id + ".key", "host"}) {
		t.Errorf("the keys are %v", keys)
	}
	before := t.TempDir()
	r.must(os.CopyFS(before, os.DirFS(r.server.data)))
	r.must(os.RemoveAll(filepath.Join(before, "keys")))
	if sealed := r.sealedUnder(r.id + ".3."); sealed < 8 {
		t.Errorf("only %d entries are sealed under the key of the part", sealed)
	}
	r.publishes(whoPays)
	r.server.kill()
	r.server.start()
	r.must(insist(r.ctx, func() error {
		if keys := r.keys(); !slices.Equal(keys, []string{r.id + ".key", "host"}) {
			return fmt.Errorf("the keys are %v", keys)
		}
		return nil
	}))
	if sealed := r.sealedUnder(r.id + ".3."); sealed != 0 {
		t.Errorf("%d entries are left under the key of the part", sealed)
	}
	for word, where := range r.found(r.words()) {
		t.Errorf("%s is in clear in %v", word, where)
	}
	r.none(r.partIsGone())
	there := r.restored(before, filepath.Join(r.server.data, "keys"))
	for role, session := range there.sessions {
		if err := call(r.ctx, http.MethodGet, there.url("/feeds/meeting"), session, nil, nil); err == nil {
			t.Errorf("the %s reads what was there before", role)
		}
	}
	r.publishes(0)
	r.none(r.forgotten())
	if text := r.public()["/m/ID/minutes"]; !strings.Contains(text, report) || !strings.Contains(text, "Record of 2. Who pays") {
		t.Errorf("the record says %s", text)
	}
}

// partIsGone are the findings after the record of the part is published: what is left of it
// that is not in that, and what is gone that does not belong to it.
func (r *ruled) partIsGone() (findings []string) {
	r.t.Helper()
	for _, role := range []string{"chair", "secretary", "participant"} {
		for _, feed := range []string{"meeting", "captions/en"} {
			for _, word := range []string{r.hand, r.spoken, r.deleted, r.owner, r.label} {
				if r.sees(role, feed, word) {
					findings = append(findings, fmt.Sprintf("the %s sees %s in %s", role, word, feed))
				}
			}
		}
		if !r.sees(role, "meeting", report) || !r.sees(role, "meeting", r.secretary) {
			findings = append(findings, "gone is what does not belong to it, for the "+role)
		}
	}
	public := r.public()
	for path, text := range public { // what the agenda says is told until the end
		findings = append(findings, r.names(path, strings.NewReplacer(r.body, "", r.presenter, "", r.paper, "").Replace(text))...)
	}
	for _, path := range []string{"/m/ID/minutes", "/m/ID/minutes.txt", "/m/ID/minutes.json", "/m/ID/minutes.docx", "/api/v1/meetings/ID/feeds/meeting"} {
		text := strings.Join(strings.Fields(public[path]), " ")
		if !strings.Contains(text, "Captions are paid for, as [a participant] said.") || strings.Contains(text, report) {
			findings = append(findings, fmt.Sprintf("%s says %s", path, text))
		}
	}
	return findings
}

// keys are the files of keys there are.
func (r *ruled) keys() (names []string) {
	r.t.Helper()
	files, err := os.ReadDir(filepath.Join(r.server.data, "keys"))
	r.must(err)
	for _, f := range files {
		names = append(names, f.Name())
	}
	slices.Sort(names)
	return names
}

// sealedUnder is how many entries are sealed under keys whose names begin so.
func (r *ruled) sealedUnder(key string) (n int) {
	r.t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(r.server.data, "convener.db")+"?mode=ro&_pragma=busy_timeout(5000)")
	r.must(err)
	r.must(db.QueryRowContext(r.ctx, `SELECT count(*) FROM entries WHERE key LIKE $1`, key+"%").Scan(&n))
	r.must(db.Close())
	return n
}

// T-6, T-25: where other people say the same on an item under the Rule, everybody reads the
// same of it, once its record is published and once all is.
func TestTwoWorldsOfAPart(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	var parts, wholes []map[string]string
	for _, who := range []cast{canaries, others} {
		r := newRuled(t, who, "open", startServer(t))
		r.mixes(r)
		r.publishes(whoPays)
		r.must(insist(r.ctx, func() error {
			if keys := r.keys(); len(keys) != 2 {
				return fmt.Errorf("the keys are %v", keys)
			}
			return nil
		}))
		part := r.world()
		for path, text := range part { // what the agenda says is told until the end
			part[path] = strings.NewReplacer(r.body, "BODY", r.presenter, "PRESENTER", r.paper, "PAPER").Replace(text)
		}
		parts = append(parts, part)
		r.publishes(0)
		wholes = append(wholes, r.world())
	}
	for _, worlds := range [][]map[string]string{parts, wholes} {
		for path, text := range worlds[0] {
			if other := worlds[1][path]; other != text {
				t.Errorf("%s differs:\n%s\n%s", path, text, other)
			}
		}
	}
}

// T-11, T-13: another node, with keys of its own, has those of a part passed on, and destroys
// them as soon as one node has published its record; what it writes meanwhile both can read.
func TestCanariesOfAPartOnTwoNodes(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	database, redis := servicetest.Postgres(t), servicetest.DurableRedis(t)
	r := newRuled(t, canaries, "open", startServer(t, "--database", database.URL, "--redis", redis.URL))
	second := startServer(t, "--database", database.URL, "--redis", redis.URL)
	r.folders = []string{database.Dir, redis.Dir, second.data}
	there := *r
	there.server = second
	r.mixes(&there)
	for _, node := range []*ruled{r, &there} {
		r.must(insist(r.ctx, func() error {
			var patch string
			err := call(r.ctx, http.MethodGet, node.url("/feeds/meeting"), r.sessions["secretary"], nil, &patch)
			if err == nil && (!strings.Contains(patch, "Captions are paid for") || !strings.Contains(patch, r.deleted)) {
				err = fmt.Errorf("%s sees %s", node.server.addr, patch)
			}
			return err
		}))
	}
	r.publishes(whoPays)
	for _, node := range []*ruled{r, &there} {
		r.must(insist(r.ctx, func() error {
			if keys := node.keys(); len(keys) != 2 || strings.Contains(fmt.Sprint(keys), ".3.") {
				return fmt.Errorf("the keys are %v", keys)
			}
			return nil
		}))
		r.none(node.partIsGone())
	}
	for word, where := range r.found([]string{r.hand, r.spoken, r.deleted, r.owner, r.label, r.guest, r.alarm}) { // PostgreSQL keeps who came before the Rule was asked for
		t.Errorf("%s is in clear in %v", word, where)
	}
}
