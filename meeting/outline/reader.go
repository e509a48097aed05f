package outline

import "slices"

// A reader makes items of rows.
type reader struct {
	plain  bool    // there are no marks: a line is an item
	depths [7]bool // of headings that are items
	items  []Item
	lines  []int  // where the items stand
	opens  []open // the items of lists that what comes may be below
	base   int    // the level of the last heading
	above  int    // the level of the item that the last letters belong to
	gap    bool   // the last line was blank
}

// An open is an item to which there may be items below.
type open struct{ indent, level int }

func newReader(all []row, skip []int) *reader {
	r := &reader{plain: true}
	for _, row := range all {
		r.plain = r.plain && !row.mark.item() && row.mark != heading
		if row.mark == heading && !slices.Contains(skip, row.depth) {
			r.depths[row.depth] = true
		}
	}
	return r
}

// read takes the next row.
func (r *reader) read(row row) {
	last := len(r.items) - 1
	within := len(r.opens) > 0 && row.indent > r.opens[len(r.opens)-1].indent
	names := presented.FindStringSubmatch(row.text)
	l, linked := aloneLink(row.text)
	switch {
	case row.mark == rule:
	case row.mark == blank:
		r.gap = true
		return
	case row.mark == heading || r.plain && row.mark == words && row.indent == 0 && names == nil && !(linked && last >= 0):
		r.add(row)
	case last < 0 && !row.mark.item(): // what comes before the agenda
	case last >= 0 && row.mark != quote && names != nil:
		r.items[last].Presenters = append(r.items[last].Presenters, namesIn(names[1])...)
	case last >= 0 && row.mark != quote && linked && (row.mark == words || within):
		r.items[last].Links = append(r.items[last].Links, l)
	case row.mark.item():
		r.add(row)
	default:
		if r.gap && r.items[last].Description != "" {
			r.items[last].Description += "\n"
		}
		r.items[last].Description += row.text + "\n"
	}
	r.gap = false
}

// add adds the item of a row.
func (r *reader) add(row row) {
	level := r.level(row)
	if n := len(r.items); n > 0 {
		level = min(level, r.items[n-1].Level+1)
	} else {
		level = 1
	}
	if row.mark != letter {
		r.above = level
	}
	if row.mark == heading {
		r.base, r.opens = level, nil
	} else {
		r.opens = append(r.opens, open{row.indent, level})
	}
	item := Item{Level: level, Minutes: row.took}
	item.describe(row.text)
	r.items, r.lines = append(r.items, item), append(r.lines, row.line)
}

// level is where an item wants to stand: by its number, by what its letters belong to, or
// by how far in it is.
func (r *reader) level(row row) int {
	if row.mark == heading {
		level := 1
		for _, item := range r.depths[:row.depth] {
			if item {
				level++
			}
		}
		return level
	}
	for len(r.opens) > 0 && row.indent < r.opens[len(r.opens)-1].indent+2 {
		r.opens = r.opens[:len(r.opens)-1]
	}
	level := r.base + 1
	if len(r.opens) > 0 {
		level = r.opens[len(r.opens)-1].level + 1
	}
	switch {
	case row.depth > 1:
		return row.depth
	case row.mark == letter:
		return max(level, r.above+1)
	}
	return level
}
