package room_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
	"example.org/convener/server/ledger"
	"example.org/convener/server/room"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

// Two nodes take turns and race; what each audience reads on both is the same within a
// look, whatever was asked where.
func TestNodesConverge(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		one, two := h.node(t), h.node(t)
		rooms := []*room.Room{h.meet(t, one, meeting.Open), enter(t, two, h.id)}
		var asking sync.WaitGroup
		for i, p := range []meeting.Person{"p-ann", "p-ben", "p-eva"} {
			asking.Go(func() {
				for n := range 10 {
					hand := meeting.Seq(0)
					cause := uuid.NewString()
					for _, r := range []*room.Room{rooms[(i+n)%2], rooms[(i+n+1)%2]} { // the repeat goes to the other node
						seq, err := r.Do(t.Context(), p, cause, "", meeting.RaiseHand{Class: meeting.Topic, Note: fmt.Sprint(n)})
						if err != nil || hand != 0 && seq != hand {
							t.Errorf("%s raises a hand: %d, %v; before: %d", p, seq, err, hand)
						}
						hand = seq
					}
					if n < 9 {
						do(t, rooms[n%2], p, meeting.LowerHand{Hand: hand})
					}
				}
			})
		}
		asking.Wait()
		time.Sleep(ledger.Look + time.Millisecond) // of the bubble's time
		synctest.Wait()
		for _, p := range []meeting.Person{meeting.House, "p-ann", "p-chair"} {
			a, b := all(t, sit(t, rooms[0], p)), all(t, sit(t, rooms[1], p))
			if a != b || strings.Count(a, `"class":"topic"`) != 3 {
				t.Errorf("%q reads\n%s\nand on the other node\n%s", p, a, b)
			}
		}
	})
}

// Whoever comes first after a restart reads the meeting, not a room that is still empty.
func TestFirstReaderReadsAll(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		h.meet(t, h.node(t), meeting.Open)
		for _, p := range []meeting.Person{meeting.House, "p-ann"} {
			again := h.node(t)
			if got := all(t, sit(t, enter(t, again, h.id), p)); !strings.Contains(got, `"Coordination"`) {
				t.Errorf("%q reads %s", p, got)
			}
		}
	})
}

func TestRoleChangesTheFeed(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		seat := sit(t, r, "p-ann")
		was, err := seat.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		_, at := read(t, was, feed.Cursor{})
		_, me := read(t, seat.Me(), feed.Cursor{})
		woken := make(chan struct{})
		go func() {
			defer close(woken)
			_, _ = was.Since(t.Context(), at)
		}()
		do(t, r, "p-chair", meeting.GiveRole{Person: "p-ann", Role: "secretary"})
		<-woken // a reader of the old feed looks for the new one
		now, err := seat.Meeting()
		if err != nil || now == was {
			t.Fatalf("the feed is the same after a change of role: %v", err)
		}
		if p, _ := read(t, now, at); !p.Reset || p.Feed != "meeting" || p.Set["agenda"] == nil {
			t.Errorf("the cursor of the old feed gets %+v", p)
		}
		if a, err := seat.Audience(); a != meeting.StaffRoom || err != nil {
			t.Errorf("audience %v, %v", a, err)
		}
		if p, _ := read(t, seat.Me(), me); p.Reset || !strings.Contains(string(p.Set["me"]), "secretary") {
			t.Errorf("me: %+v", p)
		}
	})
}

func TestRemovedPersonReadsNothing(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		// Many connections come at once: none of them gets a seat that nobody looks after.
		seats := make([]*room.Seat, 20)
		var sitting sync.WaitGroup
		for i := range seats {
			sitting.Go(func() { seats[i] = sit(t, r, "p-ann") })
		}
		sitting.Wait()
		do(t, r, "p-chair", meeting.RemovePerson{Person: "p-ann"})
		synctest.Wait()
		for _, seat := range seats {
			select {
			case <-seat.Gone():
			default:
				t.Error("the seat is not gone")
			}
			if _, err := seat.Meeting(); !errors.Is(err, room.ErrRemoved) {
				t.Errorf("the seat's feed: %v", err)
			}
			if _, err := seat.Audience(); !errors.Is(err, room.ErrRemoved) {
				t.Errorf("the seat's audience: %v", err)
			}
		}
		if _, err := r.Sit(t.Context(), "p-ann"); !errors.Is(err, room.ErrRemoved) {
			t.Errorf("sitting down again: %v", err)
		}
		if _, err := r.Sit(t.Context(), "p-nobody"); !errors.Is(err, room.ErrRemoved) {
			t.Errorf("somebody who never came: %v", err)
		}
		if _, err := r.Do(t.Context(), "p-ann", uuid.NewString(), "", meeting.RaiseHand{Class: meeting.Order}); !errors.Is(err, meeting.ErrNotAllowed) {
			t.Errorf("an ask of hers: %v", err)
		}
	})
}

