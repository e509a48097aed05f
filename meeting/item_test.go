package meeting

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestEditingItems(t *testing.T) { // A2
	open := underWay(t)
	edited := func(e ItemEdited) []Event { return []Event{e} }
	links := []Link{{"Draft", "https://example.org/draft?v=2"}}
	judged(t, []rule{
		{"a title, without the space around it", open, secretary, EditItem{Item: itemB, Title: new(" Budget ")}, edited(ItemEdited{Item: itemB, Title: new("Budget")}), nil},
		{"who presents it", open, chair, EditItem{Item: itemB, Presenters: new([]string{" Ann  Lee"})}, edited(ItemEdited{Item: itemB, Presenters: new([]string{"Ann Lee"})}), nil},
		{"how long it takes", open, chair, EditItem{Item: itemB, Minutes: new(45)}, edited(ItemEdited{Item: itemB, Minutes: new(45)}), nil},
		{"what it is about", open, chair, EditItem{Item: itemB, Description: new("*Why*\n")}, edited(ItemEdited{Item: itemB, Description: new("*Why*")}), nil},
		{"its documents", open, chair, EditItem{Item: itemB, Links: &links}, edited(ItemEdited{Item: itemB, Links: &links}), nil},
		{"nothing at all", open, chair, EditItem{Item: itemB}, []Event{Unchanged{itemB}}, nil},
		{"an item that is not there", open, chair, EditItem{Item: 99, Minutes: new(1)}, nil, ErrUnknown},
		{"no title", open, chair, EditItem{Item: itemB, Title: new(" ")}, nil, ErrEmpty},
		{"a kind there is not", open, chair, EditItem{Item: itemB, Kind: new(Kind("party"))}, nil, malformed},
		{"no time at all", open, chair, EditItem{Item: itemB, Minutes: new(0)}, nil, malformed},
		{"an audience there is not", open, chair, EditItem{Item: itemB, Visibility: new(Visibility("me"))}, nil, malformed},
		{"a presenter without a name", open, chair, EditItem{Item: itemB, Presenters: new([]string{""})}, nil, ErrEmpty},
		{"a name that is a speech", open, chair, EditItem{Item: itemB, Presenters: new([]string{strings.Repeat("a", maxPresenter+1)})}, nil, ErrTooLong},
		{"a crowd of presenters", open, chair, EditItem{Item: itemB, Presenters: new(make([]string, maxPresenters+1))}, nil, malformed},
		{"a link that runs a script", open, chair, EditItem{Item: itemB, Links: new([]Link{{"x", "javascript:alert(1)"}})}, nil, malformed},
		{"a link that leads nowhere", open, chair, EditItem{Item: itemB, Links: new([]Link{{"x", "https:draft"}})}, nil, malformed},
		{"a description that is too long", open, chair, EditItem{Item: itemB, Description: new(strings.Repeat("a", maxText+1))}, nil, ErrTooLong},
	})

	two := play(t, open, ask{chair, EditItem{Item: itemB, Title: new("Budget")}}, ask{secretary, EditItem{Item: itemB, Minutes: new(45)}})
	said := play(t, two, ask{chair, EditItem{Item: itemB, Presenters: new([]string{"Ann"}), Links: &links}})
	becomes(t, []outcome{
		{"two who edit one item do not undo each other", two, func(s *State) string {
			i := at(s.items, itemB)
			return fmt.Sprint(i.Title, " ", i.Minutes, " ", i.Kind)
		}, "Budget 45 decision"},
		{"what it says beyond its title is a value of its own", said, func(s *State) string {
			return fmt.Sprint(Show(s, Public, 0)["item/3"])
		}, "{3 [Ann]  [{{Draft https://example.org/draft?v=2} started}]}"},
		{"an item that says nothing has none", two, func(s *State) string { return fmt.Sprint(Show(s, Public, 0)["item/3"]) }, "<nil>"},
		{"who presents is who speaks: outsiders do not learn it under the Rule", said, func(s *State) string {
			s.rule, s.sealed = ChathamHouse, true
			return fmt.Sprint(Show(s, Public, 0)["item/3"])
		}, "{3  [{{Draft https://example.org/draft?v=2} started}]}"},
	})
}

