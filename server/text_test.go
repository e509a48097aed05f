package server_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// text is the text page, asked with a query.
func (p *person) text(t testing.TB, query string) string {
	t.Helper()
	a := p.get(t, "/m/"+p.made.ID+"/text"+query, "Authorization", p.bearer())
	if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%s %s: %s", a.Status, a.Header.Get("Content-Type"), a.body)
	}
	return a.body
}

var (
	piece = regexp.MustCompile(`(?s)<p id="s\d+" lang="([^"]*)" dir="auto">(.*?)</p>`)
	newer = regexp.MustCompile(`<a href="/m/[^/]*/text([^"#]*)(#unread)?" accesskey="n">Next unread lines</a>`)
)

// lines are the lines of captions on a page.
func lines(page string) (all []string) {
	for _, p := range piece.FindAllStringSubmatch(page, -1) {
		for line := range strings.SplitSeq(p[2], "<br>\n") {
			if line != "" {
				all = append(all, line)
			}
		}
	}
	return all
}

func TestTextPage(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "observer", "Ann")
	says := func(rule, query string, want ...string) string {
		t.Helper()
		page := ann.text(t, query)
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s: the page does not say %q: %s", rule, w, page)
			}
		}
		return page
	}
	says("before the start", "", "The meeting has not started. There are no captions yet.")
	chair.does(t, "start_meeting", `{}`)
	says("after it", "", "The meeting is open. There are no captions yet.")
	g.caption(t, "en", 1, ">> ANNA: The bylaws & the budget: is a < b, or is it not so?\n>> It is.\n")
	g.caption(t, "ja", 1, "おはようございます。\n")

	want := []string{"[Now: item 1, Welcome]", "ANNA:", "The bylaws &amp; the", "budget: is a &lt; b, or", "is it not so?", "&gt;&gt;", "It is."}
	page := says("with captions", "?w=22", `lang="en"`, "The meeting is open.</p>", `aria-current="true"><bdi>English</bdi>`, "日本語")
	if got := lines(page); !slices.Equal(got, want) {
		t.Errorf("the lines are %q, want %q", got, want)
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "aria-live") {
		t.Errorf("something on the page is live: %s", page)
	}
	if got := lines(says("in Japanese", "?language=ja&fs=20&header=false", `lang="ja"`)); !slices.Equal(got, []string{"[Now: item 1, Welcome]", "おはようございます。"}) {
		t.Errorf("the lines are %q", got)
	}

	next := newer.FindStringSubmatch(page)
	if next[2] != "#unread" || !strings.Contains(page, `<h2 id="unread">`) {
		t.Errorf("the next page does not begin at what is unread: %q", next[0])
	}
	link := strings.ReplaceAll(next[1], "&amp;", "&")
	next = newer.FindStringSubmatch(says("nothing is newer", link, "There are no unread lines yet.", `<p id="unread">`))
	if link = next[1]; next[2] != "" {
		t.Error("the link to this page leads into it: a browser would not load it again")
	}
	g.caption(t, "en", 2, "And so on.\n")
	if got := lines(says("newer lines", strings.ReplaceAll(link, "&amp;", "&"))); !slices.Equal(got, []string{"And so on."}) {
		t.Errorf("newer are %q", got)
	}
	chair.does(t, "end_meeting", `{}`)
	says("after the end", "", "The meeting has ended.", "And so on.")
}

