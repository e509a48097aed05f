package server_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"example.org/convener/captions/ingest"
)

// lcyt is a program that sends captions to YouTube; npm has it. What it is told it takes
// for YouTube's answers.
func TestLcyt(t *testing.T) {
	if testing.Short() {
		t.Skip("starts node")
	}
	for _, region := range []string{"no", "yes"} {
		t.Run("region "+region, func(t *testing.T) {
			g, ann := started(t)
			link := g.url + local(t, g.made.Captions["en"].YouTube)
			texts := []string{"Good morning.", "We have a café,<br>and naïve résumés.", "Next: 漢字 and 😀", "One.", "2026-03-02T10:00:00.000", "Three."}
			told := lcyt(t, link, region, texts)

			want := "Good morning.\nWe have a café, and naïve résumés.\nNext: 漢字 and 😀 " + strings.Repeat("One.\n2026-03-02T10:00:00.000 Three.\n", 2)
			if got := ann.transcript(t, "en"); got != want {
				t.Errorf("the transcript is\n%s\nwant\n%s", got, want)
			}
			if told.Sync.StatusCode != http.StatusOK || told.Sync.ServerTimestamp == "" || told.Sync.SyncOffset < -5000 || told.Sync.SyncOffset > 5000 {
				t.Errorf("it set its clock by %+v", told.Sync)
			}
			for i, a := range append(told.Beats, told.Sent...) {
				if _, err := time.Parse("2006-01-02T15:04:05.000", a.ServerTimestamp); err != nil || a.StatusCode != http.StatusOK {
					t.Errorf("answer %d: %+v", i, a)
				}
			}
			if beats := told.Beats; beats[0].Sequence != 0 || beats[1].Sequence != 3 {
				t.Errorf("its heartbeats counted: %+v", beats)
			}
			source := g.monitor(t, "en", "").Source
			if source.Mode != ingest.Stamped || source.Seq != 4 || source.Delay == nil || source.Counts != (ingest.Counts{Words: source.Words}) {
				t.Errorf("the captioner is told %+v", source)
			}
		})
	}
}

// An lcytAnswer is what lcyt makes of an answer.
type lcytAnswer struct {
	Sequence, StatusCode int
	ServerTimestamp      string
	SyncOffset           int // in ms
}

type lcytTold struct {
	Beats, Sent []lcytAnswer
	Sync        lcytAnswer
}

// lcyt sends texts to link: three alone, the others twice as a batch.
func lcyt(t *testing.T, link, region string, texts []string) (told lcytTold) {
	t.Helper()
	const front = "../frontend"
	if _, err := os.Stat(front + "/node_modules/lcyt"); err != nil {
		t.Fatal("lcyt is not installed: make test does it, or npm --prefix frontend ci")
	}
	script, err := os.Open("testdata/lcyt.mjs")
	must(t, err)
	defer script.Close()
	list, err := json.Marshal(texts)
	must(t, err)
	node := exec.CommandContext(t.Context(), "node", "--input-type=module", "-")
	var out, log bytes.Buffer
	node.Dir, node.Stdin, node.Stdout, node.Stderr = front, script, &out, &log
	node.Env = append(os.Environ(), "LINK="+link, "REGION="+region, "TEXTS="+string(list))
	if err := node.Run(); err != nil {
		t.Fatalf("%v\n%s%s", err, out.String(), log.String())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n") // it says on the way what it does
	must(t, json.Unmarshal([]byte(lines[len(lines)-1]), &told))
	return told
}
