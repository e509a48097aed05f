package attribution

import "strings"

// findBodies is pass 9: affiliations and coalitions as written, short, with one letter wrong,
// by their head noun after "the", and acronyms as captioning hears them.
func (p *passage) findBodies() {
	for i := 0; i < len(p.words); {
		if end := p.findBody(i); end > i {
			i = end
		} else {
			i++
		}
	}
	if len(p.sounds) > 0 || len(p.spellings) > 0 {
		for i := range p.words {
			p.findMisheard(i)
		}
	}
}

// findBody claims the body that begins with word i and returns the word after it, or i.
func (p *passage) findBody(i int) int {
	w := &p.words[i]
	if w.taken && (w.kind == "" || w.kind == Affiliation) || w.url || w.shielded {
		return i
	}
	found, end := p.bodies.longest(p, i)
	if found == nil {
		found, end = p.misspelledBody(i)
	}
	if found == nil {
		if p.heads.has(w.key) && w.shape == small && p.key(i-1) == "the" {
			p.claim(mark{from: i, to: i + 1, class: Doubtful, kind: Affiliation, reason: ByBodyPart})
		}
		if p.headNoun(i) {
			p.claim(mark{from: i, to: i + 1, class: Likely, kind: Affiliation, reason: ByBodyPart})
			return i + 1
		}
		return i
	}
	class := found.class
	if end == i+1 {
		if class = p.judgeOneWordBody(i, class); class == "" {
			return i
		}
	}
	if p.ofThirdPerson(i) {
		class = Doubtful
	}
	end = p.withUnit(end)
	p.claim(mark{from: p.withOwner(i), to: end, class: class, kind: Affiliation, reason: found.reason})
	return end
}

// units are what stands in small letters after a body and belongs to it: "the X team".
// Source: general knowledge.
var units = setOf(`team teams group office staff project crew unit division department desk newsroom lab labs side delegation board folks media news`)

// withUnit returns the word after the unit that word i is, or i.
func (p *passage) withUnit(i int) int {
	if i < len(p.words) && p.gap(i) == " " && p.words[i].shape == small && (units.has(p.key(i)) || sides.has(p.key(i))) {
		return i + 1
	}
	return i
}

// judgeOneWordBody returns how likely word i, written as a body is, is the body. The name of
// a company before a product stays. A word of the language needs a capital away from the
// start of a sentence, or a word after it that a name has.
func (p *passage) judgeOneWordBody(i int, class Class) Class {
	w := &p.words[i]
	next := p.key(i + 1)
	if p.product(i) {
		return ""
	}
	c := commonnessOf(w.key)
	switch {
	case w.shape == upper || c == rare || !w.opening || p.caseless && c != frequent:
		return class
	case p.caseless && strings.HasSuffix(p.gap(i), "(") && p.named(i-1):
		return Likely
	case p.caseless:
		return Doubtful
	case c == known && !commonAfter.has(next):
		return Likely
	}
	return p.judgeOpening(i)
}

// product reports whether word i, a body of one word, is part of the name of a product, a
// version, a file, or of an adjective like "X-specific".
func (p *passage) product(i int) bool {
	gap, next := p.gap(i+1), p.key(i+1)
	switch {
	case gap == " " && words().products.has(next):
		return p.words[i].shape != upper
	case gap == " " && startsWithDigit(next):
		return p.words[i].shape == capital
	case gap == "-":
		return adjectives.has(next)
	case gap == ".":
		return next != "" && !words().common(next)
	}
	return false
}

// adjectives make a topic of the name before them. Source: general knowledge.
var adjectives = setOf(`specific only based like compatible style flavored flavoured owned centric first free wide backed built led provided supported native js`)

// jobs are what somebody from a body is called who is not there. Source: general knowledge.
var jobs = setOf(`manager engineer engineers developer developers representative representatives person people someone somebody anyone anybody contact expert experts colleague
	lawyer staff employee employees researcher researchers guy guys folks team`)

