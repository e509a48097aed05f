package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestJoin(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, plan)
	quiet := h.meet(t, `{"title":"Quiet","rule":"chatham-house"}`)
	secret := func(link string) string { return link[strings.Index(link, "#")+1:] }
	for _, tt := range []struct {
		rule string
		at   *gathering
		in   map[string]any
		want string // of the answer
	}{
		{"by link", g, map[string]any{"link": g.made.Links["participant"], "name": "Ann"}, `"roles":["participant"]`},
		{"by its fragment", g, map[string]any{"link": "#" + secret(g.made.Links["chair"]), "name": "Ann"}, `"roles":["chair"]`},
		{"by its secret", g, map[string]any{"link": secret(g.made.Links["manager"]), "name": "Ann"}, `"roles":["manager"]`},
		{"by what was pasted with a space", g, map[string]any{"link": " " + g.made.Links["deputy"] + "\n", "name": "Ann"}, `"roles":["deputy"]`},
		{"for a body", g, map[string]any{"link": g.made.Links["participant"], "name": "Ann", "body": "Access Coalition"}, `"name":"Ann"`},
		{"in another way", g, map[string]any{"link": g.made.Links["participant"], "name": "Ann", "way": "sign"}, `"name":"Ann"`},
		{"a name is made tidy", g, map[string]any{"name": " Ann \u202e\t B. "}, `"name":"Ann B."`},
		{"without a link to observe, where the meeting is open", g, map[string]any{"name": "Ann"}, `"roles":["observer"]`},
		{"a name of 80 characters", g, map[string]any{"name": strings.Repeat("é", 80)}, `"person":"p-`},

		{"without a link where it is not open", quiet, map[string]any{"name": "Ann"}, `404 unknown_link`},
		{"by the link of another meeting", g, map[string]any{"link": quiet.made.Links["chair"], "name": "Ann"}, `404 unknown_link`},
		{"by a link of nobody's", g, map[string]any{"link": g.made.URL + "#cvl_aaaa", "name": "Ann"}, `404 unknown_link`},
		{"by the page without a secret", g, map[string]any{"link": g.made.URL, "name": "Ann"}, `404 unknown_link`},
		{"by a captioner's secret", g, map[string]any{"link": secret(g.made.Captions["en"].Console), "name": "Ann"}, `404 unknown_link`},
		{"without a name", g, map[string]any{"link": g.made.Links["chair"]}, `400 malformed`},
		{"with a name of 81 characters", g, map[string]any{"name": strings.Repeat("é", 81)}, `400 malformed`},
		{"for a body of elsewhere", g, map[string]any{"name": "Ann", "body": "Nobody's"}, `400 malformed`},
		{"in no way", g, map[string]any{"name": "Ann", "way": "shout"}, `400 malformed`},
		{"with what nobody asked for", g, map[string]any{"name": "Ann", "roles": []string{"chair"}}, `400 malformed`},
	} {
		body, err := json.Marshal(tt.in)
		must(t, err)
		a := h.post(t, tt.at.api("/join"), string(body))
		if got := a.body; a.StatusCode != http.StatusOK && a.code(t) != tt.want || a.StatusCode == http.StatusOK && !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s %s, want %s", tt.rule, a.Status, got, tt.want)
		}
	}
	for path, want := range map[string]string{uuid.NewString(): "404 unknown", "nothing": "404 unknown", strings.ToUpper(g.made.ID): "404 unknown"} {
		if got := h.post(t, "/api/v1/meetings/"+path+"/join", `{"name":"Ann"}`).code(t); got != want {
			t.Errorf("meeting %s: %s", path, got)
		}
	}
}

func TestSessionCookie(t *testing.T) {
	for public, secure := range map[string]bool{"http://meet.example.org": false, "https://meet.example.org": true} {
		g := open(t, public).meet(t, plan)
		a := g.post(t, g.api("/join"), `{"name":"Ann"}`)
		paths := make(map[string]bool)
		for _, c := range a.Cookies() {
			paths[c.Path] = true
			if c.Name != "convener_session" || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Secure != secure ||
				c.Domain != "" || c.MaxAge != 24*60*60 || !strings.Contains(a.body, c.Value) {
				t.Errorf("%s: %s", public, c)
			}
		}
		if len(paths) != 2 || !paths["/m/"+g.made.ID] || !paths[g.api("")] {
			t.Errorf("cookies for %v", paths)
		}
		if a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("a session may be kept in caches: %v", a.Header)
		}
	}
}

func TestResume(t *testing.T) {
	g := open(t, "").meet(t, plan)
	ann := g.join(t, "participant", "Ann")
	chair := g.join(t, "chair", "Sipho")
	resume := func(p *person, header ...string) answer {
		return g.request(t, p.client, http.MethodPost, g.api("/join"), `{"resume":true}`, header...)
	}
	for _, tt := range []struct {
		rule   string
		header []string
		want   string
	}{
		{"a page of ours", []string{"Origin", g.url, "Sec-Fetch-Site", "same-origin"}, "200 OK"},
		{"a program", nil, "200 OK"},
		{"a page of another site", []string{"Origin", "https://evil.example"}, "401 no_session"},
		{"a page of nowhere", []string{"Origin", "null"}, "401 no_session"},
		{"another port of ours", []string{"Origin", "http://127.0.0.1:1"}, "401 no_session"},
		{"a page that hides where it is from", []string{"Sec-Fetch-Site", "cross-site"}, "401 no_session"},
		{"a neighbour's", []string{"Sec-Fetch-Site", "same-site"}, "401 no_session"},
	} {
		a := resume(ann, tt.header...)
		if got := a.code(t); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.rule, got, tt.want)
		}
		if a.StatusCode != http.StatusOK {
			continue
		}
		var again person
		if a.decode(t, &again); again.Person != ann.Person || again.Name != "Ann" || again.Session == ann.Session {
			t.Errorf("%s: %s", tt.rule, a.body)
		}
	}
	if got := g.post(t, g.api("/join"), `{"resume":true}`).code(t); got != "401 no_session" {
		t.Errorf("without a cookie: %s", got)
	}
	chair.does(t, "remove_person", `{"person":"`+ann.Person+`"}`)
	if got := resume(ann).code(t); got != "401 no_session" {
		t.Errorf("after removal: %s", got)
	}
}
