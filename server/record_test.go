package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"example.org/convener/server/journal"
)

// C10: what is said off the record reaches those who are there, and nothing keeps it.
func TestOffRecord(t *testing.T) {
	g, ann := started(t)
	chair := g.join(t, "chair", "Noor Haddad")
	read := ann.dial(t, g.made.ID, nil)
	read.say(`{"hello":{"session":"` + ann.Session + `","feeds":{"meeting":"","captions/en":"","live/en":""}}}`)
	line := func(feed, text string) func(frame) bool {
		return func(f frame) bool {
			for _, value := range f.Set {
				if f.Feed == feed && strings.Contains(string(value), text) {
					return true
				}
			}
			return false
		}
	}
	follow := ann.follow(t, "&w=40")
	g.caption(t, "en", 1, "Before.\n")
	chair.does(t, "set_record", `{"on":false}`)
	read.await("that it is off the record", line("meeting", `"off_record":"2`))
	off := time.Now()
	g.caption(t, "en", 2, "In confidence.\n")
	read.await("what is said off it", line("live/en", "In confidence."))
	k := g.sit(t, "desk-1", 0, "")
	k.does(text("Also this. "))
	read.await("what a console says off it", line("live/en", "Also this."))
	if n := g.get(t, strings.Replace(local(t, g.made.Captions["en"].Zoom), "/closedcaption?", "/closedcaption/seq?", 1)).body; n != "2" {
		t.Errorf("the last number is %s", n)
	}
	chair.does(t, "set_record", `{"on":true}`)
	g.caption(t, "en", 3, "After.\n")

	// What comes late was said when it was said, even where the clock is wrong.
	wrong := func(at time.Time) string { return at.Add(-5 * time.Minute).Format(time.RFC3339Nano) }
	late := &console{socket: g.dialConsole(t)}
	late.say(fmt.Sprintf(`{"op":"hello","at":%q,"secret":%q,"resume":{"src":"desk-2","n":0}}`, wrong(time.Now()), g.secret(t, "en")))
	late.awaitOp("welcome")
	late.does(`"at":"`+wrong(off)+`",`+text("Said before. "), `"at":"`+wrong(time.Now())+`",`+text("Said now. "))
	read.await("what comes late", line("live/en", "Said before."))

	want := "Before.\nAfter.\nSaid now.\n"
	if got := ann.transcript(t, "en"); got != want {
		t.Errorf("the record is %q", got)
	}
	follow.reads("Before.", "[Off the record: this is not kept.]", "In confidence.")
	for e, err := range g.journal.Read(t.Context(), journal.Stream("captions/"+g.made.ID+"/en"), 0) {
		if err != nil || strings.Contains(string(e.Body), "onfidence") || strings.Contains(string(e.Body), "Also") {
			t.Errorf("the journal has %s, %v", e.Body, err)
		}
	}
}

// A captioner goes off the record in the middle of what is typed, in that order.
func TestCaptionerGoesOffTheRecord(t *testing.T) {
	g, ann := started(t)
	k := g.sit(t, "desk-1", 0, "")
	k.does(text("Kept. "), `"op":"record","on":false`, text("Not kept. "), `"op":"record","on":true`, text("Kept again."))
	want := "Kept. Kept again.\n"
	if got := ann.transcript(t, "en"); got != want {
		t.Errorf("the record is %q", got)
	}
	// All that the server forgot comes again: what was not kept is not kept now.
	again := g.sit(t, "desk-3", 0, "")
	again.does(`"op":"record","on":false`, text("Never kept. "))
	again = g.sit(t, "desk-3", 2, `,"off":true`)
	again.does(text("Nor this. "))
	if got := ann.transcript(t, "en"); got != want {
		t.Errorf("the record is %q", got)
	}
	if r := g.join(t, "participant", "Ben").ask(t, "set_record", `{"on":true}`); r.code(t) != "403 not_allowed" {
		t.Errorf("a participant: %s", r.body)
	}
}

// A channel may be live only, and a meeting off the record as a whole.
func TestNothingIsKept(t *testing.T) {
	for rule, plan := range map[string]string{
		"a channel": `{"title":"T","channels":[{"lang":"en","title":"English","keep":"live"}]}`,
		"a meeting": `{"title":"T","rule":"off-record"}`,
	} {
		g := open(t, "").meet(t, plan)
		g.join(t, "chair", "Sipho").does(t, "start_meeting", `{}`)
		ann := g.join(t, "participant", "Ann")
		g.caption(t, "en", 1, "In confidence.\n")
		k := g.sit(t, "desk-1", 0, "")
		k.does(text("Also this. "))
		a := ann.get(t, ann.api("/feeds/live/en?since=&wait=5"), "Authorization", ann.bearer())
		var patch struct{ Set map[string]json.RawMessage }
		must(t, json.Unmarshal([]byte(a.body), &patch))
		if !strings.Contains(fmt.Sprintf("%s", patch.Set), "In confidence.") {
			t.Errorf("%s: who is there reads %s", rule, a.body)
		}
		if got := ann.transcript(t, "en"); got != "" {
			t.Errorf("%s: the record is %q", rule, got)
		}
	}
}
