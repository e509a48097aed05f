package room_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
	"example.org/convener/server/room"
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
		want := `"attender/p-ann":{"person":"p-ann","name":"Ana Câmara","body":"Coalition p-ann"}`
		if !strings.Contains(got, want) || strings.Count(got, "attender/") != 1 {
			t.Errorf("who was there: %s", got)
		}
	})
}

// Who comes or goes is one value, however many are there: a list of a thousand would keep the
// captions from a reader on a slow line.
func TestArrivalsAreSmall(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		h.comes(r, "p-ann", meeting.Participant)
		h.comes(r, "p-chair", meeting.Chair)
		pass(3 * time.Second)
		seat := sit(t, r, "p-chair")
		there, err := seat.Presence()
		if err != nil {
			t.Fatal(err)
		}
		were, err := seat.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		_, cursor := read(t, there, feed.Cursor{})
		_, noted := read(t, were, feed.Cursor{})
		leave := h.comes(r, "p-ben", meeting.Participant)
		pass(3 * time.Second)
		p, cursor := read(t, there, cursor)
		if got := slices.Sorted(maps.Keys(p.Set)); !slices.Equal(got, []string{room.PresentKey("p-ben")}) {
			t.Errorf("who comes is told by %v", got)
		}
		if p, _ = read(t, were, noted); p.Set["attender/p-ben"] == nil || p.Set["attender/p-ann"] != nil {
			t.Errorf("that somebody came is noted by %v", slices.Sorted(maps.Keys(p.Set)))
		}
		leave()
		pass(30 * time.Second)
		if p, _ = read(t, there, cursor); len(p.Set) != 1 || string(p.Set[room.PresentKey("p-ben")]) != "null" {
			t.Errorf("who goes is told by %v", p.Set)
		}
	})
}
