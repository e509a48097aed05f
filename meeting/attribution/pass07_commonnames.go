package attribution

import "strings"

// judgeCommon is pass 7: how likely word i, a frequent word that is also a name, is the name
// here. It needs a capital, and at the start of a sentence, where everything has one, a cue.
// It returns nothing where it is no name, and Doubtful where only a person can tell.
func (p *passage) judgeCommon(i int, found part) Class {
	w := &p.words[i]
	switch {
	case p.caseless:
		if p.inNameList(i) || p.titled(i) || p.cuedAfter(i) {
			return Likely
		}
		return Doubtful
	case !w.capitalised():
		if p.inNameList(i) {
			return Likely
		}
		return ""
	case p.isDate(i), found.class == Likely && w.letters < 3 && !p.cued(i):
		return "" // "Ed Tech" is not about Edward
	case p.cuedBefore(i) || !w.opening:
		return found.class
	}
	return p.judgeOpening(i)
}

// judgeOpening judges a capitalised word at the start of a sentence by what follows it.
func (p *passage) judgeOpening(i int) Class {
	w := &p.words[i]
	gap, next := p.gap(i+1), p.key(i+1)
	after := firstOf(strings.TrimLeft(gap, " "))
	switch {
	case p.cuedAfter(i):
		return Certain
	case next == "from" && gap == " " && i+2 < len(p.words):
		return Likely
	case next != "" && gap == " " && commonAfter.has(next):
		return ""
	case i+1 >= len(p.words), strings.ContainsAny(after, ".,?!:;)]-/&"), strings.HasPrefix(gap, " –"), strings.HasPrefix(gap, " —"):
		return Likely
	case p.words[i+1].shape == capital && !words().common(next), p.words[i+1].letters == 1 && p.words[i+1].shape == capital && next != "i" && next != "a":
		return Likely
	case w.shape == upper && p.words[i+1].shape != upper:
		return Likely
	case actsLike(next):
		return Likely
	}
	return Doubtful
}

// actsLike reports whether a word has the form of what a third person does or did.
func actsLike(verb string) bool {
	if len(verb) < 4 || !words().frequent.has(verb) {
		return false
	}
	return strings.HasSuffix(verb, "ed") || strings.HasSuffix(verb, "s") && words().frequent.has(verb[:len(verb)-1])
}

// isDate reports whether word i is the name of a month or day where one stands: beside a
// number, after "in" or "end of", and "May I".
func (p *passage) isDate(i int) bool {
	if !words().months.has(p.key(i)) || p.named(i-1) {
		return false
	}
	before, after := p.key(i-1), p.key(i+1)
	if i > 0 && (p.gap(i) == " " || p.gap(i) == "-") && (dates.has(before) || startsWithDigit(before)) {
		return true
	}
	return startsWithDigit(after) && joined(p.gap(i+1)) || before == "of" || p.words[i].opening && commonAfter.has(after)
}

// titled reports whether a title or greeting leads to word i.
func (p *passage) titled(i int) bool {
	return p.cuedBefore(i) && p.key(i-1) != "and"
}

// inNameList reports whether word i stands in a list with another name: before or after a
// comma or "and" with a name on the other side.
func (p *passage) inNameList(i int) bool {
	return p.inList(i, i-1) || p.inList(i, i+1) || p.key(i-1) == "and" && p.inList(i, i-2) || p.key(i+1) == "and" && p.inList(i, i+2)
}

// inList reports whether word j is a name, and nothing but a comma or "and" parts it from
// word i.
func (p *passage) inList(i, j int) bool {
	if j < 0 || j >= len(p.words) {
		return false
	}
	found, ok := p.part(p.key(j))
	if !ok || found.common != rare {
		return false
	}
	if j == i-1 || j == i+1 {
		return strings.HasPrefix(p.gap(max(i, j)), ",")
	}
	return true
}
