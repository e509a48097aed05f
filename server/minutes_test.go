package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"example.org/convener/meeting"
)

// valued are the values of the meeting feed whose keys begin so, as a person sees them.
func valued[V any](t *testing.T, p *person, key string) (values []V) {
	t.Helper()
	for k, b := range p.read(t, p.api("/feeds/meeting"), "Authorization", p.bearer()).Set {
		if strings.HasPrefix(k, key) {
			var v V
			must(t, json.Unmarshal(b, &v))
			values = append(values, v)
		}
	}
	return values
}

// overWith is a meeting of a series that is over, with a line that names Ann, and its chair.
func overWith(t *testing.T, h *house) (*gathering, *person) {
	t.Helper()
	g := h.meet(t, `{"title":"November","series":"calls","starts":"2026-11-01T12:00:00Z","bodies":[{"name":"Islands"}],"agenda":[{"title":"Captions","kind":"decision","minutes":5}]}`)
	chair := g.join(t, "chair", "Noor Haddad")
	chair.does(t, "start_meeting", `{}`)
	chair.does(t, "write_line", `{"text":"Ann: We agree <b>all</b>."}`)
	chair.does(t, "write_line", `{"text":"DECISION: Captions in every session."}`)
	chair.does(t, "write_line", `{"text":"ACTION: Ann to write to hosts by 2030-01-31"}`)
	return g, chair
}

// M6, M8, M11: drafts are for people in the meeting, and what is circulated for everybody, in
// every format with its state, address and rule.
func TestMinutes(t *testing.T) {
	g, chair := overWith(t, open(t, ""))
	ann := g.join(t, "participant", "Ann Lee")
	page := "/m/" + g.made.ID + "/minutes"
	all := []string{"", ".html", ".md", ".txt", ".docx", ".pdf", ".json"}
	for _, ext := range all {
		if got := g.get(t, page+ext); got.StatusCode != http.StatusNotFound || strings.Contains(got.body, "agree") {
			t.Errorf("the public reads the draft %s: %s %s", ext, got.Status, got.body)
		}
		if got := g.get(t, page+ext, "Authorization", ann.bearer()); got.StatusCode != http.StatusOK {
			t.Errorf("Ann reads of the draft %s: %s", ext, got.Status)
		}
	}
	if got := g.get(t, page+".txt", "Authorization", ann.bearer()); !strings.Contains(got.body, "Ann Lee: We agree <b>all</b>.") || !strings.Contains(got.body, "going on") {
		t.Errorf("whom a scribe means is named, and how final it is: %s", got.body)
	}
	chair.does(t, "end_meeting", `{}`)
	chair.does(t, "circulate_minutes", `{}`)
	for ext, want := range map[string]string{
		"": "We agree &lt;b&gt;all&lt;/b&gt;.", ".md": `We agree \<b\>all\</b\>`, ".txt": "ACTION 1 (open): Ann: write to hosts",
		".docx": "PK", ".pdf": "%PDF-", ".json": `"state": "circulated"`,
	} {
		got := g.get(t, page+ext)
		if got.StatusCode != http.StatusOK || !strings.Contains(got.body, want) {
			t.Errorf("the public reads of %s %s: %.400s", ext, got.Status, got.body)
		}
	}
	for _, from := range []string{"/", "/m/" + g.made.ID} {
		if got := g.get(t, from).body; !strings.Contains(got, `href="`+page+`"`) {
			t.Errorf("from %s nothing leads the public to the minutes: %s", from, got)
		}
	}
	text := g.get(t, page+".txt").body
	for _, want := range []string{"State: Draft, circulated on ", "Meeting of: 1 November 2026, 12:00 UTC", page, "Attribution: Open: "} {
		if !strings.Contains(text, want) {
			t.Errorf("the text has no %q: %s", want, text)
		}
	}
}

// Of a meeting under the Rule nobody outside reads minutes but the record.
func TestMinutesUnderTheRule(t *testing.T) {
	g := open(t, "").meet(t, `{"title":"Quiet","rule":"chatham-house","agenda":[]}`)
	chair := g.join(t, "chair", "Noor")
	chair.does(t, "start_meeting", `{}`)
	chair.does(t, "add_note", `{"text":"A word."}`)
	chair.does(t, "end_meeting", `{}`)
	chair.does(t, "circulate_minutes", `{}`)
	for _, ext := range []string{"", ".txt", ".json"} {
		if got := g.get(t, "/m/"+g.made.ID+"/minutes"+ext); got.StatusCode != http.StatusNotFound {
			t.Errorf("the public reads %s: %s", ext, got.body)
		}
	}
	if got := g.get(t, "/m/"+g.made.ID+"/minutes.json", "Authorization", chair.bearer()); strings.Contains(got.body, "attendance") {
		t.Errorf("a list of who was there: %s", got.body)
	}
}

