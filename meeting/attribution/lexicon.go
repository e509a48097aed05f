package attribution

import (
	"strings"
	"unicode/utf8"
)

// How common the word is that a name is also written as.
type commonness uint8

const (
	rare     commonness = iota // no word of English: it counts however it is written
	known                      // a word, seldom used: it counts with a capital
	frequent                   // a word of every text: it counts with a capital and a cue or place
)

// A part is one word that names a person: given name, surname, nickname, alias.
type part struct {
	class  Class
	common commonness
	reason Reason
}

// Lexicon is what the people and bodies of a roster are called. It is never changed after
// [NewLexicon] and may be used from any goroutine.
type Lexicon struct {
	full      phrases           // names of several words
	parts     map[string]part   // names of one word
	initials  set               // as listed, or made of the parts of a name
	listed    set               // those of the initials that are on the roster
	handles   set               // as in addresses: in small letters, without marks
	bodies    phrases           // affiliations and coalitions, and their short forms
	heads     set               // head nouns of bodies: "the Secretariat"
	keyWords  set               // stems of the words that tell coalitions apart
	sounds    set               // acronyms of bodies that are read as words, as they sound
	spellings map[string]string // acronyms said letter by letter, and how they sound
	stems     map[string]stem   // names without their endings
	alike     likeness          // names, for comparison with misspelled ones
	pairs     set               // given name and surname by their consonants, for scripts without vowels
	consent   phrases           // names and bodies that stay
	seen      set               // every word of every form
}

// NewLexicon returns the lexicon of r.
func NewLexicon(r Roster) *Lexicon {
	l := &Lexicon{
		parts: make(map[string]part), initials: make(set), listed: make(set), handles: make(set),
		keyWords: make(set), heads: make(set), sounds: make(set), spellings: make(map[string]string), stems: make(map[string]stem), alike: make(likeness),
		pairs: make(set), seen: make(set),
	}
	for _, p := range r.Participants {
		if !p.allowsName() {
			l.addPerson(p)
		}
		if !p.allowsBodies() {
			for _, body := range p.Affiliations {
				l.addBody(body)
			}
		}
	}
	for _, body := range r.Coalitions {
		l.addBody(body)
		l.addKeyWords(body)
	}
	for name, p := range l.parts {
		if p.reason == ByAddress {
			continue // nobody misspells or inflects a handle
		}
		l.addStem(name, p)
		l.alike.add(name, p)
	}
	l.addConsent(r)
	return l
}

// addConsent keeps what stays: names of people who consented, their bodies if they said so,
// and what the host allows. A single word that also names somebody else does not stay.
func (l *Lexicon) addConsent(r Roster) {
	stays := form{class: Certain}
	for _, p := range r.Participants {
		if p.allowsName() {
			for _, n := range namesOf(p) {
				for _, order := range n.orders() {
					l.stay(order, stays)
				}
				for _, one := range n.singles() {
					l.stay([]string{one}, stays)
				}
			}
		}
		if p.allowsBodies() {
			for _, body := range p.Affiliations {
				l.stay(keys(body), stays)
			}
		}
	}
	for _, allowed := range r.Allow {
		l.consent.add(keys(allowed), form{class: Certain, capped: true})
	}
}

// stay keeps words as what stays, unless somebody who did not consent is called the same.
func (l *Lexicon) stay(words []string, f form) {
	if len(words) == 1 {
		if _, shared := l.parts[words[0]]; shared {
			return
		}
	}
	if found := l.bodies.at(words); found != nil && found.class == Certain {
		return
	}
	if found := l.full.at(words); found != nil {
		return
	}
	l.consent.add(words, f)
}

// at returns the form kept under exactly these words.
func (t *phrases) at(words []string) *form {
	for _, w := range words {
		if t = t.next[w]; t == nil {
			return nil
		}
	}
	return t.form
}

// addPart keeps a word as a name of a person, if it can be one.
func (l *Lexicon) addPart(name string, class Class, reason Reason) {
	if utf8.RuneCountInString(name) < 2 {
		return
	}
	p := part{class: class, common: commonnessOf(name), reason: reason}
	if old, ok := l.parts[name]; !ok || class < old.class {
		l.parts[name] = p
	}
	l.seen[name] = struct{}{}
}

// commonnessOf says how common the word is. Names of two letters count as frequent words,
// for so many short words of other languages are written alike.
func commonnessOf(name string) commonness {
	v := words()
	switch {
	case strings.ContainsAny(name, "0123456789"):
		return rare
	case v.frequent.has(name) || v.months.has(name) || v.acronyms.has(name) || utf8.RuneCountInString(name) < 3:
		return frequent
	case v.known.has(name) || v.capitals.has(name):
		return known
	default:
		return rare
	}
}

// addPhrase keeps the words of a name of several words.
func (l *Lexicon) addPhrase(words []string, f form) {
	if len(words) < 2 {
		return
	}
	f.capped = true
	for _, w := range words {
		l.seen[w] = struct{}{}
		if commonnessOf(w) == rare {
			f.capped = false
		}
	}
	l.full.add(words, f)
}
