package ingest

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"example.org/convener/captions"
)

var ten = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// A link is a source with its track, owned as a server owns them.
type link struct {
	Source
	captions.Track
}

// told is how the link does as it was heard last.
func (l *link) told() Diagnostics { return l.Diagnostics(l.heard) }

// post hands p in and says what became of it.
func (l *link) post(at time.Time, p Post) Verdict {
	t, v := l.Decide(at, p)
	if v != New {
		l.Heard(at, v)
		return v
	}
	l.Source.Apply(at, t)
	l.Track.Apply(at, t.Ops...)
	return v
}

// text is the track's text, with a bar for a new paragraph and ? for a gap.
func (l *link) text() string {
	var all strings.Builder
	for _, s := range l.Segments() {
		if s.Gap {
			all.WriteByte('?')
		}
		all.WriteString(s.Text + []string{"", " ", "/", "|"}[s.Break])
	}
	return all.String()
}

// in is a post of a test: its number, the seconds since the first, its body.
type in struct {
	seq  int64
	at   float64
	body string
}

func (i in) time() time.Time { return ten.Add(time.Duration(i.at * float64(time.Second))) }

const speech = "I could not agree more with you." // more than twenty characters

func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		rule  string
		posts []in
		text  string
		last  int64
		notes Counts
	}{
		{"nothing sent", nil, "", 0, Counts{}},
		{"pieces join as they are", []in{{1, 0, "I'M SENDING "}, {2, 1, "SEVERAL CAPTIONS.\n"}}, "I'M SENDING SEVERAL CAPTIONS./", 2, Counts{Words: 4}},
		{"a repeat of the last is not shown", []in{{1, 0, "One "}, {2, 1, "two "}, {2, 2, "two "}}, "One two ", 2, Counts{Words: 2, Duplicates: 1}},
		{"nor a repeat of one before it", []in{{1, 0, "One "}, {2, 1, "two "}, {1, 2, "One "}}, "One two ", 2, Counts{Words: 2, Duplicates: 1}},
		{"nor the same body under a lower number", []in{{4, 0, "One "}, {5, 1, "two "}, {3, 2, "two "}}, "One two ", 5, Counts{Words: 2, Duplicates: 1}},
		{"unless it is short, and that number never came", []in{{4, 0, "One "}, {6, 1, "two "}, {5, 2, "two "}, {5, 3, "two "}}, "One two two ", 6, Counts{Words: 3, Gaps: 1, Late: 1, Duplicates: 1}},
		{"a long text is that of the next number", []in{{4, 0, "One "}, {6, 1, speech}, {5, 2, speech}}, "One ?" + speech, 6, Counts{Words: 8, Gaps: 1, Duplicates: 1}},
		{"but after two minutes", []in{{2, 0, "One "}, {2, 121, "One "}}, "One One ", 2, Counts{Words: 1, SeqRepeat: 1}},
		{"the first number may be 0", []in{{0, 0, "One "}, {1, 1, "two "}}, "One two ", 1, Counts{Words: 2}},
		{"the first number may be any, without a gap", []in{{812, 0, "One "}}, "One ", 812, Counts{Words: 1}},
		{"a gap is counted and marked", []in{{2, 0, "One "}, {5, 1, "two "}}, "One ?two ", 5, Counts{Words: 2, Gaps: 2}},
		{"a late post is shown in its place", []in{{1, 0, "One "}, {3, 1, "three "}, {2, 2, "two "}}, "One two three ", 3, Counts{Words: 3, Gaps: 1, Late: 1}},
		{"however long nothing came", []in{{1, 0, "One "}, {3, 1, "three "}, {2, 50, "two "}}, "One two three ", 3, Counts{Words: 3, Gaps: 1, Late: 1}},
		{"as much of a gap as came stays closed", []in{{1, 0, "One "}, {4, 1, "four "}, {3, 2, "three "}}, "One three ?four ", 4, Counts{Words: 3, Gaps: 2, Late: 1}},
		{"the text goes on where it ended", []in{{1, 0, "One "}, {3, 1, "thre"}, {2, 2, "two\r"}, {4, 3, "e"}}, "One two three", 4, Counts{Words: 3, Gaps: 1, Late: 1}},
		{"what a late post takes back was never there", []in{{1, 0, "One "}, {3, 1, "three "}, {2, 2, "\b\b\btwo "}}, "One two three ", 3, Counts{Words: 3, Gaps: 1, Late: 1, Erases: 3}},
		{"what is late in no gap goes to the end", []in{{1, 0, "One "}, {3, 1, "three "}, {2, 2, "two "}, {2, 3, "more "}}, "One two three more ", 3, Counts{Words: 4, Gaps: 1, Late: 2}},
		{"another body under the same number is shown", []in{{7, 0, "One "}, {7, 1, "two "}}, "One two ", 7, Counts{Words: 2, SeqRepeat: 1}},
		{"numbers that begin anew are shown", []in{{56, 0, "One "}, {57, 1, "two "}, {1, 2, "three "}, {2, 3, "two "}}, "One two three two ", 2, Counts{Words: 4, Restarts: 1}},
		{"so is a low number after silence", []in{{56, 0, "One "}, {9, 40, "two "}}, "One two ", 9, Counts{Words: 2, Restarts: 1}},
		{"1 again after 40 s", []in{{1, 0, "One "}, {2, 1, "two "}, {5, 2, "five "}, {1, 42, "again "}}, "One two ?five again ", 1, Counts{Words: 4, Gaps: 2, Restarts: 1}},
		{"posts may have no number", []in{{-1, 0, "One "}, {-5, 1, "two "}, {-1, 2, "two "}}, "One two two ", 0, Counts{Words: 3}},
		{"nor need all", []in{{3, 0, "One "}, {-1, 1, "two "}, {4, 2, "four "}}, "One two four ", 4, Counts{Words: 3}},
		{"an empty post is no post", []in{{1, 0, "One "}, {2, 1, ""}, {2, 2, "two "}}, "One two ", 2, Counts{Words: 2}},
		{"no number is too great", []in{{1, 0, "a "}, {math.MaxInt64, 1, "b "}, {2, 2, "c "}}, "a c ?b ", math.MaxInt64, Counts{Words: 3, Gaps: maxGap, Late: 1}},
		{"the answer was lost, the program goes on with the next number", []in{{1, 0, speech}, {2, 1, speech}, {3, 2, "Yes."}}, speech + " Yes.", 3, Counts{Words: 8, Duplicates: 1}},
		{"a short word may be speech twice", []in{{1, 0, "Yes. "}, {2, 1, "Yes. "}}, "Yes. Yes. ", 2, Counts{Words: 2}},
		{"what was said before something else is said again", []in{{1, 0, speech + " "}, {2, 1, "So? "}, {3, 2, speech + " "}}, speech + " So? " + speech + " ", 3, Counts{Words: 15}},
		{"so is what was corrected alike before", []in{{1, 0, "of eht folks"}, {2, 1, strings.Repeat("\b", 10) + " the folks"}, {3, 2, " and eht folks"}, {4, 3, strings.Repeat("\b", 10) + " the folks"}}, "of the folks and the folks", 4, Counts{Words: 10, Erases: 20}},
		{"without numbers too", []in{{-1, 0, speech}, {-1, 1, speech}}, speech, 0, Counts{Words: 7, Duplicates: 1}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var l link
			for _, i := range tt.posts {
				l.post(i.time(), Post{Seq: i.seq, Body: []byte(i.body)})
			}
			if got := l.text(); got != tt.text {
				t.Errorf("text %q, want %q", got, tt.text)
			}
			if l.Last() != tt.last || l.told().Counts != tt.notes {
				t.Errorf("last %d, %+v", l.Last(), l.told().Counts)
			}
		})
	}
}

