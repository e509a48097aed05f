package document

import (
	"slices"
	"unicode"
)

// ink is a colour, red, green and blue, as PDF writes it.
type ink string

// The inks, each at least 4.5 to 1 against every ground that text stands on (WCAG 2.2, 1.4.3).
const (
	black ink = ".1 .1 .1"
	green ink = ".043 .31 .263"
	grey  ink = ".3 .3 .3"
	blue  ink = ".043 .325 .51"
	red   ink = ".549 .114 .094"
)

// manner is how text is drawn.
type manner struct {
	size       float64 // of the type, in points
	font       int     // 0 regular, 1 bold
	ink        ink
	underlined bool
	struck     bool
	link       string
}

// atom is a character: what was typed and what is drawn.
type atom struct {
	manner
	r, shown rune // shown is 0 for what is not seen
	joined   bool // to the letter before
	level    int  // see [levels]
	glyph    uint16
	width    float64
}

// row is a line of text.
type row struct {
	atoms  []atom // as they are read
	width  float64
	height float64
	rtl    bool // of a paragraph that is written from right to left
}

// leading is the distance of two lines, in sizes of the type.
const leading = 1.42

// typeset breaks runs into lines of a width. There is at least one.
func (p *pdf) typeset(runs []Run, m manner, width float64) []row {
	runs = cleaned(runs)
	base := rightToLeft(plain(runs))
	var rows []row
	var atoms []atom
	end := func() {
		shape(atoms)
		levels(atoms, base)
		p.measure(atoms)
		for _, line := range broken(atoms, width) {
			rows = append(rows, newRow(line, m.size*leading, base))
		}
		atoms = nil
	}
	for _, r := range runs {
		before, after := r.Change.around()
		own := m.of(r)
		for _, part := range []struct {
			s string
			m manner
		}{{before, m}, {r.Text, own}, {after, m}} {
			for _, c := range part.s {
				if c == '\n' {
					end()
					continue
				}
				atoms = append(atoms, atom{manner: part.m, r: c, shown: c})
			}
		}
	}
	end()
	return rows
}

// of is the manner of a run in text of manner m.
func (m manner) of(r Run) manner {
	if r.Strong {
		m.font = 1
	}
	switch {
	case r.Change == Added:
		m.ink, m.underlined = green, true
	case r.Change == Removed:
		m.ink, m.struck = red, true
	case r.Link != "":
		m.ink, m.underlined = blue, true
	}
	m.link = r.Link
	return m
}

func newRow(atoms []atom, height float64, rtl bool) row {
	r := row{atoms: atoms, height: height, rtl: rtl}
	for i := len(atoms) - 1; i >= 0 && breaks(atoms[i].r); i-- {
		atoms[i].level = 0 // rule L1: where the paragraph ends, not the word
		if rtl {
			atoms[i].level = 1
		}
		atoms[i].width = 0
	}
	for _, a := range atoms {
		r.width += a.width
	}
	return r
}

// measure sets glyphs and widths. What Unicode means not to be seen is not, if the font
// has no sign for it.
func (p *pdf) measure(atoms []atom) {
	for i := range atoms {
		a := &atoms[i]
		face := p.fonts[a.font].Face()
		switch {
		case a.r == '\t', a.r == '\u2028', a.r == '\u2029':
			a.shown = ' '
		case a.shown != 0 && a.level%2 == 1:
			a.shown = mirrored(a.shown)
		}
		if a.shown == 0 {
			continue
		}
		a.glyph = face.GlyphIndex(a.shown)
		if a.shown != ' ' && unicode.In(a.r, unicode.Cf, unicode.Cc, unicode.Variation_Selector) {
			a.shown = 0
			continue
		}
		a.width = float64(face.GlyphAdvance(a.glyph)) * a.size / float64(face.UnitsPerEm())
	}
}

// breaks says whether a line may end behind r, which is then not drawn.
func breaks(r rune) bool { return r == ' ' || r == '\t' }

// ideographic says whether r is of a script that has no spaces between words.
func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao)
}

// mayBreak says whether a line may end between a and b: behind a space, and on either side
// of an ideograph, unless a mark or a closing sign would begin the next line.
func mayBreak(a, b rune) bool {
	if unicode.In(b, unicode.Mn, unicode.Pe, unicode.Pf, unicode.Po) || breaks(b) || unicode.In(a, unicode.Ps, unicode.Pi) {
		return breaks(a) && !breaks(b)
	}
	return breaks(a) || ideographic(a) || ideographic(b)
}

// broken cuts a paragraph into lines of a width: at the last place where it may break, or
// anywhere in a word that has no such place, as addresses are.
func broken(atoms []atom, width float64) [][]atom {
	var lines [][]atom
	from, last, sum := 0, 0, 0.0
	for i := 0; i < len(atoms); i++ {
		if i > from && mayBreak(atoms[i-1].r, atoms[i].r) {
			last = i
		}
		sum += atoms[i].width
		if sum <= width || breaks(atoms[i].r) || i == from {
			continue
		}
		cut := i
		if last > from {
			cut = last
		} else {
			for cut > from+1 && unicode.Is(unicode.Mn, atoms[cut].r) {
				cut--
			}
		}
		lines = append(lines, slices.Clone(atoms[from:cut]))
		from, sum, i = cut, 0, cut-1
	}
	return append(lines, slices.Clone(atoms[from:]))
}
