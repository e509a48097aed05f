package meeting

import (
	"fmt"
	"testing"
	"time"
)

// R1, A3, T-27: what was said belongs to the item that was under discussion, and to the one
// before for half a minute more.
func TestSpoken(t *testing.T) {
	log := later(t, underWay(t), time.Minute, ask{secretary, AddItem{Title: "C", Kind: "discussion", Minutes: 5}})
	itemC := last(log)
	log = later(t, log, 2*time.Minute, ask{secretary, EditItem{Item: itemB, Visibility: new(VisiblePresent)}}, ask{chair, SetRule{ChathamHouse, itemB}})
	log = later(t, log, 10*time.Minute, ask{chair, StartItem{Item: itemB, After: itemA}})
	log = later(t, log, 20*time.Minute, ask{chair, StartItem{Item: itemC, After: itemB}})
	s := replay(log)
	for _, tt := range []struct {
		from, to     time.Duration
		item         Seq
		told, public bool
	}{
		{5 * time.Minute, 6 * time.Minute, itemA, true, true},
		{9*time.Minute + 50*time.Second, 9*time.Minute + 55*time.Second, itemA, false, true}, // near the Rule
		{9*time.Minute + 50*time.Second, 11 * time.Minute, itemA, false, false},              // and into the hidden item
		{12 * time.Minute, 13 * time.Minute, itemB, false, false},
		{20*time.Minute + 10*time.Second, 21 * time.Minute, itemC, false, false}, // captions lag
		{20*time.Minute + 40*time.Second, 21 * time.Minute, itemC, true, true},
		{-time.Minute, -time.Minute, 0, true, true}, // before anything
	} {
		item, told, public := s.Spoken(noon.Add(tt.from), noon.Add(tt.to))
		if got, want := fmt.Sprint(item, told, public), fmt.Sprint(tt.item, tt.told, tt.public); got != want {
			t.Errorf("from %v to %v: %s, want %s", tt.from, tt.to, got, want)
		}
	}
}
