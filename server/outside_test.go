package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// follows is what somebody without a session has of the captions so far, from a cursor on; it
// waits for more until the last sentence is there.
func (g *gathering) follows(t *testing.T, lang, last string) (texts []string, raw string) {
	t.Helper()
	has, cursor := make(map[string]string), ""
	for range 20 {
		a := g.get(t, g.api("/feeds/captions/"+lang+"?wait=10&since="+cursor))
		if a.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", a.Status, a.body)
		}
		raw += a.body
		var patch struct {
			Cursor string
			Reset  bool
			Set    map[string]*struct{ Text string }
		}
		must(t, json.Unmarshal([]byte(a.body), &patch))
		if cursor = patch.Cursor; patch.Reset {
			clear(has)
		}
		for key, seg := range patch.Set {
			if key = fmt.Sprintf("%9s", key); seg != nil {
				has[key] = seg.Text
			} else {
				delete(has, key)
			}
		}
		texts = nil
		for _, key := range slices.Sorted(maps.Keys(has)) {
			texts = append(texts, has[key])
		}
		if len(texts) > 0 && strings.Contains(texts[len(texts)-1], last) {
			return texts, raw
		}
	}
	t.Fatalf("%q never comes: %q", last, texts)
	return nil, ""
}

// R2: those outside a meeting under the Rule follow what is captioned, without who says it and
// what tells it.
func TestOutside(t *testing.T) {
	h := captioned(t)
	if page := h.get(t, "/m/"+h.made.ID+"/text").body; !strings.Contains(page, "I chair a fund.") {
		t.Errorf("who reads first sees %s", page)
	}
	texts, raw := h.follows(t, "en", "Fine")
	want := "Hello, this is [a participant].|Captions come first.|Thank you, [a participant].|We at [an organisation] pay.|I chair a fund.|And we pay, too.|As [a participant] said, so be it.|Fine."
	if got := strings.Join(texts, " "); got != strings.ReplaceAll(want, "|", " ") {
		t.Errorf("they see %q", got)
	}
	for _, gone := range []string{"speaker", `"at"`, "AMINA", "Amina", "BEN", "Kowalczyk", "KOWALCZYK", "CLEO", "Islands"} {
		if strings.Contains(raw, gone) {
			t.Errorf("%s is in %s", gone, raw)
		}
	}
	if page := h.get(t, "/m/"+h.made.ID+"/text").body; !strings.Contains(page, "Thank you, [a participant]. We at [an<br>\norganisation] pay.") || strings.Contains(page, "AMINA") {
		t.Errorf("without scripts they see %s", page)
	}
	if page := h.get(t, "/m/"+h.made.ID).body; !strings.Contains(page, `/text">Follow what is said, without names`) {
		t.Errorf("nobody finds it: %s", page)
	}
	h.join(t, "observer", "Zdenka Horvat") // is known from now on
	h.caption(t, "en", 3, "Welcome, Zdenka. Please sit down.\n")
	if texts, _ = h.follows(t, "en", "sit down"); !strings.Contains(strings.Join(texts, " "), "Welcome, [a participant].") {
		t.Errorf("who comes late is named: %q", texts)
	}
	for n := range 2 * 15 {
		h.caption(t, "en", 4+n, fmt.Sprintf("Sentence number %d is this.\n", n))
	}
	if texts, _ = h.follows(t, "en", "number 29"); len(texts) != 20 || strings.Contains(strings.Join(texts, " "), "number 3 ") {
		t.Errorf("they see more than the last of it: %q", texts)
	}
	h.chair.does(t, "end_meeting", `{}`)
	for path, want := range map[string]string{h.api("/feeds/captions/en"): "401 no_session", h.api("/feeds/live/en"): "401 no_session"} {
		if got := h.get(t, path).code(t); got != want {
			t.Errorf("after the end %s is answered %s", path, got)
		}
	}
}

// R2: a meeting that is open, off the record, or has not begun, outsiders do not follow.
func TestNotOutside(t *testing.T) {
	h := captioned(t)
	if got := h.get(t, h.api("/feeds/captions/fr")).code(t); got != "404 unknown" {
		t.Errorf("a language that is not captioned is answered %s", got)
	}
	open := open(t, "").meet(t, `{"title":"Open"}`)
	planned := open.house.meet(t, `{"title":"Planned","rule":"chatham-house"}`)
	chair := open.join(t, "chair", "Ada Stone")
	chair.does(t, "start_meeting", `{}`)
	off := open.house.meet(t, `{"title":"Off","rule":"off-record"}`)
	off.join(t, "chair", "Ada Stone").does(t, "start_meeting", `{}`)
	for what, g := range map[string]*gathering{"an open meeting": open, "one that has not begun": planned, "one off the record": off} {
		if got := g.get(t, g.api("/feeds/captions/en")).code(t); got != "401 no_session" {
			t.Errorf("%s is answered %s", what, got)
		}
		if got := g.get(t, "/m/"+g.made.ID+"/text").StatusCode; got != http.StatusNotFound {
			t.Errorf("the text of %s is answered %d", what, got)
		}
	}
}

// Who comes late sees no more than others, and what was said before has taught names all the same.
func TestOutsideLate(t *testing.T) {
	h := captioned(t)
	for n := range 4 {
		lines := ""
		for i := range 40 {
			lines += fmt.Sprintf("Sentence number %d is this.\n", 40*n+i)
		}
		h.caption(t, "en", 3+n, lines)
	}
	h.caption(t, "en", 7, "So says Kowalczyk. It is late.\n")
	texts, _ := h.follows(t, "en", "It is late")
	if got := texts[len(texts)-1]; len(texts) != 20 || got != "So says [a participant]. It is late." {
		t.Errorf("who comes late sees %d: %q", len(texts), got)
	}
}
