package room_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
)

// A label that was said off the record, and is forgotten there, is forgotten here too.
func TestLabelsGo(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		seat := sit(t, r, "p-ann")
		h.labels.Store(&[]string{"SIPHO DLAMINI", "CAMARA"})
		time.Sleep(2 * time.Second)
		synctest.Wait()
		f, err := seat.Presence()
		if err != nil {
			t.Fatal(err)
		}
		p, at := read(t, f, feed.Cursor{})
		for label, person := range map[string]string{"SIPHO DLAMINI": "p-chair", "CAMARA": "p-ann"} {
			if got := string(p.Set["label/"+label]); !strings.Contains(got, `"person":"`+person+`"`) || !strings.Contains(got, `"sure":true`) {
				t.Errorf("%s means %s", label, got)
			}
		}
		h.labels.Store(&[]string{"CAMARA"})
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if p, _ = read(t, f, at); string(p.Set["label/SIPHO DLAMINI"]) != "null" || p.Set["label/CAMARA"] != nil {
			t.Errorf("then came %s", p.Set)
		}
	})
}
