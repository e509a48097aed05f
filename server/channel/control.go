package channel

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"example.org/convener/captions"
)

// Who writes what readers see. Source of the times: sections 2.6 of our captions reference.
const (
	// gone is how long a captioner who has taken the captions is away until a program that
	// writes is published instead: it has no button to take them with.
	gone = 8 * time.Second
	// silent is the same for one who only writes nothing.
	silent = time.Minute
	// overlap is how far back what two captioners wrote is compared when one takes over.
	overlap = 5 * time.Second
	// stitch is how many words in a row are the same words, and not a coincidence.
	stitch = 4
)

// control says which source is published. Until somebody takes the captions, all are.
type control struct {
	holder string               // who took them last and has not yielded; empty for nobody
	heard  time.Time            // when the holder last wrote
	lost   map[string]time.Time // the sources whose line is lost, and since when
	writer string               // whose text readers were shown last
}

// publishes reports whether what a source writes now is for readers. A program publishes
// also when the holder is away.
func (c *control) publishes(by string, program bool, now time.Time) bool {
	if c.holder == "" || c.holder == by {
		return true
	}
	lost, isLost := c.lost[c.holder]
	return program && (isLost && now.Sub(lost) >= gone || now.Sub(c.heard) >= silent)
}

// write folds in what a source wrote: for readers, or for its own preview. Who sends a number
// and no text is there, and writes nothing.
func (t *text) write(by string, program bool, now time.Time, ops []captions.Op) {
	if delete(t.lost, by); len(ops) == 0 {
		return
	}
	if !t.publishes(by, program, now) {
		t.preview(by).Apply(now, ops...)
		return
	}
	if t.holder != by {
		t.holder = "" // it is away
	}
	t.heard = now
	t.pass(by, now)
	if t.apply(now, ops...) {
		t.arrived(now)
	}
}

// pass hands the text on to another source: nobody erases what another wrote.
func (t *text) pass(by string, now time.Time) {
	if t.writer != by && t.writer != "" {
		t.apply(now, captions.Op{Kind: captions.OpClear})
	}
	t.writer = by
}

// preview is what a source wrote that was not published.
func (t *text) preview(by string) *captions.Track {
	p := t.previews[by]
	if p == nil {
		p = new(captions.Track)
		t.previews[by] = p
	}
	return p
}

// take publishes a source from now on, and of its preview what readers have not had.
func (t *text) take(by string, now time.Time) {
	ops := t.stitched(by)
	delete(t.previews, by)
	delete(t.lost, by)
	t.holder, t.heard = by, now
	if len(ops) > 0 && ops[0].Kind == captions.OpErase {
		t.apply(now, ops[0]) // before the pass, which nothing is erased past
		ops = ops[1:]
	}
	t.pass(by, now)
	t.apply(now, ops...)
}

// stitched is what a source's preview adds to the text: what came after the text's end, but
// for words that are there already. A word that is cut off there is written anew.
func (t *text) stitched(by string) []captions.Op {
	p := t.previews[by]
	if p == nil {
		return nil
	}
	var end time.Time
	said, cut := "", false
	for _, s := range last(t.track.Segments()) {
		said += s.Text + " "
		end, cut = s.End, s.Break == captions.None
	}
	var later, after string
	for _, s := range last(p.Segments()) {
		if s.End.After(end.Add(-overlap)) {
			later += s.Text + " "
		}
		if s.At.After(end) {
			after += s.Text + " "
		}
	}
	if rest, erase, ok := continued(strings.Fields(said), strings.Fields(later), cut); ok {
		return typed(erase, strings.Join(rest, " "))
	}
	return typed(0, strings.TrimSpace(after))
}

// last is the end of a text, long enough to find the same words in another.
func last(segs []captions.Segment) []captions.Segment { return segs[max(0, len(segs)-6):] }

func typed(erase int, text string) (ops []captions.Op) {
	if erase > 0 {
		ops = append(ops, captions.Op{Kind: captions.OpErase, Count: erase})
	}
	if text != "" {
		ops = append(ops, captions.Op{Kind: captions.OpText, Text: text + " "})
	}
	return ops
}

// continued finds where in later the end of said stands, and returns what comes after it. If
// the last word of said is cut off, erase is its length, and the whole word comes again.
func continued(said, later []string, cut bool) (rest []string, erase int, ok bool) {
	for n := len(later); n >= stitch; n-- {
		if sameEnd(said, later[:n]) {
			return later[n:], 0, true
		}
	}
	if !cut || len(said) <= stitch {
		return nil, 0, false
	}
	begun := said[len(said)-1]
	for n := len(later) - 1; n >= stitch; n-- {
		if sameEnd(said[:len(said)-1], later[:n]) && strings.HasPrefix(bare(later[n]), bare(begun)) {
			return later[n:], utf8.RuneCountInString(begun), true
		}
	}
	return nil, 0, false
}

// sameEnd reports whether the last words of a are those of b.
func sameEnd(a, b []string) bool {
	if len(a) < stitch || len(b) < stitch {
		return false
	}
	return slices.EqualFunc(a[len(a)-stitch:], b[len(b)-stitch:], func(a, b string) bool { return bare(a) == bare(b) })
}

// bare is a word without what captioners write differently: capitals and marks.
func bare(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}
