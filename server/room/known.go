package room

import (
	"context"
	"maps"

	"example.org/convener/meeting"
	"example.org/convener/server/roster"
)

// Known is who and what may be identified in what is said in a meeting.
type Known struct {
	Cards     map[meeting.Person]roster.Card
	Spellings map[meeting.Person][]string // how captioners have spelt people
	Bodies    []string
	Lang      string // of what is said
}

// Known is as Known says, now.
func (r *Room) Known(ctx context.Context) (k Known, err error) {
	err = r.ledger.Look(ctx, func(l law) { k = r.knows(l.State) })
	return k, err
}

// knows is Known. It runs in the ledger's goroutine.
func (r *Room) knows(s *meeting.State) Known {
	r.reloadCards() // also of who is there and does nothing
	r.learn(s)
	k := Known{Cards: maps.Clone(r.known), Lang: "en", Spellings: make(map[meeting.Person][]string)}
	if m, ok := meeting.Show(s, meeting.Public, s.Seq())["meeting"].(meeting.MeetingValue); ok {
		if k.Bodies = m.Bodies; len(m.Channels) > 0 {
			k.Lang = m.Channels[0].Lang
		}
	}
	for _, label := range r.hears.Labels(r.id) {
		if p, _ := r.named(s, label); p != meeting.House {
			k.Spellings[p] = append(k.Spellings[p], label)
		}
	}
	return k
}

// Outside reports whether those outside may follow what is captioned now without what
// identifies a person: the meeting is under the Rule, and on. To an open meeting they come in.
func (r *Room) Outside() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.plan.Private && r.plan.Stage == meeting.Started && r.plan.Rule != meeting.OffRecord
}
