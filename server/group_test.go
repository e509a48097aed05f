package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/convener/meeting"
	law "example.org/convener/meeting/group"
	"example.org/convener/server"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
)

// document is the group's document as clients get it.
type document struct {
	Settings law.Settings `json:"settings"`
	Rev      int          `json:"rev"`
	Changed  *time.Time   `json:"changed"`
}

func (h *house) group(t *testing.T) (d document) {
	t.Helper()
	h.get(t, "/api/v1/group").decode(t, &d)
	return d
}

// agree has the owner change the document.
func (h *house) agree(t *testing.T, rev int, s law.Settings, token string) answer {
	t.Helper()
	b, err := json.Marshal(law.SetGroup{Rev: rev, Settings: s})
	must(t, err)
	return h.request(t, plain, http.MethodPut, "/api/v1/group", string(b), "Authorization", "Bearer "+token)
}

func TestGroupDocument(t *testing.T) { // P16
	h := open(t, "")
	first := h.group(t)
	if first.Rev != 0 || first.Changed != nil || first.Settings.Silence != 60 || len(first.Settings.Scale) != 5 {
		t.Errorf("on the first day: %+v", first)
	}
	s := first.Settings
	s.Name, s.Silence = "Coalitions", 90
	for _, test := range []struct{ rule, token, want string }{
		{"not by anybody", "", "401 no_session"},
		{"not by somebody else", "cva_other", "401 no_session"},
		{"by the owner", admin, "200 OK"},
		{"not on old news", admin, "409 stale"},
	} {
		if got := h.agree(t, 0, s, test.token).code(t); got != test.want {
			t.Errorf("%s: %s", test.rule, got)
		}
	}
	wrong := s
	wrong.Dissent = 6
	if got := h.agree(t, 1, wrong, admin).code(t); got != "400 malformed" {
		t.Errorf("less than a minority is given: %s", got)
	}
	if got := h.request(t, plain, http.MethodPut, "/api/v1/group", `{"rev":1,"settings":{"name":"a","title":"b"}}`, "Authorization", "Bearer "+admin).code(t); got != "400 malformed" {
		t.Errorf("an unknown field: %s", got)
	}
	now := h.group(t)
	if now.Rev != 1 || now.Settings.Name != "Coalitions" || now.Changed == nil || time.Since(*now.Changed) > time.Minute {
		t.Errorf("after a change: %+v", now)
	}
	var list struct{ Changes []law.Change }
	h.get(t, "/api/v1/group/changes").decode(t, &list)
	if len(list.Changes) != 1 || strings.Join(list.Changes[0].Fields, " ") != "name silence" {
		t.Errorf("the changes are %+v", list)
	}
	for e, err := range h.journal.Read(t.Context(), "group/settings", 0) {
		must(t, err)
		if e.By != "owner" {
			t.Errorf("entry %d is by %q", e.Seq, e.By)
		}
	}
}

// P16, Q2, Q14: a new meeting has what it leaves out from the group, and keeps it.
func TestMeetingsHaveWhatTheGroupSays(t *testing.T) {
	h := open(t, "")
	s := h.group(t).Settings
	s.Rule, s.Keep, s.Silence, s.Documents = meeting.ChathamHouse, meeting.Live, 90, 21
	s.Bodies = []law.Body{{Name: "Libraries"}, {Name: "Islands", Seats: 1}}
	s.Queue.Opens, s.Queue.Policy, s.Queue.Statistics = true, meeting.RoundRobin, true
	topic := s.Classes[meeting.Topic]
	topic.Label, topic.Colour, topic.Limit = "New thread", meeting.Amber, 180
	s.Classes[meeting.Topic] = topic
	if got := h.agree(t, 0, s, admin); got.StatusCode != http.StatusOK {
		t.Fatal(got.body)
	}
	g := h.meet(t, `{"title":"One","agenda":[{"title":"Welcome","kind":"information","minutes":5}]}`)
	chair := g.join(t, "chair", "Sipho")
	chair.does(t, "start_meeting", `{}`)
	if got := h.agree(t, 1, law.Default(), admin); got.StatusCode != http.StatusOK { // it changes its mind
		t.Fatal(got.body)
	}
	feed := chair.read(t, g.api("/feeds/meeting"), "Authorization", chair.bearer()).Set
	var m meeting.MeetingValue
	var q meeting.QueueValue
	must(t, json.Unmarshal(feed["meeting"], &m))
	must(t, json.Unmarshal(feed["queue"], &q))
	if m.Rule != meeting.ChathamHouse || strings.Join(m.Bodies, " ") != "Libraries Islands" || m.Channels[0].Keep != meeting.Live {
		t.Errorf("the meeting: %s", feed["meeting"])
	}
	if m.Silence != 90 || m.Documents != 21 || m.Classes[meeting.Topic] != (meeting.Look{Label: "New thread", Colour: meeting.Amber}) {
		t.Errorf("its presets: %s", feed["meeting"])
	}
	if !q.Open || q.Policy != meeting.RoundRobin || !q.Statistics || q.Limits[meeting.Topic] != 180 || q.Grace != 10 {
		t.Errorf("its queue: %s", feed["queue"])
	}
	own := h.meet(t, `{"title":"Two","rule":"chatham-house","bodies":[],"channels":[{"lang":"en","keep":"live"}]}`).join(t, "chair", "Sipho")
	must(t, json.Unmarshal(own.read(t, own.api("/feeds/meeting"), "Authorization", own.bearer()).Set["meeting"], &m))
	if m.Rule != meeting.ChathamHouse || len(m.Bodies) != 0 || m.Channels[0].Keep != meeting.Live || m.Silence != 60 {
		t.Errorf("what a meeting says itself: %+v", m)
	}
}

