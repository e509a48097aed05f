package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
)

// sessions are real captioned sessions, and scribed are those that two scribes write: 12,448
// words, which are said in 83 minutes at 150 words a minute.
const sessions = "../../../shared/data/captioned-sessions/"

var scribed = []string{"SRCCON2015WebAccessibility.txt", "SRCCON2015RemoteCommunication.txt"}

// M3: two scribes write down what was said in real sessions of more than an hour while the server is
// killed again and again, each line until it is answered: every line of both is in the
// minutes once, whole, and in the order in which its scribe wrote it.
func TestScribesOverKills(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	lines := scribedLines(t)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	h := newHavoc(ctx, t)
	var writing sync.WaitGroup
	done := make(chan struct{})
	for i := range 2 {
		writing.Go(func() { h.scribe(ctx, i+1, every(lines, i)) })
	}
	go func() { writing.Wait(); close(done) }()
	for killed := 0; open(done) && killed < 12; killed++ {
		h.progress(ctx, 20)
		h.server.kill()
		h.server.start()
	}
	<-done
	written := h.minutes(ctx)
	for i := range 2 {
		want := every(lines, i)
		got := slices.DeleteFunc(slices.Clone(written), func(l string) bool { return !slices.Contains(want, l) })
		if !slices.Equal(got, want) {
			t.Errorf("scribe %d wrote %d lines, and the minutes have %d of them", i, len(want), len(got))
		}
	}
	if len(written) != len(lines) {
		t.Errorf("the minutes have %d lines, want %d", len(written), len(lines))
	}
}

// scribedLines are the sentences of the sessions, each once; each is a line of a scribe's.
func scribedLines(t *testing.T) (lines []string) {
	t.Helper()
	var said strings.Builder
	for _, name := range scribed {
		b, err := os.ReadFile(sessions + name)
		if err != nil {
			t.Skipf("there is no %s: this test plays sessions that nobody here wrote", sessions)
		}
		said.Write(append(b, '\n'))
	}
	sentences := strings.NewReplacer(". ", ".\n", "? ", "?\n", "! ", "!\n").Replace(said.String())
	for line := range strings.Lines(sentences) {
		line = strings.Join(strings.Fields(line), " ")
		if _, after, named := strings.Cut(line, ":"); line != "" && (!named || strings.TrimSpace(after) != "") && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	if len(lines) < 200 {
		t.Fatalf("the session has %d lines", len(lines))
	}
	return lines
}

// every is each second line, from one of the first two.
func every(lines []string, first int) (some []string) {
	for i := first; i < len(lines); i += 2 {
		some = append(some, lines[i])
	}
	return some
}

// scribe writes lines, one after the other, each under one id until it is answered.
func (h *havoc) scribe(ctx context.Context, who int, lines []string) {
	p := pace()
	for _, line := range lines {
		if p.Wait(ctx) != nil {
			return
		}
		ask := map[string]any{"id": uuid.NewString(), "do": "write_line", "in": map[string]any{"text": line}}
		if err := insist(ctx, func() error { return call(ctx, http.MethodPost, h.url("/ask"), h.writers[who], ask, nil) }); err != nil {
			h.t.Errorf("%s: %v", line, err)
			return
		}
		h.advance()
	}
}

// minutes are the lines that people wrote, in the order of the log.
func (h *havoc) minutes(ctx context.Context) (lines []string) {
	var p struct{ Set map[string]json.RawMessage }
	h.must(call(ctx, http.MethodGet, h.url("/feeds/meeting"), h.writers[0], nil, &p))
	type note struct {
		ID                uint64
		Text, Label, Kind string
	}
	var notes []note
	for key, value := range p.Set {
		if !strings.HasPrefix(key, "note/") {
			continue
		}
		var n note
		h.must(json.Unmarshal(value, &n))
		if n.Kind != "quiet" {
			notes = append(notes, n)
		}
	}
	slices.SortFunc(notes, func(a, b note) int { return int(a.ID) - int(b.ID) })
	for _, n := range notes {
		line := n.Text
		if n.Label != "" {
			line = n.Label + ": " + line
		}
		lines = append(lines, line)
	}
	return lines
}
