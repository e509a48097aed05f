package document

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// body is word/document.xml as it grows, and what its other parts must know of it.
type body struct {
	xmlText
	links   []string        // the targets of rId10, rId11, …
	anchors map[string]bool // the bookmarks that are set
	ordered int             // numbered lists so far
}

// styles of paragraphs, by look. Those with a bar have it on the left of the paper, and get
// one on the right where lines begin there.
var styles = [...]struct{ name, bar string }{
	Plain:    {name: "Normal"},
	Quiet:    {name: "Quiet"},
	Decision: {"Decision", `w:sz="24" w:space="8" w:color="0B4F43"`},
	Action:   {"Action", `w:sz="24" w:space="8" w:color="8A5A00"`},
	Quote:    {"Quote", `w:sz="12" w:space="8" w:color="A6A6A6"`},
}

func newBody(d Document) *body {
	b := &body{anchors: make(map[string]bool)}
	b.WriteString(xmlHead + `<w:document ` + wordSpace + ` xmlns:r="` + office + `"><w:body>`)
	b.line("Title", "", d.Title)
	for _, f := range d.About {
		b.runs("About", "", "", f.runs())
	}
	for _, block := range d.blocks() {
		switch block := block.(type) {
		case Heading:
			b.line(fmt.Sprintf("Heading%d", block.level()-1), block.Anchor, block.Text)
		case Paragraph:
			style, more := styles[block.Look.known()], ""
			if style.bar != "" && rightToLeft(plain(cleaned(block.Runs))) {
				more = `<w:pBdr><w:left w:val="nil"/><w:right w:val="single" ` + style.bar + `/></w:pBdr>`
			}
			b.runs(style.name, more, block.Anchor, block.Runs)
		case List:
			b.list(block)
		case Table:
			b.table(block)
		}
	}
	b.WriteString(`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1247" w:right="1247" w:bottom="1247" w:left="1247" w:header="624" w:footer="624" w:gutter="0"/>`)
	if rightToLeft(d.Title) {
		b.WriteString(`<w:bidi/>`)
	}
	b.WriteString(`</w:sectPr></w:body></w:document>`)
	return b
}

func (b *body) line(style, anchor, s string) {
	b.runs(style, "", anchor, []Run{{Text: line(s)}})
}

// runs writes a paragraph. more is as in [xmlText.paragraph].
func (b *body) runs(style, more, anchor string, runs []Run) {
	runs = cleaned(runs)
	all := plain(runs)
	b.paragraph(style, more, all)
	end := b.bookmark(anchor)
	for _, r := range runs {
		b.oneRun(r, rightToLeft(all))
	}
	b.WriteString(end + `</w:p>`)
}

func (b *body) oneRun(r Run, base bool) {
	properties := ""
	switch {
	case r.Change == Added:
		properties = `<w:rStyle w:val="Added"/>`
	case r.Change == Removed:
		properties = `<w:rStyle w:val="Removed"/>`
	case r.Link != "":
		properties = `<w:rStyle w:val="Hyperlink"/>`
	}
	if r.Strong {
		properties += `<w:b/><w:bCs/>`
	}
	before, after := r.Change.around()
	b.run(before, "", base)
	switch {
	case outside(r.Link):
		fmt.Fprintf(b, `<w:hyperlink r:id="rId%d">`, 10+len(b.links))
		b.links = append(b.links, r.Link)
	case r.Link != "":
		fmt.Fprintf(b, `<w:hyperlink w:anchor="%s">`, bookmarkName(r.Link[1:]))
	}
	b.run(r.Text, properties, base)
	if r.Link != "" {
		b.WriteString(`</w:hyperlink>`)
	}
	b.run(after, "", base)
}

