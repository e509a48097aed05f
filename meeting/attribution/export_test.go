package attribution

// CommonWord reports whether a name is also a word of the language, so that its place
// decides.
func CommonWord(name string) bool { return commonnessOf(fold(name)) == frequent }
