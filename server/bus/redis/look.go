package redis

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"example.org/convener/server/presence"
)

// look finds out who is on the other nodes, and whether Redis still has what this node
// said.
func (p *Presence) look(ctx context.Context) error {
	timed, cancel := context.WithTimeout(ctx, opWait)
	defer cancel()
	ids := p.wanted()
	sets := make(map[uuid.UUID]*redis.StringSliceCmd, len(ids))
	renewals := make(map[uuid.UUID]*redis.BoolCmd)
	var flag *redis.StringCmd
	renew := time.Since(p.renewed) > renewEvery
	_, err := p.client.redis.Pipelined(timed, func(pipe redis.Pipeliner) error {
		pipe.SetNX(timed, canary, uuid.NewString(), 0)
		flag = pipe.Get(timed, canary)
		for _, id := range ids {
			sets[id] = pipe.SMembers(timed, nodes(id))
		}
		for _, id := range p.Meetings() {
			if renew {
				renewals[id] = pipe.Expire(timed, p.hash(id), lease)
				pipe.Expire(timed, nodes(id), roomLease)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	p.rebuild(flag.Val(), renewals)
	if renew {
		p.renewed = time.Now()
	}
	return p.read(timed, sets)
}

// rebuild has everything said anew that Redis has forgotten.
func (p *Presence) rebuild(flag string, renewals map[uuid.UUID]*redis.BoolCmd) {
	forgotten := flag != p.flag
	p.flag = flag
	p.mu.Lock()
	defer p.mu.Unlock()
	if forgotten {
		for _, id := range p.Meetings() {
			p.whole[id] = true
		}
	}
	for id, kept := range renewals {
		if !kept.Val() {
			p.whole[id] = true
		}
	}
}

// wanted are the meetings that this node is to know about.
func (p *Presence) wanted() []uuid.UUID {
	ids := p.Meetings()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range ids {
		delete(p.asked, id)
	}
	for id, at := range p.asked {
		if time.Since(at) > interest {
			delete(p.asked, id)
			continue
		}
		ids = append(ids, id)
	}
	return ids
}

// read reads what the nodes in sets say of their rooms.
func (p *Presence) read(ctx context.Context, sets map[uuid.UUID]*redis.StringSliceCmd) error {
	hashes := make(map[uuid.UUID][]*redis.MapStringStringCmd)
	_, err := p.client.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for id, set := range sets {
			for _, node := range set.Val() {
				if node != p.client.node {
					hashes[id] = append(hashes[id], pipe.HGetAll(ctx, hashOf(id, node)))
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	others := make(map[uuid.UUID][]presence.Tab)
	for id, said := range hashes {
		for _, hash := range said {
			for _, field := range hash.Val() {
				var t presence.Tab
				if json.Unmarshal([]byte(field), &t) == nil { // else a later release's
					others[id] = append(others[id], t)
				}
			}
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.others, p.seen = others, time.Now()
	return nil
}
