package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"example.org/convener/server/journal"
)

// asides are what a feed of somebody has of what was said besides the captions.
func (p *person) asides(t *testing.T, of, key string) string {
	t.Helper()
	patch := p.read(t, p.api("/feeds/"+of+"?since=&wait=0"), "Authorization", p.bearer())
	value := patch.Set[key]
	if key == "me" {
		var me struct{ Asides json.RawMessage }
		must(t, json.Unmarshal(value, &me))
		value = me.Asides
	}
	return string(value)
}

// acc-K6: what somebody tells the captioner comes to the console with the name, and what the
// captioner tells those who run the meeting comes to them and nobody else.
func TestAsides(t *testing.T) {
	g, eve := started(t) // who observes
	ann := g.join(t, "participant", "Ann")
	chair, k := g.join(t, "chair", "Noor Haddad"), g.sit(t, "desk-1", 0, "")
	id := ann.does(t, "tell_captioner", `{"text":"It is spelt Solberg."}`)
	k.awaitTold("what was said", func(f told) bool {
		return len(f.Asides) == 1 && f.Asides[0].Text == "It is spelt Solberg." && f.Asides[0].Name == "Ann" && !f.Asides[0].Seen && !f.Asides[0].Mine
	})
	k.does(fmt.Sprintf(`"op":"seen","aside":%d`, id), `"op":"tell","text":"Please speak slower."`)
	k.awaitTold("what was seen, and its own", func(f told) bool {
		return len(f.Asides) == 2 && f.Asides[0].Seen && f.Asides[1].Mine && f.Asides[1].Text == "Please speak slower." && f.Asides[1].Name == "" && !f.Asides[1].Seen
	})
	if got := ann.asides(t, "me", "me"); !strings.Contains(got, "Solberg") || strings.Contains(got, `"seen":null`) || strings.Contains(got, "slower") {
		t.Errorf("who said it sees %s", got)
	}
	staff := chair.asides(t, "meeting", "asides")
	for _, part := range []string{"It is spelt Solberg.", `"name":"Ann"`, "Please speak slower.", `"seen":null`} {
		if !strings.Contains(staff, part) {
			t.Errorf("the chair does not see %q in %s", part, staff)
		}
	}
	if got := ann.whole(t) + eve.whole(t) + g.get(t, g.api("/feeds/meeting")).body; strings.Contains(got, "Solberg") || strings.Contains(got, "slower") {
		t.Errorf("the room or the public sees %s", got)
	}
	if got := ann.transcript(t, "en"); got != "" {
		t.Errorf("the captions say %q", got)
	}
	for op, code := range map[string]string{
		`"op":"tell","text":""`: "malformed", `"op":"tell","text":"` + strings.Repeat("x", 281) + `"`: "malformed", `"op":"seen","aside":4711`: "unknown",
	} {
		k.n++
		k.say(fmt.Sprintf(`{"n":%d,%s}`, k.n, op))
		if r := k.awaitOp("refused"); r.Code != code || r.N != k.n {
			t.Errorf("%s: %+v", op, r)
		}
	}
	ja := g.sitIn(t, "ja", "desk-2")
	ja.say(fmt.Sprintf(`{"n":1,"op":"seen","aside":%d}`, ann.does(t, "tell_captioner", `{"text":"For English."}`)))
	if r := ja.awaitOp("refused"); r.Code != "unknown" {
		t.Errorf("a captioner of another channel: %+v", r)
	}
}

// What a console says is acknowledged when the meeting has it, and is there once however often
// it comes.
func TestAsidesOfAConsoleComeOnce(t *testing.T) {
	g, _ := started(t)
	chair := g.join(t, "chair", "Noor Haddad")
	for range 3 {
		k := g.sit(t, "desk-1", 0, "")
		k.say(`{"n":1,"op":"tell","text":"I lose the sound."}`)
		k.awaitTold("the acknowledgement", func(f told) bool { return f.Op == "ack" && f.N == 1 })
		if got := chair.asides(t, "meeting", "asides"); strings.Count(got, "I lose the sound.") != 1 {
			t.Errorf("the chair sees %s", got)
		}
		_ = k.CloseNow()
	}
	if a := g.post(t, "/captions/ops?src=desk-1", `{"n":1,"op":"tell","text":"Again."}`, "Authorization", "Bearer "+g.secret(t, "en")); !strings.Contains(a.body, `{"acked":1`) {
		t.Errorf("by a post: %s", a.body)
	}
	if got := chair.asides(t, "meeting", "asides"); strings.Contains(got, "Again.") {
		t.Errorf("the chair sees %s", got)
	}
}

// acc-K6: the words come to the console, and as a file for other programs, by the caption link
// alone.
func TestCaptionersHaveTheWordsOfTheMeeting(t *testing.T) {
	g := open(t, "").meet(t, `{"title":"Words","bodies":[{"name":"Islands"}],"agenda":[{"title":"Report","kind":"discussion","minutes":5},{"title":"Secret","kind":"discussion","minutes":5,"visibility":"chair"}]}`)
	chair := g.join(t, "chair", "Noor Haddad")
	chair.does(t, "set_glossary", `{"terms":[{"term":"EMRIP","about":"spoken em-rip"},{"term":"Report"}],"after":0}`)
	g.join(t, "participant", "Renata Solberg").live(t, `{}`)
	k := g.sit(t, "desk-1", 0, "")
	k.awaitTold("the words", func(f told) bool {
		return len(f.Glossary) == 2 && f.Glossary[0].Term == "EMRIP" && f.Glossary[0].About == "spoken em-rip" && len(f.Speakers) == 1
	})
	list := func() answer {
		return g.get(t, "/captions/words.txt", "Authorization", "Bearer "+g.secret(t, "en"))
	}
	if a := list(); a.body != "Renata Solberg\nIslands\nReport\nEMRIP\n" || a.Header.Get("Cache-Control") != "no-store" || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("the file has %q, %v", a.body, a.Header)
	}
	for _, header := range [][]string{nil, {"Authorization", "Bearer cvs_wrong"}, {"Authorization", chair.bearer()}} {
		if a := g.get(t, "/captions/words.txt", header...); a.StatusCode != http.StatusNotFound {
			t.Errorf("with %q: %s %s", header, a.Status, a.body)
		}
	}
	if got := g.get(t, g.api("/feeds/meeting")).body; strings.Contains(got, "EMRIP") {
		t.Errorf("the public sees %s", got)
	}
	chair.does(t, "set_rule", `{"rule":"chatham-house"}`)
	if a := list(); a.body != "Islands\nReport\nEMRIP\n" {
		t.Errorf("under the Rule the file has %q", a.body)
	}
}

// Under the Rule nothing of it is stored that can be read.
func TestAsidesAreSealed(t *testing.T) {
	g := open(t, "").meet(t, `{"title":"Sealed","rule":"chatham-house"}`)
	chair := g.join(t, "chair", "Noor Haddad")
	chair.does(t, "set_glossary", `{"terms":[{"term":"PLANTED-1"}],"after":0}`)
	chair.does(t, "tell_captioner", `{"text":"PLANTED-2"}`)
	g.sit(t, "desk-1", 0, "").does(`"op":"tell","text":"PLANTED-3"`)
	if got := chair.whole(t); strings.Count(got, "PLANTED-") != 3 {
		t.Fatalf("the chair sees %s", got)
	}
	for _, s := range []journal.Stream{journal.Stream("meeting/" + g.made.ID), journal.Stream("captions/" + g.made.ID + "/en")} {
		if _, all := g.entries(t, s); strings.Contains(all, "PLANTED") {
			t.Errorf("stored is %s", all)
		}
	}
}
