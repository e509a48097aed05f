package attribution

import (
	"strings"
	"sync"
	"unicode"
)

// findDoubts is pass 11: what may identify somebody and what only a person can judge. It is
// shown, never replaced: claims in the first person, roles, gendered pronouns near a replaced
// name, unknown words with a capital.
func (p *passage) findDoubts() {
	p.findClaims()
	p.findRoles()
	p.findPronouns()
	p.findCapitals()
}

// claimPhrases are the beginnings of claims.
var claimPhrases = sync.OnceValue(func() *phrases {
	t := new(phrases)
	for _, line := range readLines("claims") {
		t.add(keys(line), form{})
	}
	return t
})

// deeds are verbs that make a claim after "I".
var deeds = sync.OnceValue(func() set { return readSet("deeds") })

// between are the words that may stand between "I" and a deed.
var between = setOf(`ve have had also m am actually once personally originally co first just currently myself who`)

// roles are what one person in a meeting is.
var roles = sync.OnceValue(func() set { return readSet("roles") })

// findClaims shows "I wrote …", "the only one who …" to the end of the clause.
func (p *passage) findClaims() {
	for i := 0; i < len(p.words); {
		_, end := claimPhrases().longest(p, i)
		end = max(end, p.deedEnd(i))
		if end == i {
			i++
			continue
		}
		end = p.clauseEnd(end)
		p.claim(mark{from: i, to: end, class: Doubtful, kind: Self, reason: ByClaim})
		i = end
	}
}

// deedEnd returns the word after "I" or "we", at most two small words and a deed that begin
// with word i, or i.
func (p *passage) deedEnd(i int) int {
	if k := p.key(i); k != "i" && k != "we" && k != "myself" {
		return i
	}
	for j := i + 1; j <= i+4 && j < len(p.words) && joined(p.gap(j)); j++ {
		switch k := p.key(j); {
		case deeds().has(k):
			return j + 1
		case !between.has(k):
			return i
		}
	}
	return i
}

// maxClause is how many words of a claim are shown after its beginning.
const maxClause = 8

// clauseEnd returns the word after the clause that goes on with word i.
func (p *passage) clauseEnd(i int) int {
	for n := 0; n < maxClause && i < len(p.words) && joined(p.gap(i)) && !p.words[i].taken && p.gap(i) != ". "; n++ {
		i++
	}
	return i
}

// findRoles shows roles of somebody who is there: "as chair", "I'm the editor", "Madam
// Secretary", "Chair," as an address, "from the chair".
func (p *passage) findRoles() {
	for i := range p.words {
		if roles().has(p.key(i)) && p.open(i) && p.someonesRole(i) {
			p.claim(mark{from: i, to: i + 1, class: Doubtful, kind: Mention, reason: ByRole})
		}
	}
}

func (p *passage) someonesRole(i int) bool {
	before, second := p.key(i-1), p.key(i-2)
	if before == "the" || before == "a" || before == "an" || before == "co" || before == "vice" {
		before, second = second, p.key(i-3)
	}
	switch before {
	case "as", "from", "am", "m", "was", "thank", "thanks", "our", "your", "my", "als", "comme", "como", "come", "как", "ως":
		return true
	case "you":
		return greetings.has(second)
	}
	if words().titles.has(before) {
		return true
	}
	w := &p.words[i]
	return w.capitalised() && !w.opening && !p.caseless && w.shape != uncased || w.opening && firstOf(p.gap(i+1)) == ","
}

// pronounReach is how many words after a replaced name a pronoun may still mean it.
const pronounReach = 25

// findPronouns offers a neutral word for gendered pronouns after a replaced name. It also
// counts the words since the last such name, for the next passage.
func (p *passage) findPronouns() {
	for i := range p.words {
		if p.named(i) {
			p.distance = 0
			continue
		}
		p.distance++
		offer, ok := words().pronouns[p.key(i)]
		if !ok || p.distance > pronounReach || !p.open(i) {
			continue
		}
		if k := p.key(i); k == "her" && p.possessive(i) {
			offer = "their"
		}
		p.claim(mark{from: i, to: i + 1, class: Doubtful, kind: Mention, reason: ByPronoun, offer: offer})
	}
}

// possessive reports whether "her", word i, stands before what is hers.
func (p *passage) possessive(i int) bool {
	next := p.key(i + 1)
	return next != "" && p.gap(i+1) == " " && !smallWord(next) && !commonAfter.has(next) && !words().spoken.has(next)
}

// compound reports whether word i has a capital or digit inside, as products and code have
// and names have not, but for those like McKay and DeVries.
func (p *passage) compound(i int) bool {
	w := &p.words[i]
	for _, start := range [...]string{"mc", "mac", "de", "la", "le", "di", "van"} {
		if strings.HasPrefix(w.key, start) {
			return false
		}
	}
	return strings.ContainsFunc(p.text[w.start+1:w.end], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })
}

// findCapitals shows unknown words with a capital away from the start of a sentence.
func (p *passage) findCapitals() {
	if p.caseless {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		v := words()
		if w.shape != capital || w.opening || w.url || w.letters < 3 || !p.open(i) ||
			v.common(w.key) || v.capitals.has(w.key) || v.generic.has(w.key) || p.compound(i) {
			continue
		}
		p.claim(mark{from: i, to: i + 1, class: Doubtful, kind: Mention, reason: ByCapital})
	}
}
