// Package document is a document as such: a title, what is to be known about it, and
// blocks of text; and its writers, which say the same in plain text for mail, Markdown,
// DOCX and tagged PDF.
//
// It knows no meeting, no server and no clock: the same Document gives the same bytes. All
// texts are what people typed. They may hold any Unicode, and the syntax of every format;
// they arrive as text, and nothing in them is obeyed. Only what XML cannot hold is left out,
// see [Clean].
package document

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Document is what the writers write. The words that they add are English.
type Document struct {
	Title  string // one line; the heading of level 1
	Lang   string // BCP 47, of most of the text; "" if unknown
	About  []Fact // the first lines of every format: state, date, permalink, rule of attribution
	Blocks []Block
	Made   time.Time // stands in the metadata of DOCX and PDF, unless it is zero
}

// Fact is a line about the document.
type Fact struct {
	Label, Text string // one line each
	Link        string // see [Run]; if Text is empty it is shown itself
}

// Block is a [Heading], a [Paragraph], a [List] or a [Table].
type Block interface{ block() }

// Heading begins a part.
type Heading struct {
	Level  int    // 2 to 4; others count as the nearest
	Text   string // one line
	Anchor string // what a link in the document names after "#"; "" for none
}

// Paragraph is a paragraph. Where a text has "\n", a new line begins.
type Paragraph struct {
	Anchor string
	Runs   []Run
	Look   Look
}

// Look is how a paragraph is drawn. Text and Markdown show quotes only, and nobody hears a
// frame: what a paragraph is must stand in its words too.
type Look int

// The looks.
const (
	Plain Look = iota
	Quiet
	Decision
	Action
	Quote
)

// known is l, or Plain for what is none of the looks.
func (l Look) known() Look {
	if l < Plain || l > Quote {
		return Plain
	}
	return l
}

// List is a list of items of one paragraph each.
type List struct {
	Ordered bool // numbered from 1
	Items   [][]Run
}

// Table has as many columns as its longest row; missing cells are empty.
type Table struct {
	Caption string // one line; "" for none
	Head    []string
	Rows    [][]string
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}

// Run is a piece of text in one manner.
type Run struct {
	Text   string
	Strong bool
	Change Change
	Link   string // http, https or mailto, or "#" and an [Heading.Anchor]; others are no links
}

// Change is what became of a run since the version before. It is always said in words too,
// never by colour or line alone.
type Change int

// The changes.
const (
	Kept Change = iota
	Added
	Removed
)

// around is what is written before and behind a changed run.
func (c Change) around() (before, after string) {
	switch c {
	case Added:
		return "[added: ", "]"
	case Removed:
		return "[removed: ", "]"
	default:
		return "", ""
	}
}

// Clean is s as every format can hold it: without the characters that XML 1.0 forbids
// (section 2.2), with "\n" for every end of line, and U+FFFD for what is no UTF-8.
func Clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r >= 0x20 && r < 0xFFFE, r >= 0x10000:
			return r
		default:
			return -1
		}
	}, s)
}

// line is s on one line.
func line(s string) string { return strings.ReplaceAll(Clean(s), "\n", " ") }

// cleaned are runs with their texts cleaned and no links that are none, empty ones left out
// and neighbours of one manner joined.
func cleaned(runs []Run) []Run {
	var out []Run
	for _, r := range runs {
		r.Text, r.Link = Clean(r.Text), target(r.Link)
		last := len(out) - 1
		switch {
		case r.Text == "":
		case last >= 0 && out[last] == Run{out[last].Text, r.Strong, r.Change, r.Link}:
			out[last].Text += r.Text
		default:
			out = append(out, r)
		}
	}
	return out
}

// cells are the table's rows, each of as many cells as the longest has, the head first.
func (t Table) cells() [][]string {
	n := len(t.Head)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	if n == 0 {
		return nil
	}
	var out [][]string
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		cells := make([]string, n)
		for i, s := range row {
			cells[i] = Clean(s)
		}
		out = append(out, cells)
	}
	return out
}

// level is the heading's, 2 to 4.
func (h Heading) level() int { return min(max(h.Level, 2), 4) }

// runs are the fact as text.
func (f Fact) runs() []Run {
	text := line(f.Text)
	if text == "" {
		text = target(f.Link)
	}
	return []Run{{Text: line(f.Label) + ": ", Strong: true}, {Text: text, Link: target(f.Link)}}
}

// target is link as it is written into files, or "" if it is none that we write.
func target(link string) string {
	u, err := url.Parse(link)
	if err != nil || !utf8.ValidString(link) {
		return ""
	}
	inside := u.Scheme == "" && u.Host == "" && u.Path == "" && u.RawQuery == "" && u.Fragment != ""
	outside := u.Scheme == "mailto" || (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
	switch {
	case inside:
		return link
	case outside:
		return u.String()
	default:
		return ""
	}
}

// blocks are the document's, without links to anchors that are not there.
func (d Document) blocks() []Block {
	anchors := make(map[string]bool)
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Heading:
			anchors["#"+b.Anchor] = true
		case Paragraph:
			anchors["#"+b.Anchor] = true
		}
	}
	lead := func(runs []Run) []Run {
		runs = slices.Clone(runs)
		for i, r := range runs {
			if strings.HasPrefix(r.Link, "#") && !anchors[r.Link] {
				runs[i].Link = ""
			}
		}
		return runs
	}
	out := slices.Clone(d.Blocks)
	for i, b := range out {
		switch b := b.(type) {
		case Paragraph:
			b.Runs = lead(b.Runs)
			out[i] = b
		case List:
			b.Items = slices.Clone(b.Items)
			for j := range b.Items {
				b.Items[j] = lead(b.Items[j])
			}
			out[i] = b
		}
	}
	return out
}

// lang is the document's language, or "und" for one that BCP 47 has no way to write.
func (d Document) lang() string {
	for part := range strings.SplitSeq(d.Lang, "-") {
		if part == "" || len(part) > 8 || strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
			return "und"
		}
	}
	return d.Lang
}

// rightToLeft says whether the first letter that has a direction is written so.
func rightToLeft(s string) bool {
	for _, r := range s {
		if way := direction(r); way != bidi.ON {
			return way == bidi.R
		}
	}
	return false
}

// direction is bidi.L or bidi.R for what has a direction of its own, else bidi.ON.
func direction(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.AL:
		return bidi.R
	default:
		return bidi.ON
	}
}

// plain is the text of runs, changes in words.
func plain(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		before, after := r.Change.around()
		b.WriteString(before + r.Text + after)
	}
	return b.String()
}
