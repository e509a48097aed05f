package captions

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// Bounds of a segment, in characters.
const (
	minSentence = 40  // a sentence that ends sooner does not end its segment
	maxSegment  = 220 // a segment with as many is cut at its last space
	maxBlank    = 256 // more white space than this in a row is not kept
)

// A piece is a segment with the text it is made from. Its raw text begins with a character
// that is not white space, and ends with all the white space that follows it; line ends
// stand there only. The pieces' raw texts, one after the other, are all that was written.
type piece struct {
	raw     []rune
	opening opening
	inherit string // the speaker before it
	atLine  bool   // it begins a line, so a label may stand there
	sealed  bool   // it stands before a clear: nothing brings it back
	forced  Break  // the least break after it
	at, end time.Time
	done    time.Time // when it became final
	fixed   time.Time // see Segment.Fixed
	was     []Was     // what it said as it was final, oldest first
	late    bool      // it fills a hole
	seg     Segment   // as the last Apply left it
}

// An opening is what was said of a segment before its first character came.
type opening struct {
	missing int    // posts before it that never came
	spk     bool   // OpSpeaker came
	speaker string // with this label
}

// before returns o with what came later than it.
func (o opening) before(later opening) opening {
	if later.spk {
		o.spk, o.speaker = true, later.speaker
	}
	o.missing += later.missing
	return o
}

// solid is the length of p's text without the white space after it.
func (p *piece) solid() int {
	n := len(p.raw)
	for n > 0 && unicode.IsSpace(p.raw[n-1]) {
		n--
	}
	return n
}

// after is the break between p and what follows it.
func (p *piece) after() Break { return max(p.forced, breakOf(p.raw[p.solid():])) }

// heading is the heading of the line that p begins, or none.
func (p *piece) heading() heading {
	if !p.atLine {
		return heading{}
	}
	return headingOf(p.raw)
}

// speaker is who has the word in p.
func (p *piece) speaker() string {
	switch h := p.heading(); {
	case h.turn:
		return h.label
	case p.opening.spk:
		return p.opening.speaker
	default:
		return p.inherit
	}
}

// segment is what readers get of p, but for the revision.
func (p *piece) segment(final bool) Segment {
	h, solid := p.heading(), p.solid()
	s := Segment{
		ID: p.seg.ID, Text: strings.TrimSpace(string(p.raw[min(h.size, solid):solid])), Final: final, Speaker: p.speaker(),
		At: p.at, Gap: p.opening.missing > 0, Fixed: p.fixed, End: p.end, Break: p.after(), Turn: h.turn || p.opening.spk,
	}
	if !h.turn && bracketed(s.Text) {
		s.Speaker = ""
	}
	return s
}

// become makes seg what readers get of p from now on, as its next revision.
func (p *piece) become(seg Segment, now time.Time) {
	if p.seg.Final && p.seg.Text != seg.Text {
		p.was = append(p.was, Was{p.seg.Rev, p.seg.Text, now})
		if now.Sub(p.done) >= Read {
			p.fixed, seg.Fixed = now, now
		}
	}
	if seg.Final && !p.seg.Final {
		p.done = now
	}
	seg.Rev++
	p.seg = seg
}

// complete reports whether p's own text ends it: a line end, or a sentence that is long
// enough and followed by white space.
func (p *piece) complete() bool {
	solid := p.solid()
	white := breakOf(p.raw[solid:])
	return white >= Line || white == Space && solid >= minSentence && endsSentence(p.raw[:solid], ".?!…。？！")
}

// endsBefore reports whether p ends where r follows it, in the scripts that write no space
// after a sentence.
func (p *piece) endsBefore(r rune) bool {
	return len(p.raw) >= minSentence && endsSentence(p.raw, "。？！") && !strings.ContainsRune(closers+"。？！", r)
}

// unspaced are the scripts that write no spaces between words: a cut there is not seen to be
// within one.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

// inWord reports whether r, which follows p at once, goes on with p's last word.
func (p *piece) inWord(r rune) bool {
	n := len(p.raw)
	if n == 0 || n >= maxSegment || p.forced != None || p.sealed || unicode.In(r, unspaced...) {
		return false
	}
	letter := func(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }
	return letter(r) && letter(p.raw[n-1])
}

// closers may stand between a sentence's last mark and the space after it.
const closers = `"')]”’»」』）`

// endsSentence reports whether text ends with one of marks, closers aside.
func endsSentence(text []rune, marks string) bool {
	n := len(text)
	for n > 0 && strings.ContainsRune(closers, text[n-1]) {
		n--
	}
	return n > 0 && strings.ContainsRune(marks, text[n-1])
}

// cutAt is where p, grown too long, is cut: after the last space or ideographic comma of
// its second half, or at its end.
func (p *piece) cutAt() int {
	for i, r := range slices.Backward(p.raw) {
		if i < len(p.raw)/2 {
			break
		}
		if unicode.IsSpace(r) || strings.ContainsRune("，、；", r) {
			return i + 1
		}
	}
	return len(p.raw)
}
