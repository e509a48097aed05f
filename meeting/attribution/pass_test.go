package attribution_test

import (
	"strings"
	"testing"

	"example.org/convener/meeting/attribution"
)

// people is a roster of invented people for the tables.
func people() attribution.Roster {
	return attribution.Roster{
		Participants: []attribution.Participant{
			{ID: "1", Name: "Orsolya van der Velde", Aliases: []string{"Orsi", "OVV"}, Affiliations: []string{"Harbour Trust Foundation"}},
			{ID: "2", Name: "Grace Umarov", Aliases: []string{"gumarov@example.net"}, Affiliations: []string{"Brightwater"}},
			{ID: "3", Name: "Will Long", Affiliations: []string{"ESBI", "Quill"}},
			{ID: "4", Name: "Jonas Fjällström-Pryce", Aliases: []string{"jfp_42"}, Affiliations: []string{"University of Norrmark"}},
			{ID: "5", Name: "May Teklu", Affiliations: []string{"Dynamic Coalition on Seafarers and Coastal Accessibility"}},
			{ID: "6", Name: "Nils Quigley", Aliases: []string{"Nils"}, Consent: attribution.ConsentNamed},
			{ID: "7", Name: "Robert Achterberg", Aliases: []string{"PM"}, Affiliations: []string{"QD"}},
			{ID: "8", Name: "Γιώργος Παπαδάκης"},
			{ID: "9", Name: "Дмитрий Лавренёв"},
			{ID: "10", Name: "ليلى حداد"},
			{ID: "11", Name: "Павел Петровец"},
			{ID: "12", Name: "Peter Novak", Aliases: []string{"Edward"}},
			{ID: "14", Name: "Martyn Zolbrecht"},
			{ID: "13", Name: "Grace van Brook Hall"},
		},
		Coalitions: []string{"Youth Coalition on Rivers", "DC-IoTx", "DC-WAVE"},
		Allow:      []string{"Norrmark Hall"},
	}
}

// marked returns text with what is found in brackets: {A mention|Orsolya}.
func marked(text string, r attribution.Roster) string {
	var b strings.Builder
	at := 0
	for _, s := range attribution.NewLexicon(r).Find(text) {
		b.WriteString(text[at:s.Start])
		b.WriteString("{" + string(s.Class) + " " + string(s.Kind) + "|" + text[s.Start:s.End] + "}")
		at = s.End
	}
	return b.String() + text[at:]
}

// A rule is a line of the rule book.
type rule struct{ name, text, want string }

func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			if got := marked(r.text, people()); got != r.want {
				t.Errorf("in   %s\ngot  %s\nwant %s", r.text, got, r.want)
			}
		})
	}
}

func TestPass1Labels(t *testing.T) {
	check(t, []rule{
		{"after chevrons", ">> ORSOLYA VAN DER VELDE: Hello.", ">> {A label|ORSOLYA VAN DER VELDE}: Hello."},
		{"chevrons without a blank", ">>GRACE UMAROV: Hello.", ">>{A label|GRACE UMAROV}: Hello."},
		{"unknown after chevrons", ">> TEREZA BLAHOVA: Hello.", ">> {B label|TEREZA BLAHOVA}: Hello."},
		{"in the middle of a line", "so it is. >> GRACE UMAROV: No.", "so it is. >> {A label|GRACE UMAROV}: No."},
		{"a common word as a label", "WILL: I agree.", "{A label|WILL}: I agree."},
		{"initials", "OVV: I agree.", "{A label|OVV}: I agree."},
		{"two initials with a stroke", "OVV/WL: I agree.", "{A label|OVV/WL}: I agree."},
		{"a nick of a chat", "<jfp_42> I agree", "<{A label|jfp_42}> I agree"},
		{"a nick after a time, unknown", "[12:31:07] <tblah> I agree", "[12:31:07] <{B label|tblah}> I agree"},
		{"a nick that relays", "[12:31:07]\t<Transcriber>\tGrace_Umarov: I agree", "[12:31:07]\t<Transcriber>\t{A label|Grace_Umarov}: I agree"},
		{"in brackets", "[grace] I agree", "[{A label|grace}] I agree"},
		{"in brackets in the line", "Done. [OVV: thanks!]", "Done. [{A label|OVV}: thanks!]"},
		{"with body and role", "Orsolya (Harbour Trust, chair): I agree", "{A label|Orsolya (Harbour Trust, chair)}: I agree"},
		{"generic labels stay", "AUDIENCE: Yes.\n\nQUESTION: Why?\n\n>> SPEAKER: So.", "AUDIENCE: Yes.\n\nQUESTION: Why?\n\n>> SPEAKER: So."},
		{"unknown, seen again", "Tereza: Yes.\n\nGrace: No.\n\nTereza: Yes.", "{B label|Tereza}: Yes.\n\n{A label|Grace}: No.\n\n{B label|Tereza}: Yes."},
		{"a seldom word in capitals, seen again", "MATT: Yes.\n\nNOTE: No.\n\nMATT: So.\n\nNOTE: No.", "{B label|MATT}: Yes.\n\nNOTE: No.\n\n{B label|MATT}: So.\n\nNOTE: No."},
		{"unknown and seen once, though more was learned", "Zorbex: Yes.\n\nI'm Tereza Blahova.", "Zorbex: Yes.\n\nI'm {B self|Tereza Blahova}."},
		{"a word before a colon stays", "Summary: it is done.\n\nSummary: it is.", "Summary: it is done.\n\nSummary: it is."},
		{"a misspelled label", ">> ORSOYLA VAN DER VELDE: Hello.", ">> {A label|ORSOYLA VAN DER VELDE}: Hello."},
		{"who consented stays", ">> NILS QUIGLEY: Hello.", ">> NILS QUIGLEY: Hello."},
	})
}

