package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/convener/captions"
)

// written are the ops of each body, posted under the numbers from 1 on, a second apart and
// each answered: e3 takes back three characters, gap2 says that two posts never came.
func written(l *link, mode Mode, bodies ...string) (posts []string) {
	for i, body := range bodies {
		p := Post{Seq: int64(i + 1), Body: []byte(body), Mode: mode}
		at := ten.Add(time.Duration(i) * time.Second)
		taken, v := l.Decide(at, p)
		if v != New {
			l.Heard(at, v)
			posts = append(posts, "nothing")
			continue
		}
		l.Source.Apply(at, taken)
		l.Answered(taken.Sum)
		l.Track.Apply(at, taken.Ops...)
		posts = append(posts, said(taken.Ops))
	}
	return posts
}

// said writes ops in short.
func said(ops []captions.Op) string {
	var all []string
	for _, op := range ops {
		switch op.Kind {
		case captions.OpText:
			all = append(all, fmt.Sprintf("%q", op.Text))
		default:
			all = append(all, fmt.Sprintf("%s%d", op.Kind, op.Count))
		}
	}
	return strings.Join(all, " ")
}

// A spoken is a row of a dialect's table: bodies, the ops of each, how it is read.
type spoken struct {
	rule   string
	bodies []string
	ops    []string
	as     Mode
}

func testDialect(t *testing.T, mode Mode, rows []spoken) {
	t.Helper()
	for _, tt := range rows {
		t.Run(tt.rule, func(t *testing.T) {
			var l link
			if got := written(&l, mode, tt.bodies...); !slices.Equal(got, tt.ops) {
				t.Errorf("\n got %q\nwant %q", got, tt.ops)
			}
			if got := l.told().Mode; got != tt.as {
				t.Errorf("read as %q, want %q", got, tt.as)
			}
		})
	}
}

func TestStream(t *testing.T) {
	testDialect(t, Stream, []spoken{
		{"pieces as they are", []string{"the e", "nd", "of it"}, []string{`"the e"`, `"nd"`, `"of it"`}, Stream},
		{"a backspace within a body leaves no trace", []string{"lins\x08es"}, []string{`"lines"`}, Stream},
		{"one beyond it takes back what came before", []string{"lins", "\x08\x7fn", "\x08\x08\x08"}, []string{`"lins"`, `e2 "n"`, `e3`}, Stream},
		{"an undo stroke takes the word with its space", []string{"One", " two", "\x08\x08\x08\x08"}, []string{`"One"`, `" two"`, `e4`}, Stream},
		{"CR, LF, CRLF and a CRLF in two posts", []string{"a\rb\nc\r\nd\r", "\ne"}, []string{`"a\nb\nc\nd\n"`, `"e"`}, Stream},
		{"U+2028 and U+2029", []string{"a\u2028b\u2029c"}, []string{`"a\nb\u2029c"`}, Stream},
		{"a tab, and controls that are none", []string{"a\tb\x00\x1b\u0085c\ufeff\u0090"}, []string{`"a b\nc"`}, Stream},
		{"a letter in two posts", []string{"caf\xc3", "\xa9"}, []string{`"caf"`, `"é"`}, Stream},
		{"windows are no windows", []string{"We begin the meeting", "We begin the meeting now", "We begin the meeting now with", "We begin the meeting now with item"}, []string{`"We begin the meeting"`, `"We begin the meeting now"`, `"We begin the meeting now with"`, `"We begin the meeting now with item"`}, Stream},
	})
}

func TestChunk(t *testing.T) {
	testDialect(t, Chunk, []spoken{
		{"a space between", []string{"the end", "of", "it"}, []string{`"the end"`, `" of"`, `" it"`}, Chunk},
		{"not twice", []string{"the end ", "of", " it"}, []string{`"the end "`, `"of"`, `" it"`}, Chunk},
		{"none after a line end", []string{"The end.\n", "Of it"}, []string{`"The end.\n"`, `"Of it"`}, Chunk},
		{"none where a letter is taken back", []string{"the ent", "\x08d"}, []string{`"the ent"`, `e1 "d"`}, Chunk},
		{"chevrons begin a line", []string{"Thank you.", ">> Yes."}, []string{`"Thank you."`, `"\n>> Yes."`}, Chunk},
		{"white space alone", []string{"a", " ", "b"}, []string{`"a"`, `" "`, `"b"`}, Chunk},
		{"timestamps are text", []string{"2026-03-02T10:00:00.000\nOne.\n"}, []string{`"2026-03-02T10:00:00.000\nOne.\n"`}, Chunk},
	})
}

func TestLine(t *testing.T) {
	testDialect(t, Lines, []spoken{
		{"a line each", []string{"The end", "of it"}, []string{`"The end\n"`, `"of it\n"`}, Lines},
		{"a line end is one", []string{"The end\r\n", "of it\n"}, []string{`"The end\n"`, `"of it\n"`}, Lines},
		{"two lines in a body", []string{"The end\nof it"}, []string{`"The end\nof it\n"`}, Lines},
		{"a backspace opens the line again", []string{"The ent", "\x08\x08d"}, []string{`"The ent\n"`, `e2 "d\n"`}, Lines},
		{"white space is no line", []string{"The end", " \n"}, []string{`"The end\n"`, `" \n"`}, Lines},
	})
}

func TestAuto(t *testing.T) {
	testDialect(t, Auto, []spoken{
		{"pieces without spaces are chunks", []string{"the end", "of it"}, []string{`"the end"`, `" of it"`}, Chunk},
		{"a space at an end makes a stream", []string{"the", " end of i", "t"}, []string{`"the"`, `" end of i"`, `"t"`}, Stream},
		{"so does a backspace", []string{"th", "\x08he", " end"}, []string{`"th"`, `e1 "he"`, `" end"`}, Stream},
		{"and a line end", []string{"One.\n", "Two.", "Three."}, []string{`"One.\n"`, `"Two."`, `"Three."`}, Stream},
		{"a timestamp in the first line makes pairs", []string{"2026-03-02T10:00:00.000\nOne.\n", "Two"}, []string{`"One.\n"`, `"Two"`}, Chunk},
		{"nothing yet", nil, nil, ""},
		{"nothing but a heartbeat", []string{""}, []string{"nothing"}, ""},
	})
}
