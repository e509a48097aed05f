package meeting

import (
	"slices"
	"strings"
	"unicode"
)

// A Change says what has become of a piece of text.
type Change string

// The changes. What stayed has none.
const (
	Added   Change = "added"
	Removed Change = "removed"
)

// A Piece is a stretch of two texts that are compared: it is in both, or in one of them.
type Piece struct {
	Text   string `json:"text"`
	Change Change `json:"change,omitempty"`
}

// maxCompared bounds the work of a comparison, in pairs of words: beyond it the texts count
// as different from their first to their last difference.
const maxCompared = 1 << 20

// Diff compares two texts by words. The pieces that are not added are the old text, and
// those that are not removed the new one.
func Diff(old, now string) []Piece {
	a, b := tokens(old), tokens(now)
	var head, tail int
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	pieces := pieces{}
	for _, t := range a[:head] {
		pieces.add(t, "")
	}
	pieces.between(a[head:len(a)-tail], b[head:len(b)-tail])
	for _, t := range a[len(a)-tail:] {
		pieces.add(t, "")
	}
	return pieces.gathered()
}

// tokens are the words of a text and what stands between them. Every sign of a script
// without spaces between words is a word of its own.
func tokens(text string) (out []string) {
	start, kind := 0, 0
	for i, r := range text {
		k := kindOf(r)
		if i > start && (k != kind || k == single) {
			out = append(out, text[start:i])
			start = i
		}
		kind = k
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// The kinds of characters that make a token.
const (
	blank = iota
	wordy
	single
)

func kindOf(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return blank
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return single
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '\'', r == '’', r == '-':
		return wordy
	}
	return single
}

type pieces []Piece

// gathered is p with one removal and one addition where only space stands between several:
// a phrase reads better than its words one by one.
func (p pieces) gathered() (out pieces) {
	removed, added := "", ""
	flush := func() {
		if removed != "" {
			out = append(out, Piece{removed, Removed})
		}
		if added != "" {
			out = append(out, Piece{added, Added})
		}
		removed, added = "", ""
	}
	for i, piece := range p {
		switch {
		case piece.Change == Removed:
			removed += piece.Text
		case piece.Change == Added:
			added += piece.Text
		case removed+added != "" && i+1 < len(p) && strings.TrimSpace(piece.Text) == "":
			removed += piece.Text
			added += piece.Text
		default:
			flush()
			out = append(out, piece)
		}
	}
	flush()
	return out
}

// add adds a token, to the last piece if it fits there.
func (p *pieces) add(token string, change Change) {
	if n := len(*p); n > 0 && (*p)[n-1].Change == change {
		(*p)[n-1].Text += token
		return
	}
	*p = append(*p, Piece{token, change})
}

// between adds what is between the first and the last difference of two texts: their longest
// common subsequence stays.
func (p *pieces) between(a, b []string) {
	if len(a)*len(b) > maxCompared {
		p.all(a, Removed)
		p.all(b, Added)
		return
	}
	width := len(b) + 1
	common := make([]int32, (len(a)+1)*width) // of the rests from here on
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			if x == y {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			p.add(a[i], "")
			i++
			j++
		case common[(i+1)*width+j] >= common[i*width+j+1]:
			p.add(a[i], Removed)
			i++
		default:
			p.add(b[j], Added)
			j++
		}
	}
	p.all(a[i:], Removed)
	p.all(b[j:], Added)
}

func (p *pieces) all(tokens []string, change Change) {
	for _, t := range tokens {
		p.add(t, change)
	}
}
