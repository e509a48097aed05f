package room_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
	"example.org/convener/server/room"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

// pass lets time pass in the bubble.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// comes connects somebody until leave is called.
func (h house) comes(r *room.Room, p meeting.Person, roles meeting.Roles) (leave func()) {
	return h.there.Enter(h.id, r.Tab(p, roles))
}

// named gives people a name.
func (h house) named(t *testing.T, people map[meeting.Person]string) {
	t.Helper()
	for p, name := range people {
		if err := h.people.Put(t.Context(), h.id, p, roster.Card{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
}

// queue is what a seat's feed has of the queue.
func queue(t *testing.T, s *room.Seat) (q meeting.QueueValue) {
	t.Helper()
	f, err := s.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	p, _ := read(t, f, feed.Cursor{})
	if err := json.Unmarshal(p.Set["queue"], &q); err != nil {
		t.Fatal(err)
	}
	return q
}

// Q24: who is not connected keeps the place, and readers are told; under the Rule it would
// tell who it is.
func TestAwayHands(t *testing.T) {
	for _, rule := range []meeting.Rule{meeting.Open, meeting.ChathamHouse} {
		t.Run(string(rule), func(t *testing.T) {
			bubble(t, func(t *testing.T, h house) {
				r := h.meet(t, h.node(t), rule)
				leave := h.comes(r, "p-ann", meeting.Participant)
				h.comes(r, "p-ben", meeting.Participant)
				pass(2 * time.Second)
				do(t, r, "p-ann", meeting.RaiseHand{Class: meeting.Topic})
				do(t, r, "p-chair", meeting.AddHand{Name: "Io", Class: meeting.Topic, Guest: "p-io"})
				do(t, r, "p-ben", meeting.RaiseHand{Class: meeting.Topic})
				states := func() (out string) {
					pass(2 * time.Second)
					for _, hand := range queue(t, sit(t, r, "p-eva")).Hands {
						out += string(hand.Person) + " " + string(hand.State) + ", "
					}
					return out
				}
				const all = "p-ann waiting, p-io waiting, p-ben waiting, "
				away := strings.Replace(all, "ann waiting", "ann away", 1)
				if rule != meeting.Open {
					away = all
				}
				if got := states(); got != all {
					t.Errorf("all are here: %s", got)
				}
				leave()
				pass(15 * time.Second)
				if got := states(); got != all {
					t.Errorf("a line was lost for 17 seconds: %s", got)
				}
				pass(3 * time.Second)
				if got := states(); got != away {
					t.Errorf("and for 22: %s", got)
				}
				h.comes(r, "p-ann", meeting.Participant)
				if got := states(); got != all {
					t.Errorf("she is back: %s", got)
				}
			})
		})
	}
}

// P5: no chair is here for two minutes, and a deputy is; and then a chair is again.
func TestTheChairIsOffered(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		h.named(t, map[meeting.Person]string{"p-dep": "Dora Deputy"})
		r := h.meet(t, h.node(t), meeting.Open)
		other := enter(t, h.node(t), h.id)
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-dep", Roles: meeting.Deputy})
		leave := h.comes(r, "p-chair", meeting.Chair)
		h.comes(other, "p-dep", meeting.Deputy)
		offered := func() bool {
			t.Helper()
			me, err := r.Me(t.Context(), "p-dep")
			if err != nil {
				t.Fatal(err)
			}
			return me.Offer != nil
		}
		pass(10 * time.Minute)
		if offered() {
			t.Error("a chair is here")
		}
		leave()
		if pass(118 * time.Second); offered() {
			t.Error("no chair is here for 118 seconds only")
		}
		if pass(5 * time.Second); !offered() {
			t.Error("no chair is here for two minutes")
		}
		if n := h.count(t, "chair_offered"); n != 1 {
			t.Errorf("two nodes have offered it %d times", n)
		}
		leave = h.comes(other, "p-chair", meeting.Chair)
		if pass(5 * time.Second); offered() || h.count(t, "offer_ended") != 1 {
			t.Errorf("a chair is here again; the offer was ended %d times", h.count(t, "offer_ended"))
		}
		leave()
		pass(2*time.Minute + 5*time.Second)
		do(t, r, "p-dep", meeting.TakeChair{})
		if pass(5 * time.Minute); offered() || h.count(t, "chair_offered") != 2 {
			t.Errorf("the deputy is a chair, and was offered it %d times", h.count(t, "chair_offered"))
		}
	})
}

// count is how many entries of a kind the journal has.
func (h house) count(t *testing.T, kind string) (n int) {
	t.Helper()
	for e, err := range h.journal.Read(t.Context(), room.Stream(h.id), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(e.Body), `{"kind":"`+kind+`"`) {
			n++
		}
	}
	return n
}

