package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold returns the form in which words are compared: compatibility decomposition without
// marks, in lower case, letters like ß and ø written as their neighbours would, letters of
// another script that only look alike made one, and what has no width dropped. Offsets are
// not its business: a word keeps those of the text as given.
func fold(s string) string {
	ascii, lower := true, true
	for i := range len(s) {
		ascii = ascii && s[i] < utf8.RuneSelf
		lower = lower && (s[i] < 'A' || s[i] > 'Z')
	}
	if ascii && lower {
		return s
	}
	if ascii {
		return strings.ToLower(s)
	}
	return skeleton(foldSlow(s))
}

// foldSlow is fold for words beyond ASCII, before look-alikes.
func foldSlow(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if unicode.IsMark(r) || invisible(r) {
			continue
		}
		r = unicode.ToLower(r)
		if same, ok := plain(r); ok {
			b.WriteString(same)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain says how a letter without a decomposition is written by those who lack it.
func plain(r rune) (string, bool) {
	switch r {
	case 'ß':
		return "ss", true
	case 'ø':
		return "o", true
	case 'ł':
		return "l", true
	case 'đ', 'ð':
		return "d", true
	case 'æ':
		return "ae", true
	case 'œ':
		return "oe", true
	case 'þ':
		return "th", true
	case 'ħ':
		return "h", true
	case 'ı':
		return "i", true
	case 'ŋ':
		return "n", true
	case 'ς':
		return "σ", true
	case 'ى', 'ی', 'ئ':
		return "ي", true
	case 'ة':
		return "ه", true
	case 'ک':
		return "ك", true
	case 'ٱ':
		return "ا", true
	case 'ـ': // a line that stretches a word
		return "", true
	}
	return "", false
}

// invisible reports whether r has no width: joiners, directions, soft hyphens.
func invisible(r rune) bool { return r == '\u00ad' || unicode.Is(unicode.Cf, r) }

// Letters of Greek and Cyrillic that look like Latin ones, and the Latin ones, by place.
// Source: the lower-case letters of UTS 39 confusables that stand in names.
const (
	alike = "аеорсухіјѕԁһԛԝοανιρυκτ"
	latin = "aeopcyxijsdhqwoavipukt"
)

// skeleton makes words of mixed scripts one: where Latin letters stand beside letters that
// only look Latin, the latter become Latin. A word in one script stays as it is.
func skeleton(s string) string {
	var hasLatin, hasOther bool
	for _, r := range s {
		if r < utf8.RuneSelf {
			hasLatin = hasLatin || unicode.IsLetter(r)
		} else {
			hasOther = hasOther || unicode.In(r, unicode.Cyrillic, unicode.Greek)
		}
	}
	if !hasLatin || !hasOther {
		return strings.ReplaceAll(s, "і", "и") // Ukrainian and Russian spellings of one name
	}
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(alike, r); r >= utf8.RuneSelf && i >= 0 {
			return rune(latin[utf8.RuneCountInString(alike[:i])])
		}
		return r
	}, s)
}
