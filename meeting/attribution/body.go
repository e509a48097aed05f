package attribution

import (
	"strings"
	"unicode/utf8"
)

// addBody keeps the forms of an affiliation or coalition: as written, its acronym, its parts
// that no other body has in common with it.
func (l *Lexicon) addBody(text string) {
	text = withoutDomain(text)
	ws := split(text, nil)
	ks := keys(text)
	for _, k := range ks {
		l.seen[k] = struct{}{}
	}
	switch len(ws) {
	case 0:
		return
	case 1:
		l.addOneWordBody(ws[0])
		return
	}
	f := form{class: Certain, reason: ByBody, capped: true}
	for _, k := range ks {
		if commonnessOf(k) == rare {
			f.capped = false
		}
	}
	l.bodies.add(ks, f)
	if ks[0] == "dc" && len(ks) == 2 {
		l.addCoalition(ws[1])
	}
	l.addAcronym(ws)
	l.addShortBodies(ws, ks)
	if describesCoalition(ks) {
		l.addKeyWords(text)
	}
}

// withoutDomain returns the name of a body that is called by its address: "cooperation" of
// "cooperation.example".
func withoutDomain(text string) string {
	for _, end := range [...]string{".org", ".com", ".net", ".io", ".eu"} {
		if bare, ok := strings.CutSuffix(strings.TrimSpace(text), end); ok && !strings.ContainsAny(bare, ". ") {
			return bare
		}
	}
	return text
}

// addOneWordBody keeps a body of one word. A word of the language is a body only with a
// capital, and so is an acronym.
func (l *Lexicon) addOneWordBody(w word) {
	capped := w.shape == upper || commonnessOf(w.key) != rare || w.letters < 3
	acronym := w.shape == upper && words().common(w.key) // WHO is no body where it asks
	l.bodies.add([]string{w.key}, form{class: Certain, reason: ByBody, capped: capped, upper: acronym})
	if w.shape == upper && w.letters == utf8.RuneCountInString(w.key) {
		l.addSound(w.key)
	} else if !capped && w.letters >= 5 {
		l.addPeopleOf(w.key)
	}
}

// addPeopleOf keeps what the people of a body or place are called: Norwegian, Kettlemarker.
func (l *Lexicon) addPeopleOf(body string) {
	bare := strings.TrimRight(body, "aeiou")
	for _, ending := range [...]string{"s", "r", "er", "n", "an", "ian"} {
		for _, stem := range [...]string{body, bare, strings.TrimSuffix(body, "s")} {
			for _, plural := range [...]string{"", "s"} {
				if k := stem + ending + plural; !words().common(k) && utf8.RuneCountInString(stem) >= 4 {
					l.bodies.add([]string{k}, form{class: Likely, reason: ByBodyPart, capped: true})
				}
			}
		}
	}
}

// addCoalition keeps what a coalition is called without its DC: an acronym alone, and
// anything else where a coalition is spoken of.
func (l *Lexicon) addCoalition(w word) {
	if w.shape == upper && w.letters >= 3 && !words().acronyms.has(w.key) {
		l.bodies.add([]string{w.key}, form{class: Likely, reason: ByBodyPart, capped: true, upper: true})
	}
	l.keyWords[w.key] = struct{}{}
}

// addAcronym keeps the first letters of a body's words, small ones left out, from three on.
func (l *Lexicon) addAcronym(ws []word) {
	var b strings.Builder
	for _, w := range ws {
		if w.shape == small && words().topics.has(w.key) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w.key)
		b.WriteRune(r)
	}
	acronym := b.String()
	if utf8.RuneCountInString(acronym) >= 3 && !words().acronyms.has(acronym) {
		l.bodies.add([]string{acronym}, form{class: Certain, reason: ByBodyPart, capped: true})
		l.addSound(acronym)
	}
}

// addShortBodies keeps what people shorten a body of several words to.
func (l *Lexicon) addShortBodies(ws []word, ks []string) {
	f := form{class: Likely, reason: ByBodyPart, capped: true}
	for i, w := range ws {
		v := words()
		telling := !v.topics.has(w.key) && !v.bodyNouns.has(w.key)
		switch {
		case telling && w.shape != upper && w.letters >= 4 && commonnessOf(w.key) == rare:
			l.bodies.add(ks[i:i+1], f)
		case v.bodyNouns.has(w.key) && (i == len(ws)-1 || i == 0):
			l.heads[w.key] = struct{}{}
		}
	}
	for n := 2; n < len(ks); n++ {
		if tells(ks[:n]) {
			l.bodies.add(ks[:n], f)
		}
		if tells(ks[len(ks)-n:]) {
			l.bodies.add(ks[len(ks)-n:], f)
		}
	}
}

// tells reports whether some of a body's words are enough for it: they begin and end with a
// word of content, and one of them tells it from others.
func tells(ks []string) bool {
	telling := false
	for _, k := range ks {
		telling = telling || !words().topics.has(k) && !words().bodyNouns.has(k)
	}
	return telling && !smallWord(ks[0]) && !smallWord(ks[len(ks)-1])
}

// smallWord reports whether k is an article, preposition or conjunction.
func smallWord(k string) bool {
	return words().topics.has(k) && utf8.RuneCountInString(k) <= 3 && k != "dc" && k != "new" && k != "law" && k != "use" && k != "web"
}

// describesCoalition reports whether ks name a coalition: by the word or its short form.
func describesCoalition(ks []string) bool {
	for _, k := range ks {
		if k == "coalition" || k == "dc" {
			return true
		}
	}
	return false
}

// addKeyWords keeps the beginnings of those words of a coalition's name that tell it from
// others, for people speak "for the youth" and "on behalf of people with disabilities".
func (l *Lexicon) addKeyWords(text string) {
	for _, k := range keys(text) {
		if n := utf8.RuneCountInString(k); n >= 4 && !words().topics.has(k) && !words().bodyNouns.has(k) {
			l.keyWords[k[:keyLength(k)]] = struct{}{}
		}
	}
}

// keyLength is how many bytes of a key word its relatives share: half of it, four letters at
// least: disab-ility, disab-led.
func keyLength(k string) int {
	keep := max(4, utf8.RuneCountInString(k)/2)
	for i := range k {
		if keep == 0 {
			return i
		}
		keep--
	}
	return len(k)
}

// keyWord reports whether k is related to a key word.
func (l *Lexicon) keyWord(k string) bool {
	n := 0
	for i := range k {
		if n >= 4 && l.keyWords.has(k[:i]) && utf8.RuneCountInString(k[i:]) <= n+3 {
			return true
		}
		n++
	}
	return l.keyWords.has(k)
}
