package feed_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"example.org/convener/server/feed"
)

// A long feed comes in pieces, of which each is whole, and a reader that goes on from the
// last piece it got has all in the end.
func TestLongFeed(t *testing.T) {
	f := feed.New("captions/en", 7)
	long := json.RawMessage(`"` + strings.Repeat("x", 1000) + `"`)
	for seq := range uint64(100) {
		f.PublishAt(seq+1, map[string]json.RawMessage{fmt.Sprint("a", seq): long, fmt.Sprint("b", seq): long}, time.Time{})
	}
	f.PublishAt(101, map[string]json.RawMessage{"a0": nil}, time.Time{})
	has, at, patches := make(map[string]string), feed.Cursor{}, 0
	for len(has) < 199 {
		frame, err := f.Piece(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		var p struct {
			Reset bool
			More  bool
			Set   map[string]*string
		}
		if err := json.Unmarshal(frame.Bytes, &p); err != nil {
			t.Fatal(err)
		}
		if p.Reset != (patches == 0) || len(frame.Bytes) > 18<<10 {
			t.Errorf("patch %d: reset %v, %d bytes", patches, p.Reset, len(frame.Bytes))
		}
		for key, value := range p.Set {
			if value != nil {
				has[key] = *value
			}
			if _, both := p.Set[strings.Replace(key, "b", "a", 1)]; !both && key != "b0" {
				t.Errorf("%s came without what was published with it", key)
			}
		}
		at = frame.Next
		if patches++; p.More != (len(has) < 199) {
			t.Errorf("patch %d of %d values says more: %v", patches, len(has), p.More)
		}
	}
	if patches < 12 || has["a0"] != "" {
		t.Errorf("%d patches, a0 is %q", patches, has["a0"])
	}
	if whole, err := f.Since(t.Context(), feed.Cursor{}); err != nil || len(whole.Bytes) < 199_000 || whole.Next != at {
		t.Errorf("who asks for all gets %d bytes, %v", len(whole.Bytes), err)
	}
	one := feed.New("meeting", 7)
	one.PublishAt(1, map[string]json.RawMessage{"a": long, "b": json.RawMessage(`"` + strings.Repeat("y", 20_000) + `"`)}, time.Time{})
	if frame, err := one.Piece(t.Context(), feed.Cursor{}); err != nil || len(frame.Bytes) < 21_000 {
		t.Errorf("what was published at once comes in pieces: %d bytes, %v", len(frame.Bytes), err)
	}
}

// A frame says when the oldest of what it tells came in, to those who had what was before it.
func TestFramesTellWhenTheyCame(t *testing.T) {
	f := feed.New("f", 1)
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	set := func(key string) map[string]json.RawMessage {
		return map[string]json.RawMessage{key: json.RawMessage("1")}
	}
	f.PublishAt(1, set("history"), time.Time{})
	at, err := f.Since(t.Context(), feed.Cursor{})
	if err != nil || !at.Came.IsZero() {
		t.Errorf("history came %v, %v", at.Came, err)
	}
	f.PublishAt(2, set("a"), noon.Add(time.Second))
	f.PublishAt(3, set("b"), noon)
	f.PublishAt(4, set("c"), time.Time{})
	for _, tt := range []struct {
		rule string
		from feed.Cursor
		came time.Time
	}{
		{"who has what was before", at.Next, noon},
		{"who begins anew", feed.Cursor{}, time.Time{}},
	} {
		if got, err := f.Since(t.Context(), tt.from); err != nil || !got.Came.Equal(tt.came) {
			t.Errorf("%s is told %v, %v", tt.rule, got.Came, err)
		}
	}
}
