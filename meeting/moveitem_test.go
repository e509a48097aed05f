package meeting

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// outline tells the agenda: "1 A, 1.1 C, 2 B".
func outline(s *State) string {
	words := make([]string, len(s.items))
	for i, number := range numbers(s.items) {
		words[i] = number + " " + s.items[i].Title
	}
	return strings.Join(words, ", ")
}

func TestMovingItems(t *testing.T) { // A4
	add := func(title string, parent Seq) ask {
		return ask{chair, AddItem{Title: title, Kind: "discussion", Minutes: 5, Parent: parent}}
	}
	log := play(t, planned(t), add("C", 0), add("D", itemB))
	c, d := last(log)-1, last(log)
	deep := play(t, log, add("E", d))
	to := func(item, parent, after Seq) MoveItem { return MoveItem{item, &parent, &after} }
	moved := func(item, parent, after Seq) []Event { return []Event{ItemMoved{item, parent, after}} }
	judged(t, []rule{
		{"behind a sibling", log, chair, to(itemA, 0, itemB), moved(itemA, 0, itemB), nil},
		{"to the first place", log, secretary, to(c, 0, 0), moved(c, 0, 0), nil},
		{"to the last place, below where it was", log, chair, MoveItem{Item: itemA}, moved(itemA, 0, c), nil},
		{"below another", log, chair, MoveItem{Item: itemA, Parent: new(itemB)}, moved(itemA, itemB, d), nil},
		{"where it is", log, chair, to(itemB, 0, itemA), []Event{Unchanged{last(log)}}, nil},
		{"where it is, in other words", log, chair, MoveItem{Item: c}, []Event{Unchanged{last(log)}}, nil},
		{"not below itself", log, chair, MoveItem{Item: itemB, Parent: new(itemB)}, nil, malformed},
		{"nor below what is below it", log, chair, MoveItem{Item: itemB, Parent: new(d)}, nil, malformed},
		{"not after itself", log, chair, to(itemB, 0, itemB), nil, ErrMovedAway},
		{"not after what is elsewhere by now", log, chair, to(itemA, 0, d), nil, ErrMovedAway},
		{"not too deep, with what is below it", deep, chair, MoveItem{Item: itemB, Parent: new(itemA)}, nil, malformed},
		{"as deep as may be", deep, chair, MoveItem{Item: d, Parent: new(itemA)}, moved(d, itemA, 0), nil},
		{"what is not there", log, chair, MoveItem{Item: 99}, nil, ErrUnknown},
		{"below what is not there", log, chair, MoveItem{Item: itemA, Parent: new(Seq(99))}, nil, ErrUnknown},
	})
	becomes(t, []outcome{
		{"it takes along what is below it", play(t, deep, ask{chair, to(itemB, 0, 0)}), outline, "1 B, 1.1 D, 1.1.1 E, 2 A, 3 C"},
		{"down, past what is below another", play(t, deep, ask{chair, to(itemA, 0, itemB)}), outline, "1 B, 1.1 D, 1.1.1 E, 2 A, 3 C"},
		{"in", play(t, log, ask{chair, MoveItem{Item: c, Parent: new(itemB)}}), outline, "1 A, 2 B, 2.1 D, 2.2 C"},
		{"out", play(t, log, ask{chair, to(d, 0, itemB)}), outline, "1 A, 2 B, 3 D, 4 C"},
		{"first below another", play(t, log, ask{chair, to(c, itemB, 0)}), outline, "1 A, 2 B, 2.1 C, 2.2 D"},
	})
}

// A3: what comes out from under a hidden item, or goes below one, is shown anew.
func TestMovingShowsAnew(t *testing.T) {
	log := play(t, planned(t),
		ask{chair, EditItem{Item: itemB, Visibility: new(VisibleChair)}},
		ask{chair, AddItem{Title: "Open secret", Kind: "aob", Minutes: 5, Description: "Told to all."}})
	secret := last(log)
	under := play(t, log, ask{chair, MoveItem{Item: secret, Parent: new(itemB)}})
	back := play(t, under, ask{chair, MoveItem{Item: secret, Parent: new(Seq(0))}})
	for _, log := range [][]Entry{under, back} {
		if s := replay(log); s.Anew() != s.Seq() {
			t.Errorf("moved by entry %d, anew since %d", s.Seq(), s.Anew())
		}
	}
	if v := shown(t, replay(under), Room); strings.Contains(v, "Open secret") || strings.Contains(v, "Told to all") {
		t.Errorf("the room sees what is below a hidden item: %s", v)
	}
	if v := shown(t, replay(back), Public); !strings.Contains(v, "Told to all") {
		t.Errorf("nobody sees what came back: %s", v)
	}
}

// Whoever moves what, in whatever order the wishes come: numbers are right, no item gets
// lost, and the current one stays.
func TestMovesKeepTheAgenda(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		s := replay(underWay(t))
		wish := func(c Command) {
			if events, err := Decide(s, c, asked(s, chair)); err == nil {
				entries(s, chair, events)
			}
		}
		for n := range 12 {
			wish(AddItem{Title: fmt.Sprint(n), Kind: "discussion", Minutes: 5, Parent: pick(s.items, s, rng.IntN(40))})
		}
		count, current := len(s.items), s.current
		for range 80 {
			wish(moveItem(s, chair, rng.IntN(256)))
			checkOutline(t, s)
			if len(s.items) != count || s.current != current || at(s.items, current).State != ItemCurrent {
				t.Fatalf("%d items of %d, current %d, was %d", len(s.items), count, s.current, current)
			}
		}
	}
}

// checkOutline checks that items stand below their parents, in the order that their numbers
// say, no more than three levels deep.
func checkOutline(t *testing.T, s *State) {
	t.Helper()
	var path []Seq // the item above, and the one above it
	count := map[Seq]int{}
	for i, number := range numbers(s.items) {
		item := s.items[i]
		for len(path) > 0 && path[len(path)-1] != item.Parent {
			path = path[:len(path)-1]
		}
		if item.Parent != 0 && len(path) == 0 || len(path) >= maxDepth {
			t.Fatalf("%s is not below %d: %s", number, item.Parent, outline(s))
		}
		count[item.Parent]++
		path = append(path, item.ID)
		if want := fmt.Sprint(count[item.Parent]); number[strings.LastIndex(number, ".")+1:] != want || strings.Count(number, ".") != len(path)-1 {
			t.Fatalf("%s should be the %s at level %d: %s", number, want, len(path), outline(s))
		}
	}
	ids := make([]Seq, len(s.items))
	for i, item := range s.items {
		ids[i] = item.ID
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != len(s.items) {
		t.Fatalf("an item is there twice: %s", outline(s))
	}
}
