package captions

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

// model is a track as anyone would write it: what is there, and how far back one may go.
type model struct {
	text              []rune
	furthest, cleared int
}

func (m *model) apply(op Op) {
	switch op.Kind {
	case OpText:
		for _, r := range op.Text {
			m.write(r)
		}
	case OpNewline:
		m.write('\n')
	case OpParagraph:
		m.write('\u2029')
	case OpErase:
		n := op.Count
		if op.Unit == Grapheme {
			n = 0
			for range min(op.Count, len(m.text)) {
				n += LastGrapheme(m.text[:len(m.text)-n])
			}
		}
		n = min(n, len(m.text)-max(m.cleared, m.furthest-2000))
		m.text = m.text[:len(m.text)-max(n, 0)]
	case OpClear:
		m.cleared = len(m.text)
	}
}

func (m *model) write(r rune) {
	r, ok := Plain(r)
	if !ok || unicode.IsSpace(r) && m.blank() >= maxBlank {
		return
	}
	m.text = append(m.text, r)
	m.furthest = max(m.furthest, len(m.text))
}

func (m *model) blank() int {
	n := 0
	for n < len(m.text) && unicode.IsSpace(m.text[len(m.text)-1-n]) {
		n++
	}
	return n
}

// samples are what the fuzzer's captioner types.
var samples = []string{
	"word", " ", "a. ", ">> ", "ANNA: ", "B", ":", "\n", "(pause)", "。", "，字", "\x00\ufeff", ", ",
	strings.Repeat("words of a sentence ", 3), strings.Repeat("long", 60), strings.Repeat(" ", 300), "\u2029", "\t", "é", "\xff",
	"e\u0301", "🇪🇪", "\u0301",
}

// hold reads every byte string as applies: each byte is an op, or the end of an apply.
func hold(data []byte) [][]Op {
	kinds := []Kind{OpText, OpText, OpText, OpErase, OpNewline, OpParagraph, OpSpeaker, OpClear, OpEnd, OpGap, "?", ""}
	applies := [][]Op{nil}
	for _, b := range data {
		kind, n := kinds[int(b)%len(kinds)], int(b)/len(kinds)
		op := Op{Kind: kind, Text: samples[n%len(samples)], Count: n*n - 3, Label: samples[n%len(samples)]}
		if n%3 == 2 {
			op.Unit = Grapheme
		}
		if kind == "" {
			applies = append(applies, nil)
			continue
		}
		applies[len(applies)-1] = append(applies[len(applies)-1], op)
	}
	return applies
}

// Every byte string is a captioner at work.
func FuzzTrack(f *testing.F) {
	f.Add([]byte("a captioner who types, errs and corrects"))
	f.Add(slices.Repeat([]byte{0, 13, 12, 11, 231}, 40))
	f.Add(slices.Repeat([]byte{168, 156, 11, 3, 255, 11}, 30))
	f.Add([]byte("2\x1b\xc8\xa8")) // a label, its segment's end, and a word close behind
	f.Fuzz(func(t *testing.T, data []byte) {
		var track, again Track
		var m model
		if data = data[:min(len(data), 150)]; len(data) == 0 {
			return
		}
		for i, ops := range hold(data) {
			at := ten.Add(time.Duration(i) * 100 * time.Millisecond)
			before, clone := track.Segments(), track.Clone()
			track.Apply(at, ops...)
			again.Apply(at, ops...)
			if !slices.Equal(clone.Segments(), before) {
				t.Fatal("a clone changed with its original")
			}
			disturb(clone, at)
			for _, op := range ops {
				m.apply(op)
			}
			checkTouched(t, &track, before)
			checkText(t, &track, m.text)
			m.mend(t, &track, &again, at, data[i%len(data)])
		}
		if !reflect.DeepEqual(track.Segments(), again.Segments()) {
			t.Fatal("the same ops made another track, or a clone disturbed its original")
		}
	})
}

