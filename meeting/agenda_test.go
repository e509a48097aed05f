package meeting

import (
	"fmt"
	"strings"
	"testing"
)

func TestAddingItems(t *testing.T) { // A1
	log := planned(t)
	sub := play(t, log, ask{chair, AddItem{Title: "A1", Kind: "discussion", Minutes: 5, Parent: itemA}})
	subsub := play(t, sub, ask{chair, AddItem{Title: "A1a", Kind: "discussion", Minutes: 5, Parent: last(sub)}})
	full := log
	for len(replay(full).items) < maxItems {
		full = play(t, full, ask{chair, AddItem{Title: "More", Kind: "aob", Minutes: 1}})
	}

	item := func(change func(*AddItem)) AddItem {
		c := AddItem{Title: "C", Kind: "discussion", Minutes: 5, Visibility: VisiblePublic}
		change(&c)
		return c
	}
	judged(t, []rule{
		{"visible to all if nothing else is said", log, secretary, AddItem{Title: " C\n", Kind: "aob", Minutes: 5}, []Event{ItemAdded{Title: "C", Kind: "aob", Minutes: 5, Visibility: VisiblePublic}}, nil},
		{"below another", log, chair, item(func(c *AddItem) { c.Parent = itemA }), []Event{ItemAdded(item(func(c *AddItem) { c.Parent = itemA }))}, nil},
		{"three levels deep", sub, chair, item(func(c *AddItem) { c.Parent = last(sub) }), []Event{ItemAdded(item(func(c *AddItem) { c.Parent = last(sub) }))}, nil},
		{"not four", subsub, chair, item(func(c *AddItem) { c.Parent = last(subsub) }), nil, malformed},
		{"not below what is not there", log, chair, item(func(c *AddItem) { c.Parent = 99 }), nil, ErrUnknown},
		{"not below what is no item", log, chair, item(func(c *AddItem) { c.Parent = 1 }), nil, ErrUnknown},
		{"after a sibling", log, chair, item(func(c *AddItem) { c.After = itemA }), []Event{ItemAdded(item(func(c *AddItem) { c.After = itemA }))}, nil},
		{"not after what is not there", log, chair, item(func(c *AddItem) { c.After = 99 }), nil, ErrUnknown},
		{"not after the child of another", sub, chair, item(func(c *AddItem) { c.After = last(sub) }), nil, ErrUnknown},
		{"not after an item that is no child of the parent", sub, chair, item(func(c *AddItem) { c.Parent, c.After = itemA, itemB }), nil, ErrUnknown},
		{"of a kind", log, chair, item(func(c *AddItem) { c.Kind = "party" }), nil, malformed},
		{"a minute at least", log, chair, item(func(c *AddItem) { c.Minutes = 0 }), nil, malformed},
		{"600 minutes at most", log, chair, item(func(c *AddItem) { c.Minutes = 601 }), nil, malformed},
		{"600 minutes will do", log, chair, item(func(c *AddItem) { c.Minutes = 600 }), []Event{ItemAdded(item(func(c *AddItem) { c.Minutes = 600 }))}, nil},
		{"visible to somebody", log, chair, item(func(c *AddItem) { c.Visibility = "nobody" }), nil, malformed},
		{"with a title", log, chair, item(func(c *AddItem) { c.Title = " " }), nil, ErrEmpty},
		{"not without end", full, chair, item(func(*AddItem) {}), nil, malformed},
	})
	for _, kind := range []Kind{"adoption", "information", "discussion", "decision", "statement", "review", "aob", "break"} {
		play(t, log, ask{chair, AddItem{Title: "C", Kind: kind, Minutes: 1}})
	}
}

func TestTitles(t *testing.T) {
	title := func(s string) AddItem { return AddItem{Title: s, Kind: "aob", Minutes: 1} }
	added := func(s string) []Event {
		return []Event{ItemAdded{Title: s, Kind: "aob", Minutes: 1, Visibility: VisiblePublic}}
	}
	log := planned(t)
	judged(t, []rule{
		{"200 characters", log, chair, title(strings.Repeat("x", 200)), added(strings.Repeat("x", 200)), nil},
		{"not 201", log, chair, title(strings.Repeat("x", 201)), nil, ErrTooLong},
		{"200 characters of any script", log, chair, title(strings.Repeat("會", 200)), added(strings.Repeat("會", 200)), nil},
		{"not 201 of any script", log, chair, title(strings.Repeat("會", 201)), nil, ErrTooLong},
		{"200 characters of four bytes", log, chair, title(strings.Repeat("🙂", 200)), added(strings.Repeat("🙂", 200)), nil},
		{"not 201 of four bytes", log, chair, title(strings.Repeat("🙂", 201)), nil, ErrTooLong},
		{"one line", log, chair, title("Any\n other\tbusiness"), added("Any other business"), nil},
		{"no control characters", log, chair, title("Any\x1b[2Jother"), nil, ErrBadText},
		{"no delete", log, chair, title("Any\x7fother"), nil, ErrBadText},
		{"no C1 control characters", log, chair, title("Any\u009bother"), nil, ErrBadText},
		{"no byte order mark inside", log, chair, title("Any\ufeffother"), nil, ErrBadText},
		{"no broken UTF-8", log, chair, title("Any\xffother"), nil, ErrBadText},
		{"no nothing", log, chair, title("\n\t "), nil, ErrEmpty},
	})
}

