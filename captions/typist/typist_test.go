package typist

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/convener/captions"
	"example.org/convener/captions/format"
	"example.org/convener/captions/ingest"
)

// typed carries out the backspaces of posts.
func typed(posts []Post) string {
	var text []rune
	for _, p := range posts {
		for _, r := range p.Body {
			if r == '\b' {
				text = text[:len(text)-1]
			} else {
				text = append(text, r)
			}
		}
	}
	return string(text)
}

func TestPostsAreTheTextToTheLetter(t *testing.T) {
	for _, text := range []string{
		"", "One", " One  two\n\nthree\r\n", ">> Naïve — 漢字\tand\u00a0so on\n", strings.Repeat("x", 3000), "a\x00b\xff\b",
		strings.Repeat("words of a long text, and some more. ", 200),
	} {
		for seed := range uint64(20) {
			posts := slices.Collect(Posts(text, 180, seed > 0, seed))
			if got := typed(posts); got != Clean(text) {
				t.Fatalf("seed %d: typed %q of %q", seed, got, text)
			}
			for _, p := range posts {
				if p.Body == "" || len(p.Body) > maxBody || !utf8.ValidString(p.Body) {
					t.Fatalf("seed %d: a body of %d bytes", seed, len(p.Body))
				}
			}
		}
	}
}

func TestClean(t *testing.T) {
	if got, want := Clean("One\r\ntwo\n\n\tthree\x00\b\xff"), "One\ntwo\n\n\tthree\uFFFD"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPace(t *testing.T) {
	text := strings.Repeat("word ", 600)
	for _, tt := range []struct {
		rule  string
		wpm   int
		took  time.Duration
		least time.Duration // between two posts
		posts int
	}{
		{"a word a post at 180 words a minute", 180, 200 * time.Second, 300 * time.Millisecond, 601},
		{"fewer than 17 posts a second at any speed", 6000, 6 * time.Second, leastGap, 101},
		{"a word a minute at least", 0, 600 * time.Minute, time.Minute, 601},
	} {
		var took time.Duration
		n := 0
		for p := range Posts(text, tt.wpm, false, 0) {
			if p.After < tt.least {
				t.Errorf("%s: a post %v after another", tt.rule, p.After)
			}
			took += p.After
			n++
		}
		if took < tt.took-time.Second || took > tt.took+time.Minute || n != tt.posts {
			t.Errorf("%s: %d posts took %v", tt.rule, n, took)
		}
	}
}

func TestMistakes(t *testing.T) {
	text := strings.Repeat("words of a long text, and some more. ", 100)
	first := slices.Collect(Posts(text, 180, true, 1))
	if again := slices.Collect(Posts(text, 180, true, 1)); !slices.Equal(first, again) {
		t.Error("the same seed made other mistakes")
	}
	if other := slices.Collect(Posts(text, 180, true, 2)); slices.Equal(first, other) {
		t.Error("another seed made the same mistakes")
	}
	across := 0
	for _, p := range first {
		if strings.HasPrefix(p.Body, "\b") {
			across++
		}
	}
	if across < 20 {
		t.Errorf("%d corrections of 800 words go across posts", across)
	}
	for p := range Posts(text, 180, false, 1) {
		if strings.Contains(p.Body, "\b") {
			t.Fatal("a correction where no mistakes were asked for")
		}
	}
}

func TestLines(t *testing.T) {
	text := "Title\n\n" + strings.Repeat("some words ", 30) + "\n>> Yes."
	var bodies []string
	for p := range Lines(text, 180) {
		if bodies = append(bodies, p.Body); len(p.Body) > maxLine || strings.ContainsAny(p.Body, "\n\b") {
			t.Errorf("a line %q", p.Body)
		}
	}
	if got, want := strings.Join(bodies, " "), strings.Join(strings.Fields(text), " "); got != want || bodies[0] != "Title" || bodies[len(bodies)-1] != ">> Yes." {
		t.Errorf("%q", bodies)
	}
}

// captioned is the text of a meeting that was captioned with posts, read in a mode.
func captioned(t *testing.T, posts iter.Seq[Post], mode ingest.Mode) string {
	t.Helper()
	var source ingest.Source
	var track captions.Track
	at, seq := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), int64(0)
	for p := range posts {
		at, seq = at.Add(p.After), seq+1
		if due := track.Due(); !due.IsZero() && !due.After(at) {
			track.Apply(due, captions.Op{Kind: captions.OpEnd})
		}
		taken, v := source.Decide(at, ingest.Post{Body: []byte(p.Body), Seq: seq, Mode: mode})
		if v != ingest.New {
			t.Fatalf("post %d, %q, was not taken", seq, p.Body)
		}
		source.Apply(at, taken)
		source.Answered(taken.Sum)
		track.Apply(at, taken.Ops...)
	}
	var text strings.Builder
	if err := format.WriteText(&text, track.Segments()); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// words are the words of a text, without chevrons: those before a label are not text.
func words(text string) []string {
	var all []string
	for w := range strings.FieldsSeq(text) {
		if w = strings.TrimLeft(w, ">"); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// At any speed, with mistakes and without.
func TestStreamsArriveWordForWord(t *testing.T) {
	for name, text := range texts(t) {
		want := words(text)
		for seed := range uint64(4) {
			for _, wpm := range []int{10, 180, 6000} {
				got := words(captioned(t, Posts(text, wpm, seed > 0, seed), ingest.Auto))
				if diff := firstDifference(got, want); diff != "" {
					t.Errorf("%s, %d words a minute, seed %d: %s", name, wpm, seed, diff)
				}
			}
		}
	}
}

// firstDifference says where two texts part, or nothing.
func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			near := func(words []string) []string { return words[min(max(i-3, 0), len(words)):min(i+4, len(words))] }
			return fmt.Sprintf("word %d: %q, want %q", i, near(got), near(want))
		}
	}
	return ""
}
