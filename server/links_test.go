package server_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"example.org/convener/meeting"
)

// P4: a revoked link lets nobody in, and who came by it is out within 2 s.
func TestRevokedLink(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann, deputy := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann"), g.join(t, "deputy", "Dee")
	line := ann.live(t, `{"meeting":""}`)
	link := linkOf(t, chair, "participant")

	for _, who := range []*person{ann, deputy} {
		if got := g.request(t, http.DefaultClient, http.MethodDelete, g.api("/links/"+link), "", "Authorization", who.bearer()); got.StatusCode != http.StatusForbidden {
			t.Errorf("somebody else revokes it: %d", got.StatusCode)
		}
	}
	began := time.Now()
	chair.does(t, "revoke_link", `{"link":"`+link+`"}`)
	line.ends(4503, "")
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the open connection lasted %v more", took)
	}
	if got := ann.ask(t, "raise_hand", `{"class":"topic"}`); got.code(t) != "401 no_session" {
		t.Errorf("an ask by who came by it: %s", got.body)
	}
	body, err := json.Marshal(map[string]string{"link": g.made.Links["participant"], "name": "Ann"})
	must(t, err)
	if got := g.post(t, g.api("/join"), string(body)); got.code(t) != "404 unknown_link" {
		t.Errorf("joining by it: %d %s", got.StatusCode, got.body)
	}
	g.join(t, "observer", "Obs") // by another link
}

func TestRevokedCaptionLink(t *testing.T) {
	g, _ := started(t)
	if got := g.caption(t, "en", 1, "before"); got.StatusCode != http.StatusOK {
		t.Fatal(got.body)
	}
	var list struct {
		Links []meeting.LinkValue `json:"links"`
	}
	g.get(t, g.api("/links"), "Authorization", "Bearer "+admin).decode(t, &list)
	for _, l := range list.Links {
		if l.Lang == "en" {
			if got := g.request(t, http.DefaultClient, http.MethodDelete, g.api("/links/"+l.Link), "", "Authorization", "Bearer "+admin); got.StatusCode != http.StatusNoContent {
				t.Errorf("the owner revokes: %d %s", got.StatusCode, got.body)
			}
		}
	}
	if got := g.post(t, local(t, g.made.Captions["en"].Zoom)+"&seq=2", "after"); got.StatusCode != http.StatusForbidden {
		t.Errorf("a post over the revoked link: %d %s", got.StatusCode, got.body)
	}
}

func TestMoreLinks(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair := g.join(t, "chair", "Sipho")
	post := func(who, body string) answer { return g.post(t, g.api("/links"), body, "Authorization", who) }
	for _, test := range []struct {
		rule, who, body string
		status          int
	}{
		{"by the chair", chair.bearer(), `{"role":"representative"}`, http.StatusCreated},
		{"by the owner", "Bearer " + admin, `{"role":"owner"}`, http.StatusCreated},
		{"for captions", chair.bearer(), `{"role":"captioner","lang":"en"}`, http.StatusCreated},
		{"for a while", chair.bearer(), `{"role":"observer","expires":"2999-01-01T00:00:00Z"}`, http.StatusCreated},
		{"not for more than one is", chair.bearer(), `{"role":"owner"}`, http.StatusForbidden},
		{"not by anybody", g.join(t, "participant", "Ann").bearer(), `{"role":"observer"}`, http.StatusForbidden},
		{"not without a session", "", `{"role":"observer"}`, http.StatusUnauthorized},
		{"for a role that there is", chair.bearer(), `{"role":"pope"}`, http.StatusBadRequest},
		{"for captions that there are", chair.bearer(), `{"role":"captioner","lang":"xx"}`, http.StatusBadRequest},
		{"for which captions", chair.bearer(), `{"role":"captioner"}`, http.StatusBadRequest},
		{"for nothing else", chair.bearer(), `{"role":"observer","secret":"mine"}`, http.StatusBadRequest},
	} {
		if got := post(test.who, test.body); got.StatusCode != test.status {
			t.Errorf("%s: %d %s", test.rule, got.StatusCode, got.body)
		}
	}
	var made struct {
		Link string `json:"link"`
		URL  string `json:"url"`
	}
	post(chair.bearer(), `{"role":"representative"}`).decode(t, &made)
	g.made.Links["representative"] = made.URL
	if p := g.joinFor(t, "representative", "Rep", "Access Coalition"); len(p.Roles) != 1 || p.Roles[0] != "representative" {
		t.Errorf("came in as %v", p.Roles)
	}
	post(chair.bearer(), `{"role":"observer","expires":"2001-01-01T00:00:00Z"}`).decode(t, &made)
	body, err := json.Marshal(map[string]string{"link": made.URL, "name": "Late"})
	must(t, err)
	if got := g.post(t, g.api("/join"), string(body)); got.code(t) != "404 unknown_link" {
		t.Errorf("an expired link: %s", got.body)
	}
}

// linkOf is the log's name of the link for a role, as the chair's feed has it.
func linkOf(t *testing.T, chair *person, role string) string {
	t.Helper()
	var links []struct {
		Link  string
		Roles []string
	}
	must(t, json.Unmarshal(chair.read(t, chair.api("/feeds/meeting"), "Authorization", chair.bearer()).Set["links"], &links))
	for _, l := range links {
		if l.Roles[0] == role {
			return l.Link
		}
	}
	t.Fatalf("no link for %s in %v", role, links)
	return ""
}
