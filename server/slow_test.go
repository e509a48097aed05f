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

// When an answer ends, its reader does not hold that up: neither with what is being written nor
// with what comes after.
func TestEndsAreHurried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		web := &deadlined{ResponseRecorder: httptest.NewRecorder()}
		f, s := newFollower(web, reading{cells: 40}), &stream{out: newOutlet(web)}
		for name, send := range map[string]func() error{
			"a text": func() error { return f.send("Yes.\n") }, "an event": func() error { return s.write("patch", []byte("{}")) },
		} {
			if err := send(); err != nil || web.wait < leaving(0) {
				t.Errorf("%s has %v: %v", name, web.wait, err)
			}
		}
		if f.out.hurry(); web.wait != writeWait {
			t.Errorf("what is being written has %v", web.wait)
		}
		if f.finish(nil, "The line ends here."); web.wait != writeWait {
			t.Errorf("the last word has %v", web.wait)
		}
		s.out.hurry()
		if err := s.write("patch", []byte("{}")); err != nil || web.wait != writeWait {
			t.Errorf("an event that comes after it has %v: %v", web.wait, err)
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
