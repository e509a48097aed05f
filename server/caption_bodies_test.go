package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

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
