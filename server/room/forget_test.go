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
