package captions

import (
	"slices"
	"testing"
	"time"
)

// Posts 5 and following are those that never came.
func TestGaps(t *testing.T) {
	for _, tt := range []struct{ rule, ops, want string }{
		{"a gap is marked on what follows", "One{gap}Two", "1[One]_ 3?*[Two]"},
		{"even if that is mended", "One{gap}Tow{e3}Two", "1[One]_ 4?*[Two]"},
		{"a late post fills its hole", "One{gap}Three{late 5  Two\n}", "1[One]_ 2[Two]_ 3*[Three]"},
		{"and so before anything follows", "One{gap}{late 5 Two}Three", "1[One]_ 2[Two]_ 3*[Three]"},
		{"one of two posts leaves the gap marked", "One{gap 5 2}Four{late 6 Three}", "1[One]_ 3[Three]_ 4?*[Four]"},
		{"and both close it, in whatever order", "One{gap 5 2}Four{late 6 Three}{late 5 Two}", "1[One]_ 2[Two]_ 3[Three]_ 4*[Four]"},
		{"a gap that another follows", "One{gap 5 1}{gap 6 1}Four{late 5 Two}", "1[One]_ 2[Two]_ 4?*[Four]"},
		{"the right one of two gaps", "One{gap 5 1}Two{gap 7 1}Three{late 7 and}", "1[One]_ 3?[Two]_ 4[and]_ 5*[Three]"},
		{"the mark goes from what took its place", "One{gap}Tow{e3}Three{late 5 Two}", "1[One]_ 2[Two]_ 4*[Three]"},
		{
			"a label in a late post is of all that says nothing else", "A: One{nl}{gap}Three{nl}C: Four{late 5 B: Two}",
			"1!<A>[One]/ 2!<B>[Two]_ 3<B>[Three]/ 4*!<C>[Four]",
		},
		{"the lines of a late post are one", "One{gap}Four{late 5 Two\nthree}", "1[One]_ 2[Two three]_ 3*[Four]"},
		{"what was filled is not filled again", "One{gap}Three{late 5 Two}{late 5 Two}", "1[One]_ 2[Two]_ 3[Three]_ 4[Two]_"},
		{"a late post without a hole goes to the end", "One{late 9 Two}Three", "1[One]_ 2[Two]_ 3*[Three]"},
		{"nothing fills nothing", "One{gap}Three{late 5 \n}", "1[One]_ 3?*[Three]"},
		{"erases go through what was filled", "One{gap}Three{late 5 Two}{e6}", "1[One]_ 2*[Two]"},
		{"what was cleared stays out of reach", "One{gap}Two{clear}Three{late 5 and}{e99}", "1[One]_ 2[and]_ 3[Two]/"},
	} {
		checkScript(t, tt.rule, tt.ops, tt.want)
	}
}

func TestFix(t *testing.T) {
	for _, tt := range []struct{ rule, ops, want string }{
		{"a final segment is put right in its place", "Fifty.{nl}Two{fix 1 Fifteen.}", "1[Fifteen.]/ 2*[Two]"},
		{"its label stays", "A: Fifty{nl}Two{fix 1 Fifteen}", "1!<A>[Fifteen]/ 2*<A>[Two]"},
		{"even if it stood alone", "A:{nl}Two{fix 1 One}", "1!<A>[One]/ 2*<A>[Two]"},
		{"a label may be put in", "One{nl}Two{fix 1 A: One}", "1!<A>[One]/ 2*<A>[Two]"},
		{"lines become one", "One{nl}Two{fix 1  a\n b }", "1[a  b]/ 2*[Two]"},
		{"what is open is for erases", "One{fix 1 Two}", "1*[One]"},
		{"what is not there stays so", "One{nl}{fix 7 Two}{fix 0 x}", "1[One]/"},
		{"no text takes it away", "One{nl}Two{nl}{fix 1 }", "2[Two]/"},
		{"the last as well", "One{nl}Two{nl}{fix 2 }Three", "1[One]// 3*[Three]"},
		{"with its label", "A: One{nl}B: Two{nl}Three{fix 2 }", "1!<A>[One]// 3*<A>[Three]"},
		{"what the console said of it is said of the next", "{spk A}One{nl}Two{fix 1 }", "2*!<A>[Two]"},
		{"and so is a gap", "One{gap}Two{nl}Three{fix 3 }", "1[One]/ 4?*[Three]"},
		{"erases count what is there", "One{nl}Two{nl}{fix 2 Twenty}{e7}!", "1[One]/ 3*[!]"},
		{"not what was cleared", "One{nl}{clear}Two{fix 1 Ones and more}{e99}", "1[Ones and more]/"},
		{"nor when that is shorter", "One more{nl}{clear}Two{fix 1 O}{e99}", "1[O]/"},
		{"nor when it is taken away", "One{nl}{clear}Two{fix 1 }{e99}Three", "3*[Three]"},
	} {
		checkScript(t, tt.rule, tt.ops, tt.want)
	}
}

func TestHistory(t *testing.T) {
	soon, late := ten.Add(time.Second), ten.Add(time.Minute)
	for _, tt := range []struct {
		rule string
		at   time.Time
		ops  string
		was  []Was
		mark time.Time
	}{
		{"soon after, nobody need be told", soon, "{fix 1 Two}", []Was{{1, "One", soon}}, time.Time{}},
		{"later, readers are told", late, "{fix 1 Two}", []Was{{1, "One", late}}, late},
		{"an erase corrects as well", late, "{e2}", []Was{{1, "One", late}}, late},
		{"what is not changed has no history", late, "{fix 1 One}", nil, time.Time{}},
	} {
		var track Track
		track.Apply(ten, script("One{nl}")...)
		track.Apply(tt.at, script(tt.ops)...)
		seg, _ := track.Segment(1)
		if was := track.History(1); !slices.Equal(was, tt.was) || !seg.Fixed.Equal(tt.mark) {
			t.Errorf("%s: was %v, marked %v", tt.rule, was, seg.Fixed)
		}
	}
}
