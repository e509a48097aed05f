package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
)

// One of three nodes rewrites the stream while all of them are asked: what was to go is
// nowhere, nothing else is lost, and the nodes agree.
func TestRewrite(t *testing.T) {
	for seed := range uint64(8) {
		synctest.Test(t, func(t *testing.T) { testRewrite(t, seed) })
	}
}

func testRewrite(t *testing.T, seed uint64) {
	j := new(memory.Journal)
	var nodes [3]node
	for i := range nodes {
		nodes[i] = start(t, &net{Journal: j, delay: func() time.Duration { return rand.N(20 * time.Millisecond) }})
	}
	if _, err := nodes[0].Do(t.Context(), ask("secret", "secret")); err != nil {
		t.Fatal(err)
	}
	var askers sync.WaitGroup
	for a := range 3 {
		rng := rand.New(rand.NewPCG(seed, uint64(a)))
		askers.Go(func() {
			for i := range 10 {
				time.Sleep(time.Duration(rng.IntN(30)) * time.Millisecond)
				word := fmt.Sprintf("%d by %d", i, a)
				if _, err := nodes[rng.IntN(3)].Do(t.Context(), ask(word, word)); err != nil {
					t.Errorf("%s: %v", word, err)
				}
			}
		})
	}
	time.Sleep(100 * time.Millisecond)
	without := func(all []journal.Entry) ([]journal.Entry, error) {
		return slices.DeleteFunc(all, func(e journal.Entry) bool { return strings.Contains(string(e.Body), "secret") }), nil
	}
	if err := nodes[1].Rewrite(t.Context(), without); err != nil {
		t.Fatal(err)
	}
	if words := nodes[1].words(t); slices.Contains(words, "secret") {
		t.Errorf("the node that has rewritten the stream shows %v", words)
	}
	askers.Wait()
	for i, n := range nodes {
		n.Ring()
		synctest.Wait()
		if got, want := n.words(t), nodes[0].words(t); !slices.Equal(got, want) || len(got) != 30 || slices.Contains(got, "secret") {
			t.Errorf("node %d has %d words, node 0 %d", i, len(got), len(want))
		}
	}
}

// A rewriting that wants nothing, or what cannot be, changes nothing.
func TestRewriteOfNothing(t *testing.T) {
	j := new(memory.Journal)
	n := start(t, j)
	if _, err := n.Do(t.Context(), ask("a", "a")); err != nil {
		t.Fatal(err)
	}
	was := entries(t, j)
	for want, instead := range map[error]func([]journal.Entry) ([]journal.Entry, error){
		nil:                func([]journal.Entry) ([]journal.Entry, error) { return nil, nil },
		errTaken:           func([]journal.Entry) ([]journal.Entry, error) { return nil, errTaken },
		journal.ErrRewrite: func(all []journal.Entry) ([]journal.Entry, error) { return all[:1], nil },
	} {
		if err := n.Rewrite(t.Context(), instead); want == nil && err != nil || want != nil && !strings.Contains(fmt.Sprint(err), want.Error()) {
			t.Errorf("it was answered %v, want %v", err, want)
		}
	}
	if got := entries(t, j); len(got) != len(was) || !slices.Equal(n.words(t), []string{"a"}) {
		t.Errorf("the stream has %d entries, and the words are %v", len(got), n.words(t))
	}
}
