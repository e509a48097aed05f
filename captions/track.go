package captions

import (
	"cmp"
	"slices"
	"time"
	"unicode"
)

// Idle is how long nothing is written until the open segment is final.
const Idle = 4 * time.Second

// Reach is how far back an erase may go, in characters from the furthest ever written.
const Reach = 2000

// A Track is the text of one channel of captions. Its zero value is empty and ready. It is
// not for several goroutines at once.
//
// Text is added at its end and erased from there, so only the last segment is ever open, and
// an erase that reaches an earlier one makes that the last. What is changed elsewhere is
// changed whole: a line that is put right, and a post that comes late.
type Track struct {
	pieces   []piece // the first holds the white space before all text, and is no segment
	open     bool    // text goes on in the last piece
	next     opening // of the piece that the next character begins
	ids      uint64  // given so far
	size     int     // characters written and not erased
	furthest int     // the greatest size ever
	cleared  int     // the size at the last clear
	holes    []hole
	strikes  []strike // of the last while
	now      time.Time

	kept    int       // pieces that the present Apply has not touched
	before  []Segment // what stood after them, last first
	touched []uint64
}

// Apply folds in what the captioner did at a time. It cannot fail: what cannot be erased is
// left, and unknown ops do nothing. Time does not go back: an earlier one counts as the
// latest so far. The work is in proportion to the ops, not to the track.
func (t *Track) Apply(at time.Time, ops ...Op) {
	if at = at.UTC().Truncate(time.Millisecond); at.After(t.now) {
		t.now = at
	}
	if len(t.pieces) == 0 {
		t.pieces = []piece{{sealed: true, forced: Line}}
	}
	t.kept = len(t.pieces)
	for _, op := range ops {
		before := t.size
		t.apply(op)
		t.strike(op, t.size-before)
	}
	t.settle()
}

func (t *Track) apply(op Op) {
	switch op.Kind {
	case OpText:
		for _, r := range op.Text {
			t.write(r)
		}
	case OpNewline:
		t.write(newline)
	case OpParagraph:
		t.write(paragraph)
	case OpErase:
		t.erase(t.points(op))
	case OpSpeaker:
		t.close(Paragraph)
		t.next = t.next.before(opening{spk: true, speaker: op.Label})
	case OpClear:
		t.close(Line)
		t.last().sealed = true
		t.cleared = t.size
	case OpEnd:
		t.close(None)
	case OpGap:
		t.close(Space)
		t.miss(op)
	case OpLate:
		t.fill(op)
	case OpFix:
		t.fix(op)
	}
}

// last returns the last piece, to be changed.
func (t *Track) last() *piece {
	t.touch(len(t.pieces) - 1)
	return &t.pieces[len(t.pieces)-1]
}

// write adds one character.
func (t *Track) write(r rune) {
	r, ok := Plain(r)
	if !ok {
		return
	}
	p := t.last()
	white := unicode.IsSpace(r)
	switch {
	case white && len(p.raw)-p.solid() >= maxBlank:
		return
	case white:
	case !t.open && t.next == (opening{}) && t.now.Sub(p.end) < Read && p.inWord(r):
		t.open = true // whoever pauses within a word still writes one word
	case !t.open || p.endsBefore(r):
		p = t.begin(t.now)
	case len(p.raw) >= maxSegment:
		p = t.cut()
	}
	p.raw = append(p.raw, r)
	t.size++
	t.furthest = max(t.furthest, t.size)
	if white {
		t.open = t.open && !p.complete()
	} else {
		p.end = t.now
	}
}

// begin adds a piece whose first character came at a time.
func (t *Track) begin(at time.Time) *piece {
	prev := t.last()
	t.ids++
	t.pieces = append(t.pieces, piece{
		opening: t.next, inherit: prev.speaker(), atLine: prev.after() >= Line, at: at, end: at, seg: Segment{ID: t.ids},
	})
	t.next, t.open = opening{}, true
	return &t.pieces[len(t.pieces)-1]
}

