package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime/quotedprintable"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"github.com/google/uuid"

	"example.org/convener/server/servicetest"
)

// What is said off the record is in no file, database, Redis file or log: every byte of them
// is searched after a kill (C10). What is said on it is found, or the search were none.
func TestOffTheRecordIsNowhere(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	database, redis := servicetest.Postgres(t), servicetest.DurableRedis(t)
	p := newPair(ctx, t, database.URL, redis.URL)
	chair := p.join(ctx, 0, "chair", "Second chair")
	record := func(on bool) {
		ask := map[string]any{"id": uuid.NewString(), "do": "set_record", "in": map[string]bool{"on": on}}
		p.must(call(ctx, http.MethodPost, p.nodes[0].url("%s/ask", p.path), chair, ask, nil))
	}
	p.writes(ctx, 0, 1, "Kestrelkept one.\n")
	record(false)
	for n := range p.nodes { // until each knows it
		p.must(insist(ctx, func() error { return p.sees(ctx, n, "meeting", "off_record") }))
	}
	p.writes(ctx, 0, 2, "Lapwinghidden two.\n")
	p.ops(ctx, 1, "desk", `{"n":1,"op":"t","s":"Curlewhidden three. "}`)
	for n := range p.nodes { // who is there reads it, on whichever node
		for _, word := range []string{"Lapwinghidden", "Curlewhidden"} {
			p.must(insist(ctx, func() error { return p.sees(ctx, n, "live/en", word) }))
		}
	}
	p.nodes[1].kill() // and comes back while it is off the record
	p.nodes[1].start()
	p.ops(ctx, 1, "desk", `{"n":2,"op":"t","s":"Dunlinhidden four. "}`)
	record(true)
	p.writes(ctx, 0, 3, "Kestrelkept five.\n")
	for _, node := range p.nodes {
		node.kill()
	}
	redis.Signal(syscall.SIGKILL)
	database.Signal(syscall.SIGQUIT)
	database.Wait()

	found := search(t, []string{p.nodes[0].data, p.nodes[1].data, redis.Dir, database.Dir}, "Kestrelkept", "Lapwinghidden", "Curlewhidden", "Dunlinhidden")
	for n, node := range p.nodes {
		for word := range found {
			if strings.Contains(node.log.String(), word) {
				found[word] = append(found[word], fmt.Sprint("the log of node ", n))
			}
		}
	}
	if len(found["Kestrelkept"]) == 0 {
		t.Error("what is on the record is not found: the search finds nothing")
	}
	for word, where := range found {
		if word != "Kestrelkept" && len(where) > 0 {
			t.Errorf("%s is in %v", word, where)
		}
	}
}

// The same on one node, where the program's own files are all there is.
func TestOffTheRecordIsInNoFile(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	h := newHavoc(ctx, t)
	post := func(n int, text string) {
		h.must(call(ctx, http.MethodPost, fmt.Sprintf("%s&seq=%d", h.zoom, n), "", text, nil))
	}
	post(1, "Kestrelkept one.\n")
	ask := map[string]any{"id": uuid.NewString(), "do": "set_record", "in": map[string]bool{"on": false}}
	h.must(call(ctx, http.MethodPost, h.url("/ask"), h.writers[0], ask, nil))
	for n := range 200 {
		text := fmt.Sprintf("Lapwinghidden %d.\n", n)
		h.must(insist(ctx, func() error { return call(ctx, http.MethodPost, fmt.Sprintf("%s&seq=%d", h.zoom, n+2), "", text, nil) }))
		if n%50 == 49 {
			h.server.kill()
			if n < 199 {
				h.server.start()
			}
		}
	}
	found := search(t, []string{h.server.data}, "Kestrelkept", "Lapwinghidden")
	if len(found["Kestrelkept"]) == 0 || len(found["Lapwinghidden"]) > 0 || strings.Contains(h.server.log.String(), "Lapwinghidden") {
		t.Errorf("found: %v", found)
	}
}

// writes posts text as number seq on node n.
func (p *pair) writes(ctx context.Context, n, seq int, text string) {
	p.t.Helper()
	p.must(call(ctx, http.MethodPost, p.nodes[n].url("%s&seq=%d", p.zoom, seq), "", text, nil))
}

// ops posts what a console did on node n.
func (p *pair) ops(ctx context.Context, n int, src, ops string) {
	p.t.Helper()
	_, secret, _ := strings.Cut(p.zoom, "signature=")
	secret, _, _ = strings.Cut(secret, "&")
	p.must(insist(ctx, func() error {
		return call(ctx, http.MethodPost, p.nodes[n].url("/captions/ops?src=%s", src), secret, ops, nil)
	}))
}

// sees reports whether a feed on node n has a word.
func (p *pair) sees(ctx context.Context, n int, feed, word string) error {
	var patch json.RawMessage
	err := call(ctx, http.MethodGet, p.nodes[n].url("%s/feeds/%s?since=&wait=0", p.path, feed), p.sessions[n], nil, &patch)
	if err == nil && !bytes.Contains(patch, []byte(word)) {
		err = fmt.Errorf("%s of node %d has no %s: %s", feed, n, word, patch)
	}
	return err
}

// search says in which files of folders words are, in whatever encoding.
func search(t *testing.T, folders []string, words ...string) map[string][]string {
	t.Helper()
	found, spelt := make(map[string][]string), make(map[string][][]byte)
	for _, word := range words {
		found[word], spelt[word] = nil, forms(word)
	}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			var b []byte
			if err == nil && d.Type().IsRegular() {
				b, err = os.ReadFile(path)
			}
			for _, word := range words {
				if slices.ContainsFunc(spelt[word], func(form []byte) bool { return bytes.Contains(b, form) }) {
					found[word] = append(found[word], path)
				}
			}
			if path != folder && errors.Is(err, fs.ErrNotExist) {
				return nil // it is gone since the folder was listed
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// forms are the bytes that a word may be written as: composed and decomposed, in small letters,
// in UTF-16 of both orders, in hexadecimal, in base64 wherever it begins, with each way of
// escaping letters, and as the digest of it. Source: section 2.2 of our attribution reference.
func forms(word string) [][]byte {
	var all [][]byte
	add := func(s string) {
		if b := []byte(s); !slices.ContainsFunc(all, func(had []byte) bool { return bytes.Equal(had, b) }) {
			all = append(all, b)
		}
	}
	for _, word := range []string{word, norm.NFD.String(word), strings.ToLower(word)} {
		var little, big []byte
		escaped, entities := "", ""
		for _, u := range utf16.Encode([]rune(word)) {
			little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
		}
		for _, r := range word {
			if r < 128 {
				escaped, entities = escaped+string(r), entities+string(r)
				continue
			}
			escaped, entities = escaped+fmt.Sprintf(`\u%04x`, r), entities+fmt.Sprintf("&#%d;", r)
		}
		for _, form := range []string{word, string(little), string(big), hex.EncodeToString([]byte(word)), url.QueryEscape(word), escaped, entities} {
			add(form)
		}
		var quoted bytes.Buffer
		w := quotedprintable.NewWriter(&quoted)
		_, _ = w.Write([]byte(word)) // to memory
		_ = w.Close()
		add(quoted.String())
		for skip := range 3 {
			whole := []byte(word)[skip:]
			add(base64.StdEncoding.EncodeToString(whole[:len(whole)/3*3]))
		}
		sum := sha256.Sum256([]byte(word))
		add(hex.EncodeToString(sum[:]))
	}
	return all
}