func TestTextRefusals(t *testing.T) {
	g, ann := started(t)
	for _, tt := range []struct {
		rule, path, who string
		status          int
	}{
		{"the public", "/text", "", 404},
		{"the public, for the stream", "/captions.txt?follow=1", "", 404},
		{"an unknown language", "/text?lang=fr", ann.bearer(), 404},
		{"an unknown language, for the stream", "/captions.txt?follow=1&lang=fr", ann.bearer(), 404},
		{"lines that are too short", "/text?w=19", ann.bearer(), 404},
		{"too long", "/captions.txt?w=121", ann.bearer(), 400},
		{"no number", "/captions.txt?w=forty", ann.bearer(), 400},
		{"no number of a piece", "/captions.txt?from=-1", ann.bearer(), 400},
		{"a good one", "/captions.txt?w=120", ann.bearer(), 200},
	} {
		header := []string{"Authorization", tt.who}
		if a := g.get(t, "/m/"+g.made.ID+tt.path, header[:2*min(len(tt.who), 1)]...); a.StatusCode != tt.status || strings.Contains(a.body, "English") {
			t.Errorf("%s: %s: %s", tt.rule, a.Status, a.body)
		}
	}
}

// However long the meeting, a page stays below what a text view may take (L1), and from the
// earliest on the pages have it all, each line once.
func TestTextPageIsSmall(t *testing.T) {
	g, ann := started(t)
	said := 0
	for n := 1; n <= 40; n++ {
		var b strings.Builder
		for range 40 {
			said++
			fmt.Fprintf(&b, "Sentence %d of a talk that goes on and on, with %x in it.\n", said, said*said*7919)
		}
		g.caption(t, "en", n, b.String())
	}
	page := ann.text(t, "")
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	_, err := io.WriteString(w, page)
	must(t, err)
	must(t, w.Close())
	if z.Len() > 16_000 { // the style sheet takes the rest
		t.Errorf("the page has %d bytes compressed", z.Len())
	}
	if got := lines(page); !strings.HasPrefix(strings.Join(got[len(got)-2:], " "), fmt.Sprintf("Sentence %d ", said)) {
		t.Errorf("the page ends with %q", got[len(got)-2:])
	}
	earlier := regexp.MustCompile(`<a href="/m/[^/]*/text([^"]*)">Earlier lines</a>`)
	for link := earlier.FindStringSubmatch(page); link != nil; link = earlier.FindStringSubmatch(page) {
		page = ann.text(t, strings.ReplaceAll(link[1], "&amp;", "&"))
	}
	var all []string
	for ; len(lines(page)) > 0; page = ann.text(t, strings.ReplaceAll(newer.FindStringSubmatch(page)[1], "&amp;", "&")) {
		all = append(all, lines(page)...)
	}
	if got := strings.Count(strings.Join(all, " "), "Sentence"); got != said {
		t.Errorf("the pages have %d sentences of %d", got, said)
	}
}

// A stream is a captions.txt that is followed.
type stream struct {
	t     testing.TB
	body  io.Closer
	lines *bufio.Scanner
}

func (p *person) follow(t testing.TB, query string) *stream {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/m/"+p.made.ID+"/captions.txt?follow=1"+query, nil)
	must(t, err)
	req.Header.Set("Authorization", p.bearer())
	res, err := plain.Do(req)
	must(t, err)
	t.Cleanup(func() { _ = res.Body.Close() })
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/plain; charset=utf-8" || res.Header.Get("X-Accel-Buffering") != "no" {
		t.Fatalf("%s %v", res.Status, res.Header)
	}
	return &stream{t, res.Body, bufio.NewScanner(res.Body)}
}

// reads expects lines to come next.
func (s *stream) reads(want ...string) {
	s.t.Helper()
	for _, w := range want {
		if !s.lines.Scan() {
			s.t.Fatalf("the stream ends with %v; %q should come", s.lines.Err(), w)
		}
		if got := s.lines.Text(); got != w {
			s.t.Errorf("%q comes, want %q", got, w)
		}
	}
}

// ends expects nothing more.
func (s *stream) ends() {
	s.t.Helper()
	if s.lines.Scan() {
		s.t.Errorf("%q comes after the end", s.lines.Text())
	}
	must(s.t, s.lines.Err())
}