// A3: whatever was shown before an item was hidden is to be forgotten, and what was hidden
// comes when it is shown.
func TestHidingShowsAnew(t *testing.T) {
	noted := play(t, underWay(t), ask{secretary, AddNote{Text: "About B.", Item: itemB}})
	hidden := replay(play(t, noted, ask{chair, EditItem{Item: itemB, Visibility: new(VisibleChair)}}))
	if hidden.Anew() != hidden.Seq() {
		t.Errorf("hidden by entry %d, anew since %d", hidden.Seq(), hidden.Anew())
	}
	if v := shown(t, hidden, Room); strings.Contains(v, "About B.") {
		t.Errorf("the room sees %s", v)
	}
	same := replay(play(t, noted, ask{chair, EditItem{Item: itemB, Minutes: new(5)}}, ask{chair, EditItem{Item: itemB, Visibility: new(VisiblePublic)}}))
	if same.Anew() != 0 {
		t.Errorf("nothing was hidden, but all is anew since %d", same.Anew())
	}
}

func TestRemovingItems(t *testing.T) { // A5
	open := underWay(t)
	sub := play(t, open, ask{chair, AddItem{Title: "b", Kind: "discussion", Minutes: 5, Parent: itemB}})
	b := last(sub)
	tree := play(t, sub, ask{chair, AddItem{Title: "x", Kind: "discussion", Minutes: 5, Parent: b, Visibility: VisiblePresent}},
		ask{chair, AddItem{Title: "C", Kind: "aob", Minutes: 5}})
	onSub := play(t, sub, ask{chair, StartItem{b, itemA}})
	noted := play(t, sub, ask{secretary, AddNote{Text: "Later.", Item: b}})
	judged(t, []rule{
		{"one that nobody needs", open, secretary, RemoveItem{Item: itemB}, []Event{ItemRemoved{Item: itemB}}, nil},
		{"the one under discussion", open, chair, RemoveItem{Item: itemA}, nil, ErrItemCurrent},
		{"the one above it, with all below", onSub, chair, RemoveItem{itemB, ChildrenRemove}, nil, ErrItemCurrent},
		{"the one above it, but not it", onSub, chair, RemoveItem{itemB, ChildrenLift}, []Event{ItemRemoved{itemB, ChildrenLift}}, nil},
		{"one with items below it: what of those?", sub, chair, RemoveItem{Item: itemB}, nil, malformed},
		{"they go too", sub, chair, RemoveItem{itemB, ChildrenRemove}, []Event{ItemRemoved{itemB, ChildrenRemove}}, nil},
		{"they move up", sub, chair, RemoveItem{itemB, ChildrenLift}, []Event{ItemRemoved{itemB, ChildrenLift}}, nil},
		{"something else becomes of them", sub, chair, RemoveItem{itemB, "hide"}, nil, malformed},
		{"one that was discussed", onSub, chair, RemoveItem{Item: itemA}, nil, ErrDealtWith},
		{"one that the minutes speak of", noted, chair, RemoveItem{Item: b}, nil, ErrDealtWith},
		{"with one below it that they speak of", noted, chair, RemoveItem{itemB, ChildrenRemove}, nil, ErrDealtWith},
		{"a line that was taken back does not hold it", play(t, noted, ask{secretary, RetractNote{last(noted)}}), chair, RemoveItem{Item: b}, []Event{ItemRemoved{Item: b}}, nil},
		{"one that is not there", open, chair, RemoveItem{Item: 99}, nil, ErrUnknown},
	})
	becomes(t, []outcome{
		{"all below are gone", play(t, tree, ask{chair, RemoveItem{itemB, ChildrenRemove}}), agendaTree, "1 A, 2 C"},
		{"those below are where it was, and numbered so", play(t, tree, ask{chair, RemoveItem{itemB, ChildrenLift}}), agendaTree, "1 A, 2 b, 2.1 x, 3 C"},
		{"one level moves up, the rest stays below", play(t, tree, ask{chair, RemoveItem{b, ChildrenLift}}), agendaTree, "1 A, 2 B, 2.1 x, 3 C"},
	})
	hidden := replay(play(t, tree, ask{chair, EditItem{Item: itemB, Visibility: new(VisibleChair)}}, ask{chair, RemoveItem{itemB, ChildrenLift}}))
	if v := Show(hidden, Room, 0)["agenda"]; reflect.ValueOf(v).Len() != 2 {
		t.Errorf("what was below a hidden item shows itself: %v", v)
	}
}

// agendaTree tells the agenda.
func agendaTree(s *State) string {
	words := make([]string, len(s.items))
	for i, number := range numbers(s.items) {
		words[i] = number + " " + s.items[i].Title
	}
	return strings.Join(words, ", ")
}
