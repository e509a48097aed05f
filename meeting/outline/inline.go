package outline

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"example.org/convener/meeting"
)

// punctuation are the characters that a backslash takes their meaning. Source: CommonMark 2.4.
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

var entity = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});`)

// plain is what a line of Markdown says, and the links in it.
func plain(raw string) (text string, links []meeting.Link) {
	var b strings.Builder
	for i := 0; i < len(raw); {
		rest := raw[i:]
		switch l, n := linkAt(rest); {
		case n > 0:
			links = append(links, l)
			b.WriteString(l.Title)
			i += n
			continue
		case rest[0] == '\\' && len(rest) > 1 && strings.IndexByte(punctuation, rest[1]) >= 0:
			b.WriteByte(rest[1])
			i += 2
			continue
		case entity.MatchString(rest):
			e := entity.FindString(rest)
			b.WriteString(html.UnescapeString(e))
			i += len(e)
			continue
		}
		if !emphasis(raw, i) {
			b.WriteByte(raw[i])
		}
		i++
	}
	return b.String(), links
}

// emphasis reports whether the character at i only says how text looks.
func emphasis(raw string, i int) bool {
	space := func(c byte) bool { return c == ' ' || c == '\t' }
	word := func(c byte) bool { return c >= utf8.RuneSelf || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' }
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = raw[i-1]
	}
	if i+1 < len(raw) {
		after = raw[i+1]
	}
	switch raw[i] {
	case '`':
		return true
	case '*':
		return !space(before) || !space(after)
	case '_':
		return (!space(before) || !space(after)) && (!word(before) || !word(after))
	}
	return false
}

// link is [text](address) or [text](<address>) at the beginning of Markdown.
var link = regexp.MustCompile(`^\[((?:[^\[\]\\]|\\.)*)\]\((?:<((?:[^<>\\]|\\.)*)>|((?:[^\s()<>\\]|\([^\s()]*\))*))\)`)

// linkAt is the link with which raw begins, and how long it is; 0 if there is none.
func linkAt(raw string) (meeting.Link, int) {
	if raw == "" || raw[0] != '[' {
		return meeting.Link{}, 0
	}
	m := link.FindStringSubmatch(raw)
	if m == nil {
		return meeting.Link{}, 0
	}
	address := m[3] + angled.Replace(m[2])
	if !web.MatchString(address) {
		return meeting.Link{}, 0
	}
	title, _ := plain(m[1])
	return meeting.Link{Title: title, URL: address}, len(m[0])
}

// angled takes the backslashes from an address in angle brackets.
var angled = strings.NewReplacer(`\\`, `\`, `\<`, `<`, `\>`, `>`)

var (
	web         = regexp.MustCompile(`(?i)^https?://`)
	bareAddress = regexp.MustCompile(`(?i)^<?(https?://[^\s<>]+)>?$`)
)

// aloneLink is the link that is all of a line.
func aloneLink(raw string) (meeting.Link, bool) {
	if l, n := linkAt(raw); n > 0 && n == len(raw) {
		return l, true
	}
	if m := bareAddress.FindStringSubmatch(raw); m != nil {
		return meeting.Link{URL: m[1]}, true
	}
	return meeting.Link{}, false
}

// writeLink is l as aloneLink reads it.
func writeLink(l meeting.Link) string {
	address := l.URL
	if strings.ContainsAny(address, " <>()\\") {
		address = "<" + escape(address, `<>\`) + ">"
	}
	title := strings.NewReplacer("\n", "&#10;", "\t", "&#9;").Replace(escape(l.Title, meant))
	return "[" + title + "](" + address + ")"
}

// meant are the characters that mean something anywhere in a line.
const meant = "\\`*_[]<>&#"

// escape takes the meaning of those characters of text that are in set.
func escape(text, set string) string {
	var b strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf && strings.ContainsRune(set, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// writeTitle is title in Markdown, so that nothing in it is taken for what it is not.
func writeTitle(title string) string {
	text := escape(title, meant)
	text = strings.NewReplacer(" —", " &mdash;", " –", " &ndash;", " --", ` \--`).Replace(text)
	if first, size := utf8.DecodeRuneInString(text); strings.ContainsRune(bullets, first) && first >= utf8.RuneSelf {
		return fmt.Sprintf("&#%d;", first) + text[size:]
	}
	if i := strings.IndexAny(text, punctuation); i >= 0 && text[i] != '\\' && startsLikeMore(title) {
		text = text[:i] + `\` + text[i:]
	}
	return text
}

// splitUnescaped splits raw at the characters of seps that no backslash stands before.
func splitUnescaped(raw, seps string) (parts []string) {
	from := 0
	for i := 0; i < len(raw); i++ {
		switch {
		case raw[i] == '\\':
			i++
		case strings.IndexByte(seps, raw[i]) >= 0:
			parts = append(parts, raw[from:i])
			from = i + 1
		}
	}
	return append(parts, raw[from:])
}

// writeNames are names as namesIn reads them.
func writeNames(names []string) string {
	written := make([]string, len(names))
	for i, name := range names {
		written[i] = escape(name, meant+",;")
	}
	return strings.Join(written, "; ")
}

// namesIn are the names that commas or semicolons separate.
func namesIn(raw string) (names []string) {
	for _, part := range splitUnescaped(raw, ",;") {
		if name, _ := plain(strings.TrimSpace(part)); strings.TrimSpace(name) != "" {
			names = append(names, name)
		}
	}
	return names
}