// A1: items number themselves, each level in its own.
func TestNumbers(t *testing.T) {
	log := planned(t)
	add := func(title string, parent, after Seq) {
		log = play(t, log, ask{chair, AddItem{Title: title, Kind: "discussion", Minutes: 1, Parent: parent, After: after}})
	}
	tree := func(want string) {
		t.Helper()
		var got []string
		items := replay(log).items
		for i, n := range numbers(items) {
			got = append(got, n+" "+items[i].Title)
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("got  %s\nwant %s", s, want)
		}
	}
	add("C", 0, 0)
	tree("1 A, 2 B, 3 C")
	add("a", itemA, 0)
	a := last(log)
	add("c", itemA, 0)
	tree("1 A, 1.1 a, 1.2 c, 2 B, 3 C")
	add("x", a, 0)
	add("y", a, 0)
	tree("1 A, 1.1 a, 1.1.1 x, 1.1.2 y, 1.2 c, 2 B, 3 C")
	add("b", itemA, a)
	tree("1 A, 1.1 a, 1.1.1 x, 1.1.2 y, 1.2 b, 1.3 c, 2 B, 3 C")
	add("A bis", 0, itemA)
	tree("1 A, 1.1 a, 1.1.1 x, 1.1.2 y, 1.2 b, 1.3 c, 2 A bis, 3 B, 4 C")
}

func TestStartingItems(t *testing.T) { // A8
	open := underWay(t)
	onB := play(t, open, ask{chair, StartItem{itemB, itemA}})
	back := play(t, onB, ask{chair, StartItem{itemA, itemB}})
	live := play(t, planned(t), ask{chair, StartMeeting{}}, ask{chair, AddItem{Title: "C", Kind: "aob", Minutes: 1}})
	judged(t, []rule{
		{"the next item", open, chair, StartItem{itemB, itemA}, []Event{ItemStarted{itemB}}, nil},
		{"two chairs at once: the second is told", onB, deputy, StartItem{itemB, itemA}, nil, ErrStale},
		{"another chair, who has seen the move and presses on at once", onB, deputy, StartItem{itemA, itemB}, nil, ErrJustMoved},
		{"the chair who moved may move on at once", onB, chair, StartItem{itemA, itemB}, []Event{ItemStarted{itemA}}, nil},
		{"four seconds later", lines(t, onB, 3), deputy, StartItem{itemA, itemB}, nil, ErrJustMoved},
		{"five seconds later it is another wish", lines(t, onB, 4), deputy, StartItem{itemA, itemB}, []Event{ItemStarted{itemA}}, nil},
		{"on old news", onB, chair, StartItem{itemA, itemA}, nil, ErrStale},
		{"as if there were none before", open, chair, StartItem{itemB, 0}, nil, ErrStale},
		{"the one that is current already", onB, chair, StartItem{itemB, itemB}, []Event{Unchanged{itemB}}, nil},
		{"one that is done, again", onB, chair, StartItem{itemA, itemB}, []Event{ItemStarted{itemA}}, nil},
		{"one that was added live", live, chair, StartItem{last(live), itemA}, []Event{ItemStarted{last(live)}}, nil},
		{"one that is not there", open, chair, StartItem{99, itemA}, nil, ErrUnknown},
		{"not before the start", planned(t), chair, StartItem{itemA, 0}, nil, ErrNotOpen},
		{"not after the end", play(t, open, ask{chair, EndMeeting{}}), chair, StartItem{itemB, 0}, nil, ErrEnded},
	})
	becomes(t, []outcome{
		{"the one before is done", onB, itemStates, "A done, B current"},
		{"an item that comes back is current again", back, itemStates, "A current, B done"},
		{"the end ends the item", play(t, back, ask{chair, EndMeeting{}}), itemStates, "A done, B done"},
		// A13: entries come each second
		{
			"what an item took is kept, over all its stretches", play(t, back, ask{secretary, AddNote{Text: "Again."}}, ask{chair, StartItem{itemB, itemA}}),
			func(s *State) string { return fmt.Sprint(at(s.items, itemA).Spent, " ", at(s.items, itemB).Spent) }, "5s 1s",
		},
	})
}

// itemStates tells how far the items have come.
func itemStates(s *State) string {
	states := make([]string, len(s.items))
	for i, item := range s.items {
		states[i] = item.Title + " " + string(item.State)
	}
	return strings.Join(states, ", ")
}

// lines is log with n lines of the minutes more, which take a second each.
func lines(t *testing.T, log []Entry, n int) []Entry {
	for range n {
		log = play(t, log, ask{secretary, AddNote{Text: "Words."}})
	}
	return log
}
