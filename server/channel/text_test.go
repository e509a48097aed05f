package channel

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
)

// A desk is a channel's state and a clock, for scripts: each line says who does what. A
// name in small letters is a console, one in capitals a program.
type desk struct {
	text *text
	now  time.Time
	seq  uint64
	n    map[string]int64
}

func newDesk() *desk {
	return &desk{text: newText(open), now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), n: make(map[string]int64)}
}

// does folds what somebody asks for, and says what it changed; each ask takes a tenth of a second.
func (d *desk) does(t *testing.T, by string, w want) error {
	t.Helper()
	d.now = d.now.Add(100 * time.Millisecond)
	entries, err := d.text.Decide(ledger.Ask[want]{By: by, Want: w}, d.now)
	for _, e := range entries {
		d.seq++
		if err := d.text.Apply(journal.Entry{Seq: d.seq, At: d.now, By: by, Body: e.Body}); err != nil {
			t.Fatal(err)
		}
	}
	return err
}

// plays follows a script such as "ann take; ann writes One two; wait 8s".
func (d *desk) plays(t *testing.T, script string) {
	t.Helper()
	for line := range strings.SplitSeq(script, "; ") {
		by, rest, _ := strings.Cut(line, " ")
		what, text, _ := strings.Cut(rest, " ")
		d.n[by]++
		var w want
		switch {
		case by == "wait":
			wait, err := time.ParseDuration(what)
			if err != nil {
				t.Fatal(err)
			}
			d.now = d.now.Add(wait)
			continue
		case what == "erases":
			n, _ := strconv.Atoi(text)
			w.stroke = &stroke{strokes: []Stroke{{N: d.n[by], Op: captions.Op{Kind: captions.OpErase, Count: n}}}}
		case what == "writes" && strings.ToUpper(by) == by:
			w.post = &post{Post: ingest.Post{Body: []byte(text), Seq: d.n[by], Mode: ingest.Stream}}
		case what == "writes":
			w.stroke = &stroke{strokes: []Stroke{{N: d.n[by], Op: captions.Op{Kind: captions.OpText, Text: text}}}}
		case what == "skips":
			w.stroke = &stroke{skip: d.n[by]}
		default:
			d.n[by]--
			w.change = map[string]Change{"take": Take, "yield": Yield, "lost": Lost, "back": Back}[what]
		}
		if err := d.does(t, by, w); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
}

// shows is what readers see, what stands in previews, and whether the line is lost.
func (d *desk) shows() string {
	var parts []string
	for _, s := range d.text.track.Segments() {
		parts = append(parts, s.Text)
	}
	out := strings.Join(parts, " | ")
	for _, by := range []string{"ann", "ben", "ZOOM"} {
		if p := d.text.previews[by]; p != nil {
			out += fmt.Sprintf(" (%s: %s)", by, strings.TrimSpace(tail(p.Segments())))
		}
	}
	if d.text.state().State == "lost" {
		out += " lost"
	}
	return out
}

func TestControl(t *testing.T) { // C5; captions reference, 2.6
	for _, tt := range []struct{ rule, script, want string }{
		{"until somebody takes the captions, all are published", "ann writes One; ben writes two; ZOOM writes three", "One | two | three"},
		{"nobody erases what another wrote", "ann writes One; ben writes two; ben erases 9", "One"},
		{"who sends a number only writes nothing", "ann writes One; ben skips; ann writes  two", "One two"},
		{"and has no preview", "ann take; ben skips", ""},
		{"who takes them is published, and no other", "ann take; ann writes One; ben writes two; ZOOM writes three", "One (ben: two) (ZOOM: three)"},
		{"whoever takes them last", "ann take; ben take; ann writes One; ben writes two", "two (ann: One)"},
		{"until that one yields", "ann take; ann writes One; ann yield; ben writes two", "One | two"},
		{"only who has them yields them", "ann take; ben yield; ben writes two", " (ben: two)"},
		{"a line that is lost is told", "ann writes One; ann lost", "One lost"},
		{"and one that is back", "ann writes One; ann lost; ann back", "One"},
		{"or that is heard again", "ann writes One; ann lost; ann writes  two", "One two"},
		{"not of somebody who does not write", "ann writes One; ben lost", "One"},
		{"a program waits for who is lost for a moment", "ann take; ann lost; wait 7s; ZOOM writes one", " (ZOOM: one) lost"},
		{"and is published then", "ann take; ann writes One; ann lost; wait 8s; ZOOM writes two", "One | two"},
		{"and when who has them is silent", "ann take; ann writes One; wait 60s; ZOOM writes two; ZOOM writes  three", "One | two three"},
		{"a console asks first", "ann take; ann lost; wait 1h; ben writes one", " (ben: one) lost"},

		{
			"what both wrote is there once", "ann take; ann writes we are going to the next; ben writes are going to the next item; ben take",
			"we are going to the next | item",
		},
		{
			"a word that is cut off is written anew", "ann take; ann writes we are going to the ne; ben writes are going to the next item; ben take; ben writes now",
			"we are going to the | next item now",
		},
		{
			"capitals and marks do not count", "ann take; ann writes Yes, we are. Going to; ben writes yes we are going to lunch; ben take",
			"Yes, we are. Going to | lunch",
		},
		{
			"three words are a coincidence", "ann take; ann writes One of the things; ben writes of the things we do; ben take",
			"One of the things | of the things we do",
		},
		{
			"what came when the other was away is published", "ann take; ann writes One; ann lost; wait 6s; ben writes two three; ben take",
			"One | two three",
		},
		{"what is published is the preview's no more", "ann take; ben writes one; ben take; ben yield; ben take", "one"},
	} {
		d := newDesk()
		d.plays(t, tt.script)
		if got := d.shows(); got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.rule, tt.script, got, tt.want)
		}
	}
}

