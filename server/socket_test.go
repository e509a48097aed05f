package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/google/uuid"
)

// patience bounds what a test waits for.
const patience = 15 * time.Second

// A socket is a client's end.
type socket struct {
	*websocket.Conn
	t testing.TB
}

// frame is what a server says.
type frame struct {
	Welcome *struct {
		Person, Name string
		Roles        []string
		Now          time.Time
		Limits       map[string]int
		Paint        bool
	}
	Now *time.Time
	patch
	N          uint64
	Seq        uint64
	Code, Text string
}

func (h *house) dial(t testing.TB, id string, header http.Header) socket {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ws, res, err := websocket.Dial(ctx, h.url+"/api/v1/meetings/"+id+"/socket", &websocket.DialOptions{HTTPHeader: header})
	must(t, err)
	if res.Body != nil {
		_ = res.Body.Close()
	}
	ws.SetReadLimit(1 << 20)
	t.Cleanup(func() { _ = ws.CloseNow() })
	return socket{ws, t}
}

func (s socket) say(text string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	if err := s.Write(ctx, websocket.MessageText, []byte(text)); err != nil {
		s.t.Fatalf("%s: %v", text, err)
	}
}

func (s socket) hear() (f frame, err error) {
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	_, b, err := s.Read(ctx)
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	return f, err
}

// await hears until a frame is as wanted, and returns it.
func (s socket) await(what string, is func(frame) bool) frame {
	s.t.Helper()
	for began := time.Now(); ; {
		f, err := s.hear()
		if err != nil || time.Since(began) > patience {
			s.t.Fatalf("waiting for %s: %v", what, err)
		}
		if is(f) {
			return f
		}
	}
}

func (s socket) feed(name string) frame {
	s.t.Helper()
	return s.await("a patch of "+name, func(f frame) bool { return f.Feed == name })
}

func (s socket) answer(n uint64) frame {
	s.t.Helper()
	return s.await(fmt.Sprint("answer ", n), func(f frame) bool { return f.N == n && f.Feed == "" && f.Welcome == nil && f.Now == nil })
}

// ends hears until the socket ends, and checks how.
func (s socket) ends(code websocket.StatusCode, reason string) {
	s.t.Helper()
	for began := time.Now(); ; {
		_, err := s.hear()
		if err == nil && time.Since(began) < patience {
			continue
		}
		if got := websocket.CloseStatus(err); got != code || !strings.Contains(err.Error(), reason) {
			s.t.Errorf("the socket ends with %v, want %d %q", err, code, reason)
		}
		return
	}
}

func greeting(session, feeds, more string) string {
	return `{"hello":{"session":"` + session + `","feeds":` + feeds + more + `}}`
}

// live is p's socket, after its welcome.
func (p *person) live(t testing.TB, feeds string) socket {
	t.Helper()
	s := p.dial(t, p.made.ID, nil)
	s.say(greeting(p.Session, feeds, ""))
	f, err := s.hear()
	if err != nil || f.Welcome == nil || f.Welcome.Person != p.Person {
		t.Fatalf("welcome: %+v, %v", f, err)
	}
	return s
}

func TestHello(t *testing.T) {
	g := open(t, "").meet(t, plan)
	ann := g.join(t, "participant", "Ann")
	other := g.meet(t, plan).join(t, "chair", "Eva")
	nowhere := uuid.NewString()
	for _, tt := range []struct {
		rule, meeting, hello string
		code                 websocket.StatusCode
	}{
		{"no hello", g.made.ID, "", 4501},
		{"something else first", g.made.ID, asking(nowhere, "raise_hand", "{}"), 4501},
		{"no JSON", g.made.ID, "hello", 4501},
		{"an unknown field", g.made.ID, greeting(ann.Session, "{}", `,"role":"chair"`), 4501},
		{"a session of nobody's", g.made.ID, greeting("cve_aaaa", "{}", ""), 4501},
		{"a session of another meeting", g.made.ID, greeting(other.Session, "{}", ""), 4501},
		{"no such meeting", nowhere, greeting("", "{}", ""), 4504},
		{"no such name of a meeting", "nothing", greeting("", "{}", ""), 4504},
		{"a page that is newer than the server", g.made.ID, greeting(ann.Session, "{}", `,"version":2`), 4526},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			t.Parallel()
			s := g.dial(t, tt.meeting, nil)
			began := time.Now()
			if tt.hello != "" {
				s.say(tt.hello)
			}
			s.ends(tt.code, "")
			if waited := time.Since(began); tt.hello == "" && (waited < 4*time.Second || waited > 8*time.Second) {
				t.Errorf("closed after %v, want 5 s", waited)
			}
		})
	}
}

