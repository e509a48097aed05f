package server_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// C7: the labels of captions are people of the meeting, and the text says what the captioner
// wrote.
func TestLabels(t *testing.T) {
	g, ann := started(t)
	chair := g.join(t, "chair", "Renata Solberg")
	ben := g.join(t, "participant", "Ilie Dobre")
	read := ann.dial(t, g.made.ID, nil)
	read.say(`{"hello":{"session":"` + ann.Session + `","feeds":{"presence":""}}}`)
	g.caption(t, "en", 1, ">> RENATA SOLBERG: Good morning.\n>> DOBBRE: Thank you.\n>> SECRETARIAT: Yes.\n")
	means := func(label, person string, sure bool) {
		t.Helper()
		read.await(label, func(f frame) bool {
			var l struct {
				Person string
				Sure   bool
			}
			return json.Unmarshal(f.Set["label/"+label], &l) == nil && l.Person == person && l.Sure == sure
		})
	}
	means("RENATA SOLBERG", chair.Person, true)
	read.say(`{"follow":{}}`)
	read.say(`{"follow":{"presence":""}}`) // a frame holds them all, in no order
	means("DOBBRE", ben.Person, false)
	chair.does(t, "match_label", `{"label":"DOBBRE","person":"`+ben.Person+`"}`)
	means("DOBBRE", ben.Person, true)
	chair.does(t, "match_label", `{"label":"DOBBRE"}`)
	means("DOBBRE", "", true)
	if got := ann.transcript(t, "en"); !strings.Contains(got, "DOBBRE: Thank you.") {
		t.Errorf("the transcript is %q", got)
	}
	if a := g.get(t, g.api("/feeds/presence?since=&wait=0")); strings.Contains(a.body, "label/") {
		t.Errorf("the public reads %s", a.body)
	}
}
