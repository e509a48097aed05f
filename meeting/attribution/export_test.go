package attribution

// CommonWord reports whether a name is also a word of the language, so that its place
// decides.
func CommonWord(name string) bool { return commonnessOf(fold(name)) == frequent }

// Title reports whether a word is a form of address, which alone names nobody.
func Title(word string) bool { return words().titles.has(fold(word)) }
