package server_test

import (
	"net/http"
	"testing"
)

func TestCaptionFiles(t *testing.T) {
	g, ann := started(t)
	g.caption(t, "en", 1, ">> ANNA: Is a < b?\n>> No.\n")
	for _, tt := range []struct{ ext, kind, want string }{
		{"vtt", "text/vtt; charset=utf-8", "WEBVTT\n\nNOTE Language: en\n\n" +
			"1\n00:00:00.000 --> 00:00:01.000\n<v ANNA>Is a &lt; b?</v>\n\n2\n00:00:01.000 --> 00:00:02.000\n&gt;&gt; No.\n\n"},
		{"srt", "application/x-subrip; charset=utf-8", "1\n00:00:00,000 --> 00:00:01,000\nANNA: Is a ‹ b?\n\n2\n00:00:01,000 --> 00:00:02,000\n- No.\n"},
		{"txt", "text/plain; charset=utf-8", "ANNA: Is a < b?\n>> No.\n"},
	} {
		path := "/m/" + g.made.ID + "/captions/en." + tt.ext
		a := g.get(t, path, "Authorization", ann.bearer())
		if a.body != tt.want || a.Header.Get("Content-Type") != tt.kind || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %s %q, want %q", tt.ext, a.Header.Get("Content-Type"), a.body, tt.want)
		}
		if a := g.get(t, path); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s without a session: %s", tt.ext, a.Status)
		}
	}
	for _, path := range []string{"/captions/en.doc", "/captions/fr.srt", "/captions/en"} {
		if a := g.get(t, "/m/"+g.made.ID+path, "Authorization", ann.bearer()); a.code(t) != "404 unknown" {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
}
