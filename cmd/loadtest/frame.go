package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"strings"
	"sync"
)

// A segment is a piece of the captions as the server sends it.
type segment struct {
	ID      uint64 `json:"id"`
	Rev     int    `json:"rev"`
	Text    string `json:"text"`
	Speaker string `json:"speaker"`
}

// A frame is what the server sent, as far as it matters here.
type frame struct {
	captions bool
	reset    bool
	set      map[uint64]*segment // nil for one that was taken back
	posts    int                 // how many posts it shows the text of
	until    bool                // it has the text that is waited for
	answer   *answer
	welcome  bool
}

// An answer is what became of an ask.
type answer struct {
	N    int    `json:"n"`
	Seq  uint64 `json:"seq"`
	Code string `json:"code"`
}

// remembered is how many frames are known at a time: viewers are not further apart.
const remembered = 512

// frames reads each frame once, however many viewers got it: the tool shares its machine
// with the server. It may be used from any goroutine.
type frames struct {
	until  string
	played *played
	seed   maphash.Seed

	mu    sync.Mutex
	known map[uint64]*frame
	order [remembered]uint64
	next  int
}

func newFrames(until string) *frames {
	return &frames{until: until, seed: maphash.MakeSeed(), known: make(map[uint64]*frame)}
}

// read reads a frame. The caller may use b again.
func (fs *frames) read(b []byte) (*frame, error) {
	sum := maphash.Bytes(fs.seed, b)
	fs.mu.Lock()
	defer fs.mu.Unlock() // the others wait for the first, and have nothing to do
	if f := fs.known[sum]; f != nil {
		return f, nil
	}
	f, err := fs.parse(b)
	if err != nil {
		return nil, err
	}
	delete(fs.known, fs.order[fs.next])
	fs.known[sum], fs.order[fs.next] = f, sum
	fs.next = (fs.next + 1) % remembered
	return f, nil
}

func (fs *frames) parse(b []byte) (*frame, error) {
	var in struct {
		Feed    string
		Reset   bool
		Set     map[string]json.RawMessage
		Welcome *struct{}
		answer
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return nil, fmt.Errorf("a frame is not JSON: %w", err)
	}
	f := &frame{welcome: in.Welcome != nil, captions: strings.HasPrefix(in.Feed, "captions/"), reset: in.Reset}
	if in.N != 0 {
		f.answer = &in.answer
	}
	if !f.captions {
		return f, nil
	}
	f.set = make(map[uint64]*segment, len(in.Set))
	var newest *segment
	for key, value := range in.Set {
		var id uint64
		if _, err := fmt.Sscanf(key, "seg/%d", &id); err != nil {
			continue // of a later release
		}
		var s *segment
		if err := json.Unmarshal(value, &s); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		if f.set[id] = s; s == nil {
			continue
		}
		if newest == nil || s.ID > newest.ID {
			newest = s
		}
		f.until = f.until || fs.until != "" && strings.Contains(s.Text, fs.until)
	}
	if newest != nil {
		f.posts = fs.played.shownBy(cmp.Or(newest.Text, newest.Speaker))
	}
	return f, nil
}
