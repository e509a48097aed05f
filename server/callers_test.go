package server

import (
	"sync"
	"testing"
)

// Whoever is taken is waited for, and nobody is taken after that: the race detector says so.
func TestCallersAreTakenOrNot(t *testing.T) {
	srv := new(Server)
	var coming sync.WaitGroup
	in := make(chan struct{}, 100)
	for range cap(in) {
		coming.Go(func() {
			if end, ok := srv.callers.begin(); ok {
				in <- struct{}{}
				end()
			}
		})
	}
	srv.Drain()
	srv.callers.running.Wait()
	taken := len(in)
	coming.Wait()
	if late := len(in) - taken; late > 0 {
		t.Errorf("%d came after it was said that all had gone", late)
	}
	if _, ok := srv.callers.begin(); ok || !srv.callers.shut() {
		t.Error("somebody is taken by a server that stops")
	}
}
