package captions

import "slices"

// Places is how many posts of one gap have their places kept.
const Places = 64

// A hole is where posts never came. It keeps the ids of the segments that they would make.
type hole struct {
	source string
	from   int64 // the number of the first post
	count  int   // how many have a place
	base   uint64
}

// miss keeps the place of posts that never came: it is where the text ends now.
func (t *Track) miss(op Op) {
	t.next.missing += op.Count
	h := hole{op.Source, op.From, min(max(op.Count, 0), Places), t.ids + 1}
	t.holes = append(t.holes, h)
	t.ids += uint64(h.count)
}

// fill puts a post that comes late in its place, as a segment of its own; without a place it
// goes to the end. What it would erase was never there.
func (t *Track) fill(op Op) {
	raw := []rune(OneLine(op.Text))
	i, h := t.place(op)
	switch {
	case len(raw) == 0:
		return
	case i == 0:
		t.close(Space)
		t.apply(Op{Kind: OpText, Text: string(raw)})
		t.close(Space)
		return
	}
	if i == len(t.pieces) {
		t.open = false
	} else {
		t.touch(i)
	}
	prev := &t.pieces[i-1]
	raw = append(raw, ' ')
	t.resize(i, len(raw))
	t.pieces = slices.Insert(t.pieces, i, piece{
		raw: raw, inherit: prev.speaker(), atLine: prev.after() >= Line, at: t.now, end: t.now, late: true,
		forced: Space, seg: Segment{ID: h.base + uint64(op.From-h.from)},
	})
	t.hand(i)
	t.found(i, h)
}

// place finds the hole that a late post belongs to, and the place of its piece; 0 if it has
// none.
func (t *Track) place(op Op) (int, hole) {
	for _, h := range slices.Backward(t.holes) {
		if h.source == op.Source && h.from <= op.From && op.From < h.from+int64(h.count) {
			if i, taken := t.find(h.base + uint64(op.From-h.from)); !taken {
				return i, h
			}
			break
		}
	}
	return 0, hole{}
}

// found says of what stands after hole h, which piece i fills, that one post less is missing.
func (t *Track) found(i int, h hole) {
	for i++; i < len(t.pieces); i++ {
		if p := &t.pieces[i]; !p.late && p.seg.ID >= h.base+uint64(h.count) {
			p.opening.missing = max(p.opening.missing-1, 0)
			return
		}
	}
	t.next.missing = max(t.next.missing-1, 0)
}

// fix gives a final segment another text. Its label stays, and so does all around it.
func (t *Track) fix(op Op) {
	i, ok := t.find(op.Seg)
	if !ok || i == 0 || t.open && i == len(t.pieces)-1 {
		return
	}
	t.touch(i)
	text := []rune(OneLine(op.Text))
	if len(text) == 0 {
		t.retract(i)
		return
	}
	p := &t.pieces[i]
	label, end := p.heading().size, p.solid()
	begin := skipSpace(p.raw[:end], label)
	if begin > 0 && begin == label {
		text = slices.Insert(text, 0, ' ') // the label stood alone
	}
	t.resize(i, len(text)-(end-begin))
	p.raw = slices.Concat(p.raw[:begin], text, p.raw[end:])
	t.hand(i)
}

// retract takes piece i away. The white space after it stays, and what was said of it before
// its first character is said of its successor.
func (t *Track) retract(i int) {
	p, prev := t.pieces[i], &t.pieces[i-1]
	t.touch(i - 1)
	white := p.raw[p.solid():]
	white = white[:min(len(white), maxBlank-(len(prev.raw)-prev.solid()))]
	t.resize(i, len(white)-len(p.raw))
	prev.raw = append(slices.Clip(prev.raw), white...)
	prev.forced, prev.sealed = max(prev.forced, p.forced), prev.sealed || p.sealed
	t.pieces = slices.Delete(t.pieces, i, i+1)
	if i == len(t.pieces) {
		t.next, t.open = p.opening.before(t.next), false
		return
	}
	next := &t.pieces[i]
	next.opening = p.opening.before(next.opening)
	next.inherit = prev.speaker()
	t.hand(i)
}

// hand passes on who speaks in piece i to those after it that say nothing of it.
func (t *Track) hand(i int) {
	for i++; i < len(t.pieces); i++ {
		speaker := t.pieces[i-1].speaker()
		if t.pieces[i].inherit == speaker {
			return
		}
		t.pieces[i].inherit = speaker
	}
}

// resize says that the text has grown at piece i, or shrunk.
func (t *Track) resize(i, by int) {
	before := t.size
	for _, p := range t.pieces[i:] {
		before -= len(p.raw)
	}
	if before < t.cleared {
		t.cleared = max(t.cleared+by, before)
	}
	t.size += by
	t.furthest += by
}
