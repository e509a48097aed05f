package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	law "example.org/convener/meeting/group"
	"example.org/convener/server/journal"
)

// contact is somebody with a body's link.
type contact struct {
	*house
	secret string
}

// bodied is a house whose group has bodies.
func bodied(t *testing.T) *house {
	h := open(t, "")
	s := law.Default()
	s.Bodies = []law.Body{{Name: "Libraries & Archives", Aims: "To read."}, {Name: "Islands", Seats: 1}}
	if got := h.agree(t, 0, s, admin); got.StatusCode != http.StatusOK {
		t.Fatal(got.body)
	}
	return h
}

func linksOf(body string) string { return "/api/v1/bodies/" + url.PathEscape(body) + "/links" }

// contact makes a body's link.
func (h *house) contact(t *testing.T, body string) contact {
	t.Helper()
	var made struct{ Link, URL string }
	a := h.post(t, linksOf(body), "", "Authorization", "Bearer "+admin)
	a.decode(t, &made)
	page, secret, _ := strings.Cut(made.URL, "#")
	if a.StatusCode != http.StatusCreated || page != h.url+"/body" || !strings.HasPrefix(secret, "cvb_") || len(secret) < 30 {
		t.Fatalf("%d: %s", a.StatusCode, a.body)
	}
	return contact{h, secret}
}

func (c contact) api(t *testing.T, method, path, body string) answer {
	t.Helper()
	return c.request(t, plain, method, "/api/v1/body"+path, body, "Authorization", "Bearer "+c.secret)
}

// names has the contact name somebody, and returns the answer.
func (c contact) names(t *testing.T, name, kind string) answer {
	t.Helper()
	return c.api(t, http.MethodPost, "/delegates", fmt.Sprintf(`{"name":%q,"kind":%q,"since":"2026-01-15","chosen":"By the members’ vote."}`, name, kind))
}

// joins has somebody join by the body's link.
func (g *gathering) joins(t *testing.T, c contact, name, instead string) answer {
	t.Helper()
	b, err := json.Marshal(map[string]string{"link": g.url + "/body#" + c.secret, "name": name, "for": instead})
	must(t, err)
	return g.post(t, g.api("/join"), string(b))
}

func TestBodyLinks(t *testing.T) { // P14
	h := bodied(t)
	for _, test := range []struct{ rule, token, body, want string }{
		{"not by anybody", "", "Islands", "401 no_session"},
		{"not for a body that is not there", admin, "Seniors", "404 unknown"},
		{"by the owner", admin, "Libraries & Archives", "201 Created"},
	} {
		if got := h.post(t, linksOf(test.body), "", "Authorization", "Bearer "+test.token).code(t); got != test.want {
			t.Errorf("%s: %s", test.rule, got)
		}
	}
	islands := h.contact(t, "Islands")
	for _, test := range []struct{ rule, body, want string }{
		{"a representative", `{"name":" Ann ","kind":"representative","since":"2026-01-15","chosen":"By vote."}`, "201 Created"},
		{"no more than there are seats", `{"name":"Bob","kind":"representative","since":"2026-01-15","chosen":"By vote."}`, "403 not_allowed"},
		{"an alternate", `{"name":"Bob","kind":"alternate","since":"2026-02-01","chosen":"By lot."}`, "201 Created"},
		{"nobody twice", `{"name":"Ann","kind":"alternate","since":"2026-01-15","chosen":"By vote."}`, "409 queued_already"},
		{"nobody without a name", `{"name":"","kind":"alternate","since":"2026-01-15","chosen":"By vote."}`, "400 malformed"},
		{"as one of two", `{"name":"Cleo","kind":"chair","since":"2026-01-15","chosen":"By vote."}`, "400 malformed"},
		{"since a day", `{"name":"Cleo","kind":"alternate","since":"January","chosen":"By vote."}`, "400 malformed"},
		{"chosen somehow", `{"name":"Cleo","kind":"alternate","since":"2026-01-15","chosen":" "}`, "400 malformed"},
		{"in one line", `{"name":"Cleo","kind":"alternate","since":"2026-01-15","chosen":"` + strings.Repeat("a", 201) + `"}`, "400 malformed"},
		{"for no other body", `{"name":"Cleo","kind":"alternate","since":"2026-01-15","chosen":"By vote.","body":"Libraries & Archives"}`, "400 malformed"},
	} {
		if got := islands.api(t, http.MethodPost, "/delegates", test.body).code(t); got != test.want {
			t.Errorf("%s: %s, want %s", test.rule, got, test.want)
		}
	}
	for _, secret := range []string{"", "cvb_of_another", admin} {
		if got := (contact{h, secret}).api(t, http.MethodGet, "", "").code(t); got != "404 unknown_link" {
			t.Errorf("with %q: %s", secret, got)
		}
	}
}