// M9: a later meeting of the series approves the minutes, and they say so, once and for good.
func TestApprovalInTheNextMeeting(t *testing.T) {
	h := open(t, "")
	g, chair := overWith(t, h)
	chair.does(t, "end_meeting", `{}`)
	later := h.meet(t, `{"title":"December","series":"calls","starts":"2026-12-01T12:00:00Z","agenda":[]}`)
	next := later.join(t, "chair", "Noor Haddad")
	other := h.meet(t, `{"title":"Another","agenda":[]}`).join(t, "chair", "Eve")
	for _, p := range []*person{other, chair} {
		if got := p.ask(t, "add_item", `{"title":"Minutes","kind":"review","minutes":5,"approves":"`+g.made.ID+`"}`).code(t); got != "400 malformed" {
			t.Errorf("an item about what is not an earlier meeting of the series: %s", got)
		}
	}
	if got := other.ask(t, "import_agenda", `{"items":[{"title":"Minutes","kind":"review","minutes":5,"approves":"`+g.made.ID+`"}]}`).code(t); got != "400 malformed" {
		t.Errorf("an imported item about the same: %s", got)
	}
	// However such an item has got on an agenda, nothing is approved by it.
	stray := h.meet(t, fmt.Sprintf(`{"title":"Stray","agenda":[{"title":"Minutes","kind":"review","minutes":5,"approves":%q}]}`, g.made.ID)).join(t, "chair", "Eve")
	stray.does(t, "start_meeting", `{}`)
	stray.does(t, "leave_item", `{"item":2,"then":"approve"}`)
	if m := valued[meeting.MinutesValue](t, chair, "minutes")[0]; m.State != meeting.MinutesDraft {
		t.Errorf("a meeting of another series has made the minutes %s", m.State)
	}
	item := next.does(t, "add_item", fmt.Sprintf(`{"title":"Minutes of November","kind":"review","minutes":5,"approves":%q}`, g.made.ID))
	next.does(t, "start_meeting", `{}`)
	next.does(t, "leave_item", fmt.Sprintf(`{"item":%d,"then":"approve"}`, item))
	m := valued[meeting.MinutesValue](t, chair, "minutes")[0]
	if m.State != meeting.MinutesApproved || m.In != later.made.ID || m.Approved == nil {
		t.Errorf("the minutes are %+v", m)
	}
	if got := g.get(t, "/m/"+g.made.ID+"/minutes").body; !strings.Contains(got, "Approved on ") || !strings.Contains(got, "/m/"+later.made.ID+"/minutes") {
		t.Errorf("the page says %s", got)
	}
	if got := chair.ask(t, "edit_note", `{"note":1,"text":"x","rev":1}`).code(t); got != "404 unknown" {
		t.Errorf("what is no line: %s", got)
	}
	line := valued[meeting.DecisionValue](t, chair, "decision/")[0]
	if got := chair.ask(t, "edit_note", fmt.Sprintf(`{"note":%d,"text":"x","rev":1}`, line.ID)).code(t); got != "409 closed" {
		t.Errorf("a line of approved minutes: %s", got)
	}
	chair.does(t, "correct_line", fmt.Sprintf(`{"line":%d,"text":"Captions in all sessions.","note":"A word was wrong.","rev":1}`, line.ID))
	if got := g.get(t, "/m/"+g.made.ID+"/minutes").body; !strings.Contains(got, "A word was wrong.") || !strings.Contains(got, "<del>") {
		t.Errorf("a correction is not told: %s", got)
	}
}

// M12: who is connected while the meeting is on was there; who cannot come can be excused
// without being in it.
func TestAttendance(t *testing.T) {
	g, chair := overWith(t, open(t, ""))
	ann := g.join(t, "participant", "Ann Lee")
	ann.live(t, `{"meeting":""}`)
	chair.does(t, "send_apologies", `{"on":true,"name":"Io Sand","body":"Islands"}`)
	if got := ann.ask(t, "send_apologies", `{"on":true,"name":"Eve"}`).code(t); got != "403 not_allowed" {
		t.Errorf("for another, by who does not keep the minutes: %s", got)
	}
	var lee meeting.Attender
	var sand string
	for cursor := ""; lee.Name == "" || sand == ""; {
		p := chair.read(t, chair.api("/feeds/meeting?wait=20&since="+cursor), "Authorization", chair.bearer())
		if p == nil {
			t.Fatal("nobody was noted")
		}
		cursor = p.Cursor
		for key, value := range p.Set {
			if of, is := strings.CutPrefix(key, "attender/"); is && of == ann.Person {
				must(t, json.Unmarshal(value, &lee))
			} else if is {
				sand = string(value)
			}
		}
	}
	if lee != (meeting.Attender{Person: meeting.Person(ann.Person), Name: "Ann Lee"}) || !strings.Contains(sand, `"name":"Io Sand","body":"Islands","excused":true`) {
		t.Errorf("there were %+v, and %s", lee, sand)
	}
}
