package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// upgrade asks for a socket as a browser does, and returns the status.
func (g *gathering) upgrade(t *testing.T, header ...string) answer {
	t.Helper()
	return g.get(t, g.api("/socket"), append([]string{
		"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13",
		"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Extensions", "permessage-deflate",
	}, header...)...)
}

// Pages of other sites are refused before there is a socket (SEC-01).
func TestOrigin(t *testing.T) {
	g := open(t, "https://meet.example.org").meet(t, plan)
	for _, tt := range []struct {
		rule, host, origin string
		status             int
	}{
		{"a page of ours", "meet.example.org", "https://meet.example.org", 101},
		{"in large letters, for a host has none", "meet.example.org", "https://MEET.example.org", 101},
		{"a program, which has no page", "meet.example.org", "", 101},
		{"another host", "meet.example.org", "https://evil.example", 403},
		{"one that ends like ours", "meet.example.org", "https://evilmeet.example.org", 403},
		{"one that begins like ours", "meet.example.org", "https://meet.example.org.evil.example", 403},
		{"a sub-domain", "meet.example.org", "https://sub.meet.example.org", 403},
		{"the domain above", "meet.example.org", "https://example.org", 403},
		{"another port", "meet.example.org", "https://meet.example.org:8443", 403},
		{"another scheme", "meet.example.org", "http://meet.example.org", 403},
		{"a scheme of nobody's", "meet.example.org", "file://meet.example.org", 403},
		{"no origin", "meet.example.org", "null", 403},
		{"with a user", "meet.example.org", "https://meet.example.org@evil.example", 403},
		{"with a user of ours", "meet.example.org", "https://evil@meet.example.org", 403},
		{"with a path", "meet.example.org", "https://meet.example.org/", 403},
		{"with a query", "meet.example.org", "https://meet.example.org?", 403},
		{"with a fragment", "meet.example.org", "https://meet.example.org#", 403},
		{"two in one", "meet.example.org", "https://meet.example.org https://evil.example", 403},
		{"nonsense", "meet.example.org", "%", 403},
		{"the page of this machine", "localhost:8080", "http://localhost:8080", 101},
		{"of another server on it", "localhost:8080", "http://localhost:9090", 403},
		{"the public page, by this machine's name", "localhost:8080", "https://meet.example.org", 101},
		{"the machine's page, by the public name", "meet.example.org", "http://localhost:8080", 403},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			header := []string{"Host", tt.host}
			if tt.origin != "" {
				header = append(header, "Origin", tt.origin)
			}
			a := g.upgrade(t, header...)
			if a.StatusCode != tt.status {
				t.Errorf("%s from %s: %s, want %d", tt.host, tt.origin, a.Status, tt.status)
			}
			if a.StatusCode == http.StatusForbidden && a.code(t) != "403 not_allowed" {
				t.Errorf("refused with %s", a.body)
			}
			if got := a.Header.Get("Sec-WebSocket-Extensions"); got != "" {
				t.Errorf("compression is on (SEC-22): %s", got)
			}
		})
	}
}

// A name that somebody else has pointed at this machine is not ours (SEC-02).
func TestHost(t *testing.T) {
	h := open(t, "https://meet.example.org")
	for host, ours := range map[string]bool{
		"meet.example.org": true, "MEET.Example.org": true,
		"localhost": true, "localhost:8080": true, "LOCALHOST": true, "127.0.0.1:8080": true, "127.9.9.9": true, "[::1]:8080": true, "[::1]": true,
		"evil.example": false, "meet.example.org.evil.example": false, "meet.example.org:8443": false, "example.org": false,
		"localhost.evil.example": false, "127.0.0.1.evil.example": false, "192.0.2.7": false, "0.0.0.0": false, "[2001:db8::1]:80": false,
		"localhost:8080:evil.example": false,
	} {
		for _, path := range []string{"/", "/healthz", "/api/v1/meetings", "/closedcaption"} {
			a := h.get(t, path, "Host", host, "Origin", "https://"+host)
			if got := a.StatusCode != http.StatusMisdirectedRequest && a.StatusCode != http.StatusBadRequest; got != ours {
				t.Errorf("%s%s: %s", host, path, a.Status)
			}
			if a.StatusCode == http.StatusMisdirectedRequest && a.code(t) != "421 unknown" {
				t.Errorf("%s: %s", host, a.body)
			}
		}
	}
}

