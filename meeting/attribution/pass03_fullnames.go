package attribution

// findFullNames is pass 3: names and aliases of several words, in both orders, with and
// without particles. If all their words are words of the language they need capitals.
func (p *passage) findFullNames() {
	for i := 0; i < len(p.words); {
		found, end := p.full.longest(p, i)
		if found == nil || p.words[i].url {
			i++
			continue
		}
		p.claim(mark{from: i, to: end, class: found.class, kind: p.kindAt(i, end), reason: found.reason})
		i = end
	}
}

// organisation reports whether word i makes an organisation of the name before it, as in
// "Wallace Corporation".
func (p *passage) organisation(i int) bool {
	return i < len(p.words) && p.gap(i) == " " && p.words[i].capitalised() &&
		p.words[i].shape != uncased && words().bodyNouns.has(p.words[i].key) && !p.caseless
}
