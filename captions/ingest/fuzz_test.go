package ingest

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"example.org/convener/captions"
)

// Every byte string is a captioner's program: three bytes make a number, a pause, an answer
// and the length of the body that follows.
func FuzzDecide(f *testing.F) {
	f.Add([]byte("\x01\x00\x05Hello\x02\x00\x06 world\x02\x00\x06 world\x09\x7f\x03\x08\x08.\x01\xff\x04caf\xc3\x02\x01\x01\xa9"), uint8(0))
	f.Add([]byte("\x02\x02\x0done two three\x03\x02\x12one two three four\x04\x02\x13one two three fours\x05\x02\x17one two three fours five"), uint8(0))
	f.Add([]byte("\rone two three\x03\x02\x12one two three four\x04\x02\x13one twree fours\x05\x02\x17one two three fours five"), uint8(0))
	f.Add([]byte("\x02\x02\x1a2026-03-02T10:00:01.5\nOne\n\x03\x02\x052026-"), uint8(5))
	f.Fuzz(func(t *testing.T, data []byte, mode uint8) {
		checkReplay(t, data[:min(len(data), 4096)], modes[int(mode)%len(modes)])
	})
}

var modes = []Mode{Auto, Stream, Chunk, Lines, Rolling, Stamped, "?"}

// checkReplay posts what data says, and checks that the facts, as stored, make the source,
// and that a source stays small.
func checkReplay(t *testing.T, data []byte, mode Mode) {
	t.Helper()
	var live, again link
	at := ten
	for len(data) >= 3 {
		n := min(int(data[2])%90, len(data)-3)
		at = at.Add(time.Duration(data[1]) * 250 * time.Millisecond)
		p := Post{Seq: int64(data[0])%32 - 1, Body: data[3 : 3+n], Mode: mode, Charset: []string{"", "latin1"}[data[1]&1], Lang: "cn", Channel: "en"}
		if data[0]>>6 == 3 {
			p.Mode = Auto
		}
		if data[1]&2 == 2 {
			p.Said = at.Add(-time.Second)
		}
		data = data[3+n:]
		taken, v := live.Decide(at, p)
		if v != New {
			continue
		}
		if len(taken.Bytes) > 3 || len(taken.Ops) > 3 || !writes(taken.Ops) {
			t.Fatalf("%q was taken as %+v", p.Body, taken)
		}
		live.Source.Apply(at, taken)
		live.Track.Apply(at, taken.Ops...)
		stored, err := json.Marshal(taken)
		if err != nil {
			t.Fatal(err)
		}
		var back Taken
		if err := json.Unmarshal(stored, &back); err != nil {
			t.Fatal(err)
		}
		again.Source.Apply(at, back)
		again.Track.Apply(at, back.Ops...)
	}
	if !reflect.DeepEqual(live.Source, again.Source) || !reflect.DeepEqual(live.Segments(), again.Segments()) {
		t.Fatalf("replayed %+v\nlive     %+v", again, live)
	}
	if c := live.screen; len(live.sent) > maxSent || len(live.delays) > maxDelays || len(c.said) > maxSaid || len(c.rolled) > maxSaid || len(c.window) > 4096 {
		t.Fatalf("%d bodies, %d delays and %+v are remembered", len(live.sent), len(live.delays), c)
	}
}

// writes reports whether ops erase and write, after a gap at most, or fill a hole, and
// nothing else.
func writes(ops []captions.Op) bool {
	if len(ops) == 1 && ops[0].Kind == captions.OpLate {
		return ops[0].Text != "" && ops[0].From > 0
	}
	return !slices.ContainsFunc(ops, func(op captions.Op) bool {
		return op.Kind != captions.OpGap && op.Kind != captions.OpErase && (op.Kind != captions.OpText || op.Text == "")
	})
}

// A stream comes to the same text however it is cut into posts: each byte of cuts is the
// length of a post. It keeps to what an erase may reach, for beyond it the cut tells how
// far the text had come.
func FuzzSplit(f *testing.F) {
	f.Add("Hello\r\nworld, né\b\b\u2029a", []byte{3})
	f.Add("2026-03-02T10:00:00.000\nOne\n漢字\x7f😀", []byte{1, 2, 3, 200})
	f.Fuzz(func(t *testing.T, stream string, cuts []byte) {
		body := []byte(strings.ToValidUTF8(stream, "\uFFFD"))
		body = []byte(strings.ToValidUTF8(string(body[:min(len(body), 1500)]), ""))
		var whole, split link
		whole.post(ten, Post{Seq: 1, Body: body, Mode: Stream})
		for seq, rest := int64(1), body; len(rest) > 0; seq++ {
			n := 1
			if len(cuts) > 0 {
				n += int(cuts[int(seq)%len(cuts)])
			}
			n = min(n, len(rest))
			split.post(ten, Post{Seq: seq, Body: rest[:n], Mode: Stream})
			split.Answered(Sum(rest[:n]))
			rest = rest[n:]
		}
		if a, b := flat(&whole), flat(&split); a != b {
			t.Fatalf("%q in one post: %q\nin pieces of %d: %q", body, a, cuts, b)
		}
	})
}

