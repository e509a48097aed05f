package room_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
	"example.org/convener/server/room"
)

// agendaOn is the agenda as a reader on a node has it: "1 A 1.1 B".
func agendaOn(t *testing.T, r *room.Room) (out string, ids []meeting.Seq) {
	t.Helper()
	f, err := sit(t, r, "p-eva").Meeting()
	if err != nil {
		t.Fatal(err)
	}
	p, _ := read(t, f, feed.Cursor{})
	var agenda []meeting.ItemValue
	if err := json.Unmarshal(p.Set["agenda"], &agenda); err != nil {
		t.Fatal(err)
	}
	for _, item := range agenda {
		out += fmt.Sprintf("%s %s ", item.Number, item.Title)
		ids = append(ids, item.ID)
	}
	return out, ids
}

// A4: whoever moves what on which node at once, all nodes have one order in the end, and no
// item is lost.
func TestMovesConvergeOnAllNodes(t *testing.T) {
	bubble(t, func(t *testing.T, h house) {
		nodes := []*room.Room{h.meet(t, h.node(t), meeting.Open), enter(t, h.node(t), h.id), enter(t, h.node(t), h.id)}
		for n := range 9 {
			do(t, nodes[0], "p-chair", meeting.AddItem{Title: fmt.Sprint("Item ", n), Kind: "discussion", Minutes: 5})
		}
		pass(3 * time.Second)
		_, ids := agendaOn(t, nodes[0])
		moved := 0
		var counting sync.Mutex
		for round := range 10 {
			var chairs sync.WaitGroup
			for n, r := range nodes {
				chairs.Go(func() {
					rng := rand.New(rand.NewPCG(uint64(round), uint64(n)))
					for range 5 {
						c := meeting.MoveItem{Item: ids[rng.IntN(len(ids))]}
						if rng.IntN(2) == 0 {
							c.Parent = &[]meeting.Seq{0, ids[rng.IntN(len(ids))]}[rng.IntN(2)]
						}
						if rng.IntN(2) == 0 {
							c.After = new(meeting.Seq)
						}
						if _, err := r.Do(t.Context(), "p-chair", uuid.NewString(), "", c); err == nil {
							counting.Lock()
							moved++
							counting.Unlock()
						}
					}
				})
			}
			chairs.Wait()
			pass(3 * time.Second)
			want, all := agendaOn(t, nodes[0])
			if len(all) != len(ids) {
				t.Fatalf("%d items of %d are left: %s", len(all), len(ids), want)
			}
			for n, r := range nodes {
				if got, _ := agendaOn(t, r); got != want {
					t.Fatalf("node %d has %s, node 0 %s", n, got, want)
				}
			}
		}
		if moved < 50 {
			t.Errorf("only %d moves were made", moved)
		}
	})
}