// mend changes something that is not the end of the text, and checks that all else stands.
func (m *model) mend(t *testing.T, track, again *Track, at time.Time, b byte) {
	t.Helper()
	before := track.Segments()
	op := Op{Kind: OpLate, From: int64(b % 4), Text: samples[int(b)%len(samples)]}
	if b%2 == 0 && len(before) > 0 {
		op = Op{Kind: OpFix, Seg: before[int(b)%len(before)].ID, Text: op.Text}
	}
	track.Apply(at, op)
	again.Apply(at, op)
	checkTouched(t, track, before)
	for _, old := range before {
		s, ok := track.Segment(old.ID)
		if old.ID != op.Seg && (!ok || s.Text != old.Text || s.At != old.At) {
			t.Fatalf("%+v turned %+v into %+v", op, old, s)
		}
		if s.Final && old.Final && s.Text != old.Text {
			if was := track.History(s.ID); was[len(was)-1].Text != old.Text {
				t.Fatalf("%+v is not in the history %v", old, was)
			}
		}
	}
	m.text = nil
	for _, p := range track.pieces {
		m.text = append(m.text, p.raw...)
	}
	m.furthest, m.cleared = track.furthest, track.cleared
	if track.size != len(m.text) || m.furthest < len(m.text) || m.cleared < 0 || m.cleared > len(m.text) {
		t.Fatalf("%d characters, %d said, %d cleared, furthest %d", len(m.text), track.size, m.cleared, m.furthest)
	}
	checkText(t, track, m.text)
}

// disturb does to a clone what would show in an original that shared its text.
func disturb(clone *Track, at time.Time) {
	for _, s := range clone.Segments() {
		clone.Apply(at, Op{Kind: OpFix, Seg: s.ID, Text: "###"})
	}
	clone.Apply(at, Op{Kind: OpErase, Count: 3}, Op{Kind: OpText, Text: "###"}, Op{Kind: OpErase, Count: 500}, Op{Kind: OpText, Text: "#\n##"})
}

// checkTouched checks that Touched is exactly what differs from before, and that each
// change is one revision.
func checkTouched(t *testing.T, track *Track, before []Segment) {
	t.Helper()
	old := make(map[uint64]Segment)
	var want []uint64
	for _, s := range before {
		old[s.ID] = s
		if _, ok := track.Segment(s.ID); !ok {
			want = append(want, s.ID)
		}
	}
	last := uint64(0)
	for _, s := range track.Segments() {
		if s.ID <= last {
			t.Fatalf("segment %d after %d", s.ID, last)
		}
		last = s.ID
		if s == old[s.ID] {
			continue
		}
		want = append(want, s.ID)
		if s.Rev != old[s.ID].Rev+1 {
			t.Fatalf("segment %d went from revision %d to %d", s.ID, old[s.ID].Rev, s.Rev)
		}
	}
	if slices.Sort(want); !slices.Equal(track.Touched(), want) {
		t.Fatalf("touched %v, but %v differ", track.Touched(), want)
	}
}

// checkText checks that the track accounts for every character, and that readers get every
// word whole and once: in a label or in a text, parted where the captioner or an op parted
// it.
func checkText(t *testing.T, track *Track, want []rune) {
	t.Helper()
	var raw []rune
	var words, shown strings.Builder
	for i, p := range track.pieces {
		raw = append(raw, p.raw...)
		words.WriteString(string(p.raw))
		if p.forced > None {
			words.WriteByte(' ')
		}
		if i == 0 {
			continue
		}
		if s, ok := track.Segment(p.seg.ID); !ok || s != p.seg || s.Text != strings.TrimSpace(s.Text) ||
			len(p.raw) > maxSegment+maxBlank && !p.late && p.was == nil {
			t.Fatalf("segment %+v", s)
		}
		if h := p.heading(); h.size > 0 {
			shown.WriteString(string(p.raw[:h.size]))
			if h.size < p.solid() { // else what follows the label is another segment, as the break says
				shown.WriteByte(' ')
			}
		}
		shown.WriteString(p.seg.Text + []string{"", " ", "\n", "\n\n"}[p.seg.Break])
	}
	if !slices.Equal(raw, want) {
		t.Fatalf("the track holds %q, but %q was written", string(raw), string(want))
	}
	if !slices.Equal(strings.Fields(shown.String()), strings.Fields(words.String())) {
		t.Fatalf("readers get %q of %q", shown.String(), words.String())
	}
}
