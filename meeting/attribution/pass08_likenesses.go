package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// findLikenesses is pass 8: words with an ending on a name, misspelled and misheard names,
// names in another script, and unknown words with a capital beside a name.
func (p *passage) findLikenesses() {
	for i := range p.words {
		w := &p.words[i]
		if w.taken || w.url || w.letters < 3 || w.shape == number || !p.mayBeName(i) {
			continue
		}
		if p.likeAt(i) && !p.organisation(i+1) {
			p.claim(mark{from: i, to: i + 1, class: Likely, kind: p.kindAt(i, i+1), reason: ByLikeness})
		}
	}
	for i := range p.words {
		if w := &p.words[i]; !w.taken && !w.url && (p.named(i-1) || p.named(i+1)) && p.neighbour(i) {
			p.claim(mark{from: i, to: i + 1, class: Likely, kind: p.kindAt(i, i+1), reason: ByNeighbour})
		}
	}
	p.findPairs()
}

// mayBeName reports whether word i can be a misspelled name: it has a capital, where words
// have them, and is no other word that we know.
func (p *passage) mayBeName(i int) bool {
	w := &p.words[i]
	v := words()
	if v.known.has(w.key) && w.shape == capital && w.opening && !p.caseless && firstOf(p.gap(i+1)) == "," {
		return w.letters > minLike // "Marten, please", of a Martyn
	}
	if v.common(w.key) || v.capitals.has(w.key) || v.acronyms.has(w.key) || v.bodyNouns.has(w.key) {
		return false
	}
	if p.caseless || w.shape == uncased {
		return w.letters >= minLike
	}
	return w.shape == capital && !p.compound(i) || w.shape == upper && w.letters > 4
}

// likeAt reports whether word i is like a name.
func (p *passage) likeAt(i int) bool {
	w := &p.words[i]
	if p.inflects(w.key) {
		return true
	}
	if w.shape == uncased {
		return false // without vowels too much is alike
	}
	first, _ := utf8.DecodeRuneInString(w.key)
	if !unicode.Is(unicode.Latin, first) {
		s := inLatin(w.key)
		if _, ok := p.parts[s]; ok || p.inflects(s) || p.likeName(w.key, false) {
			return true
		}
		return p.likeName(s, p.cued(i))
	}
	if bare, plural := strings.CutSuffix(w.key, "s"); plural && words().common(bare) {
		return false
	}
	return p.likeName(w.key, !p.caseless && p.cued(i))
}

// neighbour reports whether word i, beside a name, is likely a part of it: it has a capital
// and is no word of the language.
func (p *passage) neighbour(i int) bool {
	w := &p.words[i]
	v := words()
	if p.caseless || w.shape != capital || w.letters < 2 || v.common(w.key) || v.capitals.has(w.key) ||
		v.bodyNouns.has(w.key) || v.acronyms.has(w.key) || v.spoken.has(w.key) || greetings.has(w.key) || p.bodyAt(i) {
		return false
	}
	beside := func(gap string) bool { return gap == " " || gap == "-" || gap == "_" }
	if p.named(i-1) && beside(p.gap(i)) {
		return true
	}
	return p.named(i+1) && beside(p.gap(i+1))
}

// findPairs claims two words of a script without vowels that have the consonants of a given
// name and its surname.
func (p *passage) findPairs() {
	for i := 0; i+1 < len(p.words) && len(p.pairs) > 0; i++ {
		a, b := &p.words[i], &p.words[i+1]
		if a.shape != uncased || b.shape != uncased || a.taken || b.taken || p.gap(i+1) != " " {
			continue
		}
		if p.pairs.has(consonants(a.key) + " " + consonants(b.key)) {
			p.claim(mark{from: i, to: i + 2, class: Likely, kind: p.kindAt(i, i+2), reason: ByLikeness})
		}
	}
}
