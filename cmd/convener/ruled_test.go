package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/google/uuid"
)

// A ruled meeting is one under the Rule, in a process of its own.
type ruled struct {
	t   *testing.T
	ctx context.Context //nolint:containedctx // the test's, for all it asks
	cast
	server   *process
	folders  []string // of what else stores things
	people   []string // by the names that the program gives them
	id, zoom string
	links    map[string]string
	sessions map[string]string // by role
	seq      int
}

func newRuled(t *testing.T, who cast, rule string, server *process) *ruled {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	r := &ruled{t: t, ctx: ctx, cast: who, server: server, sessions: make(map[string]string)}
	var made struct {
		ID       string
		Links    map[string]string
		Captions map[string]struct{ Zoom string }
	}
	r.must(call(ctx, http.MethodPost, r.server.url("/api/v1/meetings"), testToken, map[string]any{
		"title": "Funding", "rule": rule, "starts": "2026-11-20T12:00:00Z", "bodies": []map[string]any{{"name": who.body, "seats": 1}},
		"agenda": []map[string]any{{"title": "Report", "kind": "information", "minutes": 5}, {
			"title": "Who pays", "kind": "decision", "minutes": 20, "presenters": []string{who.presenter},
			"links": []map[string]any{{"title": who.paper, "url": "https://example.org/" + who.paper}},
		}},
	}, &made))
	_, query, _ := strings.Cut(made.Captions["en"].Zoom, "?")
	r.id, r.links, r.zoom = made.ID, made.Links, "/closedcaption?"+query
	return r
}

func (r *ruled) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *ruled) url(path string) string { return r.server.url("/api/v1/meetings/%s%s", r.id, path) }

func (r *ruled) join(role, name, body string) {
	r.t.Helper()
	var in struct{ Session, Person string }
	r.must(call(r.ctx, http.MethodPost, r.url("/join"), "", map[string]any{
		"link": r.links[role], "name": name, "body": body, "says": r.says, "needs": map[string]any{"kinds": []string{"other"}, "text": r.needs},
	}, &in))
	r.sessions[role] = in.Session
	r.people = append(r.people, in.Person)
}

func (r *ruled) do(role, do string, in map[string]any) (seq int) {
	r.t.Helper()
	var answer struct{ Seq int }
	r.must(call(r.ctx, http.MethodPost, r.url("/ask"), r.sessions[role], map[string]any{"id": uuid.NewString(), "do": do, "in": in}, &answer))
	return answer.Seq
}

func (r *ruled) caption(text string) {
	r.t.Helper()
	r.seq++
	r.must(call(r.ctx, http.MethodPost, r.server.url("%s&seq=%d", r.zoom, r.seq), "", text, nil))
}

// attends has somebody be there until the test ends.
func (r *ruled) attends(role string) {
	r.t.Helper()
	ws, _, err := websocket.Dial(r.ctx, strings.Replace(r.url("/socket"), "http", "ws", 1), nil) //nolint:bodyclose // the library has read it
	r.must(err)
	r.t.Cleanup(drain(r.ctx, ws))
	r.must(ws.Write(r.ctx, websocket.MessageText, []byte(`{"hello":{"session":"`+r.sessions[role]+`","feeds":{}}}`)))
}

// sees reports whether somebody has a word in a feed.
func (r *ruled) sees(role, feed, word string) bool {
	r.t.Helper()
	var patch string
	r.must(call(r.ctx, http.MethodGet, r.url("/feeds/"+feed), r.sessions[role], nil, &patch))
	return strings.Contains(patch, word)
}

// begins has people come in, ask, and say who they are.
func (r *ruled) begins() {
	r.comes()
	r.do("chair", "start_meeting", map[string]any{})
	r.talks()
}

// comes has people come in.
func (r *ruled) comes() {
	r.join("chair", r.chair, "")
	r.join("secretary", r.secretary, "")
	r.join("participant", r.speaker, r.body)
	r.do("secretary", "send_apologies", map[string]any{"on": true, "name": r.apology})
}

// talks has them ask, and say who they are.
func (r *ruled) talks() {
	r.do("chair", "open_queue", map[string]any{})
	r.do("participant", "raise_hand", map[string]any{"class": "topic", "note": r.hand})
	r.do("participant", "raise_alarm", map[string]any{"what": "captions", "note": r.alarm})
	r.do("chair", "add_hand", map[string]any{"name": r.guest, "class": "topic"})
	r.caption(">> " + r.label + ": I am " + r.speaker + " of " + r.body + " and I " + r.spoken + ".\n")
	r.do("secretary", "write_line", map[string]any{"text": r.speaker + ": We at " + r.body + " were " + r.spoken + "."})
	note := r.do("secretary", "add_note", map[string]any{"text": r.deleted + " by mistake."})
	r.do("secretary", "edit_note", map[string]any{"note": note, "text": "Captions are needed.", "rev": 1})
	r.do("secretary", "record_action", map[string]any{"text": "Ask for a price.", "owner": r.owner, "due": "2026-12-31"})
}

// ends has the meeting end and its record published, by two people.
func (r *ruled) ends() {
	r.do("secretary", "record_decision", map[string]any{"text": "Captions are paid for, as " + r.speaker + " said."})
	r.do("chair", "end_meeting", map[string]any{})
	r.publishes(0)
}

// publishes has the record of a part be published, by two people, or that of all the rest, 0.
func (r *ruled) publishes(part int) {
	r.t.Helper()
	var review struct {
		Lines []struct {
			Line, Part  int
			Strip, Text string
		}
	}
	r.must(call(r.ctx, http.MethodGet, r.url("/review"), r.sessions["secretary"], nil, &review))
	lines := []map[string]any{}
	for _, l := range review.Lines {
		if strings.Contains(l.Text, r.spoken) || part != 0 && l.Part != part {
			continue // what only one person can say is left out
		}
		lines = append(lines, map[string]any{"line": l.Line, "text": l.Strip})
	}
	draft := r.do("secretary", "draft_record", map[string]any{"item": part, "level": 1, "lines": lines})
	r.do("chair", "pass_record", map[string]any{"draft": draft})
}
