package document

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WriteMarkdown writes d as CommonMark with the tables of GitHub's. There is no HTML in it,
// and so no anchors: links within the document are text.
func (d Document) WriteMarkdown(w io.Writer) error {
	var m markdown
	m.block("# ", "", written(d.Title))
	about := List{}
	for _, f := range d.About {
		about.Items = append(about.Items, f.runs())
	}
	if len(about.Items) > 0 {
		m.list(about)
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Heading:
			m.block(strings.Repeat("#", b.level())+" ", "", written(b.Text))
		case Paragraph:
			mark := ""
			if b.Look == Quote {
				mark = "> "
			}
			m.block(mark, mark, inline(b.Runs))
		case List:
			m.list(b)
		case Table:
			m.table(b)
		}
	}
	_, err := io.WriteString(w, m.String())
	return err
}

type markdown struct {
	strings.Builder
	lists int // how many lists were written: two in a row would become one
}

// block writes s behind first, its further lines behind rest, and an empty line before.
func (m *markdown) block(first, rest, s string) {
	if m.Len() > 0 {
		m.WriteString("\n")
	}
	m.lines(first, rest, s)
}

func (m *markdown) lines(first, rest, s string) {
	m.WriteString(strings.TrimRight(first+strings.ReplaceAll(s, "\n", "\n"+rest), " ") + "\n")
}

func (m *markdown) list(l List) {
	m.WriteString("\n")
	m.lists++
	bullet, dot := "- ", "."
	if m.lists%2 == 0 {
		bullet, dot = "* ", ")"
	}
	for i, item := range l.Items {
		mark := bullet
		if l.Ordered {
			mark = fmt.Sprintf("%d%s ", i+1, dot)
		}
		m.lines(mark, strings.Repeat(" ", len(mark)), inline(item))
	}
}

func (m *markdown) table(t Table) {
	cells := t.cells()
	if t.Caption != "" {
		m.block("", "", written(t.Caption))
	}
	if cells == nil {
		return
	}
	m.WriteString("\n")
	for i, row := range cells {
		for _, s := range row {
			fmt.Fprintf(m, "| %s ", written(s))
		}
		m.WriteString("|\n")
		if i == 0 {
			m.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
		}
	}
}

// inline is runs as Markdown.
func inline(runs []Run) string {
	runs = cleaned(runs)
	var out string
	for i, r := range runs {
		before, after := r.Change.around()
		next := ' '
		if i+1 < len(runs) && after == "" {
			next, _ = utf8.DecodeRuneInString(runs[i+1].Text)
		}
		s := escape(r.Text)
		if r.Strong && after == "" {
			s = strong(out, r.Text, next)
		}
		if outside(r.Link) {
			s = "[" + s + "](<" + strings.ReplaceAll(r.Link, "&", "&amp;") + ">)"
		}
		out += escape(before) + s + escape(after)
	}
	return spaced(out)
}

// written is s on one line.
func written(s string) string { return spaced(escape(line(s))) }

// strong is s in asterisks, unless its neighbours would keep them from being understood
// (CommonMark 0.31, section 6.2): then it is text like other text.
func strong(before, s string, next rune) string {
	inner := strings.TrimSpace(s)
	at := strings.Index(s, inner)
	last, _ := utf8.DecodeLastRuneInString(before + s[:at])
	opens := before+s[:at] == "" || unicode.IsSpace(last) || isWord(inner, utf8.DecodeRuneInString)
	closes := at+len(inner) < len(s) || unicode.IsSpace(next) || isWord(inner, utf8.DecodeLastRuneInString)
	if inner == "" || !opens || !closes || strings.Contains(inner, "\n") {
		return escape(s)
	}
	return escape(s[:at]) + "**" + escape(inner) + "**" + escape(s[at+len(inner):])
}

func isWord(s string, end func(string) (rune, int)) bool {
	r, _ := end(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// escape keeps what people typed from being taken for Markdown or HTML, and sentences
// readable: a point that only ends one, or a hyphen in a word, needs no backslash.
func escape(s string) string {
	var b strings.Builder
	start, number, runes := true, true, []rune(s) // s may begin a line
	for i, r := range runes {
		var needed bool
		switch r {
		case '.': // 1. is a list, a.org is a link to some
			needed = number || i+1 < len(runes) && !unicode.IsSpace(runes[i+1])
		case ')':
			needed = number
		case '-', '+', '=':
			needed = start
		default:
			needed = strings.ContainsRune("\\`*_[]<>#|~&$", r)
		}
		if needed {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		start = r == '\n'
		number = start || number && unicode.IsDigit(r)
	}
	return b.String()
}

// spaced keeps ends of lines, and spaces and tabs at both ends of lines, which have a meaning
// of their own in Markdown.
func spaced(s string) string {
	body := strings.Trim(s, "\n")
	if body == "" {
		return strings.Repeat("&#10;", len(s))
	}
	at := strings.Index(s, body)
	lines := strings.Split(body, "\n")
	for i, l := range lines {
		inner := strings.Trim(l, " \t")
		from := strings.Index(l, inner)
		if inner == "" {
			from = len(l)
		}
		lines[i] = coded(l[:from]) + inner + coded(l[from+len(inner):])
		switch {
		case i+1 == len(lines):
		case strings.HasSuffix(lines[i], "\\"):
			lines[i] += "  \n" // goldmark 1.8 takes three backslashes for text
		default:
			lines[i] += "\\\n"
		}
	}
	return strings.Repeat("&#10;", at) + strings.Join(lines, "") + strings.Repeat("&#10;", len(s)-at-len(body))
}

func coded(s string) string { return strings.NewReplacer(" ", "&#32;", "\t", "&#9;").Replace(s) }
