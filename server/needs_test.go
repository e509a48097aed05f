package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.org/convener/server/journal"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

const (
	need = "ein Bildschirm, der vorliest"
	says = "AH-na KAH-ma-ra"
)

// needing lets Ana in, who needs something.
func (g *gathering) needing(t *testing.T) *person {
	t.Helper()
	a := g.post(t, g.api("/join"), `{"link":"`+g.made.Links["participant"]+`","name":"Ana Câmara","says":"`+says+`",
		"needs":{"kinds":["time","captions","time"],"text":" `+need+` "}}`)
	if a.StatusCode != http.StatusOK {
		t.Fatalf("Ana joins: %s", a.body)
	}
	p := &person{gathering: g}
	a.decode(t, p)
	return p
}

// acc-J2: what people need is told to those who run the meeting, and to nobody else.
func TestNeedsByRole(t *testing.T) {
	g := open(t, "").meet(t, plan)
	ana := g.needing(t)
	chair := g.join(t, "chair", "Sipho")
	chair.does(t, "start_meeting", `{}`)
	chair.does(t, "open_queue", `{}`)
	ana.does(t, "raise_hand", `{"class":"topic"}`)
	readers := map[string]*person{"chair": chair, "participant": ana}
	for _, role := range []string{"deputy", "secretary", "manager", "observer"} {
		readers[role] = g.join(t, role, "Some "+role)
	}
	readers["another participant"] = g.join(t, "participant", "Ben")
	chair.live(t, `{"presence":""}`).await("what people need", func(f frame) bool { return strings.Contains(string(f.Set["needs"]), need) })
	staff := []string{"chair", "deputy", "secretary", "manager"}
	for role, p := range readers {
		read := ""
		for _, feed := range []string{"meeting", "me", "presence"} {
			read += g.get(t, g.api("/feeds/"+feed), "Authorization", p.bearer()).body
		}
		read += g.get(t, "/m/"+g.made.ID, "Authorization", p.bearer()).body
		if runs := strings.Contains(strings.Join(staff, " "), role); strings.Contains(read, need) != runs {
			t.Errorf("the %s is told %s", role, read)
		}
		if !strings.Contains(read, says) {
			t.Errorf("the %s is not told how to call Ana: %s", role, read)
		}
	}
	public := g.get(t, "/m/"+g.made.ID).body
	for _, feed := range []string{"meeting", "presence"} {
		public += g.get(t, g.api("/feeds/"+feed)).body
	}
	if strings.Contains(public, need) || strings.Contains(public, says) {
		t.Errorf("the public is told %s", public)
	}
	var told []wire.PersonNeeds
	must(t, json.Unmarshal(g.read(t, g.api("/feeds/presence"), "Authorization", chair.bearer()).Set["needs"], &told))
	if len(told) != 1 || string(told[0].Person) != ana.Person || told[0].Name != "Ana Câmara" || strings.Join(told[0].Kinds, " ") != "captions time" || told[0].Text != need {
		t.Errorf("the chair is told %+v", told)
	}
	if _, all := g.entries(t, journal.Stream("meeting/"+g.made.ID)); strings.Contains(all, need) || strings.Contains(all, says) {
		t.Errorf("the log has %s", all)
	}
	chair.does(t, "remove_person", `{"person":"`+ana.Person+`"}`)
	for late := time.Now().Add(patience); strings.Contains(g.get(t, g.api("/feeds/presence"), "Authorization", chair.bearer()).body, need); {
		if time.Now().After(late) {
			t.Fatal("somebody who was removed is still among them")
		}
	}
}

func TestJoinRefusesOtherNeeds(t *testing.T) {
	g := open(t, "").meet(t, plan)
	for name, in := range map[string]string{
		"a kind of its own":     `"needs":{"kinds":["coffee"]}`,
		"a field too many":      `"needs":{"kinds":[],"secret":true}`,
		"501 characters":        `"needs":{"text":"` + strings.Repeat("é", 501) + `"}`,
		"81 characters to say":  `"says":"` + strings.Repeat("é", 81) + `"`,
		"a list that is a word": `"needs":"captions"`,
	} {
		if got := g.post(t, g.api("/join"), `{"name":"Ann",`+in+`}`).code(t); got != "400 malformed" {
			t.Errorf("%s: %s", name, got)
		}
	}
	for name, in := range map[string]string{
		"nothing":        `"needs":{}`,
		"500 characters": `"needs":{"text":"` + strings.Repeat("é", 500) + `"}`,
		"80 to say":      `"says":"` + strings.Repeat("é", 80) + `"`,
	} {
		if got := g.post(t, g.api("/join"), `{"name":"Ann",`+in+`}`).code(t); got != "200 OK" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// acc-J2, J3: without scripts people are asked the same, and told who sees it.
func TestNeedsWithoutScripts(t *testing.T) {
	g := open(t, "").meet(t, plan)
	page := g.get(t, "/m/"+g.made.ID).body
	for _, want := range []string{
		"Only the chairs, the secretary and the participation manager see this.", `autocomplete="name"`, `autocomplete="organization"`,
		`<input type="checkbox" name="need" value="captions">Captions`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the form lacks %s", want)
		}
	}
	for _, kind := range roster.Needs() {
		if !strings.Contains(page, `name="need" value="`+kind+`"`) {
			t.Errorf("the form does not ask for %s", kind)
		}
	}
	jar, err := cookiejar.New(nil)
	must(t, err)
	in := url.Values{"link": {"cvl_old"}, "name": {"Ana"}, "says": {says}, "need": {"sign", "other"}, "needs_text": {"a\r\nb"}}
	again := g.form(t, &http.Client{Jar: jar}, in).body
	for _, want := range []string{`value="` + says + `"`, `value="sign" checked>`, `value="other" checked>`, ">a\nb</textarea>"} {
		if !strings.Contains(again, want) {
			t.Errorf("what was said is gone, %s: %s", want, again)
		}
	}
	in.Set("link", g.made.Links["participant"])
	if a := g.form(t, &http.Client{Jar: jar}, in); a.StatusCode != http.StatusOK {
		t.Fatalf("Ana comes to %s", a.Status)
	}
	chair := g.join(t, "chair", "Sipho")
	chair.live(t, `{"presence":""}`).await("what people need", func(f frame) bool {
		return strings.Contains(string(f.Set["needs"]), `"kinds":["sign","other"],"text":"a\nb"`)
	})
}