// P14: the history is kept, and everybody reads it; another body's link changes nothing.
func TestBodiesDirectory(t *testing.T) {
	h := bodied(t)
	islands, libraries := h.contact(t, "Islands"), h.contact(t, "Libraries & Archives")
	var ann struct{ Delegate, Name, Kind, Since, Chosen, Until string }
	islands.names(t, "Ann", "representative").decode(t, &ann)
	if got := libraries.api(t, http.MethodDelete, "/delegates/"+ann.Delegate, "").code(t); got != "404 unknown" {
		t.Errorf("another body ends it: %s", got)
	}
	if got := islands.api(t, http.MethodDelete, "/delegates/"+ann.Delegate, "").StatusCode; got != http.StatusNoContent {
		t.Errorf("the own body ends it: %d", got)
	}
	if got := islands.api(t, http.MethodDelete, "/delegates/"+ann.Delegate, "").code(t); got != "404 unknown" {
		t.Errorf("twice: %s", got)
	}
	islands.names(t, "Bob", "representative")
	var all struct {
		Bodies []struct {
			law.Body
			Delegates []struct{ Delegate, Name, Kind, Since, Chosen, Until string }
		}
	}
	must(t, json.Unmarshal([]byte(h.get(t, "/api/v1/bodies").body), &all))
	if len(all.Bodies) != 2 || all.Bodies[0].Seats != 2 || len(all.Bodies[0].Delegates) != 0 || len(all.Bodies[1].Delegates) != 2 {
		t.Fatalf("the directory: %+v", all)
	}
	was, is := all.Bodies[1].Delegates[0], all.Bodies[1].Delegates[1]
	if was.Name != "Ann" || was.Until != time.Now().UTC().Format(time.DateOnly) || is.Name != "Bob" || is.Until != "" {
		t.Errorf("was %+v, is %+v", was, is)
	}
	page := h.get(t, "/bodies").body
	for _, want := range []string{"Libraries &amp; Archives", "To read.", "2 seats.", "1 seat.", "<bdi>Bob</bdi>", "since <time", "15 January 2026", "By the members’ vote.", "<bdi>Ann</bdi>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q: %s", want, page)
		}
	}
	if got := islands.api(t, http.MethodGet, "", "").body; !strings.Contains(got, `"Bob"`) || strings.Contains(got, "Libraries") || strings.Contains(got, "key") {
		t.Errorf("the contact sees %s", got)
	}
	for e, err := range h.journal.Read(t.Context(), "group/settings", 0) {
		must(t, err)
		if strings.Contains(string(e.Body), "Ann") {
			t.Error("a name is in a log")
		}
	}
}

// P14, P3: delegates come in by their body's link, into its seats.
func TestJoiningByABodysLink(t *testing.T) {
	h := bodied(t)
	islands, libraries := h.contact(t, "Islands"), h.contact(t, "Libraries & Archives")
	islands.names(t, "Ann", "representative")
	islands.names(t, "Bob", "alternate")
	libraries.names(t, "Cleo", "representative")
	var gone struct{ Delegate, Name, Kind, Since, Chosen, Until string }
	islands.names(t, "Dot", "alternate").decode(t, &gone)
	islands.api(t, http.MethodDelete, "/delegates/"+gone.Delegate, "")
	g := h.meet(t, `{"title":"One","bodies":[{"name":"Islands","seats":1}]}`)
	obs := g.join(t, "observer", "Obs")
	for _, test := range []struct {
		rule          string
		by            contact
		name, instead string
		want          string
	}{
		{"not somebody whom nobody named", islands, "Eve", "", "403 not_allowed"},
		{"nor of another body", islands, "Cleo", "", "403 not_allowed"},
		{"nor any more", islands, "Dot", "Ann", "403 not_allowed"},
		{"not where the body takes no part", libraries, "Cleo", "", "400 malformed"},
		{"not an alternate for nobody", islands, "Bob", "", "400 malformed"},
		{"nor for somebody who is no representative", islands, "Bob", "Cleo", "400 malformed"},
		{"nor a representative for somebody", islands, "Ann", "Ann", "400 malformed"},
		{"not by a wrong link", contact{h, "cvb_wrong"}, "Ann", "", "404 unknown_link"},
		{"a representative", islands, "Ann", "", "200 OK"},
	} {
		if got := g.joins(t, test.by, test.name, test.instead).code(t); got != test.want {
			t.Errorf("%s: %s, want %s", test.rule, got, test.want)
		}
	}
	if links := g.get(t, g.api("/links"), "Authorization", "Bearer "+admin).body; strings.Count(links, `"representative"`) != 1 {
		t.Errorf("the meeting knows other links than that of Islands: %s", links)
	}
	if got := obs.seatsOf(t); got != "Islands 1: Ann" {
		t.Errorf("the room sees %q", got)
	}
	ann, again := g.inBy(t, islands, "Ann", ""), g.inBy(t, islands, "Ann", "")
	if ann.Person != again.Person || ann.Session == again.Session || len(ann.Roles) != 1 || ann.Roles[0] != "representative" {
		t.Errorf("who comes twice is %+v and %+v", ann, again)
	}
	bob := g.inBy(t, islands, "Bob", "Ann")
	if got := obs.seatsOf(t); got != "Islands 1: Bob (for Ann)" {
		t.Errorf("with the alternate the room sees %q", got)
	}
	if got := g.joins(t, islands, "Ann", ""); got.code(t) != "403 not_allowed" {
		t.Errorf("no seat is left: %s", got.body)
	}
	other := h.meet(t, `{"title":"Two","bodies":[{"name":"Islands","seats":1}]}`)
	if far := other.inBy(t, islands, "Bob", "Ann"); far.Person == bob.Person {
		t.Error("two meetings have one pseudonym")
	}
	if got := other.join(t, "observer", "Obs").seatsOf(t); got != "Islands 1: Bob (for Ann)" {
		t.Errorf("for somebody who is away the room sees %q", got)
	}
	for e, err := range h.journal.Read(t.Context(), journal.Stream("meeting/"+g.made.ID), 0) {
		must(t, err)
		if b := string(e.Body); strings.Contains(b, "Ann") || strings.Contains(b, "Bob") || strings.Contains(b, "cvb_") {
			t.Errorf("the log has %s", b)
		}
	}
}

