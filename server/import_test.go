package server_test

import (
	"encoding/json"
	"reflect"
	"testing"
)

// A12: what was exported, imported into another meeting, is an equal agenda.
func TestAnExportImportsAsAnEqualAgenda(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, `{"title":"Call","agenda":[
		{"title":"Opening (5 min)","kind":"adoption","minutes":5},
		{"title":"Money, and \"more\"","kind":"decision","minutes":20,"visibility":"present","presenters":["=Amina","Jo, of \"Islands\""],
			"description":"As sent.\n\n- one\n- two","links":[{"title":"Draft [2]","url":"https://example.org/d?a=1&b=(2)"},{"title":"","url":"https://example.org/e"}]},
		{"title":"الميزانية","kind":"discussion","minutes":1,"level":2,"visibility":"chair"},
		{"title":"- a dash","kind":"review","minutes":600,"level":3},
		{"title":"2.1 Numbers","kind":"aob","minutes":10}]}`)
	chair := g.join(t, "chair", "Ada")
	export := func(p *person, ext string) string {
		return p.get(t, "/m/"+p.made.ID+"/agenda."+ext, "Authorization", p.bearer()).body
	}
	items := func(p *person) []map[string]any {
		var d outline
		must(t, json.Unmarshal([]byte(export(p, "json")), &d))
		return d.Items
	}
	want := items(chair)
	if len(want) != 5 {
		t.Fatalf("exported %v", want)
	}
	for ext, media := range map[string]string{"md": "text/markdown", "csv": "text/csv", "json": "application/json"} {
		var read struct {
			Items   json.RawMessage
			Minutes int
		}
		h.post(t, "/api/v1/agenda", export(chair, ext), "Content-Type", media).decode(t, &read)
		other := h.meet(t, `{"title":"Other"}`).join(t, "secretary", "Eva")
		other.does(t, "import_agenda", `{"items":`+string(read.Items)+`}`)
		if got := items(other); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %v\nwant %v", ext, got, want)
		}
	}
}