func TestNamesAreForThoseInTheRoom(t *testing.T) {
	for _, rule := range []meeting.Rule{meeting.Open, meeting.ChathamHouse, meeting.OffRecord} {
		t.Run(string(rule), func(t *testing.T) {
			bubble(t, func(t *testing.T, h house) {
				r := h.meet(t, h.node(t), rule)
				do(t, r, "p-ann", meeting.RaiseHand{Class: meeting.Topic, Note: "a ramp"})
				do(t, r, "p-ben", meeting.RaiseHand{Class: meeting.Topic})
				head := do(t, r, "p-eva", meeting.RaiseHand{Class: meeting.Order})
				do(t, r, "p-chair", meeting.CallHand{Hand: head})
				if rule != meeting.OffRecord { // nothing is written down
					do(t, r, "p-chair", meeting.AddNote{Text: "They want a ramp."})
				}
				synctest.Wait()
				told := []string{"Ana Câmara", "Ben Okri", "Eva Sýkorová", "Coalition p-ann", "a ramp"}
				if rule != meeting.OffRecord {
					told = append(told, "Sipho Dlamini") // who wrote the note
				}
				for _, p := range []meeting.Person{"p-ben", "p-chair"} {
					got := all(t, sit(t, r, p))
					for _, want := range told {
						if !strings.Contains(got, want) {
							t.Errorf("%s does not read %q: %s", p, want, got)
						}
					}
				}
				got := all(t, sit(t, r, meeting.House))
				named := strings.Contains(got, "Ana Câmara")
				if rule == meeting.Open {
					if !named {
						t.Errorf("an open meeting hides its names: %s", got)
					}
					return
				}
				for p, name := range names {
					for _, secret := range []string{string(p), name, "Coalition " + string(p), "ramp", "began"} {
						if strings.Contains(got, secret) {
							t.Errorf("the public reads %q under the rule: %s", secret, got)
						}
					}
				}
			})
		})
	}
}

// Who was let in by one node sits down at another at once.
func TestNewcomerSitsOnAnyNode(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		one, two := h.node(t), h.node(t)
		r, other := h.meet(t, one, meeting.Open), enter(t, two, h.id)
		sit(t, other, "p-ann")
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-new", Roles: meeting.Participant})
		if a, err := sit(t, other, "p-new").Audience(); a != meeting.Room || err != nil {
			t.Errorf("audience %v, %v", a, err)
		}
		if me, err := other.Me(t.Context(), "p-new"); err != nil || !me.Roles.Has(meeting.Participant) {
			t.Errorf("me: %+v, %v", me, err)
		}
	})
}

// A name that the room has not read yet is read when it is needed.
func TestNewcomerHasAName(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		if err := h.people.Put(t.Context(), h.id, "p-new", roster.Card{Name: "Noor Haddad"}); err != nil {
			t.Fatal(err)
		}
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-new", Roles: meeting.Participant})
		do(t, r, "p-new", meeting.RaiseHand{Class: meeting.Topic})
		if got := all(t, sit(t, r, "p-ann")); !strings.Contains(got, "Noor Haddad") {
			t.Errorf("the room reads %s", got)
		}
		if me, err := r.Me(t.Context(), "p-new"); err != nil || me.Name != "Noor Haddad" || me.Place != 1 {
			t.Errorf("me: %+v, %v", me, err)
		}
	})
}

func TestRepeatedAsk(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		raise := meeting.RaiseHand{Class: meeting.Topic}
		first, err := r.Do(t.Context(), "p-ann", "c1", "sum", raise)
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			rule, cause, sum string
			seq              meeting.Seq
			err              error
		}{
			{"the same ask again is answered with the same", "c1", "sum", first, nil},
			{"another ask under its id is refused", "c1", "other", 0, ledger.ErrReused},
			{"a new ask for what is so is answered with what made it so", "c2", "sum", first, nil},
			{"and its repeat too", "c2", "sum", first, nil},
		} {
			if seq, err := r.Do(t.Context(), "p-ann", tt.cause, tt.sum, raise); seq != tt.seq || !errors.Is(err, tt.err) {
				t.Errorf("%s: %d, %v", tt.rule, seq, err)
			}
		}
	})
}

func TestEnter(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		rs := h.node(t)
		if _, _, err := rs.Enter(t.Context(), h.id); !errors.Is(err, wire.ErrNoMeeting) {
			t.Errorf("a meeting that was not made: %v", err)
		}
		h.meet(t, rs, meeting.Open)
		if err := rs.Create(t.Context(), h.id, meeting.CreateMeeting{Title: "Again", Rule: meeting.Open}); err != nil {
			t.Errorf("making the same again is the same: %v", err)
		}
		if r := enter(t, rs, h.id); r.Stage() != meeting.Started || r.HasChannel("en") {
			t.Errorf("stage %q, channels %v", r.Stage(), r.HasChannel("en"))
		}
	})
}

// A3: a reader who has seen an item that is hidden now is told to forget it.
func TestHiddenItemIsForgotten(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		r := h.meet(t, h.node(t), meeting.Open)
		ann := sit(t, r, "p-ann")
		item := do(t, r, "p-chair", meeting.AddItem{Title: "A grievance", Kind: "discussion", Minutes: 10})
		do(t, r, "p-chair", meeting.AddNote{Text: "To be heard in private.", Item: item})
		f, err := ann.Meeting()
		if err != nil {
			t.Fatal(err)
		}
		_, at := read(t, f, feed.Cursor{})
		hidden := meeting.VisibleChair
		do(t, r, "p-chair", meeting.EditItem{Item: item, Visibility: &hidden})
		if f, err = ann.Meeting(); err != nil {
			t.Fatal(err)
		}
		p, at := read(t, f, at)
		note := fmt.Sprintf("note/%d", item+1)
		if !p.Reset || p.Set["agenda"] == nil || p.Set[note] != nil {
			t.Errorf("hidden, and the reader gets %+v", p)
		}
		shown := meeting.VisiblePresent
		do(t, r, "p-chair", meeting.EditItem{Item: item, Visibility: &shown})
		if f, err = ann.Meeting(); err != nil {
			t.Fatal(err)
		}
		if p, _ = read(t, f, at); !strings.Contains(string(p.Set["agenda"]), "grievance") || p.Set[note] == nil {
			t.Errorf("shown again, and the reader gets %+v", p)
		}
	})
}
