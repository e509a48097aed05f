package meeting

import (
	"slices"
	"time"
)

// maxID is how long the id of a meeting may be, in bytes.
const maxID = 64

// AddItem puts an item on the agenda: after a sibling, or last among its siblings. Once the
// agenda is adopted it reads as added since (A10).
type AddItem struct {
	Title      string     `json:"title"`
	Kind       Kind       `json:"kind"`
	Minutes    int        `json:"minutes"`
	Parent     Seq        `json:"parent,omitempty"`
	After      Seq        `json:"after,omitempty"`
	Visibility Visibility `json:"visibility,omitempty"`

	Presenters  []string `json:"presenters,omitempty"`
	Description string   `json:"description,omitempty"` // Markdown
	Links       []Link   `json:"links,omitempty"`
	Approves    string   `json:"approves,omitempty"` // the id of the meeting whose minutes it is about (M9)
}

func (c AddItem) decide(s *State, _ Asked) ([]Event, error) {
	c, err := c.cleaned()
	switch {
	case err != nil:
		return nil, err
	case len(s.items) >= maxItems:
		return nil, ErrFullAgenda
	case c.Parent != 0 && at(s.items, c.Parent) == nil:
		return nil, ErrUnknown
	case c.Parent != 0 && s.depth(c.Parent) >= maxDepth:
		return nil, ErrTooDeep
	}
	if sibling := at(s.items, c.After); c.After != 0 && (sibling == nil || sibling.Parent != c.Parent) {
		return nil, ErrUnknown
	}
	return []Event{ItemAdded(c)}, nil
}

// cleaned is c as it is kept, or a refusal.
func (c AddItem) cleaned() (_ AddItem, err error) {
	if c.Title, err = cleanTitle(c.Title); err != nil {
		return c, err
	}
	if c.Visibility == "" {
		c.Visibility = VisiblePublic
	}
	if err := (Item{Kind: c.Kind, Minutes: c.Minutes, Visibility: c.Visibility}).check(); err != nil {
		return c, err
	}
	if c.Description, err = cleanOptional(c.Description, maxText); err != nil {
		return c, err
	}
	if c.Presenters, err = cleanPresenters(c.Presenters); err != nil {
		return c, err
	}
	if c.Approves, err = cleanOptional(c.Approves, maxID); err != nil {
		return c, err
	}
	c.Links, err = cleanLinks(c.Links)
	return c, err
}

// ItemAdded records an item of the agenda; the item's id is the entry's.
type ItemAdded AddItem

func (e ItemAdded) apply(s *State, en Entry) { s.insert(e.item(en), e.After) }

// item is what e makes.
func (e ItemAdded) item(en Entry) Item {
	i := Item{
		ID: en.Seq, Title: e.Title, Kind: e.Kind, Minutes: e.Minutes, Parent: e.Parent, Visibility: e.Visibility,
		State: ItemPending, Presenters: e.Presenters, Description: e.Description, Links: posted(nil, e.Links, en.At),
		Approves: e.Approves,
	}
	if len(i.Presenters) > 0 || i.Description != "" || len(i.Links) > 0 {
		i.Changed = en.Seq
	}
	return i
}

// insert puts an item on the agenda.
func (s *State) insert(i Item, after Seq) {
	if !s.adopted.IsZero() {
		i.Amended = AmendedAdded
	}
	s.items = slices.Insert(s.items, s.place(i.Parent, after, false), i)
}

// posted are links as documents: those that were there keep their time.
func posted(had []Document, links []Link, now time.Time) []Document {
	var out []Document
	for _, l := range links {
		d := Document{Link: l, Posted: now}
		if i := slices.IndexFunc(had, func(h Document) bool { return h.URL == l.URL }); i >= 0 {
			d.Posted = had[i].Posted
		}
		out = append(out, d)
	}
	return out
}
