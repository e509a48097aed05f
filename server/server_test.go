package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"example.org/convener/server"
	"example.org/convener/server/auth"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/sqlite"
	"example.org/convener/server/roster"
	"example.org/convener/server/seal"
)

const admin = "cva_test"

// A house is a server as it runs, but for the process.
type house struct {
	handler http.Handler
	url     string // http://127.0.0.1:port
	public  *url.URL
	journal journal.Journal
	keys    *auth.Keys
	people  *roster.Roster
	stop    func() // ends the server as its operator does; HTTP goes on
	drain   func() // has it take nobody new
}

// open runs a server until the test ends. Without a public URL, it is its own.
func open(t testing.TB, public string) *house { return openIn(t, t.TempDir(), public) }

func openIn(t testing.TB, dir, public string) *house {
	t.Helper()
	db, err := sqlite.Open(t.Context(), dir)
	must(t, err)
	keys, err := auth.Open(t.Context(), db.Writer(), db.Reader())
	must(t, err)
	must(t, keys.SetAdminToken(t.Context(), admin))
	seals, err := seal.OpenKeys(filepath.Join(dir, "keys"))
	must(t, err)
	people, err := roster.Open(t.Context(), db.Writer(), db.Reader(), seals)
	must(t, err)
	j := sqlite.NewJournal(db)
	writing, stopWriting := context.WithCancel(context.Background())
	var writer sync.WaitGroup
	writer.Go(func() { j.Run(writing) })
	t.Cleanup(func() {
		stopWriting()
		writer.Wait()
		must(t, db.Close())
	})
	return serve(t, &house{journal: j, keys: keys, people: people}, public)
}

// openPair runs two servers, nodes of one group that do not ring each other.
func openPair(t testing.TB) (a, b *house) {
	t.Helper()
	a = open(t, "")
	return a, serve(t, &house{journal: a.journal, keys: a.keys, people: a.people}, "")
}

// serve runs a server on what h keeps.
func serve(t testing.TB, h *house, public string) *house {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	h.url = "http://" + listener.Addr().String()
	if public == "" {
		public = h.url
	}
	h.public, err = url.Parse(public)
	must(t, err)
	srv, err := server.New(server.Config{
		PublicURL: h.public, Journal: h.journal, Keys: h.keys, Roster: h.people,
		Dist: fstest.MapFS{"assets/a.js": {Data: []byte("let a;")}},
	})
	must(t, err)
	web := httptest.NewUnstartedServer(srv.Handler())
	must(t, web.Listener.Close())
	web.Listener = listener
	web.Config.ConnContext = server.WithConn
	web.Start()

	serving, stopServing := context.WithCancel(context.Background())
	var runner sync.WaitGroup
	runner.Go(func() {
		if err := srv.Run(serving); err != nil {
			t.Errorf("the server ends with %v", err)
		}
	})
	h.drain, h.handler = srv.Drain, web.Config.Handler
	h.stop = sync.OnceFunc(func() { stopServing(); runner.Wait() })
	t.Cleanup(func() {
		h.stop()
		web.Close()
	})
	return h
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// An answer is what came back.
type answer struct {
	*http.Response
	body string
}

// request makes a request of h; header is name, value, name, value, …
func (h *house) request(t testing.TB, client *http.Client, method, path, body string, header ...string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, h.url+path, strings.NewReader(body))
	must(t, err)
	for i := 0; i < len(header); i += 2 {
		if req.Header.Set(header[i], header[i+1]); header[i] == "Host" {
			req.Host = header[i+1]
		}
	}
	res, err := client.Do(req)
	must(t, err)
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode == http.StatusSwitchingProtocols {
		return answer{Response: res}
	}
	b, err := io.ReadAll(res.Body)
	must(t, err)
	return answer{res, string(b)}
}

// plain follows no redirects and keeps no cookies.
var plain = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func (h *house) post(t testing.TB, path, body string, header ...string) answer {
	t.Helper()
	return h.request(t, plain, http.MethodPost, path, body, header...)
}

func (h *house) get(t testing.TB, path string, header ...string) answer {
	t.Helper()
	return h.request(t, plain, http.MethodGet, path, "", header...)
}

