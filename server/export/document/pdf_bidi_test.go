package document

import "testing"

// drawn is s as it stands on paper from left to right.
func drawn(s string) string {
	var atoms []atom
	for _, r := range s {
		atoms = append(atoms, atom{r: r, shown: r})
	}
	shape(atoms)
	levels(atoms, rightToLeft(s))
	out := ""
	for _, i := range visual(atoms) {
		r := atoms[i].shown
		if atoms[i].level%2 == 1 {
			r = mirrored(r)
		}
		if r != 0 {
			out += string(r)
		}
	}
	return out
}

func TestDirections(t *testing.T) {
	for _, c := range []struct{ what, typed, drawn string }{
		{"nothing", "", ""},
		{"Latin", "abc (def) 1.5%", "abc (def) 1.5%"},
		{"Hebrew", "אבג", "גבא"},
		{"words of Hebrew", "אב גד", "דג בא"},
		{"Hebrew in Latin", "a אב גד b", "a דג בא b"},
		{"Latin in Hebrew", "אב ab cd גד", "דג ab cd בא"},
		{"a number in Hebrew", "אב 12 גד", "דג 12 בא"},
		{"a number behind Hebrew in Latin goes with the Hebrew", "a אב 12 b", "a 12 בא b"},
		{"so do its point and its unit", "a אב 1.5% b", "a 1.5% בא b"},
		{"a number behind Latin does not", "a 12 אב b", "a 12 בא b"},
		{"brackets in Hebrew are mirrored", "אב (גד) הו", "וה (דג) בא"},
		{"brackets of Hebrew in Latin stay a pair", "a אב (גד); b", "a (דג) בא; b"},
		{"so do those with a number at their end", "a אב (גד 3); b", "a (3 דג) בא; b"},
		{"brackets of Latin in Hebrew are the Hebrew's", "אב (ab) גד", "דג (ab) בא"},
		{"brackets with both are the paragraph's", "a אב (גד b) c", "a בא (דג b) c"},
		{"a bracket that does not close is text", "אב (גד", "דג) בא"},
		{"guillemets are mirrored", "«אב»", "«בא»"},
		{"letters of Arabic join", "بيت", "ﺖﻴﺑ"},
		{"but not behind those that do not", "دار", "ﺭﺍﺩ"},
		{"lam and alef are one sign", "لا", "ﻻ"},
		{"also at the end of a word", "سلام", "ﻡﻼﺳ"},
		{"marks do not part letters", "بَت", "ﺖَﺑ"},
		{"tatweel joins", "بـ", "ـﺑ"},
	} {
		if got := drawn(c.typed); got != c.drawn {
			t.Errorf("%s: %+q is drawn as %+q, not %+q", c.what, c.typed, got, c.drawn)
		}
	}
}

// What the library cannot order is still text.
func FuzzDirections(f *testing.F) {
	f.Add("a אב (גד 3); b\u2029\u202e\u2066ا[)]")
	f.Fuzz(func(t *testing.T, s string) {
		s = Clean(s)
		n := len([]rune(s))
		if got := len([]rune(drawn(s))); got > n || got < n/2 {
			t.Errorf("%d of %d characters of %q are drawn", got, n, s)
		}
	})
}
