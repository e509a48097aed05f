package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The paper, in points: A4, with margins of 22 mm.
const (
	paperWidth  = 595.28
	paperHeight = 841.89
	margin      = 62.4
	bodyWidth   = paperWidth - 2*margin
	bodyHeight  = paperHeight - 2*margin
)

// num is v as PDF writes it, to a hundredth of a point.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// page is the last page. Its first call makes the first.
func (p *pdf) page() *page {
	if len(p.pages) == 0 {
		p.turn()
	}
	return p.pages[len(p.pages)-1]
}

// turn begins a new page.
func (p *pdf) turn() {
	p.pages = append(p.pages, new(page))
	p.y = 0
}

// fill draws a rectangle whose upper left corner is x from the left edge of the text and y
// down from its upper edge.
func (pg *page) fill(c ink, x, y, w, h float64) {
	pg.artifact()
	fmt.Fprintf(pg, "%s rg %s %s %s %s re f\n", c, num(margin+x), num(paperHeight-margin-y-h), num(w), num(h))
	pg.end()
}

// spread is a part of a line that is drawn at once: of one manner, one direction, one font.
type spread struct {
	atoms []atom
	x     float64
}

// draw draws a line into a column as marks of node n, y being its upper edge. Links get
// nodes of their own.
func (p *pdf) draw(n int, r row, x, y, width float64) {
	pg := p.page()
	if r.rtl {
		x += width - r.width
	}
	base, link, apart := p.base(r, y), "", false
	for i, s := range spreads(r.atoms, margin+x) {
		m := s.atoms[0].manner
		if i == 0 || m.link != link || apart || s.atoms[0].apart() {
			if i > 0 {
				pg.end()
			}
			link, apart = m.link, s.atoms[0].apart()
			p.mark(p.linked(n, link), s.atoms[0].typed())
		}
		width := p.show(s, base)
		if link != "" {
			p.annotation(link, s.x, base-m.size*.25, width, m.size*1.2)
		}
	}
	if len(r.atoms) > 0 {
		pg.end()
	}
}

// base is where the letters of a line stand whose upper edge is y.
func (p *pdf) base(r row, y float64) float64 {
	f, size := p.fonts[0].Face(), 0.0
	for _, a := range r.atoms {
		size = max(size, a.size)
	}
	return paperHeight - margin - y - (r.height+size*float64(f.Ascent()+f.Descent())/float64(f.UnitsPerEm()))/2
}

// linked is the node for text of node n that is a link: its last, if that is this one.
func (p *pdf) linked(n int, link string) int {
	if link == "" {
		return n
	}
	kids := p.nodes[n].kids
	if len(kids) > 0 {
		last := kids[len(kids)-1].node
		if of := p.nodes[last].kids; last > 0 && len(of) > 0 && of[len(of)-1].link != nil && of[len(of)-1].link.link == link {
			return last
		}
	}
	return p.open(n, "Link", "")
}

// annotation makes a rectangle of the last node a link.
func (p *pdf) annotation(link string, x, y, w, h float64) {
	a := &annotation{x: x, y: y, w: w, h: h, link: link, node: len(p.nodes) - 1}
	pg := p.page()
	pg.links = append(pg.links, a)
	p.nodes[a.node].kids = append(p.nodes[a.node].kids, kid{link: a, page: len(p.pages) - 1})
}

// spreads cuts a line that begins at x, in the order of reading.
func spreads(atoms []atom, x float64) []spread {
	at := make([]float64, len(atoms))
	for _, i := range visual(atoms) {
		at[i] = x
		x += atoms[i].width
	}
	var out []spread
	for i, a := range atoms {
		last := len(out) - 1
		if i > 0 && a.manner == atoms[i-1].manner && a.level == atoms[i-1].level && !a.apart() && !atoms[i-1].apart() {
			out[last].atoms = append(out[last].atoms, a)
			out[last].x = min(out[last].x, at[i])
			continue
		}
		out = append(out, spread{[]atom{a}, at[i]})
	}
	return out
}

// lacks says whether the font has no sign for what is to be seen.
func (a atom) lacks() bool { return a.shown != 0 && a.glyph == 0 }

// apart says whether what is drawn tells another letter than was typed, or none: a bracket
// in text from right to left, or what the font lacks.
func (a atom) apart() bool {
	return a.lacks() || a.shown != 0 && a.shown != a.r && mirrored(a.r) == a.shown
}

// typed is the letter, as an entry of a mark, if it stands apart.
func (a atom) typed() string {
	if !a.apart() {
		return ""
	}
	return "/ActualText " + quoted(string(a.r))
}

// show draws s and returns its width.
func (p *pdf) show(s spread, base float64) float64 {
	pg, m, width := p.page(), s.atoms[0].manner, 0.0
	atoms := slices.Clone(s.atoms)
	if atoms[0].level%2 == 1 {
		slices.Reverse(atoms)
	}
	var glyphs strings.Builder
	for _, a := range atoms {
		width += a.width
		p.lacking = p.lacking || a.lacks()
		if a.shown != 0 {
			p.used[a.font][a.glyph] = rune(a.glyph)
			fmt.Fprintf(&glyphs, "%X", p.fonts[a.font].EncodeGIDs([]uint16{a.glyph}, told(a)))
		}
	}
	fmt.Fprintf(pg, "%s rg BT/F%d %s Tf %s %s Td<%s>Tj ET\n", m.ink, m.font, num(m.size), num(s.x), num(base), glyphs.String())
	for _, line := range []struct {
		drawn  bool
		height float64
	}{{m.underlined, -.12}, {m.struck, .27}} {
		if line.drawn && width > 0 {
			fmt.Fprintf(pg, "%s %s %s %s re f\n", num(s.x), num(base+line.height*m.size), num(width), num(m.size*.06))
		}
	}
	return width
}

// told is the letter that a reader finds for a sign: for a form of an Arabic letter, the letter.
func told(a atom) string {
	if slices.Contains(arabic().forms[a.r], a.shown) {
		return string(a.r)
	}
	return string(a.shown)
}

// footers writes "Title · page 2 of 7" below each page.
func (p *pdf) footers(title string) {
	all := p.pages
	for i, pg := range all {
		p.pages = all[:i+1]
		text := fmt.Sprintf(" · page %d of %d", i+1, len(all))
		short := []rune(title)
		for {
			rows := p.typeset([]Run{{Text: string(short) + text}}, manner{size: 8.5, ink: grey}, 1e6)
			if rows[0].width <= bodyWidth || len(short) == 0 {
				p.footer(pg, rows[0])
				break
			}
			short = append(short[:max(len(short)-4, 0)], '…')
			if len(short) == 1 {
				short = nil
			}
		}
	}
	p.pages = all
}

func (p *pdf) footer(pg *page, r row) {
	pg.artifact()
	for _, s := range spreads(r.atoms, (paperWidth-r.width)/2) {
		p.show(s, margin/2-3)
	}
	pg.end()
}
