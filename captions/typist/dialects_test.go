package typist

import (
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/convener/captions/ingest"
)

func TestWindows(t *testing.T) {
	var bodies []string
	for p := range Windows("One two\nthree of the four lines that there are and\n\nfour five", 60) {
		if bodies = append(bodies, p.Body); p.After < leastGap {
			t.Errorf("%q comes %v after another", p.Body, p.After)
		}
	}
	want := []string{
		"One", "One two", "One two\nthree", "One two\nthree of", "One two\nthree of the", "One two\nthree of the four", "One two\nthree of the four lines",
		"One two\nthree of the four lines that", "One two\nthree of the four lines that\nthere", "One two\nthree of the four lines that\nthere are",
		"One two\nthree of the four lines that\nthere are and", "three of the four lines that\nthere are and\nfour", "three of the four lines that\nthere are and\nfour five",
	}
	if !slices.Equal(bodies, want) {
		t.Errorf("%q", bodies)
	}
}

func TestStamped(t *testing.T) {
	from := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	posts := slices.Collect(Stamped("One two\nthree", 60, from))
	if want := []Post{{2 * time.Second, "2026-03-02T10:00:02.000\nOne two\n"}, {time.Second, "2026-03-02T10:00:03.000\nthree\n"}}; !slices.Equal(posts, want) {
		t.Errorf("%q", posts)
	}
}

// A dialect is what a program sends for a text, and how its link reads that.
type dialect struct {
	name  string
	posts func(text string, seed uint64) iter.Seq[Post]
	mode  ingest.Mode
}

var began = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// dialects are all that captioners' programs speak.
var dialects = []dialect{
	{"stream", func(s string, seed uint64) iter.Seq[Post] { return Posts(s, 180, seed > 0, seed) }, ingest.Stream},
	{"chunk", func(s string, _ uint64) iter.Seq[Post] { return Lines(s, 180) }, ingest.Chunk},
	{"line and Teams", func(s string, _ uint64) iter.Seq[Post] { return Lines(s, 180) }, ingest.Lines},
	{"any box", func(s string, _ uint64) iter.Seq[Post] { return Lines(s, 1200) }, ingest.Chunk},
	{"rolling", func(s string, _ uint64) iter.Seq[Post] { return Windows(s, 180) }, ingest.Rolling},
	{"YouTube", func(s string, _ uint64) iter.Seq[Post] { return Stamped(s, 180, began) }, ingest.Stamped},
}

// own is a text with what texts of captioners have. It is long enough to scroll and to be
// misspelt.
const own = `MODERATOR: Good morning, good morning, and welcome.
>> ANNA KIPROTICH: Thank you, thank you, thank you very much. Thank you.

>> No, no, no, no. I said — naïvely — "résumé", 漢字 and 😀. [Laughter]
>> The item is on the agenda of the meeting of the committee of the whole, and the item is closed. (Applause.)
Yes. Yes. Yes. We must act, and act now. We must act, and act now. We must act, and act now.
` + "\tA very long word: " + `Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, 2026-03-02T10:00:00.000 and <b>.
`

// texts are the project's own, and sessions that people captioned, if they are here.
func texts(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{"our own": own, "our own, three times": strings.Repeat(own, 3)}
	files, err := filepath.Glob("../../../shared/data/captioned-sessions/*.txt")
	if err != nil || len(files) == 0 {
		t.Log("only our own text: the captioned sessions are not in ../shared/data/captioned-sessions beside the repository")
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = string(b)
	}
	return all
}

// A text comes out word for word whatever dialect it is sent in, and whether the link is
// told which or finds it out.
func TestEveryDialectIsTheText(t *testing.T) {
	for name, text := range texts(t) {
		want := words(text)
		for _, d := range dialects {
			for _, mode := range []ingest.Mode{d.mode, ingest.Auto} {
				got := words(captioned(t, d.posts(text, 1), mode))
				if diff := firstDifference(got, want); diff != "" {
					t.Errorf("%s, %s as %s: %s", name, d.name, mode, diff)
				}
			}
		}
	}
}