func TestWelcomeThenPatches(t *testing.T) {
	g := open(t, "").meet(t, plan)
	ann := g.join(t, "participant", "Ann")
	s := g.dial(t, g.made.ID, nil)
	s.say(greeting(ann.Session, `{"meeting":"","me":"","captions/en":""}`, `,"version":1`))
	f, err := s.hear()
	if w := f.Welcome; err != nil || w == nil || w.Name != "Ann" || len(w.Roles) != 1 || w.Roles[0] != "participant" ||
		time.Since(w.Now) > time.Minute || w.Limits["frame"] != 32<<10 || w.Limits["text"] != 16<<10 || w.Limits["asks_per_second"] != 20 {
		t.Errorf("welcome %+v, %v", w, err)
	}
	seen := make(map[string]bool)
	for len(seen) < 3 {
		f := s.await("patches", func(f frame) bool { return f.Feed != "" })
		if seen[f.Feed] = true; !f.Reset {
			t.Errorf("the first patch of %s is no reset", f.Feed)
		}
	}

	public := g.dial(t, g.made.ID, nil)
	public.say(greeting("", `{"meeting":"","me":"","captions/en":""}`, ""))
	if f, err := public.hear(); err != nil || f.Welcome == nil || f.Welcome.Person != "" || f.Welcome.Roles == nil {
		t.Errorf("the public is welcomed with %+v, %v", f.Welcome, err)
	}
	if f := public.feed("meeting"); f.Set["agenda"] == nil {
		t.Errorf("the public reads %+v", f.patch)
	}
	public.say(asking(uuid.NewString(), "raise_hand", `{"class":"order"}`))
	if f := public.await("an answer", func(f frame) bool { return f.Code != "" }); f.Code != "not_allowed" && f.Code != "no_session" {
		t.Errorf("the public asks: %+v", f)
	}
}

func TestAsksAndAnswers(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair := g.join(t, "chair", "Sipho")
	s := chair.live(t, `{"meeting":""}`)
	ask := func(n int, id, do, in string) frame {
		s.say(fmt.Sprintf(`{"n":%d,"id":%q,"do":%q,"in":%s}`, n, id, do, in))
		return s.answer(uint64(n))
	}
	id := uuid.NewString()
	first := ask(1, id, "start_meeting", `{}`)
	if first.Seq == 0 || first.Code != "" {
		t.Errorf("the start: %+v", first)
	}
	if again := ask(2, id, "start_meeting", `{}`); again.Seq != first.Seq {
		t.Errorf("the start again: %+v", again)
	}
	if again := chair.post(t, chair.api("/ask"), asking(id, "start_meeting", `{}`), "Authorization", chair.bearer()); again.body != fmt.Sprintf(`{"seq":%d}`+"\n", first.Seq) {
		t.Errorf("the start again by HTTP: %s", again.body)
	}
	for n, tt := range []struct{ id, do, in, code string }{
		{id, "end_meeting", `{}`, "reused_id"},
		{uuid.NewString(), "start_meeting", `{}`, "stale"},
		{uuid.NewString(), "raise_roof", `{}`, "unknown_command"},
		{"7", "open_queue", `{}`, "malformed"},
		{uuid.NewString(), "lower_hand", `{"hand":99}`, "unknown"},
		{uuid.NewString(), "lower_hand", `{"HAND":99}`, "malformed"},
	} {
		if f := ask(10+n, tt.id, tt.do, tt.in); f.Code != tt.code || f.Text == "" || f.Seq != 0 {
			t.Errorf("%s: %+v, want %s", tt.do, f, tt.code)
		}
	}
	for _, malformed := range []string{`{`, `[]`, `{"n":1,"n":2}`, `{"hello":1}`, "\x00", `{"follow":{"meeting":1}}`, `{}`, `null`} {
		s.say(malformed)
		if f := s.await("an answer", func(f frame) bool { return f.Code != "" }); f.Code != "malformed" {
			t.Errorf("%s: %+v", malformed, f)
		}
	}
	if f := ask(99, uuid.NewString(), "open_queue", `{}`); f.Seq == 0 {
		t.Errorf("after what was malformed: %+v", f)
	}
	if f := chair.live(t, `{"meeting":""}`).feed("meeting"); !strings.Contains(string(f.Set["queue"]), `"open":true`) {
		t.Errorf("what was asked for is not there: %s", f.Set["queue"])
	}
}

