package captions

import (
	"slices"
	"strings"
	"unicode"
)

// scripts are those that languages are written in. Of a language that is not here nothing is
// said by its letters. Source: the likely subtags of Unicode CLDR.
var scripts = func() map[string][]*unicode.RangeTable {
	m := make(map[string][]*unicode.RangeTable)
	for langs, in := range map[string][]*unicode.RangeTable{
		"ar fa ur ps":    {unicode.Arabic},
		"he yi":          {unicode.Hebrew},
		"ru uk bg be mk": {unicode.Cyrillic},
		"el":             {unicode.Greek},
		"hi mr ne":       {unicode.Devanagari},
		"bn":             {unicode.Bengali},
		"ta":             {unicode.Tamil},
		"th":             {unicode.Thai},
		"ka":             {unicode.Georgian},
		"hy":             {unicode.Armenian},
		"am":             {unicode.Ethiopic},
		"zh":             {unicode.Han, unicode.Bopomofo},
		"ja":             {unicode.Han, unicode.Hiragana, unicode.Katakana},
		"ko":             {unicode.Hangul, unicode.Han},
		"en fr es pt de it nl sv da nb fi pl cs sk hu ro tr vi id ms sw et lv lt hr sl ca": {unicode.Latin},
	} {
		for lang := range strings.FieldsSeq(langs) {
			m[lang] = in
		}
	}
	return m
}()

// common are words of which a text in a language is full, and texts in the others are not.
var common = map[string][]string{
	"en": {"the", "and", "of", "to", "is", "that", "it", "we", "you", "are"},
	"fr": {"le", "la", "les", "et", "des", "est", "pour", "dans", "nous", "vous", "une", "qui"},
	"es": {"el", "los", "las", "y", "que", "del", "una", "por", "para", "con", "es"},
	"pt": {"o", "os", "uma", "não", "que", "do", "da", "em", "para", "com", "é"},
	"de": {"der", "die", "das", "und", "ist", "nicht", "ein", "wir", "zu", "den"},
	"it": {"il", "gli", "che", "di", "della", "non", "per", "sono", "è", "una"},
}

// Less than that of a text says nothing of its language.
const (
	leastLetters = 60
	leastWords   = 40
)

// notIn reports whether a text is clearly not in a language: most of its letters are of other
// scripts, or it is full of the words of another. A few foreign sentences are no such text.
func notIn(lang, text string) bool {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if in, known := scripts[lang]; known && otherScript(in, text) {
		return true
	}
	own, known := common[lang]
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	if !known || len(words) < leastWords {
		return false
	}
	of := func(some []string) (n int) {
		for _, w := range words {
			if slices.Contains(some, w) {
				n++
			}
		}
		return n
	}
	for other, some := range common {
		if n := of(some); other != lang && 8*n >= len(words) && n >= 3*of(own) {
			return true
		}
	}
	return false
}

// otherScript reports whether most letters of a text are of no script of some.
func otherScript(some []*unicode.RangeTable, text string) bool {
	letters, theirs := 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if !unicode.In(r, some...) {
			theirs++
		}
	}
	return letters >= leastLetters && 3*theirs > 2*letters
}