// code is the code of a refusal, or the status of anything else.
func (a answer) code(t testing.TB) string {
	t.Helper()
	if a.StatusCode < 400 {
		return a.Status
	}
	var r struct{ Code, Text string }
	a.decode(t, &r)
	if r.Code == "" || !strings.HasSuffix(r.Text, ".") {
		t.Errorf("%s: a refusal has a code and a sentence, not %s", a.Request.URL.Path, a.body)
	}
	return a.Status[:3] + " " + r.Code
}

func (a answer) decode(t testing.TB, v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(a.body)))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatalf("%s %s: %v: %s", a.Status, a.Request.URL.Path, err, a.body)
	}
}

// A gathering is a meeting that was made.
type gathering struct {
	*house
	made made
}

type made struct {
	ID, URL  string
	Links    map[string]string
	Captions map[string]struct{ Zoom, Teams, Any, YouTube, Console string }
}

const plan = `{"title":"Coordination","channels":[{"lang":"en","title":"English"},{"lang":"ja","title":"日本語"}],
	"bodies":[{"name":"Access Coalition","seats":2}],
	"agenda":[{"title":"Welcome","kind":"information","minutes":5},{"title":"Access","kind":"discussion","minutes":20}]}`

func (h *house) meet(t testing.TB, plan string) *gathering {
	t.Helper()
	a := h.post(t, "/api/v1/meetings", plan, "Authorization", "Bearer "+admin)
	if a.StatusCode != http.StatusCreated {
		t.Fatalf("%s: %s", a.Status, a.body)
	}
	g := &gathering{house: h}
	a.decode(t, &g.made)
	return g
}

func (g *gathering) api(path string) string { return "/api/v1/meetings/" + g.made.ID + path }

// A person is somebody in a meeting.
type person struct {
	*gathering
	Session, Person, Name string
	Roles                 []string
	client                *http.Client // with the cookies of joining
}

// join lets somebody in by the link of a role.
func (g *gathering) join(t testing.TB, role, name string) *person {
	t.Helper()
	return g.joinFor(t, role, name, "")
}

// joinFor is join for somebody of a body.
func (g *gathering) joinFor(t testing.TB, role, name, of string) *person {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	p := &person{gathering: g, client: &http.Client{Jar: jar}}
	body, err := json.Marshal(map[string]string{"link": g.made.Links[role], "name": name, "body": of})
	must(t, err)
	a := g.request(t, p.client, http.MethodPost, g.api("/join"), string(body))
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%s joins as %s: %s", name, role, a.body)
	}
	a.decode(t, p)
	return p
}

func (p *person) bearer() string { return "Bearer " + p.Session }

// ask asks under a new id.
func (p *person) ask(t testing.TB, do, in string) answer {
	t.Helper()
	return p.post(t, p.api("/ask"), asking(uuid.NewString(), do, in), "Authorization", p.bearer())
}

// does asks for what must be granted, and returns its number.
func (p *person) does(t testing.TB, do, in string) uint64 {
	t.Helper()
	a := p.ask(t, do, in)
	var granted struct{ Seq uint64 }
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s: %s", p.Name, do, a.body)
	}
	a.decode(t, &granted)
	return granted.Seq
}

func asking(id, do, in string) string {
	return `{"id":"` + id + `","do":"` + do + `","in":` + in + `}`
}

// patch is a change of a feed as clients get it.
type patch struct {
	Feed, Cursor string
	Reset        bool
	Set          map[string]json.RawMessage
}

// read polls a feed; nil if nothing is new.
func (h *house) read(t testing.TB, path string, header ...string) *patch {
	t.Helper()
	a := h.get(t, path, header...)
	switch a.StatusCode {
	case http.StatusNoContent:
		return nil
	case http.StatusOK:
		p := new(patch)
		a.decode(t, p)
		return p
	}
	t.Fatalf("%s: %s %s", path, a.Status, a.body)
	return nil
}

// entries are the bodies of a stream, and all else that is kept of them, as one text.
func (h *house) entries(t testing.TB, s journal.Stream) (n int, all string) {
	t.Helper()
	var b strings.Builder
	for e, err := range h.journal.Read(t.Context(), s, 0) {
		must(t, err)
		b.WriteString(e.By + " " + e.Cause + " " + e.Sum + " " + e.Key + " " + string(e.Body) + "\n")
		n++
	}
	return n, b.String()
}