// Q13: the queue closes when it was said to, once, however many nodes see the time.
func TestTheQueueClosesOnce(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		one, two := h.node(t), h.node(t)
		r, other := h.meet(t, one, meeting.Open), enter(t, two, h.id)
		do(t, r, "p-chair", meeting.CloseQueue{In: 30})
		if pass(28 * time.Second); !queue(t, sit(t, other, "p-ann")).Open {
			t.Error("it was closed early")
		}
		pass(5 * time.Second)
		for _, r := range []*room.Room{r, other} {
			if q := queue(t, sit(t, r, "p-ann")); q.Open || q.ClosesAt != nil {
				t.Errorf("the time has come, and readers see %+v", q)
			}
		}
		if n := h.count(t, "queue_closed"); n != 1 {
			t.Errorf("it was closed %d times", n)
		}
		do(t, other, "p-chair", meeting.OpenQueue{})
		do(t, other, "p-chair", meeting.CloseQueue{In: 30})
		do(t, r, "p-chair", meeting.OpenQueue{})
		if pass(time.Minute); h.count(t, "queue_closed") != 1 || !queue(t, sit(t, r, "p-ann")).Open {
			t.Error("it was opened again, and the old time closed it")
		}
	})
}

// P7: who has the name of a chair and is none is told apart.
func TestWhoPosesAsTheChairIsMarked(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		h.named(t, map[meeting.Person]string{"p-pose": " SIPHO  dlámini", "p-sec": "Sipho Dlamini"})
		r := h.meet(t, h.node(t), meeting.Open)
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-pose", Roles: meeting.Participant})
		do(t, r, meeting.House, meeting.AdmitPerson{Person: "p-sec", Roles: meeting.Secretary})
		h.comes(r, "p-chair", meeting.Chair)
		h.comes(r, "p-pose", meeting.Participant)
		h.comes(r, "p-sec", meeting.Secretary)
		h.comes(r, "p-ann", meeting.Participant)
		pass(3 * time.Second)
		f, err := sit(t, r, "p-ann").Presence()
		if err != nil {
			t.Fatal(err)
		}
		p, _ := read(t, f, feed.Cursor{})
		for _, of := range []meeting.Person{"p-pose", "p-sec", "p-chair", "p-ann"} {
			var person wire.Present
			if err := json.Unmarshal(p.Set[room.PresentKey(of)], &person); err != nil {
				t.Fatal(err)
			}
			if person.Guest != (person.Person == "p-pose") {
				t.Errorf("%s (%s): marked %t", person.Person, person.Name, person.Guest)
			}
		}
	})
}

// Q6: a hand that was put up for somebody whose name somebody in the queue has, too.
func TestDuplicatesAreMarked(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		h.named(t, map[meeting.Person]string{"p-tel": "BEN OKRI", "p-io": "Io"})
		r := h.meet(t, h.node(t), meeting.Open)
		duplicate := func(p meeting.Person) (of meeting.Seq) {
			for _, hand := range queue(t, sit(t, r, "p-chair")).Hands {
				if hand.Person == p {
					of = hand.Duplicate
				}
			}
			return of
		}
		tel := do(t, r, "p-chair", meeting.AddHand{Name: "BEN OKRI", Class: meeting.Topic, Guest: "p-tel"})
		do(t, r, "p-chair", meeting.AddHand{Name: "Io", Class: meeting.Topic, Guest: "p-io"})
		if got := duplicate("p-tel"); got != 0 {
			t.Errorf("nobody else waits, and it is a duplicate of %d", got)
		}
		do(t, r, "p-ben", meeting.RaiseHand{Class: meeting.Reply})
		if got := duplicate("p-tel"); got != 0 {
			t.Errorf("for something else: %d", got)
		}
		ben := do(t, r, "p-ben", meeting.RaiseHand{Class: meeting.Topic})
		if got := duplicate("p-tel"); got != ben {
			t.Errorf("of %d, not %d", got, ben)
		}
		if duplicate("p-io") != 0 || duplicate("p-ben") != 0 {
			t.Error("other hands are marked")
		}
		do(t, r, "p-ben", meeting.ClaimHand{Hand: tel})
		if hands := queue(t, sit(t, r, "p-ann")).Hands; len(hands) != 3 || duplicate("p-ben") != 0 {
			t.Errorf("it was claimed: %+v", hands)
		}
	})
}
