package room_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/room"
)

// R3: two weeks after the end what nobody has published is destroyed; a day before it is not.
func TestForgottenInTime(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		rs := room.NewRooms(h.journal, h.people, h.there, h.hears(), func(uuid.UUID, meeting.View) {}) // nobody watches it for weeks
		t.Cleanup(rs.Close)
		err := rs.Create(t.Context(), h.id, meeting.CreateMeeting{Title: "Coordination", Rule: meeting.ChathamHouse})
		if err != nil {
			t.Fatal(err)
		}
		during := func(see func(*room.Room)) { // the room is closed between: nothing ticks for weeks
			r, leave, err := rs.Enter(t.Context(), h.id)
			if err != nil {
				t.Fatal(err)
			}
			see(r)
			leave()
		}
		during(func(r *room.Room) {
			do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-chair", Roles: meeting.Chair})
			do(t, r, "p-chair", meeting.StartMeeting{})
			do(t, r, "p-chair", meeting.EndMeeting{})
		})
		for day := range 15 {
			during(func(r *room.Room) {
				if err := r.Forget(t.Context()); err != nil {
					t.Fatal(err)
				}
				s, err := r.Sealing(t.Context())
				if err != nil || s.Published != (day == 14) {
					t.Errorf("after %d days: %+v, %v", day, s, err)
				}
			})
			time.Sleep(24 * time.Hour) // of the bubble's time
		}
		r := enter(t, rs, h.id)
		if got := all(t, sit(t, r, meeting.House)); !strings.Contains(got, `"forgotten":"deadline"`) || strings.Contains(got, "p-chair") {
			t.Errorf("left is %s", got)
		}
	})
}

// What was written on open items of circulated minutes is left, with who said it by name; nothing
// of an item under the Rule is.
func TestCirculatedStays(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		rs := room.NewRooms(h.journal, h.people, h.there, h.hears(), func(uuid.UUID, meeting.View) {})
		t.Cleanup(rs.Close)
		if err := rs.Create(t.Context(), h.id, meeting.CreateMeeting{Title: "Coordination", Rule: meeting.Open}); err != nil {
			t.Fatal(err)
		}
		r, leave, err := rs.Enter(t.Context(), h.id)
		if err != nil {
			t.Fatal(err)
		}
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-chair", Roles: meeting.Chair})
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-ann", Roles: meeting.Participant})
		do(t, r, "p-chair", meeting.StartMeeting{})
		now := meeting.Seq(0)
		for _, title := range []string{"Report", "Money"} {
			item := do(t, r, "p-chair", meeting.AddItem{Title: title, Kind: "discussion", Minutes: 5})
			if title == "Money" {
				do(t, r, "p-chair", meeting.SetRule{Rule: meeting.ChathamHouse, Item: item})
			}
			do(t, r, "p-chair", meeting.StartItem{Item: item, After: now})
			time.Sleep(time.Minute) // of the bubble's time: the item before ended long ago
			do(t, r, "p-chair", meeting.AddNote{Text: title + " is told.", Kind: meeting.NoteContribution, Speaker: "p-ann"})
			now = item
			time.Sleep(time.Minute)
		}
		do(t, r, "p-chair", meeting.EndMeeting{})
		do(t, r, "p-chair", meeting.CirculateMinutes{})
		leave()
		time.Sleep(15 * 24 * time.Hour)
		r = enter(t, rs, h.id)
		if err := r.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := all(t, sit(t, r, meeting.House))
		for said, left := range map[string]bool{"Report is told.": true, names["p-ann"]: true, "Money is told.": false, names["p-chair"]: false, "p-": false} {
			if strings.Contains(got, said) != left {
				t.Errorf("%q is left, or not, in %s", said, got)
			}
		}
	})
}
