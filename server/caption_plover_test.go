package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.org/convener/captions/ingest"
)

// minuted is what a stenographer writes in the test of Plover.
const minuted = `the chair opened the meeting and welcomed the members of the committee.
The minutes of the previous meeting were approved without any changes. The secretary reported
that the budget for the next year is larger than expected, and that the difference will be used
for interpretation and captions. Several delegates asked whether the documents could be published
earlier. It was decided to publish them two weeks before every meeting. The next meeting will be
held in the same building on Thursday.`

// together is how many strokes a post has, so that a passage is not longer than what a link
// takes at once.
const together = 4

// What the engine of Plover, the stenographers' program, writes and takes back comes out as
// the passage that was written, with each word as it was after its correction.
func TestPlover(t *testing.T) {
	if testing.Short() {
		t.Skip("starts python")
	}
	strokes := plover(t)
	g, ann := started(t)
	link := local(t, g.made.Captions["en"].Zoom)
	seq, across := 0, 0
	for strokes := range slices.Chunk(strokes, together) {
		seq++
		body := strings.Join(strokes, "")
		if strings.HasPrefix(body, "\b") {
			across++
		}
		if a := g.post(t, fmt.Sprintf("%s&cvmode=stream&seq=%d", link, seq), body, "Content-Type", "text/plain; charset=utf-8"); a.StatusCode != http.StatusOK {
			t.Fatalf("post %d: %s %s", seq, a.Status, a.body)
		}
	}
	if got, want := strings.Fields(ann.transcript(t, "en")), strings.Fields(minuted); !slices.Equal(got, want) {
		t.Errorf("%d words for %d:\n%q", len(got), len(want), got)
	}
	told := g.monitor(t, "en", "").Source
	if erased := strings.Count(strings.Join(strokes, ""), "\b"); told.Mode != ingest.Stream || told.Erases != erased || erased < 100 || across < 5 {
		t.Errorf("%d letters taken back, %d times in a post before; the captioner is told %+v", erased, across, told)
	}
}

// plover is what Plover writes for each stroke. Its package stands in a folder of its own;
// .ci/setup puts it there.
func plover(t *testing.T) (strokes []string) {
	t.Helper()
	packages, err := filepath.Abs("../.cache/plover/usr/lib/python3/dist-packages")
	must(t, err)
	if _, err := os.Stat(packages + "/plover"); err != nil {
		t.Fatal("Plover is not there: make test brings it, or .ci/setup test")
	}
	// Debian's own Python, which Debian's packages fit; not one that stands before it on PATH.
	python := exec.CommandContext(t.Context(), "/usr/bin/python3", "-B", "testdata/plover.py", packages)
	var out, log bytes.Buffer
	python.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir()) // nobody's own dictionary
	python.Stdin, python.Stdout, python.Stderr = strings.NewReader(minuted), &out, &log
	if err := python.Run(); err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	must(t, json.Unmarshal(out.Bytes(), &strokes))
	return strokes
}
