package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A stem is a name without its ending.
type stem struct{ part }

// Endings that names take in inflected languages, folded; by script. Source: general
// knowledge of declension: Slavic, Finnic, Turkic, Hungarian, German and English in Latin
// letters, Russian, Ukrainian, Bulgarian and Serbian in Cyrillic ones, modern Greek.
const (
	latinEndings    = "s es n en em a u e i y o om ov ova ovi owi iem ne nak nek val vel lle lla ssa nin un in ya ye da de dan den ta te tan ga ge le"
	cyrillicEndings = "а у ом ем е ы и ои еи ею ою я ю ь ым им ых их ыми ого его ому ему ая ую ое ов ев ови еви ам ами ах ями о та те ко"
	greekEndings    = "οσ ου ο ε οι ων ουσ ησ η ηδεσ ασ α αδεσ εσ ω ι εωσ"
)

// minStem is the fewest letters of a stem: with fewer, an ending makes another name of it.
func minStem(r rune) int {
	if r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
		return 4
	}
	return 3
}

// endingsOf returns the endings in the script of r.
func endingsOf(r rune) string {
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillicEndings
	case unicode.Is(unicode.Greek, r):
		return greekEndings
	case unicode.Is(unicode.Latin, r):
		return latinEndings
	}
	return ""
}

// addStem keeps name without the ending of its first case.
func (l *Lexicon) addStem(name string, p part) {
	first, _ := utf8.DecodeRuneInString(name)
	if p.common == frequent || endingsOf(first) == "" {
		return
	}
	var bare string
	switch {
	case unicode.Is(unicode.Cyrillic, first):
		bare = strings.TrimRight(name, "аеиоуыьэюя")
	case unicode.Is(unicode.Greek, first):
		bare = strings.TrimRight(strings.TrimRight(name, "σ"), "αεηιουω")
	default:
		bare = strings.TrimRight(name, "aeoy")
	}
	for _, s := range [...]string{name, bare} {
		if utf8.RuneCountInString(s) >= minStem(first) {
			l.stems[s] = stem{p}
		}
	}
}

// inflected returns the name of which word is a form with an ending.
func (l *Lexicon) inflected(word string) (part, bool) {
	first, _ := utf8.DecodeRuneInString(word)
	if unicode.Is(unicode.Arabic, first) {
		return l.withoutClitics(word)
	}
	endings := endingsOf(first)
	if endings == "" {
		return part{}, false
	}
	for cut, n := len(word), 0; n <= 4 && cut > 0; n++ {
		if s, ok := l.stems[word[:cut]]; ok && (n == 0 || hasWord(endings, word[cut:])) {
			return s.part, true
		}
		_, size := utf8.DecodeLastRuneInString(word[:cut])
		cut -= size
	}
	return part{}, false
}

// hasWord reports whether word is one of the words of list, which blanks part.
func hasWord(list, word string) bool {
	for list != "" {
		var one string
		one, list, _ = strings.Cut(list, " ")
		if one == word {
			return true
		}
	}
	return false
}

// withoutClitics returns the name in an Arabic word after "and", "to", "by", the article.
func (l *Lexicon) withoutClitics(word string) (part, bool) {
	for _, prefix := range [...]string{"وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "ول", "وب"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok {
			if p, found := l.parts[rest]; found && utf8.RuneCountInString(rest) >= 3 {
				return p, true
			}
		}
	}
	p, ok := l.parts["ال"+word]
	return p, ok
}
