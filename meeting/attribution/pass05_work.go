package attribution

import "strings"

// workCues are words after which people say where they work or whom they speak for.
// Source: general knowledge.
var workCues = phraseTable(`i work at|i work for|i work with|i m with|i am with|i m from|i am from|i m at|i am at|we at|us at|here from|speaking for|
	i come from|i m another|i am another|i m also from|i m also with|i m also at|i represent|representing|on behalf of|speak for|employed by|i m here from|je travaille chez|je travaille pour|ich arbeite bei|ich arbeite fur|
	ich bin von|trabajo en|trabajo para|soy de|trabalho na|trabalho no|lavoro per|lavoro in|ik werk bij|я работаю в|я из|от имени|δουλευω σε|δουλευω στο|εργαζομαι σε|εργαζομαι στο|
	اعمل في|نيابه عن`)

func phraseTable(list string) phrases {
	var t phrases
	for cue := range strings.SplitSeq(list, "|") {
		t.add(keys(cue), form{})
	}
	return t
}

// findWork is pass 5: the noun phrase after "I work at", "we at", "I'm from", if it has
// capitals; in its second part after a name and "of" or "from", or in brackets.
func (p *passage) findWork() {
	for i := range p.words {
		if found, end := workCues.longest(p, i); found != nil {
			p.claimBody(p.skipArticle(end))
		}
		if k := p.key(i + 1); p.key(i) == "i" && (k == "m" || k == "am") {
			p.findJob(i + 2)
		}
	}
}

// findJob claims the body in "I'm a developer at X", whose job begins with word i.
func (p *passage) findJob(i int) {
	if k := p.key(i); k != "a" && k != "an" && k != "the" && k != "one" {
		return
	}
	for j := i + 1; j < i+8 && j < len(p.words) && joined(p.gap(j)); j++ {
		switch p.key(j) {
		case "at", "with", "for", "from":
			p.claimBody(p.skipArticle(j + 1))
			return
		}
	}
}

// introReach is how many words after saying who they are people say where they work.
const introReach = 40

// findBodiesOfNames is pass 5 once more, with the names of the passes since: "Ann of the Y",
// "Ann, Y.", and for a while after an introduction "at Y".
func (p *passage) findBodiesOfNames() {
	for i := range p.words {
		switch p.words[i].kind {
		case Self:
			p.intro = 0
		case Label:
			p.intro = farAway
		default:
			p.intro++
		}
		switch {
		case p.named(i) && !p.named(i+1):
			p.findBodyOf(i + 1)
		case p.intro <= introReach && (p.key(i) == "at" || p.key(i) == "from" || p.key(i) == "with"):
			p.claimBody(p.skipArticle(i + 1))
		case (p.key(i) == "we" || p.key(i) == "us") && p.gap(i+1) == " (":
			p.claimAside(i + 1)
		}
	}
}

// findBodyOf claims the body after a name that ends before word i.
func (p *passage) findBodyOf(i int) {
	gap := p.gap(i)
	if k := p.key(i); k == "here" || k == "speaking" {
		i++
		gap = p.gap(i)
	}
	switch p.key(i) {
	case "from", "of":
		if p.gap(i) == " " || p.gap(i) == ", " {
			p.claimBody(p.skipArticle(i + 1))
		}
	default:
		if gap == " (" && i < len(p.words) && !p.caseless {
			p.claimAside(i)
		}
		if gap == ", " && i < len(p.words) && p.words[i-1].kind == Self {
			p.claimListed(i)
		}
	}
}

// claimListed claims the body after a name in a list introduction, "Ann Lee, Y.": a phrase
// with capitals that begins with no word of the language and ends with a comma or dot.
func (p *passage) claimListed(i int) {
	end := p.phraseEnd(i)
	if end > i && strings.ContainsAny(firstOf(p.gap(end)), ",.;") && !words().common(p.key(i)) && !p.caseless {
		p.claim(mark{from: i, to: end, class: Likely, kind: Affiliation, reason: ByWork})
	}
}

// claimAside claims what stands in brackets after a name, if it can be a body: one phrase
// with capitals that is no word of the language.
func (p *passage) claimAside(i int) {
	end := p.phraseEnd(i)
	if end == i || !strings.HasPrefix(p.gap(end), ")") {
		return
	}
	for j := i; j < end; j++ {
		if v := words(); !v.common(p.key(j)) && !v.generic.has(p.key(j)) && p.words[j].shape != number {
			p.claim(mark{from: i, to: end, class: Likely, kind: Affiliation, reason: ByWork})
			return
		}
	}
}

func (p *passage) skipArticle(i int) int {
	switch p.key(i) {
	case "the", "a", "an", "le", "la", "der", "die", "das", "el", "il", "de", "den":
		return i + 1
	}
	return i
}

// claimBody claims the noun phrase that begins with word i.
func (p *passage) claimBody(i int) {
	if i >= len(p.words) || p.caseless || strings.ContainsAny(p.gap(i), ".?!,:;(") {
		return
	}
	found, bodyEnd := p.bodies.longest(p, i)
	end := p.phraseEnd(i)
	if found != nil && bodyEnd >= end {
		p.claim(mark{from: i, to: p.withUnit(bodyEnd), class: found.class, kind: Affiliation, reason: found.reason})
		return
	}
	if end > i && !words().months.has(p.key(i)) {
		p.claim(mark{from: i, to: p.withUnit(end), class: Likely, kind: Affiliation, reason: ByWork})
	}
}

// phraseEnd returns the word after the noun phrase with capitals that begins with word i, at
// most eight words; small words count between two others, the rest of an address after its dot.
func (p *passage) phraseEnd(i int) int {
	end := i
	for j := i; j < len(p.words) && j < i+8; j++ {
		w := &p.words[j]
		gap := p.gap(j)
		dot := j > i && gap == "."
		if w.taken || w.url || j > i && !dot && (strings.Contains(gap, ".") || !joined(gap)) {
			break
		}
		if dot || p.nounAt(j) {
			end = j + 1
		} else if j == i || !smallWord(w.key) {
			break
		}
	}
	return end
}

// nounAt reports whether word i is written as the nouns of names are.
func (p *passage) nounAt(i int) bool {
	w := &p.words[i]
	return w.shape == mixed || w.capitalised() && w.shape != uncased && w.key != "i"
}
