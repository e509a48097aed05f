package attribution_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"example.org/convener/meeting/attribution"
)

// syllables make names that are no words.
var syllables = strings.Fields("bra dro fen gul hask jor kir lum mor nev ost pra quin rud sol tav ulk vor wex yar zan")

// invented returns a name of n syllables.
func invented(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// crowd is a roster of n invented people.
func crowd(n int) attribution.Roster {
	r := rand.New(rand.NewPCG(3, 5))
	var roster attribution.Roster
	for i := range n {
		roster.Participants = append(roster.Participants, attribution.Participant{
			ID: fmt.Sprint(i), Name: invented(r, 2) + " " + invented(r, 3), Aliases: []string{invented(r, 1) + "y"},
			Affiliations: []string{invented(r, 2) + " " + invented(r, 2) + " Foundation"},
		})
	}
	return roster
}

// talk is a text of at least size bytes in which people of roster speak.
func talk(roster attribution.Roster, size int) string {
	r := rand.New(rand.NewPCG(7, 9))
	var b strings.Builder
	for b.Len() < size {
		p := roster.Participants[r.IntN(len(roster.Participants))]
		first, _, _ := strings.Cut(p.Name, " ")
		fmt.Fprintf(&b, ">> %s: Thank you, %s. I think that the draft says what we want, and it will be read by many people who were not here. "+
			"May I ask whether somebody from the %s sees it otherwise? In May we said that Kelvinside was not in Europe.\n\n",
			strings.ToUpper(p.Name), first, p.Affiliations[0])
	}
	return b.String()
}

// The bar is 1 MB/s on one core with a roster of 200.
func BenchmarkFind(b *testing.B) {
	for _, size := range []int{10 << 10, 100 << 10, 1 << 20} { // the same MB/s for each: linear
		b.Run(fmt.Sprintf("%dKiB", size>>10), func(b *testing.B) {
			roster := crowd(200)
			text := talk(roster, size)
			lex := attribution.NewLexicon(roster)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				lex.Find(text)
			}
		})
	}
}

// Text made to be slow: every word has a capital and is on no list, nothing ends a sentence.
func BenchmarkFindWorst(b *testing.B) {
	roster := crowd(200)
	lex := attribution.NewLexicon(roster)
	for _, size := range []int{10 << 10, 100 << 10} {
		r := rand.New(rand.NewPCG(1, 2))
		var text strings.Builder
		for text.Len() < size {
			text.WriteString(invented(r, 3) + " ")
		}
		b.Run(fmt.Sprintf("%dKiB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				lex.Find(text.String())
			}
		})
	}
}

func BenchmarkStream(b *testing.B) {
	roster := crowd(200)
	text := talk(roster, 100<<10)
	lex := attribution.NewLexicon(roster)
	words := strings.SplitAfter(text, " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s := lex.Stream(attribution.PlaceholdersIn("en"))
		for _, w := range words {
			s.Write(w)
		}
		s.Close()
	}
}

func BenchmarkNewLexicon(b *testing.B) {
	roster := crowd(200)
	for b.Loop() {
		attribution.NewLexicon(roster)
	}
}
