package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Letters of Cyrillic, Greek and Arabic, folded, and how Latin writes them, one after the
// other. Source: the common practice of passports and press, made coarse; Arabic without
// vowels, as it is written.
const (
	otherLetters = "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я ђ ј љ њ ћ џ є ґ " +
		"α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω " +
		"ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ء پ چ ژ گ"
	latinLetters = "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya dj j lj nj c dz e g " +
		"a v g d e z i th i k l m n x o p r s t y f ch ps o " +
		"a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y _ p ch zh g"
)

// toLatin holds otherLetters by letter.
var toLatin = func() map[rune]string {
	m := make(map[rune]string)
	from, to := strings.Fields(otherLetters), strings.Fields(latinLetters)
	for i, letter := range from {
		r, _ := utf8.DecodeRuneInString(letter)
		m[r] = strings.Trim(to[i], "_")
	}
	return m
}()

// inLatin returns a folded word in Latin letters, and the word itself if it is in them.
func inLatin(word string) string {
	if r, _ := utf8.DecodeRuneInString(word); r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
		return word
	}
	var b strings.Builder
	for _, r := range word {
		if s, ok := toLatin[r]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// addLatin keeps a name of another script as Latin writes it.
func (l *Lexicon) addLatin(name string) {
	if s := inLatin(name); s != name && utf8.RuneCountInString(s) >= 3 {
		if _, ok := l.parts[s]; !ok {
			l.addPart(s, Likely, ByLikeness)
		}
	}
}

// consonants returns what of a word every script writes: its bones without half-vowels.
func consonants(word string) string {
	s := bones(strings.NewReplacer("w", "", "y", "", "j", "g", "q", "k").Replace(inLatin(word)))
	return strings.TrimPrefix(s, "A")
}

// addPair keeps a given name and a surname by their consonants, if there are enough.
func (l *Lexicon) addPair(n name) {
	core := n.core()
	if len(core) < 2 {
		return
	}
	first, last := consonants(core[0]), consonants(core[len(core)-1])
	if len(first) >= 2 && len(last) >= 2 && len(first)+len(last) >= 5 {
		l.pairs[first+" "+last] = struct{}{}
	}
}