// bookmark begins the bookmark of an anchor and returns what ends it. Of two with one name
// the first counts.
func (b *body) bookmark(anchor string) string {
	name := bookmarkName(anchor)
	if anchor == "" || b.anchors[name] {
		return ""
	}
	b.anchors[name] = true
	fmt.Fprintf(b, `<w:bookmarkStart w:id="%d" w:name="%s"/>`, len(b.anchors), name)
	return fmt.Sprintf(`<w:bookmarkEnd w:id="%d"/>`, len(b.anchors))
}

// bookmarkName is anchor as Word lets a bookmark be named: letters, digits and "_", at most
// 40, the first a letter.
func bookmarkName(anchor string) string {
	name := strings.Map(func(r rune) rune {
		if r < 0x80 && isWord(string(r), utf8.DecodeRuneInString) {
			return r
		}
		return '_'
	}, "a_"+anchor)
	return name[:min(len(name), 40)]
}

func (b *body) list(l List) {
	number := 1
	if l.Ordered {
		b.ordered++
		number += b.ordered
	}
	for _, item := range l.Items {
		b.runs("ListParagraph", fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, number), "", item)
	}
}

// textWidth is the width of a page between its margins, in twentieths of a point.
const textWidth = 11906 - 2*1247

func (b *body) table(t Table) {
	cells := t.cells()
	if t.Caption != "" {
		b.line("Caption", "", t.Caption)
	}
	if cells == nil {
		return
	}
	b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Lines"/>`)
	if rightToLeft(strings.Join(cells[0], "")) {
		b.WriteString(`<w:bidiVisual/>`)
	}
	b.WriteString(`<w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	shares := shares(cells)
	for _, share := range shares {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, int(share*textWidth))
	}
	b.WriteString(`</w:tblGrid>`)
	for i, row := range cells {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if i == 0 {
			b.WriteString(`<w:tblHeader/>`)
		}
		b.WriteString(`</w:trPr>`)
		for j, s := range row {
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, int(shares[j]*textWidth))
			b.runs("Cell", "", "", []Run{{Text: s, Strong: i == 0}})
			b.WriteString(`</w:tc>`)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
	b.runs("AfterTable", "", "", nil) // two tables in a row would become one
}

// shares are the parts of the width that columns get: by their longest texts, up to 50
// characters, but so that words do not break, up to 30.
func shares(cells [][]string) []float64 {
	out := make([]float64, len(cells[0]))
	sum := 0.0
	for j := range out {
		text, word := 5, 0
		for _, row := range cells {
			text = max(text, utf8.RuneCountInString(row[j]))
			for w := range strings.FieldsSeq(row[j]) {
				word = max(word, utf8.RuneCountInString(w))
			}
		}
		out[j] = float64(max(min(text, 50), min(word, 30)+3) + 5)
		sum += out[j]
	}
	for j := range out {
		out[j] /= sum
	}
	return out
}

// relations are the files and addresses that the body names.
func (b *body) relations() string {
	var x xmlText
	x.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, name := range []string{"styles", "numbering", "settings", "footer"} {
		file := name
		if name == "footer" {
			file = "footer1"
		}
		fmt.Fprintf(&x, `<Relationship Id="rId%d" Type="%s/%s" Target="%s.xml"/>`, i+1, office, name, file)
	}
	for i, link := range b.links {
		fmt.Fprintf(&x, `<Relationship Id="rId%d" Type="%s/hyperlink" TargetMode="External" Target="`, 10+i, office)
		x.text(link)
		x.WriteString(`"/>`)
	}
	x.WriteString(`</Relationships>`)
	return x.String()
}

// numbering has list 1, with bullets, and a list for each numbered one, to begin at 1.
func (b *body) numbering() string {
	var x xmlText
	x.WriteString(xmlHead + `<w:numbering ` + wordSpace + `>`)
	for i, level := range []string{`<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>`, `<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>`} {
		fmt.Fprintf(&x, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>%s`+
			`<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="510" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>`, i, level)
	}
	x.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for i := range b.ordered {
		fmt.Fprintf(&x, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, i+2)
	}
	x.WriteString(`</w:numbering>`)
	return x.String()
}
