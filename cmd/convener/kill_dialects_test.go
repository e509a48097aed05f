package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"
)

// A speaker is a captioner whose program speaks a dialect: what it posts as the nth word,
// and where. Only a console's secret is not in the link.
type speaker struct {
	link   func(made captionLinks) string
	body   func(n int) string
	secret func(made captionLinks) string
	says   func(n int) string // what is left of it; the nth word unless it tells
}

type captionLinks struct{ Zoom, Teams, Any, YouTube string }

// numbered makes a Zoom link's post the nth.
func numbered(link, more string) string { return link + more + "&seq=%d" }

// word is the nth word.
func word(n int) string { return fmt.Sprintf("w%04d", n) }

// speakers are those of all dialects, each by the language of its channel.
var speakers = map[string]speaker{
	"en": {link: func(l captionLinks) string { return numbered(l.Zoom, "") }, body: func(n int) string { return word(n) + "x\b " }}, // a stream
	"sv": { // one who slips again and again, and takes that back by the same post
		link: func(l captionLinks) string { return numbered(l.Zoom, "") },
		body: func(n int) string {
			return []string{strings.Repeat("\b", slip), word(n) + " ", word(n) + " " + strings.Repeat("x", slip)}[n%3]
		},
		says: func(n int) string { return map[bool]string{true: word(n)}[n%3 > 0] },
	},
	"fr": {link: func(l captionLinks) string { return numbered(l.Zoom, "&cvmode=chunk") }, body: word},
	"de": {link: func(l captionLinks) string { return numbered(l.Zoom, "&cvmode=line") }, body: word},
	"es": {link: func(l captionLinks) string { return numbered(l.Zoom, "") }, body: windowOf}, // rolling, to be found out
	"it": {link: func(l captionLinks) string { return l.Teams + "&n=%d" }, body: func(n int) string { return word(n) + strings.Repeat("-", minLine) }},
	"nl": {link: func(l captionLinks) string { return numbered(l.YouTube, "") }, body: func(n int) string {
		return time.Now().UTC().Format("2006-01-02T15:04:05.000") + "\n" + word(n) + "\n"
	}},
	"pt": { // a console, op by op
		link:   func(l captionLinks) string { return strings.Split(l.Any, "/cc/")[0] + "/captions/ops?src=desk&post=%d" },
		body:   func(n int) string { return fmt.Sprintf(`{"n":%d,"op":"t","s":"%s "}`, n, word(n)) },
		secret: func(l captionLinks) string { return strings.Split(strings.Split(l.Any, "/cc/")[1], "?")[0] },
	},
}

// slip is how many characters are taken back at once: as many as cannot be meant twice in a row.
const slip = minLine + 4

// minLine is how long a line is at least that cannot be meant when it comes twice in a row,
// if nothing numbers it.
const minLine = 20

// windowOf is what a display of two lines shows after the nth word.
func windowOf(n int) string {
	const inLine = 6
	var shown strings.Builder
	for i := max(1, (n-1)/inLine*inLine-inLine+1); i <= n; i++ {
		shown.WriteString(word(i) + map[bool]string{true: "\n", false: " "}[i%inLine == 0])
	}
	return strings.TrimSpace(shown.String())
}

// A babel is a meeting with a channel for each dialect, whose server is killed.
type babel struct {
	t       *testing.T
	server  *process
	meeting string
	chair   string
	links   map[string]captionLinks
	*pulse

	mu    sync.Mutex
	words map[string]int // answered, by channel
}

// What was answered in any dialect is there after the server was killed, once and in order.
func TestKillInEveryDialect(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	b := newBabel(ctx, t)
	stopped := make(chan struct{})
	var speaking sync.WaitGroup
	for lang, s := range speakers {
		speaking.Go(func() { b.speak(ctx, lang, s, stopped) })
	}
	for range 6 {
		b.progress(ctx, 20+rand.Int64N(40)) // so that it happens at any instant
		b.server.kill()
		b.server.start()
	}
	b.progress(ctx, 20)
	close(stopped)
	speaking.Wait()
	for lang := range speakers {
		b.check(ctx, lang)
	}
}

func newBabel(ctx context.Context, t *testing.T) *babel {
	server := startServer(t)
	b := &babel{t: t, server: server, pulse: newPulse(t, server), words: make(map[string]int)}
	var channels []map[string]string
	for lang := range speakers {
		channels = append(channels, map[string]string{"lang": lang, "title": lang})
	}
	var made struct {
		ID       string
		Links    map[string]string
		Captions map[string]captionLinks
	}
	plan := map[string]any{"title": "Babel", "channels": channels}
	b.must(call(ctx, http.MethodPost, b.server.url("/api/v1/meetings"), testToken, plan, &made))
	var in struct{ Session string }
	b.must(call(ctx, http.MethodPost, b.server.url("/api/v1/meetings/%s/join", made.ID), "", map[string]any{"link": made.Links["chair"], "name": "Chair"}, &in))
	start := map[string]any{"id": uuid.NewString(), "do": "start_meeting", "in": struct{}{}}
	b.must(call(ctx, http.MethodPost, b.server.url("/api/v1/meetings/%s/ask", made.ID), in.Session, start, nil))
	b.meeting, b.chair, b.links = made.ID, in.Session, made.Captions
	return b
}

// speak posts words, each until it is answered.
func (b *babel) speak(ctx context.Context, lang string, s speaker, stopped <-chan struct{}) {
	_, path, _ := strings.Cut(strings.TrimPrefix(s.link(b.links[lang]), "http://"), "/")
	path = strings.ReplaceAll(strings.ReplaceAll(path, "%", "%%"), "%%d", "%d")
	secret := ""
	if s.secret != nil {
		secret = s.secret(b.links[lang])
	}
	p := rate.NewLimiter(15, 1)
	for n := 1; open(stopped) && p.Wait(ctx) == nil; n++ {
		body := s.body(n)
		err := insist(ctx, func() error { return call(ctx, http.MethodPost, b.server.url("/"+path, n), secret, body, nil) })
		if err != nil {
			b.t.Errorf("%s: word %d: %v", lang, n, err)
			return
		}
		b.mu.Lock()
		b.words[lang] = n
		b.mu.Unlock()
		b.advance()
	}
}

// check compares a channel with what was answered.
func (b *babel) check(ctx context.Context, lang string) {
	var text string
	b.must(call(ctx, http.MethodGet, b.server.url("/m/%s/captions/%s.txt", b.meeting, lang), b.chair, nil, &text))
	if b.words[lang] == 0 {
		b.t.Errorf("%s: nothing was answered", lang)
	}
	says := word
	if speakers[lang].says != nil {
		says = speakers[lang].says
	}
	var want []string
	for n := range b.words[lang] {
		want = append(want, strings.Fields(says(n+1))...)
	}
	got := strings.Fields(strings.TrimRight(strings.ReplaceAll(text, "-", ""), "x \n")) // a slip at the end may stand yet
	if !slices.Equal(got, want) {
		b.t.Errorf("%s: %d posts were answered, %d words of %d are there:\n%s", lang, b.words[lang], len(got), len(want), text)
	}
}
