package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"example.org/convener/captions"
)

// One reader in fifty says when captions were drawn: their captioner and those who run the
// meeting are told how soon, and figures for operators count it.
func TestPaint(t *testing.T) {
	g, ann := started(t)
	g.caption(t, "en", 1, "Good morning.\n")
	reads := func() (s socket, asked bool) {
		s = ann.dial(t, g.made.ID, nil)
		s.say(greeting(ann.Session, `{"captions/en":""}`, ""))
		f, err := s.hear()
		must(t, err)
		s.feed("captions/en") // what was said so far
		return s, f.Welcome.Paint
	}
	chosen, asked := reads()
	if !asked {
		t.Fatal("the first reader is not asked")
	}
	other, asked := reads()
	if asked {
		t.Error("so is the second")
	}
	g.caption(t, "en", 2, "We begin.\n")
	say := func(s socket) {
		cursor := s.feed("captions/en").Cursor
		for range 2 {
			s.say(fmt.Sprintf(`{"painted":{"feed":"captions/en","cursor":%q,"took":0}}`, cursor))
		}
		s.say(`{"painted":{"feed":"captions/xx","cursor":"1-1","took":0}}`)
		s.say(`{"n":1,"id":"00000000-0000-4000-8000-000000000001","do":"no_such_thing"}`)
		s.answer(1) // what was said before has been heard
	}
	health := func() (h captions.Health) {
		var m struct{ Health captions.Health }
		a := g.get(t, "/captions/monitor", "Authorization", "Bearer "+g.secret(t, "en"))
		must(t, json.Unmarshal([]byte(a.body), &m))
		return m.Health
	}
	say(other)
	if h := health(); h.Paint != nil {
		t.Errorf("of nobody who was asked it is %+v", h.Paint)
	}
	say(chosen)
	h := health()
	if h.Paint == nil || h.Frame == nil || h.Paint.P95 < h.Frame.P50 || h.Paint.P95 > patience.Milliseconds() {
		t.Errorf("it is %+v, and the frame %+v", h.Paint, h.Frame)
	}
	if body := g.get(t, "/metrics").body; !strings.Contains(body, "\nconvener_caption_paint_seconds_count 1\n") {
		t.Error("it is counted otherwise than once")
	}
}
