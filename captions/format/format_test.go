package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/asticode/go-astisub"

	"example.org/convener/captions"
)

var update = flag.Bool("update", false, "write the golden files anew")

var ten = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// held is a meeting whose lines came a second after one another.
func held(lines ...string) []captions.Segment {
	var track captions.Track
	for i, line := range lines {
		track.Apply(ten.Add(time.Duration(i)*time.Second), captions.Op{Kind: captions.OpText, Text: line + "\n"})
	}
	return track.Segments()
}

// awkward is what foreign programs are known to choke on.
var awkward = []string{
	">> RENATA SOLBERG: Good morning, everyone, and welcome to the third meeting of the working group.",
	"The bylaws & the budget: is a < b, or A --> B?",
	"(Laughter.)",
	"",
	">> Yes, we can hear you.",
	"NOTE that this line begins like a comment.",
	"STYLE",
	">> DÍAZ: Sí — 会议の字幕は空白なしで続きます、だから列で切ります。四十二列を超えるまで。",
	"A\x00 nul, a soft\u00adhyphen, a hard\u2011hyphen, and a cut \xff.",
	"https://example.org/a/very/long/address/that/is/longer/than/a/line",
	"MAREN:",
}

func vtt(t *testing.T, segs []captions.Segment) string {
	t.Helper()
	var out strings.Builder
	if err := WriteVTT(&out, "en", ten, segs); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func text(t *testing.T, segs []captions.Segment) string {
	t.Helper()
	var out strings.Builder
	if err := WriteText(&out, segs); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func asJSON(t *testing.T, segs []captions.Segment) string {
	t.Helper()
	var out strings.Builder
	if err := WriteJSON(&out, "0195-meeting", "en", segs); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	for name, got := range map[string]string{
		"awkward.vtt": vtt(t, held(awkward...)), "awkward.txt": text(t, held(awkward...)), "awkward.json": asJSON(t, held(awkward...)),
		"empty.vtt": vtt(t, nil), "empty.txt": text(t, nil), "empty.json": asJSON(t, nil),
	} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestText(t *testing.T) {
	var track captions.Track
	track.Apply(ten,
		captions.Op{Kind: captions.OpSpeaker, Label: "Anna  B."}, captions.Op{Kind: captions.OpText, Text: "One.\nTwo"},
		captions.Op{Kind: captions.OpSpeaker}, captions.Op{Kind: captions.OpText, Text: "Three"})
	if got, want := text(t, track.Segments()), "Anna B.: One.\nTwo\n>> Three\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestVTTWithoutLanguageIsTheBareHeader(t *testing.T) {
	var out bytes.Buffer
	if err := WriteVTT(&out, "", ten, nil); err != nil || out.String() != "WEBVTT\n\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// seconds is a segment of that text from one second to another.
func seconds(from, to float64, text string) captions.Segment {
	at := func(s float64) time.Time { return ten.Add(time.Duration(s * float64(time.Second))) }
	return captions.Segment{ID: 1, Text: text, At: at(from), End: at(to)}
}

func TestCueTimes(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for _, tt := range []struct {
		rule string
		segs []captions.Segment
		want string // of the first cue
	}{
		{"a cue stays a second at least", []captions.Segment{seconds(1, 1, "Yes.")}, "00:00:01.000 --> 00:00:02.000"},
		{"a cue stays until it is read", []captions.Segment{seconds(1, 1, "These are six words that one reads.")}, "00:00:01.000 --> 00:00:02.944"},
		{"but no longer than seven seconds", []captions.Segment{seconds(1, 1, long)}, "00:00:01.000 --> 00:00:08.000"},
		{"unless it was still written", []captions.Segment{seconds(1, 20, long)}, "00:00:01.000 --> 00:00:20.000"},
		{"a cue ends where the next begins", []captions.Segment{seconds(1, 5, "Yes."), seconds(1.5, 3, "No.")}, "00:00:01.000 --> 00:00:01.500"},
		{"cues that begin together show together", []captions.Segment{seconds(1, 1, "Yes."), seconds(1, 1, "No."), seconds(1.5, 2, "Well.")}, "00:00:01.000 --> 00:00:01.500"},
		{"a cue is never of no length", []captions.Segment{seconds(1, 1, "Yes."), seconds(1.0011, 1.0012, "No.")}, "00:00:01.000 --> 00:00:01.001"},
		{"nothing was before the start", []captions.Segment{seconds(-9, -8, "Yes.")}, "00:00:00.000 --> 00:00:01.000"},
		{"hours may pass 99", []captions.Segment{seconds(360_000, 360_000, "Yes.")}, "100:00:00.000 --> 100:00:01.000"},
	} {
		if got := strings.Split(vtt(t, tt.segs), "\n")[5]; got != tt.want {
			t.Errorf("%s: %s", tt.rule, got)
		}
	}
}

func TestPayload(t *testing.T) {
	for _, tt := range []struct{ rule, speaker, text, want string }{
		{"an arrow is escaped", "", "A --> B", "A --&gt; B"},
		{"an ampersand and a tag are", "", "<b> & c", "&lt;b&gt; &amp; c"},
		{"a speaker has a voice", "ANNA", "Yes.", "<v ANNA>Yes.</v>"},
		{"whose name has no angles", "A & <B>", "Yes.", "<v A &amp; B>Yes.</v>"},
		{"a comment is guarded", "", "NOTE well", "<c>NOTE well</c>"},
		{"in any line", "", strings.Repeat("x", 42) + " STYLE", strings.Repeat("x", 42) + "\n<c>STYLE</c>"},
		{"lines are of 42 columns", "", strings.Repeat("x", 40) + " y zz", strings.Repeat("x", 40) + " y\nzz"},
		{"a longer word is broken", "", "a " + strings.Repeat("x", 43), "a\n" + strings.Repeat("x", 42) + "\nx"},
		{"East Asian letters are two columns wide", "", strings.Repeat("字", 22), strings.Repeat("字", 21) + "\n字"},
		{"marks are none", "", strings.Repeat("e\u0301", 42), strings.Repeat("e\u0301", 42)},
	} {
		if got := payload(tt.speaker, tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.rule, got, tt.want)
		}
	}
}

// checkVTT reads a file back with a foreign program, and checks what that does not.
func checkVTT(t *testing.T, file string, segs []captions.Segment) {
	t.Helper()
	subs, err := astisub.ReadFromWebVTT(strings.NewReader(file))
	if err != nil {
		t.Fatalf("go-astisub: %v", err)
	}
	shown := slices.DeleteFunc(slices.Clone(segs), func(s captions.Segment) bool { return s.Text == "" })
	if len(subs.Items) != len(shown) {
		t.Fatalf("go-astisub reads %d cues of %d", len(subs.Items), len(shown))
	}
	unescape := strings.NewReplacer("&gt;", ">", "&lt;", "<", "&amp;", "&") // go-astisub leaves some
	var last time.Duration
	for i, item := range subs.Items {
		if item.StartAt < last || item.EndAt <= item.StartAt {
			t.Errorf("cue %d is from %v to %v, after %v", item.Index, item.StartAt, item.EndAt, last)
		}
		last = item.StartAt
		var words, lines []string
		for _, line := range item.Lines {
			one := unescape.Replace(line.String())
			lines = append(lines, one)
			words = append(words, strings.Fields(one)...)
			if columnsOf(one) > columns {
				t.Errorf("cue %d has a line of %d columns", item.Index, columnsOf(one))
			}
			if voice := line.VoiceName; voice != "" && voice != shown[i].Speaker {
				t.Errorf("cue %d is in the voice of %q, not %q", item.Index, voice, shown[i].Speaker)
			}
		}
		if want := plain(shown[i].Text); strings.Join(words, "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("cue %d has %q, want %q", item.Index, lines, want)
		}
	}
}

func TestForeignProgramReadsAwkwardText(t *testing.T) {
	segs := held(awkward...)
	checkVTT(t, vtt(t, segs), segs)
}

// A file has one header, and each block of it a number, times, and lines none of which is
// empty.
func TestVTTBlocks(t *testing.T) {
	for _, block := range strings.Split(strings.TrimSuffix(vtt(t, held(awkward...)), "\n\n"), "\n\n")[2:] {
		lines := strings.Split(block, "\n")
		if len(lines) < 3 || strings.Count(block, "-->") != 1 || slices.Contains(lines, "") {
			t.Errorf("a block %q", block)
		}
	}
}

func TestSessionsAreReadBack(t *testing.T) {
	files, err := filepath.Glob("../../../shared/data/captioned-sessions/*.txt")
	if err != nil || len(files) == 0 {
		t.Skip("the captioned sessions are not in ../shared/data/captioned-sessions beside the repository")
	}
	for _, file := range files {
		session, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		segs := held(strings.Split(strings.ReplaceAll(string(session), "\r\n", "\n"), "\n")...)
		checkVTT(t, vtt(t, segs), segs)
		checkJSON(t, asJSON(t, segs), segs)
		if got, want := chevronless(text(t, segs)), chevronless(string(session)); !slices.Equal(got, want) {
			t.Errorf("%s: the text has %d words, the session %d", filepath.Base(file), len(got), len(want))
		}
	}
}

// chevronless are the words of a text but for chevrons: those before a label are not kept.
func chevronless(text string) []string {
	return slices.DeleteFunc(strings.Fields(text), func(w string) bool { return strings.Trim(w, ">") == "" })
}

func checkJSON(t *testing.T, file string, segs []captions.Segment) {
	t.Helper()
	var back struct {
		Version  int
		Lang     string
		Segments []struct {
			captions.Segment
			End time.Time `json:"end"`
		}
	}
	if err := json.Unmarshal([]byte(file), &back); err != nil || back.Version != 1 || back.Lang != "en" || len(back.Segments) != len(segs) {
		t.Fatalf("%v, %d segments of %d", err, len(back.Segments), len(segs))
	}
	for i, got := range back.Segments {
		want := segs[i]
		if !got.End.Equal(want.End) {
			t.Errorf("segment %d ends at %v, not %v", want.ID, got.End, want.End)
		}
		want.End, want.Break, want.Turn = time.Time{}, captions.None, false // not in the file's segments
		if got.Segment != want {
			t.Errorf("%+v, want %+v", got.Segment, want)
		}
	}
}

func TestAFullDiskIsAnError(t *testing.T) {
	full := errors.New("no space left")
	r, w := io.Pipe()
	r.CloseWithError(full)
	segs := held(awkward...)
	for name, err := range map[string]error{
		"vtt": WriteVTT(w, "en", ten, segs), "text": WriteText(w, segs), "json": WriteJSON(w, "m", "en", segs),
	} {
		if !errors.Is(err, full) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
