package room

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"example.org/convener/meeting"
)

// speaker is whom captioners mean by a label, as the names of people tell; empty if it is
// nobody known. It is not sure if only the spelling is near. Source: section 2.3 of our
// captions reference.
func speaker(label string, names map[meeting.Person]string) (p meeting.Person, sure bool) {
	words := make(map[meeting.Person][]string, len(names))
	for p, name := range names {
		words[p] = plainWords(name)
	}
	said := plainWords(label)
	for _, same := range []func(name []string) bool{
		func(name []string) bool { return slices.Equal(name, said) },
		func(name []string) bool { return len(said) > 1 && within(said, name) },
		func(name []string) bool {
			return len(said) == 1 && (name[0] == said[0] || name[len(name)-1] == said[0])
		},
	} {
		if p, one := only(words, same); one {
			return p, true
		}
	}
	p, _ = only(words, func(name []string) bool { return misspelt(said, name) })
	return p, false
}

// only is the one person whose name is the same as what was said.
func only(people map[meeting.Person][]string, same func(name []string) bool) (found meeting.Person, one bool) {
	for p, name := range people {
		if len(name) == 0 || !same(name) {
			continue
		}
		if one {
			return "", false
		}
		found, one = p, true
	}
	return found, one
}

// within reports whether all words of some are in all, in their order.
func within(some, all []string) bool {
	for _, word := range all {
		if len(some) > 0 && some[0] == word {
			some = some[1:]
		}
	}
	return len(some) == 0
}

// misspelt reports whether said is name, or a word of it, with up to two letters wrong. Short
// words are alike by chance. Source: section 2.3 of our captions reference.
func misspelt(said, name []string) bool {
	const short, wrong = 5, 2
	near := func(a, b string) bool {
		return len([]rune(a)) >= short && distance([]rune(a), []rune(b)) <= wrong
	}
	if len(said) == 1 {
		return slices.ContainsFunc(name, func(word string) bool { return near(said[0], word) })
	}
	return near(strings.Join(said, " "), strings.Join(name, " "))
}

// plainWords are the words of a name in small letters without accents.
func plainWords(name string) []string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(name))
	return strings.FieldsFunc(cases.Fold().String(bare), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// distance is how many letters have to be put in, left out, changed, or exchanged with their
// neighbours, to get from a to b (Damerau-Levenshtein, each place once).
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
