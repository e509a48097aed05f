package main

import (
	"math"
	"sync/atomic"
	"time"
)

// A histogram counts times in steps of two in a hundred, from 1 µs to an hour. It may be
// used from any goroutine.
type histogram struct {
	steps [1200]atomic.Int64
	n     atomic.Int64
	max   atomic.Int64
}

var stepSize = math.Log(1.02)

func (h *histogram) add(d time.Duration) {
	i := int(math.Log(max(float64(d.Microseconds()), 1)) / stepSize)
	h.steps[min(i, len(h.steps)-1)].Add(1)
	h.n.Add(1)
	for was := h.max.Load(); int64(d) > was && !h.max.CompareAndSwap(was, int64(d)); was = h.max.Load() {
	}
}

// quantile is the time that a share q of all did not exceed, by at most two in a hundred
// too long; 0 if there are none.
func (h *histogram) quantile(q float64) time.Duration {
	left := int64(math.Ceil(q * float64(h.n.Load())))
	if left == 0 {
		return 0
	}
	for i := range h.steps {
		if left -= h.steps[i].Load(); left <= 0 {
			d := time.Duration(math.Exp(float64(i+1)*stepSize)) * time.Microsecond
			return min(d, time.Duration(h.max.Load()))
		}
	}
	return time.Duration(h.max.Load())
}
