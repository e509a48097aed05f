package attribution_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"example.org/convener/meeting/attribution"
)

// spoken is a text of several scripts and forms, for splitting.
const spoken = ">> ORSOLYA VAN DER VELDE: Hello all, this is Orsolya\nvan der Velde, from the Harbour Trust Foundation. Mr. Umarov, are you there?\n\n" +
	"[12:31:07]\t<Transcriber>\tGrace_Umarov: I wrote the paper; Will Long of ESBI helped. M-A-Y is spelled so.\r\n" +
	"τότε ο Γιώργος Παπαδάκης είπε ναι. Потом Дмитрий Лавренёв сказал «да», и Лавренёву ответили.\n* قالت ليلى حداد نعم؟ شكرا\n" +
	"write to g.umarov@example.net or https://code.example/gumarov/x and ask May, Will, Jonas Fjällström-Pryce\nand the youth coalition…"

// A flow is what came out of a stream.
type flow struct {
	text  string
	spans []attribution.Span
}

// streamed writes text to a stream in pieces that end at cuts.
func streamed(t *testing.T, lex *attribution.Lexicon, text string, cuts []int) flow {
	t.Helper()
	s := lex.Stream(attribution.PlaceholdersIn("en"))
	var out flow
	until, from := 0, 0
	take := func(r attribution.Release) {
		for _, span := range r.Spans {
			if span.Start < until || span.End > r.Until {
				t.Fatalf("span %d-%d reaches into what was released up to %d", span.Start, span.End, until)
			}
		}
		out.text += r.Text
		out.spans = append(out.spans, r.Spans...)
		until = r.Until
	}
	for _, cut := range append(slices.Clone(cuts), len(text)) {
		take(s.Write(text[from:cut]))
		from = cut
	}
	take(s.Close())
	if until != len(text) {
		t.Fatalf("released %d of %d bytes", until, len(text))
	}
	return out
}

// pieces returns sorted places to cut n bytes at, within characters too.
func pieces(r *rand.Rand, n int) []int {
	var cuts []int
	for range r.IntN(1 + n) {
		cuts = append(cuts, r.IntN(n+1))
	}
	slices.Sort(cuts)
	return cuts
}

func TestStreamIsTheSameHoweverCut(t *testing.T) {
	lex := attribution.NewLexicon(people())
	whole := streamed(t, lex, spoken, nil)
	r := rand.New(rand.NewPCG(9, 11))
	for range 300 {
		if got := streamed(t, lex, spoken, pieces(r, len(spoken))); got.text != whole.text || !slices.Equal(got.spans, whole.spans) {
			t.Fatalf("cut otherwise:\n%s\nat once:\n%s", got.text, whole.text)
		}
	}
	var each []int
	for i := range len(spoken) {
		each = append(each, i)
	}
	if got := streamed(t, lex, spoken, each); got.text != whole.text {
		t.Fatalf("byte by byte:\n%s\nat once:\n%s", got.text, whole.text)
	}
}

func TestStreamFindsWhatFindDoes(t *testing.T) {
	lex := attribution.NewLexicon(people())
	find := lex.Find(spoken)
	whole := streamed(t, lex, spoken, nil)
	if !slices.Equal(whole.spans, find) {
		t.Errorf("stream %+v\nfind   %+v", whole.spans, find)
	}
	if want := attribution.PlaceholdersIn("en").Replace(spoken, find); whole.text != want {
		t.Errorf("stream:\n%s\nreplaced:\n%s", whole.text, want)
	}
}

func TestStreamHoldsBackWhatMayBecomeAName(t *testing.T) {
	s := attribution.NewLexicon(people()).Stream(attribution.PlaceholdersIn("en"))
	if r := s.Write("Then Jonas "); r.Text != "" {
		t.Errorf("released %q before the name was whole", r.Text)
	}
	if r := s.Write("Fjällström-Pryce said so. "); r.Text != "Then [a participant] said so. " {
		t.Errorf("released %q", r.Text)
	}
	if r := s.Write("Over to M"); r.Text != "" {
		t.Errorf("released %q before the name was whole", r.Text)
	}
	if r := s.Close(); r.Text != "Over to M" {
		t.Errorf("at the end released %q", r.Text)
	}
}

