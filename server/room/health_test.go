package room_test

import (
	"encoding/json"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
)

// How captions do is told to those who run the meeting, and to nobody else.
func TestHealthIsForStaff(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		h.health.Store("en", `{"alarms":["erase_storm"]}`)
		told := func(p meeting.Person, at feed.Cursor) (json.RawMessage, feed.Cursor) {
			time.Sleep(2 * time.Second)
			synctest.Wait()
			f, err := sit(t, r, p).Presence()
			if err != nil {
				t.Fatal(err)
			}
			patch, at := read(t, f, at)
			return patch.Set["health/en"], at
		}
		chair, at := told("p-chair", feed.Cursor{})
		if string(chair) != `{"alarms":["erase_storm"]}` {
			t.Errorf("the chair is told %s", chair)
		}
		for _, p := range []meeting.Person{"p-ann", meeting.House} {
			if got, _ := told(p, feed.Cursor{}); got != nil {
				t.Errorf("%q is told %s", p, got)
			}
		}
		h.health.Delete("en")
		if got, _ := told("p-chair", at); string(got) != "null" {
			t.Errorf("when the channel is not open any more: %s", got)
		}
	})
}