// The browser's cookie gives a socket no identity (SEC-03).
func TestCookieOpensNoSocket(t *testing.T) {
	g := open(t, "").meet(t, plan)
	ann := g.join(t, "participant", "Ann")
	s := g.dial(t, g.made.ID, http.Header{"Cookie": {"convener_session=" + ann.Session}, "Authorization": {ann.bearer()}})
	s.say(greeting("", `{"me":""}`, ""))
	if f, err := s.hear(); err != nil || f.Welcome == nil || f.Welcome.Person != "" || f.Welcome.Name != "" {
		t.Errorf("the cookie is welcomed as %+v, %v", f.Welcome, err)
	}
	silent := g.dial(t, g.made.ID, http.Header{"Cookie": {"convener_session=" + ann.Session}})
	silent.say(`{"follow":{"me":""}}`)
	silent.ends(websocket.StatusCode(4501), "")
}

// Every answer says what browsers may do with it (SEC-29).
func TestSecurityHeaders(t *testing.T) {
	for public, hsts := range map[string]string{"https://meet.example.org": "max-age=31536000", "http://meet.example.org": ""} {
		g := open(t, public).meet(t, plan)
		ann := g.join(t, "participant", "Ann")
		en := g.made.Captions["en"]
		for _, route := range []struct{ method, path string }{
			{"GET", "/"},
			{"GET", "/healthz"},
			{"GET", "/captioner"},
			{"GET", "/assets/a.js"},
			{"GET", "/assets/none.js"},
			{"GET", "/none"},
			{"GET", "/api/v1/meetings"},
			{"POST", "/api/v1/meetings"},
			{"POST", g.api("/join")},
			{"POST", g.api("/ask")},
			{"GET", g.api("/feeds/meeting")},
			{"GET", g.api("/feeds/me")},
			{"GET", g.api("/socket")},
			{"GET", "/m/" + g.made.ID},
			{"GET", "/m/none"},
			{"GET", "/m/" + g.made.ID + "/minutes"},
			{"GET", "/m/" + g.made.ID + "/minutes.txt"},
			{"GET", "/m/" + g.made.ID + "/captions/en.vtt"},
			{"GET", "/m/" + g.made.ID + "/captions.txt"},
			{"GET", "/m/" + g.made.ID + "/text"},
			{"GET", "/m/" + g.made.ID + "/overlay"},
			{"POST", local(t, en.Zoom)},
			{"GET", local(t, en.Zoom)},
			{"OPTIONS", local(t, en.Teams)},
			{"POST", local(t, en.Any)},
			{"GET", "/closedcaption/seq"},
		} {
			permissions := "camera=(), geolocation=(), microphone=()"
			if route.path == "/captioner" {
				permissions = "camera=(), geolocation=(), microphone=(self)" // where captions are dictated
			}
			for _, who := range [][]string{nil, {"Authorization", ann.bearer()}} {
				a := g.request(t, plain, route.method, route.path, "", who...)
				for name, want := range map[string]string{
					"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
					"Permissions-Policy": permissions, "Strict-Transport-Security": hsts,
				} {
					if got := a.Header.Get(name); got != want {
						t.Errorf("%s %s: %s is %q, want %q", route.method, route.path, name, got, want)
					}
				}
				if got := a.Header.Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") || !strings.Contains(got, "frame-ancestors 'none'") {
					t.Errorf("%s: policy %q", route.path, got)
				}
				captions := strings.HasPrefix(route.path, "/closedcaption") || strings.HasPrefix(route.path, "/cc/") || strings.HasPrefix(route.path, "/cartcaption")
				if got := a.Header.Get("Cross-Origin-Resource-Policy"); got != "same-origin" && !captions {
					t.Errorf("%s: resource policy %q", route.path, got)
				}
				private := who != nil && a.StatusCode == http.StatusOK && (strings.HasPrefix(route.path, "/m/") || strings.Contains(route.path, "/feeds/") || strings.Contains(route.path, "/join"))
				if got := a.Header.Get("Cache-Control"); private && got != "no-store" {
					t.Errorf("%s: what is private may be kept: %q", route.path, got)
				}
			}
		}
	}
}