func TestResumeByCursor(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann")
	chair.does(t, "start_meeting", `{}`)
	s := ann.live(t, `{"meeting":"","me":""}`)
	first := make(map[string]frame)
	for len(first) < 2 {
		f := s.await("first patches", func(f frame) bool { return f.Feed != "" })
		first[f.Feed] = f
	}
	meeting, me := first["meeting"], first["me"]
	must(t, s.CloseNow())
	chair.does(t, "add_note", `{"text":"A line."}`)
	s = ann.live(t, `{"meeting":"`+meeting.Cursor+`","me":"`+me.Cursor+`"}`)
	f := s.feed("meeting")
	if f.Reset || len(f.Set) != 2 || f.Set["agenda"] != nil { // the meeting's number, and the note
		t.Errorf("who comes back gets %+v", f.patch)
	}
	chair.does(t, "open_queue", `{}`)
	if f := s.await("what is next", func(f frame) bool { return f.Feed != "" }); f.Feed != "meeting" || f.Reset || f.Set["queue"] == nil {
		t.Errorf("and then %+v", f)
	}
}

func TestFollow(t *testing.T) {
	g, ann := started(t)
	s := ann.live(t, `{"meeting":""}`)
	s.feed("meeting")
	s.say(`{"follow":{"captions/en":"","captions/xx":"","nothing":""}}`)
	s.feed("captions/en")
	g.join(t, "participant", "Ben") // changes the meeting, which is not followed any more
	g.caption(t, "en", 1, "One line.\n")
	if f := s.await("a patch", func(f frame) bool { return f.Feed != "" }); f.Feed != "captions/en" || f.Reset && f.Set["seg/1"] == nil {
		t.Errorf("who follows captions alone gets %+v", f)
	}
	s.say(`{"follow":{"captions/en":"","meeting":""}}`)
	if f := s.await("a patch", func(f frame) bool { return f.Feed != "" }); f.Feed != "meeting" || !f.Reset {
		t.Errorf("who follows the meeting again gets %+v; captions went on", f)
	}
	s.say(`{"follow":{}}`)
	s.say(`{"n":5,"id":"","do":""}`)
	s.answer(5)
	g.caption(t, "en", 2, "Another line.\n")
	s.say(`{"follow":{"me":""}}`)
	if f := s.await("a patch", func(f frame) bool { return f.Feed != "" }); f.Feed != "me" {
		t.Errorf("who followed nothing gets %+v", f)
	}
}

