package main

import (
	"context"
	"sync/atomic"
	"testing"
)

// A pulse counts what a server has answered while it is killed again and again.
type pulse struct {
	test   *testing.T
	beaten *process
	done   atomic.Int64
	moved  chan struct{} // has something when done has grown
}

func newPulse(t *testing.T, beaten *process) *pulse {
	return &pulse{test: t, beaten: beaten, moved: make(chan struct{}, 1)}
}

func (p *pulse) advance() {
	p.done.Add(1)
	select {
	case p.moved <- struct{}{}:
	default:
	}
}

// progress waits until n more are answered.
func (p *pulse) progress(ctx context.Context, n int64) {
	for goal := p.done.Load() + n; p.done.Load() < goal; {
		select {
		case <-p.moved:
		case <-ctx.Done():
			p.test.Fatalf("no progress; the server says\n%s", p.beaten.log.String())
		}
	}
}

func (p *pulse) must(err error) {
	p.test.Helper()
	if err != nil {
		p.test.Fatalf("%v\n%s", err, p.beaten.log.String())
	}
}
