package room_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/meeting"
)

// M7: a line that was taken from captions says so when these are corrected, and no line that
// was taken from others or after that.
func TestCorrectedCaptionsMarkTheirQuotes(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		rs := h.node(t)
		if err := rs.Create(t.Context(), h.id, meeting.CreateMeeting{
			Title: "Quotes", Rule: meeting.Open, Channels: []meeting.Channel{{Lang: "en", Title: "English"}},
		}); err != nil {
			t.Fatal(err)
		}
		r := enter(t, rs, h.id)
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-chair", Roles: meeting.Chair})
		do(t, r, "p-chair", meeting.StartMeeting{})
		quote := func(first, last uint64) {
			do(t, r, "p-chair", meeting.AddNote{Text: "as said", Kind: meeting.NoteQuote, Quote: &meeting.Quote{Lang: "en", From: first, To: last}})
		}
		marked := func() int {
			time.Sleep(3 * time.Second)
			synctest.Wait()
			return strings.Count(all(t, sit(t, r, "p-chair")), `"corrected":true`)
		}
		quote(1, 4)
		quote(5, 6)
		if n := marked(); n != 0 {
			t.Errorf("before a correction %d lines are marked", n)
		}
		now := time.Now()
		h.fixed.Store(&now)
		if n := marked(); n != 1 {
			t.Errorf("after a correction %d lines are marked, want the one that was taken from there", n)
		}
		quote(4, 4)
		if n := marked(); n != 1 {
			t.Errorf("a line that was taken after the correction is marked: %d", n)
		}
	})
}

// M12: who is connected while the meeting is on is noted, once; observers are not.
func TestArrivals(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-olu", Roles: meeting.Observer})
		for _, p := range []meeting.Person{"p-ann", "p-olu", "p-ann"} {
			leave := h.there.Enter(h.id, r.Tab(p, meeting.Participant))
			time.Sleep(5 * time.Second)
			leave()
			time.Sleep(time.Minute)
		}
		synctest.Wait()
		got := all(t, sit(t, r, "p-chair"))
		if want := `"present":[{"person":"p-ann","name":"Ana Câmara","body":"Coalition p-ann"}]`; !strings.Contains(got, want) {
			t.Errorf("who was there: %s", got)
		}
	})
}