func TestStreamDoesNotHoldForEver(t *testing.T) {
	s := attribution.NewLexicon(people()).Stream(attribution.PlaceholdersIn("en"))
	for n := range 4000 {
		if r := s.Write("and then we said that "); r.Text != "" {
			return
		}
		if n > 300 {
			t.Fatal("holds more than 300 clauses back")
		}
	}
}

func TestStreamHoldsLittleOfAnything(t *testing.T) {
	s := attribution.NewLexicon(people()).Stream(attribution.PlaceholdersIn("en"))
	text := strings.Repeat("x", 200_000)
	released := 0
	for i := range len(text) {
		r := s.Write(text[i : i+1])
		released += len(r.Text)
		if held := i + 1 - released; held > 70_000 {
			t.Fatalf("holds %d bytes", held)
		}
	}
}

func TestStreamNeverPartsAName(t *testing.T) {
	lex := attribution.NewLexicon(people())
	for pad := range 20 {
		s := lex.Stream(attribution.PlaceholdersIn("en"))
		text := strings.Repeat("x", pad) + " " + strings.Repeat("Zorbex, Will Long, ", 2000)
		r := s.Write(text)
		if r.Until == 0 {
			t.Fatal("nothing was released")
		}
		for _, span := range r.Spans {
			if found := text[span.Start:span.End]; span.Class != attribution.Doubtful && found != "Will Long" {
				t.Fatalf("found %q alone", found)
			}
		}
	}
}

func FuzzStream(f *testing.F) {
	f.Add(spoken, uint64(1))
	f.Add("Grace\r\n\r\nUmarov [Will] \xff\xf0 Lo", uint64(2))
	f.Add(strings.Repeat("and then Will Long, ", 400), uint64(3))
	lex := attribution.NewLexicon(people())
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		whole := streamed(t, lex, text, nil)
		r := rand.New(rand.NewPCG(seed, 1))
		if got := streamed(t, lex, text, pieces(r, min(len(text), 300))); got.text != whole.text || !slices.Equal(got.spans, whole.spans) {
			t.Fatalf("cut otherwise:\n%q\nat once:\n%q", got.text, whole.text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(whole.text) {
			t.Fatal("a character was broken")
		}
	})
}

// A label that a captioner put before the text teaches as it does within it; one that
// identifies nobody does not.
func TestStreamHears(t *testing.T) {
	s := attribution.NewLexicon(attribution.Roster{}).Stream(attribution.PlaceholdersIn("en"))
	before := s.Write("Kowalczyk pays. It is so.\n").Text
	s.Hear("TOMASZ KOWALCZYK")
	s.Hear("CHAIR")
	r := s.Write("As Kowalczyk said, the chair pays. It is so.\n")
	if before != "Kowalczyk pays. It is so.\n" || r.Text != "As [a participant] said, the chair pays. It is so.\n" {
		t.Errorf("%q, then %q", before, r.Text)
	}
	if r.Until != len("Kowalczyk pays. It is so.\nAs Kowalczyk said, the chair pays. It is so.\n") || len(r.Spans) == 0 || r.Spans[0].Start != len("Kowalczyk pays. It is so.\nAs ") {
		t.Errorf("a label counts as text: %+v", r)
	}
}

// Who comes in late is known from then on, also by a spelling that was like nobody's before.
func TestStreamLearns(t *testing.T) {
	s := attribution.NewLexicon(attribution.Roster{}).Stream(attribution.PlaceholdersIn("en"))
	before := s.Write("So Lindkvist and Lindqvest pay. It is so.\n").Text
	s.Learn(attribution.NewLexicon(attribution.Roster{Participants: []attribution.Participant{{Name: "Ada Lindkvist"}}}))
	if after := s.Write("So Lindkvist and Lindqvest pay. It is so.\n").Text; !strings.Contains(before, "Lindkvist") || after != "So [a participant] and [a participant] pay. It is so.\n" {
		t.Errorf("%q, then %q", before, after)
	}
}
