package ingest

import (
	"strings"
	"unicode/utf8"
)

// high holds what windows-1252 has at 0x80 to 0x9F; 0 where it has nothing. Elsewhere it is
// Unicode's first 256 characters. Source: unicode.org, CP1252.TXT.
var high = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// windows1252 decodes body, which may as well be ISO 8859-1: that has only controls where
// the two differ. What means nothing becomes U+FFFD.
func windows1252(body []byte) string {
	var text strings.Builder
	for _, b := range body {
		r := rune(b)
		if 0x80 <= b && b < 0xA0 {
			if r = high[b-0x80]; r == 0 {
				r = utf8.RuneError
			}
		}
		text.WriteRune(r)
	}
	return text.String()
}

// isWindows1252 reports whether every byte of body means something in windows-1252.
func isWindows1252(body []byte) bool {
	for _, b := range body {
		if 0x80 <= b && b < 0xA0 && high[b-0x80] == 0 {
			return false
		}
	}
	return true
}

// utf8Text decodes body. A letter cut off at its end, one to three bytes, is left over as
// rest. What is not UTF-8 is taken for windows-1252 if it can be, and then guessed is true;
// if it cannot, what is not a letter becomes U+FFFD.
func utf8Text(body []byte) (text string, rest []byte, guessed bool) {
	head, rest := cut(body)
	switch {
	case utf8.Valid(head):
		return string(head), trim(rest), false
	case isWindows1252(body):
		return windows1252(body), nil, true
	default:
		return strings.ToValidUTF8(string(head), "\uFFFD"), trim(rest), false
	}
}

// cut splits body before a letter that its end cuts off.
func cut(body []byte) (head, rest []byte) {
	for n := 1; n < utf8.UTFMax && n <= len(body); n++ {
		i := len(body) - n
		if utf8.RuneStart(body[i]) {
			if !utf8.FullRune(body[i:]) {
				return body[:i], body[i:]
			}
			break
		}
	}
	return body, nil
}
