package server

import (
	"testing"
	"time"
)

// A reader at 1 kB/s is not cut off while what the system holds leaves before a frame. Source:
// section 9.13 of our captions reference.
func TestLeaving(t *testing.T) {
	const rate = 1000
	for _, n := range []int{0, 300, 16 << 10} {
		if takes := time.Duration(sendBuffer+n) * time.Second / rate; leaving(n) < takes {
			t.Errorf("%d bytes have %v, and take %v", n, leaving(n), takes)
		}
	}
}
