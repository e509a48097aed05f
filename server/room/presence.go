package room

import (
	"encoding/json"
	"maps"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/presence"
	"example.org/convener/server/wire"
)

// PresenceFeed is what clients call the feed of who is there.
const PresenceFeed = "presence"

const (
	// presenceEvery is how often at most readers are told who is there.
	presenceEvery = time.Second
	// absence is how long somebody is not connected before they have left: a line that is
	// lost and comes back is no news.
	absence = 20 * time.Second
)

// A presenter tells who is in a room. It belongs to the ledger's goroutine.
type presenter struct {
	tabs presence.Presence
	last time.Time                    // when readers were told
	seen map[meeting.Person]time.Time // who may speak, and when they were last connected

	away    map[meeting.Person]bool // who waits in the queue and is not connected
	chaired time.Time               // when a chair was last here, or somebody who may be one

	hears   Captions
	matched matched
	told    map[string]bool // the languages of the channels of which those who run the meeting know how they do
	here    []string        // the keys of who is there, as readers have them
}

// present publishes who is there, if it is time, and returns when it is again.
func (r *Room) present(f *feeds, s *meeting.State) time.Time {
	p, now := &r.presenter, time.Now()
	if again := p.last.Add(presenceEvery); now.Before(again) {
		return again
	}
	p.last = now
	tabs, whole := p.tabs.Tabs(r.id)
	value := p.count(s, tabs, now)
	value.Whole = whole
	r.notice(f, s, whole)
	r.attend(s, tabs, whole)
	inside := encodePresence(value)
	maps.Copy(inside, r.people(s))
	maps.Copy(inside, r.match(s))
	f.presence[meeting.Room].Publish(inside)
	staff := r.health()
	maps.Copy(staff, inside)
	staff[NeedsKey] = r.needs(s)
	f.presence[meeting.StaffRoom].Publish(staff)
	value.Others += len(p.seen)
	if !r.private() { // under the Rule even a number may tell
		f.presence[meeting.Public].Publish(encodePresence(value))
	}
	return now.Add(presenceEvery)
}

// people are those who are there and known, each by themselves; who has left is taken away.
func (r *Room) people(s *meeting.State) map[string]json.RawMessage {
	set := make(map[string]json.RawMessage)
	for _, key := range r.here {
		set[key] = nil
	}
	r.here = r.here[:0]
	chairs := r.chairNames(s)
	for person := range r.seen {
		me := r.showMe(s, person)
		poses := !me.Roles.Has(meeting.Staff|meeting.Owner) && chairs[folded(me.Name)] // P7
		key := PresentKey(person)
		r.here = append(r.here, key)
		set[key] = encoded(wire.Present{Person: person, Name: me.Name, Body: r.known[person].Body, Roles: me.Roles, Guest: poses})
	}
	return set
}

// PresentKey is what clients call the value that says that somebody is there.
func PresentKey(p meeting.Person) string { return "present/" + string(p) }

// health is how the channels of captions do; one that is not open here any more is taken away.
func (r *Room) health() map[string]json.RawMessage {
	set := make(map[string]json.RawMessage)
	for lang := range r.told {
		set[HealthKey(lang)] = nil
	}
	r.told = make(map[string]bool)
	for lang, value := range r.hears.Health(r.id) {
		r.told[lang] = true
		set[HealthKey(lang)] = value
	}
	return set
}

// HealthKey is what clients call the value that says how the captions in a language do.
func HealthKey(lang string) string { return "health/" + lang }

// count counts who is there; those who may speak, and are known, it notes as seen.
func (p *presenter) count(s *meeting.State, tabs []presence.Tab, now time.Time) wire.Presence {
	var value wire.Presence
	silent := make(map[meeting.Person]bool)
	for _, t := range tabs {
		switch roles := s.Roles(t.Person); {
		case t.Person == meeting.House && t.Class == presence.Observer:
			value.Observers++
		case t.Person == meeting.House:
			value.Others++
		case roles == 0: // was removed
		case roles == meeting.Observer:
			silent[t.Person] = true
		default:
			p.seen[t.Person] = now
		}
	}
	value.Observers += len(silent)
	for person, at := range p.seen {
		if now.Sub(at) >= absence || s.Roles(person) == 0 {
			delete(p.seen, person)
		}
	}
	return value
}

func encodePresence(value wire.Presence) map[string]json.RawMessage {
	return map[string]json.RawMessage{PresenceFeed: encoded(value)}
}

func encoded(value any) json.RawMessage {
	b, err := json.Marshal(value)
	if err != nil {
		panic("room: who is there does not marshal: " + err.Error()) // a bug of ours
	}
	return b
}

// private reports whether outsiders are told no names, as the feeds have it; so it is while
// the meeting is not read yet.
func (r *Room) private() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.plan.Private || r.plan.Stage == ""
}

// Tab is what is to be known of a connection of somebody with these roles. Under the Rule
// who it is leaves this node in no form.
func (r *Room) Tab(p meeting.Person, roles meeting.Roles) presence.Tab {
	t := presence.Tab{Person: p, Class: presence.Speaker, Private: r.private(), Since: time.Now()}
	switch {
	case roles.Has(meeting.Staff | meeting.Owner):
		t.Class = presence.Staff
	case roles == 0 || roles == meeting.Observer:
		t.Class = presence.Observer
	}
	return t
}
