package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// local is the path and query of a link.
func local(t testing.TB, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	must(t, err)
	return u.RequestURI()
}

// caption posts text as number n of a channel's Zoom link.
func (g *gathering) caption(t testing.TB, lang string, n int, text string) answer {
	t.Helper()
	a := g.post(t, fmt.Sprintf("%s&seq=%d&lang=%s", local(t, g.made.Captions[lang].Zoom), n, lang), text, "Content-Type", "text/plain; charset=utf-8")
	if _, err := time.Parse("2006-01-02T15:04:05.000", a.body); err != nil || a.StatusCode != http.StatusOK {
		t.Errorf("post %d: %s %q; clients read the answer as a time", n, a.Status, a.body)
	}
	return a
}

// transcript is the .txt of a channel.
func (p *person) transcript(t testing.TB, lang string) string {
	t.Helper()
	a := p.get(t, "/m/"+p.made.ID+"/captions/"+lang+".txt", "Authorization", p.bearer())
	if a.StatusCode != http.StatusOK || a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s %s: %s", a.Status, a.Header.Get("Cache-Control"), a.body)
	}
	return a.body
}

// started is a meeting under way, and somebody who reads its captions.
func started(t testing.TB) (*gathering, *person) {
	t.Helper()
	g := open(t, "").meet(t, plan)
	g.join(t, "chair", "Sipho").does(t, "start_meeting", `{}`)
	ann := g.join(t, "observer", "Ann")
	return g, ann
}

// A sending is one line of curl.
type sending struct {
	link, query, kind, body string // kind is the content type
}

