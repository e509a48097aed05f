package server_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	law "example.org/convener/meeting/group"
)

// acc-J4: whoever wants to take part is told how, without a session and scripts.
func TestAccessPage(t *testing.T) {
	h := open(t, "")
	at := func(days int) string { return time.Now().AddDate(0, 0, days).UTC().Format(time.RFC3339) }
	h.meet(t, fmt.Sprintf(`{"title":"Long gone","starts":%q}`, at(-3)))
	first := h.meet(t, fmt.Sprintf(`{"title":"First","starts":%q,"channels":[{"lang":"en","title":"English"},{"lang":"fr","title":"Français","source":"translated","of":"en"}]}`, at(2)))
	for i := range 6 {
		h.meet(t, fmt.Sprintf(`{"title":"Later %d","starts":%q}`, i, at(3+i)))
	}
	off := h.meet(t, fmt.Sprintf(`{"title":"Called off","starts":%q}`, at(1)))
	off.join(t, "chair", "Sipho").does(t, "cancel_meeting", `{}`)
	read := func() string {
		t.Helper()
		a := h.get(t, "/access")
		if a.StatusCode != http.StatusOK || strings.Contains(a.body, "<script") || regexp.MustCompile(`\[(access|source)[a-z-]*\]`).MatchString(a.body) {
			t.Fatalf("%s %s", a.Status, a.body)
		}
		return html.UnescapeString(a.body)
	}
	page := read()
	for late := time.Now().Add(10 * time.Second); strings.Contains(page, "Called off") && time.Now().Before(late); {
		page = read() // the list learns of it in a moment
	}
	for _, want := range []string{
		`<a href="/m/` + first.made.ID + `"><bdi>First</bdi></a>`, "Captions in: <bdi>English</bdi>, <bdi>Français</bdi> (translated)", "Later 3",
		"Write to whoever sent you the link", "“I cannot follow”", "text and braille view", "By telephone",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, not := range []string{"Long gone", "Later 4", "Called off"} {
		if strings.Contains(page, not) {
			t.Errorf("the page has %s", not)
		}
	}
	s := h.group(t).Settings
	s.Access = law.Access{
		Languages: []string{"Kiswahili"}, Signs: []law.Sign{{Language: "LSF", Link: "https://example.org/lsf"}},
		Interpreters: "Awa and Jean", Phone: "+33 1 00 00", Help: "Ask Noor.\nOr call.", Breaks: "Every hour.",
	}
	if got := h.agree(t, 0, s, admin); got.StatusCode != http.StatusOK {
		t.Fatal(got.body)
	}
	page = read()
	for _, want := range []string{"Kiswahili", "LSF", `href="https://example.org/lsf"`, "Awa and Jean", "+33 1 00 00", "Ask Noor.\nOr call.", "Every hour."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks what the group says, %s", want)
		}
	}
	if strings.Contains(page, "Write to whoever sent you the link") {
		t.Error("who helps is said twice")
	}
}

// acc-J4: the way to it stands at the same place on every page.
func TestAccessIsLinkedFromEveryPage(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, plan)
	ann := g.join(t, "participant", "Ann")
	ann.does(t, "raise_alarm", `{"what":"sound"}`)
	links := regexp.MustCompile(`(?s)<header>.*?(<a class="how".*?)</p></header>`)
	m := "/m/" + g.made.ID
	want := links.FindStringSubmatch(h.get(t, "/").body)[1]
	if !strings.HasSuffix(want, `<a class="how" href="/access">Access and help</a>`) {
		t.Fatalf("the links are %s", want)
	}
	for _, path := range []string{"/how", "/access", "/new", "/captioner", "/s/none", m, m + "/text", m + "/minutes", m + "/overlay", "/m/nothing"} {
		found := links.FindStringSubmatch(g.request(t, ann.client, http.MethodGet, path, "").body)
		if len(found) != 2 || strings.Replace(found[1], ` aria-current="page"`, "", 1) != want {
			t.Errorf("%s has %q, want %q", path, found, want)
		}
	}
}
