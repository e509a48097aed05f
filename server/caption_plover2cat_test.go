package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"example.org/convener/captions/ingest"
)

// A plover2CAT posts as that program does: it asks for the number first, at a path that it
// puts in the place of the link's own, and then sends what its display shows after every
// word and every space, with a Content-Length that counts letters and not bytes. Source:
// captionWorker.py of greenwyrt/plover2CAT.
type plover2CAT struct {
	host, link string
	seq        int
	lines      []string
}

// Its display, in letters and lines, as that program suggests.
const (
	maxLength = 32
	maxLines  = 3
)

func newPlover2CAT(t *testing.T, g *gathering) *plover2CAT {
	t.Helper()
	p := &plover2CAT{host: strings.TrimPrefix(g.url, "http://"), link: local(t, g.made.Captions["en"].Zoom)}
	_, query, _ := strings.Cut(p.link, "?")
	a := g.get(t, "/closedcaption/seq?"+query)
	n, err := strconv.Atoi(a.body)
	must(t, err)
	p.seq = n + 1
	return p
}

// write is its make_roll_caps.
func (p *plover2CAT) write(t *testing.T, chunk string) {
	t.Helper()
	last := len(p.lines) - 1
	if last >= 0 && len(p.lines[last])+len(chunk) <= maxLength {
		p.lines[last] += chunk
	} else {
		p.lines = append(p.lines[max(0, len(p.lines)-maxLines+1):], chunk)
	}
	var shown []string
	for _, line := range p.lines {
		if line = strings.TrimLeft(line, " "); line != "" {
			shown = append(shown, line)
		}
	}
	p.send(t, strings.Join(shown, "\n"))
}

// send is its send_zoom, over urllib: a connection for each post.
func (p *plover2CAT) send(t *testing.T, text string) {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", p.host)
	must(t, err)
	defer func() { _ = conn.Close() }()
	_, err = fmt.Fprintf(conn, "POST %s&seq=%d&lang=en-US HTTP/1.1\r\nHost: %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
		p.link, p.seq, p.host, utf8.RuneCountInString(text), text)
	must(t, err)
	p.seq++
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	must(t, err)
	_, err = io.Copy(io.Discard, res.Body)
	must(t, err)
	must(t, res.Body.Close())
	if res.StatusCode != http.StatusOK {
		t.Fatalf("post %d: %s", p.seq-1, res.Status)
	}
}

// What plover2CAT sends comes out as what was written, though every window is cut by as
// many bytes as it has accents: what one lost the next one shows. The captioner is told.
func TestPlover2CAT(t *testing.T) {
	g, ann := started(t)
	p := newPlover2CAT(t, g)
	if p.seq != 1 {
		t.Errorf("it begins with the number %d", p.seq)
	}
	text := strings.Fields("Voilà le résumé: où était le café, à côté? Le président dit déjà non, everything considered carefully beforehand, notwithstanding contributions afterwards concerning paragraph seventeen.")
	for i, word := range text {
		if i > 0 {
			p.write(t, " ")
		}
		p.write(t, word)
	}
	if got := strings.Fields(ann.transcript(t, "en")); !slices.Equal(got, text) {
		t.Errorf("%q", got)
	}
	if told := g.monitor(t, "en", "").Source; told.Mode != ingest.Rolling || told.BodyCut == 0 {
		t.Errorf("the captioner is told %+v", told)
	}
	if again := newPlover2CAT(t, g); again.seq != p.seq {
		t.Errorf("when it comes again it begins with %d, not %d", again.seq, p.seq)
	}
}
