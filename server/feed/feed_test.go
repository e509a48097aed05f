package feed_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/server/feed"
)

type patch struct {
	Feed, Cursor string
	Reset        bool
	Set          map[string]json.RawMessage
}

// follow applies a frame to what a reader has.
func follow(t *testing.T, has map[string]string, f feed.Frame) feed.Cursor {
	t.Helper()
	var p patch
	if err := json.Unmarshal(f.Bytes, &p); err != nil {
		t.Fatal(err)
	}
	if p.Cursor != f.Next.String() {
		t.Fatalf("the client's cursor is %s, the server's %s", p.Cursor, f.Next)
	}
	if p.Reset {
		clear(has)
	}
	for k, v := range p.Set {
		if string(v) == "null" {
			delete(has, k)
		} else {
			has[k] = string(v)
		}
	}
	return feed.ParseCursor(p.Cursor)
}

// However rarely a reader looks, and however often it changes nodes, it ends with what a
// reader who saw every change has.
func TestReadersConverge(t *testing.T) {
	for seed := range uint64(10) {
		synctest.Test(t, func(t *testing.T) { testReadersConverge(t, seed) })
	}
}

func testReadersConverge(t *testing.T, seed uint64) {
	// Two nodes show the same thing; the second merges changes by threes.
	nodes := [2]*feed.Feed{feed.New("f", 1), feed.New("f", 2)}
	rng := rand.New(rand.NewPCG(seed, 0))
	want := map[string]string{}

	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	got := make([]map[string]string, 8)
	for i := range got {
		got[i] = map[string]string{}
		node := nodes[0]
		readers.Go(func() {
			var at feed.Cursor
			for ctx.Err() == nil {
				f, err := node.Since(ctx, at)
				if err != nil {
					return
				}
				at = follow(t, got[i], f)
				time.Sleep(time.Duration(i*i) * 300 * time.Millisecond) // reader i is slow
				if i%2 == 1 {
					node = nodes[time.Now().UnixMilli()/700%2] // and restless
				}
			}
		})
	}

	merged := map[string]json.RawMessage{}
	for n := range 500 {
		k := string(rune('a' + rng.IntN(8)))
		set := map[string]json.RawMessage{k: nil}
		if delete(want, k); rng.IntN(2) == 0 {
			want[k] = string(rune('0' + rng.IntN(3))) // few values: many go there and back
			set[k] = json.RawMessage(want[k])
		}
		nodes[0].Publish(set)
		if maps.Copy(merged, set); n%3 == 2 || n == 499 {
			nodes[1].Publish(merged)
			clear(merged)
		}
		time.Sleep(100 * time.Millisecond)
	}
	for range 60 {
		time.Sleep(time.Second)
		for _, node := range nodes {
			node.Wake() // so that restless readers come to rest
		}
	}
	stop()
	readers.Wait()
	for i := range got {
		if !maps.Equal(got[i], want) {
			t.Errorf("seed %d: reader %d has %v, want %v", seed, i, got[i], want)
		}
	}
}

func set(k, v string) map[string]json.RawMessage {
	return map[string]json.RawMessage{k: json.RawMessage(v)}
}

func TestCursors(t *testing.T) {
	f := feed.New("meeting", 7)
	f.PublishAt(3, set("a", "1"), time.Time{})
	f.PublishAt(5, set("b", "2"), time.Time{})
	f.PublishAt(9, set("a", "1"), time.Time{}) // as it was
	for _, test := range []struct{ name, cursor, frame string }{
		{"a newcomer gets everything", "", `{"feed":"meeting","cursor":"7-9","reset":true,"set":{"a":1,"b":2}}`},
		{"what is not ours is a newcomer's", "7-9x", `{"feed":"meeting","cursor":"7-9","reset":true,"set":{"a":1,"b":2}}`},
		{"another history begins anew", "8-5", `{"feed":"meeting","cursor":"7-9","reset":true,"set":{"a":1,"b":2}}`},
		{"a cursor from a lost future begins anew", "7-12", `{"feed":"meeting","cursor":"7-9","reset":true,"set":{"a":1,"b":2}}`},
		{"who comes back gets what changed", "7-3", `{"feed":"meeting","cursor":"7-9","reset":false,"set":{"b":2}}`},
		{"a number between two changes is as good", "7-4", `{"feed":"meeting","cursor":"7-9","reset":false,"set":{"b":2}}`},
		{"values that stayed are not sent", "7-5", `{"feed":"meeting","cursor":"7-9","reset":false,"set":{}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := f.Since(t.Context(), feed.ParseCursor(test.cursor))
			if err != nil || string(got.Bytes) != test.frame {
				t.Errorf("got %s, %v\nwant %s", got.Bytes, err, test.frame)
			}
		})
	}
}

func TestReadersInStepShareBytes(t *testing.T) {
	f := feed.New("f", 1)
	f.Publish(set("a", "1"))
	at := feed.ParseCursor("1-0")
	one, _ := f.Since(t.Context(), at)
	two, _ := f.Since(t.Context(), at)
	if &one.Bytes[0] != &two.Bytes[0] {
		t.Error("one patch was encoded twice")
	}
}

func BenchmarkTenThousandReaders(b *testing.B) {
	f := feed.New("f", 1)
	cursors := make([]feed.Cursor, 10_000)
	for n := 0; b.Loop(); n++ {
		f.Publish(set("seg/1", fmt.Sprint(n)))
		for i := range cursors {
			frame, _ := f.Since(b.Context(), cursors[i])
			cursors[i] = frame.Next
		}
	}
}
