package server

import (
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/server/feed"
	"example.org/convener/server/wire"
)

// What a reader says of a patch counts once, and no further than it can be so.
func TestWhatOneReaderSaysOfPaint(t *testing.T) {
	type report struct {
		after  time.Duration // the patch was written
		cursor string
		says   int64
		took   time.Duration // -1: it does not count
	}
	const ms = time.Millisecond
	for rule, reports := range map[string][]report{
		"from the coming to the eye":         {{100 * ms, "1-7", 40, 90 * ms}},
		"not more than it was away":          {{100 * ms, "1-7", 5000, 150 * ms}},
		"not less than nothing":              {{100 * ms, "1-7", -40, 50 * ms}},
		"once":                               {{100 * ms, "1-7", 40, 90 * ms}, {2 * time.Second, "1-7", 40, -1}},
		"once a second":                      {{100 * ms, "1-7", 40, 90 * ms}, {200 * ms, "1-8", 40, -1}, {1100 * ms, "1-8", 40, 90 * ms}},
		"of what was sent":                   {{100 * ms, "1-9", 40, -1}},
		"as long as anybody would wait":      {{maxPaint + ms, "1-7", 40, -1}},
		"also at the end of that":            {{maxPaint, "1-7", maxPaint.Milliseconds() * 9, maxPaint + 50*ms}},
		"not of what nobody knows when came": {{100 * ms, "1-6", 40, -1}},
	} {
		synctest.Test(t, func(t *testing.T) {
			s, now := new(sample), time.Now()
			s.sends("captions/en", feed.Frame{Next: feed.ParseCursor("1-6")})()
			for _, cursor := range []string{"1-7", "1-8"} {
				s.sends("captions/en", feed.Frame{Next: feed.ParseCursor(cursor), Came: now.Add(-50 * ms)})()
			}
			for _, r := range reports {
				took, counts := s.took(wire.Painted{Feed: "captions/en", Cursor: r.cursor, Took: r.says}, now.Add(r.after))
				if counts != (r.took >= 0) || counts && took != r.took {
					t.Errorf("%s: after %v it is %v, %t", rule, r.after, took, counts)
				}
			}
		})
	}
}

// Nobody is asked who was not chosen, and what is not answered is forgotten.
func TestPatchesAreNotRememberedForEver(t *testing.T) {
	s := new(sample)
	for range 3 * maxDrawn {
		s.sends("captions/en", feed.Frame{Came: time.Now()})()
		(*sample)(nil).sends("captions/en", feed.Frame{Came: time.Now()})()
	}
	if len(s.drawn) != maxDrawn {
		t.Errorf("%d are remembered", len(s.drawn))
	}
}
