package meeting

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// No hand is lost or doubled under any interleaving of two chairs and ten people: whoever
// asked waits, speaks, has spoken, or went by the own wish or a chair's; and what a chair
// takes back brings back who waited, but for what people have done to their hands since.
func TestNoHandIsLost(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		book := register{up: map[Seq]Hand{}, past: map[Seq]Hand{}, gone: map[Seq]Hand{}, came: map[Seq]Hand{}}
		held10(t, rng, func(s *State, c Command, before *State) {
			book.enter(c, before, s)
			seen := make(map[Seq]Hand)
			for _, h := range s.queue.Hands {
				book.note(t, seen, h)
			}
			for _, turn := range []Turn{s.turn, s.held} {
				if turn.ID != 0 {
					book.note(t, seen, turn.Hand)
				}
			}
			if got, want := slices.Sorted(maps.Keys(seen)), slices.Sorted(maps.Keys(book.up)); !slices.Equal(got, want) {
				t.Fatalf("after %T%+v: there are %v, and should be %v", c, c, got, want)
			}
			book.most, book.undone = max(book.most, len(seen)), book.undone || isUndo(c)
		})
		if book.most < 3 || !book.undone {
			t.Fatalf("never more than %d hands, undone: %t", book.most, book.undone)
		}
	}
}

// A register is kept of the hands that should be up or speak.
type register struct {
	up         map[Seq]Hand
	past       map[Seq]Hand // before the last action of those who run the queue
	queue      []Hand       // that waited then
	gone, came map[Seq]Hand // since
	most       int
	undone     bool
}

// note notes a hand that is there, once.
func (b *register) note(t *testing.T, seen map[Seq]Hand, h Hand) {
	t.Helper()
	if _, twice := seen[h.ID]; twice {
		t.Fatalf("hand %d is there twice", h.ID)
	}
	seen[h.ID] = h
}

// enter enters what came of a wish, of which the log tells.
func (b *register) enter(c Command, before, after *State) {
	had := maps.Clone(b.up)
	switch c := c.(type) {
	case Undo:
		b.undo()
		return
	case RaiseHand:
		if h := at(after.queue.Hands, after.seq); h != nil {
			b.up[h.ID] = *h
		}
	case RestoreHand:
		if i := slices.IndexFunc(before.left, func(l leaver) bool { return l.hand.ID == c.Hand }); i >= 0 {
			b.up[c.Hand] = before.left[i].hand
		}
	case LowerHand:
		delete(b.up, c.Hand)
	case PutBack:
		b.ended(before, after)
		b.up[after.seq] = Hand{ID: after.seq}
	case EndTurn, CallNext, CallHand:
		b.ended(before, after)
	}
	if after.done.seq > before.seq {
		b.past, b.queue, b.gone, b.came = had, slices.Clone(before.queue.Hands), map[Seq]Hand{}, map[Seq]Hand{}
		return
	}
	for id, h := range had {
		if _, is := b.up[id]; !is {
			b.gone[id] = h
			delete(b.came, id)
		}
	}
	for id, h := range b.up {
		if _, was := had[id]; !was {
			b.came[id] = h
			delete(b.gone, id)
		}
	}
}

// ended strikes out the turns that have ended.
func (b *register) ended(before, after *State) {
	for _, sp := range after.spoken[len(before.spoken):] {
		delete(b.up, sp.Hand.ID)
	}
}

// undo takes the last action back.
func (b *register) undo() {
	b.up = maps.Clone(b.past)
	for id := range b.gone {
		delete(b.up, id)
	}
	for id, h := range b.came {
		waits := func(o Hand) bool { _, is := b.up[o.ID]; return is && o.Person == h.Person && o.Class == h.Class }
		if !slices.ContainsFunc(b.queue, waits) { // a person has one hand of a class
			b.up[id] = h
		}
	}
}

// isUndo reports whether a wish is to take something back.
func isUndo(c Command) bool { _, is := c.(Undo); return is }
