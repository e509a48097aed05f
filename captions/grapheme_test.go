package captions

import (
	"testing"
	"time"
)

func TestLastGrapheme(t *testing.T) {
	for _, tt := range []struct {
		rule, text string
		want       int
	}{
		{"nothing has none", "", 0},
		{"a letter", "ab", 1},
		{"with an accent of its own", "ae\u0301", 2},
		{"with several", "xo\u0302\u0323", 3},
		{"an accent that follows nothing is one by itself", "\u0301", 1},
		{"and after a line end too", "a\n\u0301", 1},
		{"an emoji in a skin tone", "a👍🏽", 2},
		{"with a selector of how it looks", "a❤\ufe0f", 2},
		{"a family, joined", "a👩\u200d👩\u200d👧", 5},
		{"a joiner joins no letters", "a\u200db", 1},
		{"a flag is two letters", "a🇪🇪", 2},
		{"two flags are two", "🇪🇪🇫🇮", 2},
		{"half a flag after one is one by itself", "🇪🇪🇫", 1},
		{"a flag of a part of a country", "a🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 7},
		{"a syllable in parts", "a\u1112\u1161\u11ab", 3},
		{"a whole one", "한국", 1},
		{"a whole one with a trail", "가\u11ab", 2},
		{"a vowel sign of Hindi", "नमस्ते", 2},
		{"a tone of Thai", "น้ำ", 1}, // the vowel after it stands beside it
	} {
		if got := LastGrapheme([]rune(tt.text)); got != tt.want {
			t.Errorf("%s: %d", tt.rule, got)
		}
	}
}

// What is taken back is what was seen, across pieces as well.
func TestEraseByGrapheme(t *testing.T) {
	for _, tt := range []struct {
		rule, text, then string
		count            int
		want             string
	}{
		{"a letter with its accent", "cafe\u0301", "", 1, "caf"},
		{"that came later", "cafe", "\u0301", 1, "caf"},
		{"a flag and a space", "Eesti 🇪🇪 ", "", 2, "Eesti"},
		{"a line end is one", "one\ntwo", "", 4, "one"},
		{"and no more than there is", "👩\u200d👩\u200d👧", "", 9, ""},
	} {
		track, now := new(Track), time.Now()
		for _, op := range []Op{{Kind: OpText, Text: tt.text}, {Kind: OpText, Text: tt.then}, {Kind: OpErase, Count: tt.count, Unit: Grapheme}} {
			track.Apply(now, op)
		}
		got := ""
		for _, s := range track.Segments() {
			got += s.Text
		}
		if got != tt.want {
			t.Errorf("%s: %q", tt.rule, got)
		}
	}
}
