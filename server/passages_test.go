package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"example.org/convener/meeting"
)

// heard is a meeting under the Rule in which four people were captioned, and a guest, and
// that is over.
type heard struct {
	*gathering
	chair, secretary *person
	speakers         []*person
}

func captioned(t *testing.T) heard {
	t.Helper()
	g := open(t, "").meet(t, `{"title":"Funding","rule":"chatham-house","bodies":[{"name":"Islands","seats":2}],"agenda":[
		{"title":"Report","kind":"discussion","minutes":5},{"title":"Money","kind":"discussion","minutes":5,"visibility":"present"}]}`)
	h := heard{gathering: g, chair: g.join(t, "chair", "Ada Stone"), secretary: g.join(t, "secretary", "Léa Martin")}
	for _, name := range []string{"Amina Diallo", "Ben Okri", "Cleo Sand", "Dov Levi"} {
		h.speakers = append(h.speakers, g.joinFor(t, "participant", name, "Islands"))
	}
	h.chair.does(t, "start_meeting", `{}`)
	g.caption(t, "en", 1, ">> AMINA DIALLO: Hello, this is Amina. Captions come first.\n>> BEN OKRI: Thank you, Amina. We at Islands pay.\n")
	g.caption(t, "en", 2, ">> TOMASZ KOWALCZYK: I chair a fund. And we pay, too.\n>> CLEO: As Kowalczyk said, so be it.\n>> DOV: Fine.\n")
	return h
}

// read is what the people who run the meeting are offered.
type read struct {
	Somebody string
	Passages []struct {
		From, To     uint64
		Item         int
		Text, Strip  string
		Struck, Told bool
		Doubts, Few  bool
	}
}

func (h heard) review(t *testing.T) (r read) {
	t.Helper()
	must(t, json.Unmarshal([]byte(h.secretary.get(t, h.secretary.api("/review"), "Authorization", h.secretary.bearer()).body), &r))
	return r
}

// passages is the ask to add what is offered, but for what is struck.
func (r read) passages(draft uint64, read bool) string {
	var all []string
	for _, p := range r.Passages {
		if !p.Struck {
			all = append(all, fmt.Sprintf(`{"from":%d,"to":%d,"text":%q,"read":%t}`, p.From, p.To, p.Strip, read))
		}
	}
	return fmt.Sprintf(`{"draft":%d,"passages":[%s]}`, draft, strings.Join(all, ","))
}

