package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"
)

// A hall is a meeting with all who came, and what was measured.
type hall struct {
	*meeting
	frames *frames
	played *played
	began  time.Time

	connects, asks histogram
	latency, slow  histogram    // of those who read fast, and of the others
	count, bytes   atomic.Int64 // frames
	refused        atomic.Int64 // asks
	words          atomic.Int64 // played so far
	retries        int          // of posts
	failed         error        // why the text could not be played

	mu      sync.Mutex // no I/O under it
	viewers []*viewer
	session string // one of them
	filled  time.Duration
	end     context.CancelFunc
	present sync.WaitGroup
}

// doors is how many people come in at the same time.
const doors = 32

func newID() string { return uuid.NewString() }

// fill has everybody join and connect.
func (h *hall) fill(ctx context.Context, c crowd) error {
	began := time.Now()
	inside, end := context.WithCancel(context.WithoutCancel(ctx))
	h.end = end
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(doors)
	for i := range c.Viewers {
		g.Go(func() error {
			session, err := h.join(ctx, h.link, fmt.Sprintf("Viewer %d", i+1))
			if err != nil {
				return err
			}
			v, err := h.connect(ctx, session, i < c.Askers, i >= c.Viewers-c.Slow)
			if err != nil {
				return err
			}
			h.admit(inside, v, session)
			return nil
		})
	}
	err := g.Wait()
	h.filled = time.Since(began)
	return err
}

// admit has v read until everybody leaves.
func (h *hall) admit(ctx context.Context, v *viewer, session string) {
	h.mu.Lock()
	h.viewers, h.session = append(h.viewers, v), session
	h.mu.Unlock()
	h.present.Go(func() { v.listen(ctx) })
}

// all are those who came.
func (h *hall) all() []*viewer {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clip(h.viewers)
}

// leave ends all connections and waits for their ends.
func (h *hall) leave() {
	if h.end == nil {
		return
	}
	h.end()
	for _, v := range h.all() {
		_ = v.ws.CloseNow() // no farewell for thousands
	}
	h.present.Wait()
}

// hold holds the meeting: a text is played, people ask, until all that is over.
func (h *hall) hold(ctx context.Context, o *options, text string) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if o.Text.For > 0 {
		ctx, cancel = context.WithTimeout(ctx, o.Text.For)
		defer cancel()
	}
	var busy sync.WaitGroup
	for _, v := range h.all() {
		if v.heard != nil {
			every := time.Duration(float64(o.Crowd.Askers) / o.Crowd.Asks * float64(time.Second))
			busy.Go(func() {
				if wait(ctx, rand.N(every)) == nil { // not all at once
					v.ask(ctx, every)
				}
			})
		}
	}
	switch {
	case text != "":
		if err := h.play(ctx, text, o.Text.WPM); !errors.Is(err, context.DeadlineExceeded) {
			h.failed = err
		}
	case o.Text.Until == "":
		<-ctx.Done()
	}
	if o.Text.Until != "" {
		h.await(ctx, func(v *viewer) bool { return !v.until.IsZero() })
	}
	cancel()
	busy.Wait()
}

// await waits until something is so of all viewers who were not lost, or ctx ends.
func (h *hall) await(ctx context.Context, so func(*viewer) bool) {
	for wait(ctx, 20*time.Millisecond) == nil {
		waiting := 0
		for _, v := range h.all() {
			v.mu.Lock()
			if v.lost == nil && !so(v) {
				waiting++
			}
			v.mu.Unlock()
		}
		if waiting == 0 {
			return
		}
	}
}

// settle is how long the last frames may take after the last post. A line that nobody goes
// on with is complete after 4 s.
const settle = 15 * time.Second

// slowSettle is the same where some read slowly.
const slowSettle = 3 * time.Minute

// missed compares what each viewer has with what the server keeps, until they agree or for
// as long as patience. It returns how many segments differ, of all viewers together, and
// how many the server has.
func (h *hall) missed(ctx context.Context, patience time.Duration) (missed, segments int, err error) {
	timed, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		kept, final, err := h.kept(ctx)
		if err != nil {
			return 0, 0, err
		}
		missed, segments = 0, len(kept)
		for _, v := range h.all() {
			missed += v.misses(kept)
		}
		if missed == 0 && final || wait(timed, 500*time.Millisecond) != nil {
			return missed, segments, nil
		}
	}
}

// kept is what the server has of the captions, and whether all of it is complete.
func (h *hall) kept(ctx context.Context) (map[uint64]*segment, bool, error) {
	var file struct {
		Segments []struct {
			segment
			Final bool `json:"final"`
		} `json:"segments"`
	}
	if err := h.call(ctx, "/m/"+h.id+"/captions/"+h.Lang+".json", h.session, nil, &file); err != nil {
		return nil, false, fmt.Errorf("read the captions: %w", err)
	}
	kept, final := make(map[uint64]*segment, len(file.Segments)), true
	for _, s := range file.Segments {
		kept[s.ID] = &s.segment
		final = final && s.Final
	}
	return kept, final, nil
}

// lost is how many connections ended that should not have.
func (h *hall) lost() (n int) {
	for _, v := range h.all() {
		v.mu.Lock()
		if v.lost != nil {
			n++
		}
		v.mu.Unlock()
	}
	return n
}

// firstLoss is why one of them ended.
func (h *hall) firstLoss() error {
	for _, v := range h.all() {
		v.mu.Lock()
		err := v.lost
		v.mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}
