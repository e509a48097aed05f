package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

// seen is a monitor's answer.
type seen struct {
	wire.Monitor
	Segments []captions.Segment `json:"segments"`
	Source   ingest.Diagnostics `json:"source"`
}

// monitor is what the captioner's page of a channel is told, after a cursor.
func (g *gathering) monitor(t *testing.T, lang, since string) (m seen) {
	t.Helper()
	console, err := url.Parse(g.made.Captions[lang].Console)
	must(t, err)
	a := g.get(t, "/captions/monitor?since="+since, "Authorization", "Bearer "+console.Fragment)
	if a.StatusCode != http.StatusOK || a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s %s", a.Status, a.body)
	}
	must(t, json.Unmarshal([]byte(a.body), &m))
	return m
}

// said are the texts of what a monitor shows.
func said(m seen) (lines []string) {
	for _, seg := range m.Segments {
		lines = append(lines, seg.Text)
	}
	return lines
}

func TestACaptionerSeesTheEndOfWhatReadersSee(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair := g.join(t, "chair", "Sipho")
	empty := g.monitor(t, "en", "")
	if empty.Title != g.monitor(t, "ja", "").Title || empty.Title == "" || empty.Stage != meeting.Planned || empty.Lang != "en" || len(empty.Segments) != 0 {
		t.Errorf("before anything: %+v", empty)
	}
	g.caption(t, "en", 1, "testing\n")
	rehearsal := g.monitor(t, "en", empty.Cursor)
	if got := said(rehearsal); len(got) != 1 || got[0] != "testing" {
		t.Errorf("the rehearsal shows %q", got)
	}
	chair.does(t, "start_meeting", `{}`)
	live := g.monitor(t, "en", rehearsal.Cursor)
	if live.Stage != meeting.Started || len(live.Segments) != 0 {
		t.Errorf("the meeting begins with %+v", live)
	}
	for n := range 20 {
		g.caption(t, "en", 2+n, "Line.\n")
	}
	if got := g.monitor(t, "en", live.Cursor); len(got.Segments) != 12 || !got.Segments[11].Final {
		t.Errorf("after 20 lines it shows %d", len(got.Segments))
	}
}

func TestAMonitorTakesTheSecretOfItsChannel(t *testing.T) {
	g, ann := started(t)
	for _, header := range [][]string{nil, {"Authorization", "Bearer cvs_wrong"}, {"Authorization", ann.bearer()}} {
		if a := g.get(t, "/captions/monitor", header...); a.StatusCode != http.StatusNotFound {
			t.Errorf("with %q: %s %s", header, a.Status, a.body)
		}
	}
}
