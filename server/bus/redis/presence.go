package redis

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"example.org/convener/server/presence"
)

const (
	// lease is how long a node's people are believed to be there without word from it.
	lease = 45 * time.Second
	// renewEvery is how often a node says that its people are there.
	renewEvery = 15 * time.Second
	// roomLease outlives the nodes' leases: the set of nodes that a room is open on.
	roomLease = 2 * time.Minute
	// look is how often a node asks who is on the others: what Redis has forgotten is said
	// again at the next look, and read by the others at theirs, within 2 s together.
	look = 800 * time.Millisecond
	// interest is how long a node asks about a meeting after it was asked about it.
	interest = time.Minute
	// parting is how long people stay after their node has stopped: they are on their way
	// to another.
	parting = 15 * time.Second
	// canary is a value that is lost with everything else, and then tells so.
	canary = "cv:canary"
)

// A Presence is a [presence.Presence] over all nodes. For each room and node there is one
// hash with a lease, which only its node writes.
type Presence struct {
	presence.Local
	client *Client
	bell   chan struct{}

	mu      sync.Mutex // no I/O under it
	changed map[uuid.UUID]map[uuid.UUID]bool
	whole   map[uuid.UUID]bool // rooms to be written whole
	asked   map[uuid.UUID]time.Time
	others  map[uuid.UUID][]presence.Tab // as of seen
	seen    time.Time

	// The rest belongs to Run.
	flag    string // the canary's last value
	renewed time.Time
}

// NewPresence returns the presence in c.
func NewPresence(c *Client) *Presence {
	return &Presence{
		client: c, bell: make(chan struct{}, 1), changed: make(map[uuid.UUID]map[uuid.UUID]bool),
		whole: make(map[uuid.UUID]bool), asked: make(map[uuid.UUID]time.Time), others: make(map[uuid.UUID][]presence.Tab),
	}
}

// Enter implements [presence.Presence].
func (p *Presence) Enter(id uuid.UUID, t presence.Tab) (leave func()) {
	tab, drop := p.Add(id, t)
	p.change(id, tab)
	return func() { drop(); p.change(id, tab) }
}

// Hide implements [presence.Presence].
func (p *Presence) Hide(id uuid.UUID) {
	p.Local.Hide(id)
	p.mu.Lock()
	p.whole[id] = true
	p.mu.Unlock()
	p.ring()
}

func (p *Presence) change(id, tab uuid.UUID) {
	p.mu.Lock()
	if p.changed[id] == nil {
		p.changed[id] = make(map[uuid.UUID]bool)
	}
	p.changed[id][tab] = true
	p.mu.Unlock()
	p.ring()
}

// ring has Run write what has changed.
func (p *Presence) ring() {
	select {
	case p.bell <- struct{}{}:
	default:
	}
}

// Tabs implements [presence.Presence].
func (p *Presence) Tabs(id uuid.UUID) (tabs []presence.Tab, whole bool) {
	tabs, _ = p.Local.Tabs(id)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked[id] = time.Now()
	age := time.Since(p.seen)
	if age > lease {
		return tabs, false
	}
	return append(tabs, p.others[id]...), age < 3*look
}

// Run implements [presence.Presence].
func (p *Presence) Run(ctx context.Context) {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-p.bell:
			err = p.write(ctx)
		case <-tick.C:
			if err = p.look(ctx); err == nil {
				err = p.write(ctx)
			}
		case <-ctx.Done():
			p.part()
			return
		}
		if err != nil {
			pause(ctx, respite)
		}
	}
}

// take is what has changed since it was written: of some rooms the tabs, of others all.
func (p *Presence) take() (changed map[uuid.UUID]map[uuid.UUID]bool, whole map[uuid.UUID]bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	changed, whole = p.changed, p.whole
	p.changed, p.whole = make(map[uuid.UUID]map[uuid.UUID]bool), make(map[uuid.UUID]bool)
	return changed, whole
}

// write tells Redis what has changed on this node.
func (p *Presence) write(ctx context.Context) error {
	changed, whole := p.take()
	if len(changed) == 0 && len(whole) == 0 {
		return nil
	}
	timed, cancel := context.WithTimeout(ctx, opWait)
	defer cancel()
	_, err := p.client.redis.TxPipelined(timed, func(tx redis.Pipeliner) error {
		for id := range whole {
			delete(changed, id)
			tx.Del(timed, p.hash(id))
			p.put(timed, tx, id, p.ByID(id))
		}
		for id, tabs := range changed {
			there, now := make(map[uuid.UUID]presence.Tab), p.ByID(id)
			for tab := range tabs {
				if t, ok := now[tab]; ok {
					there[tab] = t
				} else {
					tx.HDel(timed, p.hash(id), tab.String())
				}
			}
			p.put(timed, tx, id, there)
		}
		return nil
	})
	if err == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for id := range changed {
		p.whole[id] = true // nobody knows what of it has arrived
	}
	for id := range whole {
		p.whole[id] = true
	}
	return err
}

// put adds tabs to what this node says of a room.
func (p *Presence) put(ctx context.Context, tx redis.Pipeliner, id uuid.UUID, tabs map[uuid.UUID]presence.Tab) {
	if len(tabs) == 0 {
		return
	}
	fields := make(map[string]any, len(tabs))
	for tab, t := range tabs {
		if t.Private {
			t.Person = ""
		}
		b, err := json.Marshal(t)
		if err != nil {
			panic("bus/redis: a tab does not marshal: " + err.Error()) // a bug of ours
		}
		fields[tab.String()] = b
	}
	tx.HSet(ctx, p.hash(id), fields)
	tx.Expire(ctx, p.hash(id), lease)
	tx.SAdd(ctx, nodes(id), p.client.node)
	tx.Expire(ctx, nodes(id), roomLease)
}

// nodes is the set of nodes that a room is open on, hash what this one says of it. The
// braces keep a room's keys together in a cluster.
func nodes(id uuid.UUID) string               { return "cv:{" + id.String() + "}:pn" }
func (p *Presence) hash(id uuid.UUID) string  { return hashOf(id, p.client.node) }
func hashOf(id uuid.UUID, node string) string { return "cv:{" + id.String() + "}:p:" + node }

// part leaves the people of this node there for a moment: they come back on another.
func (p *Presence) part() {
	ctx, cancel := context.WithTimeout(context.Background(), opWait)
	defer cancel()
	_, _ = p.client.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error { // a lease ends also without
		for _, id := range p.Meetings() {
			pipe.Expire(ctx, p.hash(id), parting)
		}
		return nil
	})
}
