// Package presence knows who is connected to which meeting, on this node and, as far as
// others say, on theirs (P6). It tells what is so, never what is allowed: nothing is
// decided by it.
package presence

import (
	"context"
	"maps"
	"sync"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
)

// A Class is what somebody present may do, in so few words that it says of nobody who it is.
type Class string

// The classes.
const (
	Staff    Class = "staff"
	Speaker  Class = "speaker"
	Observer Class = "observer" // also the public
)

// A Tab is one connection of somebody to a meeting. A person may have several.
type Tab struct {
	Person  meeting.Person `json:"person,omitempty"` // empty: nobody may know more than the class
	Class   Class          `json:"class"`
	Private bool           `json:"-"` // the person is known on this node only, and stored nowhere
	Since   time.Time      `json:"-"` // when it was made; zero of another node's
}

// A Presence knows the tabs of meetings. It is safe for concurrent use. Package
// presencetest has the promises as tests.
type Presence interface {
	// Enter notes a tab until leave is called, once. Neither waits.
	Enter(id uuid.UUID, t Tab) (leave func())

	// Hide has nobody who is in a meeting be known beyond this node any more, but for what they
	// may do. Tabs that are made later say so themselves. It does not wait.
	Hide(id uuid.UUID)

	// Tabs are the tabs of a meeting, in no order. whole is false while other nodes' may be missing.
	Tabs(id uuid.UUID) (tabs []Tab, whole bool)

	// Run keeps in touch with the other nodes until ctx ends.
	Run(ctx context.Context)
}

// Local is the presence of one node. The zero Local is ready to use.
type Local struct {
	mu   sync.Mutex
	tabs map[uuid.UUID]map[uuid.UUID]Tab // by meeting, and by an id that says nothing
}

// Enter implements [Presence].
func (l *Local) Enter(id uuid.UUID, t Tab) (leave func()) {
	_, leave = l.Add(id, t)
	return leave
}

// Add is Enter, and tells the id of the tab.
func (l *Local) Add(id uuid.UUID, t Tab) (tab uuid.UUID, leave func()) {
	tab = uuid.New()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.tabs == nil {
		l.tabs = make(map[uuid.UUID]map[uuid.UUID]Tab)
	}
	if l.tabs[id] == nil {
		l.tabs[id] = make(map[uuid.UUID]Tab)
	}
	l.tabs[id][tab] = t
	return tab, func() { l.drop(id, tab) }
}

func (l *Local) drop(id, tab uuid.UUID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if delete(l.tabs[id], tab); len(l.tabs[id]) == 0 {
		delete(l.tabs, id)
	}
}

// Hide implements [Presence].
func (l *Local) Hide(id uuid.UUID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for tab, t := range l.tabs[id] {
		t.Private = true
		l.tabs[id][tab] = t
	}
}

// Meetings are the meetings that somebody is present in.
func (l *Local) Meetings() []uuid.UUID {
	l.mu.Lock()
	defer l.mu.Unlock()
	ids := make([]uuid.UUID, 0, len(l.tabs))
	for id := range l.tabs {
		ids = append(ids, id)
	}
	return ids
}

// ByID are the tabs of a meeting by their ids.
func (l *Local) ByID(id uuid.UUID) map[uuid.UUID]Tab {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.tabs[id])
}

// Tabs implements [Presence].
func (l *Local) Tabs(id uuid.UUID) (tabs []Tab, whole bool) {
	for _, t := range l.ByID(id) {
		tabs = append(tabs, t)
	}
	return tabs, true
}

// Run implements [Presence].
func (l *Local) Run(ctx context.Context) { <-ctx.Done() }
