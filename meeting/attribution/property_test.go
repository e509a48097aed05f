package attribution_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"example.org/convener/meeting/attribution"
)

// checkSpans fails unless spans lie in text, in order, apart, and break no character.
func checkSpans(t *testing.T, text string, spans []attribution.Span) {
	t.Helper()
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("span %d-%d after %d in %d bytes", s.Start, s.End, at, len(text))
		}
		if utf8.ValidString(text) && (!utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End])) {
			t.Fatalf("span %d-%d breaks a character of %q", s.Start, s.End, text)
		}
		if s.Class == "" || s.Kind == "" || s.Reason == "" {
			t.Fatalf("span %+v does not say what it is", s)
		}
		at = s.End
	}
}

// FuzzFind looks for texts with which Find panics or returns impossible spans.
func FuzzFind(f *testing.F) {
	f.Add(spoken)
	f.Add(">> : <a> [b] @ @x www. :// a@b.c May\u200b Will \xff Ünï\u0301")
	f.Add("I I I my name is is is Mr. Mr. Dr Grace of of of the the (Will) (((")
	lex := attribution.NewLexicon(people())
	f.Fuzz(func(t *testing.T, text string) {
		spans := lex.Find(text)
		checkSpans(t, text, spans)
		for _, lang := range attribution.Languages() {
			attribution.PlaceholdersIn(lang).Replace(text, spans)
		}
	})
}

// FuzzRoster looks for rosters that make a lexicon panic.
func FuzzRoster(f *testing.F) {
	f.Add([]byte(`{"participants":[{"name":"Ann, Lee","aliases":["@a","(x)","a@b","A_-_B_(C)"],"affiliations":["","A","U.S.","AT&T"]}],"coalitions":["DC"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		roster, err := attribution.ParseRoster(data)
		if err != nil {
			return
		}
		checkSpans(t, spoken, attribution.NewLexicon(roster).Find(spoken))
	})
}

// nameOf makes a name of at least three letters of s, with a capital, or returns nothing.
func nameOf(s string) string {
	letters := strings.Map(func(r rune) rune {
		if !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) || !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	rs := []rune(letters)
	if len(rs) < 3 || len(rs) > 30 {
		return ""
	}
	rs[0] = unicode.ToUpper(rs[0])
	if !unicode.IsUpper(rs[0]) {
		return ""
	}
	return string(rs)
}

// FuzzNamesDoNotSurvive looks for a roster and a text in which a name stands as written and
// is left. The text may be anything; the names are planted in it.
func FuzzNamesDoNotSurvive(f *testing.F) {
	f.Add("Orsolya", "Achterberg", "Orsi", "so % said. %\nand % Foundation", uint64(1))
	f.Add("Γιώργος", "Παπαδάκης", "Γιώρ", "ο % είπε, %", uint64(2))
	f.Add("Ngo", "Straße", "Sra", ">> %: I'm % — %’s (%)", uint64(3))
	f.Add("Sra", "Aph", "Orsi", "so % said. %\nand %", uint64(31)) // a title before a name is not the name
	f.Fuzz(func(t *testing.T, given, surname, alias, frame string, seed uint64) {
		given, surname, alias = nameOf(given), nameOf(surname), nameOf(alias)
		if given == "" || surname == "" || alias == "" || strings.ContainsAny(frame, ":@") && strings.Contains(frame, "://") || strings.Contains(frame, "www.") {
			return
		}
		full := given + " " + surname
		roster := attribution.Roster{Participants: []attribution.Participant{{Name: full, Aliases: []string{alias}}}}
		text := planted(frame, []string{full, given, surname, alias}, rand.New(rand.NewPCG(seed, 0)))
		spans := attribution.NewLexicon(roster).Find(text)
		out := attribution.PlaceholdersIn("en").Replace(text, spans)
		for _, name := range []string{full, given, surname, alias} {
			if stands(out, name) && (name == full || !attribution.CommonWord(name) && (name != given || !attribution.Title(name))) {
				t.Fatalf("%q is left\nin  %q\nout %q", name, text, out)
			}
		}
	})
}

// planted returns frame with a name as a word of its own for each %.
func planted(frame string, names []string, r *rand.Rand) string {
	var b strings.Builder
	for i, part := range strings.Split(frame, "%") {
		if i > 0 {
			b.WriteString(" " + names[r.IntN(len(names))] + " ")
		}
		b.WriteString(part)
	}
	return b.String()
}

// stands reports whether name stands in text as a word of its own.
func stands(text, name string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[to:])
		if !wordy(before) && !wordy(after) {
			return true
		}
		at = to
	}
}

func wordy(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.Is(unicode.Cf, r))
}
