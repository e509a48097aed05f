package room_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/room"
)

// unwatched runs the meetings of a node that nobody watches for weeks: nothing ticks while it
// is closed.
func (h house) unwatched(t *testing.T) *room.Rooms {
	t.Helper()
	rs := room.NewRooms(h.journal, h.people, h.there, h.hears(), func(uuid.UUID, meeting.View) {})
	t.Cleanup(rs.Close)
	return rs
}

// R3: what was written on the open items of a meeting stays then, with the names of those who
// said it and are nowhere else any more; without their names nothing is destroyed yet.
func TestOpenItemsAreKept(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		rs := h.unwatched(t)
		r := h.meet(t, rs, meeting.Open)
		ruled := do(t, r, "p-chair", meeting.AddItem{Title: "Money", Kind: "discussion", Minutes: 10})
		write := func(text string) {
			time.Sleep(time.Minute)
			do(t, r, "p-chair", meeting.WriteLine{Text: text})
			time.Sleep(time.Minute)
		}
		write("Ana: The libraries pay.")
		v, err := r.View(t.Context(), meeting.StaffRoom)
		agenda, ok := v["agenda"].([]meeting.ItemValue)
		if err != nil || !ok {
			t.Fatal(err)
		}
		do(t, r, "p-chair", meeting.StartItem{Item: ruled, After: agenda[0].ID})
		do(t, r, "p-chair", meeting.SetRule{Rule: meeting.ChathamHouse, Item: ruled})
		write("Ben: Nobody pays.")
		do(t, r, "p-chair", meeting.EndMeeting{})
		rs.Close()
		time.Sleep(15 * 24 * time.Hour)
		r = enter(t, h.unwatched(t), h.id)
		if err := r.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := all(t, sit(t, r, meeting.House))
		if !strings.Contains(got, `"text":"The libraries pay.","said":"Ana Câmara"`) || strings.Contains(got, "Nobody") || strings.Contains(got, "Okri") {
			t.Errorf("left is %s", got)
		}
	})
}

// R3: where names cannot be read the open items would lose theirs, and nothing is destroyed yet;
// a meeting that is wholly under the Rule needs none.
func TestForgettingNeedsNames(t *testing.T) {
	for _, rule := range []meeting.Rule{meeting.Open, meeting.ChathamHouse} {
		bubble(t, func(t *testing.T, h house) {
			rs := h.unwatched(t)
			r := h.meet(t, rs, rule)
			do(t, r, "p-chair", meeting.WriteLine{Text: "Ana: The libraries pay."})
			item := do(t, r, "p-chair", meeting.AddItem{Title: "Money", Kind: "discussion", Minutes: 10})
			if rule == meeting.Open {
				do(t, r, "p-chair", meeting.SetRule{Rule: meeting.ChathamHouse, Item: item})
			}
			do(t, r, "p-chair", meeting.EndMeeting{})
			rs.Close()
			time.Sleep(15 * 24 * time.Hour)
			r = enter(t, h.unwatched(t), h.id)
			if err := h.db.Close(); err != nil {
				t.Fatal(err)
			}
			err := r.Forget(t.Context())
			needs := rule == meeting.Open
			if s, lost := r.Sealing(t.Context()); (err != nil) != needs || lost != nil || s.Published == needs {
				t.Errorf("%s: %v, then %+v, %v", rule, err, s, lost)
			}
		})
	}
}

// R3: two weeks after the end what nobody has published is destroyed; a day before it is not.
func TestForgottenInTime(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		rs := h.unwatched(t)
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
