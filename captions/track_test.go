package captions

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

var ten = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// script reads ops from a line as a test writes them: words in braces are ops, the rest is
// typed. {e3} erases three, {spk ANNA} names a speaker.
func script(line string) []Op {
	var ops []Op
	for line != "" {
		text, rest, _ := strings.Cut(line, "{")
		if text != "" {
			ops = append(ops, Op{Kind: OpText, Text: text})
		}
		var name string
		name, line, _ = strings.Cut(rest, "}")
		var n int
		switch {
		case name == "":
		case strings.HasPrefix(name, "gap"):
			op := Op{Kind: OpGap, Count: 1, From: 5}
			_, _ = fmt.Sscanf(name, "gap %d %d", &op.From, &op.Count) // a gap alone is post 5
			ops = append(ops, op)
		case strings.HasPrefix(name, "late "), strings.HasPrefix(name, "fix "):
			kind, rest, _ := strings.Cut(name, " ")
			number, text, _ := strings.Cut(rest, " ")
			_, _ = fmt.Sscan(number, &n)
			ops = append(ops, Op{Kind: Kind(kind), From: int64(n), Seg: uint64(n), Text: text})
		case strings.HasPrefix(name, "spk"):
			ops = append(ops, Op{Kind: OpSpeaker, Label: strings.TrimSpace(name[3:])})
		case strings.HasPrefix(name, "e") && name != "end":
			_, _ = fmt.Sscanf(name, "e%d", &n) // an e alone erases nothing
			ops = append(ops, Op{Kind: OpErase, Count: n})
		default:
			ops = append(ops, Op{Kind: Kind(name), Count: 1})
		}
	}
	return ops
}

// written shows segments on one line: id, * if open, speaker, text, and the break after.
func written(segs []Segment) string {
	var parts []string
	for _, s := range segs {
		part := fmt.Sprint(s.ID)
		if s.Gap {
			part += "?"
		}
		if !s.Final {
			part += "*"
		}
		if s.Turn {
			part += "!"
		}
		if s.Speaker != "" {
			part += "<" + s.Speaker + ">"
		}
		parts = append(parts, part+"["+s.Text+"]"+[]string{"", "_", "/", "//"}[s.Break])
	}
	return strings.Join(parts, " ")
}

var forty = strings.Repeat("words of ", 5) // 45 characters, space at the end

