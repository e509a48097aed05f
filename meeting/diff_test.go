package meeting

import (
	"strings"
	"testing"
)

func told(old, now string) string {
	var b strings.Builder
	for _, p := range Diff(old, now) {
		switch p.Change {
		case Added:
			b.WriteString("{+" + p.Text + "+}")
		case Removed:
			b.WriteString("[-" + p.Text + "-]")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestDiff(t *testing.T) { // acc-D5
	for _, test := range []struct{ old, now, want string }{
		{"", "", ""},
		{"The same.", "The same.", "The same."},
		{"The frist step.", "The first step.", "The [-frist-]{+first+} step."},
		{"One two three four.", "One five six four.", "One [-two three-]{+five six+} four."},
		{"We meet.", "We meet in Rome.", "We meet{+ in Rome+}."},
		{"We do not agree.", "We agree.", "We [-do not -]agree."},
		{"", "New.", "{+New.+}"},
		{"我们同意", "我们不同意", "我们{+不+}同意"},
		{"it's", "its", "[-it's-]{+its+}"},
	} {
		if got := told(test.old, test.now); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
	long, other := strings.Repeat("a b ", 2000), strings.Repeat("c d ", 2000)+"e"
	if got := len(Diff(long, other)); got != 2 {
		t.Errorf("long texts that differ came to %d pieces", got)
	}
}

// Both texts are in what tells them apart.
func FuzzDiff(f *testing.F) {
	f.Add("The frist step.", "The first  step\n.")
	f.Add(" a b", "b a ")
	f.Fuzz(func(t *testing.T, old, now string) {
		was, is := "", ""
		for _, p := range Diff(old, now) {
			if p.Change != Added {
				was += p.Text
			}
			if p.Change != Removed {
				is += p.Text
			}
			if p.Text == "" {
				t.Error("a piece is empty")
			}
		}
		if was != old || is != now {
			t.Errorf("%q and %q came to %q and %q", old, now, was, is)
		}
	})
}
