package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How long a passage may get, in bytes. Past longPassage it ends where no name can be cut:
// between two frequent words. Past longestPassage it ends after any word that is in no name, past
// endlessPassage at any character, so that a stream holds a bounded text back. A sentence of
// speech has about 100 bytes and rarely 1000.
const (
	longPassage    = 1200
	longestPassage = 4800
	endlessPassage = 64 << 10
)

// cut returns the length of the first passage of text. It is 0 if only more text can tell;
// with last, no more will come. Whatever is added to text, a length once told stays the same.
//
// A passage ends with a sentence, and with a line unless the next goes on with a word and
// this one ended in the middle of a sentence, as wrapped captions do.
func (l *Lexicon) cut(text string, last bool) int {
	for i := 0; i < len(text); {
		if !last && !utf8.FullRuneInString(text[i:]) {
			return 0
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		end := i + size
		switch {
		case r == '\n':
			ends, known := lineEnds(text, i, last)
			if !known {
				return 0
			}
			if ends {
				return end
			}
		case unicode.IsSpace(r) && (sentenceEnds(text[:i]) || i > longPassage && l.mayPart(text, i)):
			return end
		}
		if end > endlessPassage {
			return end
		}
		i = end
	}
	if last {
		return len(text)
	}
	return 0
}

// lineEnds reports whether the line break at i ends a passage, and whether that is known yet.
func lineEnds(text string, i int, last bool) (ends, known bool) {
	before := strings.TrimRight(text[:i], " \t\r\n")
	if before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:;)]>") {
		return true, true
	}
	for j := i + 1; j < len(text); {
		if !last && !utf8.FullRuneInString(text[j:]) {
			return false, false
		}
		r, size := utf8.DecodeRuneInString(text[j:])
		if r == '\n' {
			return true, true
		}
		if !unicode.IsSpace(r) && !invisible(r) {
			return !inWord(r), true
		}
		if j-i > longPassage {
			return true, true
		}
		j += size
	}
	return last, last
}

// sentenceEnds reports whether a sentence ends with before, which a blank follows. A dot
// after a title, an initial or a short form of a saint ends none.
func sentenceEnds(before string) bool {
	if before == "" || before[len(before)-1] < utf8.RuneSelf && inWord(rune(before[len(before)-1])) || before[len(before)-1] == ',' {
		return false // what most blanks follow
	}
	end := strings.TrimRight(before, ")]\"'”’»")
	switch r, size := utf8.DecodeLastRuneInString(end); r {
	case '!', '?', '…', '؟', '。':
		return true
	case '.':
		rest := end[:len(end)-size]
		from := strings.LastIndexFunc(rest, func(r rune) bool { return !inWord(r) }) + 1
		for from < len(rest) && !utf8.RuneStart(rest[from]) {
			from++
		}
		key := fold(rest[from:])
		return utf8.RuneCountInString(key) > 1 && !words().titles.has(key) && key != "st" || key == ""
	default:
		return false
	}
}

// mayPart reports whether no name or phrase can lie across the blank at i: the words before
// and after it are frequent, small and in no name of the roster. It looks one word back and
// one on; a word on that is not yet whole cannot be judged, so it is judged by its start: the
// passage then goes on, with any text added.
func (l *Lexicon) mayPart(text string, i int) bool {
	from := strings.LastIndexByte(text[:i], ' ') + 1
	if i > longestPassage {
		return !l.names(text[from:i])
	}
	rest := text[i+1:]
	to := strings.IndexByte(rest, ' ')
	return to > 0 && l.inert(text[from:i]) && l.inert(rest[:to])
}

// names reports whether a word of s stands in a name or phrase of the lexicon.
func (l *Lexicon) names(s string) bool {
	return slices.ContainsFunc(keys(s), l.seen.has)
}

// inert reports whether s, as written, is a frequent word in small letters that stands in no
// name or phrase of the lexicon.
func (l *Lexicon) inert(s string) bool {
	return s == fold(s) && words().frequent.has(s) && !l.seen.has(s)
}
