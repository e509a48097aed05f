package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestConsole(t *testing.T) {
	g, ann := started(t)
	if seen := g.get(t, "/captions/monitor", "Authorization", "Bearer "+g.secret(t, "en")); !strings.Contains(seen.body, `"segments":[]`) {
		t.Errorf("before the first word the monitor says %s", seen.body)
	}
	k := g.sit(t, "desk-1", 0, "")
	k.does(`"op":"spk","label":"Renata Solberg"`, text("Good mornign"), `"op":"e","c":3`, text("ing, all."), `"op":"nl"`)
	k.does(`"op":"note","text":"Applause"`, `"op":"spk"`, text("Fifty seats."), `"op":"p"`)
	want := "Renata Solberg: Good morning, all.\n[Applause]\n>> Fifty seats.\n"
	if got := ann.transcript(t, "en"); got != want {
		t.Errorf("the transcript is %q, not %q", got, want)
	}
	var monitor struct{ Segments []struct{ ID, Rev int } }
	seen := g.get(t, "/captions/monitor", "Authorization", "Bearer "+g.secret(t, "en"))
	must(t, json.Unmarshal([]byte(seen.body), &monitor))
	last := monitor.Segments[len(monitor.Segments)-1]
	k.does(fmt.Sprintf(`"op":"fix","seg":%d,"base":%d,"text":"Fifteen seats."`, last.ID, last.Rev))
	if got := ann.transcript(t, "en"); !strings.HasSuffix(got, ">> Fifteen seats.\n") {
		t.Errorf("after a line was put right, the transcript is %q", got)
	}
	for op, code := range map[string]string{
		fmt.Sprintf(`"op":"fix","seg":%d,"base":%d,"text":"Five"`, last.ID, last.Rev): "stale",
		`"op":"fix","seg":4711,"base":1,"text":"Five"`:                                "unknown",
		`"op":"shout"`: "malformed",
	} {
		k.n++
		k.say(fmt.Sprintf(`{"n":%d,%s}`, k.n, op))
		if r := k.awaitOp("refused"); r.Code != code || r.N != k.n || r.Text == "" {
			t.Errorf("%s: %+v", op, r)
		}
	}
	k.awaitTold("the number that was refused", func(f told) bool { return f.Op == "ack" && f.N == k.n })
	k.say(`{"op":"ping","t":12345}`)
	k.awaitOp("pong")
	again := g.sit(t, "desk-1", k.n, "")
	again.say(fmt.Sprintf(`{"n":%d,"op":"t","s":"And on. "}`, again.n+1))
	again.say(fmt.Sprintf(`{"n":%d,"op":"t","s":"too early"}`, again.n+3))
	again.awaitTold("that one is missing", func(f told) bool { return f.Op == "missing" && f.N == again.n+1 })
	if got := ann.transcript(t, "en"); !strings.HasSuffix(got, "\n>> Fifteen seats.\nAnd on.\n") {
		t.Errorf("after it came back, the transcript is %q", got)
	}
}

// K5: what was not acknowledged comes again, and is there once.
func TestConsoleResends(t *testing.T) {
	g, ann := started(t)
	k := g.sit(t, "desk-1", 0, "")
	k.does(text("One "), text("two "))
	for n, want := 2, 2; n < 22; n++ { // twenty lines, each lost before the answer is read
		k.say(fmt.Sprintf(`{"n":%d,"op":"t","s":"%d "}`, n+1, n+1))
		_ = k.CloseNow()
		k = g.sit(t, "desk-1", want, "")
		if k.n == n { // it did not arrive
			k.does(text(fmt.Sprintf("%d ", n+1)))
		}
		want = n + 1
		k.say(fmt.Sprintf(`{"n":%d,"op":"t","s":"twice "}`, n+1)) // it has
	}
	k.say(fmt.Sprintf(`{"n":%d,"op":"t","s":"too early"}`, k.n+2))
	if m := k.awaitOp("missing"); m.N != 22 {
		t.Errorf("%d is the last that was taken", m.N)
	}
	want := "One two 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22\n"
	if got := ann.transcript(t, "en"); got != want {
		t.Errorf("the transcript is %q", got)
	}
}

