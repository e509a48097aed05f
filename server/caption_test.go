package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/convener/server/journal"
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
		{"a Zoom link that sends no spaces has them put in", []sending{zoom(1, "the end"), zoom(2, "of the"), zoom(3, "day")}, "the end of the day\n"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			t.Parallel()
			g, ann := started(t)
			links := map[string]string{"zoom": g.made.Captions["en"].Zoom, "teams": g.made.Captions["en"].Teams, "any": g.made.Captions["en"].Any}
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

// What is refused, and how: clients look at the status.
func TestCaptionRefusals(t *testing.T) {
	g, _ := started(t)
	en := g.made.Captions["en"]
	zoom, teams, box := local(t, en.Zoom), local(t, en.Teams), local(t, en.Any)
	wrong := func(link string) string {
		before, _, _ := strings.Cut(link, "cvs_")
		return before + "cvs_aaaa"
	}
	for _, tt := range []struct {
		rule, method, path, body string
		status                   int
		header, value            string
	}{
		{"GET on the path for posts", "GET", zoom, "", 405, "Allow", "POST, OPTIONS"},
		{"PUT too", "PUT", zoom, "x", 405, "Allow", "POST, OPTIONS"},
		{"GET of Teams' path", "GET", teams, "", 405, "Allow", "POST, OPTIONS"},
		{"GET of the box's path", "GET", box, "", 405, "Allow", "POST, OPTIONS"},
		{"a wrong secret", "POST", wrong(zoom) + "&seq=1", "x", 403, "", ""},
		{"no secret", "POST", "/closedcaption?seq=1", "x", 403, "", ""},
		{"a wrong secret of Teams", "POST", wrong(teams), "x", 401, "", ""},
		{"a wrong secret of the box", "POST", wrong(box), "x", 403, "", ""},
		{"a link to the meeting is none for captions", "POST", "/cc/" + g.made.Links["chair"][strings.Index(g.made.Links["chair"], "#")+1:], "x", 403, "", ""},
		{"the number for a wrong secret", "GET", strings.Replace(wrong(zoom), "?", "/seq?", 1), "", 403, "", ""},
		{"more than 64 KiB", "POST", zoom + "&seq=1", strings.Repeat("a", 64<<10+1), 413, "", ""},
		{"a page asks first", "OPTIONS", zoom, "", 204, "Access-Control-Allow-Origin", "*"},
		{"for the number too", "OPTIONS", strings.Replace(zoom, "?", "/seq?", 1), "", 204, "Access-Control-Allow-Methods", "GET, POST, OPTIONS"},
		{"a page may read the answer", "POST", zoom + "&seq=1", "x", 200, "Access-Control-Allow-Origin", "*"},
		{"from anywhere", "POST", teams, "x", 200, "Cross-Origin-Resource-Policy", "cross-origin"},
		{"even a refusal", "POST", wrong(zoom), "x", 403, "Access-Control-Allow-Origin", "*"},
		{"64 KiB", "POST", zoom + "&seq=2", strings.Repeat("a", 64<<10), 200, "", ""},
		{"a slash too many leads nowhere", "POST", "/closedcaption/?seq=1", "x", 404, "Location", ""},
	} {
		a := g.request(t, plain, tt.method, tt.path, tt.body, "Origin", "https://captioner.example")
		if a.StatusCode != tt.status || a.Header.Get(tt.header) != tt.value {
			t.Errorf("%s: %s, %s: %q; want %d, %q", tt.rule, a.Status, tt.header, a.Header.Get(tt.header), tt.status, tt.value)
		}
	}
}

func TestCaptionNumbers(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair := g.join(t, "chair", "Sipho")
	number := func() string {
		a := g.get(t, strings.Replace(local(t, g.made.Captions["en"].Zoom), "?", "/seq?", 1)+"&seq=7&lang=en")
		if a.StatusCode != http.StatusOK || a.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s %v", a.Status, a.Header)
		}
		return a.body
	}
	want := func(rule, want string) {
		t.Helper()
		if got := number(); got != want {
			t.Errorf("%s: %s, want %s", rule, got, want)
		}
	}
	want("before the start", "0")
	g.caption(t, "en", 4, "testing ")
	want("of the rehearsal", "4")
	chair.does(t, "start_meeting", `{}`)
	want("at the start", "0")
	g.caption(t, "en", 5, "ONE ")
	g.caption(t, "en", 6, "")
	want("a heartbeat does not count", "5")
	g.caption(t, "en", 7, "TWO\n")
	want("after a gap", "7")
	g.caption(t, "en", 1, "THREE\n")
	want("after a new run began", "1")
}

