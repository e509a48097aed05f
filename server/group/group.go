// Package group keeps the group's document on this node: the law is that of package
// meeting/group, the stream is "group/settings".
package group

import (
	"context"
	"time"

	"example.org/convener/meeting/group"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
)

// stream is not "group", which lists the meetings: a release that knows no document must
// be able to read that.
const stream journal.Stream = "group/settings"

// Owner is who changes the document: the bearer of the admin token.
const Owner = "owner"

// A Group is the document on this node. Its methods may be called from any goroutine.
type Group struct {
	ledger *ledger.Ledger[law, group.SetGroup]
}

// New returns the document in j, which works once [Group.Run] is called.
func New(j journal.Journal) *Group {
	return &Group{ledger.New(ledger.Options[law, group.SetGroup]{
		Stream: stream, Journal: j, Fresh: func() law { return law{new(group.Document)} },
	})}
}

// Run keeps the document until ctx ends.
func (g *Group) Run(ctx context.Context) error { return g.ledger.Run(ctx) }

// Watched is the document's ledger, for [ledger.Watch].
func (g *Group) Watched() ledger.Watched { return g.ledger }

// Now is the document as this node knows it: a second behind another node's at most.
func (g *Group) Now(ctx context.Context) (d *group.Document, err error) {
	err = g.ledger.Look(ctx, func(l law) { d = l.Document.Clone() })
	return d, err
}

// Latest is the document with all that any node has changed.
func (g *Group) Latest(ctx context.Context) (*group.Document, error) {
	if err := g.ledger.CatchUp(ctx); err != nil {
		return nil, err
	}
	return g.Now(ctx)
}

// Set carries out c, and returns when it is safe. The error is a refusal, ctx's, or a fault.
func (g *Group) Set(ctx context.Context, c group.SetGroup) error {
	_, err := g.ledger.Do(ctx, ledger.Ask[group.SetGroup]{By: Owner, Want: c})
	return err
}

// law is the document as a ledger folds it.
type law struct{ *group.Document }

// Clone implements [ledger.State].
func (l law) Clone() law { return law{l.Document.Clone()} }

// Decide implements [ledger.State].
func (l law) Decide(a ledger.Ask[group.SetGroup], _ time.Time) ([]journal.Entry, error) {
	event, err := group.Decide(l.Document, a.Want)
	if event == nil || err != nil {
		return nil, err
	}
	b, err := group.Marshal(*event)
	return []journal.Entry{{Body: b}}, err
}

// Apply implements [ledger.State].
func (l law) Apply(e journal.Entry) error {
	event, err := group.Unmarshal(e.Body)
	if err != nil {
		return err
	}
	group.Apply(l.Document, event, e.At)
	return nil
}

// Answer implements [ledger.State].
func (l law) Answer(e journal.Entry) uint64 { return e.Seq }
