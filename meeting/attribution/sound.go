package attribution

import "strings"

// sound returns how a folded Latin word sounds, coarsely, as English captioning hears it:
// one capital for each group of consonants that are mistaken for each other, A for any run
// of vowels. Own rules, from what recognisers and stenographers confuse: b and p, d and t, f
// and v, g and j, m and n, s and z.
func sound(word string) string {
	var b strings.Builder
	var last byte
	for i := range len(word) {
		c := soundOf(word, i)
		if c != 0 && c != last {
			b.WriteByte(c)
		}
		if c != 0 {
			last = c
		}
	}
	return b.String()
}

// soundOf returns the sound of letter i of word, or 0 for none.
func soundOf(word string, i int) byte {
	next := byte(0)
	if i+1 < len(word) {
		next = word[i+1]
	}
	switch c := word[i]; c {
	case 'a', 'e', 'i', 'o', 'u':
		return 'A'
	case 'y':
		if i == 0 {
			return 'J'
		}
		return 'A'
	case 'b', 'p', 'c', 'w':
		return soundBefore(c, next)
	case 'k', 'q':
		return 'K'
	case 'd', 't':
		return 'T'
	case 'f', 'v':
		return 'F'
	case 'g', 'j':
		return 'J'
	case 'm', 'n':
		return 'N'
	case 's', 'x', 'z':
		return 'S'
	case 'l', 'r':
		return c - 'a' + 'A'
	}
	return 0
}

// soundBefore returns the sound of a letter whose sound the next letter decides.
func soundBefore(c, next byte) byte {
	switch {
	case c == 'p' && next == 'h':
		return 'F'
	case c == 'p' || c == 'b':
		return 'P'
	case c == 'w' && strings.IndexByte("aeiouy", next) < 0:
		return 0 // as in Shawn
	case c == 'w':
		return 'W'
	case strings.IndexByte("eiyh", next) >= 0:
		return 'S'
	}
	return 'K'
}

// bones returns the sound of a word without its vowels, but for one at the start.
func bones(word string) string {
	s := sound(word)
	if s == "" {
		return ""
	}
	return s[:1] + strings.ReplaceAll(s[1:], "A", "")
}

// spelled returns how an acronym sounds when its letters are said one by one.
func spelled(acronym string) string {
	var b strings.Builder
	for _, r := range acronym {
		if name, ok := letterNames(r); ok {
			b.WriteString(name)
		}
	}
	return strings.ReplaceAll(b.String(), "AA", "A")
}

// letterNames returns the sound of the English name of a letter.
func letterNames(r rune) (string, bool) {
	const names = "A PA SA TA A AF JA AS A JA KA AL AN AN A PA KA AR AS TA A FA TAPALA AS WA SA"
	if r < 'a' || r > 'z' {
		return "", false
	}
	return strings.Fields(names)[r-'a'], true
}

// addSound keeps how an acronym of a body sounds: said letter by letter, and, from four
// letters on, read as a word.
func (l *Lexicon) addSound(acronym string) {
	if len(acronym) >= 4 {
		l.sounds[sound(acronym)] = struct{}{}
	}
	if len(acronym) >= 2 && len(acronym) <= 3 {
		l.spellings[acronym] = spelled(acronym)
	}
}

// soundsLike reports whether heard, a [sound], is what a listener may make of an acronym that
// is read as a word: one sound more, less or other, of four at least.
func (l *Lexicon) soundsLike(heard string) bool {
	if len(heard) < 4 {
		return false
	}
	for s := range l.sounds {
		if len(s) >= 4 && distance([]rune(heard), []rune(s), 1) <= 1 {
			return true
		}
	}
	return false
}

// spelledLike reports whether acronym is what a listener may make of a body's acronym of as
// many letters: it begins with the same sound and one sound differs.
func (l *Lexicon) spelledLike(acronym string) bool {
	heard := spelled(acronym)
	for other, s := range l.spellings {
		if len(other) == len(acronym) && heard != "" && s != "" && heard[0] == s[0] &&
			distance([]rune(heard), []rune(s), 1) <= 1 {
			return true
		}
	}
	return false
}