func TestPass2Addresses(t *testing.T) {
	check(t, []rule{
		{"an address", "Write to g.umarov@example.net today.", "Write to {A email|g.umarov@example.net} today."},
		{"an address nobody listed", "Write to t.blah@example.org today.", "Write to {A email|t.blah@example.org} today."},
		{"a handle", "as @grace said", "as {A email|@grace} said"},
		{"a rule of style sheets stays", "use @media and @return", "use @media and @return"},
		{"a handle in a URL", "see https://code.example/gumarov/plan/grace", "see https://code.example/{A email|gumarov}/plan/grace"},
		{"a body in a URL stays", "see https://brightwater.example/x", "see https://brightwater.example/x"},
		{"spelled out", "that is U-M-A-R-O-V for the captioner", "that is {A mention|U-M-A-R-O-V} for the captioner"},
		{"an abbreviation stays", "the U-N said", "the U-N said"},
	})
}

func TestPass3FullNames(t *testing.T) {
	check(t, []rule{
		{"as listed", "we saw Orsolya van der Velde there", "we saw {A mention|Orsolya van der Velde} there"},
		{"surname first", "we saw Van der Velde Orsolya there", "we saw {A mention|Van der Velde Orsolya} there"},
		{"without particles", "we saw Orsolya Velde there", "we saw {A mention|Orsolya Velde} there"},
		{"of common words, with capitals", "we saw Will Long there", "we saw {A mention|Will Long} there"},
		{"of common words, without", "So it will long be so", "So it will long be so"},
		{"without diacritics", "we saw Jonas Fjallstrom-Pryce there", "we saw {A mention|Jonas Fjallstrom-Pryce} there"},
		{"of common words, surname first", "Long Will came.", "{A mention|Long Will} came."},
		{"of common words, the middle left out", "Hall Grace came.", "{A mention|Hall Grace} came."},
		{"across the end of a caption line", "we saw Grace\nUmarov there", "we saw {A mention|Grace\nUmarov} there"},
		{"an initial between", "we saw Grace P. Umarov there", "we saw {A mention|Grace P. Umarov} there"},
	})
}

func TestPass4And5(t *testing.T) {
	check(t, []rule{
		{"on the roster", "This is Grace.", "This is {A self|Grace}."},
		{"not on the roster", "Hello, I'm Tereza Blahova.", "Hello, I'm {B self|Tereza Blahova}."},
		{"not on the roster, and a word", "Hi, I'm Drew Stone from Arlby.", "Hi, I'm {B self|Drew Stone} from {B affiliation|Arlby}."},
		{"taught to what came before", "So Tereza said. My name is Tereza.", "So {B mention|Tereza} said. My name is {B self|Tereza}."},
		{"here", "Orsi here, can you hear me?", "{A self|Orsi} here, can you hear me?"},
		{"here, not on the roster", "Tereza here, can you hear me?", "{B self|Tereza} here, can you hear me?"},
		{"a name of something", "The name is WebKettle.", "The name is WebKettle."},
		{"no name", "I'm Canadian. This is Zorbex.", "I'm Canadian. This is {C mention|Zorbex}."},
		{"where somebody works", "I work at Blue Kettle Labs now.", "I work at {B affiliation|Blue Kettle Labs} now."},
		{"a job", "I'm a web developer at the Kettlemark Review desk.", "I'm a web developer at the {B affiliation|Kettlemark Review desk}."},
		{"one more of a body", "Hi, I'm another Kettlemarker.", "Hi, I'm another {B affiliation|Kettlemarker}."},
		{"in brackets after we", "So we (Kettlemark) agree.", "So we ({B affiliation|Kettlemark}) agree."},
		{"in a list of introductions", "I'm Grace Umarov, Kettlemark.", "I'm {A self|Grace Umarov}, {B affiliation|Kettlemark}."},
		{"some words later", "I'm Grace. I draw maps at the Kettlemark Review.", "I'm {A self|Grace}. I draw maps at the {B affiliation|Kettlemark Review}."},
		{"at an address", "I work at Kettlemark.example now.", "I work at {B affiliation|Kettlemark.example} now."},
		{"we at", "Then we at Kettlemark agreed.", "Then we at {B affiliation|Kettlemark} agreed."},
		{"after a name", "Grace from the Ministry of Rivers asked", "{B mention|Grace} from the {B affiliation|Ministry of Rivers} asked"},
		{"in brackets after a name", "Grace Umarov (Kettlemark)", "{A mention|Grace Umarov} ({B affiliation|Kettlemark})"},
		{"a role in brackets stays", "Grace Umarov (remote)", "{A mention|Grace Umarov} (remote)"},
	})
}

