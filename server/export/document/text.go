package document

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// columns is how many characters a line of text has at most, unless a word has more: RFC
// 5322 asks for 78, and an answer puts "> " before it, three times.
const columns = 72

// underline is what stands below a heading of each level.
var underline = [...]string{1: "=", 2: "-", 3: "~", 4: "."}

// WriteText writes d as plain text for mail: UTF-8, lines of 72 characters.
func (d Document) WriteText(w io.Writer) error {
	var t text
	t.heading(1, d.Title)
	for _, f := range d.About {
		t.paragraph("", "  ", f.runs())
	}
	for _, b := range d.Blocks {
		t.WriteString("\n")
		switch b := b.(type) {
		case Heading:
			t.heading(b.level(), b.Text)
		case Paragraph:
			mark := ""
			if b.Look == Quote {
				mark = "> "
			}
			t.paragraph(mark, mark, b.Runs)
		case List:
			for i, item := range b.Items {
				mark := "- "
				if b.Ordered {
					mark = fmt.Sprintf("%d. ", i+1)
				}
				t.paragraph(mark, strings.Repeat(" ", len(mark)), item)
			}
		case Table:
			t.table(b)
		}
	}
	_, err := io.WriteString(w, t.String())
	return err
}

type text struct{ strings.Builder }

// heading is not wrapped: its line would not end where the heading does.
func (t *text) heading(level int, s string) {
	s = line(s)
	fmt.Fprintf(t, "%s\n%s\n", s, strings.Repeat(underline[level], min(max(utf8.RuneCountInString(s), 1), columns)))
}

// paragraph writes runs behind first, and behind rest from the second line on.
func (t *text) paragraph(first, rest string, runs []Run) {
	var s strings.Builder
	for _, r := range cleaned(runs) {
		shown := r.Text
		if outside(r.Link) && strings.TrimSpace(shown) != r.Link {
			shown += " <" + r.Link + ">"
		}
		before, after := r.Change.around()
		s.WriteString(before + shown + after)
	}
	for l := range strings.SplitSeq(s.String(), "\n") {
		for _, l := range wrap(l, columns-utf8.RuneCountInString(rest)) {
			t.WriteString(strings.TrimRight(first+l, " ") + "\n")
			first = rest
		}
	}
}

// outside says whether a link leads out of the document.
func outside(link string) bool { return link != "" && link[0] != '#' }

// wrap breaks s at spaces into lines of n characters. A longer word stays whole, for it may
// be an address. There is at least one line.
func wrap(s string, n int) []string {
	var lines []string
	for {
		cut := fit(s, n)
		if cut < 0 {
			return append(lines, s)
		}
		lines = append(lines, strings.TrimRight(s[:cut], " "))
		s = strings.TrimLeft(s[cut:], " ")
	}
}

// fit is the byte where s is broken so that n characters come before, or -1 if it is not:
// at the last space that fits, else at the first.
func fit(s string, n int) int {
	last, count, word := -1, 0, false
	for i, r := range s {
		if r == ' ' && word {
			if strings.TrimLeft(s[i:], " ") == "" {
				return -1
			}
			if count <= n || last < 0 {
				last = i
			}
		}
		word = word || r != ' '
		if count++; count > n && last >= 0 {
			return last
		}
	}
	return -1
}

// table writes columns where they fit side by side, else each row as lines of its own.
func (t *text) table(table Table) {
	cells := table.cells()
	if table.Caption != "" {
		t.paragraph("", "", []Run{{Text: line(table.Caption)}})
		t.WriteString("\n")
	}
	var width []int
	total := -2
	for _, row := range cells {
		for i, s := range row {
			row[i] = line(s)
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], utf8.RuneCountInString(row[i]))
		}
	}
	for _, n := range width {
		total += n + 2
	}
	if total > columns {
		t.rows(cells)
		return
	}
	for i, row := range cells {
		t.row(row, width)
		if i == 0 {
			for j, n := range width {
				row[j] = strings.Repeat("-", n)
			}
			t.row(row, width)
		}
	}
}

func (t *text) row(cells []string, width []int) {
	var b strings.Builder
	for i, s := range cells {
		b.WriteString(s + strings.Repeat(" ", width[i]-utf8.RuneCountInString(s)+2))
	}
	t.WriteString(strings.TrimRight(b.String(), " ") + "\n")
}

// rows writes "Label: value" for each cell that is not empty.
func (t *text) rows(cells [][]string) {
	for i, row := range cells[1:] {
		if i > 0 {
			t.WriteString("\n")
		}
		for j, s := range row {
			if s == "" {
				continue
			}
			if cells[0][j] != "" {
				s = cells[0][j] + ": " + s
			}
			t.paragraph("", "  ", []Run{{Text: s}})
		}
	}
}