// cut ends the last piece, which is too long, and begins one with what is over.
func (t *Track) cut() *piece {
	p := t.last()
	k := p.cutAt()
	rest := slices.Clone(p.raw[k:])
	p.raw = p.raw[:k:k]
	p = t.begin(p.end)
	p.raw = rest
	return p
}

// close ends the open piece, if any, and sees to it that what follows is no closer than b.
func (t *Track) close(b Break) {
	p := t.last()
	p.forced = max(p.forced, b)
	t.open = false
}

// erase takes back up to n characters, within reach. A piece that loses some is open again,
// unless a line end or sentence end is left at its end; one that loses all is gone, and
// what was said before it is said of its successor.
func (t *Track) erase(n int) {
	n = min(n, t.size-max(t.cleared, t.furthest-Reach))
	for n > 0 {
		p := t.last()
		k := min(n, len(p.raw))
		if k == len(p.raw) && len(t.pieces) > 1 {
			t.next = p.opening.before(t.next)
			t.pieces = t.pieces[:len(t.pieces)-1]
			t.open = false
		} else {
			left := len(p.raw) - k
			p.raw = p.raw[:left:left] // a clone may share what is beyond
			t.reopen(p)
		}
		n -= k
		t.size -= k
	}
}

func (t *Track) reopen(p *piece) {
	if p.sealed {
		return
	}
	p.forced = None
	t.open = !p.complete()
}

// touch keeps what piece i and those after it were before the present Apply.
func (t *Track) touch(i int) {
	for t.kept > i {
		t.kept--
		t.before = append(t.before, t.pieces[t.kept].seg)
	}
}

// settle compares the touched pieces with what they were, and numbers what changed.
func (t *Track) settle() {
	t.touched = nil
	for i := max(t.kept, 1); i < len(t.pieces); i++ {
		p := &t.pieces[i]
		seg := p.segment(!t.open || i < len(t.pieces)-1)
		seg.Rev = p.seg.Rev
		if seg != p.seg {
			p.become(seg, t.now)
			t.touched = append(t.touched, seg.ID)
		}
	}
	for _, old := range t.before {
		if _, ok := t.Segment(old.ID); !ok && old.ID > 0 {
			t.touched = append(t.touched, old.ID)
		}
	}
	slices.Sort(t.touched)
	t.before = nil
}

// find returns where the piece of segment id is, or would be.
func (t *Track) find(id uint64) (int, bool) {
	return slices.BinarySearchFunc(t.pieces, id, func(p piece, id uint64) int { return cmp.Compare(p.seg.ID, id) })
}

// Segments returns the segments in the order of the text.
func (t *Track) Segments() []Segment {
	var segs []Segment
	for _, p := range t.pieces[min(1, len(t.pieces)):] {
		segs = append(segs, p.seg)
	}
	return segs
}

// Segment returns a segment. It is false if the segment was erased wholly, or never was.
func (t *Track) Segment(id uint64) (Segment, bool) {
	i, ok := t.find(id)
	if !ok || id == 0 {
		return Segment{}, false
	}
	return t.pieces[i].seg, true
}

// History returns what a segment said while it was final, oldest first, before it was
// corrected. The caller must not change it.
func (t *Track) History(id uint64) []Was {
	i, ok := t.find(id)
	if !ok || id == 0 {
		return nil
	}
	return t.pieces[i].was
}

// Touched returns the ids of the segments that the last Apply made, changed or retracted,
// in order. A segment made and retracted in one Apply was never there.
func (t *Track) Touched() []uint64 { return t.touched }

// Due returns when the open segment becomes final if nothing more is written: the owner
// then applies OpEnd. It is zero if no segment is open.
func (t *Track) Due() time.Time {
	if !t.open {
		return time.Time{}
	}
	return t.now.Add(Idle)
}

// Clone returns a copy that shares nothing with t that either could change.
func (t *Track) Clone() *Track {
	c := *t
	c.pieces = slices.Clone(t.pieces)
	for i := range c.pieces {
		c.pieces[i].raw = slices.Clip(c.pieces[i].raw)
		c.pieces[i].was = slices.Clip(c.pieces[i].was)
	}
	c.holes = slices.Clip(c.holes)
	return &c
}
