package server

import (
	"net/http/httptest"
	"testing"
	"testing/synctest"
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

// deadlined is a reader in memory of whom is known how long the last text had to leave.
type deadlined struct {
	*httptest.ResponseRecorder

	wait time.Duration
}

func (d *deadlined) SetWriteDeadline(t time.Time) error {
	d.wait = time.Until(t)
	return nil
}

// When the server stops, nobody who follows a text holds it up: neither with what is being
// written nor with what comes after.
func TestFollowersAreHurried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &deadlined{ResponseRecorder: httptest.NewRecorder()}
		f := newFollower(out, reading{cells: 40})
		if err := f.send("Yes.\n"); err != nil || out.wait != leaving(len("Yes.\n")) {
			t.Errorf("a text has %v: %v", out.wait, err)
		}
		if f.hurry(); out.wait != writeWait {
			t.Errorf("what is being written has %v", out.wait)
		}
		if f.finish(nil, "The line ends here."); out.wait != writeWait {
			t.Errorf("the last word has %v", out.wait)
		}
	})
}

// No heartbeat is sent on a line on which a frame is leaving, or had to wait: the library would
// take it for dead.
func TestFullLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		line := new(talk)
		is := func(want bool, when string) {
			t.Helper()
			if line.full() != want {
				t.Errorf("%s: full is %t", when, !want)
			}
		}
		is(false, "nothing was sent")
		line.writing.Lock()
		is(true, "a frame is leaving")
		line.drains = time.Now().Add(leaving(0))
		line.writing.Unlock()
		is(true, "a frame had to wait")
		time.Sleep(leaving(0))
		is(false, "what was before it has left")
	})
}
