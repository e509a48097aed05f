package attribution

// Words beside which a key word stands for a coalition. Source: general knowledge.
var (
	sides    = setOf(`coalition dc side constituency community stakeholders delegation caucus perspective`)
	peoples  = setOf(`people persons person those folks colleagues friends`)
	speaking = setOf(`behalf speak speaks speaking spoke here represent representing represents`)
)

// findKeyWords is pass 10: words of a coalition's name near "coalition" or "side", and after
// "on behalf of the" or "speaking for the".
func (p *passage) findKeyWords() {
	for i := range p.words {
		w := &p.words[i]
		if w.taken || w.url || w.letters < 3 || !p.keyWord(w.key) {
			continue
		}
		from, to := p.around(i)
		if p.besideSide(from, to) || p.spokenFor(from) {
			p.claim(mark{from: from, to: to, class: Likely, kind: Affiliation, reason: ByKeyWord})
		}
	}
}

// around returns the words that belong to key word i: "people with" before it, further key
// words, and the coalition or side after it.
func (p *passage) around(i int) (from, to int) {
	from, to = i, i+1
	if k := p.key(to); words().topics.has(k) && !smallWord(k) && sides.has(p.key(to+1)) && joined(p.gap(to)) && joined(p.gap(to+1)) {
		to++ // "child rights coalition"
	}
	for n := 0; n < 6 && to < len(p.words) && joined(p.gap(to)); n++ {
		k := p.key(to)
		if !p.keyWord(k) && !sides.has(k) && !(k == "and" && p.keyWord(p.key(to+1))) {
			break
		}
		to++
	}
	if from >= 2 && p.key(from-1) == "with" && peoples.has(p.key(from-2)) {
		from -= 2
	}
	for from > 0 && joined(p.gap(from)) && p.keyWord(p.key(from-1)) {
		from--
	}
	return p.ownSide(from), to
}

// ownSide returns where "our own coalition on" before word from begins, or from.
func (p *passage) ownSide(from int) int {
	start := from
	for start > 0 && from-start < 4 && joined(p.gap(start)) && smallWord(p.key(start-1)) {
		start--
	}
	if k := p.key(start - 1); k != "coalition" && k != "dc" || !joined(p.gap(start)) {
		return from
	}
	for start--; start > 0 && joined(p.gap(start)) && (p.key(start-1) == "dynamic" || p.keyWord(p.key(start-1))); start-- {
	}
	return p.withOwner(start)
}

// withOwner returns where "our own" before word i begins, or i: with a body after it, it says
// whose body that is.
func (p *passage) withOwner(i int) int {
	for i > 0 && p.gap(i) == " " && !p.words[i-1].taken {
		if k := p.key(i - 1); k != "own" && k != "our" && k != "my" {
			break
		}
		i--
	}
	return i
}

// besideSide reports whether words[from:to] end in, or stand right beside, what makes them a
// coalition: "the youth side", "the coalition on journalism".
func (p *passage) besideSide(from, to int) bool {
	if sides.has(p.key(to-1)) || sides.has(p.key(from)) || sides.has(p.key(from+1)) || sides.has(p.key(from+2)) {
		return true
	}
	for n := 1; n <= 3 && from-n >= 0 && joined(p.gap(from-n+1)); n++ {
		if k := p.key(from - n); k == "coalition" || k == "dc" {
			return true
		}
		if !smallWord(p.key(from - n)) {
			break
		}
	}
	return false
}

// spokenFor reports whether the words before word i say for whom somebody speaks: "on behalf
// of the", "speaking for the", "as the".
func (p *passage) spokenFor(i int) bool {
	seen := false
	for n := 1; n <= 4 && i-n >= 0 && joined(p.gap(i-n+1)); n++ {
		switch k := p.key(i - n); {
		case speaking.has(k):
			return seen
		case seen && n > 2:
			return p.key(i-1) == "the" && p.key(i-2) == "for"
		case k == "for" || k == "of" || k == "as" || k == "from":
			seen = true
		case k != "the" && k != "all" && k != "our":
			return false
		}
	}
	return seen && p.key(i-1) == "the" && p.key(i-2) == "for"
}
