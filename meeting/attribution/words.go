package attribution

import (
	"embed"
	"strings"
	"sync"
)

//go:embed lists/*.txt
var lists embed.FS

// set is a set of folded words.
type set map[string]struct{}

func (s set) has(word string) bool {
	_, ok := s[word]
	return ok
}

// vocabulary is what the package knows of languages. It is read once and never changed.
type vocabulary struct {
	frequent  set // words frequent in running English
	known     set // further English words
	capitals  set // words with a capital that name no single person
	months    set
	particles set
	titles    set
	generic   set // words of labels that identify nobody
	bodyNouns set
	topics    set // words that tell no coalitions apart
	products  set
	acronyms  set
	spoken    set // verbs after a name
	pronouns  map[string]string
	nicknames map[string][]string // both ways
}

// words returns the vocabulary.
var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{
		frequent: readSet("frequent"), known: readSet("known"), capitals: readSet("capitals"),
		months: readSet("months"), particles: readSet("particles"), titles: readSet("titles"),
		generic: readSet("generic"), bodyNouns: readSet("bodynouns"), topics: readSet("topics"),
		products: readSet("products"), acronyms: readSet("acronyms"), spoken: readSet("spoken"),
		pronouns: make(map[string]string), nicknames: make(map[string][]string),
	}
	for _, line := range readLines("pronouns") {
		from, to, _ := strings.Cut(line, " ")
		v.pronouns[from] = to
	}
	for _, line := range readLines("nicknames") {
		forms := strings.Fields(line)
		for _, short := range forms[1:] {
			v.nicknames[forms[0]] = append(v.nicknames[forms[0]], short)
			v.nicknames[short] = append(v.nicknames[short], forms[0])
		}
	}
	return v
})

// readLines returns the lines of a list without its head.
func readLines(name string) []string {
	text, err := lists.ReadFile("lists/" + name + ".txt")
	if err != nil {
		panic(err) // the lists are in the program
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

// readSet returns the words of a list, folded as the words of a text are.
func readSet(name string) set {
	lines := readLines(name)
	s := make(set, len(lines))
	for _, line := range lines {
		s[fold(line)] = struct{}{}
	}
	return s
}

// common reports whether key is an English word at all, frequent or not.
func (v *vocabulary) common(key string) bool {
	return v.frequent.has(key) || v.known.has(key) || v.months.has(key)
}
