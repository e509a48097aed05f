package captions

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Block is a paragraph of a text: what one speaker says on one line.
type Block struct {
	Label    string // who speaks, if the captioner said so here; ">>" if it was said only that another does
	Text     string
	Speaker  string // the label in force
	From, To uint64 // its first and its last segment
	At, End  time.Time
}

// Where the captioner ends no paragraph, one ends with a sentence after which nothing came for
// some time, or that makes the paragraph long. Source: section 2.3 of our captions reference.
const (
	longPause     = 8 * time.Second
	longParagraph = 600               // bytes
	endless       = 4 * longParagraph // of a captioner who ends no sentence
)

// Paragraphs joins segments to paragraphs. A new one begins at a paragraph's end, at a
// turn, around a line in brackets, and at a line's end that is also the end of a sentence:
// other line ends are only the wrapping of the captioner's program.
func Paragraphs(segs []Segment) []Block {
	var blocks []Block
	var text strings.Builder
	for i, s := range segs {
		if i == 0 || parted(segs[i-1], s) || rests(segs[i-1], s, text.Len()) {
			blocks = append(blocks, Block{Label: s.label(), Speaker: s.Speaker, From: s.ID, At: s.At})
			text.Reset()
		} else if segs[i-1].Break > None && text.Len() > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(s.Text)
		last := &blocks[len(blocks)-1]
		last.Text, last.To, last.End = text.String(), s.ID, s.End
	}
	return blocks
}

// label is what stands before s's text in a document.
func (s Segment) label() string {
	switch {
	case !s.Turn || strings.HasPrefix(s.Text, ">>"):
		return ""
	case s.Speaker == "":
		return ">>"
	default:
		return s.Speaker
	}
}

// parted reports whether a paragraph ends between a and b.
func parted(a, b Segment) bool {
	switch {
	case b.Turn || a.Break == Paragraph:
		return true
	case a.Break < Line:
		return false
	case bracketed(a.Text) || bracketed(b.Text):
		return true
	}
	first, _ := utf8.DecodeRuneInString(b.Text)
	return a.ends() && !unicode.IsLower(first)
}

// rests reports whether a paragraph of a length ends between a and b though no line does.
func rests(a, b Segment, length int) bool {
	return a.Break > None && (length > endless || a.ends() && (b.At.Sub(a.End) > longPause || length > longParagraph))
}

// ends reports whether s ends as a sentence does.
func (s Segment) ends() bool {
	last, _ := utf8.DecodeLastRuneInString(s.Text)
	return strings.ContainsRune(`.?!…:;"”。？！`, last)
}