func TestFarewells(t *testing.T) {
	t.Run("a removed person", func(t *testing.T) {
		g := open(t, "").meet(t, plan)
		chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann")
		var sockets []socket
		for _, feeds := range []string{`{"meeting":"","me":""}`, `{"captions/en":""}`, `{}`} {
			sockets = append(sockets, ann.live(t, feeds))
		}
		chair.does(t, "remove_person", `{"person":"`+ann.Person+`"}`)
		late := g.dial(t, g.made.ID, nil)
		late.say(greeting(ann.Session, `{}`, ""))
		for _, s := range append(sockets, late) {
			s.ends(4503, "removed")
		}
	})
	t.Run("a client that has come back before its end was noticed", func(t *testing.T) {
		g := open(t, "").meet(t, plan)
		ann := g.join(t, "participant", "Ann")
		older := g.dial(t, g.made.ID, nil)
		older.say(greeting(ann.Session, `{}`, `,"client":"page-1"`))
		older.await("a welcome", func(f frame) bool { return f.Welcome != nil })
		other := g.dial(t, g.made.ID, nil)
		other.say(greeting(ann.Session, `{}`, `,"client":"page-2"`))
		other.await("a welcome", func(f frame) bool { return f.Welcome != nil })
		newer := g.dial(t, g.made.ID, nil)
		newer.say(greeting(ann.Session, `{}`, `,"client":"page-1"`))
		older.ends(4509, "newer")
		for _, s := range []socket{newer, other} {
			s.say(`{"n":1,"id":"","do":""}`)
			s.answer(1)
		}
	})
	t.Run("the public is many clients", func(t *testing.T) {
		g := open(t, "").meet(t, plan)
		first, second := g.dial(t, g.made.ID, nil), g.dial(t, g.made.ID, nil)
		for _, s := range []socket{first, second} {
			s.say(greeting("", `{}`, `,"client":"page-1"`))
			s.await("a welcome", func(f frame) bool { return f.Welcome != nil })
		}
		first.say(`{"n":1,"id":"","do":""}`)
		first.answer(1)
	})
	t.Run("a server that stops", func(t *testing.T) {
		g := open(t, "").meet(t, plan)
		s := g.join(t, "participant", "Ann").live(t, `{"meeting":""}`)
		go g.stop()
		s.ends(1012, `"3"`)
	})
	t.Run("too many asks", func(t *testing.T) {
		g := open(t, "").meet(t, plan)
		s := g.join(t, "participant", "Ann").live(t, `{}`)
		go func() {
			for range 400 {
				if s.Write(t.Context(), websocket.MessageText, []byte(`{"n":1,"id":"","do":""}`)) != nil {
					return
				}
			}
		}()
		s.await("a refusal for haste", func(f frame) bool { return f.Code == "too_often" })
		s.ends(4429, "")
	})
	t.Run("too many frames that are none", func(t *testing.T) {
		g := open(t, "").meet(t, plan)
		s := g.join(t, "participant", "Ann").live(t, `{}`)
		go func() {
			for i := range 400 {
				if s.Write(t.Context(), websocket.MessageText, []byte([]string{`{"follow":{}}`, `{`}[i%2])) != nil {
					return
				}
			}
		}()
		s.ends(4429, "")
	})
	t.Run("a flood of pings", func(t *testing.T) {
		g := open(t, "").meet(t, plan)
		s := g.join(t, "participant", "Ann").live(t, `{}`)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go func() {
			for range 200 {
				go func() { _ = s.Ping(ctx) }()
			}
		}()
		s.ends(4429, "pings")
	})
	t.Run("a frame that is too large", func(t *testing.T) {
		g := open(t, "").meet(t, plan)
		s := g.join(t, "participant", "Ann").live(t, `{}`)
		s.say(`{"n":1,"id":"","do":"` + strings.Repeat("a", 32<<10-23) + `"}`)
		s.answer(1)
		_ = s.Write(t.Context(), websocket.MessageText, []byte(strings.Repeat(" ", 32<<10+1)))
		s.ends(websocket.StatusMessageTooBig, "")
	})
}

func TestRoleChangeSendsTheMeetingAgain(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann")
	s := ann.live(t, `{"meeting":"","me":""}`)
	s.feed("meeting")
	chair.does(t, "give_role", `{"person":"`+ann.Person+`","role":"secretary"}`)
	meeting, me := false, false
	for !meeting || !me {
		f := s.await("the change", func(f frame) bool { return f.Feed != "" })
		meeting = meeting || f.Feed == "meeting" && f.Reset && f.Set["agenda"] != nil
		me = me || f.Feed == "me" && strings.Contains(string(f.Set["me"]), "secretary")
	}
	s.say(`{"n":1,"id":"` + uuid.NewString() + `","do":"add_note","in":{"text":"A line."}}`)
	if f := s.answer(1); f.Seq == 0 {
		t.Errorf("the new role: %+v", f)
	}
}
