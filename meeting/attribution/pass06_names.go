package attribution

// findNames is pass 6: single names of the roster and those taught, as written or folded;
// pass 7 judges those that are also words of the language. Initials count in capitals.
func (p *passage) findNames() {
	for i := range p.words {
		w := &p.words[i]
		if w.taken || w.url || w.letters < 2 {
			continue
		}
		if w.shape == upper && w.letters <= 4 && p.initialsAt(i) {
			p.claim(mark{from: i, to: i + 1, class: Certain, kind: p.kindAt(i, i+1), reason: ByName})
			continue
		}
		found, ok := p.part(w.key)
		if !ok || found.common != rare && p.organisation(i+1) && !p.named(i-1) {
			continue
		}
		p.judgeName(i, found)
	}
}

// judgeName claims word i, which is written as found is, as certain as its place makes it.
func (p *passage) judgeName(i int, found part) {
	w := &p.words[i]
	m := mark{from: i, to: i + 1, class: found.class, kind: p.kindAt(i, i+1), reason: found.reason}
	switch {
	case found.common == rare:
		p.claim(m)
	case found.common == known && w.capitalised() && !p.caseless:
		p.claim(m)
	case found.common == known && p.caseless:
		m.class, m.reason = Likely, ByCommonName
		p.claim(m)
	default:
		m.reason = ByCommonName
		if m.class = p.judgeCommon(i, found); m.class != "" {
			p.claim(m)
		}
	}
}

// initialsAt reports whether word i, two to four capitals, stands for somebody: as listed on
// the roster, or as it stood as a label. What is also a frequent acronym needs a cue.
func (p *passage) initialsAt(i int) bool {
	k := p.words[i].key
	if p.caseless && words().common(k) {
		return false
	}
	if !p.listed.has(k) && !p.short.has(k) {
		return false
	}
	return !words().acronyms.has(k) || p.cued(i) || p.words[i].line
}
