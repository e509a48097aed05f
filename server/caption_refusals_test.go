package server_test

import (
	"net/http"
	"strings"
	"testing"
)

// What is refused, and how: clients look at the status.
func TestCaptionRefusals(t *testing.T) {
	g, _ := started(t)
	en := g.made.Captions["en"]
	zoom, teams, box := local(t, en.Zoom), local(t, en.Teams), local(t, en.Any)
	wrong := func(link string) string {
		before, _, _ := strings.Cut(link, "cvs_")
		return before + "cvs_aaaa"
	}
	for _, tt := range []struct {
		rule, method, path, body string
		status                   int
		header, value            string
	}{
		{"GET on the path for posts", "GET", zoom, "", 405, "Allow", "POST, OPTIONS"},
		{"PUT too", "PUT", zoom, "x", 405, "Allow", "POST, OPTIONS"},
		{"GET of Teams' path", "GET", teams, "", 405, "Allow", "POST, OPTIONS"},
		{"GET of the box's path", "GET", box, "", 405, "Allow", "POST, OPTIONS"},
		{"a wrong secret", "POST", wrong(zoom) + "&seq=1", "x", 403, "", ""},
		{"no secret", "POST", "/closedcaption?seq=1", "x", 403, "", ""},
		{"no secret of Teams, which its programs know as a missing parameter", "POST", "/cartcaption?meetingid=1", "x", 400, "", ""},
		{"an unknown cid of YouTube", "POST", "/closedcaption?cid=cvs_aaaa&seq=0", "x", 403, "", ""},
		{"a wrong secret of Teams", "POST", wrong(teams), "x", 401, "", ""},
		{"a wrong secret of the box", "POST", wrong(box), "x", 403, "", ""},
		{"a link to the meeting is none for captions", "POST", "/cc/" + g.made.Links["chair"][strings.Index(g.made.Links["chair"], "#")+1:], "x", 403, "", ""},
		{"the number for a wrong secret", "GET", strings.Replace(wrong(zoom), "?", "/seq?", 1), "", 403, "", ""},
		{"more than 64 KiB", "POST", zoom + "&seq=1", strings.Repeat("a", 64<<10+1), 413, "", ""},
		{"a page asks first", "OPTIONS", zoom, "", 204, "Access-Control-Allow-Origin", "*"},
		{"for the number too", "OPTIONS", strings.Replace(zoom, "?", "/seq?", 1), "", 204, "Access-Control-Allow-Methods", "GET, POST, OPTIONS"},
		{"a page may read the answer", "POST", zoom + "&seq=1", "x", 200, "Access-Control-Allow-Origin", "*"},
		{"from anywhere", "POST", teams, "x", 200, "Cross-Origin-Resource-Policy", "cross-origin"},
		{"even a refusal", "POST", wrong(zoom), "x", 403, "Access-Control-Allow-Origin", "*"},
		{"64 KiB", "POST", zoom + "&seq=2", strings.Repeat("a", 64<<10), 200, "", ""},
		{"a slash too many leads nowhere", "POST", "/closedcaption/?seq=1", "x", 404, "Location", ""},
	} {
		a := g.request(t, plain, tt.method, tt.path, tt.body, "Origin", "https://captioner.example")
		if a.StatusCode != tt.status || a.Header.Get(tt.header) != tt.value {
			t.Errorf("%s: %s, %s: %q; want %d, %q", tt.rule, a.Status, tt.header, a.Header.Get(tt.header), tt.status, tt.value)
		}
	}
}

func TestTooManyPosts(t *testing.T) {
	g, _ := started(t)
	link := local(t, g.made.Captions["en"].Any)
	for n := range 200 {
		if a := g.post(t, link, ""); a.StatusCode == http.StatusTooManyRequests {
			if n < 60 || a.Header.Get("Retry-After") != "1" {
				t.Errorf("post %d: %v", n, a.Header)
			}
			g.caption(t, "ja", 1, "another link is free\n")
			return
		}
	}
	t.Error("two hundred posts at once are taken")
}