// P4, P14: a revoked link opens nothing, and who came by it is out.
func TestRevokedBodyLink(t *testing.T) {
	h := bodied(t)
	islands := h.contact(t, "Islands")
	islands.names(t, "Ann", "representative")
	g := h.meet(t, `{"title":"One","bodies":[{"name":"Islands"}]}`)
	ann := g.inBy(t, islands, "Ann", "")
	line := ann.live(t, `{"meeting":""}`)
	if got := h.request(t, plain, http.MethodDelete, linksOf("Islands"), "").code(t); got != "401 no_session" {
		t.Errorf("revoked by anybody: %s", got)
	}
	if got := islands.api(t, http.MethodGet, "", "").code(t); got != "200 OK" {
		t.Fatalf("before: %s", got)
	}
	began := time.Now()
	if got := h.request(t, plain, http.MethodDelete, linksOf("Islands"), "", "Authorization", "Bearer "+admin).StatusCode; got != http.StatusNoContent {
		t.Errorf("the owner revokes: %d", got)
	}
	line.ends(4503, "")
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the open connection lasted %v more", took)
	}
	for what, got := range map[string]string{
		"the contact looks": islands.api(t, http.MethodGet, "", "").code(t), "names": islands.names(t, "Eve", "alternate").code(t),
		"the delegate joins": g.joins(t, islands, "Ann", "").code(t),
	} {
		if got != "404 unknown_link" {
			t.Errorf("%s: %s", what, got)
		}
	}
	if got := ann.ask(t, "raise_hand", `{"class":"order"}`).code(t); got != "401 no_session" {
		t.Errorf("who came by it asks: %s", got)
	}
	fresh := h.contact(t, "Islands") // a new one works, but not for who was taken out here
	if got := fresh.api(t, http.MethodGet, "", ""); got.StatusCode != http.StatusOK || !strings.Contains(got.body, "Ann") {
		t.Errorf("a new link: %s", got.body)
	}
	if got := h.meet(t, `{"title":"Two","bodies":[{"name":"Islands"}]}`).joins(t, fresh, "Ann", "").code(t); got != "200 OK" {
		t.Errorf("a new link into a new meeting: %s", got)
	}
}

// A chair may close a meeting to a body's link, as to every other.
func TestABodysLinkRevokedInAMeeting(t *testing.T) {
	h := bodied(t)
	islands := h.contact(t, "Islands")
	islands.names(t, "Ann", "representative")
	islands.names(t, "Bob", "alternate")
	g := h.meet(t, `{"title":"One","bodies":[{"name":"Islands","seats":2}]}`)
	g.inBy(t, islands, "Ann", "")
	chair := g.join(t, "chair", "Sipho")
	chair.does(t, "revoke_link", `{"link":"`+linkOf(t, chair, "representative")+`"}`)
	if got := g.joins(t, islands, "Bob", "Ann").code(t); got != "404 unknown_link" {
		t.Errorf("another delegate: %s", got)
	}
	if got := chair.seatsOf(t); got != "Islands 2:" {
		t.Errorf("the room sees %q", got)
	}
}

// inBy lets somebody in by a body's link.
func (g *gathering) inBy(t *testing.T, c contact, name, instead string) *person {
	t.Helper()
	a := g.joins(t, c, name, instead)
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%s joins: %s", name, a.body)
	}
	p := &person{gathering: g}
	a.decode(t, p)
	return p
}
