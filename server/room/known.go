package room

import (
	"context"
	"log/slog"
	"maps"
	"time"

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

// knows is who and what may be identified now. It runs in the ledger's goroutine.
func (r *Room) knows(s *meeting.State) Known {
	r.reloadCards() // also of who is there and does nothing
	r.learn(s)
	k := Known{Cards: maps.Clone(r.known), Lang: "en", Spellings: make(map[meeting.Person][]string)}
	r.mu.Lock()
	k.Bodies = r.plan.Bodies
	r.mu.Unlock()
	if lang := r.Language(); lang != "" {
		k.Lang = lang
	}
	for _, label := range r.hears.Labels(r.id) {
		if p, _ := r.named(s, label); p != meeting.House {
			k.Spellings[p] = append(k.Spellings[p], label)
		}
	}
	return k
}

// Outside reports whether those outside may follow what is captioned now.
func (r *Room) Outside() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.plan.Outside
}

// cardsWait bounds how long the room waits for names.
const cardsWait = 2 * time.Second

// forgetful has the room know nobody any more once its record is published, so that no memory has
// their names either.
func (r *Room) forgetful(published bool) {
	if r.over = published; published {
		r.known, r.matched = nil, matched{}
	}
}

// reloadCards reads the names of the people who have come.
func (r *Room) reloadCards() {
	if err := r.readCards(); err != nil {
		slog.Error("names cannot be read", "err", err)
	}
}

// readCards is reloadCards for who cannot do without them.
func (r *Room) readCards() error {
	if r.over {
		return nil // they are deleted, if not yet
	}
	ctx, cancel := context.WithTimeout(context.Background(), cardsWait)
	defer cancel()
	cards, err := r.cards(ctx, r.id)
	if err == nil {
		r.known = cards
	}
	return err
}
