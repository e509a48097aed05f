package room

import (
	"testing"

	"example.org/convener/meeting"
)

// Labels as captioners write them; the reference, 2.3, says where they are from.
func TestSpeaker(t *testing.T) { // C7
	names := map[meeting.Person]string{
		"ann": "Maren Voss", "bob": "Ilie Dobre", "eva": "José María Díaz-Canel", "tom": "Tomas Pek", "rey": "Tomas Rey", "nix": "",
	}
	for _, tt := range []struct {
		rule, label string
		want        meeting.Person
		sure        bool
	}{
		{"the name", "MAREN VOSS", "ann", true},
		{"without its accents", "JOSE MARIA DIAZ-CANEL", "eva", true},
		{"with other marks between its words", "DIAZ CANEL", "eva", true},
		{"some of its words", "JOSÉ DÍAZ", "eva", true},
		{"not in another order", "VOSS MAREN", "", false},
		{"a first name that one person has", "ILIE", "bob", true},
		{"a last name that one person has", "DOBRE", "bob", true},
		{"not a first name that two have", "TOMAS", "", false},
		{"two letters wrong", "MARC VOSS", "ann", false},
		{"three are another name", "MARKUS VOSS", "", false},
		{"letters exchanged", "MRAEN VOSS", "ann", false},
		{"nearly one of its words", "DOBBRE", "bob", false},
		{"nearly a word of two people", "MARNE", "", false},
		{"short names are alike by chance", "ILE", "", false},
		{"nobody", "SECRETARIAT", "", false},
		{"nothing", "", "", false},
	} {
		if got, sure := speaker(tt.label, names); got != tt.want || sure != tt.sure {
			t.Errorf("%s: %q is %q, sure %v", tt.rule, tt.label, got, sure)
		}
	}
}
