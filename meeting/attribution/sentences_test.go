package attribution_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"example.org/convener/meeting/attribution"
)

// A script is what sentences in one script are made of.
type script struct {
	name   string
	given  []string // each with its forms: as on the roster, then inflected
	last   []string
	frames []string // % stands for a name
	plain  bool     // names are also written without diacritics and in capitals
}

// scripts of the sentences: diacritics, particles, double names, and near-namesakes, who
// differ by a letter and are all on the roster. The sentences are ours.
var scripts = []script{
	{
		name:  "Latin",
		given: []string{"Zoë", "José", "Søren", "Łucja", "Ángela", "Jean-Luc", "Anneke", "Annika", "Þórdís", "Nguyệt", "Øyvind", "Çağlar"},
		last: []string{
			"Müller-Lüdtke", "O'Brallaghan", "van der Meerschoot", "de la Fuensanta", "Kovačić", "Kovačevič", "Kovácsy", "Štěpánková", "D'Annunziata",
			"al-Rashidi", "Wyrzykowska", "Großmann", "Þorláksdóttir", "von und zu Hohenwart",
		},
		frames: []string{
			"Then % said that the draft is fine.", "Thank you, %, that was helpful.", "I agree with % on the second point.", "We heard it from % last week.",
			"The paper by % (draft) is short.", ">> %: We can start now.", "%: so what now?", "This is %, can you hear me?", "Is %’s hand still up?",
			"As % wrote in the chat, we should wait — all of us.", "“Not now,” answered %.", "a question for %",
		},
		plain: true,
	},
	{
		name:   "Greek",
		given:  []string{"Γιώργος Γιώργου Γιώργο", "Ελένη Ελένης", "Αλέξανδρος Αλέξανδρου", "Ευαγγελία Ευαγγελίας", "Σταύρος Σταύρου"},
		last:   []string{"Παπαδάκης Παπαδάκη", "Παπαδάκος Παπαδάκου", "Οικονόμου", "Χατζηγεωργίου", "Μαυροειδής Μαυροειδή"},
		frames: []string{"Μετά μίλησε % για το σχέδιο.", "Ευχαριστώ, %, για τα λόγια.", "το κείμενο του % είναι μικρό", ">> %: ας αρχίσουμε τώρα.", "Συμφωνώ με τον %."},
	},
	{
		name:   "Cyrillic",
		given:  []string{"Дмитрий Дмитрия Дмитрию", "Алёна Алёны Алёне Алёной", "Святослав Святослава", "Юлия Юлии Юлию", "Олексій Олексія"},
		last:   []string{"Лавренёв Лавренёва Лавренёву", "Лавренов Лавренова", "Скворцовский Скворцовского", "Гриценко", "Ђорђевић Ђорђевића", "Бур-Малиновская Бур-Малиновской"},
		frames: []string{"Потом сказал % про черновик.", "Спасибо, %, за помощь.", "мы читали письмо от % вчера", ">> %: давайте начнём.", "Это был вопрос для %."},
	},
	{
		name:   "Arabic",
		given:  []string{"ليلى", "عبدالرحمن", "مُحَمَّد محمد", "زينب وزينب", "إبراهيم ابراهيم لإبراهيم"},
		last:   []string{"حدّاد حداد", "الخطيب", "بن سعيدان", "القحطاني", "أبو زيدان"},
		frames: []string{"ثم تكلم % عن المسودة", "شكرا % على المساعدة", "قرأنا رسالة من % أمس", ">> %: هيا نبدأ", "هذا سؤال إلى %."},
	},
}

// sentencesEach is how many sentences each script gets.
const sentencesEach = 10_000

// T-2: names are found in the text that stands around them, in each script.
func TestPlantedNamesOfEachScript(t *testing.T) {
	for _, s := range scripts {
		t.Run(s.name, func(t *testing.T) {
			lex := attribution.NewLexicon(s.roster())
			words := attribution.PlaceholdersIn("en")
			r := rand.New(rand.NewPCG(uint64(len(s.frames)), 10))
			wrong := 0
			for range sentencesEach {
				frame, planted := s.frames[r.IntN(len(s.frames))], s.pick(r)
				text := strings.ReplaceAll(frame, "%", planted)
				want := strings.ReplaceAll(frame, "%", "[a participant]")
				if got := words.Replace(text, lex.Find(text)); got != want {
					t.Errorf("in   %s\ngot  %s", text, got)
					if wrong++; wrong > 20 {
						t.Fatal("and so on")
					}
				}
			}
		})
	}
}

// roster has every given name with every surname that comes after it in turn.
func (s script) roster() attribution.Roster {
	var roster attribution.Roster
	for i := range max(len(s.given), len(s.last)) {
		name := s.first(s.given, i) + " " + s.first(s.last, i)
		roster.Participants = append(roster.Participants, attribution.Participant{Name: name})
	}
	return roster
}

// first returns the form on the roster of the i-th name of list.
func (s script) first(list []string, i int) string {
	form := list[i%len(list)]
	if s.plain || strings.Contains(form, "بن") || strings.Contains(form, "أبو") {
		return form
	}
	form, _, _ = strings.Cut(form, " ")
	return form
}

// pick returns some way to write somebody of the roster.
func (s script) pick(r *rand.Rand) string {
	i := r.IntN(max(len(s.given), len(s.last)))
	given, last := s.form(r, s.given, i), s.form(r, s.last, i)
	name := []string{given, last, given + " " + last, given + " " + last, last + " " + given}[r.IntN(5)]
	if !s.plain {
		return name
	}
	switch r.IntN(4) {
	case 0:
		return unaccented.Replace(name)
	case 1:
		return strings.ToUpper(name)
	}
	return name
}

// form returns some form of the i-th name of list.
func (s script) form(r *rand.Rand, list []string, i int) string {
	name := s.first(list, i)
	if name == list[i%len(list)] {
		return name
	}
	forms := strings.Fields(list[i%len(list)])
	return forms[r.IntN(len(forms))]
}

// unaccented writes names as keyboards without their letters do.
var unaccented = strings.NewReplacer("ë", "e", "é", "e", "ø", "o", "Ł", "L", "Á", "A", "Þ", "Th", "ó", "o", "í", "i", "ệ", "e", "Ø", "O", "Ç", "C", "ğ", "g",
	"ü", "u", "č", "c", "ć", "c", "á", "a", "Š", "S", "ě", "e", "ň", "n", "ß", "ss")
