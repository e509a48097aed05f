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

	"example.org/convener/server/export/document/documenttest"
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
		worlds = append(worlds, r.world())
	}
	for path, text := range worlds[0] {
		if other := worlds[1][path]; other != text {
			t.Errorf("%s differs:\n%s\n%s", path, text, other)
		}
	}
}

// when is where an answer tells when it was asked for.
var when = regexp.MustCompile(`"made": "[^"]*"|This copy was made on:?\*?\*? ?(</w:t></w:r><w:r><w:t[^>]*>)?[^\n<]*|"cursor":"[^"]*"|ETag: .*|DTSTAMP:\w+|W3CDTF">[^<]*|(CreationDate|ModDate|File size): .*`)

// value is a figure of /metrics, which are those of this test's own requests.
var value = regexp.MustCompile(`(?m) [-+.\deNaInf]+$`)

// world is what everybody can read of the meeting, but for what names it, and when it was asked
// for. Of what is compressed it is what is inside.
func (r *ruled) world() map[string]string {
	r.t.Helper()
	public := r.public()
	for path, text := range public {
		switch {
		case path == "/metrics":
			text = value.ReplaceAllString(text, "")
		case strings.HasSuffix(path, ".docx"):
			head, file, _ := strings.Cut(text, "PK\x03\x04")
			text = head + unzipped([]byte("PK\x03\x04"+file))
		case strings.HasSuffix(path, ".pdf"):
			head, body, _ := strings.Cut(text, "%PDF-")
			file := documenttest.OnDisk(r.t, "minutes.pdf", func(w io.Writer) error {
				_, err := io.WriteString(w, "%PDF-"+body)
				return err
			})
			text = head + documenttest.Program(r.t, "pdfinfo", file) + documenttest.Program(r.t, "pdfinfo", "-struct-text", file)
		}
		text = strings.NewReplacer(r.id, "ID", r.server.addr, "HOST", r.server.addr[strings.LastIndex(r.server.addr, ":"):], "PORT").Replace(text)
		public[path] = when.ReplaceAllString(text, "WHEN")
	}
	return public
}
