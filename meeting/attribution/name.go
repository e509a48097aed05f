package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A name is what a participant is called, in words: folded, in the order of the roster.
type name struct {
	words []string
	whole bool // it is the name itself, not an alias
	text  string
}

// namesOf returns the names of p: the name, the aliases, and what is left of each without
// what stands in brackets or after a stroke, for people write bodies and pronouns there. A
// name that is all in brackets, like "(unknown)", is none.
func namesOf(p Participant) []name {
	var names []name
	for i, text := range append([]string{p.Name}, p.Aliases...) {
		if strings.HasPrefix(text, "(") || strings.Contains(text, "@") {
			continue
		}
		if last, given, ok := strings.Cut(text, ","); ok && !strings.Contains(given, ",") {
			text = given + " " + last
		}
		bare := withoutAside(text)
		names = append(names, name{words: keys(bare), whole: i == 0, text: bare})
		if bare != text {
			names = append(names, name{words: keys(text), text: text})
		}
	}
	return slices.DeleteFunc(names, func(n name) bool { return len(n.words) == 0 })
}

// withoutAside returns text up to the first bracket or stroke, if a word is before it.
func withoutAside(text string) string {
	i := strings.IndexAny(text, "([/|")
	if i < 0 || len(keys(text[:i])) == 0 {
		return text
	}
	return text[:i]
}

// core returns the words of n without titles before them and particles between them. The
// first word and the last are no particles, for Ben and Al are names too.
func (n name) core() []string {
	v := words()
	rest := n.words
	for len(rest) > 1 && v.titles.has(rest[0]) {
		rest = rest[1:]
	}
	core := make([]string, 0, len(rest))
	for i, w := range rest {
		if i == 0 || i == len(rest)-1 || !v.particles.has(w) {
			core = append(core, w)
		}
	}
	return core
}

// orders returns the sequences in which the words of n are written: as listed, without
// particles, given name and last surname, each with the surname first, and a surname with its
// particles alone.
func (n name) orders() [][]string {
	core := n.core()
	out := [][]string{n.words, core}
	if len(core) > 1 {
		first, last := core[0], core[len(core)-1]
		out = append(out, []string{first, last}, []string{last, first})
	}
	if len(n.words) > 1 {
		out = append(out, slices.Concat(n.words[1:], n.words[:1]))
	}
	for i := 1; i+1 < len(n.words); i++ {
		if v := words(); v.particles.has(n.words[i]) && !v.particles.has(n.words[i-1]) {
			out = append(out, n.words[i:])
		}
	}
	return slices.DeleteFunc(out, func(order []string) bool { return len(order) < 2 })
}

// singles returns the words of n that name the person alone. Of an alias of several words
// only those count that are no words of the language: "Identity Woman" is a name, "woman" is
// none.
func (n name) singles() []string {
	core := n.core()
	if n.whole || len(n.words) == 1 {
		return core
	}
	return slices.DeleteFunc(core, func(w string) bool { return commonnessOf(w) != rare })
}

// written returns the double names and those with an apostrophe of n as one word: obrien,
// jeanluc.
func (n name) written() []string {
	var out []string
	for word := range strings.FieldsSeq(n.text) {
		if parts := keys(word); len(parts) > 1 && !strings.ContainsAny(word, "_@/") {
			out = append(out, strings.Join(parts, ""))
		}
	}
	return out
}

// initials returns the first letters of all words of n, with and without particles, and with
// the last letter of the last word, as minutes with initials have them.
func (n name) initials() []string {
	var all, few strings.Builder
	core := n.core()
	if len(core) < 2 {
		return nil
	}
	for _, w := range n.words {
		r, _ := utf8.DecodeRuneInString(w)
		all.WriteRune(r)
		if slices.Contains(core, w) {
			few.WriteRune(r)
		}
	}
	last, _ := utf8.DecodeLastRuneInString(n.words[len(n.words)-1])
	return []string{all.String(), few.String(), few.String() + string(last)}
}

// handleLike reports whether an alias of one word is written as a handle, not as a name.
func handleLike(text string) bool {
	word := strings.TrimSpace(text)
	form, letters := shapeOf(word)
	return form == small && letters > 2 || form == mixed || strings.ContainsFunc(word, unicode.IsDigit)
}

// initialLike reports whether an alias is initials: two to four capitals.
func initialLike(text string) bool {
	form, letters := shapeOf(strings.TrimSpace(text))
	return form == upper && letters <= 4 && utf8.RuneCountInString(strings.TrimSpace(text)) == letters
}

// addPerson keeps all forms of p's names.
func (l *Lexicon) addPerson(p Participant) {
	for _, alias := range append([]string{p.Name}, p.Aliases...) {
		l.addAddress(alias)
	}
	for _, n := range namesOf(p) {
		l.addName(n)
	}
}

// addName keeps all forms of n.
func (l *Lexicon) addName(n name) {
	if len(n.words) == 1 && initialLike(n.text) {
		l.initials[n.words[0]] = struct{}{}
		l.listed[n.words[0]] = struct{}{}
		l.seen[n.words[0]] = struct{}{}
		return
	}
	for _, order := range n.orders() {
		l.addPhrase(order, form{class: Certain, reason: ByFullName})
	}
	for _, one := range n.singles() {
		l.addPart(one, Certain, ByName)
		l.addNicknames(one)
		l.addLatin(one)
	}
	for _, one := range n.written() {
		l.addPart(one, Certain, ByName)
	}
	for _, s := range n.initials() {
		l.initials[s] = struct{}{}
	}
	l.addHandles(n)
	l.addPair(n)
}

// addNicknames keeps the short and long forms of a given name.
func (l *Lexicon) addNicknames(given string) {
	for _, other := range words().nicknames[given] {
		if _, ok := l.parts[other]; !ok {
			l.addPart(other, Likely, ByName)
		}
	}
}

// addHandles keeps the handles that people make of n: all words in one, or an initial and
// the surname.
func (l *Lexicon) addHandles(n name) {
	core := n.core()
	if len(n.words) == 1 && handleLike(n.text) {
		l.handles[n.words[0]] = struct{}{}
	}
	if len(core) < 2 {
		return
	}
	first, size := utf8.DecodeRuneInString(core[0])
	if size == 0 {
		return
	}
	last := core[len(core)-1]
	for _, h := range []string{strings.Join(core, ""), string(first) + last, core[0] + last, last + core[0]} {
		if utf8.RuneCountInString(h) > 4 && !words().common(h) {
			l.handles[h] = struct{}{}
			l.addPart(h, Certain, ByAddress)
		}
	}
}

// addAddress keeps the local part of an e-mail address and its words, and a handle after @.
func (l *Lexicon) addAddress(alias string) {
	local, _, ok := strings.Cut(alias, "@")
	if !ok {
		return
	}
	if local == "" {
		local = strings.TrimPrefix(alias, "@")
	}
	parts := keys(local)
	l.handles[strings.Join(parts, "")] = struct{}{}
	for _, w := range parts {
		if commonnessOf(w) == rare && utf8.RuneCountInString(w) > 2 {
			l.addPart(w, Certain, ByAddress)
		}
	}
}