// ofThirdPerson reports whether word i begins the body of somebody who is not on the roster:
// "Ann Leigh at X", "a manager from X", "anyone from X".
func (p *passage) ofThirdPerson(i int) bool {
	j := i - 1
	if p.key(j) == "the" {
		j--
	}
	switch p.key(j) {
	case "at", "from", "of", "with":
	default:
		return false
	}
	if !joined(p.gap(j)) || j < 2 {
		return false
	}
	return p.stranger(j)
}

// stranger reports whether the words before word j are a person who is not on the roster.
func (p *passage) stranger(j int) bool {
	a, b := &p.words[j-2], &p.words[j-1]
	if !a.taken && !b.taken && p.gap(j-1) == " " && p.maybeName(j-1) && (p.maybeName(j-2) || a.shape == capital && !a.opening) && !p.caseless {
		return true
	}
	if !jobs.has(b.key) {
		return false
	}
	for n := 1; n <= 4 && j-n >= 0; n++ {
		switch k := p.key(j - n); k {
		case "a", "an", "any", "some", "someone", "somebody", "anyone", "anybody":
			return p.key(j-n-1) != "m" && p.key(j-n-1) != "am" && p.key(j-n-1) != "as" // "I'm an engineer at X"
		}
	}
	return false
}

// headNoun reports whether word i stands for a body after "the", as in "the Secretariat".
func (p *passage) headNoun(i int) bool {
	return p.heads.has(p.key(i)) && p.words[i].capitalised() && !p.caseless && p.key(i-1) == "the" && p.gap(i) == " " &&
		!(p.gap(i+1) == " " && i+1 < len(p.words) && p.words[i+1].capitalised())
}

// misspelledBody returns a body of several words of which one has one letter wrong.
func (p *passage) misspelledBody(i int) (*form, int) {
	t := p.bodies.next[p.words[i].key]
	if t == nil {
		return nil, i
	}
	var found *form
	end, mended := i, false
	for j := i + 1; j < len(p.words) && t != nil && joined(p.gap(j)); j++ {
		next := t.next[p.words[j].key]
		if next == nil && !mended {
			next = t.nearest(p.words[j].key)
			mended = next != nil
		}
		if t = next; t != nil && t.form != nil && (p.words[i].capitalised() || p.caseless || j >= i+2 && !t.form.capped) {
			found, end = t.form, j+1
		}
	}
	if found == nil {
		return nil, i
	}
	return &form{class: Likely, reason: ByBodyPart}, end
}

// maxNear is how many words may follow in the tree for one to be looked for by likeness.
const maxNear = 64

// nearest returns what follows a word one letter away from key, which has five at least.
func (t *phrases) nearest(key string) *phrases {
	letters := []rune(key)
	if len(letters) < 5 || len(t.next) > maxNear {
		return nil
	}
	best := ""
	for w := range t.next {
		if (best == "" || w < best) && distance(letters, []rune(w), 1) <= 1 {
			best = w
		}
	}
	return t.next[best]
}

// findMisheard claims what a listener makes of the acronym of a body: a word with a capital
// that sounds like it ("Ezbee" for ESBI), a word and a letter, another acronym.
func (p *passage) findMisheard(i int) {
	w := &p.words[i]
	v := words()
	if w.taken || w.url || p.caseless {
		return
	}
	if i+1 < len(p.words) && p.words[i+1].letters == 1 && p.words[i+1].shape == capital && p.gap(i+1) == " " && w.letters <= 4 && w.letters > 1 {
		said, letter := sound(w.key), spelled(p.key(i+1))
		if p.sounds.has(strings.ReplaceAll(said+letter, "AA", "A")) {
			p.claim(mark{from: i, to: i + 2, class: Likely, kind: Affiliation, reason: ByBodyPart})
		}
		return
	}
	unknown := !v.common(w.key) && !v.capitals.has(w.key) && !v.acronyms.has(w.key)
	switch {
	case w.shape == capital && unknown && !w.opening && w.letters >= 4 && w.letters <= 7 && p.soundsLike(sound(w.key)),
		w.shape == upper && unknown && w.letters <= 3 && len(p.short) == 0 && p.spelledLike(w.key):
		p.claim(mark{from: i, to: i + 1, class: Likely, kind: Affiliation, reason: ByBodyPart})
	}
}