// Each row is a captioner's program: what it sends, and what the transcript then is.
func TestCaptionPosts(t *testing.T) {
	zoom := func(seq int, body string) sending {
		return sending{"zoom", fmt.Sprintf("&seq=%d", seq), "text/plain", body}
	}
	const at = "2026-03-02T10:00:00.000"
	for _, tt := range []struct {
		rule string
		send []sending
		want string
	}{
		{"pieces of a line join", []sending{zoom(1, "I'M SENDING "), zoom(2, "SEVERAL CAPTIONS.\n")}, "I'M SENDING SEVERAL CAPTIONS.\n"},
		{"a repeat is no second", []sending{zoom(1, "ONE. "), zoom(2, "TWO.\n"), zoom(2, "TWO.\n")}, "ONE. TWO.\n"},
		{"a gap is shown", []sending{zoom(2, "ONE "), zoom(5, "TWO\n")}, "ONE TWO\n"},
		{"numbers may begin at 0", []sending{zoom(0, "ONE "), zoom(1, "TWO\n")}, "ONE TWO\n"},
		{"a new run begins at 1", []sending{zoom(8, "ONE "), zoom(9, "TWO "), zoom(1, "THREE\n")}, "ONE TWO THREE\n"},
		{"a backspace erases", []sending{zoom(1, "lins\bes\n")}, "lines\n"},
		{"too many of them are no error", []sending{zoom(1, strings.Repeat("\b", 100)), zoom(2, "lines\n")}, "lines\n"},
		{"they reach into the post before", []sending{zoom(1, "lins"), zoom(2, "\bes\n")}, "lines\n"},
		{"a line end may be cut in two", []sending{zoom(1, "One.\r"), zoom(2, "\nTwo.\n")}, "One.\nTwo.\n"},
		{"so may a letter", []sending{zoom(1, "caf\xc3"), zoom(2, "\xa9 au lait\n")}, "café au lait\n"},
		{"a letter whose rest never comes is left out", []sending{zoom(1, "caf\xc3"), zoom(2, " noir\n")}, "caf noir\n"},
		{"the old charset of Windows is told", []sending{{"zoom", "&seq=1", "text/plain; charset=windows-1252", "caf\xe9\n"}}, "café\n"},
		{"and guessed", []sending{zoom(1, "\x93caf\xe9\x94\n")}, "“café”\n"},
		{"curl -d says that it is a form", []sending{{"zoom", "&seq=1", "application/x-www-form-urlencoded", "a=1&b=%20+;\n"}}, "a=1&b=%20+;\n"},
		{"any other type is text too", []sending{{"zoom", "&seq=1", "multipart/form-data", "text\n"}}, "text\n"},
		{"or none", []sending{{"zoom", "&seq=1", "", "text\n"}}, "text\n"},
		{"an empty body is a heartbeat", []sending{zoom(1, "ONE "), zoom(2, ""), zoom(2, "TWO\n")}, "ONE TWO\n"},
		{"a number is not needed", []sending{{"zoom", "", "text/plain", "ONE "}, {"zoom", "", "text/plain", "TWO\n"}}, "ONE TWO\n"},
		{"nor need it be one", []sending{{"zoom", "&seq=one", "text/plain", "ONE "}, {"zoom", "&seq=-2", "text/plain", "TWO\n"}}, "ONE TWO\n"},
		{"of two numbers the last counts", []sending{zoom(1, "ONE "), {"zoom", "&seq=1&seq=2", "", "TWO.\n"}, zoom(2, "TWO.\n")}, "ONE TWO.\n"},
		{"a semicolon in the query is a character", []sending{{"zoom", "&name=a;b&seq=1", "", "ONE\n"}}, "ONE\n"},
		{"nonsense in the query is nothing", []sending{{"zoom", "&x=%zz&seq=1", "", "ONE\n"}}, "ONE\n"},
		{"another language than the channel's is taken", []sending{{"zoom", "&seq=1&lang=fr-FR", "", "UN\n"}}, "UN\n"},
		{"NUL and other controls are no text", []sending{zoom(1, "O\x00N\x1bE\n")}, "ONE\n"},

		{"each Teams post is a line", []sending{{"teams", "", "", "One thing."}, {"teams", "", "", "Another thing."}}, "One thing.\nAnother thing.\n"},
		{"with a number and a language too", []sending{{"teams", "&seq=1&lang=en-us", "", "One thing."}, {"teams", "&seq=2", "", "Another thing."}}, "One thing.\nAnother thing.\n"},
		{"posts of any box are pieces with a space between", []sending{{"any", "", "", "the end"}, {"any", "", "", "of the"}, {"any", "&seq=3", "", "day"}}, "the end of the day\n"},
		{"even after one that ends with a space", []sending{{"any", "", "", "the end "}, {"any", "", "", "of the"}, {"any", "", "", "day"}}, "the end of the day\n"},
		{"unless the link says otherwise", []sending{{"any", "&cvmode=stream", "", "the e"}, {"any", "&cvmode=stream", "", "nd"}}, "the end\n"},
		{"lines for Webex too", []sending{{"any", "&cvmode=line", "", "One thing."}, {"any", "&cvmode=line", "", "Another thing."}}, "One thing.\nAnother thing.\n"},
		{"YouTube's texts without their times", []sending{{"youtube", "&seq=0", "text/plain", at + "\nOne thing.\n" + at + " region:reg1#cue1\nAnother<br>thing.\n"}}, "One thing.\nAnother thing.\n"},
		{"with a signature as well", []sending{{"zoom", "&key=yt_qc&seq=1", "text/plain", "One thing.\n" + at + "\nAnother.\n"}}, "One thing.\nAnother.\n"},
		{"and told by nothing but a time", []sending{zoom(1, at+"\nOne thing.\n"), zoom(2, at+"\nAnother.\n")}, "One thing.\nAnother.\n"},
		{"unless the link says that it is text", []sending{{"zoom", "&cvmode=stream&seq=1", "", at + "\nOne thing.\n"}}, at + " One thing.\n"},
		{"windows of a display, because the link says so", []sending{{"zoom", "&cvmode=rolling&seq=1", "", "One two"}, {"zoom", "&cvmode=rolling&seq=2", "", "One two\nthree"}, {"zoom", "&cvmode=rolling&seq=3", "", "three four"}}, "One two three four\n"},
		{"or because they look like it", []sending{zoom(1, "We begin the meeting"), zoom(2, "We begin the meeting with"), zoom(3, "We begin the meeting with\nitem"), zoom(4, "We begin the meeting with\nitem two"), zoom(5, "item two, please.")}, "We begin the meeting with item two, please.\n"},
		{"a Zoom link that sends no spaces has them put in", []sending{zoom(1, "the end"), zoom(2, "of the"), zoom(3, "day")}, "the end of the day\n"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			t.Parallel()
			g, ann := started(t)
			links := map[string]string{"zoom": g.made.Captions["en"].Zoom, "teams": g.made.Captions["en"].Teams, "any": g.made.Captions["en"].Any, "youtube": g.made.Captions["en"].YouTube}
			for _, s := range tt.send {
				if a := g.post(t, local(t, links[s.link])+s.query, s.body, "Content-Type", s.kind); a.StatusCode != http.StatusOK {
					t.Errorf("%+v: %s %s", s, a.Status, a.body)
				}
			}
			if got := ann.transcript(t, "en"); got != tt.want {
				t.Errorf("the transcript is %q, want %q", got, tt.want)
			}
		})
	}
}
