package redis

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"example.org/convener/server/bus"
	"example.org/convener/server/journal"
)

// The channels. All names begin alike, so that one rule of access covers them.
const (
	hintChannel = "cv:hint"
	sayChannel  = "cv:say"
	probePrefix = "cv:probe:" // and the node: what it says to itself
)

const (
	// probeEvery is how often a node says something to itself: a Redis that answers but
	// delivers nothing is noticed only so.
	probeEvery = time.Second
	// silence is how long a node that hears nothing, not even itself, believes in its
	// connection.
	silence = 3 * time.Second
	// maxSaid bounds the texts that wait to be sent; the oldest are lost first.
	maxSaid = 256
)

// A Bus is a [bus.Bus] through Redis.
type Bus struct {
	client *Client
	up     atomic.Bool // the node hears itself

	mu    sync.Mutex // no I/O under it
	hints map[journal.Stream]journal.Position
	said  []string
	bell  chan struct{}
}

// NewBus returns the bus through c.
func NewBus(c *Client) *Bus {
	return &Bus{client: c, hints: make(map[journal.Stream]journal.Position), bell: make(chan struct{}, 1)}
}

// Up reports whether the node is connected to the others.
func (b *Bus) Up() bool { return b.up.Load() }

// Ring implements [bus.Bus]. Of several hints about a stream only the last is sent.
func (b *Bus) Ring(h bus.Hint) {
	b.mu.Lock()
	b.hints[h.Stream] = h.At
	b.mu.Unlock()
	b.wake()
}

// Say implements [bus.Bus].
func (b *Bus) Say(topic string, text []byte) {
	if len(text) > bus.MaxText {
		return
	}
	sealed := b.client.node + "\n" + topic + "\n" + string(b.client.seal.Close(topic, text))
	b.mu.Lock()
	if b.said = append(b.said, sealed); len(b.said) > maxSaid {
		b.said = b.said[1:]
	}
	b.mu.Unlock()
	b.wake()
}

func (b *Bus) wake() {
	select {
	case b.bell <- struct{}{}:
	default:
	}
}

// Run implements [bus.Bus].
func (b *Bus) Run(ctx context.Context, l bus.Listener) {
	var sending sync.WaitGroup
	sending.Go(func() { b.send(ctx) })
	for ctx.Err() == nil {
		err := b.listen(ctx, l)
		if b.up.Swap(false) && ctx.Err() == nil {
			slog.Warn("Redis is away: other nodes' news comes a second later, and who is there may be incomplete", "err", err)
		}
		pause(ctx, 50*time.Millisecond+rand.N(200*time.Millisecond))
	}
	sending.Wait()
}

// pause waits for d, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// send publishes what waits, until ctx ends.
func (b *Bus) send(ctx context.Context) {
	probe := time.NewTicker(probeEvery)
	defer probe.Stop()
	for {
		probing := false
		select {
		case <-b.bell:
		case <-probe.C:
			probing = true
		case <-ctx.Done():
			return
		}
		if err := b.publish(ctx, probing); err != nil {
			pause(ctx, respite)
		}
	}
}

// publish sends what waits. What cannot be sent is lost.
func (b *Bus) publish(ctx context.Context, probing bool) error {
	b.mu.Lock()
	hints, said := b.hints, b.said
	b.hints, b.said = make(map[journal.Stream]journal.Position), nil
	b.mu.Unlock()
	timed, cancel := context.WithTimeout(ctx, opWait)
	defer cancel()
	_, err := b.client.redis.Pipelined(timed, func(p redis.Pipeliner) error {
		for s, at := range hints {
			p.Publish(timed, hintChannel, fmt.Sprintf("%s %s %d %d", b.client.node, s, at.Epoch, at.Seq))
		}
		for _, text := range said {
			p.Publish(timed, sayChannel, text)
		}
		if probing {
			p.Publish(timed, probePrefix+b.client.node, "")
		}
		return nil
	})
	return err
}

// listen hears the other nodes until the connection fails, or seems to. The library does
// not notice a connection that is half open; hence our own deadline.
func (b *Bus) listen(ctx context.Context, l bus.Listener) error {
	sub := b.client.redis.Subscribe(ctx, hintChannel, sayChannel, probePrefix+b.client.node)
	defer func() { _ = sub.Close() }()
	stop := context.AfterFunc(ctx, func() { _ = sub.Close() }) // or ctx would be noticed after a silence
	defer stop()
	confirmed := 0
	for {
		m, err := sub.ReceiveTimeout(ctx, silence)
		if err != nil {
			return err
		}
		switch m := m.(type) {
		case *redis.Subscription:
			if confirmed++; confirmed == 3 {
				l.Missed()
			}
		case *redis.Message:
			if !b.up.Swap(true) {
				slog.Info("Redis connects this node to the others")
			}
			b.hear(l, m)
		}
	}
}

// hear passes on what another node said.
func (b *Bus) hear(l bus.Listener, m *redis.Message) {
	switch m.Channel {
	case hintChannel:
		f := strings.Fields(m.Payload)
		if len(f) != 4 || f[0] == b.client.node {
			return
		}
		epoch, err1 := strconv.ParseUint(f[2], 10, 64)
		seq, err2 := strconv.ParseUint(f[3], 10, 64)
		if err1 == nil && err2 == nil {
			l.Moved(bus.Hint{Stream: journal.Stream(f[1]), At: journal.Position{Epoch: epoch, Seq: seq}})
		}
	case sayChannel:
		node, rest, _ := strings.Cut(m.Payload, "\n")
		topic, sealed, _ := strings.Cut(rest, "\n")
		if node == b.client.node {
			return
		}
		if text, err := b.client.seal.Open(topic, []byte(sealed)); err == nil {
			l.Heard(topic, text)
		}
	}
}