func TestFollowedText(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "observer", "Ann")
	early := ann.follow(t, "&w=20")
	chair.does(t, "start_meeting", `{}`)
	g.caption(t, "en", 1, ">> ANNA: Good morning, everyone, and welcome.\n")
	early.reads("ANNA:", "Good morning,", "everyone, and", "welcome.")
	g.caption(t, "en", 2, ">> Thank you.\n")
	early.reads("", ">>", "Thank you.")

	late := ann.follow(t, "&w=40")
	late.reads("ANNA:", "Good morning, everyone, and welcome.", "", ">>", "Thank you.")
	g.caption(t, "en", 3, strings.Repeat("\b", len("you.\n"))+"Anna.\n")
	early.reads("[correction " + time.Now().UTC().Format("15:04") + "]")
	early.reads(">> Thank Anna.")
	late.reads("[correction " + time.Now().UTC().Format("15:04") + "] >> Thank Anna.")

	g.caption(t, "en", 4, "The meeting is adj") // and nobody goes on
	chair.does(t, "end_meeting", `{}`)
	early.reads("The meeting is adj", "[The meeting has", "ended.]")
	early.ends()
	late.reads("The meeting is adj", "[The meeting has ended.]")
	late.ends()
	after := ann.follow(t, "&w=120")
	after.reads("ANNA:", "Good morning, everyone, and welcome.", "", ">>", "Thank Anna.", "The meeting is adj", "[The meeting has ended.]")
	after.ends()
}

func TestFollowedTextEnds(t *testing.T) {
	g, ann := started(t)
	chair, bob := g.join(t, "chair", "Sipho"), g.join(t, "observer", "Bob")
	g.caption(t, "en", 1, "Good morning.\n")
	anns, bobs := ann.follow(t, ""), bob.follow(t, "")
	anns.reads("Good morning.")
	bobs.reads("Good morning.")
	chair.does(t, "remove_person", `{"person":"`+bob.Person+`"}`)
	bobs.reads("[You are not in this meeting any more.]")
	bobs.ends()
	g.caption(t, "en", 2, "Good evening.\n")
	anns.reads("Good evening.")
	g.stop()
	anns.reads("[The line ends here: connect again to go", "on.]")
	anns.ends()
}

// A reader who does not read holds nobody back, and is let go when the server stops.
func TestSlowReaderOfText(t *testing.T) {
	if testing.Short() {
		t.Skip("sends more than the kernel holds")
	}
	g, ann := started(t)
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(g.url, "http://"))
	must(t, err)
	defer func() { _ = conn.Close() }()
	must(t, conn.(*net.TCPConn).SetReadBuffer(4096))
	_, err = fmt.Fprintf(conn, "GET /m/%s/captions.txt?follow=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\n\r\n", g.made.ID, ann.bearer())
	must(t, err)

	quick := ann.follow(t, "&w=120")
	line := strings.Repeat("All work and no play makes Jack a dull boy. ", 2)
	for n := 1; n <= 50; n++ {
		began := time.Now()
		g.caption(t, "en", n, strings.Repeat(line+"\n", 600)) // 5 MB in all: more than the kernel holds
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("post %d takes %v", n, took)
		}
		for range 1200 {
			quick.lines.Scan()
		}
	}
	if got := quick.lines.Text(); utf8.RuneCountInString(got) != 43 {
		t.Errorf("the quick reader has read %q", got)
	}
}

// The page of the overlay tells nobody anything: it has the captions from the feeds, or not.
func TestOverlayPage(t *testing.T) {
	g, _ := started(t)
	g.caption(t, "en", 1, "Good morning.\n")
	a := g.get(t, "/m/"+g.made.ID+"/overlay?lines=3")
	if a.StatusCode != http.StatusOK || !strings.Contains(a.body, `data-meeting="`+g.made.ID+`" data-page="overlay"`) ||
		strings.Contains(a.body, "Coordination") || strings.Contains(a.body, "Good morning") {
		t.Errorf("%s %s", a.Status, a.body)
	}
	if a := g.get(t, "/m/none/overlay"); a.StatusCode != http.StatusNotFound {
		t.Errorf("of no meeting: %s", a.Status)
	}
}