// R4: what was captioned under the Rule is stripped, kept out in part by who said it, read, and
// published by two people.
func TestPassages(t *testing.T) {
	h := captioned(t)
	if r := h.review(t); len(r.Passages) != 0 {
		t.Errorf("while the meeting is on: %+v", r)
	}
	h.chair.does(t, "end_meeting", `{}`)
	offered := h.review(t)
	if offered.Passages[0].Few {
		t.Error("four people who spoke are too few")
	}
	if offered.Somebody != "[a participant]" {
		t.Errorf("instead of somebody stands %q", offered.Somebody)
	}
	var strips []string
	for _, p := range offered.Passages {
		strips = append(strips, p.Strip)
	}
	want := []string{
		"Hello, this is [a participant]. Captions come first.", "Thank you, [a participant]. We at [an organisation] pay.",
		"I chair a fund. And we pay, too.", "As [a participant] said, so be it.", "Fine.",
	}
	if got := strings.Join(strips, "|"); got != strings.Join(want, "|") {
		t.Fatalf("offered is %q", got)
	}
	amina, ben := h.speakers[0], h.speakers[1]
	var slip struct {
		Passages []struct {
			From, To uint64
			Text     string
		}
	}
	must(t, json.Unmarshal([]byte(amina.get(t, amina.api("/slip"), "Authorization", amina.bearer()).body), &slip))
	if len(slip.Passages) != 1 || slip.Passages[0].Text != "Hello, this is Amina. Captions come first." {
		t.Errorf("what she said is %+v", slip)
	}
	strike := fmt.Sprintf(`{"from":%d,"to":%d,"on":true}`, slip.Passages[0].From, slip.Passages[0].To)
	if got := ben.ask(t, "strike_passage", strike).code(t); got != "403 not_allowed" {
		t.Errorf("what somebody else said is kept out: %s", got)
	}
	amina.does(t, "strike_passage", strike)
	draft := h.secretary.does(t, "draft_record", `{"level":3}`)
	for name, tt := range map[string]struct{ in, want string }{
		"struck":  {offered.passages(draft, true), "403 not_allowed"},
		"unread":  {h.review(t).passages(draft, false), "400 malformed"},
		"another": {strings.Replace(h.review(t).passages(draft, true), `"to":`, `"to":9`, 1), "404 unknown"},
	} {
		if got := h.secretary.ask(t, "add_passages", tt.in).code(t); got != tt.want {
			t.Errorf("%s: %s", name, got)
		}
	}
	draft = h.secretary.does(t, "draft_record", `{"level":3}`)
	draft = h.secretary.does(t, "add_passages", h.review(t).passages(draft, true))
	pass := fmt.Sprintf(`{"draft":%d}`, draft)
	if got := h.chair.ask(t, "pass_record", pass).code(t); got != "409 not_open" {
		t.Errorf("before anybody has looked: %s", got)
	}
	for _, p := range h.speakers[1:] { // who has kept all out has nothing in it
		p.does(t, "return_slip", `{"on":true}`)
	}
	h.chair.does(t, "pass_record", pass)
	record := h.get(t, "/m/"+h.made.ID+"/minutes.txt").body
	flat := strings.Join(strings.Fields(strings.ReplaceAll(record, "\n>", "")), " ")
	if !strings.Contains(flat, "AS CAPTIONED: "+want[1]+" "+want[2]+" "+want[3]+" "+want[4]) {
		t.Errorf("published is %s", record)
	}
	for _, gone := range []string{"Amina", "AMINA", "Captions come first", "Kowalczyk", "Islands pay", "BEN", "CLEO"} {
		if strings.Contains(record, gone) {
			t.Errorf("%s is published: %s", gone, record)
		}
	}
}

// A3: what was said on an item that outsiders do not know of is not offered.
func TestPassagesOfHiddenItems(t *testing.T) {
	h := captioned(t)
	var items []meeting.ItemValue
	must(t, json.Unmarshal(h.chair.read(t, h.chair.api("/feeds/meeting"), "Authorization", h.chair.bearer()).Set["agenda"], &items))
	h.chair.does(t, "start_item", fmt.Sprintf(`{"item":%d,"after":%d}`, items[1].ID, items[0].ID))
	h.caption(t, "en", 3, ">> BEN OKRI: It costs four hundred.\n")
	h.chair.does(t, "end_meeting", `{}`)
	for _, p := range h.review(t).Passages {
		if strings.Contains(p.Text, "four hundred") {
			t.Errorf("offered is %+v", p)
		}
	}
	for who, want := range map[*person]int{h.speakers[1]: http.StatusOK, h.join(t, "observer", "Zoe"): http.StatusForbidden} {
		if got := who.get(t, who.api("/slip"), "Authorization", who.bearer()).StatusCode; got != want {
			t.Errorf("%s is answered %d", who.Name, got)
		}
	}
}

// T-28: where too few are left who stay unnamed, those who look it through know before they draft,
// and nobody can publish it.
func TestFewVoices(t *testing.T) {
	h := captioned(t)
	h.chair.does(t, "end_meeting", `{}`)
	for i, want := range []string{"409 not_open", "403 not_allowed"} {
		h.speakers[i].does(t, "give_consent", `{"on":true,"scope":"name"}`)
		offered := h.review(t)
		if got := offered.Passages[2].Few; got != (i == 1) {
			t.Errorf("after %d of four let themselves be named: %t", i+1, got)
		}
		draft := h.secretary.does(t, "draft_record", `{"level":2}`)
		offered.Passages = offered.Passages[1:2] // what one of them said; the others spoke, too
		draft = h.secretary.does(t, "add_passages", offered.passages(draft, true))
		if got := h.chair.ask(t, "pass_record", fmt.Sprintf(`{"draft":%d}`, draft)).code(t); got != want {
			t.Errorf("after %d of four let themselves be named it is %s", i+1, got)
		}
	}
}
