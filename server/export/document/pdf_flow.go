package document

import (
	"fmt"
	"strings"
)

// normal is the size of the text, in points.
const normal = 10.5

// box is a text with its place in the tree and on the paper. Lengths are in points.
type box struct {
	node          int
	rows          []row
	x, width      float64 // of the text, from the page's left margin
	before, after float64 // the space above, which a page's first has not, and below
	pad           float64 // between the text and the ends of its ground
	ground, bar   ink     // "" for none; the bar is where lines begin
	mark          *box    // a list's number or point, beside the first line
}

// looks are how paragraphs look.
var looks = [...]struct {
	manner
	ground, bar ink
	pad         float64
}{
	Plain:    {manner: manner{size: normal, ink: black}},
	Quiet:    {manner: manner{size: 9.5, ink: grey}},
	Decision: {manner: manner{size: normal, ink: black}, ground: ".91 .949 .937", bar: green, pad: 6},
	Action:   {manner: manner{size: normal, ink: black}, ground: ".98 .953 .89", bar: ".54 .353 0", pad: 6},
	Quote:    {manner: manner{size: normal, ink: grey}, bar: ".65 .65 .65", pad: 2},
}

func (p *pdf) layout(d Document) {
	p.open(0, "Document", "")
	p.heading(1, d.Title, "")
	for _, f := range d.About {
		rows := p.typeset(f.runs(), manner{size: 9.5, ink: grey}, bodyWidth)
		p.place(box{node: p.open(0, "P", p.actual(rows)), rows: rows, width: bodyWidth, after: 1})
	}
	if len(d.About) > 0 {
		p.page().fill(green, 0, p.y+5, bodyWidth, .8)
		p.y += 16
	}
	for _, b := range d.blocks() {
		switch b := b.(type) {
		case Heading:
			p.heading(b.level(), b.Text, b.Anchor)
		case Paragraph:
			p.paragraph(b)
		case List:
			p.list(b)
		case Table:
			p.table(b)
		}
	}
	if p.lacking {
		p.paragraph(Paragraph{Look: Quiet, Runs: []Run{{Text: "Some characters of this document are not in the fonts of this file: " +
			"they are drawn as empty boxes. They can be heard, searched and copied here, and are written in its other formats."}}})
	}
}

// actual is the entry of a node that tells its text, which programs would else put together
// from signs that stand in another order than they are read.
func (p *pdf) actual(rows []row) string {
	var text strings.Builder
	needed := false
	for i, r := range rows {
		if i > 0 && !strings.HasSuffix(text.String(), " ") {
			text.WriteString(" ")
		}
		for _, a := range r.atoms {
			text.WriteRune(a.r)
			needed = needed || a.level%2 == 1 || a.lacks()
		}
	}
	if !needed {
		return ""
	}
	return "/ActualText " + quoted(text.String())
}

func (p *pdf) heading(level int, s, anchor string) {
	size := [...]float64{1: 20, 2: 14.5, 3: 12.5, 4: 11}[level]
	rows := p.typeset([]Run{{Text: line(s)}}, manner{size: size, font: 1, ink: green}, bodyWidth)
	height := 3 * normal * leading // what must follow on the same page
	for i := range rows {
		rows[i].height = size * 1.25
		height += rows[i].height
	}
	if before := size * 1.1; p.y+before+height > bodyHeight && p.y > 0 {
		p.turn()
	}
	b := box{node: p.open(0, fmt.Sprintf("H%d", level), p.actual(rows)), rows: rows, width: bodyWidth, before: size * 1.1, after: size * .35}
	at := p.place(b)
	p.anchor(anchor, at)
	if level > 1 {
		p.outline = append(p.outline, bookmark{level, line(s), at})
	}
}

// anchor makes a place known. Of two with one name the first counts.
func (p *pdf) anchor(name string, at place) {
	if _, ok := p.anchors[name]; name != "" && !ok {
		p.anchors[name] = at
	}
}

func (p *pdf) paragraph(b Paragraph) {
	l := looks[b.Look.known()]
	out := box{width: bodyWidth, after: 6, ground: l.ground, bar: l.bar, pad: l.pad}
	if l.bar != "" {
		out.x, out.width, out.before, out.after = 14, bodyWidth-24, 4, 10
	}
	out.rows = p.typeset(b.Runs, l.manner, out.width)
	tag := "P"
	if b.Look == Quote {
		tag = "BlockQuote"
	}
	out.node = p.open(0, tag, p.actual(out.rows))
	p.anchor(b.Anchor, p.place(out))
}

func (p *pdf) list(l List) {
	const indent = 20
	m := manner{size: normal, ink: black}
	numbering := "/A<</O/List/ListNumbering/Disc>>"
	if l.Ordered {
		numbering = "/A<</O/List/ListNumbering/Decimal>>"
	}
	list := p.open(0, "L", numbering)
	for i, runs := range l.Items {
		mark := "•"
		if l.Ordered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		item := p.open(list, "LI", "")
		b := box{rows: p.typeset(runs, m, bodyWidth-indent), width: bodyWidth - indent, after: 3}
		b.mark = &box{node: p.open(item, "Lbl", ""), rows: p.typeset([]Run{{Text: mark}}, m, bodyWidth), x: 4, width: indent}
		if b.rows[0].rtl {
			b.mark.x, b.mark.rows[0].rtl, b.mark.width = bodyWidth-indent, true, indent-4
		} else {
			b.x = indent
		}
		b.node = p.open(item, "LBody", p.actual(b.rows))
		p.place(b)
	}
	p.y += 4
}

// place puts b on the page, and on further ones, and returns where it begins. Neither its
// first nor its last line stays alone, if it has others.
func (p *pdf) place(b box) place {
	if p.y > 0 {
		p.y += b.before
	}
	var at *place
	for rows := b.rows; len(rows) > 0; {
		n := p.fit(rows, b.pad)
		if n == 0 {
			p.turn()
			continue
		}
		pg := p.page()
		if at == nil {
			at = &place{len(p.pages) - 1, paperHeight - margin - p.y}
		}
		height := 2 * b.pad
		for _, r := range rows[:n] {
			height += r.height
		}
		p.frame(pg, b, height)
		p.y += b.pad
		if b.mark != nil {
			p.draw(b.mark.node, b.mark.rows[0], b.mark.x, p.y, b.mark.width)
			b.mark = nil
		}
		for _, r := range rows[:n] {
			p.draw(b.node, r, b.x, p.y, b.width)
			p.y += r.height
		}
		p.y += b.pad
		rows = rows[n:]
		if len(rows) > 0 {
			p.turn()
		}
	}
	p.y += b.after
	return *at
}

// fit is how many of a box's lines go on this page.
func (p *pdf) fit(rows []row, pad float64) int {
	left, n := bodyHeight-p.y-2*pad, 0
	for n < len(rows) && rows[n].height <= left {
		left -= rows[n].height
		n++
	}
	switch {
	case n == 0 && p.y == 0:
		return 1 // a line higher than the paper
	case n == len(rows):
		return n
	case n == len(rows)-1 && n > 1:
		n--
	}
	if n == 1 && p.y > 0 {
		return 0
	}
	return n
}

// frame draws a box's ground and bar.
func (p *pdf) frame(pg *page, b box, height float64) {
	left, right := b.x-14, b.x+b.width+10
	if b.ground != "" {
		pg.fill(b.ground, left, p.y, right-left, height)
	}
	if b.bar == "" {
		return
	}
	const thick = 3
	if b.rows[0].rtl {
		left = right - thick
	}
	pg.fill(b.bar, left, p.y, thick, height)
}
