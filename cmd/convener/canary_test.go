package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/server/servicetest"
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
}

func newRuled(t *testing.T, who cast, rule string, args ...string) *ruled {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	r := &ruled{t: t, ctx: ctx, cast: who, server: startServer(t, args...), sessions: make(map[string]string)}
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
	r.caption(">> " + r.label + ": I am " + r.speaker + " and I " + r.spoken + ".\n")
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

// T-1, T-8, T-9, T-10, T-12, T-14, T-15, T-16, T-17, T-20, T-22: who took part in a meeting
// under the Rule, and what tells it, is in no file while it is on, over a kill; and after the
// record is published, nowhere.
func TestCanaries(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	for _, rule := range []string{"chatham-house", "open"} {
		t.Run(rule, func(t *testing.T) {
			r := newRuled(t, canaries, rule)
			r.begins()
			if rule == "open" { // and somebody asks for the Rule afterwards
				if found := r.found(); len(found) < len(r.words())-2 {
					t.Errorf("the search is blind: only %v are found", found)
				}
				r.do("secretary", "set_rule", map[string]any{"rule": "chatham-house"})
			}
			r.isSealed()
			r.isPrivate()
			r.server.kill()
			r.isSealed()
			r.server.start()
			r.join("observer", r.late, "")
			r.caption(">> " + r.label + ": again " + r.spoken + ".\n")
			for role, feed := range map[string]string{"chair": "meeting", "participant": "captions/en"} { // who is there sees names
				if !r.sees(role, feed, r.spoken) || !r.sees(role, "meeting", strings.Fields(r.speaker)[1]) {
					t.Errorf("the %s does not see who said what", role)
				}
			}
			r.isSealed()
			r.isPrivate()
			r.ends()
			r.isForgotten()
		})
	}
}

// T-11, T-13: the same on PostgreSQL and Redis, whose logs and dead rows keep what they had.
func TestCanariesInServices(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	database, redis := servicetest.Postgres(t), servicetest.DurableRedis(t)
	r := newRuled(t, canaries, "chatham-house", "--database", database.URL, "--redis", redis.URL)
	second := startServer(t, "--database", database.URL, "--redis", redis.URL) // with a folder of its own
	r.folders = []string{database.Dir, redis.Dir, second.data}
	r.begins()
	r.isSealed()
	there := *r
	there.server = second
	r.must(insist(r.ctx, func() error {
		var patch string
		err := call(r.ctx, http.MethodGet, there.url("/feeds/meeting"), r.sessions["chair"], nil, &patch)
		if err == nil && !strings.Contains(patch, r.spoken) {
			err = fmt.Errorf("it sees %s", patch)
		}
		return err
	}))
	r.server.kill()
	r.server.start()
	r.join("observer", r.late, "")
	r.isSealed()
	r.ends()
	r.must(insist(r.ctx, func() error { // also on the other node, at once
		keys, err := filepath.Glob(filepath.Join(second.data, "keys", "*.key"))
		if err == nil && len(keys) > 0 {
			err = fmt.Errorf("the other node has %v", keys)
		}
		return err
	}))
	database.Signal(syscall.SIGINT) // it writes out what it has
	database.Wait()
	redis.Signal(syscall.SIGKILL)
	if found := r.found(); len(found) > 0 {
		t.Errorf("left are %v", found)
	}
}

// found are the words that are in a file, or in the log, and where.
func (r *ruled) found() map[string][]string {
	r.t.Helper()
	found := search(r.t, append(r.folders, r.server.data), r.words()...)
	for _, word := range r.words() {
		for _, form := range forms(word) {
			if bytes.Contains(r.server.log.Bytes(), form) {
				found[word] = append(found[word], "the log")
			}
		}
		if len(found[word]) == 0 {
			delete(found, word)
		}
	}
	return found
}

func (r *ruled) isSealed() {
	r.t.Helper()
	if found := r.found(); len(found) > 0 {
		r.t.Errorf("in clear are %v", found)
	}
	keys, err := os.ReadDir(filepath.Join(r.server.data, "keys"))
	r.must(err)
	if len(keys) != 2 {
		r.t.Errorf("the keys are %v", keys)
	}
}

// isPrivate checks that outsiders are told nothing while the meeting is on, but which bodies
// are invited and which papers there are, which the owner has said before.
func (r *ruled) isPrivate() {
	r.t.Helper()
	for path, text := range r.public() {
		r.names(path, strings.NewReplacer(r.body, "", r.paper, "").Replace(text))
	}
}

// names tells which of the words a text has.
func (r *ruled) names(where, text string) {
	r.t.Helper()
	for _, word := range r.words() {
		for _, form := range forms(word) {
			if strings.Contains(text, string(form)) {
				r.t.Errorf("%s is in %s", word, where)
				break
			}
		}
	}
}

func (r *ruled) isForgotten() {
	r.t.Helper()
	if found := r.found(); len(found) > 0 {
		r.t.Errorf("left are %v", found)
	}
	var files []string
	r.must(filepath.WalkDir(filepath.Join(r.server.data, "keys"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, filepath.Base(path))
		}
		return err
	}))
	if !slices.Equal(files, []string{"host"}) {
		r.t.Errorf("left are the keys %v", files)
	}
	public := r.public()
	for path, text := range public {
		r.names(path, text)
	}
	for _, path := range []string{"/m/ID/minutes", "/m/ID/minutes.txt", "/m/ID/minutes.md", "/m/ID/minutes.json", "/m/ID/minutes.docx"} {
		for _, said := range []string{"Captions are paid for, as [a participant] said.", "Captions are needed.", "Ask for a price."} {
			if text := strings.ReplaceAll(strings.Join(strings.Fields(public[path]), " "), `\`, ""); !strings.Contains(text, said) {
				r.t.Errorf("%s does not say %q: %s", path, said, text)
			}
		}
	}
	// T-5, T-7, T-19, T-26: no pseudonym, no time finer than an hour, no captions.
	record := public["/api/v1/meetings/ID/feeds/meeting"] + public["/m/ID/minutes.json"]
	if hits := regexp.MustCompile(`p-[0-9a-z]{16}|T\d\d:\d\d:\d\d`).FindAllString(regexp.MustCompile(`T\d\d:00:00Z|"made": "[^"]*"`).ReplaceAllString(record, ""), -1); len(hits) > 0 {
		r.t.Errorf("the record has %v", hits)
	}
	for _, path := range []string{"/m/ID/captions/en.vtt", "/m/ID/captions/en.txt", "/m/ID/captions/en.json"} {
		if !strings.HasPrefix(public[path], "404") {
			r.t.Errorf("%s: %s", path, public[path])
		}
	}
	for role, session := range r.sessions {
		if err := call(r.ctx, http.MethodGet, r.url("/feeds/meeting"), session, nil, nil); !strings.Contains(fmt.Sprint(err), "401") {
			r.t.Errorf("the %s is still known: %v", role, err)
		}
	}
}

