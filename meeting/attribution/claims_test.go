package attribution_test

import (
	"strings"
	"testing"

	"example.org/convener/meeting/attribution"
)

// T-4: claims that tell a reader who spoke, in the languages of the placeholders. All of them must
// be shown, and none replaced. Source: our attribution reference, which asks for 20.
func TestClaimsAreShown(t *testing.T) {
	lex := attribution.NewLexicon(people())
	for _, claim := range []string{
		"Well, I wrote the standard on tides.",
		"I actually drafted that section myself.",
		"I've chaired the working group since 2019.",
		"We founded the first harbour school.",
		"I'm the only one who reads these logs.",
		"She is the only person who has been there.",
		"I was the first to sail it.",
		"At my company we keep them for a year.",
		"My employer would not like it.",
		"In my country nobody does that.",
		"When I was at the ministry it was different.",
		"In my role as treasurer I must ask.",
		"I used to run the registry.",
		"As chair, I would like to move on.",
		"From the chair: please be short.",
		"My book says the same.",
		"Thank you, Madam Secretary.",
		"J'ai écrit la norme.",
		"Ich leite das Institut.",
		"Soy el único que lo sabe.",
		"Я написал этот стандарт.",
		"Εγώ έγραψα το πρότυπο.",
		"أنا الوحيد الذي يعرف.",
	} {
		if !shown(lex, claim) {
			t.Errorf("%q is not shown", claim)
		}
	}
	for _, plain := range []string{
		"I think that the draft is fine.", "We can wait a week.", "The standard was written long ago.", "You had the floor.",
	} {
		if shown(lex, plain) {
			t.Errorf("%q is shown as a claim", plain)
		}
	}
}

// shown reports whether some of text is shown as a claim or role, and fails nothing: a claim
// is never replaced.
func shown(lex *attribution.Lexicon, text string) bool {
	for _, s := range lex.Find(text) {
		if (s.Reason == attribution.ByClaim || s.Reason == attribution.ByRole) && s.Class == attribution.Doubtful {
			return true
		}
	}
	return false
}

func TestPronounsAreOffered(t *testing.T) {
	lex := attribution.NewLexicon(people())
	for _, r := range []struct{ name, text, word, offer string }{
		{"he", "Umarov said he would come.", "he", "they"},
		{"her before what is hers", "Umarov read her paper.", "her", "their"},
		{"her as an object", "Umarov left, we saw her.", "her", "them"},
		{"herself, in the next sentence", "Umarov left. She said so herself.", "herself", "themselves"},
	} {
		t.Run(r.name, func(t *testing.T) {
			for _, s := range lex.Find(r.text) {
				if strings.EqualFold(r.text[s.Start:s.End], r.word) {
					if s.Offer != r.offer || s.Class != attribution.Doubtful {
						t.Errorf("offers %q of class %s, want %q of class C", s.Offer, s.Class, r.offer)
					}
					return
				}
			}
			t.Errorf("%q is not offered in %q", r.offer, r.text)
		})
	}
}