// A step is applied one op at a time; the order of text is the order of ids.
func TestTrack(t *testing.T) {
	for _, tt := range []struct{ rule, ops, want string }{
		{"nothing written is nothing shown", "", ""},
		{"white space alone is not a segment", "  {nl}{p} ", ""},
		{"text is open until something ends it", "Good morning", "1*[Good morning]"},
		{"white space at the ends is not text", "  Good morning ", "1*[Good morning]_"},
		{"white space within is kept as it is", "Good  morning", "1*[Good  morning]"},
		{"a newline ends a segment", "One{nl}Two", "1[One]/ 2*[Two]"},
		{"a newline may come as a character", "One\nTwo", "1[One]/ 2*[Two]"},
		{"a carriage return is a newline too", "One\rTwo", "1[One]/ 2*[Two]"},
		{"a paragraph's end ends a segment", "One{p}Two", "1[One]// 2*[Two]"},
		{"two newlines are a paragraph's end", "One{nl} {nl}Two", "1[One]// 2*[Two]"},
		{"a short sentence goes on", "Yes. No", "1*[Yes. No]"},
		{"a long sentence ends a segment at the space after it", forty + "it. No", "1[" + forty + "it.]_ 2*[No]"},
		{"a sentence is long from forty characters on", strings.Repeat("x", 39) + ". No", "1[" + strings.Repeat("x", 39) + ".]_ 2*[No]"},
		{"and short until then", strings.Repeat("x", 38) + ". No", "1*[" + strings.Repeat("x", 38) + ". No]"},
		{"not before the space", forty + "it.", "1*[" + forty + "it.]"},
		{"a quotation mark may stand between", forty + "it?” No", "1[" + forty + "it?”]_ 2*[No]"},
		{"ideographic sentences end without a space", strings.Repeat("字", 39) + "。字", "1[" + strings.Repeat("字", 39) + "。] 2*[字]"},
		{"idleness does not cut a word", "Hel{end}lo", "1*[Hello]"},
		{"it ends a segment where words end", "Hel{end}. Lo", "1[Hel] 2*[. Lo]"},
		{"and where scripts write no spaces", "字{end}字", "1[字] 2*[字]"},
		{"idleness without an open segment is nothing", "One{nl}{end}{end}", "1[One]/"},
		{"a line feed between two ends is kept with what it follows", "One{end}{nl}Two", "1[One]/ 2*[Two]"},
		{"controls are not text", "O\x00n\x1be\ufeff", "1*[One]"},
		{"a tab is a space", "One\ttwo", "1*[One two]"},
		{"text that is not UTF-8 is marked", "O\xffe", "1*[O\ufffde]"},

		{"an erase edits the open segment", "lins{e1}es", "1*[lines]"},
		{"an erase too far is an erase of all", "One{e100}Two", "2*[Two]"},
		{"an erase of nothing is nothing", "One{e0}{e-3}", "1*[One]"},
		{"a segment erased wholly is gone and its id with it", "One{nl}Two{e3}Three", "1[One]/ 3*[Three]"},
		{"a newline is one character; without it the segment is open", "One{nl}Two{e4}s", "1*[Ones]"},
		{"a paragraph's end is one character", "One{p}{e1}", "1*[One]"},
		{"of two newlines one may be erased", "One{nl}{nl}{e1}", "1[One]/"},
		{"an erase corrects a final segment", "One tow{nl}three{e8}wo three", "1*[One two three]"},
		{"a sentence whose space is erased is open again", forty + "it. {e1}", "1*[" + forty + "it.]"},
		{"a break that was ordered is undone with it", "One{spk BEN}{e1}e more", "1*[One more]"},
		{"an idle end is undone by an erase", "Hel{end}{e1}y", "1*[Hey]"},
		{"no erase reaches past a clear", "One{clear}Two{e9}", "1[One]/"},
		{"what stood before a clear stays final", "One{clear} {e1}Two", "1[One]/ 2*[Two]"},
		{"an erase crosses labels", "ANNA: One{nl}BEN: Two{e8}", "1!<ANNA>[One]/"},

		{"a label is not text", "ANNA: One", "1*!<ANNA>[One]"},
		{"chevrons before a label are not text", ">> RENATA SOLBERG:  One", "1*!<RENATA SOLBERG>[One]"},
		{"white space before a line is not text", "x{nl}   >>ILIE: One", "1[x]/ 2*!<ILIE>[One]"},
		{"chevrons alone are text, and a change to somebody unknown", "ANNA: One{nl}>> Two", "1!<ANNA>[One]/ 2*![>> Two]"},
		{"a label stays in force", "ANNA: One{nl}Two{p}Three", "1!<ANNA>[One]/ 2<ANNA>[Two]// 3*<ANNA>[Three]"},
		{"a label counts only where a line begins", "One ANNA: Two", "1*[One ANNA: Two]"},
		{"not even at the begin of a segment", forty + "it. ANNA: Two", "1[" + forty + "it.]_ 2*[ANNA: Two]"},
		{"a label can be erased like all text", "ANNA:{e2}{e1}", "1*[AN]"},
		{"a label is a label when its colon comes", "ANNA{end}: One", "1[ANNA] 2*[: One]"},
		{"a line in brackets is nobody's", "ANNA: One{nl}(Pause.){nl}Two", "1!<ANNA>[One]/ 2[(Pause.)]/ 3*<ANNA>[Two]"},
		{"a speaker named by the console ends the segment", "One{spk BEN}Two", "1[One]// 2*!<BEN>[Two]"},
		{"and stays while the first word is mended", "{spk BEN}Tow{e3}Two", "2*!<BEN>[Two]"},
		{"the later of two speakers counts", "{spk BEN}{spk EVA}Two", "1*!<EVA>[Two]"},
		{"somebody unknown", "{spk BEN}One{spk}Two", "1!<BEN>[One]// 2*![Two]"},
		{"a label in the text outweighs the console", "{spk BEN}EVA: One", "1*!<EVA>[One]"},

		{"unknown ops do nothing", "One{what}", "1*[One]"},
	} {
		checkScript(t, tt.rule, tt.ops, tt.want)
	}
}

