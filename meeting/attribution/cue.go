package attribution

import "strings"

// Words that are said to somebody, or before a name. Source: general knowledge of meetings,
// in the languages of the placeholders.
var (
	greetings = setOf(`hi hello hey thanks thank welcome dear morning afternoon evening sorry congratulations bye goodbye yes okay ok cheers
		merci bonjour salut danke hallo guten gracias hola obrigado obrigada ola grazie ciao bedankt dank
		спасибо привет здравствуйте уважаемый уважаемая дякую ευχαριστω γεια καλημερα شكرا مرحبا يا`)
	// after these a capitalised word at the start of a sentence is no name
	commonAfter = setOf(`i you he she it we they this that these those there the a an my your his her its our their not be in on to for
		with by as if when while where who what which how all some any many most more every each no one two people anyone someone everybody somebody
		anything something need here now then than up out off down about into over`)
	// before these a month is a month
	dates = setOf(`in of by since until till from early late mid end this next last every during before after between on january february march april
		may june july august september october november december the st nd rd th`)
)

func setOf(list string) set {
	s := make(set)
	for w := range strings.FieldsSeq(list) {
		s[fold(w)] = struct{}{}
	}
	return s
}

// cued reports whether what stands around word i shows that it is a name.
func (p *passage) cued(i int) bool { return p.cuedBefore(i) || p.cuedAfter(i) }

// cuedBefore reports whether a title, a greeting, or a hand-over leads to word i.
func (p *passage) cuedBefore(i int) bool {
	if i == 0 || strings.ContainsAny(p.gap(i), ".?!") && !words().titles.has(p.key(i-1)) {
		return false
	}
	k := p.key(i - 1)
	switch {
	case words().titles.has(k) && p.words[i-1].letters > 1, greetings.has(k), p.named(i-1) && p.words[i].capitalised() && !p.caseless:
		return true
	case k == "you":
		return greetings.has(p.key(i - 2))
	case k == "to":
		return p.key(i-2) == "over" || p.key(i-2) == "thanks" || p.key(i-2) == "back"
	}
	return k == "and" && p.named(i-2)
}

// cuedAfter reports whether what follows word i is what follows a name: 's, a verb of
// speaking, a hand-over.
func (p *passage) cuedAfter(i int) bool {
	gap, next := p.gap(i+1), p.key(i+1)
	switch {
	case next == "s" && isApostrophe(gap):
		return true
	case strings.HasPrefix(gap, ",") || strings.HasPrefix(gap, "?") || strings.HasPrefix(gap, "!"):
		return p.words[i].opening || strings.HasPrefix(p.gap(i), ",") || p.callsAfter(i)
	case gap == " " && words().spoken.has(next):
		return p.words[i].capitalised() && !p.caseless
	}
	return next == "here" || next == "speaking"
}

// callsAfter reports whether the words after word i and a comma call on somebody: "over to
// you", "go ahead", "please".
func (p *passage) callsAfter(i int) bool {
	switch p.key(i + 1) {
	case "you", "please", "go", "over", "thanks", "thank", "can", "could", "your":
		return true
	}
	return false
}

func isApostrophe(gap string) bool { return gap == "'" || gap == "’" || gap == "ʼ" || gap == "`" }

// kindAt says what a name in words[from:to] is in its sentence.
func (p *passage) kindAt(from, to int) Kind {
	before, after := p.gap(from), p.gap(to)
	switch {
	case p.introduces(from) || p.key(to) == "here" && joined(after) || p.key(to) == "speaking" && joined(after):
		return Self
	case from > 0 && (greetings.has(p.key(from-1)) || p.key(from-1) == "you" && greetings.has(p.key(from-2))):
		return Address
	case strings.HasPrefix(before, ",") && strings.ContainsAny(firstOf(after), ".?!,"), p.words[from].opening && firstOf(after) == ",":
		return Address
	case p.words[from].opening && firstOf(after) == "?":
		return Address
	}
	return Mention
}

// firstOf returns the first byte of s.
func firstOf(s string) string { return s[:min(1, len(s))] }

// introduces reports whether the words before word i introduce whoever is named there.
func (p *passage) introduces(i int) bool { return p.introduction(i) != noIntro }