func TestConsoleHandsOver(t *testing.T) { // C5
	g, ann := started(t)
	anna, ben := g.sit(t, "anna", 0, ""), g.sit(t, "ben", 0, "")
	anna.does(`"op":"take"`, text("We go on to the next item"))
	ben.awaitTold("who writes", func(f told) bool { return f.Op == "state" && f.Holder == "other" })
	ben.does(text("on to the next item of the agenda"))
	anna.awaitTold("what the other writes", func(f told) bool {
		return len(f.Previews) == 1 && strings.TrimSpace(f.Previews[0].Text) == "on to the next item of the agenda" && f.Holder == "you"
	})
	ben.does(`"op":"take"`, text("which is access."))
	anna.does(text(" late"), `"op":"yield"`)
	want := "We go on to the next item of the agenda which is access.\n"
	if got := strings.ReplaceAll(ann.transcript(t, "en"), "item\nof", "item of"); got != want {
		t.Errorf("the transcript is %q", got)
	}
	read := ann.dial(t, g.made.ID, nil)
	read.say(`{"hello":{"session":"` + ann.Session + `","feeds":{"captions/en":""}}}`)
	must(t, ben.Close(websocket.StatusNormalClosure, ""))
	source := func(state string) func(frame) bool {
		return func(f frame) bool {
			var line struct{ State string }
			return json.Unmarshal(f.Set["source"], &line) == nil && line.State == state
		}
	}
	read.await("that the captions have stopped", source("lost"))
	anna.awaitTold("that the other is lost", func(f told) bool { return f.Op == "state" && f.Holder == "other" && f.HolderLost })
	g.sit(t, "ben", 0, "")
	read.await("that they go on", source("live"))
}

// C14: a console whose line is cut, and that says no farewell, is told of within five seconds.
func TestConsoleFallsSilent(t *testing.T) {
	g, ann := started(t)
	k := g.sit(t, "anna", 0, "")
	k.does(text("We go on to the next"))
	read := ann.dial(t, g.made.ID, nil)
	read.say(`{"hello":{"session":"` + ann.Session + `","feeds":{"captions/en":""}}}`)
	read.await("the text", func(f frame) bool { return f.Set["seg/1"] != nil })
	silent := time.Now() // nobody reads what the console is sent, so no ping is answered
	read.await("that the captions have stopped", func(f frame) bool { return strings.Contains(string(f.Set["source"]), "lost") })
	if took := time.Since(silent); took > 5*time.Second {
		t.Errorf("readers are told after %v", took)
	}
}

func TestConsoleState(t *testing.T) {
	g, ann := started(t)
	chair := g.join(t, "chair", "Noor Haddad")
	chair.does(t, "open_queue", `{}`)
	amina := g.join(t, "participant", "Amina Diallo")
	amina.does(t, "raise_hand", `{"class":"topic"}`)
	ann.dial(t, g.made.ID, nil).say(`{"hello":{"session":"` + ann.Session + `","feeds":{}}}`)
	k := g.sit(t, "desk-1", 0, "")
	k.awaitTold("who waits and who reads", func(f told) bool {
		return f.Op == "state" && f.Stage == "open" && len(f.Speakers) == 1 && f.Speakers[0].Name == "Amina Diallo" && !f.Speakers[0].Floor && f.Readers == 1
	})
	chair.does(t, "call_next", `{"after":0,"head":`+fmt.Sprint(chair.head(t))+`}`)
	k.awaitTold("who speaks", func(f told) bool { return len(f.Speakers) == 1 && f.Speakers[0].Floor })
	item := chair.does(t, "add_item", `{"title":"Café and captions","kind":"discussion","minutes":5}`)
	k.awaitTold("what is spoken about", func(f told) bool {
		last := len(f.Agenda) - 1
		return last > 0 && f.Agenda[0].State == "current" && f.Agenda[last].Title == "Café and captions" && f.Agenda[last].State == "pending" && f.Agenda[last].Number != ""
	})
	chair.does(t, "add_item", `{"title":"For the staff only","kind":"discussion","minutes":5,"visibility":"chair"}`)
	chair.does(t, "edit_item", fmt.Sprintf(`{"item":%d,"title":"Captions"}`, item))
	k.awaitTold("no item that is the staff's", func(f told) bool {
		last := len(f.Agenda) - 1
		return last >= 0 && f.Agenda[last].Title == "Captions"
	})
}

// head is the hand that waits first.
func (p *person) head(t testing.TB) uint64 {
	t.Helper()
	var patch struct {
		Set struct {
			Queue struct{ Hands []struct{ ID uint64 } }
		}
	}
	a := p.get(t, p.api("/feeds/meeting?since=&wait=0"), "Authorization", p.bearer())
	must(t, json.Unmarshal([]byte(a.body), &patch))
	return patch.Set.Queue.Hands[0].ID
}

