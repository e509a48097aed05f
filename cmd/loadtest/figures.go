package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"text/tabwriter"
	"time"
)

// figures is what a run has shown.
type figures struct {
	*hall
	missed, segments    int
	before, full, after usage // of the server: without viewers, with all of them, at the end
}

// print writes the figures, a line for each thing.
func (f figures) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	n := len(f.all())
	fmt.Fprintf(w, "viewers\t%d in %s; connect p50 %s  p99 %s  max %s; %d lost\n", n, round(f.filled),
		round(f.connects.quantile(0.5)), round(f.connects.quantile(0.99)), round(f.connects.quantile(1)), f.lost())
	fmt.Fprintf(w, "frames\t%d, %.1f MB\n", f.count.Load(), float64(f.bytes.Load())/1e6)
	if posts, last := f.played.last(); posts > 0 {
		fmt.Fprintf(w, "captions\t%d words in %d posts, %d sent again; post to frame p50 %s  p95 %s  p99 %s  max %s\n", f.words.Load(), posts, f.retries,
			round(f.latency.quantile(0.5)), round(f.latency.quantile(0.95)), round(f.latency.quantile(0.99)), round(f.latency.quantile(1)))
		first, slowest, there := f.spread(func(v *viewer) (time.Time, bool) { return v.newest, v.shown == posts && !v.slow })
		if f.slow.n.Load() > 0 {
			fmt.Fprintf(w, "at 1 kB/s\tpost to frame p50 %s  p95 %s  max %s\n", round(f.slow.quantile(0.5)), round(f.slow.quantile(0.95)), round(f.slow.quantile(1)))
		}
		fmt.Fprintf(w, "last word\tat %d viewers, the first %s and the last %s after it was posted\n", there, round(first.Sub(last)), round(slowest.Sub(last)))
	}
	if f.frames.until != "" {
		first, slowest, there := f.spread(func(v *viewer) (time.Time, bool) { return v.until, !v.until.IsZero() })
		fmt.Fprintf(w, "text\tat %d of %d viewers, the last %s after the first\n", there, n, round(slowest.Sub(first)))
	}
	fmt.Fprintf(w, "missed\t%d of %d segments at %d viewers\n", f.missed, f.segments, n)
	if asks := f.asks.n.Load(); asks > 0 {
		fmt.Fprintf(w, "asks\t%d, %d of them refused; p50 %s  p99 %s  max %s\n", asks, f.refused.Load(),
			round(f.asks.quantile(0.5)), round(f.asks.quantile(0.99)), round(f.asks.quantile(1)))
	}
	if f.after.cpu > 0 {
		used, passed := f.after.cpu-f.full.cpu, f.after.at.Sub(f.full.at)
		fmt.Fprintf(w, "server\t%s of CPU to connect, then %s in %s (%.0f %% of a core); %.1f kB for each connection, %.0f MB at the end\n",
			round(f.full.cpu-f.before.cpu), round(used), round(passed), 100*used.Seconds()/passed.Seconds(),
			float64(f.full.rss-f.before.rss)/1000/float64(n), float64(f.after.rss)/1e6)
	}
	_ = w.Flush() // the terminal is gone
}

// spread is when the first and the last viewer had seen something, and how many have.
func (f figures) spread(seen func(*viewer) (time.Time, bool)) (first, last time.Time, n int) {
	for _, v := range f.all() {
		v.mu.Lock()
		at, ok := seen(v)
		v.mu.Unlock()
		if !ok {
			continue
		}
		if n++; n == 1 || at.Before(first) {
			first = at
		}
		if at.After(last) {
			last = at
		}
	}
	return first, last, n
}

// round leaves three digits or so.
func round(d time.Duration) time.Duration {
	unit := time.Microsecond
	for d >= 1000*unit {
		unit *= 10
	}
	return d.Round(unit)
}

// tell says once a second on a terminal how far it is, until the returned function is called.
func (h *hall) tell(w io.Writer) (stop func()) {
	f, ok := w.(*os.File)
	if !ok {
		return func() {}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func() {}
	}
	done := make(chan struct{})
	var telling sync.WaitGroup
	telling.Go(func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		was := int64(0)
		for {
			select {
			case <-done:
				fmt.Fprint(f, "\r\x1b[K")
				return
			case <-tick.C:
			}
			count := h.count.Load()
			fmt.Fprintf(f, "\r\x1b[K%s: %d viewers, %d frames/s, %d words, p99 %s", time.Since(h.began).Round(time.Second),
				len(h.all()), count-was, h.words.Load(), round(h.latency.quantile(0.99)))
			was = count
		}
	})
	return sync.OnceFunc(func() { close(done); telling.Wait() })
}
