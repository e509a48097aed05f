package outline

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.org/convener/meeting"
)

// columns are those of a table that is written.
var columns = []string{"title", "kind", "minutes", "level", "visibility", "presenters", "description", "links"}

// otherColumns are what people call them.
var otherColumns = map[string]string{
	"item": "title", "topic": "title", "subject": "title", "agenda item": "title", "type": "kind",
	"min": "minutes", "mins": "minutes", "duration": "minutes", "time": "minutes", "minutes planned": "minutes",
	"#": "number", "no": "number", "no.": "number", "nr": "number", "visible to": "visibility",
	"presenter": "presenters", "speaker": "presenters", "speakers": "presenters", "who": "presenters", "lead": "presenters",
	"notes": "description", "note": "description", "details": "description", "link": "links", "url": "links", "document": "links", "documents": "links",
}

// WriteCSV writes an agenda as a table with a heading (RFC 4180), for spreadsheets.
func (d Document) WriteCSV(w io.Writer) error {
	rows := [][]string{columns}
	for _, i := range d.Items {
		links := make([]string, len(i.Links))
		for n, l := range i.Links {
			links[n] = writeLink(l)
		}
		row := []string{
			i.Title, string(i.Kind), strconv.Itoa(i.Minutes), strconv.Itoa(i.Level), string(i.Visibility),
			writeNames(i.Presenters), i.Description, strings.Join(links, "\n"),
		}
		for n, cell := range row {
			row[n] = harmless(cell)
		}
		rows = append(rows, row)
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// harmless is text as a cell that no spreadsheet takes for a formula: behind an apostrophe,
// and then one that has some already gets one more. Source: OWASP, CSV injection.
func harmless(text string) string {
	if formula(text) {
		return "'" + text
	}
	return text
}

// formula reports whether text is what a formula begins with, behind any apostrophes.
func formula(text string) bool {
	text = strings.TrimLeft(text, "'")
	return text != "" && strings.IndexByte("=+-@\t\r", text[0]) >= 0
}

// asTyped takes the apostrophe away that harmless puts before a text.
func asTyped(cell string) string {
	if strings.HasPrefix(cell, "'") && formula(cell) {
		return cell[1:]
	}
	return cell
}

// ReadCSV reads an agenda from a table with a heading, in which there has to be a column
// title; columns that it does not know do not count. Commas, semicolons or tabs separate
// the cells. The error is a refusal that names the line.
func ReadCSV(text string) (Document, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	if !utf8.ValidString(text) {
		return Document{}, refuse(line(1), "This is not UTF-8: save the table as CSV UTF-8.")
	}
	first := 0
	if sep, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(sep, "sep=") {
		text, first = rest, 1
	}
	c := csv.NewReader(strings.NewReader(text))
	c.FieldsPerRecord, c.Comma = -1, separator(text)
	var t table
	for {
		cells, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Document{}, malformed(err, first)
		}
		n, _ := c.FieldPos(0)
		if err := t.read(cells, n+first); err != nil {
			return Document{}, err
		}
	}
	items, err := clean(t.items, func(i int) string { return line(t.lines[i]) })
	return Document{Version: 1, Items: items}, err
}

// separator is what separates the cells of a table: what its heading has most of.
func separator(text string) rune {
	heading, _, _ := strings.Cut(text, "\n")
	return slices.MaxFunc([]rune{',', ';', '\t'}, func(a, b rune) int {
		return strings.Count(heading, string(a)) - strings.Count(heading, string(b))
	})
}

func malformed(err error, first int) error {
	var where *csv.ParseError
	if !errors.As(err, &where) {
		return err // a reader of strings has no other
	}
	text := "A quotation mark is missing, or one too many."
	if !errors.Is(where.Err, csv.ErrQuote) && !errors.Is(where.Err, csv.ErrBareQuote) {
		text = "This is not a table."
	}
	return refuse(line(where.StartLine+first), text)
}

// A table collects the items of a table.
type table struct {
	columns map[string]int
	items   []Item
	lines   []int
}

func (t *table) read(cells []string, n int) error {
	if t.columns == nil {
		return t.heading(cells, n)
	}
	if !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" }) {
		return nil
	}
	item, err := t.item(cells)
	if err != nil {
		return at(line(n), err)
	}
	t.items, t.lines = append(t.items, item), append(t.lines, n)
	return nil
}

func (t *table) heading(cells []string, n int) error {
	t.columns = make(map[string]int)
	for i, cell := range cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		if other, ok := otherColumns[name]; ok {
			name = other
		}
		if _, twice := t.columns[name]; !twice {
			t.columns[name] = i
		}
	}
	if _, ok := t.columns["title"]; !ok {
		return refuse(line(n), "A table begins with a line of headings, and one of them is title.")
	}
	return nil
}

// item is the item of a line. The error is a refusal without its place.
func (t *table) item(cells []string) (i Item, err error) {
	cell := func(column string) string {
		n, ok := t.columns[column]
		if !ok || n >= len(cells) {
			return ""
		}
		return asTyped(cells[n])
	}
	word := func(column string) string { return strings.ToLower(strings.TrimSpace(cell(column))) }
	i = Item{Title: cell("title"), Presenters: namesIn(cell("presenters")), Description: cell("description")}
	if s := word("kind"); s != "" {
		if i.Kind = kindOf(s); i.Kind == "" {
			i.Kind = meeting.Kind(s) // is refused, with the kinds there are
		}
	}
	if s := word("visibility"); s != "" {
		if i.Visibility = visibilityOf(s); i.Visibility == "" {
			i.Visibility = meeting.Visibility(s)
		}
	}
	if s := word("minutes"); s != "" {
		n, ok := minutesOf(strings.TrimSuffix(s, "min") + " min")
		if !ok {
			n, _ = minutesOf(s)
		}
		i.Minutes = cmp.Or(n, -1) // 0 would be one that says nothing
	}
	if i.Level, err = level(word("level"), word("number")); err != nil {
		return i, err
	}
	for raw := range strings.SplitSeq(cell("links"), "\n") {
		if raw = strings.TrimSpace(raw); raw == "" {
			continue
		}
		l, ok := aloneLink(raw)
		if !ok {
			l.URL = raw // is refused, with what a link is
		}
		i.Links = append(i.Links, l)
	}
	return i, nil
}

// level is how deep an item stands, by a cell that says so, or by its number.
func level(cell, number string) (int, error) {
	if cell == "" {
		return strings.Count(strings.TrimRight(number, ".)"), ".") + 1, nil
	}
	n, err := strconv.Atoi(cell)
	if err != nil || n < 1 {
		return 0, &meeting.Error{Code: "malformed", Text: "A level is 1, 2 or 3."}
	}
	return n, nil
}
