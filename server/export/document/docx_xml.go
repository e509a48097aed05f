package document

import (
	"encoding/xml"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// xmlText is XML as it grows. What it is given as text stays text.
type xmlText struct{ strings.Builder }

func (x *xmlText) text(s string) {
	_ = xml.EscapeText(x, []byte(s)) // a Builder takes everything
}

func (x *xmlText) element(name, s string) {
	x.WriteString("<" + name + ">")
	x.text(s)
	x.WriteString("</" + name + ">")
}

// paragraph begins one that will say s, which tells its direction. more are properties that
// the schema wants before the direction's.
func (x *xmlText) paragraph(style, more, s string) {
	x.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + more)
	if rightToLeft(s) {
		x.WriteString(`<w:bidi/>`)
	}
	x.WriteString(`</w:pPr>`)
}

// run writes s with properties, cut where the direction of writing changes, in a paragraph
// whose direction is base: Word takes the fonts and the order of digits from the run.
func (x *xmlText) run(s, properties string, base bool) {
	for _, p := range pieces(s, base) {
		x.WriteString(`<w:r>`)
		if p.rtl {
			properties += `<w:rtl/>`
		}
		if properties != "" {
			x.WriteString(`<w:rPr>` + properties + `</w:rPr>`)
		}
		properties = strings.TrimSuffix(properties, `<w:rtl/>`)
		x.typed(p.text)
		x.WriteString(`</w:r>`)
	}
}

// typed writes the characters of a run.
func (x *xmlText) typed(s string) {
	for s != "" {
		end := strings.IndexAny(s, "\n\t")
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			x.WriteString(`<w:t xml:space="preserve">`)
			x.text(s[:end])
			x.WriteString(`</w:t>`)
			s = s[end:]
			continue
		}
		if s[0] == '\n' {
			x.WriteString(`<w:br/>`)
		} else {
			x.WriteString(`<w:tab/>`)
		}
		s = s[1:]
	}
}

// piece is a part of a text that is written in one direction.
type piece struct {
	text string
	rtl  bool
}

// pieces cuts s where its direction changes. What has none goes with what is on both sides
// of it, else with base.
func pieces(s string, base bool) []piece {
	var out []piece
	add := func(text string, rtl bool) {
		switch last := len(out) - 1; {
		case text == "":
		case last >= 0 && out[last].rtl == rtl:
			out[last].text += text
		default:
			out = append(out, piece{text, rtl})
		}
	}
	from, before := 0, base // what has no direction begins at from
	for i, r := range s {
		class := direction(r)
		if class == bidi.ON {
			continue
		}
		rtl := class == bidi.R
		between := base
		if rtl == before {
			between = rtl
		}
		add(s[from:i], between)
		from = i + len(string(r))
		add(s[i:from], rtl)
		before = rtl
	}
	add(s[from:], base)
	return out
}
