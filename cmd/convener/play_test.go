package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// A captioner's program plays a file with mistakes and corrections into a real server:
// every word comes out, in order, none twice.
func TestPlayIntoServer(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	for _, path := range []string{"demo.txt", "../../../shared/data/captioned-sessions/SRCCON2016-friday-closing.txt"} {
		t.Run(filepath.Base(path), func(t *testing.T) {
			b, err := os.ReadFile(path)
			if os.IsNotExist(err) {
				t.Skipf("%s is not here: it is no part of the project", path)
			}
			if err != nil {
				t.Fatal(err)
			}
			playFile(t, string(b))
		})
	}
}

func playFile(t *testing.T, text string) {
	server, ctx := newServer(t), t.Context()
	server.args = []string{"--public-url", "http://" + server.addr} // of the link that is played into
	server.start()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%v\n%s", err, server.log.String())
		}
	}
	var made struct {
		ID       string
		Links    map[string]string
		Captions map[string]struct{ Zoom string }
	}
	must(call(ctx, http.MethodPost, server.url("/api/v1/meetings"), testToken, map[string]any{"title": "Play"}, &made))
	var chair struct{ Session string }
	in := map[string]any{"link": made.Links["chair"], "name": "Chair"}
	must(call(ctx, http.MethodPost, server.url("/api/v1/meetings/%s/join", made.ID), "", in, &chair))
	start := map[string]any{"id": uuid.NewString(), "do": "start_meeting"}
	must(call(ctx, http.MethodPost, server.url("/api/v1/meetings/%s/ask", made.ID), chair.Session, start, nil))

	program := captionCmd{URL: made.Captions["en"].Zoom, WPM: 6000, Errors: true}
	must(program.Run(ctx, stdio{In: strings.NewReader(text), Out: io.Discard, Err: io.Discard}))

	var got string
	must(call(ctx, http.MethodGet, server.url("/m/%s/captions/en.txt", made.ID), chair.Session, nil, &got))
	if have, want := spoken(got), spoken(text); !slices.Equal(have, want) {
		for i := range max(len(have), len(want)) {
			if i >= len(have) || i >= len(want) || have[i] != want[i] {
				t.Fatalf("%d words for %d; they part at word %d: %q for %q",
					len(have), len(want), i, have[i:min(i+8, len(have))], want[i:min(i+8, len(want))])
			}
		}
	}
}

// spoken is the words of a text without the chevrons that mark a change of speaker.
func spoken(text string) (words []string) {
	for word := range strings.FieldsSeq(text) {
		if word = strings.TrimLeft(word, ">"); word != "" {
			words = append(words, word)
		}
	}
	return words
}
