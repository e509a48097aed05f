// Package catalogue knows the meetings of the group by title, time and stage: what the
// public list says, without opening a meeting. It follows the meetings with the stream
// "group"; if it misses a change it learns of it when the meeting is opened next.
package catalogue

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
)

const stream journal.Stream = "group"

// A Listing is what the public list says of a meeting.
type Listing struct {
	ID     uuid.UUID     `json:"id"`
	Title  string        `json:"title"`
	Starts time.Time     `json:"starts"`
	Stage  meeting.Stage `json:"stage"`
	Rule   meeting.Rule  `json:"rule"`

	Series    string       `json:"series,omitempty"`
	Mode      meeting.Mode `json:"mode,omitempty"`
	Place     string       `json:"place,omitempty"`
	Revised   int          `json:"revised,omitempty"` // how often what a calendar has of it was changed
	Cancelled bool         `json:"cancelled,omitempty"`
	Minutes   int          `json:"minutes,omitempty"` // planned, by the public agenda

	Circulated bool `json:"circulated,omitempty"` // everybody can read the minutes of what was said
}

// A Catalogue is the list of meetings. Its methods may be called from any goroutine.
type Catalogue struct {
	ledger *ledger.Ledger[list, Listing]

	mu      sync.Mutex
	offered map[uuid.UUID]Listing // last, by meeting
	fresh   []Listing             // offered and not yet kept
	bell    chan struct{}
}

// New returns the catalogue in j, which works once [Catalogue.Run] is called.
func New(j journal.Journal) *Catalogue {
	return &Catalogue{
		ledger: ledger.New(ledger.Options[list, Listing]{
			Stream: stream, Journal: j, Fresh: func() list { return make(list) },
		}),
		offered: make(map[uuid.UUID]Listing),
		bell:    make(chan struct{}, 1),
	}
}

// Run keeps the catalogue until ctx ends.
func (c *Catalogue) Run(ctx context.Context) error {
	var keeping sync.WaitGroup
	defer keeping.Wait()
	keeping.Go(func() { c.keepOffered(ctx) })
	return c.ledger.Run(ctx)
}

// Watched is the catalogue's ledger, for [ledger.Watch].
func (c *Catalogue) Watched() ledger.Watched { return c.ledger }

// Offer says what the public may know of a meeting. It never waits.
func (c *Catalogue) Offer(l Listing) {
	if l.Title == "" || !c.isNew(l) { // without a title it is not made yet
		return
	}
	select {
	case c.bell <- struct{}{}:
	default:
	}
}

// isNew reports whether l says something new, and notes it.
func (c *Catalogue) isNew(l Listing) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.offered[l.ID] == l {
		return false
	}
	c.offered[l.ID] = l
	c.fresh = append(c.fresh, l)
	return true
}

// keepOffered has the journal keep what is offered.
func (c *Catalogue) keepOffered(ctx context.Context) {
	for {
		select {
		case <-c.bell:
		case <-ctx.Done():
			return
		}
		for _, l := range c.takeFresh() {
			if err := c.Keep(ctx, l); err != nil && ctx.Err() == nil {
				slog.Error("the list of meetings falls behind", "err", err)
			}
		}
	}
}

func (c *Catalogue) takeFresh() []Listing {
	c.mu.Lock()
	defer c.mu.Unlock()
	fresh := c.fresh
	c.fresh = nil
	return fresh
}

// Keep lists a meeting, and returns when that is safe.
func (c *Catalogue) Keep(ctx context.Context, l Listing) error {
	_, err := c.ledger.Do(ctx, ledger.Ask[Listing]{Want: l})
	return err
}

// All are the meetings, the latest first.
func (c *Catalogue) All(ctx context.Context) (all []Listing, err error) {
	err = c.ledger.Look(ctx, func(l list) { all = slices.Collect(maps.Values(l)) })
	slices.SortFunc(all, func(a, b Listing) int {
		return cmp.Or(b.Starts.Compare(a.Starts), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return all, err
}

// list is the state of the stream.
type list map[uuid.UUID]Listing

const kindListed = "meeting_listed" // the only kind of entry in the stream, for ever

type body struct {
	Kind string  `json:"kind"`
	Data Listing `json:"data"`
}

// Clone implements [ledger.State].
func (l list) Clone() list { return maps.Clone(l) }

// Decide implements [ledger.State].
func (l list) Decide(a ledger.Ask[Listing], _ time.Time) ([]journal.Entry, error) {
	if was, ok := l[a.Want.ID]; ok && was == a.Want {
		return nil, nil
	}
	b, err := json.Marshal(body{kindListed, a.Want})
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	return []journal.Entry{{Body: b}}, nil
}

// Apply implements [ledger.State].
func (l list) Apply(e journal.Entry) error {
	var b body
	if err := json.Unmarshal(e.Body, &b); err != nil {
		return fmt.Errorf("catalogue: an entry is not JSON: %w", err)
	}
	if b.Kind != kindListed {
		return fmt.Errorf("catalogue: unknown kind of entry %q", b.Kind)
	}
	l[b.Data.ID] = b.Data
	return nil
}

// Answer implements [ledger.State].
func (l list) Answer(e journal.Entry) uint64 { return e.Seq }