func TestPass6And7Names(t *testing.T) {
	check(t, []rule{
		{"a name in small letters", "as umarov said", "as {A mention|umarov} said"},
		{"a nickname", "as Bob said", "as {B mention|Bob} said"},
		{"initials that are an acronym, first in a line", "PM presenting it.", "{A mention|PM} presenting it."},
		{"an acronym that is also initials", "We meet at 5 PM there.", "We meet at 5 PM there."},
		{"a nickname of two letters needs a cue", "an Ed there; thanks, Ed", "an Ed there; thanks, {B address|Ed}"},
		{"a title goes with the name", "as Dr. Umarov said", "as {A mention|Dr. Umarov} said"},
		{"the possessive stays", "it is Grace's paper", "it is {A mention|Grace}'s paper"},
		{"the word will", "It will be so. Will you come?", "It will be so. Will you come?"},
		{"Will in the sentence", "and then Will came", "and then {A mention|Will} came"},
		{"Will who is called", "Will, over to you.", "{A address|Will}, over to you."},
		{"Will who says", "Will said so.", "{A mention|Will} said so."},
		{"thanks to Will", "Thanks, Will.", "Thanks, {A address|Will}."},
		{"the month", "on 7 May 2021, at the end of May, in May", "on 7 May 2021, at the end of May, in May"},
		{"May who asks", "and May asked why", "and {A mention|May} asked why"},
		{"May I", "May I ask? May we go?", "May I ask? May we go?"},
		{"an organisation of that name stays", "the Grace Corporation lists them", "the Grace Corporation lists them"},
		{"an organisation of a rare name", "the Umarov Corporation lists them", "the {A mention|Umarov} Corporation lists them"},
		{"a doubt is shown", "Long threads are bad.", "{C mention|Long} threads are bad."},
		{"without capitals: rare", "and then umarov came here again", "and then {A mention|umarov} came here again"},
		{"without capitals: common", "and then grace came here again", "and then {C mention|grace} came here again"},
		{"without capitals: in a list", "we had grace and umarov there", "we had {B mention|grace} and {A mention|umarov} there"},
		{"in capitals only", "AND THEN UMAROV WILL COME HERE", "AND THEN {A mention|UMAROV} {C mention|WILL} COME HERE"},
		{"look-alike letters of another script", "as Umаrоv said", "as {A mention|Umаrоv} said"},
		{"letters without width", "as Uma\u200brov said", "as {A mention|Uma\u200brov} said"},
	})
}

func TestPass8Likenesses(t *testing.T) {
	check(t, []rule{
		{"one letter wrong", "as Umarof said", "as {B mention|Umarof} said"},
		{"two letters wrong in a long name", "as Achtenburg said", "as {B mention|Achtenburg} said"},
		{"two letters changed places", "as Orsloya said", "as {B mention|Orsloya} said"},
		{"a seldom word like a name, called", "Marten, please. The marten came. Martens, he said.", "{B address|Marten}, please. The marten came. Martens, {C mention|he} said."},
		{"a neighbour at the start", "Rowbert Achterberg came.", "{B mention|Rowbert Achterberg} came."},
		{"a double name as one word", "as Fjallstrompryce said", "as {A mention|Fjallstrompryce} said"},
		{"sounds alike", "as Kwiglee and Yonas said", "as {C mention|Kwiglee} and {B mention|Yonas} said"},
		{"a neighbour of a name", "as Robert Huxtable said", "as {B mention|Robert Huxtable} said"},
		{"a word of the language stays", "the Grave words", "the Grave words"},
		{"Greek cases", "του Παπαδάκη και του Γιώργου", "του {B mention|Παπαδάκη} και του {B mention|Γιώργου}"},
		{"Cyrillic cases", "у Дмитрия и Лавренёвым", "у {B mention|Дмитрия} и {B mention|Лавренёвым}"},
		{"Cyrillic name in Latin letters", "as Lavrenev said", "as {B mention|Lavrenev} said"},
		{"Latin name in Cyrillic letters", "как Умаров сказал", "как {B mention|Умаров} сказал"},
		{"Cyrillic case that loses a vowel", "у Павла", "у {B mention|Павла}"},
		{"Latin name in Arabic letters", "قال بيتر نوفاك نعم", "قال {B mention|بيتر نوفاك} نعم"},
		{"Arabic with a preposition", "قال وليلى حداد", "قال {B mention|وليلى حداد}"},
	})
}

