package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// public is what everybody can read of the meeting, by address.
func (r *ruled) public() map[string]string {
	r.t.Helper()
	got := make(map[string]string)
	for _, path := range []string{
		"/", "/m/ID", "/m/ID/text", "/m/ID/minutes", "/m/ID/minutes.html", "/m/ID/minutes.md", "/m/ID/minutes.txt", "/m/ID/minutes.json", "/m/ID/minutes.docx", "/m/ID/minutes.pdf",
		"/m/ID/captions/en.vtt", "/m/ID/captions/en.json", "/m/ID/captions/en.txt", "/m/ID/agenda.json", "/m/ID/meeting.ics", "/api/v1/meetings", "/api/v1/meetings/ID/feeds/meeting",
		"/api/v1/meetings/ID/feeds/presence", "/api/v1/meetings/ID/feeds/captions/en", "/api/v1/meetings/ID/review", "/metrics", "/readyz", "/how", "/access", "/bodies",
	} {
		address := r.server.url("%s", strings.ReplaceAll(path, "ID", r.id))
		req, err := http.NewRequestWithContext(r.ctx, http.MethodGet, address, nil)
		r.must(err)
		resp, err := http.DefaultClient.Do(req)
		r.must(err)
		b, err := io.ReadAll(resp.Body)
		r.must(err)
		r.must(resp.Body.Close())
		head := ""
		for _, name := range []string{"Content-Type", "Last-Modified", "ETag", "Content-Disposition", "Set-Cookie", "Location"} {
			head += name + ": " + resp.Header.Get(name) + "\n"
		}
		got[path] = fmt.Sprintf("%d\n%s\n%s%s", resp.StatusCode, head, b, unzipped(b))
	}
	return got
}

// unzipped is what a file holds that is an archive.
func unzipped(b []byte) (text string) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return ""
	}
	for _, f := range z.File {
		if in, err := f.Open(); err == nil {
			part, _ := io.ReadAll(in) // what can be read of it
			text += f.Name + "\n" + string(part)
		}
	}
	return text
}

// T-6, T-25: two meetings in which other people say the same leave the same public bytes, but
// for what names the meeting and when it was asked for.
func TestTwoWorlds(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	var worlds []map[string]string
	for _, who := range []cast{canaries, others} {
		r := newRuled(t, who, "chatham-house", startServer(t))
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
