package attribution

import (
	"slices"
	"strings"
)

// A language has its own placeholders: words, not blocks, so that they can be read aloud;
// the same for everybody, so that they tell nothing; and in the form that suits most places
// of a sentence.
type language struct{ person, body string }

// languages by their code, ISO 639-1.
var languages = map[string]language{
	"ar": {"[أحد المشاركين]", "[إحدى الجهات]"},
	"bg": {"[участник]", "[организация]"},
	"cs": {"[někdo z účastníků]", "[organizace]"},
	"da": {"[en deltager]", "[en organisation]"},
	"de": {"[eine teilnehmende Person]", "[eine Organisation]"},
	"el": {"[ένα μέλος]", "[ένας οργανισμός]"},
	"en": {"[a participant]", "[an organisation]"},
	"es": {"[alguien del grupo]", "[una organización]"},
	"fi": {"[osallistuja]", "[järjestö]"},
	"fr": {"[une personne présente]", "[une organisation]"},
	"hu": {"[egy résztvevő]", "[egy szervezet]"},
	"it": {"[una persona partecipante]", "[un'organizzazione]"},
	"nl": {"[een deelnemer]", "[een organisatie]"},
	"pl": {"[ktoś z uczestników]", "[organizacja]"},
	"pt": {"[uma pessoa presente]", "[uma organização]"},
	"ro": {"[o persoană participantă]", "[o organizație]"},
	"ru": {"[кто-то из участников]", "[организация]"},
	"sr": {"[неко од учесника]", "[организација]"},
	"sv": {"[en deltagare]", "[en organisation]"},
	"tr": {"[bir katılımcı]", "[bir kuruluş]"},
	"uk": {"[хтось з учасників]", "[організація]"},
}

// Languages returns the codes of the languages that have placeholders, in order.
func Languages() []string {
	codes := make([]string, 0, len(languages))
	for code := range languages {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// Placeholders are what stands for people and bodies in a stripped text.
type Placeholders struct{ words language }

// PlaceholdersIn returns the placeholders of a language by its tag, like "de" or "pt-BR". A
// language that has none gets the English ones; [Languages] says which have.
func PlaceholdersIn(tag string) Placeholders {
	code, _, _ := strings.Cut(strings.ToLower(tag), "-")
	words, ok := languages[code]
	if !ok {
		words = languages["en"]
	}
	return Placeholders{words}
}

// of returns the placeholder for s.
func (p Placeholders) of(s Span) string {
	if s.Kind == Affiliation {
		return p.words.body
	}
	return p.words.person
}

// Somebody is the placeholder for a person.
func (p Placeholders) Somebody() string { return p.words.person }

// Replace returns text with placeholders for those spans that are replaced. The spans are
// those that [Lexicon.Find] gave for text. Of two like placeholders with nothing but blanks,
// commas, strokes and hyphens between them one is left, so that they do not count names.
func (p Placeholders) Replace(text string, spans []Span) string {
	r := replacer{placeholders: p}
	r.write(text, 0, spans)
	r.flush()
	return r.out.String()
}

// A replacer writes a stripped text, in pieces.
type replacer struct {
	placeholders Placeholders
	out          strings.Builder
	last         string // placeholder written last, if nothing but held came after it
	held         string // what comes after it, until it is known whether the next is like it
}

// write adds text, which begins at offset start, with its spans.
func (r *replacer) write(text string, start int, spans []Span) {
	at := start
	for _, s := range spans {
		if !s.Replaced() {
			continue
		}
		r.plain(text[at-start : s.Start-start])
		r.placeholder(r.placeholders.of(s))
		at = s.End
	}
	r.plain(text[at-start:])
}

// plain adds text that stays.
func (r *replacer) plain(text string) {
	if r.last != "" && strings.Trim(text, " \t,/-_&\u00a0") == "" {
		r.held += text
		return
	}
	r.flush()
	r.out.WriteString(text)
}

// placeholder adds a placeholder, unless one like it stands there already.
func (r *replacer) placeholder(word string) {
	if word == r.last {
		r.held = ""
		return
	}
	r.flush()
	r.out.WriteString(word)
	r.last = word
}

// flush writes what was held.
func (r *replacer) flush() {
	r.out.WriteString(r.held)
	r.last, r.held = "", ""
}