func TestAnswered(t *testing.T) {
	for _, tt := range []struct {
		rule     string
		second   in
		answered bool
		want     Verdict
		text     string
	}{
		{"the next number repeats if the answer may be lost", in{2, 1, speech}, false, New, speech},
		{"the next number does not repeat if the answer has left", in{2, 1, speech}, true, New, speech + " " + speech},
		{"the same number repeats in any case", in{1, 1, speech}, true, Repeat, speech},
		{"a number after the next does not repeat", in{3, 1, speech}, false, New, speech + " ?" + speech},
		{"nor does the next after two minutes", in{2, 121, speech}, false, New, speech + " " + speech},
	} {
		var l link
		l.post(ten, Post{Seq: 1, Body: []byte(speech)})
		if tt.answered {
			l.Answered(Sum([]byte(speech)))
		}
		if got := l.post(tt.second.time(), Post{Seq: tt.second.seq, Body: []byte(tt.second.body)}); got != tt.want || strings.Join(strings.Fields(l.text()), " ") != tt.text {
			t.Errorf("%s: verdict %d, text %q", tt.rule, got, l.text())
		}
	}
}

func TestExpects(t *testing.T) {
	var l link
	for n, want := range map[int64]bool{-1: true, 0: true, 9: true} {
		if l.Expects(n) != want {
			t.Errorf("a new source, number %d: %v", n, !want)
		}
	}
	l.post(ten, Post{Seq: 4, Body: []byte("x")})
	for n, want := range map[int64]bool{-1: true, 3: true, 4: true, 5: true, 6: false} {
		if l.Expects(n) != want {
			t.Errorf("after 4, number %d: %v", n, !want)
		}
	}
}