// checkScript applies ops at once, and one by one.
func checkScript(t *testing.T, rule, ops, want string) {
	t.Helper()
	var whole, single Track
	whole.Apply(ten, script(ops)...)
	for _, op := range script(ops) {
		single.Apply(ten, op)
	}
	for name, track := range map[string]*Track{"at once": &whole, "one by one": &single} {
		if got := written(track.Segments()); got != want {
			t.Errorf("%s: %s, %s:\n got %s\nwant %s", rule, ops, name, got, want)
		}
	}
}

func TestTrackCutsLongText(t *testing.T) {
	for _, tt := range []struct {
		rule, text string
		first      int // characters of the first segment
		after      Break
	}{
		{"at the last space", strings.Repeat("word ", 44) + "w", 219, Space},
		{"in a word that is too long", strings.Repeat("w", 221), 220, None},
		{"not at a space far back", "word " + strings.Repeat("w", 216), 220, None},
		{"after an ideographic comma", strings.Repeat("字", 149) + "，" + strings.Repeat("字", 71), 150, None},
	} {
		var track Track
		track.Apply(ten, Op{Kind: OpText, Text: tt.text})
		segs := track.Segments()
		if len(segs) != 2 || len([]rune(segs[0].Text)) != tt.first || segs[0].Break != tt.after || !segs[0].Final {
			t.Errorf("%s: %s", tt.rule, written(segs))
		}
	}
}

func TestTrackReach(t *testing.T) {
	var track Track
	line := strings.Repeat("x", 99) + "\n"
	track.Apply(ten, Op{Kind: OpText, Text: strings.Repeat(line, 30)})
	for range 3 {
		track.Apply(ten, Op{Kind: OpErase, Count: 1500})
	}
	if segs := track.Segments(); len(segs) != 10 {
		t.Errorf("erasing all but 2,000 of 3,000 characters left %d lines, not 10", len(segs))
	}
}

func TestTrackBlankRuns(t *testing.T) {
	var track Track
	track.Apply(ten, Op{Kind: OpText, Text: "a" + strings.Repeat(" ", 1000)}, Op{Kind: OpErase, Count: maxBlank}, Op{Kind: OpText, Text: "b"})
	if got := written(track.Segments()); got != "1*[ab]" {
		t.Errorf("after 1,000 spaces and %d erases: %s", maxBlank, got)
	}
}

// Revisions rise by one with each Apply that changes a segment, and only then.
func TestTrackRevisions(t *testing.T) {
	for _, tt := range []struct {
		rule    string
		applies []string
		touched []uint64 // by the last
		revs    []int
	}{
		{"a new segment is at revision 1", []string{"One"}, []uint64{1}, []int{1}},
		{"text makes a revision", []string{"One", " two"}, []uint64{1}, []int{2}},
		{"several ops at once make one", []string{"One", " two{e1}{nl}"}, []uint64{1}, []int{2}},
		{"what changes nothing makes none", []string{"One{nl}", "{e0}{end}"}, nil, []int{1}},
		{"text that is taken back at once was never there", []string{"One{nl}", "Two{e3}"}, nil, []int{1}},
		{"the end of one and the begin of the next", []string{"One", "{nl}Two"}, []uint64{1, 2}, []int{2, 1}},
		{"a retracted segment is touched", []string{"One{nl}Two", "{e3}"}, []uint64{2}, []int{1}},
		{"a correction of a final retracts what followed", []string{"One{nl}Two", "{e5}e"}, []uint64{1, 2}, []int{2}},
	} {
		var track Track
		for _, ops := range tt.applies {
			track.Apply(ten, script(ops)...)
		}
		var revs []int
		for _, s := range track.Segments() {
			revs = append(revs, s.Rev)
		}
		if !slices.Equal(track.Touched(), tt.touched) || !slices.Equal(revs, tt.revs) {
			t.Errorf("%s: touched %v, revisions %v", tt.rule, track.Touched(), revs)
		}
	}
}