// T-3: what somebody belongs to.
func TestPass9And10Bodies(t *testing.T) {
	check(t, []rule{
		{"as listed", "the Harbour Trust Foundation agrees", "the {A affiliation|Harbour Trust Foundation} agrees"},
		{"short", "and Harbour Trust agrees", "and {B affiliation|Harbour Trust} agrees"},
		{"one letter wrong", "and Harbour Tryst Foundation agrees", "and {B affiliation|Harbour Tryst Foundation} agrees"},
		{"the head noun", "as the Foundation said", "as the {B affiliation|Foundation} said"},
		{"the acronym", "as HTF said", "as {A affiliation|HTF} said"},
		{"an acronym without capitals is a word", "Now an htf is no word", "Now an htf is no word"},
		{"its rare word", "we of Norrmark agree", "we of {B affiliation|Norrmark} agree"},
		{"a word of the language needs a capital", "a quill and Quill", "a quill and {A affiliation|Quill}"},
		{"a product of a company", "in Brightwater Docs it is", "in {C mention|Brightwater} Docs it is"},
		{"with its unit", "thanks to the Brightwater team", "thanks to the {A affiliation|Brightwater team}"},
		{"its people", "the Brightwaterians came", "the {B affiliation|Brightwaterians} came"},
		{"a version", "in Brightwater 15.4 it is", "in {C mention|Brightwater} 15.4 it is"},
		{"an adjective", "a Brightwater-specific one", "a {C mention|Brightwater}-specific one"},
		{"of somebody who is not here", "as Bryndis Mokrani at Brightwater said", "as {C mention|Bryndis} {C mention|Mokrani} at {C affiliation|Brightwater} said"},
		{"of anybody", "a manager from Brightwater came", "a manager from {C affiliation|Brightwater} came"},
		{"misheard", "they conform with Ezbee and Hesbi", "they conform with {B affiliation|Ezbee} and {B affiliation|Hesbi}"},
		{"an acronym misheard by a letter", "as QT said", "as {B affiliation|QT} said"},
		{"allowed", "in Norrmark Hall today", "in Norrmark Hall today"},
		{"a key word for a side", "on behalf of the youth we agree", "on behalf of the {B affiliation|youth} we agree"},
		{"people with a key word", "on behalf of people with seafaring friends", "on behalf of {B affiliation|people with seafaring} friends"},
		{"a key word beside its coalition", "the coalition on rivers asks", "the {B affiliation|coalition on rivers} asks"},
		{"one's own coalition", "a question for our own coalition on rivers: when?", "a question for {B affiliation|our own coalition on rivers}: when?"},
		{"a coalition without its DC", "the IoTx coalition and WAVE agree", "the {B affiliation|IoTx coalition} and {B affiliation|WAVE} agree"},
		{"the word of an acronym", "a wave and Wave", "a wave and Wave"},
		{"a word between", "the seafarer rights side", "the {B affiliation|seafarer rights side}"},
		{"a body spelled out", "the E-S-B-I side", "the {A affiliation|E-S-B-I} side"},
		{"the head noun in small letters", "ask the foundation", "ask the {C affiliation|foundation}"},
		{"a key word alone", "the youth of today", "the youth of today"},
	})
}

func TestPass11Doubts(t *testing.T) {
	check(t, []rule{
		{"a deed", "I wrote the standard, you know.", "{C self|I wrote the standard}, you know."},
		{"the only one", "You see the only one who has keys.", "You see {C self|the only one who has keys}."},
		{"my company", "At my company we do it.", "At {C self|my company we do it}."},
		{"a role", "Speaking as chair, I agree.", "Speaking as {C mention|chair}, I agree."},
		{"a pronoun near a name", "Grace left. She was tired.", "{A mention|Grace} left. {C mention|She} was tired."},
		{"a pronoun near nobody", "She was tired.", "She was tired."},
		{"an unknown word", "we saw Blahova there", "we saw {C mention|Blahova} there"},
		{"a compound is a product", "we saw WebKettle and DeVriesh there", "we saw WebKettle and {C mention|DeVriesh} there"},
		{"nothing to doubt", "we saw the American there in March", "we saw the American there in March"},
	})
}
