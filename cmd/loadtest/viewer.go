package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// A viewer reads the meeting and its captions on one connection. Its loop is its own; what
// mu guards, others read.
type viewer struct {
	hall *hall
	ws   *websocket.Conn
	slow bool

	mu     sync.Mutex
	segs   map[uint64]*segment
	shown  int               // posts that it has seen
	newest time.Time         // when it saw the last of them
	until  time.Time         // when it read the text that is waited for
	lost   error             // why its connection ended, if nobody asked for that
	asked  map[int]time.Time // asks without an answer
	heard  chan answer       // the answers, for an asker
}

// connect joins a session to its socket and returns when the server has said welcome.
func (h *hall) connect(ctx context.Context, session string, asks, slow bool) (*viewer, error) {
	began := time.Now()
	url := strings.Replace(h.base, "http", "ws", 1) + h.api("/socket")
	client := h.client
	if slow {
		client = slowClient()
	}
	ws, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{HTTPClient: client}) //nolint:bodyclose // Dial's answer has none
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	ws.SetReadLimit(-1) // the first patch has all that was said
	v := &viewer{hall: h, ws: ws, slow: slow, segs: make(map[uint64]*segment), asked: make(map[int]time.Time)}
	if asks {
		v.heard = make(chan answer, 1)
	}
	hello := map[string]any{"hello": map[string]any{
		"session": session, "version": 1, "feeds": map[string]string{"meeting": "", "captions/" + h.Lang: ""},
	}}
	var buf bytes.Buffer
	if err = v.say(ctx, hello); err == nil {
		err = v.read(ctx, &buf)
	}
	if err != nil {
		_ = ws.CloseNow()
		return nil, fmt.Errorf("connect: %w", err)
	}
	h.connects.add(time.Since(began))
	return v, nil
}

// say sends a frame. That ctx ends does not cut it off, which would end the connection.
func (v *viewer) say(ctx context.Context, frame any) error {
	b, err := json.Marshal(frame)
	if err != nil {
		return err
	}
	timed, cancel := context.WithTimeout(context.WithoutCancel(ctx), requestWait)
	defer cancel()
	return v.ws.Write(timed, websocket.MessageText, b)
}

// listen reads until the connection ends.
func (v *viewer) listen(ctx context.Context) {
	var buf bytes.Buffer
	var err error
	for err == nil {
		err = v.read(ctx, &buf)
	}
	if v.heard != nil {
		close(v.heard)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if ctx.Err() == nil {
		v.lost = err
	}
}

// read reads one frame into buf, which is used again and again.
func (v *viewer) read(ctx context.Context, buf *bytes.Buffer) error {
	_, r, err := v.ws.Reader(ctx)
	if err != nil {
		return err
	}
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		return err
	}
	now := time.Now()
	v.hall.count.Add(1)
	v.hall.bytes.Add(int64(buf.Len()))
	f, err := v.hall.frames.read(buf.Bytes())
	if err != nil {
		return err
	}
	v.take(f, now)
	return nil
}

// take takes what came at now.
func (v *viewer) take(f *frame, now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if a := f.answer; a != nil && v.heard != nil {
		v.hall.asks.add(now.Sub(v.asked[a.N]))
		delete(v.asked, a.N)
		v.heard <- *a // there is room: one ask at a time
	}
	if !f.captions {
		return
	}
	if f.reset {
		clear(v.segs)
	}
	for id, s := range f.set {
		if s == nil {
			delete(v.segs, id)
		} else {
			v.segs[id] = s
		}
	}
	for _, late := range v.hall.played.since(now, v.shown, f.posts) {
		if v.slow {
			v.hall.slow.add(late)
		} else {
			v.hall.latency.add(late)
		}
	}
	if f.posts > v.shown {
		v.shown, v.newest = f.posts, now
	}
	if f.until && v.until.IsZero() {
		v.until = now
	}
}

// misses counts the segments of the server's that v does not have as they are.
func (v *viewer) misses(kept map[uint64]*segment) (n int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for id, want := range kept {
		if got := v.segs[id]; got == nil || *got != *want {
			n++
		}
	}
	for id := range v.segs {
		if kept[id] == nil {
			n++ // it should have been taken back
		}
	}
	return n
}

// ask puts a hand up and down again, every so often, until the connection ends.
func (v *viewer) ask(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	var hand uint64 // up, or 0
	for n := 1; ; n++ {
		do, in := "raise_hand", map[string]any{"class": "topic"}
		if hand != 0 {
			do, in = "lower_hand", map[string]any{"hand": hand}
		}
		v.mu.Lock()
		v.asked[n] = time.Now()
		v.mu.Unlock()
		if v.say(ctx, map[string]any{"n": n, "id": newID(), "do": do, "in": in}) != nil {
			return // listen says why
		}
		var a answer
		select {
		case some, ok := <-v.heard:
			if a = some; !ok {
				return
			}
		case <-ctx.Done():
			return
		}
		switch {
		case a.Code != "":
			v.hall.refused.Add(1)
		case hand != 0:
			hand = 0
		default:
			hand = a.Seq
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}
