package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestCreateMeeting(t *testing.T) {
	h := open(t, "https://meet.example.org")
	token := "Bearer " + admin
	for _, tt := range []struct{ rule, token, body, want string }{
		{"without a token", "", `{"title":"a"}`, "401 no_session"},
		{"with a wrong one", "Bearer cva_other", `{"title":"a"}`, "401 no_session"},
		{"with another scheme", "Basic " + admin, `{"title":"a"}`, "401 no_session"},
		{"no plan", token, ``, "400 malformed"},
		{"no title", token, `{}`, "400 malformed"},
		{"a title of white space", token, `{"title":" "}`, "400 malformed"},
		{"a title of 201 characters", token, `{"title":"` + strings.Repeat("é", 201) + `"}`, "400 malformed"},
		{"an unknown field", token, `{"title":"a","starst":"2026-11-02T13:00:00Z"}`, "400 malformed"},
		{"an unknown field of an item", token, `{"title":"a","agenda":[{"title":"b","kind":"break","minutes":1,"id":1}]}`, "400 malformed"},
		{"a field in other letters", token, `{"title":"a","Rule":"off-record"}`, "400 malformed"},
		{"a rule of nobody's", token, `{"title":"a","rule":"secret"}`, "400 malformed"},
		{"a time that is none", token, `{"title":"a","starts":"tomorrow"}`, "400 malformed"},
		{"a series that is no slug", token, `{"title":"a","series":"Our Series"}`, "400 malformed"},
		{"an item of no kind", token, `{"title":"a","agenda":[{"title":"b","minutes":1}]}`, "400 malformed"},
		{"an item of 601 minutes", token, `{"title":"a","agenda":[{"title":"b","kind":"break","minutes":601}]}`, "400 malformed"},
		{"two channels of a language", token, `{"title":"a","channels":[{"lang":"en"},{"lang":"en"}]}`, "400 malformed"},
		{"a channel that leads out of its path", token, `{"title":"a","channels":[{"lang":"../x"}]}`, "400 malformed"},
		{"two bodies of a name", token, `{"title":"a","bodies":[{"name":"b"},{"name":"b"}]}`, "400 malformed"},
		{"too much", token, `{"title":"` + strings.Repeat("a", 256<<10) + `"}`, "413 too_large"},
		{"a title of 200 characters", token, `{"title":"` + strings.Repeat("é", 200) + `"}`, "201 Created"},
	} {
		if got := h.post(t, "/api/v1/meetings", tt.body, "Authorization", tt.token).code(t); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.rule, got, tt.want)
		}
	}
}

func TestNewMeeting(t *testing.T) {
	h := open(t, "https://meet.example.org")
	before := time.Now().Truncate(time.Second)
	m := h.meet(t, `{"title":"  Coordination "}`).made
	if m.URL != "https://meet.example.org/m/"+m.ID {
		t.Errorf("url %s", m.URL)
	}
	if len(m.Links) != 6 {
		t.Errorf("links %v", m.Links)
	}
	seen := make(map[string]bool)
	for _, role := range []string{"chair", "deputy", "secretary", "manager", "participant", "observer"} {
		page, secret, _ := strings.Cut(m.Links[role], "#")
		if page != m.URL || !strings.HasPrefix(secret, "cvl_") || len(secret) < 30 || seen[secret] {
			t.Errorf("the link of %s is %q", role, m.Links[role])
		}
		seen[secret] = true
	}
	en, ok := m.Captions["en"]
	if !ok || len(m.Captions) != 1 {
		t.Fatalf("captions %v", m.Captions)
	}
	for box, tt := range map[string]struct{ link, begins, holds string }{
		"zoom":    {en.Zoom, "https://meet.example.org/closedcaption?id=" + m.ID, "signature=cvs_"},
		"teams":   {en.Teams, "https://meet.example.org/cartcaption?", "token=cvs_"},
		"any":     {en.Any, "https://meet.example.org/cc/cvs_", "?"},
		"youtube": {en.YouTube, "https://meet.example.org/closedcaption?", "cid=cvs_"},
		"console": {en.Console, "https://meet.example.org/captioner#cvs_", ""},
	} {
		if _, err := url.Parse(tt.link); err != nil || !strings.HasPrefix(tt.link, tt.begins) || !strings.Contains(tt.link, tt.holds) {
			t.Errorf("%s: %s, %v", box, tt.link, err)
		}
	}

	list := struct {
		Meetings []struct {
			ID, Title, Stage, Rule, Mode, URL string
			Starts                            time.Time
		}
	}{}
	h.meet(t, `{"title":"Later","starts":"2126-11-02T13:00:00+01:00","rule":"chatham-house"}`)
	h.get(t, "/api/v1/meetings").decode(t, &list)
	if len(list.Meetings) != 2 {
		t.Fatalf("the list is %+v", list)
	}
	later, first := list.Meetings[0], list.Meetings[1]
	if later.Title != "Later" || later.Rule != "chatham-house" || later.Starts.Format(time.RFC3339) != "2126-11-02T12:00:00Z" {
		t.Errorf("later: %+v", later)
	}
	if first.Title != "Coordination" || first.Rule != "open" || first.Stage != "planned" || first.URL != m.URL ||
		first.Starts.Before(before) || first.Starts.After(time.Now()) {
		t.Errorf("the defaults are %+v", first)
	}
	p := h.read(t, "/api/v1/meetings/"+m.ID+"/feeds/meeting", "Host", "meet.example.org")
	if s := string(p.Set["meeting"]); !strings.Contains(s, `"channels":[{"lang":"en","title":"English"}]`) {
		t.Errorf("its channels: %s", s)
	}
}

// The list follows the meetings.
func TestListKnowsTheStage(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, plan)
	chair := g.join(t, "chair", "Sipho Dlamini")
	chair.does(t, "start_meeting", `{}`)
	for range 1000 { // soon, but not in the same moment
		if a := h.get(t, "/api/v1/meetings"); strings.Contains(a.body, `"stage":"open"`) {
			return
		} else if a.StatusCode != http.StatusOK {
			t.Fatal(a.body)
		}
	}
	t.Error("the list does not learn that the meeting is open")
}
