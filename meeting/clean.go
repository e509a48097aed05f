package meeting

import "net/url"

// CleanTitle returns one line of text as meetings keep it: of at most 200 characters, with
// single spaces. The error is a refusal.
func CleanTitle(text string) (string, error) { return cleanTitle(text) }

// CleanText returns text as meetings keep it, at most limit bytes of it; it may be empty.
// The error is a refusal.
func CleanText(text string, limit int) (string, error) { return cleanOptional(text, limit) }

// CleanURL returns the address of a page or a document as meetings keep it. The error is a
// refusal.
func CleanURL(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || len(address) > maxURL {
		return "", refuse("A link is an address that begins with https:// or http://.")
	}
	return u.String(), nil
}