// flat is the text of l without the spaces of one cut or another.
func flat(l *link) string {
	return strings.Join(strings.FieldsFunc(l.text(), func(r rune) bool { return r == ' ' }), " ")
}

// Whatever windows come, the text ends with the last; and windows that only grow, however
// slowly, come to the last of them and nothing else.
func FuzzWindows(f *testing.F) {
	f.Add("one two\nthree", "two\nthree four", "four")
	f.Add("no no no", "no no", "no no no\nno")
	f.Fuzz(func(t *testing.T, first, second, third string) {
		var shown, grown link
		for i, body := range []string{first, second, third} {
			body = strings.ToValidUTF8(body, "")
			shown.post(ten, Post{Seq: int64(i), Body: []byte(body), Mode: Rolling})
			shown.Answered(Sum([]byte(body)))
			if want := string(tidy(write(body, "", new(bool)).text)); !strings.HasSuffix(spaced(string(shown.screen.window)), spaced(want)) {
				t.Fatalf("the window is %q, shown was %q", string(shown.screen.window), want)
			}
		}
		whole := string(tidy(write(strings.ToValidUTF8(third, ""), "", new(bool)).text))
		for i := range whole {
			grown.post(ten, Post{Seq: int64(i), Body: []byte(whole[:i]), Mode: Rolling})
		}
		grown.post(ten, Post{Seq: int64(len(whole)), Body: []byte(whole), Mode: Rolling})
		if got := grown.Track; spaced(whole) != spaced(string(grown.screen.window)) || grown.told().Erases > 0 {
			t.Fatalf("%q grew to %q, %+v", whole, string(grown.screen.window), got.Segments())
		}
	})
}

// spaced is text with spaces for all white space.
func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }

// Every line between two timestamps comes out as a line, whatever it looks like.
func FuzzStamped(f *testing.F) {
	f.Add("One\n2026-03-02T10:00:00.000\n\nthree\r", uint8(0))
	f.Add("One<br>two\nthree<BR />", uint8(1))
	f.Add("<br\n>", uint8(1))
	f.Add("0\n\n\x7f\x7f", uint8(1))
	f.Fuzz(func(t *testing.T, text string, form uint8) {
		stamp := []string{"2026-03-02T10:00:00.000\n", "2026-03-02T10:00.00Z region:a#b\r\n"}[form%2]
		text = strings.ToValidUTF8(text, "\uFFFD")
		var body, want strings.Builder
		for line := range strings.SplitSeq(text, "\n") {
			body.WriteString(stamp + line + "\n")
			for line := range strings.SplitSeq(lineBreak.ReplaceAllString(line, "\n"), "\n") {
				if line = strings.TrimSpace(line); line != "" { // an empty text is none, also to an erasure after it
					want.WriteString(line + "\n")
				}
			}
		}
		var l, lines link
		l.post(ten, Post{Seq: 1, Body: []byte(body.String())})
		lines.post(ten, Post{Seq: 1, Body: []byte(want.String()), Mode: Lines})
		if got, want := bare(&l), bare(&lines); got != want || want != "" && l.told().Mode != Stamped {
			t.Fatalf("%q came to %q, want %q", body.String(), got, want)
		}
	})
}

// bare is the text of l without white space and line ends.
func bare(l *link) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '/' || r == '|' {
			return -1
		}
		return r
	}, l.text())
}

// The greatest body there may be is read in proportion to its length, whatever it says.
func TestWorkIsLinear(t *testing.T) {
	const size = 64 << 10
	for _, body := range []string{"a", "a ", "a\n", "ab", "\x08", "a\x08", "\r", "\xc3", "<br>", "2026-03-02T10:00:00.000\n", "2026-03-02T10:00:00.000\n\n", " ", "é"} {
		body := []byte("x" + strings.Repeat(body, size/len(body)-1))
		for _, mode := range modes {
			var l link
			began := time.Now()
			for n := range 2 {
				l.post(ten.Add(time.Hour*time.Duration(n)), Post{Seq: 1, Body: body[:len(body)-3*(1-n)], Mode: mode})
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("%.9q... as %q: %v", body, mode, took)
			}
		}
	}
}