// T-6, T-25: two meetings in which other people say the same leave the same public bytes, but
// for what names the meeting and when it was asked for.
func TestTwoWorlds(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	var worlds []map[string]string
	for _, who := range []cast{canaries, others} {
		r := newRuled(t, who, "chatham-house")
		r.begins()
		r.ends()
		public := r.public()
		for path, text := range public {
			text = strings.NewReplacer(r.id, "ID", r.server.addr, "HOST", strings.TrimPrefix(r.server.addr, "127.0.0.1"), "PORT").Replace(text)
			public[path] = regexp.MustCompile(`"made": "[^"]*"|This copy was made on:?\*?\*? ?[^\n]*|"cursor":"[^"]*"|ETag: .*|DTSTAMP:\w+`).ReplaceAllString(text, "WHEN")
		}
		for _, path := range []string{"/m/ID/minutes.docx", "/m/ID/minutes.pdf", "/metrics"} {
			delete(public, path) // compressed with the time in it, and counts of this test's own requests
		}
		worlds = append(worlds, public)
	}
	for path, text := range worlds[0] {
		if other := worlds[1][path]; other != text {
			t.Errorf("%s differs:\n%s\n%s", path, text, other)
		}
	}
}

// The search finds what leaks, in whatever form.
func TestSearchFindsLeaks(t *testing.T) {
	word := "Žanqxd"
	for i, form := range forms(word) {
		dir := t.TempDir()
		r := &ruled{t: t, cast: cast{speaker: word}, server: &process{t: t, data: dir}}
		if err := os.WriteFile(filepath.Join(dir, "leak"), append([]byte("before "), append(form, " after"...)...), 0o600); err != nil {
			t.Fatal(err)
		}
		if found := r.found(); len(found) != 1 {
			t.Errorf("form %d, %q, is not found", i, form)
		}
	}
	if n := len(forms(word)); n < 10 {
		t.Errorf("only %d forms are searched for", n)
	}
}