func TestConsoleIsRefused(t *testing.T) {
	g, _ := started(t)
	for _, tt := range []struct {
		rule, hello string
		code        websocket.StatusCode
	}{
		{"no such link", `{"op":"hello","proto":1,"secret":"cvs_wrong","resume":{"src":"a","n":0}}`, 4503},
		{"no hello", `{"op":"t","n":1,"s":"x"}`, 4501},
		{"nobody", `{"op":"hello","proto":1,"secret":"` + g.secret(t, "en") + `"}`, 4501},
		{"a name that cannot be one", `{"op":"hello","secret":"` + g.secret(t, "en") + `","resume":{"src":"a/b","n":0}}`, 4501},
		{"a page of tomorrow", `{"op":"hello","proto":99,"secret":"` + g.secret(t, "en") + `","resume":{"src":"a","n":0}}`, 4526},
		{"no JSON", `hello`, 4501},
	} {
		s := g.dialConsole(t)
		s.say(tt.hello)
		if _, err := s.hear(); websocket.CloseStatus(err) != tt.code {
			t.Errorf("%s: %v", tt.rule, err)
		}
	}
	k := g.sit(t, "desk-1", 0, "")
	k.say(`{"op":"t","s":"without a number"}`)
	for {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		_, _, err := k.Read(ctx)
		cancel()
		if err != nil {
			if websocket.CloseStatus(err) != 4526 {
				t.Errorf("an op without a number: %v", err)
			}
			break
		}
	}
}

func TestPostedOps(t *testing.T) {
	g, ann := started(t)
	post := func(src, body string) answer {
		return g.post(t, "/captions/ops?src="+src, body, "Authorization", "Bearer "+g.secret(t, "en"))
	}
	for _, tt := range []struct{ rule, body, want string }{
		{"ops, a line each", "{\"n\":1,\"op\":\"t\",\"s\":\"One\"}\n\n{\"n\":2,\"op\":\"nl\"}\n", `{"acked":2,"refused":[]}`},
		{"what comes again is taken once", "{\"n\":2,\"op\":\"nl\"}\n{\"n\":3,\"op\":\"t\",\"s\":\"two\"}", `{"acked":3,"refused":[]}`},
		{"what comes too early is not", `{"n":5,"op":"t","s":"four"}`, `{"acked":3,"refused":[]}`},
		{"what is refused is said", `{"n":4,"op":"e"}`, `{"acked":4,"refused":[{"op":"refused","n":4,"code":"malformed","text":"There is no such op, or it says too much."}]}`},
		{"a unit that nobody knows is refused", `{"n":5,"op":"e","c":1,"unit":"word"}`, `{"acked":5,"refused":[{"op":"refused","n":5,"code":"malformed","text":"There is no such op, or it says too much."}]}`},
		{"characters as people see them", "{\"n\":6,\"op\":\"t\",\"s\":\" 🇪🇪\"}\n{\"n\":7,\"op\":\"e\",\"c\":2,\"unit\":\"grapheme\"}", `{"acked":7,"refused":[]}`},
		{"nothing", "", `{"acked":7,"refused":[]}`},
	} {
		if a := post("bridge", tt.body); strings.TrimSpace(a.body) != tt.want {
			t.Errorf("%s: %s %s", tt.rule, a.Status, a.body)
		}
	}
	if got := ann.transcript(t, "en"); got != "One two\n" {
		t.Errorf("the transcript is %q", got)
	}
	for _, tt := range []struct{ rule, src, body, want string }{
		{"a number is needed", "bridge", `{"op":"t","s":"x"}`, "400 malformed"},
		{"and a name", "", `{"n":1,"op":"t","s":"x"}`, "400 malformed"},
		{"no other fields", "bridge", `{"n":5,"op":"t","s":"x","color":1}`, "400 malformed"},
		{"no more than 64 KiB", "bridge", strings.Repeat(" ", 64<<10+1), "413 too_large"},
	} {
		if a := post(tt.src, tt.body); a.code(t) != tt.want {
			t.Errorf("%s: %s", tt.rule, a.body)
		}
	}
	if a := g.post(t, "/captions/ops?src=x", "", "Authorization", "Bearer cvs_no"); a.code(t) != "404 unknown_link" {
		t.Errorf("a link that does not work: %s", a.body)
	}
}