func TestStrokes(t *testing.T) {
	word := func(n int64, s string) Stroke { return Stroke{N: n, Op: captions.Op{Kind: captions.OpText, Text: s}} }
	op := func(n int64, op captions.Op) Stroke { return Stroke{N: n, Op: op} }
	fix := func(n int64, seg uint64, rev int64, text string) Stroke {
		return Stroke{N: n, At: rev, Op: captions.Op{Kind: captions.OpFix, Seg: seg, Text: text}}
	}
	line := op(2, captions.Op{Kind: captions.OpNewline})
	for _, tt := range []struct {
		rule    string
		sent    [][]Stroke
		want    string
		acked   int64 // by the last
		refused error // the last of the last
		err     error
	}{
		{"in order", [][]Stroke{{word(1, "One"), word(2, " two")}}, "One two", 2, nil, nil},
		{"what comes twice is taken once", [][]Stroke{{word(1, "One")}, {word(1, "One"), word(2, " two")}}, "One two", 2, nil, nil},
		{"also all of it", [][]Stroke{{word(1, "One")}, {word(1, "One")}}, "One", 1, nil, nil},
		{"what is missing is asked for", [][]Stroke{{word(1, "One")}, {word(3, " two")}}, "One", 1, nil, ErrMissing},
		{"what is before it is taken", [][]Stroke{{word(1, "One"), word(3, " two")}}, "One", 1, nil, nil},
		{"the first is number one", [][]Stroke{{word(2, "One")}}, "", 0, nil, ErrMissing},
		{"a number that was refused counts", [][]Stroke{{word(1, "One"), op(2, captions.Op{Kind: "?"})}, {word(3, " two")}}, "One two", 3, nil, nil},
		{"an op that there is not", [][]Stroke{{op(1, captions.Op{Kind: captions.OpGap})}}, "", 1, ErrBadOp, nil},
		{"too much text", [][]Stroke{{word(1, strings.Repeat("x", maxStroke+1))}}, "", 1, ErrBadOp, nil},
		{"no text", [][]Stroke{{word(1, "")}}, "", 1, ErrBadOp, nil},
		{"an erase of nothing", [][]Stroke{{op(1, captions.Op{Kind: captions.OpErase})}}, "", 1, ErrBadOp, nil},
		{"a label of two lines", [][]Stroke{{op(1, captions.Op{Kind: captions.OpSpeaker, Label: "A\nB"})}}, "", 1, ErrBadOp, nil},
		{"a line put right", [][]Stroke{{word(1, "Fifty"), line}, {fix(3, 1, 1, "Fifteen")}}, "Fifteen", 3, nil, nil},
		{"not as it was before", [][]Stroke{{word(1, "Fifty"), line}, {fix(3, 1, 2, "Fifteen")}}, "Fifty", 3, ErrStale, nil},
		{"not while it is written", [][]Stroke{{word(1, "Fifty")}, {fix(2, 1, 1, "Fifteen")}}, "Fifty", 2, ErrOpen, nil},
		{"not one that is not there", [][]Stroke{{fix(1, 1, 1, "Fifteen")}}, "", 1, ErrUnknown, nil},
		{"not a novel", [][]Stroke{{word(1, "Fifty"), line}, {fix(3, 1, 1, strings.Repeat("x", maxFix+1))}}, "Fifty", 3, ErrBadOp, nil},
	} {
		d := newDesk()
		var s *stroke
		var err error
		for _, sent := range tt.sent {
			s = &stroke{strokes: sent}
			err = d.does(t, "ann", want{stroke: s})
		}
		var refused error
		if n := len(s.refused); n > 0 {
			refused = s.refused[n-1]
		}
		if got := d.shows(); got != tt.want || s.acked != tt.acked || !errors.Is(refused, tt.refused) || !errors.Is(err, tt.err) {
			t.Errorf("%s: %q, acked %d, refused %v, error %v", tt.rule, got, s.acked, refused, err)
		}
	}
}

// What went elsewhere has numbers too.
func TestSkip(t *testing.T) {
	d := newDesk()
	for _, s := range []*stroke{{skip: 4}, {skip: 2}, {strokes: []Stroke{{N: 5, Op: captions.Op{Kind: captions.OpText, Text: "five"}}}}} {
		if err := d.does(t, "ann", want{stroke: s}); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.shows(); got != "five" || d.text.consoles["ann"] != 5 {
		t.Errorf("%q, acked %d", got, d.text.consoles["ann"])
	}
}
