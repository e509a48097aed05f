// Package memory is a bus between nodes of one process, for tests of several nodes.
package memory

import (
	"context"
	"sync"

	"example.org/convener/server/bus"
)

// A Hub connects nodes. It is safe for concurrent use.
type Hub struct {
	mu    sync.Mutex
	nodes map[*node]bool // those that run
}

// maxWaiting bounds what waits for one node; more than that is lost.
const maxWaiting = 256

// Node returns the bus of one more node.
func (h *Hub) Node() bus.Bus { return &node{hub: h, inbox: make(chan message, maxWaiting)} }

type node struct {
	hub   *Hub
	inbox chan message
}

// A message is a hint, or a text if it has a topic.
type message struct {
	hint  bus.Hint
	topic string
	text  []byte
}

// Ring implements [bus.Bus].
func (n *node) Ring(h bus.Hint) { n.send(message{hint: h}) }

// Say implements [bus.Bus].
func (n *node) Say(topic string, text []byte) {
	if len(text) <= bus.MaxText {
		n.send(message{topic: topic, text: append([]byte(nil), text...)})
	}
}

func (n *node) send(m message) {
	n.hub.mu.Lock()
	defer n.hub.mu.Unlock()
	for other := range n.hub.nodes {
		if other == n {
			continue
		}
		for sent := false; !sent; {
			select {
			case other.inbox <- m:
				sent = true
			default: // what has waited longest is lost
				select {
				case <-other.inbox:
				default:
				}
			}
		}
	}
}

// Run implements [bus.Bus].
func (n *node) Run(ctx context.Context, l bus.Listener) {
	n.join(true)
	defer n.join(false)
	l.Missed()
	for {
		select {
		case m := <-n.inbox:
			if m.topic != "" {
				l.Heard(m.topic, m.text)
			} else {
				l.Moved(m.hint)
			}
		case <-ctx.Done():
			return
		}
	}
}

func (n *node) join(on bool) {
	n.hub.mu.Lock()
	defer n.hub.mu.Unlock()
	if n.hub.nodes == nil {
		n.hub.nodes = make(map[*node]bool)
	}
	if delete(n.hub.nodes, n); on {
		n.hub.nodes[n] = true
	}
}
