package main

import (
	"database/sql"
	"net/http"
	"os"
	"path/filepath"
	"testing"
)

// T-13: what was copied of a meeting under the Rule before its record was published, as our
// documentation says to, cannot be read afterwards: the key, which no copy had, is destroyed.
func TestRestoredCopies(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	r := newRuled(t, canaries, "chatham-house", startServer(t))
	r.begins()
	whole, vacuumed := t.TempDir(), t.TempDir()
	r.must(os.CopyFS(whole, os.DirFS(r.server.data)))
	keys := filepath.Join(t.TempDir(), "keys")
	r.must(os.Rename(filepath.Join(whole, "keys"), keys))
	db, err := sql.Open("sqlite", filepath.Join(r.server.data, "convener.db"))
	r.must(err)
	_, err = db.ExecContext(r.ctx, `VACUUM INTO $1`, filepath.Join(vacuumed, "convener.db"))
	r.must(err)
	r.must(db.Close())
	r.ends()
	r.none(r.forgotten())

	if there := r.restored(whole, keys); !there.sees("chair", "meeting", r.spoken) {
		t.Error("even with the key nothing is there: the test shows nothing")
	}
	for _, copied := range []string{whole, vacuumed} {
		there := r.restored(copied, filepath.Join(r.server.data, "keys"))
		for role, session := range there.sessions {
			var patch string
			if err := call(r.ctx, http.MethodGet, there.url("/feeds/meeting"), session, nil, &patch); err == nil {
				t.Errorf("the %s reads %s", role, patch)
			}
		}
		for path, text := range there.public() {
			r.none(there.names(path, text))
		}
		for word, where := range there.found(there.words()) {
			t.Errorf("%s is in %v", word, where)
		}
	}
}

// restored is the meeting on a server with a folder of data, and one of keys.
func (r *ruled) restored(data, keys string) *ruled {
	r.t.Helper()
	there := *r
	there.server = newServer(r.t, "--seal-keys", keys)
	r.must(os.CopyFS(there.server.data, os.DirFS(data)))
	there.server.start()
	return &there
}
