package meeting

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"
)

// longParagraph is after how many bytes a paragraph of what was captioned ends with the next
// sentence. Source: section 2.3 of our captions reference.
const longParagraph = 600

// linePassage is the kind of lines that were captioned.
const linePassage = "passage"

// said are the passages of a draft as they are published, by items in the order of the agenda.
// Nothing in them tells where one speaker ends and another begins: what was captioned of an
// item is one text, whose paragraphs end with any sentence; and excerpts stand in an order that
// only their words make.
func (d *Draft) said(places map[Seq]int) (lines []PublishedLine) {
	texts := make(map[int][]string)
	for _, p := range d.Passages {
		item := places[p.Item]
		texts[item] = append(texts[item], p.Text)
	}
	for item, of := range texts {
		if d.Level == Verbatim {
			of = paragraphs(strings.Join(ended(of), " "))
		} else {
			slices.SortFunc(of, func(a, b string) int {
				x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
				return slices.Compare(x[:], y[:])
			})
		}
		for _, text := range of {
			lines = append(lines, PublishedLine{Item: item, Kind: linePassage, Text: text})
		}
	}
	slices.SortStableFunc(lines, func(a, b PublishedLine) int { return cmp.Compare(a.Item, b.Item) })
	return lines
}

// ended are texts each of which ends: a speaker who was broken off does not go on as the next.
func ended(texts []string) []string {
	texts = slices.Clone(texts)
	for i, text := range texts {
		if !sentenceEnds(text) {
			texts[i] = text + "…"
		}
	}
	return texts
}

// paragraphs cuts a text into paragraphs.
func paragraphs(text string) (cut []string) {
	start := 0
	for i := range len(text) {
		if i-start >= longParagraph && text[i] == ' ' && sentenceEnds(text[start:i]) {
			cut = append(cut, text[start:i])
			start = i + 1
		}
	}
	return append(cut, text[start:])
}

// sentenceEnds reports whether a text ends as a sentence does.
func sentenceEnds(text string) bool {
	text = strings.TrimRight(text, `)"'”’»`)
	return slices.ContainsFunc([]string{"]", ".", "?", "!", "…", "。", "？", "！", "؟"}, func(end string) bool { return strings.HasSuffix(text, end) })
}
