package server_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
)

// form posts what a page's form says to the meeting's page.
func (g *gathering) form(t *testing.T, client *http.Client, in url.Values, header ...string) answer {
	t.Helper()
	return g.request(t, client, http.MethodPost, "/m/"+g.made.ID, in.Encode(), append([]string{"Content-Type", "application/x-www-form-urlencoded"}, header...)...)
}

func TestJoinWithoutScripts(t *testing.T) {
	g := open(t, "").meet(t, plan)
	jar, err := cookiejar.New(nil)
	must(t, err)
	ann := &http.Client{Jar: jar}
	in := url.Values{"link": {g.made.Links["secretary"]}, "name": {"Ann"}, "body": {"Access Coalition"}, "way": {"type"}}
	a := g.form(t, ann, in, "Sec-Fetch-Site", "same-origin", "Origin", "null")
	if a.StatusCode != http.StatusOK || !strings.Contains(a.body, `href="/m/`+g.made.ID+`/minutes"`) {
		t.Fatalf("Ann comes to %s %s", a.Status, a.body)
	}
	for _, path := range []string{"/minutes", "/captions/en.txt"} {
		if a := g.request(t, ann, http.MethodGet, "/m/"+g.made.ID+path, ""); a.StatusCode != http.StatusOK {
			t.Errorf("Ann reads %s: %s", path, a.Status)
		}
	}
}

func TestAFormThatIsNotTakenSaysWhyAndKeepsWhatWasTyped(t *testing.T) {
	g := open(t, "").meet(t, plan)
	good := url.Values{"link": {g.made.Links["chair"]}, "name": {"Ann"}}
	for _, tt := range []struct {
		rule   string
		in     url.Values
		header []string
		want   string
	}{
		{"a link of nobody's", url.Values{"link": {"cvl_old"}, "name": {"Ann"}}, nil, "This link does not work"},
		{"no name", url.Values{"link": {g.made.Links["chair"]}}, nil, "A name has from 1 to 80 characters."},
		{"from another site", good, []string{"Sec-Fetch-Site", "cross-site"}, "This form came from elsewhere"},
		{"from a page of another origin", good, []string{"Origin", "https://elsewhere.example"}, "This form came from elsewhere"},
	} {
		a := g.form(t, plain, tt.in, tt.header...)
		if a.StatusCode < 400 || a.StatusCode >= 500 || !strings.Contains(a.body, tt.want) || !strings.Contains(a.body, "<title>Error: ") || len(a.Cookies()) > 0 {
			t.Errorf("%s: %s %s", tt.rule, a.Status, a.body)
		}
	}
	if a := g.form(t, plain, url.Values{"link": {"cvl_old"}, "name": {"Ann <b>"}}); !strings.Contains(a.body, `value="Ann &lt;b&gt;"`) || !strings.Contains(a.body, `value="cvl_old"`) {
		t.Errorf("what was typed is gone: %s", a.body)
	}
}