// What a clone does, its original does not see, and the other way round.
func TestClone(t *testing.T) {
	for _, tt := range []struct{ rule, first, ops string }{
		{"writing", "One two", " three"},
		{"writing over what was erased", "One two", "{e3}ten"},
		{"writing over what was erased in a final segment", "One two{nl}three", "{e9}ten"},
		{"erasing all", "One two", "{e99}"},
		{"ending", "One two", "{end}"},
		{"putting right", "One two{nl}three", "{fix 1 One}"},
		{"filling a hole", "One{gap}two", "{late 5 and}"},
	} {
		var track Track
		for _, r := range tt.first {
			track.Apply(ten, Op{Kind: OpText, Text: string(r)}) // leaves room behind the text
		}
		want := track.Segments()
		clone := track.Clone()
		clone.Apply(ten, script(tt.ops)...)
		track.Apply(ten, Op{Kind: OpText, Text: "x"}, Op{Kind: OpErase, Count: 1})
		if got := track.Segments(); written(got) != written(want) {
			t.Errorf("%s in a clone: %s, was %s", tt.rule, written(got), written(want))
		}
		other := track.Clone()
		track.Apply(ten, script(tt.ops)...)
		other.Apply(ten, Op{Kind: OpText, Text: "x"}, Op{Kind: OpErase, Count: 1})
		if got := other.Segments(); written(got) != written(want) {
			t.Errorf("%s in an original: its clone is %s, was %s", tt.rule, written(got), written(want))
		}
	}
}

// Both write where there is room behind the text they share.
func TestCloneAndOriginalGoOn(t *testing.T) {
	var track Track
	for range 9 { // room is left behind nine characters, however slices grow
		track.Apply(ten, Op{Kind: OpText, Text: "x"})
	}
	clone := track.Clone()
	for range 2 {
		clone.Apply(ten, Op{Kind: OpText, Text: "c"})
		track.Apply(ten, Op{Kind: OpText, Text: "t"})
	}
	if got := written(clone.Segments()) + written(track.Segments()); got != "1*[xxxxxxxxxcc]1*[xxxxxxxxxtt]" {
		t.Error(got)
	}
}

func TestTrackTimes(t *testing.T) {
	var track Track
	if !track.Due().IsZero() {
		t.Error("an empty track is due")
	}
	track.Apply(ten, script("One")...)
	track.Apply(ten.Add(2*time.Second), script(" two ")...)
	track.Apply(ten.Add(time.Second), script("three")...) // the clock was set back
	seg, _ := track.Segment(1)
	if !seg.At.Equal(ten) || !seg.End.Equal(ten.Add(2*time.Second)) {
		t.Errorf("a segment from %v to %v", seg.At, seg.End)
	}
	if want := ten.Add(6 * time.Second); !track.Due().Equal(want) {
		t.Errorf("due at %v, not %v", track.Due(), want)
	}
	track.Apply(track.Due(), Op{Kind: OpEnd})
	if seg, _ := track.Segment(1); !seg.Final || !track.Due().IsZero() {
		t.Error("not final when it was due")
	}
}

func BenchmarkApply(b *testing.B) {
	for _, words := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("after %d words", words), func(b *testing.B) {
			var track Track
			for range words {
				track.Apply(ten, Op{Kind: OpText, Text: " word."})
			}
			b.ReportAllocs()
			for b.Loop() {
				track.Apply(ten, Op{Kind: OpText, Text: " word."})
			}
		})
	}
}