// Before the start, captioners rehearse: those who run the meeting see it, and it is kept
// nowhere. After the end nothing is taken.
func TestCaptionsBeforeAndAfter(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "participant", "Ann")
	captions := g.api("/feeds/captions/en?wait=1")
	g.caption(t, "en", 1, "testing, testing\n")
	if p := g.read(t, captions, "Authorization", chair.bearer()); !strings.Contains(string(p.Set["seg/1"]), "testing") {
		t.Errorf("the chair reads %+v", p)
	}
	if p := g.read(t, captions, "Authorization", ann.bearer()); p != nil && len(p.Set) > 0 {
		t.Errorf("a participant reads %+v", p)
	}
	if got := ann.transcript(t, "en"); got != "" {
		t.Errorf("the transcript is %q", got)
	}
	chair.does(t, "start_meeting", `{}`)
	g.caption(t, "en", 2, "Good morning.\n")
	g.caption(t, "ja", 1, "おはようございます。\n")
	if got := ann.transcript(t, "en"); got != "Good morning.\n" {
		t.Errorf("the transcript is %q", got)
	}
	if got := ann.transcript(t, "ja"); got != "おはようございます。\n" {
		t.Errorf("in Japanese it is %q", got)
	}
	if n, kept := g.entries(t, journal.Stream("captions/"+g.made.ID+"/en")); n == 0 || strings.Contains(kept, "testing") || strings.Contains(kept, "cvs_") {
		t.Errorf("the journal has %s", kept)
	}
	chair.does(t, "end_meeting", `{}`)
	if a := g.post(t, local(t, g.made.Captions["en"].Zoom)+"&seq=3", "Bye."); a.StatusCode != http.StatusBadRequest || strings.Contains(a.body, "\n") || a.body == "" {
		t.Errorf("after the end: %s %q", a.Status, a.body)
	}
	if a := g.get(t, "/m/"+g.made.ID+"/captions/en.txt"); a.StatusCode != http.StatusNotFound {
		t.Errorf("without a session: %s", a.Status)
	}
}

func TestTooManyPosts(t *testing.T) {
	g, _ := started(t)
	link := local(t, g.made.Captions["en"].Any)
	for n := range 200 {
		if a := g.post(t, link, ""); a.StatusCode == http.StatusTooManyRequests {
			if n < 60 || a.Header.Get("Retry-After") != "1" {
				t.Errorf("post %d: %v", n, a.Header)
			}
			g.caption(t, "ja", 1, "another link is free\n")
			return
		}
	}
	t.Error("two hundred posts at once are taken")
}

// Some programs count characters where HTTP counts bytes: the body is cut in a letter.
func TestContentLengthInCharacters(t *testing.T) {
	g, ann := started(t)
	send := func(seq int, body string, length int) int {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(g.url, "http://"))
		must(t, err)
		defer func() { _ = conn.Close() }()
		_, err = fmt.Fprintf(conn, "POST %s&seq=%d HTTP/1.1\r\nHost: %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s",
			local(t, g.made.Captions["en"].Zoom), seq, strings.TrimPrefix(g.url, "http://"), length, body)
		must(t, err)
		must(t, conn.(*net.TCPConn).CloseWrite()) // as some do; what was said is taken all the same
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		must(t, err)
		_, err = io.Copy(io.Discard, res.Body)
		must(t, err)
		must(t, res.Body.Close())
		return res.StatusCode
	}
	const body = "ààà" // three characters are a letter and a half
	if got := send(1, body, utf8.RuneCountInString(body)); got != http.StatusOK {
		t.Errorf("a length in characters: %d", got)
	}
	if got := send(2, " encore ", 100); got != http.StatusOK {
		t.Errorf("a body that ends too early: %d", got)
	}
	if got := send(3, "là\n", len("là\n")); got != http.StatusOK {
		t.Errorf("a whole one: %d", got)
	}
	got := ann.transcript(t, "en")
	if strings.Contains(got, "\ufffd") || strings.Contains(got, "lost") || got != "à encore là\n" {
		t.Errorf("the transcript is %q", got)
	}
}

// Every word of a real transcript, posted in pieces, comes out in order, and none twice.
func TestEveryWordComesOut(t *testing.T) {
	const name = "../../shared/data/captioned-sessions/SRCCON2016-friday-closing.txt"
	b, err := os.ReadFile(name)
	if err != nil {
		t.Skip("the transcript ", name, " is not here: nothing is posted")
	}
	g, ann := started(t)
	link := local(t, g.made.Captions["en"].Zoom)
	text := strings.ToValidUTF8(string(b), "")
	for seq, rest := 1, text; rest != ""; seq++ {
		n := min(len(rest), 400+seq%97) // wherever that is: in words, in letters
		piece := rest[:n]
		for range 1 + seq%5/4 { // every fifth twice
			for {
				a := g.post(t, fmt.Sprintf("%s&cvmode=stream&seq=%d", link, seq), piece)
				if a.StatusCode == http.StatusOK {
					break
				}
				if a.StatusCode != http.StatusTooManyRequests {
					t.Fatalf("post %d: %s %s", seq, a.Status, a.body)
				}
				wait(t, g, ann) // as the server asks: until a second is over
			}
		}
		rest = rest[n:]
	}
	want, got := words(text), words(ann.transcript(t, "en"))
	if !slices.Equal(got, want) {
		i := 0
		for i < min(len(got), len(want)) && got[i] == want[i] {
			i++
		}
		t.Errorf("%d words, want %d; from word %d on %q, want %q", len(got), len(want), i, got[i:min(i+8, len(got))], want[i:min(i+8, len(want))])
	}
}

// words are the letters and digits of text, word by word: labels are written anew.
func words(text string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(text, ">>", " "), func(r rune) bool { return strings.ContainsRune(" \t\r\n:\ufeff\u00a0", r) })
}

// wait lets a second pass, as a poll does that nothing ends.
func wait(t *testing.T, g *gathering, p *person) {
	t.Helper()
	me := g.read(t, g.api("/feeds/me"), "Authorization", p.bearer())
	g.read(t, g.api("/feeds/me?wait=1&since="+me.Cursor), "Authorization", p.bearer())
}
