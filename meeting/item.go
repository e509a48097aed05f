package meeting

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// A Link leads from an item to a document.
type Link struct {
	Title string `json:"title"` // empty: the address stands for itself
	URL   string `json:"url"`   // http or https
}

// Bounds of what an item says beyond its title.
const (
	maxPresenters = 20
	maxPresenter  = 80 // characters
	maxLinks      = 20
	maxURL        = 2 << 10
)

// EditItem changes what an item says of itself (A2). What is absent stays as it is, so two
// people who change two things do not undo each other's.
type EditItem struct {
	Item        Seq         `json:"item"`
	Title       *string     `json:"title,omitempty"`
	Kind        *Kind       `json:"kind,omitempty"`
	Minutes     *int        `json:"minutes,omitempty"`
	Visibility  *Visibility `json:"visibility,omitempty"`
	Presenters  *[]string   `json:"presenters,omitempty"`  // as they should be read out
	Description *string     `json:"description,omitempty"` // Markdown
	Links       *[]Link     `json:"links,omitempty"`
}

func (c EditItem) decide(s *State, _ Asked) ([]Event, error) {
	item := at(s.items, c.Item)
	if item == nil {
		return nil, ErrUnknown
	}
	if c == (EditItem{Item: c.Item}) {
		return unchanged(c.Item)
	}
	if err := c.clean(); err != nil {
		return nil, err
	}
	if err := ItemEdited(c).on(*item).check(); err != nil {
		return nil, err
	}
	return []Event{ItemEdited(c)}, nil
}

// clean replaces the texts of c by the way they are kept.
func (c *EditItem) clean() (err error) {
	if c.Title != nil {
		title, err := cleanTitle(*c.Title)
		if err != nil {
			return err
		}
		c.Title = &title
	}
	if c.Description != nil {
		text, err := cleanOptional(*c.Description, maxText)
		if err != nil {
			return err
		}
		c.Description = &text
	}
	if c.Presenters != nil {
		names, err := cleanPresenters(*c.Presenters)
		if err != nil {
			return err
		}
		c.Presenters = &names
	}
	if c.Links != nil {
		links, err := cleanLinks(*c.Links)
		if err != nil {
			return err
		}
		c.Links = &links
	}
	return nil
}

func cleanPresenters(names []string) ([]string, error) {
	if len(names) > maxPresenters {
		return nil, refuse("An item has at most 20 presenters.")
	}
	cleaned := slices.Clone(names)
	for i, name := range names {
		var err error
		if cleaned[i], err = cleanTitle(name); err != nil {
			return nil, err
		}
		if utf8.RuneCountInString(cleaned[i]) > maxPresenter {
			return nil, ErrTooLong
		}
	}
	return cleaned, nil
}

func cleanLinks(links []Link) ([]Link, error) {
	if len(links) > maxLinks {
		return nil, refuse("An item has at most 20 links.")
	}
	cleaned := slices.Clone(links)
	for i, l := range links {
		title, err := cleanOptional(l.Title, maxNote)
		if err != nil {
			return nil, err
		}
		address, err := CleanURL(l.URL)
		if err != nil {
			return nil, err
		}
		cleaned[i] = Link{title, address}
	}
	return cleaned, nil
}

// check refuses an item that cannot be on an agenda.
func (i Item) check() error {
	switch {
	case !slices.Contains(kindsOfItem, i.Kind):
		return refuse("An item is one of adoption, information, discussion, decision, statement, review, aob, break.")
	case i.Minutes < 1 || i.Minutes > maxMinutes:
		return refuse("An item takes from 1 to 600 minutes.")
	case !slices.Contains(visibilities, i.Visibility):
		return refuse("An item is visible to one of public, present, chair.")
	}
	return nil
}

// ItemEdited records what an item says of itself from now on; what is absent stays.
type ItemEdited EditItem

func (e ItemEdited) apply(s *State, en Entry) {
	item := at(s.items, e.Item)
	if item == nil {
		return
	}
	if e.Visibility != nil && *e.Visibility != item.Visibility {
		s.anew = en.Seq // what was shown is to be hidden, or the other way round
	}
	if e.Title != nil || e.Kind != nil || e.Minutes != nil {
		s.amend(item)
	}
	*item = e.on(*item)
	if e.Links != nil {
		item.Links = posted(item.Links, *e.Links, en.At)
	}
	item.Changed = en.Seq
}

// on is item as e has it, but for its links.
func (e ItemEdited) on(item Item) Item {
	set(&item.Title, e.Title)
	set(&item.Kind, e.Kind)
	set(&item.Minutes, e.Minutes)
	set(&item.Visibility, e.Visibility)
	set(&item.Presenters, e.Presenters)
	set(&item.Description, e.Description)
	return item
}

// set sets what to value, if there is one.
func set[T any](what, value *T) {
	if value != nil {
		*what = *value
	}
}

// What becomes of the items below one that is removed.
const (
	ChildrenRemove = "remove" // they go too
	ChildrenLift   = "lift"   // they move up to where it was
)

// RemoveItem takes an item off the agenda (A5). Children says what becomes of the items
// below it, if there are any: nobody removes them unasked. What the meeting has dealt with
// stays, because the minutes speak of it.
type RemoveItem struct {
	Item     Seq    `json:"item"`
	Children string `json:"children,omitempty"` // remove or lift
}

func (c RemoveItem) decide(s *State, _ Asked) ([]Event, error) {
	if at(s.items, c.Item) == nil {
		return nil, ErrUnknown
	}
	from, to := s.branch(c.Item)
	switch c.Children {
	case ChildrenRemove:
	case ChildrenLift:
		to = from + 1
	case "":
		if to > from+1 {
			return nil, refuse("There are items below this one: say whether they are to go too (remove) or to move up (lift).")
		}
	default:
		return nil, refuse("Children is one of remove, lift.")
	}
	for _, item := range s.items[from:to] {
		if item.ID == s.current {
			return nil, ErrItemCurrent
		}
		if s.dealtWith(item) {
			return nil, ErrDealtWith
		}
	}
	return []Event{ItemRemoved(c)}, nil
}

// dealtWith reports whether the meeting has been at an item, or its minutes name it.
func (s *State) dealtWith(item Item) bool {
	return !item.Began.IsZero() ||
		slices.ContainsFunc(s.notes, func(n Note) bool { return n.Item == item.ID && !n.Retracted }) ||
		slices.ContainsFunc(s.decisions, func(d Decision) bool { return d.Item == item.ID }) ||
		slices.ContainsFunc(s.actions, func(a Action) bool { return a.Item == item.ID })
}

// ItemRemoved records that an item is off the agenda, with those below it or without.
type ItemRemoved RemoveItem

func (e ItemRemoved) apply(s *State, en Entry) {
	from, to := s.branch(e.Item)
	if from < 0 {
		return
	}
	if gone := s.items[from]; e.Children == ChildrenLift {
		for i := from + 1; i < to; i++ {
			if s.items[i].Parent == gone.ID {
				s.items[i].Parent, s.items[i].Rule = gone.Parent, cmp.Or(s.items[i].Rule, gone.Rule)
			}
			s.items[i].Visibility = narrower(s.items[i].Visibility, gone.Visibility)
		}
		to = from + 1
	}
	if slices.ContainsFunc(s.items[from:to], func(i Item) bool { return i.Changed > 0 }) {
		s.anew = en.Seq // what it said beyond its title is to be taken away
	}
	for _, i := range s.items[from:to] {
		delete(s.parked, i.ID) // who waited since a meeting before waits no more
	}
	s.items = slices.Delete(s.items, from, to)
}
