package attribution

import "strings"

// What leads to a name that somebody gives: nothing, words that lead to much else too ("this
// is"), or words that lead to names ("my name is").
type intro uint8

const (
	noIntro intro = iota
	weakIntro
	strongIntro
)

// introCues are words after which people say who they are. Source: general knowledge.
var introCues = introTable(map[intro]string{
	strongIntro: `my name is|i m|i am|my name s|je m appelle|je suis|mein name ist|ich heisse|ich bin|me llamo|mi nombre es|soy|
		meu nome e|chamo me|mi chiamo|sono|mijn naam is|ik ben|меня зовут|мене звати|με λενε|ειμαι ο|ειμαι η|λεγομαι|انا|اسمي`,
	weakIntro: `this is|it s|it is|here is|c est|ici|hier ist|hier spricht|es|e|qui e|это|говорит|εδω|ομιλει|معكم|هنا`,
})

// introEnds are the last words of introCues.
var introEnds = func() set {
	s := make(set)
	for cue := range introCues {
		s[cue[strings.LastIndexByte(cue, ' ')+1:]] = struct{}{}
	}
	return s
}()

func introTable(lists map[intro]string) map[string]intro {
	table := make(map[string]intro)
	for strength, list := range lists {
		for cue := range strings.SplitSeq(list, "|") {
			table[strings.TrimSpace(cue)] = strength
		}
	}
	return table
}

// introduction says how much the words before word i lead to a name.
func (p *passage) introduction(i int) intro {
	if i == 0 || !introEnds.has(p.key(i-1)) {
		return noIntro
	}
	cue := ""
	best := noIntro
	if p.key(i+1) == "s" && isApostrophe(p.gap(i+1)) {
		return noIntro // "it is Grace's"
	}
	for n := 1; n <= 3 && i-n >= 0; n++ {
		if gap := p.gap(i - n + 1); !joined(gap) && gap != ": " {
			break
		}
		cue = strings.TrimSpace(p.key(i-n) + " " + cue)
		best = max(best, introCues[cue])
	}
	return best
}

// findIntros is pass 4: "I'm X", "my name is X", "this is X", "X here", "X speaking". X is
// replaced even if the roster lacks it, and taught to later passes. After words that lead to
// much else, an unknown X needs a second sign.
func (p *passage) findIntros() {
	for i := range p.words {
		w := &p.words[i]
		if w.taken || w.url || w.letters < 2 || p.caseless && !p.nameInCaseless(i) {
			continue
		}
		strength := p.introduction(i)
		here := p.saysHere(i)
		if strength == noIntro && !here {
			continue
		}
		end := p.nameEnd(i, strength == strongIntro)
		if end == i {
			continue
		}
		if p.rosterName(i) || p.caseless {
			found, _ := p.part(w.key)
			p.claim(mark{from: i, to: end, class: found.class, kind: Self, reason: ByIntro})
		} else if strength == strongIntro || p.speaksHere(end) {
			p.introduceUnknown(i, end)
		}
	}
}

// rosterName reports whether word i, with a capital if it is a common word, is a name that
// is known. Where nothing has a capital a common word does not do.
func (p *passage) rosterName(i int) bool {
	found, ok := p.part(p.words[i].key)
	return ok && (found.common == rare || p.words[i].capitalised() && !p.caseless)
}

// nameInCaseless reports whether word i is a name that is known, in a text where nothing has
// a capital: a frequent word only where somebody surely says their name.
func (p *passage) nameInCaseless(i int) bool {
	found, ok := p.part(p.words[i].key)
	return ok && (found.common != frequent || p.introduction(i) == strongIntro)
}

// saysHere reports whether the name that begins with word i is followed by "here" or
// "speaking".
func (p *passage) saysHere(i int) bool {
	for j := i + 1; j <= i+2; j++ {
		if p.speaksHere(j) {
			return true
		}
	}
	return false
}

// speaksHere reports whether word i is what follows when people name themselves.
func (p *passage) speaksHere(i int) bool {
	k := p.key(i)
	return (k == "here" || k == "speaking") && p.gap(i) == " " && (p.gap(i+1) != " " || p.key(i+1) == "from" || k == "speaking")
}

// nameEnd returns the word after the name that begins with word i: words with capitals that
// are no words of the language, unless they are names, with particles between them. After
// "my name is" any words with capitals will do, for whoever is called Drew Stone.
func (p *passage) nameEnd(i int, surely bool) int {
	end := i
	for j := i; j < len(p.words) && j < i+5; j++ {
		w := &p.words[j]
		if j > i && (!joined(p.gap(j)) || strings.Contains(p.gap(j), "\n")) || w.taken || w.shielded {
			break
		}
		if words().particles.has(w.key) && j > i {
			continue
		}
		if !p.rosterName(j) && !p.maybeName(j) && !(p.caseless && p.nameInCaseless(j)) && !(surely && p.anyName(j)) {
			break
		}
		end = j + 1
	}
	return end
}

// maybeName reports whether word i looks like a name that is on no roster.
func (p *passage) maybeName(i int) bool {
	w := &p.words[i]
	v := words()
	return w.shape == capital && w.letters > 1 && !v.common(w.key) && !v.capitals.has(w.key) &&
		!v.bodyNouns.has(w.key) && !v.acronyms.has(w.key) && !v.titles.has(w.key) && !p.compound(i)
}

// anyName reports whether word i can be a name where a name must stand: it has a capital that
// no sentence gave it, and names no people or body.
func (p *passage) anyName(i int) bool {
	w := &p.words[i]
	v := words()
	return w.shape == capital && !w.opening && w.letters > 1 && !p.caseless && !v.capitals.has(w.key) && !v.titles.has(w.key) &&
		!v.bodyNouns.has(w.key) && !v.months.has(w.key) && !roles().has(w.key) && !p.compound(i)
}

// introduceUnknown claims a name that the roster lacks, and teaches it.
func (p *passage) introduceUnknown(from, to int) {
	if p.bodyAt(from) {
		return
	}
	for i := from; i < to; i++ {
		p.teach(p.words[i].key, ByIntro)
	}
	p.claim(mark{from: from, to: to, class: Likely, kind: Self, reason: ByIntro})
}

// bodyAt reports whether a body of the roster begins with word i.
func (p *passage) bodyAt(i int) bool {
	found, _ := p.bodies.longest(p, i)
	return found != nil
}
