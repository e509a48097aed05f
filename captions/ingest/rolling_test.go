package ingest

import (
	"slices"
	"strings"
	"testing"
)

func TestRolling(t *testing.T) {
	testDialect(t, Rolling, []spoken{
		{"a line grows", []string{"Good", "Good morning", "Good morning, all."}, []string{`"Good"`, `" morning"`, `", all."`}, Rolling},
		{"the same again is nothing", []string{"Good", "Good", "Good"}, []string{`"Good"`, ``, ``}, Rolling},
		{"a second line begins", []string{"Good morning", "Good morning\nand wel", "Good morning\nand welcome"}, []string{`"Good morning"`, `"\nand wel"`, `"come"`}, Rolling},
		{"when the first line goes, only what is new is added", []string{"one two\nthree four", "three four\nfive", "three four\nfive six"}, []string{`"one two\nthree four"`, `"\nfive"`, `" six"`}, Rolling},
		{"a line that goes may be followed by nothing new", []string{"one two\nthree", "three"}, []string{`"one two\nthree"`, ``}, Rolling},
		{"two lines may go at once", []string{"a a a\nb b b\nc c c", "c c c\nd"}, []string{`"a a a\nb b b\nc c c"`, `"\nd"`}, Rolling},
		{"what differs is taken back", []string{"one two\nthree for", "one two\nthree four"}, []string{`"one two\nthree for"`, `e1 "ur"`}, Rolling},
		{"so is what is gone", []string{"one two three", "one two"}, []string{`"one two three"`, `e6`}, Rolling},
		{"a line may go while another is set right", []string{"one two three\nfour five sex", "four five six\nseven"}, []string{`"one two three\nfour five sex"`, `e2 "ix\nseven"`}, Rolling},
		{"lines may break elsewhere", []string{"one two three four", "one two three\nfour five"}, []string{`"one two three four"`, `" five"`}, Rolling},
		{"a window without lines scrolls by words", []string{"one two three four five", "two three four five six"}, []string{`"one two three four five"`, `" six"`}, Rolling},
		{"words that repeat are said once more only if they are", []string{"no no no", "no no no no", "no no no no"}, []string{`"no no no"`, `" no"`, ``}, Rolling},
		{"a line that goes is no line taken back, though the next begins like it", []string{"one two three four\none two three", "one two three five"}, []string{`"one two three four\none two three"`, `" five"`}, Rolling},
		{"another window follows", []string{"Thank you.", "We go on"}, []string{`"Thank you."`, `" We go on"`}, Rolling},
		{"on a line of its own if somebody else speaks", []string{"Thank you.", ">> Yes."}, []string{`"Thank you."`, `"\n>> Yes."`}, Rolling},
		{"white space at its ends is none of it", []string{" Good \n", "Good morning\n"}, []string{`"Good"`, `" morning"`}, Rolling},
		{"a window of white space shows nothing new", []string{"Good", " \n", "Good morning"}, []string{`"Good"`, ``, `" morning"`}, Rolling},
		{"a letter that a wrong length cut off comes with the next", []string{"Caf\xc3", "Café n", "Café noir\nau l"}, []string{`"Caf"`, `"é n"`, `"oir\nau l"`}, Rolling},
	})
}

const (
	window1 = "We begin the meeting"
	window2 = "We begin the meeting with item"
	window3 = "We begin the meeting with item\ntwo of the"
	window4 = "We begin the meeting with item\ntwo of the agenda"
)

