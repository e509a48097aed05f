package attribution

// shieldedLabel reports whether h names somebody who consented, and nobody else.
func (p *passage) shieldedLabel(h heading) bool {
	for i := h.from; i < h.to; i++ {
		if p.words[i].shielded {
			return true
		}
	}
	return false
}

// genericLabel reports whether all words of h identify nobody.
func (p *passage) genericLabel(h heading) bool {
	v := words()
	for i := h.from; i < h.to; i++ {
		w := &p.words[i]
		if _, isName := p.part(w.key); isName || w.shape == upper && p.listed.has(w.key) {
			return false
		}
		if !v.generic.has(w.key) && w.shape != number && !smallWord(w.key) {
			return false
		}
	}
	return true
}

// telling reports whether a label that is not on the roster can be a name: not all of it is
// words of the language, unless its form is a speaker's.
func (p *passage) telling(h heading) bool {
	v := words()
	for i := h.from; i < h.to; i++ {
		w := &p.words[i]
		if w.url || w.shape == number || v.generic.has(w.key) && h.to-h.from == 1 {
			return false
		}
	}
	if h.strong || p.amongInitials(h) {
		return true
	}
	for i := h.from; i < h.to; i++ {
		w := &p.words[i]
		common := v.common(w.key) && (w.shape != upper || v.frequent.has(w.key))
		if !common && !v.capitals.has(w.key) && !v.generic.has(w.key) {
			return true
		}
	}
	return false
}

// knownLabel says how surely h names somebody or something of the roster, or taught; not at
// all is empty. A name that is a common word counts if no other word of h is one.
func (p *passage) knownLabel(h heading) Class {
	common := false
	var best, weak Class
	for i := h.from; i < h.to; i++ {
		w := &p.words[i]
		switch class, sure := p.labelWord(i); {
		case sure:
			best = surer(best, class)
		case class != "":
			weak = surer(weak, class)
		case w.letters > 1 && words().common(w.key) || w.shape == number:
			common = true
		}
	}
	if best != "" {
		return best
	}
	if weak != "" {
		if common {
			return ""
		}
		return weak
	}
	if found, _ := p.full.longest(p, h.from); found != nil {
		return found.class
	}
	if found, _ := p.bodies.longest(p, h.from); found != nil && found.class == Certain {
		return found.class
	}
	return ""
}

// surer returns the surer of two classes, of which the empty one is none.
func surer(a, b Class) Class {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// labelWord says how surely word i of a label is a name if it is one, and whether it is, or
// may be another word.
func (p *passage) labelWord(i int) (class Class, sure bool) {
	w := &p.words[i]
	if found, ok := p.part(w.key); ok {
		return found.class, found.common == rare
	}
	if w.letters <= 4 && (w.shape == upper || w.shape == small && !p.casedText()) {
		if p.listed.has(w.key) || p.initials.has(w.key) && !words().acronyms.has(w.key) {
			return Certain, true
		}
		if w.shape == upper {
			return "", false
		}
	}
	if p.handles.has(w.key) {
		return Certain, true
	}
	if w.shape == uncased && p.inflects(w.key) {
		return Likely, true
	}
	if (w.capitalised() || !p.casedText()) && !words().common(w.key) && p.likeName(inLatin(w.key), true) {
		return Likely, true
	}
	return "", false
}

// inflects reports whether word is a form of a name.
func (p *passage) inflects(word string) bool {
	_, ok := p.inflected(word)
	return ok
}
