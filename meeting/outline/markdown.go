package outline

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"example.org/convener/meeting"
)

// WriteMarkdown writes an agenda as a nested list, in the form that people would type.
func (d Document) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	if d.Title != "" {
		fmt.Fprintf(&b, "# %s\n\n", writeTitle(d.Title))
	}
	for _, i := range d.Items {
		in := strings.Repeat("  ", i.Level-1)
		fmt.Fprintf(&b, "%s- %s (%d min, %s%s)\n", in, writeTitle(i.Title), i.Minutes, i.Kind, only(i.Visibility))
		if len(i.Presenters) > 0 {
			fmt.Fprintf(&b, "%s  - Presenters: %s\n", in, writeNames(i.Presenters))
		}
		for _, l := range i.Links {
			fmt.Fprintf(&b, "%s  - %s\n", in, writeLink(l))
		}
		if i.Description == "" {
			continue
		}
		for text := range strings.SplitSeq(i.Description, "\n") {
			fmt.Fprintf(&b, "%s  >%s\n", in, spaced(text))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// only says who may see an item that not all may see.
func only(v meeting.Visibility) string {
	if v == meeting.VisiblePublic {
		return ""
	}
	return ", " + string(v) + " only"
}

func spaced(text string) string {
	if text == "" {
		return ""
	}
	return " " + text
}

// ReadMarkdown reads an agenda as people type and paste it: lists with any marks, headings,
// or a title a line. Below an item, a list is of its items, lines of names behind
// "Presenters:" and of a single link are what they say, and other lines describe it. What
// stands before the first item is left out, and so is what is not in a section called
// Agenda, if there is one. The error is a refusal that names the line.
func ReadMarkdown(text string) (Document, error) {
	var d Document
	all := section(rows(text))
	skip := titles(all)
	r := newReader(all, skip)
	for _, row := range all {
		if row.mark == heading && slices.Contains(skip, row.depth) {
			if d.Title == "" {
				d.Title, _ = plain(row.text)
			}
			continue
		}
		r.read(row)
	}
	for i := range r.items {
		r.items[i].Description = strings.TrimSpace(r.items[i].Description)
	}
	var err error
	d.Version = 1
	d.Items, err = clean(r.items, func(i int) string { return line(r.lines[i]) })
	return d, err
}

// section is what stands below the heading Agenda, or everything.
func section(all []row) []row {
	from := slices.IndexFunc(all, func(r row) bool {
		words := strings.Fields(strings.ToLower(strings.Trim(r.text, "*_: ")))
		return r.mark == heading && len(words) > 0 && len(words) <= 2 && words[len(words)-1] == "agenda"
	})
	if from < 0 {
		return all
	}
	to := slices.IndexFunc(all[from+1:], func(r row) bool { return r.mark == heading && r.depth <= all[from].depth })
	if to < 0 {
		return all[from:]
	}
	return all[from : from+1+to]
}

// titles are the depths of those headings that are no items: of the one above all others.
func titles(all []row) (skip []int) {
	var count [7]int
	listed := false
	for _, r := range all {
		if listed = listed || r.mark.item(); r.mark == heading {
			count[r.depth]++
		}
	}
	for depth := 1; depth < len(count); depth++ {
		deeper := slices.ContainsFunc(count[depth+1:], func(n int) bool { return n > 0 })
		switch {
		case count[depth] == 0:
		case count[depth] == 1 && (len(skip) == 0 || listed || deeper):
			skip = append(skip, depth)
		default:
			return skip
		}
	}
	return skip
}
