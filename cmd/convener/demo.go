package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server"
)

//go:embed demo.txt
var demoCaptions string

// demoPlan is the meeting that is under way when somebody looks at Convener for the first
// time. The people and bodies in it are made up.
func demoPlan(now time.Time) meeting.CreateMeeting {
	return meeting.CreateMeeting{
		Title: "Coordination meeting of the coalitions", Starts: now.UTC().Truncate(time.Minute), Rule: meeting.Open,
		Agenda: []meeting.PlannedItem{
			{Title: "Welcome and adoption of the agenda", Kind: "adoption", Minutes: 5},
			{Title: "Accessibility of our own meetings", Kind: "discussion", Minutes: 30},
			{Title: "Joint statement on community networks", Kind: "statement", Minutes: 40},
			{Title: "Any other business", Kind: "aob", Minutes: 10},
		},
		Channels: []meeting.Channel{{Lang: "en", Title: "English"}},
		Bodies: []meeting.Body{
			{Name: "Community Networks", Seats: 2},
			{Name: "Accessibility and Disability", Seats: 2},
			{Name: "Small Island States", Seats: 2},
			{Name: "Public Access in Libraries", Seats: 2},
		},
	}
}

// demo holds the demo meeting: its people join and ask through the same interface as
// everyone else's browsers.
func demo(ctx context.Context, std stdio, addr net.Addr, srv *server.Server) error {
	m, err := srv.CreateMeeting(ctx, demoPlan(time.Now()))
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	d := &demoCast{api: "http://localhost:" + port + "/api/v1/meetings/" + m.ID.String()}
	if err := d.begin(ctx, m.Links); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	printLinks(std.Out, m)
	local := strings.Replace(m.Captions["en"].Zoom, srv.PublicURL.String(), "http://localhost:"+port, 1)
	return d.play(ctx, local)
}

func printLinks(w io.Writer, m server.Meeting) {
	var b strings.Builder
	fmt.Fprintf(&b, "\nA demo meeting is under way. Open these in different windows:\n\n")
	for _, role := range []string{"chair", "secretary", "participant", "observer"} {
		fmt.Fprintf(&b, "  %-12s %s\n", role, m.Links[role])
	}
	fmt.Fprintf(&b, "  %-12s %s\n\nFor captioners:\n\n", "public page", m.URL)
	c := m.Captions["en"]
	for _, link := range []struct{ box, url string }{
		{"Zoom link", c.Zoom}, {"Teams link", c.Teams}, {"any program", c.Any}, {"YouTube link", c.YouTube}, {"by hand", c.Console},
	} {
		fmt.Fprintf(&b, "  %-12s %s\n", link.box, link.url)
	}
	fmt.Fprintf(&b, "\nStop with Ctrl-C.\n")
	_, _ = io.WriteString(w, b.String())
}

// demoCast is the people of the demo meeting.
type demoCast struct {
	api              string
	chair, secretary string   // sessions
	speakers         []string // sessions
}

// begin brings the meeting to where it is worth looking at.
func (d *demoCast) begin(ctx context.Context, links map[string]string) error {
	var failed error
	join := func(link, name, body string) string {
		var in struct{ Session string }
		err := d.post(ctx, "/join", "", map[string]string{"link": links[link], "name": name, "body": body}, &in)
		failed = errors.Join(failed, err)
		return in.Session
	}
	ask := func(session, do string, in map[string]any) int {
		seq, err := d.ask(ctx, session, do, in)
		failed = errors.Join(failed, err)
		return seq
	}
	d.chair, d.secretary = join("chair", "Noor Haddad", ""), join("secretary", "Lea Brunner", "")
	d.speakers = []string{
		join("participant", "Tomás Rivera", "Community Networks"),
		join("participant", "Aroha Ngata", "Small Island States"),
		join("participant", "Wei Zhang", "Public Access in Libraries"),
		join("participant", "Ifeoma Eze", "Accessibility and Disability"),
	}
	ask(d.chair, "start_meeting", nil)
	ask(d.secretary, "add_note", map[string]any{"text": "The chair welcomed the coalitions."})
	ask(d.secretary, "record_decision", map[string]any{"text": "The agenda is adopted as circulated."})
	scene, err := d.scene(ctx)
	if err := errors.Join(failed, err); err != nil {
		return err
	}
	ask(d.chair, "start_item", map[string]any{"item": scene.Agenda[1].ID, "after": scene.Agenda[0].ID})
	ask(d.chair, "open_queue", nil)
	hand := ask(d.speakers[0], "raise_hand", map[string]any{"class": "topic", "note": "Captions on slow links"})
	ask(d.speakers[1], "raise_hand", map[string]any{"class": "topic"})
	ask(d.speakers[2], "raise_hand", map[string]any{"class": "reply", "note": "What libraries can lend"})
	ask(d.chair, "call_hand", map[string]any{"hand": hand, "after": 0})
	return failed
}

// ask has one of the cast ask for something.
func (d *demoCast) ask(ctx context.Context, session, do string, in map[string]any) (seq int, err error) {
	var answer struct{ Seq int }
	err = d.post(ctx, "/ask", session, map[string]any{"id": uuid.NewString(), "do": do, "in": in}, &answer)
	return answer.Seq, err
}

// post asks one thing of the server.
func (d *demoCast) post(ctx context.Context, path, session string, body, into any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.api+path, bytes.NewReader(b))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+session)
	return fetch(req, into)
}

// fetch decodes the answer to req.
func fetch(req *http.Request, into any) error {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s: %s", req.URL.Path, resp.Status, b)
	}
	return json.Unmarshal(b, into)
}
