package meeting

// CleanTitle returns one line of text as meetings keep it: of at most 200 characters, with
// single spaces. The error is a refusal.
func CleanTitle(text string) (string, error) { return cleanTitle(text) }

// CleanText returns text as meetings keep it, at most limit bytes of it; it may be empty.
// The error is a refusal.
func CleanText(text string, limit int) (string, error) { return cleanOptional(text, limit) }
