package ingest

import (
	"testing"
	"time"
)

func TestYouTube(t *testing.T) {
	const at = "2026-03-02T10:00:00.000"
	testDialect(t, Stamped, []spoken{
		{"a pair is a line", []string{at + "\nHello, world.\n"}, []string{`"Hello, world.\n"`}, Stamped},
		{"a body has many", []string{at + "\nOne.\n" + at + "\nTwo.\n"}, []string{`"One.\nTwo.\n"`}, Stamped},
		{"with CRLF and without a last line end", []string{at + "\r\nOne.\r\n" + at + "\r\nTwo."}, []string{`"One.\nTwo.\n"`}, Stamped},
		{"a place on the screen is not for us", []string{at + " region:reg1#cue1\nOne.\n"}, []string{`"One.\n"`}, Stamped},
		{"a point before the seconds, a Z, six decimals or none", []string{"2026-03-02T10:00.00.123456Z\nOne.\n2026-03-02T10:00:01\nTwo.\n"}, []string{`"One.\nTwo.\n"`}, Stamped},
		{"<br> ends a line", []string{at + "\nOne<br>two<BR/>three<br />\n"}, []string{`"One\ntwo\nthree\n"`}, Stamped},
		{"an odd line goes on with the text before it", []string{at + "\nOne\ntwo\nthree\n" + at + "\nFour\n"}, []string{`"One two three\nFour\n"`}, Stamped},
		{"at the begin too", []string{"One\n" + at + "\nTwo\n"}, []string{`"One\nTwo\n"`}, Stamped},
		{"a text may look like a timestamp", []string{at + "\n" + at + "\nTwo\n"}, []string{`"2026-03-02T10:00:00.000 Two\n"`}, Stamped},
		{"a text of nothing is none", []string{at + "\n\n" + at + "\nOne\n", at + "\n \n"}, []string{`"One\n"`, ``}, Stamped},
		{"no timestamp at all", []string{"One\n"}, []string{`"One\n"`}, Stamped},
		{"a mark of UTF-8 before it", []string{"\ufeff" + at + "\nOne\n"}, []string{`"One\n"`}, Stamped},
		{"an empty body is a heartbeat", []string{"", at + "\nOne\n"}, []string{`nothing`, `"One\n"`}, Stamped},
		{"a letter cut off is left out", []string{at + "\nCaf\xc3", at + "\nOne\n"}, []string{`"Caf\n"`, `"One\n"`}, Stamped},
	})
}

func TestIsStamped(t *testing.T) {
	for _, tt := range []struct {
		body string
		want bool
	}{
		{"2026-03-02T10:00:00.000\nOne\n", true},
		{"2026-03-02T10:00:00\n", true},
		{"2026-03-02T10:00.00.5Z region:r#c\r\nOne", true},
		{"2026-03-02T10:00:00.000", false}, // what a person dictates
		{"2026-03-02 10:00:00.000\nOne\n", false},
		{"at 2026-03-02T10:00:00.000\nOne\n", false},
		{"2026-03-02T10:00:00.000 is when\nOne\n", false},
		{"2026-03-02T10:00:00.1234567\nOne\n", false},
		{"One\n2026-03-02T10:00:00.000\n", false},
	} {
		if got := isStamped(tt.body); got != tt.want {
			t.Errorf("%q: %v", tt.body, got)
		}
	}
}

// When something was said is told by timestamps, if they are near, or with the post.
func TestSaid(t *testing.T) {
	told := ten.Add(-3 * time.Second)
	for _, tt := range []struct {
		rule string
		body string
		told time.Time
		want time.Time
		off  int
	}{
		{"nothing told", "One ", time.Time{}, time.Time{}, 0},
		{"told with the post", "One ", told, told, 0},
		{"an hour ago too: clocks differ", "One ", ten.Add(-time.Hour), ten.Add(-time.Hour), 0},
		{"two days ago is nonsense", "One ", ten.Add(-48 * time.Hour), time.Time{}, 0},
		{"a timestamp", "2026-03-02T09:59:57.000\nOne\n", time.Time{}, told, 0},
		{"of several the newest", "2026-03-02T09:59:57.000\nOne\n2026-03-02T09:59:50.000\nTwo\n", time.Time{}, told, 0},
		{"a minute off", "2026-03-02T10:01:00.000\nOne\n", time.Time{}, ten.Add(time.Minute), 0},
		{"more than a minute off", "2026-03-02T10:01:00.001\nOne\n", time.Time{}, time.Time{}, 1},
		{"a timestamp that is none", "2026-13-02T10:00:00.000\nOne\n", told, time.Time{}, 1},
	} {
		var s Source
		taken, _ := s.Decide(ten, Post{Seq: 1, Body: []byte(tt.body), Said: tt.told})
		if !taken.Said.Equal(tt.want) || taken.Notes.StampOff != tt.off {
			t.Errorf("%s: %v, %d", tt.rule, taken.Said, taken.Notes.StampOff)
		}
	}
}

func TestDelay(t *testing.T) {
	var l link
	if d := l.told(); d.Delay != nil {
		t.Errorf("before anything: %+v", d)
	}
	for i := range 60 {
		late := 2 * time.Second
		switch {
		case i < 30:
			late = time.Minute // long ago
		case i%4 == 0:
			late = 0 // now and then
		}
		l.post(ten, Post{Seq: int64(i), Body: []byte{'a' + byte(i%26), ' '}, Said: ten.Add(-late)})
	}
	if d := l.told(); d.Delay == nil || *d.Delay != 2000 || len(l.delays) != maxDelays {
		t.Errorf("%+v of %d posts", d, len(l.delays))
	}
}
