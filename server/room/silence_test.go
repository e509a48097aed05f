package room_test

import (
	"strings"
	"testing"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/room"
)

// entry is the last entry of a kind that the journal has, as it is stored; empty for none.
func (h house) entry(t *testing.T, kind string) (last string) {
	t.Helper()
	for e, err := range h.journal.Read(t.Context(), room.Stream(h.id), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(e.Body), `{"kind":"`+kind+`"`) {
			last = string(e.Body)
		}
	}
	return last
}

// D1, A10: the clock runs out by itself, on two nodes once; who is there is counted; and
// when the grace is over too the agenda is adopted.
func TestSilenceRunsOut(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r, other := h.meet(t, h.node(t), meeting.Open), enter(t, h.node(t), h.id)
		h.comes(r, "p-chair", meeting.Chair)
		h.comes(other, "p-ann", meeting.Participant)
		lost := h.comes(r, "p-ben", meeting.Participant)
		pass(5 * time.Second)
		do(t, r, "p-chair", meeting.AdoptAgenda{})
		if pass(58 * time.Second); h.count(t, "silence_counted") != 0 {
			t.Error("counted after 58 seconds")
		}
		lost() // whose line is lost at the last second has not agreed
		pass(4 * time.Second)
		if got := h.entry(t, "silence_counted"); h.count(t, "silence_counted") != 1 || !strings.Contains(got, `"silent":2,"absent":2}`) {
			t.Errorf("counted %d times: %s", h.count(t, "silence_counted"), got)
		}
		if pass(116 * time.Second); h.count(t, "agenda_adopted") != 0 {
			t.Error("adopted within the grace")
		}
		pass(4 * time.Second)
		if h.count(t, "agenda_adopted") != 1 || h.count(t, "silence_agreed_to") != 1 {
			t.Errorf("adopted %d times", h.count(t, "agenda_adopted"))
		}
	})
}

// D1: since when somebody's line holds is known of the connections to this node; a second
// tab that stayed counts.
func TestHeld(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		if held := r.Held("p-ann"); !held.IsZero() {
			t.Errorf("who is not connected has a line since %v", held)
		}
		began := time.Now()
		leave := h.comes(r, "p-ann", meeting.Participant)
		pass(time.Minute)
		h.comes(r, "p-ann", meeting.Participant)
		if held := r.Held("p-ann"); !held.Equal(began) {
			t.Errorf("since %v, not %v", held, began)
		}
		leave()
		if held := r.Held("p-ann"); !held.Equal(began.Add(time.Minute)) {
			t.Errorf("since %v, and the older line is gone", held)
		}
	})
}
