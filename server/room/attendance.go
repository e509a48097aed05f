package room

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/ledger"
	"example.org/convener/server/presence"
)

// notice sees who waits in the queue and is not connected, and tells readers of the queue
// if that has changed (Q24). While other nodes' people may be missing, nobody is away. It
// runs in the ledger's goroutine.
func (r *Room) notice(f *feeds, s *meeting.State, whole bool) {
	away := make(map[meeting.Person]bool)
	for _, p := range s.Waiting() {
		_, here := r.seen[p]
		if whole && !here && s.Roles(p) != 0 && !r.private() {
			away[p] = true
		}
	}
	if maps.Equal(away, r.away) {
		return
	}
	r.away = away
	for a := meeting.Public; a <= meeting.StaffRoom; a++ {
		queue := meeting.View{"queue": r.show(s, a, s.Seq())["queue"]}
		f.meeting[a].Publish(encode(queue, nil, map[string]json.RawMessage{}))
	}
}

// attend notes when a chair was last here. Somebody of whom another node says only that
// they run the meeting may be one. It runs in the ledger's goroutine.
func (r *Room) attend(s *meeting.State, tabs []presence.Tab, whole bool) {
	unknown := func(t presence.Tab) bool { return t.Person == meeting.House && t.Class == presence.Staff }
	chairs := func(p meeting.Person) bool { return s.Roles(p).Has(meeting.Chair) }
	if !whole || r.chaired.IsZero() || slices.ContainsFunc(tabs, func(t presence.Tab) bool { return unknown(t) || chairs(t.Person) }) {
		r.chaired = r.last
	}
}

// chairless is how long no chair is here before the deputies are offered the chair.
// Source: P5.
const chairless = 2 * time.Minute

// due is what the passing of time asks for, and when. It runs in the ledger's goroutine.
func (r *Room) due(l law) (time.Time, ledger.Ask[meeting.Command]) {
	at, timer := l.Next()
	if !at.IsZero() {
		timer.There = r.connected()
	}
	ask := r.timed(timer, timer.Purpose, uint64(timer.Thing))
	if fresh := l.New(r.there()); len(fresh) > 0 {
		return r.last, r.timed(meeting.NoteArrivals{People: fresh}, "arrived", uint64(l.Seq()))
	}
	if line := r.fixed(l.State); line != 0 {
		return r.last, r.timed(meeting.MarkQuote{Line: line}, "quote", uint64(line))
	}
	if offer, when := r.offer(l.State); offer != nil && (at.IsZero() || when.Before(at)) {
		return when, r.timed(offer, "chair", uint64(l.Seq()))
	}
	return at, ask
}

// fixed is a line of the minutes that was taken from captions which were corrected since, and
// does not say so yet; 0 for none. It runs in the ledger's goroutine.
func (r *Room) fixed(s *meeting.State) meeting.Seq {
	for _, q := range s.Quoted() {
		if r.hears.Fixed(r.id, q.Lang, q.From, q.To).After(q.At) {
			return q.Line
		}
	}
	return 0
}

// there are the people who may speak and are here, or have just lost their line. It runs in
// the ledger's goroutine.
func (r *Room) there() []meeting.Person { return slices.Sorted(maps.Keys(r.seen)) }

// connected are the people who are connected at this moment, as far as this node knows:
// whose line is lost is not taken to be silent (D1).
func (r *Room) connected() (people []meeting.Person) {
	tabs, _ := r.tabs.Tabs(r.id)
	for _, t := range tabs {
		if t.Person != meeting.House {
			people = append(people, t.Person)
		}
	}
	return people
}

// Held is since when the line of p holds: when the oldest of the connections to this node
// was made. It is zero if there is none; what other nodes know of p this one does not.
func (r *Room) Held(p meeting.Person) (since time.Time) {
	tabs, _ := r.tabs.Tabs(r.id)
	for _, t := range tabs {
		if t.Person == p && !t.Since.IsZero() && (since.IsZero() || t.Since.Before(since)) {
			since = t.Since
		}
	}
	return since
}

// timed is an ask of the server's: the same on every node.
func (r *Room) timed(cmd meeting.Command, purpose string, thing uint64) ledger.Ask[meeting.Command] {
	name, err := json.Marshal([]any{purpose, thing})
	if err != nil {
		panic("room: a timer does not marshal: " + err.Error()) // a bug of ours
	}
	return ledger.Ask[meeting.Command]{Cause: uuid.NewSHA1(r.id, name).String(), Want: cmd}
}

// offer is what is to be asked for because no chair is here, or one is again, and when.
func (r *Room) offer(s *meeting.State) (meeting.Command, time.Time) {
	gone := !r.chaired.IsZero() && r.chaired.Before(r.last)
	if !gone {
		if s.Offered() {
			return meeting.EndOffer{}, r.last
		}
		return nil, time.Time{}
	}
	c := meeting.OfferChair{There: r.there()}
	from, due := c.Due(s)
	if !due {
		return nil, time.Time{}
	}
	if when := r.chaired.Add(chairless); from.Before(when) {
		from = when
	}
	return c, from
}

// chairNames are the names of chairs and deputies, as they can be compared. It runs in the
// ledger's goroutine.
func (r *Room) chairNames(s *meeting.State) map[string]bool {
	names := make(map[string]bool)
	for p, card := range r.known {
		if s.Roles(p).Has(meeting.Chair | meeting.Deputy) {
			names[folded(card.Name)] = true
		}
	}
	return names
}

// folded is a name without what people do not tell names apart by.
func folded(name string) string { return strings.Join(plainWords(name), " ") }