func TestDecideChangesNothing(t *testing.T) {
	var l link
	l.post(ten, Post{Seq: 1, Body: []byte("caf\xc3")})
	before := fmt.Sprintf("%+v", l.Source)
	l.Decide(ten, Post{Seq: 2, Body: []byte("\xa9 noir")})
	l.Decide(ten, Post{Seq: 1, Body: []byte("caf\xc3")})
	if after := fmt.Sprintf("%+v", l.Source); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	var s Source
	for i := range 1000 {
		tk, _ := s.Decide(ten, Post{Seq: int64(i), Body: fmt.Append(nil, i)})
		s.Apply(ten, tk)
	}
	if len(s.sent) != maxSent {
		t.Errorf("%d digests are kept", len(s.sent))
	}
	tk, _ := s.Decide(ten, Post{Seq: 1000, Body: []byte("x")})
	s.Apply(ten.Add(memory+time.Second), tk)
	if len(s.sent) != 1 {
		t.Errorf("%d digests are kept after two minutes", len(s.sent))
	}
}

func TestHeartbeatIsSeen(t *testing.T) {
	var l link
	if v := l.post(ten, Post{Seq: 1}); v != Heartbeat || !l.told().Seen.Equal(ten) || l.Last() != 0 {
		t.Errorf("verdict %d, %+v", v, l.told())
	}
}

// A captioner is told of what could be mended until it is mended.
func TestWhatWasMendedIsForgotten(t *testing.T) {
	var l link
	l.post(ten, Post{Seq: 1, Body: []byte("caf\xe9 noir ")})
	for i := range 13 {
		at := ten.Add(time.Duration(i+1) * 10 * time.Second)
		l.post(at, Post{Seq: int64(i + 2), Body: []byte("and so on ")})
		if got, want := l.told().CharsetGuess, map[bool]int{true: 1}[i < 12]; got != want {
			t.Errorf("%s after it was wrong: %d", at.Sub(ten), got)
		}
	}
	if got := l.told().Words; got != 13*3 {
		t.Errorf("%d words in two minutes", got)
	}
	if got := l.Diagnostics(ten.Add(time.Hour)).Counts; got != (Counts{}) {
		t.Errorf("an hour later: %+v", got)
	}
}

// However fast posts come, what is remembered of them is little.
func TestCountsAreBounded(t *testing.T) {
	var l link
	for i := range 10_000 {
		l.post(ten.Add(time.Duration(i)*50*time.Millisecond), Post{Seq: int64(i), Body: []byte("word ")})
	}
	if len(l.notes) > 26 || l.told().Words < 2300 {
		t.Errorf("%d steps, %d words", len(l.notes), l.told().Words)
	}
}

func BenchmarkDecide(b *testing.B) {
	var s Source
	for i := range maxSent {
		t, _ := s.Decide(ten, Post{Seq: int64(i), Body: fmt.Append(nil, " word ", i)})
		s.Apply(ten, t)
	}
	p := Post{Seq: maxSent, Body: []byte(" a few words"), Charset: "utf-8", Lang: "en-US", Channel: "en"}
	b.ReportAllocs()
	for b.Loop() {
		s.Decide(ten, p)
	}
}