// P16: the page for everybody, and what it would say.
func TestHowPage(t *testing.T) {
	h := open(t, "")
	page := h.get(t, "/how")
	if page.StatusCode != http.StatusOK || !strings.Contains(page.body, "it was not changed yet") || !strings.Contains(page.body, "runs for 1 minute.") {
		t.Errorf("on the first day: %d %s", page.StatusCode, page.body)
	}
	s := h.group(t).Settings
	s.Name, s.Silence, s.Dissent = "Coalitions <b>", 90, 10
	s.Bodies = []law.Body{{Name: "Libraries", Seats: 1, Aims: "To read.", Link: "https://example.org/l"}}
	b, err := json.Marshal(s)
	must(t, err)
	preview := func(token, body string) answer {
		return h.post(t, "/api/v1/group/preview", body, "Authorization", "Bearer "+token)
	}
	if got := preview("", string(b)).code(t); got != "401 no_session" {
		t.Errorf("a preview for anybody: %s", got)
	}
	if got := preview(admin, strings.Replace(string(b), `"dissent_days":10`, `"dissent_days":1`, 1)).code(t); got != "400 malformed" {
		t.Errorf("a preview of what cannot be: %s", got)
	}
	if got := preview(admin, string(b)); !strings.Contains(got.body, "runs for 1 minute 30 seconds.") {
		t.Errorf("a preview: %s", got.body)
	}
	if got := h.group(t); got.Rev != 0 {
		t.Error("a preview changes something")
	}
	h.agree(t, 0, s, admin)
	page = h.get(t, "/how")
	for _, want := range []string{
		"Coalitions &lt;b&gt;", "runs for 1 minute 30 seconds.", "within 10 days", "<bdi>Libraries</bdi></strong> 1 seat.", "To read.",
		`href="https://example.org/l"`, "Changed on", "How long a silence procedure lasts: 90 seconds, before 60 seconds.",
	} {
		if !strings.Contains(page.body, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(page.body, "[how") || strings.Contains(page.body, "<script") {
		t.Errorf("a sentence is missing, or there is a script: %s", page.body)
	}
	for _, at := range []string{"/", h.meet(t, plan).made.URL[len(h.url):], "/how"} {
		if !strings.Contains(h.get(t, at).body, `href="/how"`) {
			t.Errorf("%s has no link to the page", at)
		}
	}
}

// N1: two nodes have one document. Of two who change it at once one is told so.
func TestGroupOnTwoNodes(t *testing.T) {
	a, b := openPair(t)
	s := a.group(t).Settings
	s.Name = "From a"
	if got := a.agree(t, 0, s, admin).code(t); got != "200 OK" {
		t.Fatal(got)
	}
	s.Name = "From b"
	if got := b.agree(t, 0, s, admin).code(t); got != "409 stale" {
		t.Errorf("b, which had not heard: %s", got)
	}
	s.Name = "From a again"
	if got := a.agree(t, 1, s, admin).code(t); got != "200 OK" {
		t.Fatal(got)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	for b.group(t).Settings.Name != "From a again" {
		if ctx.Err() != nil {
			t.Fatal("b never hears of it")
		}
	}
	s.Rule = meeting.ChathamHouse
	if got := a.agree(t, 2, s, admin).code(t); got != "200 OK" {
		t.Fatal(got)
	}
	p := b.read(t, "/api/v1/meetings/"+b.meet(t, `{"title":"At once"}`).made.ID+"/feeds/meeting")
	if !strings.Contains(string(p.Set["meeting"]), `"rule":"chatham-house"`) {
		t.Errorf("a meeting that b makes at once: %s", p.Set["meeting"])
	}
}

// A server that cannot read what its group has agreed does not run as if nothing had been.
func TestGroupThatCannotBeRead(t *testing.T) {
	j := new(memory.Journal)
	_, err := j.Append(t.Context(), "group/settings", journal.Position{}, []journal.Entry{{At: time.Now(), Body: []byte(`{"kind":"group_unset","data":{}}`)}})
	must(t, err)
	srv, err := server.New(server.Config{PublicURL: new(url.URL), Journal: j, Roster: open(t, "").people, Dist: fstest.MapFS{}})
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := srv.Run(ctx); err == nil || !strings.Contains(err.Error(), "group_unset") {
		t.Errorf("it ends with %v", err)
	}
}
