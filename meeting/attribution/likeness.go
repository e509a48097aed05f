package attribution

import (
	"math/bits"
	"unicode/utf8"
)

// likeness holds names by their number of letters, to compare misspelled words with.
type likeness map[int][]likeName

type likeName struct {
	letters []rune
	have    uint64 // which letters it has
	bones   string
}

// minLike is the fewest letters of a name that is compared: shorter names are like too many
// words.
const minLike = 4

// maxLike is the most letters by which a word and a name may differ and be alike.
const maxLike = 3

// lettersOf returns a bit for each letter of s, by the letter's number; letters of most
// alphabets have bits of their own.
func lettersOf(s string) uint64 {
	var have uint64
	for _, r := range s {
		have |= 1 << (r % 64)
	}
	return have
}

// add keeps a name for comparison, unless it is a frequent word, whose misspellings are those
// of the word.
func (t likeness) add(name string, p part) {
	n := utf8.RuneCountInString(name)
	if n < minLike || n > maxLetters || p.common == frequent {
		return
	}
	t[n] = append(t[n], likeName{letters: []rune(name), have: lettersOf(name), bones: bones(name)})
}

// like reports whether word may be a misspelling of a name: one letter in names of four to
// six, two in longer ones, one more after a cue; or the same sounds and nearly the letters.
func (t likeness) like(word string, cued bool) bool {
	letters := []rune(word)
	if len(letters) < minLike || len(letters) > maxLetters {
		return false
	}
	heard, have := bones(word), lettersOf(word)
	for n := len(letters) - 3; n <= len(letters)+3; n++ {
		for _, name := range t[n] {
			if bits.OnesCount64(name.have^have) <= 2*maxLike && name.like(letters, heard, cued) {
				return true
			}
		}
	}
	return false
}

// like compares one name.
func (n likeName) like(letters []rune, heard string, cued bool) bool {
	shorter := min(len(letters), len(n.letters))
	limit := 1
	if shorter >= 7 {
		limit = 2
	}
	if cued && shorter >= 5 {
		limit++
	}
	alike := n.letters[0] == letters[0] || heard != "" && n.bones != "" && heard[0] == n.bones[0]
	sounds := alike && heard == n.bones && len(heard) >= 2
	if sounds {
		limit = max(limit, min(len(heard), maxLike))
	}
	if !alike {
		limit = min(limit, 1)
		if shorter < 6 {
			return false
		}
	}
	return distance(letters, n.letters, min(limit, maxLike)) <= limit
}
