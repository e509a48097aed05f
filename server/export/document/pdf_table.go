package document

import (
	"slices"
	"strings"
)

// Around the text of a cell, in points.
const (
	cellSide = 5.0
	cellEnd  = 3.0
)

// grid is a table as it is drawn.
type grid struct {
	node   int
	widths []float64
	xs     []float64
	head   []box // drawn again on each page
}

func (p *pdf) table(t Table) {
	cells := t.cells()
	if cells == nil {
		return
	}
	g := grid{node: p.open(0, "Table", "")}
	if t.Caption != "" {
		rows := p.typeset([]Run{{Text: line(t.Caption)}}, manner{size: 9.5, font: 1, ink: grey}, bodyWidth)
		if p.y+6*normal*leading > bodyHeight {
			p.turn()
		}
		p.place(box{node: p.open(g.node, "Caption", p.actual(rows)), rows: rows, width: bodyWidth, before: 6, after: 3})
	}
	g.columns(cells)
	for i, row := range cells {
		if i == 0 && strings.Join(row, "") == "" {
			continue
		}
		boxes := p.cells(g, row, i == 0)
		if i == 0 {
			g.head = boxes
			if p.y+tall(boxes)+2*normal*leading > bodyHeight && p.y > 0 {
				p.turn()
			}
		}
		p.row(g, boxes, i == 0)
	}
	p.page().fill(green, 0, p.y, bodyWidth, .8)
	p.y += 12
}

// columns sets where the columns are: from the right if the first row is written so.
func (g *grid) columns(cells [][]string) {
	x := 0.0
	for _, share := range shares(cells) {
		g.widths = append(g.widths, share*bodyWidth)
		g.xs = append(g.xs, x)
		x += share * bodyWidth
	}
	if rightToLeft(strings.Join(cells[0], "")) {
		for i := range g.xs {
			g.xs[i] = bodyWidth - g.xs[i] - g.widths[i]
		}
	}
}

// cells makes the boxes of a row.
func (p *pdf) cells(g grid, row []string, head bool) []box {
	tr := p.open(g.node, "TR", "")
	tag, more, m := "TD", "", manner{size: 9.5, ink: black}
	if head {
		tag, more, m.font = "TH", "/A<</O/Table/Scope/Column>>", 1
	}
	var out []box
	for i, s := range row {
		b := box{x: g.xs[i] + cellSide, width: g.widths[i] - 2*cellSide}
		b.rows = p.typeset([]Run{{Text: s}}, m, b.width)
		b.node = p.open(tr, tag, more+p.actual(b.rows))
		out = append(out, b)
	}
	return out
}

// tall is the height of a row.
func tall(boxes []box) float64 {
	out := 0.0
	for _, b := range boxes {
		height := 2 * cellEnd
		for _, r := range b.rows {
			height += r.height
		}
		out = max(out, height)
	}
	return out
}

// row draws a row; one that is higher than a page goes on on the next.
func (p *pdf) row(g grid, boxes []box, head bool) {
	boxes = slices.Clone(boxes)
	for {
		if height := tall(boxes); p.y+height > bodyHeight && p.y > 0 && (height < bodyHeight/2 || p.y > bodyHeight/2) {
			p.turn()
			p.again(g, head)
		}
		p.strip(boxes, head, p.take(boxes))
		if tall(boxes) <= 2*cellEnd {
			return
		}
		p.turn()
		p.again(g, head)
	}
}

// take is how many lines of each cell go on this page: at least one of some cell.
func (p *pdf) take(boxes []box) []int {
	out := make([]int, len(boxes))
	for i, b := range boxes {
		left := bodyHeight - p.y - 2*cellEnd
		for _, r := range b.rows {
			if left -= r.height; left < 0 && out[i] > 0 {
				break
			}
			out[i]++
		}
	}
	return out
}

// strip draws the first n[i] lines of each cell i and takes them away.
func (p *pdf) strip(boxes []box, head bool, n []int) {
	pg := p.page()
	shown := slices.Clone(boxes)
	for i := range shown {
		shown[i].rows = shown[i].rows[:n[i]]
		boxes[i].rows = boxes[i].rows[n[i]:]
	}
	height := tall(shown)
	if head {
		pg.fill(".91 .949 .937", 0, p.y, bodyWidth, height)
		pg.fill(green, 0, p.y, bodyWidth, .8)
	} else {
		pg.fill(".75 .75 .75", 0, p.y, bodyWidth, .4)
	}
	for _, b := range shown {
		y := p.y + cellEnd
		for _, r := range b.rows {
			p.draw(b.node, r, b.x, y, b.width)
			y += r.height
		}
	}
	p.y += height
}

// again draws the table's head on a further page. It was told already, so it is none of the
// tree's.
func (p *pdf) again(g grid, head bool) {
	height := tall(g.head)
	if head || len(g.head) == 0 || height > bodyHeight/3 {
		return
	}
	pg := p.page()
	pg.fill(".91 .949 .937", 0, p.y, bodyWidth, height)
	pg.artifact()
	for _, b := range g.head {
		y := p.y + cellEnd
		for _, r := range b.rows {
			x := b.x
			if r.rtl {
				x += b.width - r.width
			}
			for _, s := range spreads(r.atoms, margin+x) {
				p.show(s, p.base(r, y))
			}
			y += r.height
		}
	}
	pg.end()
	p.y += height
}
