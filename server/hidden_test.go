package server_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

// hiding is a meeting with an item that only those who run it see, and one that only the
// people in it see, with items below them and papers on them, of which each says who may
// know it.
func hiding(t *testing.T) *gathering {
	t.Helper()
	g := open(t, "").meet(t, `{"title":"Hiding","series":"hiding","agenda":[{"title":"Seen","kind":"discussion","minutes":5},
		{"title":"CHAIRS title","kind":"discussion","minutes":5,"visibility":"chair","presenters":["CHAIRS presenter"],"description":"CHAIRS description","links":[{"title":"CHAIRS link","url":"https://example.org/CHAIRS"}]},
		{"title":"CHAIRS child","kind":"discussion","minutes":5,"level":2},
		{"title":"INSIDE title","kind":"discussion","minutes":5,"visibility":"present","description":"INSIDE description"},
		{"title":"INSIDE child","kind":"discussion","minutes":5,"level":2}]}`)
	chair := g.join(t, "chair", "Ada")
	chair.does(t, "start_meeting", `{}`)
	for _, item := range []string{"3", "5"} { // the current item is the one that is seen
		mark := map[string]string{"3": "CHAIRS", "5": "INSIDE"}[item]
		chair.does(t, "add_note", `{"item":`+item+`,"text":"`+mark+` note"}`)
		chair.does(t, "record_decision", `{"item":`+item+`,"text":"`+mark+` decision"}`)
		chair.does(t, "record_action", `{"item":`+item+`,"text":"`+mark+` action"}`)
	}
	chair.does(t, "start_item", `{"item":3,"after":2}`)
	chair.does(t, "open_queue", `{}`)
	chair.does(t, "raise_hand", `{"class":"topic","note":"CHAIRS hand"}`)
	chair.does(t, "call_next", `{"after":0,"head":`+regexp.MustCompile(`"hands":\[\{"id":(\d+)`).FindStringSubmatch(chair.whole(t))[1]+`}`)
	return g
}

// whole is all that a person's feed of the meeting has.
func (p *person) whole(t *testing.T) string {
	t.Helper()
	return p.get(t, p.api("/feeds/meeting"), "Authorization", p.bearer()).body
}

// A3: what is hidden from somebody is in nothing that they can get, on no route there is.
func TestHiddenItemsAppearNowhere(t *testing.T) {
	g := hiding(t)
	for _, reader := range []struct {
		role   string
		hidden []string
	}{
		{"", []string{"CHAIRS", "INSIDE"}},
		{"observer", []string{"CHAIRS"}},
		{"participant", []string{"CHAIRS"}},
		{"manager", nil},
		{"secretary", nil},
		{"chair", nil},
	} {
		var p *person
		if reader.role != "" {
			p = g.join(t, reader.role, "Ben")
		}
		crawled := crawl(t, g, p)
		for path, body := range crawled {
			for _, mark := range reader.hidden {
				if strings.Contains(body, mark) {
					t.Errorf("%q gets %s on %s", reader.role, mark, path)
				}
			}
		}
		all := ""
		for _, body := range crawled {
			all += body
		}
		for _, mark := range []string{"CHAIRS", "INSIDE"} { // who may see it does
			if seen := strings.Contains(all, mark); seen != !strings.Contains(strings.Join(reader.hidden, " "), mark) {
				t.Errorf("%q sees %s: %v", reader.role, mark, seen)
			}
		}
	}
}

// crawl gets every page and file of a meeting, as somebody or as the public. Streams are
// left out: they are the feeds, which are read.
func crawl(t *testing.T, g *gathering, p *person) map[string]string {
	t.Helper()
	client, header := http.DefaultClient, []string(nil)
	if p != nil {
		client, header = p.client, []string{"Authorization", p.bearer()}
	}
	routes, ok := g.handler.(*echo.Echo)
	if !ok {
		t.Fatal("the handler has no list of routes")
	}
	got := make(map[string]string)
	for _, r := range routes.Routes() {
		if r.Method != http.MethodGet || strings.HasSuffix(r.Path, "/events") || strings.HasSuffix(r.Path, "socket") || strings.HasPrefix(r.Path, "/assets") {
			continue
		}
		for _, path := range filled(t, g, r.Path) {
			got[path] = g.request(t, client, http.MethodGet, path, "", header...).body
		}
	}
	if len(got) < 25 {
		t.Fatalf("only %d routes were found", len(got))
	}
	return got
}

// filled are the paths that a route has for a meeting.
func filled(t *testing.T, g *gathering, route string) (paths []string) {
	t.Helper()
	values := map[string][]string{
		":id": {g.made.ID}, ":file": {"en.txt", "en.vtt", "en.srt", "en.json"},
		":code": {"aaaaa"}, ":secret": {"aaaaa"}, ":link": {"aaaaa"},
		"*": {"meeting", "me", "presence", "captions/en"},
	}
	paths = []string{route}
	for param, fills := range values {
		var next []string
		for _, path := range paths {
			if !strings.Contains(path, param) {
				next = append(next, path)
				continue
			}
			for _, fill := range fills {
				next = append(next, strings.Replace(path, param, fill, 1))
			}
		}
		paths = next
	}
	for _, path := range paths {
		if strings.Contains(path, ":") {
			t.Fatalf("the crawler does not know what %s stands for", path)
		}
	}
	return paths
}
