package server

import (
	"context"
	"sync"

	"example.org/convener/meeting"
)

// clients knows the connection of each client that names itself, so that a newer one can
// replace one whose end nobody has noticed yet. It is safe for concurrent use.
type clients struct {
	mu   sync.Mutex
	live map[clientKey]*context.CancelCauseFunc
}

type clientKey struct {
	person meeting.Person
	client string
}

func newClients() *clients { return &clients{live: make(map[clientKey]*context.CancelCauseFunc)} }

// replace ends the older connection of the same client, and forgets the new one when the
// returned function is called.
func (c *clients) replace(p meeting.Person, client string, end context.CancelCauseFunc) (forget func()) {
	if client == "" || p == meeting.House { // of the public nobody knows who is who
		return func() {}
	}
	key := clientKey{p, client}
	c.mu.Lock()
	defer c.mu.Unlock()
	if older := c.live[key]; older != nil {
		(*older)(farewell{closeReplaced, "a newer connection of this client"})
	}
	c.live[key] = &end
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.live[key] == &end {
			delete(c.live, key)
		}
	}
}
