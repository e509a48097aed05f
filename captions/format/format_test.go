package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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

func srt(t *testing.T, segs []captions.Segment) string {
	t.Helper()
	var out strings.Builder
	if err := WriteSRT(&out, ten, segs); err != nil {
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
	if err := WriteJSON(&out, "0195-meeting", "en", segs, uncorrected); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func uncorrected(uint64) []captions.Was { return nil }

func TestHistoryInJSON(t *testing.T) {
	var track captions.Track
	track.Apply(ten, captions.Op{Kind: captions.OpText, Text: "Fifty.\n"})
	track.Apply(ten.Add(time.Minute), captions.Op{Kind: captions.OpFix, Seg: 1, Text: "Fifteen."})
	var out strings.Builder
	if err := WriteJSON(&out, "m", "en", track.Segments(), track.History); err != nil {
		t.Fatal(err)
	}
	want := `"text":"Fifteen.","final":true,"speaker":"","at":"2026-03-02T10:00:00Z","gap":false,"fixed":"2026-03-02T10:01:00Z",` +
		`"end":"2026-03-02T10:00:00Z","was":[{"rev":1,"text":"Fifty.","until":"2026-03-02T10:01:00Z"}]`
	if !strings.Contains(out.String(), want) {
		t.Errorf("%s has no %s", out.String(), want)
	}
}

func TestGolden(t *testing.T) {
	for name, got := range map[string]string{
		"awkward.vtt": vtt(t, held(awkward...)), "awkward.txt": text(t, held(awkward...)), "awkward.json": asJSON(t, held(awkward...)),
		"awkward.srt": srt(t, held(awkward...)), "empty.srt": srt(t, nil),
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
	long := strings.TrimSpace(strings.Repeat("words ", 28)) // four lines of seven, and so two cues
	for _, tt := range []struct {
		rule string
		segs []captions.Segment
		want string // of all cues
	}{
		{"a cue stays a second at least", []captions.Segment{seconds(1, 1, "Yes.")}, "1.000-2.000"},
		{"a cue stays until it is read", []captions.Segment{seconds(1, 1, "These are six words that one reads.")}, "1.000-2.944"},
		{"and while it is still written", []captions.Segment{seconds(1, 20, "Yes.")}, "1.000-20.000"},
		{"a long segment is several cues", []captions.Segment{seconds(1, 1, long)}, "1.000-5.555 5.555-10.110"},
		{"which share its time", []captions.Segment{seconds(1, 20, long)}, "1.000-10.500 10.500-20.000"},
		{"or what is left of it", []captions.Segment{seconds(1, 20, long), seconds(2, 2, "No.")}, "1.000-1.500 1.500-2.000 2.000-3.000"},
		{"a cue ends where the next begins", []captions.Segment{seconds(1, 5, "Yes."), seconds(1.5, 3, "No.")}, "1.000-1.500 1.500-3.000"},
		{"cues that came together take turns", []captions.Segment{seconds(1, 1, "Yes."), seconds(1, 1, "No.")}, "1.000-2.000 2.000-3.000"},
		{"until the next begins", []captions.Segment{seconds(1, 1, "Yes."), seconds(1, 1, "No."), seconds(1.5, 2, "Well.")}, "1.000-1.250 1.250-1.500 1.500-2.500"},
		{"the long ones longer", []captions.Segment{seconds(1, 1, "Yes."), seconds(1, 1, strings.Repeat("x", 36)), seconds(2, 2, "")}, "1.000-2.000 2.000-3.999"},
		{"a cue is never of no length", []captions.Segment{seconds(1, 1, "Yes."), seconds(1, 1, "No."), seconds(1.0011, 1.0012, "Well.")}, "1.000-1.001 1.000-1.001 1.001-2.001"},
		{"nothing was before the start", []captions.Segment{seconds(-9, -8, "Yes.")}, "0.000-1.000"},
		{"what came earlier than its predecessor begins with it", []captions.Segment{seconds(5, 5, "Yes."), seconds(3, 3, "No.")}, "5.000-6.000 6.000-7.000"},
	} {
		var got []string
		for _, c := range cues(ten, tt.segs, func(s captions.Segment) string { return s.Text }) {
			got = append(got, fmt.Sprintf("%.3f-%.3f", c.from.Seconds(), c.to.Seconds()))
			if len(c.lines) > 2 {
				t.Errorf("%s: %q", tt.rule, c.lines)
			}
		}
		if all := strings.Join(got, " "); all != tt.want {
			t.Errorf("%s: %s, want %s", tt.rule, all, tt.want)
		}
	}
}

func TestTimestamp(t *testing.T) {
	hundred := 100 * 60 * 60.0
	if got := vtt(t, []captions.Segment{seconds(hundred, hundred, "Yes.")}); !strings.Contains(got, "\n100:00:00.000 --> 100:00:01.000\n") {
		t.Errorf("in WebVTT hours may pass 99: %s", got)
	}
	if got := srt(t, []captions.Segment{seconds(hundred, hundred, "Yes.")}); !strings.Contains(got, "\n99:59:59,998 --> 99:59:59,999\n") {
		t.Errorf("in SRT they may not: %s", got)
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
		if got := payload(tt.speaker, wrap(tt.text, columns)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.rule, got, tt.want)
		}
	}
}

// spokenIn is what a foreign program reads in a file: the words, and that they are cues of
// two lines which begin in order.
func spokenIn(t *testing.T, subs *astisub.Subtitles, line func(astisub.Line) string) string {
	t.Helper()
	var all strings.Builder
	var last time.Duration
	for i, item := range subs.Items {
		if item.StartAt < last || item.EndAt <= item.StartAt {
			t.Errorf("cue %d is from %v to %v, after %v", i, item.StartAt, item.EndAt, last)
		}
		if last = item.StartAt; len(item.Lines) > 2 {
			t.Errorf("cue %d has %d lines", i, len(item.Lines))
		}
		for _, l := range item.Lines {
			one := line(l)
			if all.WriteString(one + " "); columnsOf(unescape.Replace(one)) > columns {
				t.Errorf("cue %d has a line of %d columns: %s", i, columnsOf(one), one)
			}
		}
	}
	return all.String()
}

// checkVTT reads a file back with a foreign program.
func checkVTT(t *testing.T, file string, segs []captions.Segment) {
	t.Helper()
	subs, err := astisub.ReadFromWebVTT(strings.NewReader(file))
	if err != nil {
		t.Fatalf("go-astisub: %v", err)
	}
	var want, voices, voiced strings.Builder
	for _, s := range segs {
		if want.WriteString(plain(s.Text)); s.Text != "" && s.Speaker != "" {
			voiced.WriteString(strings.Repeat(s.Speaker, (len(wrap(plain(s.Text), columns))+1)/2)) // once a cue
		}
	}
	got := spokenIn(t, subs, func(l astisub.Line) string {
		voices.WriteString(l.VoiceName)
		return l.String()
	})
	if squeezed(got) != squeezed(want.String()) {
		t.Errorf("go-astisub reads %q, want %q", got, want.String())
	}
	if voices.String() != voiced.String() {
		t.Errorf("go-astisub reads the voices %q, want %q", voices.String(), voiced.String())
	}
}

// squeezed is text without spaces, because where a word was broken none is there, and without
// character references, because go-astisub reads some of them in both formats, and some not.
func squeezed(text string) string {
	text = strings.Join(strings.Fields(text), "")
	for n := -1; n != len(text); {
		n = len(text)
		text = unescape.Replace(text)
	}
	return text
}

var unescape = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&nbsp;", "", "\u00a0", "")

// checkSRT reads a file back with a foreign program and by the letter of the format.
func checkSRT(t *testing.T, file string, segs []captions.Segment) {
	t.Helper()
	subs, err := astisub.ReadFromSRT(strings.NewReader(file))
	if err != nil {
		t.Fatalf("go-astisub: %v", err)
	}
	var want strings.Builder
	var turn turns
	for _, s := range segs {
		want.WriteString(turn.said(s))
	}
	if got := spokenIn(t, subs, func(l astisub.Line) string { return l.String() }); squeezed(got) != squeezed(want.String()) {
		t.Errorf("go-astisub reads %q, want %q", got, want.String())
	}
	timing := regexp.MustCompile(`^\d\d:[0-5]\d:[0-5]\d,\d{3} --> \d\d:[0-5]\d:[0-5]\d,\d{3}$`)
	rest := file
	for n := 1; rest != ""; n++ {
		block, after, _ := strings.Cut(rest, "\n\n")
		lines := strings.Split(strings.TrimSuffix(block, "\n"), "\n")
		if !strings.HasSuffix(file, "\n") || len(lines) < 3 || lines[0] != strconv.Itoa(n) || !timing.MatchString(lines[1]) || slices.Contains(lines, "") ||
			strings.ContainsAny(strings.Join(lines[2:], ""), "<>\r\x00\ufeff") {
			t.Fatalf("block %d is %q", n, block)
		}
		rest = after
	}
}

func TestForeignProgramReadsAwkwardText(t *testing.T) {
	segs := held(awkward...)
	checkVTT(t, vtt(t, segs), segs)
	checkSRT(t, srt(t, segs), segs)
}

func TestTurnsInSRT(t *testing.T) {
	for _, tt := range []struct{ rule, lines, want string }{
		{"a speaker is named where one begins", ">> ANNA: Yes.|It is.", "ANNA: Yes.|It is."},
		{"and again when labelled again", ">> ANNA: Yes.|>> ANNA: It is.", "ANNA: Yes.|ANNA: It is."},
		{"somebody is a dash", ">> ANNA: Yes.|>> No.", "ANNA: Yes.|- No."},
		{"also on a new topic", ">>> The weather.", "- The weather."},
		{"a sound interrupts nobody", ">> ANNA: Yes.|(Laughter.)|>> ANNA: Well.", "ANNA: Yes.|(Laughter.)|ANNA: Well."},
		{"a label alone waits for what is said", "MAREN:|Hello.", "MAREN: Hello."},
		{"no tag, arrow or override is left", `a <b> c --> d {\an8}e`, `a ‹b› c → d { \an8}e`},
	} {
		var got []string
		var turn turns
		for _, s := range held(strings.Split(tt.lines, "|")...) {
			if text := turn.said(s); text != "" {
				got = append(got, text)
			}
		}
		if all := strings.Join(got, "|"); all != tt.want {
			t.Errorf("%s: %q, want %q", tt.rule, all, tt.want)
		}
	}
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
		checkSRT(t, srt(t, segs), segs)
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
		"vtt": WriteVTT(w, "en", ten, segs), "srt": WriteSRT(w, ten, segs), "text": WriteText(w, segs), "json": WriteJSON(w, "m", "en", segs, uncorrected),
	} {
		if !errors.Is(err, full) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
