package server_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// The examples of PROTOCOL.md do what it says.
func TestProtocolExamples(t *testing.T) {
	doc, err := os.ReadFile("PROTOCOL.md")
	must(t, err)
	g, _ := started(t)
	ann := g.join(t, "participant", "Bea")
	g.join(t, "chair", "Sipho").does(t, "open_queue", `{}`)
	kinds := make(map[string]int)
	desk := &console{socket: g.dialConsole(t)}
	for _, found := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(string(doc), -1) {
		example := strings.NewReplacer("cve_…", ann.Session, "cvs_…", g.secret(t, "en"), "<uuid of this tab>", uuid.NewString()).Replace(strings.TrimSpace(found[1]))
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(example), &fields); err != nil {
			t.Errorf("no JSON: %s", example)
			continue
		}
		switch {
		case fields["hello"] != nil:
			kinds["hello"]++
			line := g.dial(t, g.made.ID, nil)
			line.say(example)
			if f, err := line.hear(); err != nil || f.Welcome == nil {
				t.Errorf("%s\nis answered with %+v, %v", example, f, err)
			}
		case fields["op"] != nil:
			kinds["op"]++
			desk.say(example)
			answer := "ack"
			if fields["secret"] != nil {
				answer = "welcome"
			}
			desk.awaitOp(answer)
		case fields["do"] != nil:
			kinds["ask"]++
			if got := g.post(t, g.api("/ask"), example, "Authorization", ann.bearer()); got.StatusCode != http.StatusOK {
				t.Errorf("%s\nis answered with %d %s", example, got.StatusCode, got.body)
			}
		case fields["feed"] != nil:
			kinds["patch"]++
			var actual map[string]json.RawMessage
			must(t, json.Unmarshal([]byte(g.get(t, g.api("/feeds/meeting")).body), &actual))
			if want := slices.Sorted(maps.Keys(actual)); !slices.Equal(slices.Sorted(maps.Keys(fields)), want) {
				t.Errorf("%s\nis not like a patch, which has %v", example, want)
			}
		default:
			t.Errorf("what is this example of? %s", example)
		}
	}
	if kinds["hello"] == 0 || kinds["ask"] == 0 || kinds["patch"] == 0 || kinds["op"] != 2 {
		t.Errorf("examples found: %v", kinds)
	}
	var api struct {
		Paths map[string]map[string]any `json:"paths"`
	}
	must(t, json.Unmarshal([]byte(g.get(t, "/openapi.json").body), &api))
	for _, line := range regexp.MustCompile("`?(GET|POST|DELETE) (/api/[^?` ]*)").FindAllStringSubmatch(string(doc), -1) {
		if api.Paths[line[2]][strings.ToLower(line[1])] == nil {
			t.Errorf("PROTOCOL.md has %s %s, which is not there", line[1], line[2])
		}
	}
}
