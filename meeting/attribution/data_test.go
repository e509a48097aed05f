package attribution_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"example.org/convener/meeting/attribution"
)

// annotated is where real and revoiced meetings with annotations lie, beside our tree.
const annotated = "../../../shared/data/attribution"

// An annotation is what people marked in a text.
type annotation struct {
	Sample, Text string
	Spans, Keep  []struct {
		Kind       string
		Surface    string
		Start, End int
		Who        string
	}
}

// A score counts what the bars are about.
type score struct {
	found, all   map[string]int // spans by kind
	people, safe int
	right, given int // spans of ours
	kept, keep   int // spans to be kept that we touched
}

// T-2, T-3: the bars, in per cent. Source: the issue that asked for this package.
func TestAnnotatedMeetings(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(annotated, "dev", "*.gold.json"))
	if len(files) == 0 {
		t.Skip("no annotated meetings in " + annotated)
	}
	s := score{found: make(map[string]int), all: make(map[string]int)}
	for _, file := range files {
		s.meeting(t, file)
	}
	names, allNames := 0, 0
	for _, kind := range []string{"self", "address", "mention", "email"} {
		names, allNames = names+s.found[kind], allNames+s.all[kind]
	}
	atLeast(t, "labels", 100, s.found["label"], s.all["label"])
	atLeast(t, "other names", 99, names, allNames)
	atLeast(t, "affiliations", 90, s.found["affiliation"], s.all["affiliation"])
	atLeast(t, "people protected", 95, s.safe, s.people)
	atLeast(t, "span precision", 95, s.right, s.given)
	atLeast(t, "spans kept", 92, s.keep-s.kept, s.keep)
}

func atLeast(t *testing.T, what string, bar float64, n, all int) {
	t.Helper()
	got := 100 * float64(n) / float64(max(all, 1))
	t.Logf("%-18s %6.2f %% (%d of %d)", what, got, n, all)
	if got < bar {
		t.Errorf("%s: %.2f %%, the bar is %.0f %%", what, got, bar)
	}
}

// meeting adds one meeting to the score.
func (s *score) meeting(t *testing.T, file string) {
	var gold annotation
	readJSON(t, file, &gold)
	data := readFile(t, strings.Replace(file, ".gold.", ".roster.", 1))
	roster, err := attribution.ParseRoster(data)
	if err != nil {
		t.Fatal(err)
	}
	text := string(readFile(t, filepath.Join(annotated, gold.Text)))
	spans := attribution.NewLexicon(roster).Find(text)
	ours, theirs := make([]bool, len(text)), make([]bool, len(text))
	for _, g := range gold.Spans {
		cover(theirs, g.Start, g.End)
	}
	s.addSpans(text, spans, ours, theirs)
	leaked := make(map[string]bool)
	for _, g := range gold.Spans {
		_, all := covered(text, ours, g.Start, g.End)
		s.all[g.Kind]++
		if all {
			s.found[g.Kind]++
		} else {
			t.Logf("%s: %s %q is left", gold.Sample, g.Kind, g.Surface)
		}
		leaked[g.Who] = leaked[g.Who] || !all
	}
	for _, leak := range leaked {
		s.people++
		if !leak {
			s.safe++
		}
	}
	for _, k := range gold.Keep {
		s.keep++
		if some, _ := covered(text, ours, k.Start, k.End); some {
			s.kept++
			t.Logf("%s: %q is replaced", gold.Sample, k.Surface)
		}
	}
}

// addSpans counts our spans and how many meet one of theirs, and covers ours.
func (s *score) addSpans(text string, spans []attribution.Span, ours, theirs []bool) {
	for _, o := range spans {
		if !o.Replaced() {
			continue
		}
		cover(ours, o.Start, o.End)
		s.given++
		if some, _ := covered(text, theirs, o.Start, o.End); some {
			s.right++
		}
	}
}

func cover(mask []bool, from, to int) {
	for i := from; i < to; i++ {
		mask[i] = true
	}
}

// covered reports whether some and whether all letters and digits of text[from:to] are under
// mask.
func covered(text string, mask []bool, from, to int) (some, all bool) {
	all = true
	for i, r := range text[from:to] {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			some = some || mask[from+i]
			all = all && mask[from+i]
		}
	}
	return some, all
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	if err := json.Unmarshal(readFile(t, name), into); err != nil {
		t.Fatal(err)
	}
}
