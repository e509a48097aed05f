package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// An outline is an agenda as text, as programs get it.
type outline struct {
	Version        int
	Meeting, Title string
	Items          []map[string]any
}

func TestAgendaFiles(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, `{"title":"Call","agenda":[{"title":"Opening","kind":"information","minutes":5}]}`)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann")
	chair.does(t, "add_item", `{"title":"People","kind":"discussion","minutes":10,"visibility":"chair"}`)
	hidden := chair.does(t, "add_item", `{"title":"Money","kind":"decision","minutes":20,"visibility":"present"}`)
	below := chair.does(t, "add_item", `{"title":"Draft","kind":"decision","minutes":20,"parent":`+fmt.Sprint(hidden)+`}`)
	chair.does(t, "edit_item", `{"item":`+fmt.Sprint(below)+`,"presenters":["=Amina"],"description":"As sent.","links":[{"title":"Draft","url":"https://example.org/d"}]}`)

	const opening = "# Call\n\n- Opening (5 min, information)\n"
	const money = "- Money (20 min, decision, present only)\n  - Draft (20 min, decision)\n    - Presenters: =Amina\n    - [Draft](https://example.org/d)\n    > As sent.\n"
	for _, tt := range []struct {
		who    string
		header []string
		want   string
	}{
		{"the public", nil, opening},
		{"a participant", []string{"Authorization", ann.bearer()}, opening + money},
		{"the chair", []string{"Authorization", chair.bearer()}, opening + "- People (10 min, discussion, chair only)\n" + money},
		{"an old cookie", []string{"Cookie", "convener_session=cve_old"}, opening},
	} {
		if a := g.get(t, "/m/"+g.made.ID+"/agenda.md", tt.header...); a.body != tt.want || a.Header.Get("Content-Type") != "text/markdown; charset=utf-8" || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s reads %s %q, want %q", tt.who, a.Status, a.body, tt.want)
		}
		for _, ext := range []string{"csv", "json"} {
			a := g.get(t, "/m/"+g.made.ID+"/agenda."+ext, tt.header...)
			for _, title := range []string{"Opening", "People", "Money", "Draft", "Amina"} {
				if strings.Contains(a.body, title) != strings.Contains(tt.want, title) {
					t.Errorf("%s reads of %s: %s", tt.who, title, a.body)
				}
			}
		}
	}
	var d outline
	g.get(t, "/m/"+g.made.ID+"/agenda.json", "Authorization", ann.bearer()).decode(t, &d)
	last := d.Items[len(d.Items)-1]
	if d.Version != 1 || d.Meeting != g.made.ID || d.Title != "Call" || last["level"] != 2.0 || last["description"] != "As sent." {
		t.Errorf("the JSON is %+v", d)
	}
	if a := g.get(t, "/m/"+g.made.ID+"/agenda.csv", "Authorization", ann.bearer()); !strings.Contains(a.body, "\nDraft,decision,20,2,public,'=Amina,As sent.,") {
		t.Errorf("the table is %s", a.body)
	}
	if a := g.get(t, "/m/"+g.made.ID+"/agenda.txt"); a.StatusCode != http.StatusNotFound {
		t.Errorf("a form there is not: %s", a.Status)
	}
}

// Under the Rule outsiders do not learn who presents.
func TestAgendaFilesUnderTheRule(t *testing.T) {
	g := open(t, "").meet(t, `{"title":"Quiet","rule":"chatham-house","agenda":[{"title":"Opening","kind":"information","minutes":5}]}`)
	chair := g.join(t, "chair", "Sipho")
	chair.does(t, "edit_item", `{"item":2,"presenters":["Amina"],"description":"As sent."}`)
	if a := g.get(t, "/m/"+g.made.ID+"/agenda.md"); a.body != "# Quiet\n\n- Opening (5 min, information)\n  > As sent.\n" {
		t.Errorf("the public reads %q", a.body)
	}
	if a := g.get(t, "/m/"+g.made.ID+"/agenda.md", "Authorization", chair.bearer()); !strings.Contains(a.body, "Presenters: Amina") {
		t.Errorf("the chair reads %q", a.body)
	}
}

// A12: what is exported is read again as the same items, and what cannot be read says where.
func TestReadAgenda(t *testing.T) {
	h := open(t, "")
	read := func(kind, text string) answer { return h.post(t, "/api/v1/agenda", text, "Content-Type", kind) }
	g := h.meet(t, `{"title":"Call","agenda":[{"title":"Opening","kind":"information","minutes":5},{"title":"- Money, \"all\"","kind":"decision","minutes":20}]}`)
	const want = `{"items":[{"title":"Opening","kind":"information","minutes":5,"level":1,"visibility":"public","presenters":[],"description":"","links":[]},` +
		`{"title":"- Money, \"all\"","kind":"decision","minutes":20,"level":1,"visibility":"public","presenters":[],"description":"","links":[]}],"minutes":25}`
	for ext, kind := range map[string]string{"md": "text/markdown; charset=utf-8", "csv": "text/csv", "json": "application/json"} {
		text := g.get(t, "/m/"+g.made.ID+"/agenda."+ext).body
		if a := read(kind, text); a.StatusCode != http.StatusOK || strings.TrimSpace(a.body) != want {
			t.Errorf("%s: %s %s, want %s", ext, a.Status, a.body, want)
		}
	}
	for _, tt := range []struct{ name, kind, text, want string }{
		{"four levels", "text/markdown", "- A\n  - B\n    - C\n      - D", "400 malformed: Line 4: "},
		{"no table", "text/csv", "a,b\n", "400 malformed: Line 1: "},
		{"a kind of its own", "application/json", `{"items":[{"title":"A","kind":"party"}]}`, "400 malformed: Item 1: "},
		{"a field too many", "application/json", `{"items":[{"title":"A","colour":"red"}]}`, `400 malformed: There is no field "colour" here.`},
		{"not JSON", "application/json", `- A`, "400 malformed: "},
		{"in no form", "", "- A", "400 malformed: An agenda comes as text/markdown"},
		{"a picture", "image/png", "- A", "400 malformed: An agenda comes as text/markdown"},
		{"too much", "text/markdown", "- A\n" + strings.Repeat("x", 256<<10), "413 too_large: "},
		{"too much JSON", "application/json", `{"items":[` + strings.Repeat(" ", 256<<10) + `]}`, "413 too_large: "},
	} {
		a := read(tt.kind, tt.text)
		var refused struct{ Text string }
		_ = json.Unmarshal([]byte(a.body), &refused)
		if got := a.code(t) + ": " + refused.Text; !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if a := read("text/markdown", ""); a.body != "{\"items\":[],\"minutes\":0}\n" {
		t.Errorf("nothing is %q", a.body)
	}
	for range 400 {
		if read("text/markdown", "").code(t) == "429 too_often" {
			return
		}
	}
	t.Error("one address may ask without end")
}
