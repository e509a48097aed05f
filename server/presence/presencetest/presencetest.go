// Package presencetest checks that a [presence.Presence] keeps its promises. Every
// implementation's test is one call of [Run].
package presencetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/server/presence"
)

const (
	soon   = 20 * time.Second // how long what should come may take on a busy machine
	glance = 10 * time.Millisecond
)

// Run tests presences that open returns: one more node of the same nodes with each call.
// One node may be all there are.
func Run(t *testing.T, open func(t *testing.T) presence.Presence) {
	a := Start(t, open(t))
	b := Start(t, open(t))
	for _, test := range []struct {
		name string
		run  func(t *testing.T, a, b presence.Presence)
	}{
		{"who comes is there, and who leaves is not", comeAndLeave},
		{"each tab counts for itself", tabs},
		{"who is there is there in one meeting", apart},
		{"nobody else learns who is there privately", private},
		{"nobody learns any more who is there when they are hidden", hidden},
		{"leaving twice is leaving once", twice},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, a, b) })
	}
}

// Start runs p until the test ends.
func Start(t *testing.T, p presence.Presence) presence.Presence {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { p.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	return p
}

// Sees waits until p sees exactly these tabs, whole, in words as of [Words].
func Sees(t *testing.T, p presence.Presence, id uuid.UUID, want ...string) {
	t.Helper()
	slices.Sort(want)
	var got []string
	for began := time.Now(); time.Since(began) < soon; time.Sleep(glance) {
		tabs, whole := p.Tabs(id)
		if got = Words(tabs); whole && slices.Equal(got, want) {
			return
		}
	}
	t.Fatalf("sees %v, want %v", got, want)
}

// Words tells tabs: "ann/speaker", "/observer".
func Words(tabs []presence.Tab) []string {
	words := make([]string, len(tabs))
	for i, tab := range tabs {
		words[i] = fmt.Sprintf("%s/%s", string(tab.Person), tab.Class)
	}
	slices.Sort(words)
	return words
}

var ann = presence.Tab{Person: "ann", Class: presence.Speaker}

func comeAndLeave(t *testing.T, a, b presence.Presence) {
	id := uuid.New()
	Sees(t, b, id)
	leave := a.Enter(id, ann)
	Sees(t, a, id, "ann/speaker")
	Sees(t, b, id, "ann/speaker")
	leave()
	Sees(t, a, id)
	Sees(t, b, id)
}

func tabs(t *testing.T, a, b presence.Presence) {
	id := uuid.New()
	first := a.Enter(id, ann)
	t.Cleanup(a.Enter(id, ann))
	t.Cleanup(b.Enter(id, ann))
	Sees(t, b, id, "ann/speaker", "ann/speaker", "ann/speaker")
	first()
	Sees(t, b, id, "ann/speaker", "ann/speaker")
	Sees(t, a, id, "ann/speaker", "ann/speaker")
}

func apart(t *testing.T, a, b presence.Presence) {
	id, other := uuid.New(), uuid.New()
	t.Cleanup(a.Enter(id, ann))
	t.Cleanup(b.Enter(other, presence.Tab{Class: presence.Observer}))
	Sees(t, b, id, "ann/speaker")
	Sees(t, a, other, "/observer")
}

func private(t *testing.T, a, b presence.Presence) {
	id := uuid.New()
	t.Cleanup(a.Enter(id, presence.Tab{Person: "ann", Class: presence.Speaker, Private: true}))
	Sees(t, a, id, "ann/speaker")
	if a != b {
		Sees(t, b, id, "/speaker")
	}
}

func hidden(t *testing.T, a, b presence.Presence) {
	id, other := uuid.New(), uuid.New()
	t.Cleanup(a.Enter(id, ann))
	t.Cleanup(a.Enter(other, ann))
	Sees(t, b, id, "ann/speaker")
	a.Hide(id)
	Sees(t, a, id, "ann/speaker")
	Sees(t, b, other, "ann/speaker")
	if a != b {
		Sees(t, b, id, "/speaker")
	}
}

func twice(t *testing.T, a, b presence.Presence) {
	id := uuid.New()
	leave := a.Enter(id, ann)
	t.Cleanup(b.Enter(id, ann))
	leave()
	leave()
	Sees(t, b, id, "ann/speaker")
}
