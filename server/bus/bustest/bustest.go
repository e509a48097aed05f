// Package bustest checks that a [bus.Bus] keeps its promises. Every implementation's test
// is one call of [Run].
package bustest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/convener/server/bus"
	"example.org/convener/server/journal"
)

// soon bounds how long what should come may take on a busy machine.
const soon = 20 * time.Second

// Run tests buses that open returns: one more node of the same nodes with each call.
func Run(t *testing.T, open func(t *testing.T) bus.Bus) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, a, b *Node)
	}{
		{"a hint reaches the others, and not oneself", hint},
		{"a text reaches the others as it was", text},
		{"of two hints the later one arrives", later},
		{"what is too long is not said", tooLong},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, Start(t, open(t)), Start(t, open(t))) })
	}
	t.Run("nobody waits for a bus that does not run", func(t *testing.T) {
		b := open(t)
		for range 1000 {
			b.Ring(bus.Hint{Stream: "s"})
			b.Say("topic", []byte("text"))
		}
	})
}

// A Node is a bus that runs, and what it has heard.
type Node struct {
	bus.Bus
	t      *testing.T
	mu     sync.Mutex
	heard  []string
	moved  chan struct{} // has something when something came
	missed int
}

// Start runs b until the test ends, and returns when it is connected.
func Start(t *testing.T, b bus.Bus) *Node {
	t.Helper()
	n := &Node{Bus: b, t: t, moved: make(chan struct{}, 1)}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		b.Run(ctx, bus.Listener{
			Moved:  func(h bus.Hint) { n.note(fmt.Sprint(h.Stream, " ", h.At.Epoch, " ", h.At.Seq)) },
			Heard:  func(topic string, text []byte) { n.note(topic + ": " + string(text)) },
			Missed: func() { n.note("missed") },
		})
	})
	t.Cleanup(func() { cancel(); running.Wait() })
	n.Await("it is connected", func() bool { return n.Missed() > 0 })
	return n
}

func (n *Node) note(what string) {
	n.mu.Lock()
	if what == "missed" {
		n.missed++
	} else {
		n.heard = append(n.heard, what)
	}
	n.mu.Unlock()
	select {
	case n.moved <- struct{}{}:
	default:
	}
}

// Missed is how often the node was told that something may have been lost.
func (n *Node) Missed() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.missed
}

// Heard reports whether the node has heard what.
func (n *Node) Heard(what string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return strings.Contains(strings.Join(n.heard, "\n")+"\n", what+"\n")
}

// Await waits until is, which what says in words.
func (n *Node) Await(what string, is func() bool) {
	n.t.Helper()
	late := time.After(soon)
	for !is() {
		select {
		case <-n.moved:
		case <-late:
			n.t.Fatal("not so in time: ", what)
		}
	}
}

func at(seq uint64) bus.Hint {
	return bus.Hint{Stream: "meeting/m", At: journal.Position{Epoch: 7, Seq: seq}}
}

func hint(t *testing.T, a, b *Node) {
	a.Ring(at(41))
	b.Await("the other hears the hint", func() bool { return b.Heard("meeting/m 7 41") })
	b.Ring(at(42)) // comes after one's own would have
	a.Await("and answers", func() bool { return a.Heard("meeting/m 7 42") })
	if a.Heard("meeting/m 7 41") {
		t.Error("a node hears its own hint")
	}
}

func text(t *testing.T, a, b *Node) {
	words := "one line\nand another \x00 \xff"
	a.Say("captions", []byte(words))
	b.Await("the other hears the text", func() bool { return b.Heard("captions: " + words) })
	b.Say("captions", []byte("back"))
	a.Await("and answers", func() bool { return a.Heard("captions: back") })
	if a.Heard("captions: " + words) {
		t.Error("a node hears its own text")
	}
}

func later(_ *testing.T, a, b *Node) {
	for seq := range uint64(500) {
		a.Ring(at(seq))
	}
	b.Await("the last hint", func() bool { return b.Heard("meeting/m 7 499") })
}

func tooLong(t *testing.T, a, b *Node) {
	a.Say("captions", make([]byte, bus.MaxText+1))
	a.Say("captions", []byte("short"))
	b.Await("what is short enough", func() bool { return b.Heard("captions: short") })
	if b.Heard(string(make([]byte, 9))) {
		t.Error("too long a text came")
	}
}
