package format

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/convener/captions"
)

func TestTape(t *testing.T) {
	seg := func(id uint64, speaker, text string) captions.Segment {
		return captions.Segment{ID: id, Speaker: speaker, Text: text, Final: true, At: ten.Add(41 * time.Minute)}
	}
	growing := seg(1, "", "Good")
	growing.Final = false
	gap := seg(1, "", "Yes.")
	gap.Gap = true
	for _, tt := range []struct {
		rule string
		segs []captions.Segment
		want string // the lines, with | between
	}{
		{"lines are wrapped at word ends", []captions.Segment{seg(1, "", "Good morning, everyone, and welcome.")}, "Good morning,|everyone, and|welcome."},
		{"a word that is longer is broken", []captions.Segment{seg(1, "", "a "+strings.Repeat("x", 25))}, "a|xxxxxxxxxxxxxxxxxxxx|xxxxx"},
		{"an East Asian letter takes two cells", []captions.Segment{seg(1, "", strings.Repeat("字", 12))}, "字字字字字字字字字字|字字"},
		{"what is unfinished is not said", []captions.Segment{growing, seg(1, "", "Good day.")}, "Good day."},
		{"nothing is said twice", []captions.Segment{seg(1, "", "Yes."), seg(1, "", "Yes.")}, "Yes."},
		{"a speaker has a line", []captions.Segment{seg(1, "ANNA", "Yes."), seg(2, "ANNA", "It is.")}, "ANNA:|Yes.|It is."},
		{"behind an empty one", []captions.Segment{seg(1, "ANNA", "Yes."), seg(2, "DÍAZ", "No.")}, "ANNA:|Yes.||DÍAZ:|No."},
		{"a long name is wrapped too", []captions.Segment{seg(1, "THE REPRESENTATIVE OF NAURU", "Yes.")}, "THE REPRESENTATIVE|OF NAURU:|Yes."},
		{"somebody has chevrons", []captions.Segment{seg(1, "ANNA", "Yes."), seg(2, "", ">> No.")}, "ANNA:|Yes.||>>|No."},
		{"a sound interrupts nobody", []captions.Segment{seg(1, "ANNA", "Yes."), seg(2, "", "(Laughter.)"), seg(3, "ANNA", "Well.")}, "ANNA:|Yes.|(Laughter.)|Well."},
		{"a correction is a line of its own", []captions.Segment{seg(1, "ANNA", "Fifty."), seg(2, "ANNA", "Yes."), seg(1, "ANNA", "Fifteen.")}, "ANNA:|Fifty.|Yes.|[correction 10:41]|ANNA: Fifteen."},
		{"what is lost is told", []captions.Segment{gap}, "[Captions were|missing here.]|Yes."},
		{"a name alone waits", []captions.Segment{seg(1, "ANNA", ""), seg(2, "ANNA", "Yes.")}, "ANNA:|Yes."},
	} {
		tape := NewTape(20)
		var got []string
		for _, s := range tt.segs {
			got = append(got, tape.Add(s)...)
		}
		if all := strings.Join(got, "|"); all != tt.want {
			t.Errorf("%s: %q, want %q", tt.rule, all, tt.want)
		}
	}
}

func TestTapeTakesBack(t *testing.T) {
	tape := NewTape(40)
	if lines := tape.Retract(1); lines != nil {
		t.Errorf("what was never said is taken back: %q", lines)
	}
	tape.Add(captions.Segment{ID: 1, Text: "Yes.", Final: true, At: ten})
	if got := tape.Retract(1); !slices.Equal(got, []string{"[taken back 10:00] Yes."}) {
		t.Errorf("%q", got)
	}
	if lines := tape.Retract(1); lines != nil {
		t.Errorf("it is taken back twice: %q", lines)
	}
}

// Whatever was said, no line is longer than a display, and none has a control character.
func FuzzTape(f *testing.F) {
	f.Add(strings.Join(awkward, "\n"), 20)
	f.Fuzz(func(t *testing.T, said string, cells int) {
		cells = min(max(cells, 2), 120) // an East Asian letter needs two
		tape := NewTape(cells)
		for _, s := range held(strings.Split(said, "\n")...) {
			s.Final = true
			for _, line := range append(tape.Add(s), tape.Retract(s.ID)...) {
				if columnsOf(line) > cells || line != plain(line) {
					t.Errorf("%d columns: %q", columnsOf(line), line)
				}
			}
		}
	})
}