func TestRollingIsFoundOut(t *testing.T) {
	testDialect(t, Auto, []spoken{
		{
			"three bodies that go on from the one before, and what was written is set right",
			[]string{window1, window2, window3, window4, "two of the agenda\nPlease"},
			[]string{`"We begin the meeting"`, `" We begin the meeting with item"`, `" We begin the meeting with item\ntwo of the"`, `e72 "with item\ntwo of the agenda"`, `"\nPlease"`},
			Rolling,
		},
		{
			"the same once more is no sign for or against",
			[]string{window1, window2, window2, window3, window3, window4},
			[]string{`"We begin the meeting"`, `" We begin the meeting with item"`, `" We begin the meeting with item"`, `" We begin the meeting with item\ntwo of the"`, `" We begin the meeting with item\ntwo of the"`, `e145 "with item\ntwo of the agenda"`},
			Rolling,
		},
		{
			"nor is it with another white space at its end",
			[]string{window1, window1 + " ", window2, window2 + " ", window3, window3 + " ", window4},
			[]string{`"We begin the meeting"`, `"We begin the meeting "`, `"We begin the meeting with item"`, `"We begin the meeting with item "`, `"We begin the meeting with item\ntwo of the"`, `"We begin the meeting with item\ntwo of the "`, `e165 " with item\ntwo of the agenda"`},
			Rolling,
		},
		{
			"what came before stays",
			[]string{"Hello.", window1, window2, window3, window4},
			[]string{`"Hello."`, `" We begin the meeting"`, `" We begin the meeting with item"`, `" We begin the meeting with item\ntwo of the"`, `e72 "with item\ntwo of the agenda"`},
			Rolling,
		},
		{
			"windows that were too short for a sign are set right with them",
			[]string{"We", "We begin", "We begin the", window1, window2, window3},
			[]string{`"We"`, `" We begin"`, `" We begin the"`, `" We begin the meeting"`, `" We begin the meeting with item"`, `e73 "begin the meeting with item\ntwo of the"`},
			Rolling,
		},
		{
			"two are too few",
			[]string{window1, window2, window3},
			[]string{`"We begin the meeting"`, `" We begin the meeting with item"`, `" We begin the meeting with item\ntwo of the"`},
			Chunk,
		},
		{
			"a person may say the same again and again",
			slices.Repeat([]string{"We must act, and act now."}, 5),
			append([]string{`"We must act, and act now."`}, slices.Repeat([]string{`" We must act, and act now."`}, 4)...), Chunk,
		},
		{
			"sentences that begin alike are no windows",
			[]string{"The distinguished delegate of Chad: yes.", "The distinguished delegate of Chile: no.", "The distinguished delegate of China: yes.", "The distinguished delegate of Cuba: yes."},
			[]string{`"The distinguished delegate of Chad: yes."`, `" The distinguished delegate of Chile: no."`, `" The distinguished delegate of China: yes."`, `" The distinguished delegate of Cuba: yes."`},
			Chunk,
		},
		{
			"three windows that do not go on, and they are chunks again",
			[]string{window1, window2, window3, window4, "One.", "Two.", "Three.", "One. One.", "One. One. One."},
			[]string{`"We begin the meeting"`, `" We begin the meeting with item"`, `" We begin the meeting with item\ntwo of the"`, `e72 "with item\ntwo of the agenda"`, `" One."`, `" Two."`, `" Three."`, `" One. One."`, `" One. One. One."`},
			Chunk,
		},
		{
			"fewer, now and then, and they are windows still",
			[]string{window1, window2, window3, window4, "One.", "Two.", "Two. Three", "Four", "Five", "Five six"},
			[]string{`"We begin the meeting"`, `" We begin the meeting with item"`, `" We begin the meeting with item\ntwo of the"`, `e72 "with item\ntwo of the agenda"`, `" One."`, `" Two."`, `" Three"`, `" Four"`, `" Five"`, `" six"`},
			Rolling,
		},
		{
			"a backspace ends it",
			[]string{window1, window2, window3, window4, "\x08a ", "One"},
			[]string{`"We begin the meeting"`, `" We begin the meeting with item"`, `" We begin the meeting with item\ntwo of the"`, `e72 "with item\ntwo of the agenda"`, `e1 "a "`, `"One"`},
			Stream,
		},
	})
}

// Windows that are too far back to be taken back are left, and those that follow are read
// as windows.
func TestRollingOutOfReach(t *testing.T) {
	text := strings.Repeat("words of a long window ", 40)[:900]
	bodies := []string{text[:600], text[:700], text[:800], text[:900], text[:900] + " and more"}
	var l link
	got := written(&l, Auto, bodies...)
	want := []string{`" and more"`}
	if !slices.Equal(got[4:], want) || l.told().Mode != Rolling || strings.HasPrefix(got[3], "e") {
		t.Errorf("%q", got[3:])
	}
}

// A gap between windows is no gap in what was said, if the next window shows it.
func TestRollingOverAGap(t *testing.T) {
	var l link
	for _, i := range []in{{1, 0, "one two three\nfour"}, {4, 1, "four\nfive"}, {9, 2, "eight"}} {
		l.post(i.time(), Post{Seq: i.seq, Body: []byte(i.body), Mode: Rolling})
	}
	if got := l.text(); got != "one two three/four/five ?eight" {
		t.Errorf("%q", got)
	}
}

// A window that comes after its successor takes nothing back.
func TestRollingLate(t *testing.T) {
	var l link
	for _, i := range []in{{1, 0, "one two"}, {3, 1, "one two three four"}, {2, 2, "one two three"}} {
		l.post(i.time(), Post{Seq: i.seq, Body: []byte(i.body), Mode: Rolling})
	}
	if got := l.text(); got != "one two three four" {
		t.Errorf("%q", got)
	}
	l.post(ten, Post{Seq: 4, Body: []byte("one two three four five"), Mode: Rolling})
	if got := l.text(); got != "one two three four five" {
		t.Errorf("then %q", got)
	}
}

func TestOverlaps(t *testing.T) {
	for _, tt := range []struct {
		window, body string
		want         []int
	}{
		{"aab", "aabc", []int{3, 1, 0}},
		{"abab", "ab", []int{2, 0, 2, 0}},
		{"a\nb", "a b", []int{3, 0, 0}},
		{"é字", "é字é", []int{2, 0}},
		{"abc", "x", []int{0, 0, 0}},
	} {
		if got := overlaps([]rune(tt.window), []rune(tt.body)); !slices.Equal(got, tt.want) {
			t.Errorf("%q, %q: %v, want %v", tt.window, tt.body, got, tt.want)
		}
	}
}
