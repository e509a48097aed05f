package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.org/convener/captions/ingest"
)

// The conformance tests of Zoom's shape, one line each (captions reference, 1.1): what is
// posted to a fresh link, what readers then have, and what the captioner is told.
func TestZoomConformance(t *testing.T) {
	post := func(query, body string) sending { return sending{"", query, "text/plain; charset=utf-8", body} }
	for _, tt := range []struct {
		rule string
		lang string
		send []sending
		want string
		told ingest.Counts
	}{
		{"two posts are one line", "en", []sending{post("&seq=1", "I'M SENDING "), post("&seq=2", "SEVERAL CAPTIONS.\n")}, "I'M SENDING SEVERAL CAPTIONS.\n", ingest.Counts{Words: 4}},
		{"the second again is no duplicate", "en", []sending{post("&seq=1", "I'M SENDING "), post("&seq=2", "SEVERAL CAPTIONS.\n"), post("&seq=2", "SEVERAL CAPTIONS.\n")}, "I'M SENDING SEVERAL CAPTIONS.\n", ingest.Counts{Words: 4, Duplicates: 1}},
		{"5 after 2 is shown, and the two are missed", "en", []sending{post("&seq=2", "ONE "), post("&seq=5", "TWO\n")}, "ONE TWO\n", ingest.Counts{Words: 2, Gaps: 2}},
		{"a backspace within a body", "en", []sending{post("&seq=1", "lins\x08es")}, "lines\n", ingest.Counts{Words: 1, Erases: 1}},
		{"which takes back what people see as one", "en", []sending{post("&seq=1&eraseUnit=grapheme", "cafe\u0301\x08é\n")}, "café\n", ingest.Counts{Words: 1, Erases: 1}},
		{"a hundred at the start", "en", []sending{post("&seq=1", strings.Repeat("\x08", 100)), post("&seq=2", "lines\n")}, "lines\n", ingest.Counts{Erases: 100}},
		{"CR and LF in two posts are one break", "en", []sending{post("&seq=1", "One.\r"), post("&seq=2", "\nTwo.\n")}, "One.\nTwo.\n", ingest.Counts{Words: 2}},
		{"a body cut in a letter", "en", []sending{post("&seq=1", "caf\xc3"), post("&seq=2", " noir\n")}, "caf noir\n", ingest.Counts{Words: 2, BodyCut: 1}},
		{"jp-JP is Japanese", "ja", []sending{post("&seq=1&lang=jp-JP", "はい。\n")}, "はい。\n", ingest.Counts{Words: 1}},
		{"and no English", "en", []sending{post("&seq=1&lang=jp-JP", "はい。\n")}, "はい。\n", ingest.Counts{Words: 1, LangMismatch: 1}},
		{"an empty body", "en", []sending{post("&seq=1", "")}, "", ingest.Counts{}},
		{"curl -d", "en", []sending{{"", "&seq=1", "application/x-www-form-urlencoded", "a=1&b=%20+;\n"}}, "a=1&b=%20+;\n", ingest.Counts{Words: 1}},
		{"a charset that is not said", "en", []sending{post("&seq=1", "caf\xe9 noir\n")}, "café noir\n", ingest.Counts{Words: 2, CharsetGuess: 1}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			t.Parallel()
			g, ann := started(t)
			link := local(t, g.made.Captions[tt.lang].Zoom)
			if a := g.get(t, strings.Replace(link, "?", "/seq?", 1)); a.body != "0" {
				t.Errorf("a fresh link has the number %s", a.body)
			}
			for _, s := range tt.send {
				if a := g.post(t, link+s.query, s.body, "Content-Type", s.kind); a.StatusCode != http.StatusOK {
					t.Errorf("%+v: %s %s", s, a.Status, a.body)
				}
			}
			if got := ann.transcript(t, tt.lang); got != tt.want {
				t.Errorf("the transcript is %q, want %q", got, tt.want)
			}
			if got := g.monitor(t, tt.lang, "").Source; got.Counts != tt.told || got.Seen == nil {
				t.Errorf("the captioner is told %+v", got)
			}
		})
	}
}

// A captioner is told how the text is read, and how late it is, for the link it is posted
// to; in a rehearsal too.
func TestACaptionerIsToldHowTheLinkDoes(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair := g.join(t, "chair", "Sipho")
	en := g.made.Captions["en"]
	if got := g.monitor(t, "en", "").Source; got.Mode != "" || got.Seen != nil || got.Delay != nil {
		t.Errorf("before anything: %+v", got)
	}
	g.post(t, local(t, en.Teams), "testing")
	if got := g.monitor(t, "en", "").Source; got.Mode != ingest.Lines || got.Words != 1 {
		t.Errorf("in the rehearsal: %+v", got)
	}
	chair.does(t, "start_meeting", `{}`)
	stamp := time.Now().UTC().Add(-5 * time.Second)
	for _, tt := range []struct {
		link, query, body string
		want              ingest.Mode
	}{
		{en.YouTube, "&seq=1", stamp.Format("2006-01-02T15:04:05.000") + "\nOne.\n", ingest.Stamped},
		{en.Zoom, "&seq=2", "Two. ", ingest.Stream},
		{en.Zoom, "&seq=3&cvmode=chunk", "Three.", ingest.Chunk},
		{en.Zoom, "&seq=4&cvmode=rolling", "Four", ingest.Rolling},
	} {
		a := g.post(t, local(t, tt.link)+tt.query, tt.body, "X-Timestamp", stamp.Format("2006-01-02T15:04:05.0000000Z"))
		if got := g.monitor(t, "en", "").Source; got.Mode != tt.want || a.StatusCode != http.StatusOK {
			t.Errorf("%s: %s, %+v", tt.query, a.Status, got)
		}
	}
	got := g.monitor(t, "en", "").Source
	if got.Delay == nil || *got.Delay < 4900 || *got.Delay > 60_000 || got.Seq != 4 {
		t.Errorf("text five seconds old: %+v", got)
	}
	if ja := g.monitor(t, "ja", "").Source; ja.Seen != nil {
		t.Errorf("another link: %+v", ja)
	}
}

// The language may be told by a header, as StreamText does; the query counts before it.
func TestLanguageOfAPost(t *testing.T) {
	for _, tt := range []struct {
		query, header string
		mismatch      int
	}{
		{"", "en-US", 0},
		{"", "fr-FR, en", 1},
		{"&lang=en", "fr", 0},
		{"&lang=fr", "en", 1},
	} {
		t.Run(fmt.Sprintf("%s %s", tt.query, tt.header), func(t *testing.T) {
			g, _ := started(t)
			g.post(t, local(t, g.made.Captions["en"].Zoom)+"&seq=1"+tt.query, "One ", "Content-Language", tt.header)
			if got := g.monitor(t, "en", "").Source.LangMismatch; got != tt.mismatch {
				t.Errorf("%d posts in another language", got)
			}
		})
	}
}
