package outline

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"example.org/convener/meeting"
)

// nasty are texts that something could be taken for. The fuzzer puts them together.
var nasty = []string{
	"Budget", " ", "2.1", "1.", "a)", "(5 min)", "(10 min, decision)", "[x]", "[", "]", "(", ")", "— Amina", " – ", " -- ", "- ", "* ", "+", "#", "> ",
	"Presenters: ", "Agenda", "https://example.org", "[a](https://example.org/b)", "&amp;", "&#10;", "\\", "`", "**", "_", "<", ">", "=1+1", "'", "@", "-1", "\"", ",", ";", "|",
	"14:00-14:10 ", "•", "·", "\u00a0", "\u2028", "😀", "ש", "\u202e", "---", "===", "title", "…", "and", "&",
}

// script is a text that decides what an agenda is.
type script struct{ rest []byte }

func (s *script) below(n int) int {
	if len(s.rest) == 0 {
		return 0
	}
	b := s.rest[0]
	s.rest = s.rest[1:]
	return int(b) % n
}

func (s *script) text(glue string) string {
	var b strings.Builder
	for range s.below(6) {
		switch n := s.below(len(nasty) + 3); {
		case n < len(nasty):
			b.WriteString(nasty[n])
		case n == len(nasty):
			b.WriteString(glue)
		default:
			b.WriteRune(rune(s.below(256)<<8 | s.below(256)))
		}
	}
	return b.String()
}

// agenda is a lawful agenda; what the law refuses is left out.
func (s *script) agenda() Document {
	d := Document{Version: 1, Items: []Item{}}
	if words := strings.Fields(s.text(" ")); s.below(2) == 1 {
		d.Title = strings.Join(words, " ")
	}
	if _, err := (Item{Title: d.Title}).clean(); err != nil {
		d.Title = ""
	}
	for above := 0; len(s.rest) > 0 && len(d.Items) < meeting.MaxItems; {
		item := Item{
			Title: s.text(" "), Level: 1 + s.below(min(above+1, meeting.MaxLevels)), Minutes: 1 + s.below(255),
			Kind:       meeting.Kinds()[s.below(len(meeting.Kinds()))],
			Visibility: []meeting.Visibility{"public", "present", "chair"}[s.below(3)],
		}
		for range s.below(3) {
			item.Presenters = append(item.Presenters, s.text(" "))
		}
		if s.below(2) == 1 {
			item.Description = s.text("\n") + s.text("\n\n  ") + s.text("\t")
		}
		for range s.below(3) {
			item.Links = append(item.Links, meeting.Link{Title: s.text("\n"), URL: "https://example.org/?" + strings.ReplaceAll(s.text("/"), "#", "")})
		}
		if cleaned, err := item.clean(); err == nil {
			above = item.Level
			d.Items = append(d.Items, cleaned)
		}
	}
	return d
}

// A12: what is written is read back as the same agenda, in every form.
func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("\x01\x00\x01\x00\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"))
	for i := range nasty {
		f.Add([]byte{0, 0, 1, byte(i), 0, 5, 2, 1, 1, 1, byte(i), 1, 1, byte(i), 0, 0, 1, 1, byte(i), 0})
		f.Add([]byte{1, byte(i), 1, 3, byte(i), byte(i + 1), byte(i * 7), 0, 5, 2, 0, 2, 2, byte(i), byte(i + 3), 1, byte(i), 1, 2, byte(i), byte(i + 9), 0, 0, 0})
	}
	f.Fuzz(func(t *testing.T, in []byte) { roundTrip(t, (&script{in}).agenda()) })
}

// What the fuzzer would need long for.
func TestRoundTripOfLineBreaks(t *testing.T) {
	items, err := Clean([]Item{{Title: "A", Presenters: []string{"Lee, Ann"}, Links: []meeting.Link{{Title: "a\nb\tc", URL: "https://example.org/(a"}}}})
	if err != nil {
		t.Fatal(err)
	}
	roundTrip(t, Document{Version: 1, Title: "The #1 #", Items: items})
}

func roundTrip(t *testing.T, want Document) {
	t.Helper()
	var b bytes.Buffer
	if err := want.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	again(t, "Markdown", b.String(), want, ReadMarkdown)
	b.Reset()
	if err := want.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	table := want
	table.Title = ""
	again(t, "CSV", b.String(), table, ReadCSV)
	if got := dangerous(t, b.String()); got != "" {
		t.Fatalf("a spreadsheet reads a formula: %q", got)
	}
	b.Reset()
	if err := want.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	again(t, "JSON", b.String(), want, func(text string) (d Document, err error) {
		if err = json.Unmarshal([]byte(text), &d); err == nil {
			d.Items, err = Clean(d.Items)
		}
		return d, err
	})
}

func again(t *testing.T, form, text string, want Document, read func(string) (Document, error)) {
	t.Helper()
	got, err := read(text)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%s: %v\n%q\nread\n%+v\nwant\n%+v", form, err, text, got, want)
	}
}

// dangerous is a cell of a table that begins a formula.
func dangerous(t *testing.T, text string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
				return cell
			}
		}
	}
	return ""
}

// Whatever people paste, it is an agenda or a refusal, and what was read is read again.
func FuzzRead(f *testing.F) {
	for _, s := range append(nasty, "- A\n  - B (5 min)\n", "1. A\n(a) B", "# A\n## B\n- C", "title;min\nA;5") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for form, read := range map[string]func(string) (Document, error){"Markdown": ReadMarkdown, "CSV": ReadCSV} {
			d, err := read(text)
			if err != nil {
				continue
			}
			d.Title = ""
			var b bytes.Buffer
			if err := d.WriteMarkdown(&b); err != nil {
				t.Fatal(err)
			}
			again(t, form, b.String(), d, ReadMarkdown)
		}
	})
}
