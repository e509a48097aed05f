package attribution

import (
	"strings"
	"unicode/utf8"
)

// A mark is a run of words that a pass has claimed.
type mark struct {
	from, to int // words[from:to]
	class    Class
	kind     Kind
	reason   Reason
	offer    string
}

// A passage is about a sentence of a text, while it is looked at.
type passage struct {
	*Lexicon
	*memory
	text     string
	words    []word
	marks    []mark
	caseless bool // it has no capitals, or nothing else: they tell nothing
}

// gap returns what stands before word i: from the end of the word before it, or from the
// start of the passage. gap(len(words)) is what follows the last word.
func (p *passage) gap(i int) string {
	from, to := 0, len(p.text)
	if i > 0 {
		from = p.words[i-1].end
	}
	if i < len(p.words) {
		to = p.words[i].start
	}
	return p.text[from:to]
}

// key returns the folded word i, and nothing where there is none.
func (p *passage) key(i int) string {
	if i < 0 || i >= len(p.words) {
		return ""
	}
	return p.words[i].key
}

// claim marks those of words[m.from:m.to] that nobody has claimed.
func (p *passage) claim(m mark) {
	for i := m.from; i < m.to; {
		if p.words[i].taken {
			i++
			continue
		}
		part := m
		part.from = i
		for i < m.to && !p.words[i].taken {
			p.words[i].taken = m.class != Doubtful
			if m.class != Doubtful {
				p.words[i].kind = m.kind
			}
			i++
		}
		part.to = i
		p.marks = append(p.marks, part)
	}
}

// shield takes words[from:to] out of the reach of all passes: they name somebody who
// consented.
func (p *passage) shield(from, to int) {
	for i := from; i < to; i++ {
		p.words[i].taken, p.words[i].shielded = true, true
	}
}

// named reports whether word i is claimed as a name of a person.
func (p *passage) named(i int) bool {
	return i >= 0 && i < len(p.words) && p.words[i].kind != "" && p.words[i].kind != Affiliation
}

// read fills the passage with text. fresh says that text begins a line.
func (p *passage) read(text string, fresh bool) {
	p.text, p.words, p.marks = text, split(text, p.words[:0]), p.marks[:0]
	for i := range p.words {
		gap := p.gap(i)
		w := &p.words[i]
		w.line = i == 0 && fresh || strings.ContainsRune(gap, '\n')
		w.opening = i == 0 || w.line || opens(gap)
	}
	p.markURLs()
	p.caseless = p.caselessWords()
}

// opens reports whether a sentence or quotation begins after gap.
func opens(gap string) bool {
	return gap != " " && strings.ContainsAny(gap, ".?!:;>*•|#\"“”«»¿¡…؟[(")
}

// caselessWords reports whether the words, headings aside, have no capitals or only capitals.
func (p *passage) caselessWords() bool {
	small, large := 0, 0
	for i := p.afterHeading(); i < len(p.words); i++ {
		switch w := &p.words[i]; {
		case w.url || w.letters < 2:
		case w.shape == 0:
			small++
		case w.shape == upper:
			large++
		case w.shape == capital || w.shape == mixed:
			return false
		}
	}
	return large == 0 && small >= 1 && !p.casedText() || small == 0 && large >= 4
}

// afterHeading returns the number of the first word after a colon near the start.
func (p *passage) afterHeading() int {
	for i := 1; i < len(p.words) && i <= maxLabelWords; i++ {
		if strings.HasPrefix(p.gap(i), ":") {
			return i
		}
	}
	return 0
}

// markURLs finds the words that stand inside URLs: from a scheme or www. to the next blank.
func (p *passage) markURLs() {
	for at := 0; ; {
		i := nextURL(p.text[at:])
		if i < 0 {
			return
		}
		start := at + i
		end := start + urlLength(p.text[start:])
		for j := range p.words {
			if w := &p.words[j]; w.start >= start && w.start < end {
				w.url = true
			}
		}
		at = end
	}
}

// nextURL returns where the next URL of s begins, or -1.
func nextURL(s string) int {
	first := -1
	for _, mark := range [...]string{"://", "www."} {
		i := strings.Index(s, mark)
		if i < 0 {
			continue
		}
		if mark == "://" {
			for i > 0 && inWord(rune(s[i-1])) {
				i--
			}
		}
		if first < 0 || i < first {
			first = i
		}
	}
	return first
}

// urlLength returns how far a URL at the start of s goes.
func urlLength(s string) int {
	for i, r := range s {
		if r <= ' ' || r == utf8.RuneError || strings.ContainsRune("<>\"'`)]}", r) {
			return max(i, 1)
		}
	}
	return len(s)
}
