package server_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/convener/server/journal"
)

func TestCaptionNumbers(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair := g.join(t, "chair", "Sipho")
	number := func() string {
		a := g.get(t, strings.Replace(local(t, g.made.Captions["en"].Zoom), "?", "/seq?", 1)+"&seq=7&lang=en")
		if a.StatusCode != http.StatusOK || a.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s %v", a.Status, a.Header)
		}
		return a.body
	}
	want := func(rule, want string) {
		t.Helper()
		if got := number(); got != want {
			t.Errorf("%s: %s, want %s", rule, got, want)
		}
	}
	want("before the start", "0")
	g.caption(t, "en", 4, "testing ")
	want("of the rehearsal", "4")
	chair.does(t, "start_meeting", `{}`)
	want("at the start", "0")
	g.caption(t, "en", 5, "ONE ")
	g.caption(t, "en", 6, "")
	want("a heartbeat does not count", "5")
	g.caption(t, "en", 7, "TWO\n")
	want("after a gap", "7")
	g.caption(t, "en", 1, "THREE\n")
	want("after a new run began", "1")
}

// Before the start, captioners rehearse: those who run the meeting see it, and it is kept
// nowhere. After the end nothing is taken.
func TestCaptionsBeforeAndAfter(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann")
	captions := g.api("/feeds/captions/en?wait=1")
	g.caption(t, "en", 1, "testing, testing\n")
	if p := g.read(t, captions, "Authorization", chair.bearer()); !strings.Contains(string(p.Set["seg/1"]), "testing") {
		t.Errorf("the chair reads %+v", p)
	}
	if p := g.read(t, captions, "Authorization", ann.bearer()); p != nil && len(p.Set) > 0 {
		t.Errorf("a participant reads %+v", p)
	}
	if got := ann.transcript(t, "en"); got != "" {
		t.Errorf("the transcript is %q", got)
	}
	chair.does(t, "start_meeting", `{}`)
	g.caption(t, "en", 2, "Good morning.\n")
	g.caption(t, "ja", 1, "おはようございます。\n")
	if got := ann.transcript(t, "en"); got != "Good morning.\n" {
		t.Errorf("the transcript is %q", got)
	}
	if got := ann.transcript(t, "ja"); got != "おはようございます。\n" {
		t.Errorf("in Japanese it is %q", got)
	}
	if n, kept := g.entries(t, journal.Stream("captions/"+g.made.ID+"/en")); n == 0 || strings.Contains(kept, "testing") || strings.Contains(kept, "cvs_") {
		t.Errorf("the journal has %s", kept)
	}
	chair.does(t, "end_meeting", `{}`)
	en := g.made.Captions["en"]
	for link, want := range map[string]int{en.Zoom: http.StatusBadRequest, en.YouTube: http.StatusBadRequest, en.Any: http.StatusBadRequest, en.Teams: http.StatusNotFound} {
		if a := g.post(t, local(t, link)+"&seq=3", "Bye."); a.StatusCode != want || strings.Contains(a.body, "\n") || a.body == "" {
			t.Errorf("after the end: %s %q, want %d", a.Status, a.body, want)
		}
	}
	if a := g.get(t, "/m/"+g.made.ID+"/captions/en.txt"); a.StatusCode != http.StatusNotFound {
		t.Errorf("without a session: %s", a.Status)
	}
}
