package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// A cast is who takes part in a meeting, and what they say that identifies them: each is a
// word that stands nowhere else, so that what is found says from where it leaked. Source:
// section 2.2 of our attribution reference.
type cast struct {
	chair, secretary, speaker, late, guest, apology string // names
	says, needs, body, hand, alarm, label           string
	spoken, deleted, owner                          string // in what is written down
	presenter, paper                                string // of an item that is told outside before, and not after
}

var canaries = cast{
	chair: "Chairqxa Zvorkaqxb", secretary: "Secretqxc", speaker: "Žanqxd Brůqxe", late: "Lateqxf", guest: "Guestqxg", apology: "Apologyqxh",
	says: "Saysqxi", needs: "Needsqxj", body: "Bodyqxk", hand: "Handqxl", alarm: "Alarmqxm", label: "Labelqxn",
	spoken: "Spokenqxo", deleted: "Deletedqxp", owner: "Ownerqxq",
	presenter: "Presentqxr", paper: "Paperqxs",
}

// others are a cast of other people who do the same.
var others = cast{
	chair: "Petraqya Novaqyb", secretary: "Minaqyc", speaker: "Éloiqyd Çelikqye", late: "Tomqyf", guest: "Idaqyg", apology: "Ugoqyh",
	says: "Spellqyi", needs: "Carequyj", body: "Homeqyk", hand: "Whyqyl", alarm: "Helpqym", label: "Nameqyn",
	spoken: "Saidqyo", deleted: "Goneqyp", owner: "Doerqyq",
	presenter: "Speakqyr", paper: "Slideqys",
}

// words are what must be found nowhere, each part of a name by itself.
func (c cast) words() []string {
	return strings.Fields(strings.Join([]string{
		c.chair, c.secretary, c.speaker, c.late, c.guest, c.apology, c.says, c.needs, c.body, c.hand, c.alarm, c.label, c.spoken, c.deleted, c.owner, c.presenter, c.paper,
	}, " "))
}

// A ruled meeting is one under the Rule, in a process of its own.
type ruled struct {
	t   *testing.T
	ctx context.Context //nolint:containedctx // the test's, for all it asks
	cast
	server   *process
	folders  []string // of what else stores things
	id, zoom string
	links    map[string]string
	sessions map[string]string // by role
	seq      int

	wrong func(format string, args ...any) // told what leaks; the test fails unless it is to be found
}

func newRuled(t *testing.T, who cast, rule string, args ...string) *ruled {
	r := &ruled{t: t, cast: who, server: startServer(t, args...)}
	r.make(rule)
	return r
}

// make makes the meeting on the server.
func (r *ruled) make(rule string) {
	ctx, cancel := context.WithTimeout(r.t.Context(), 3*time.Minute)
	r.t.Cleanup(cancel)
	r.ctx, r.sessions, r.wrong = ctx, make(map[string]string), r.t.Errorf
	who := r.cast
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
	var in struct{ Session string }
	r.must(call(r.ctx, http.MethodPost, r.url("/join"), "", map[string]any{
		"link": r.links[role], "name": name, "body": body, "says": r.says, "needs": map[string]any{"kinds": []string{"other"}, "text": r.needs},
	}, &in))
	r.sessions[role] = in.Session
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

// sees reports whether somebody has a word in a feed.
func (r *ruled) sees(role, feed, word string) bool {
	r.t.Helper()
	var patch string
	r.must(call(r.ctx, http.MethodGet, r.url("/feeds/"+feed), r.sessions[role], nil, &patch))
	return strings.Contains(patch, word)
}

// begins has people come in, ask, and say who they are.
func (r *ruled) begins() {
	r.join("chair", r.chair, "")
	r.join("secretary", r.secretary, "")
	r.join("participant", r.speaker, r.body)
	r.do("secretary", "send_apologies", map[string]any{"on": true, "name": r.apology})
	r.do("chair", "start_meeting", map[string]any{})
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
	var review struct {
		Lines []struct {
			Line        int
			Strip, Text string
		}
	}
	r.must(call(r.ctx, http.MethodGet, r.url("/review"), r.sessions["secretary"], nil, &review))
	lines := []map[string]any{}
	for _, l := range review.Lines {
		if strings.Contains(l.Text, r.spoken) {
			continue // what only one person can say is left out
		}
		lines = append(lines, map[string]any{"line": l.Line, "text": l.Strip})
	}
	draft := r.do("secretary", "draft_record", map[string]any{"level": 1, "lines": lines})
	r.do("chair", "pass_record", map[string]any{"draft": draft})
}

// public is what everybody can read of the meeting, by address.
func (r *ruled) public() map[string]string {
	r.t.Helper()
	got := make(map[string]string)
	for _, path := range []string{
		"/", "/m/ID", "/m/ID/text", "/m/ID/minutes", "/m/ID/minutes.html", "/m/ID/minutes.md", "/m/ID/minutes.txt", "/m/ID/minutes.json", "/m/ID/minutes.docx", "/m/ID/minutes.pdf",
		"/m/ID/captions/en.vtt", "/m/ID/captions/en.json", "/m/ID/captions/en.txt", "/m/ID/agenda.json", "/m/ID/meeting.ics", "/api/v1/meetings", "/api/v1/meetings/ID/feeds/meeting",
		"/api/v1/meetings/ID/feeds/presence", "/api/v1/meetings/ID/feeds/captions/en", "/api/v1/meetings/ID/review", "/metrics", "/readyz", "/how", "/access", "/bodies",
	} {
		address := r.server.url("%s", strings.ReplaceAll(path, "ID", r.id))
		req, err := http.NewRequestWithContext(r.ctx, http.MethodGet, address, nil)
		r.must(err)
		resp, err := http.DefaultClient.Do(req)
		r.must(err)
		b, err := io.ReadAll(resp.Body)
		r.must(err)
		r.must(resp.Body.Close())
		head := ""
		for _, name := range []string{"Content-Type", "Last-Modified", "ETag", "Content-Disposition", "Set-Cookie", "Location"} {
			head += name + ": " + resp.Header.Get(name) + "\n"
		}
		got[path] = fmt.Sprintf("%d\n%s\n%s%s", resp.StatusCode, head, b, unzipped(b))
	}
	return got
}

// unzipped is what a file holds that is an archive.
func unzipped(b []byte) (text string) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return ""
	}
	for _, f := range z.File {
		if in, err := f.Open(); err == nil {
			part, _ := io.ReadAll(in) // what can be read of it
			text += f.Name + "\n" + string(part)
		}
	}
	return text
}
