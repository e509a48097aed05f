package server_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"
)

// screen is the path of a second screen of p.
func (p *person) screen(t testing.TB) string {
	t.Helper()
	a := p.post(t, p.api("/screens"), "", "Authorization", p.bearer())
	if a.StatusCode != http.StatusCreated || a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s %v %s", a.Status, a.Header, a.body)
	}
	var made struct {
		URL     string    `json:"url"`
		Expires time.Time `json:"expires"`
	}
	a.decode(t, &made)
	u, err := url.Parse(made.URL)
	must(t, err)
	if left := time.Until(made.Expires); u.Host != p.public.Host || left < 9*time.Minute || left > 10*time.Minute {
		t.Errorf("%s lasts %v", made.URL, left)
	}
	return u.Path
}

const formType = "application/x-www-form-urlencoded"

// A second screen is the same person on another device, by a code that works once.
func TestSecondScreen(t *testing.T) {
	g, ann := started(t)
	g.caption(t, "en", 1, "Good morning.\n")
	for view, where := range map[string]string{"text": "/text", "captions": "?view=captions", "": "?view=captions"} {
		path := ann.screen(t)
		for range 2 {
			page := g.get(t, path)
			if page.StatusCode != http.StatusOK || !strings.Contains(page.body, `action="`+path+`"`) || len(page.Cookies()) > 0 {
				t.Errorf("looking: %s %s", page.Status, page.body)
			}
		}
		a := g.post(t, path, "view="+view, "Content-Type", formType, "Sec-Fetch-Site", "same-origin", "Origin", "null")
		if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/m/"+g.made.ID+where {
			t.Errorf("%q leads to %s %s", view, a.Status, a.Header.Get("Location"))
		}
		for _, again := range []answer{g.get(t, path), g.post(t, path, "", "Content-Type", formType)} {
			if again.StatusCode != http.StatusNotFound || len(again.Cookies()) > 0 {
				t.Errorf("a second time: %s %v", again.Status, again.Cookies())
			}
		}
	}
	jar, err := cookiejar.New(nil)
	must(t, err)
	phone := &http.Client{Jar: jar}
	if a := g.request(t, phone, http.MethodPost, ann.screen(t), "view=text", "Content-Type", formType); !strings.Contains(a.body, "Good morning.") {
		t.Errorf("the phone shows %s %s", a.Status, a.body)
	}
	again := g.request(t, phone, http.MethodPost, g.api("/join"), `{"resume":true}`, "Sec-Fetch-Site", "same-origin")
	if !strings.Contains(again.body, `"person":"`+ann.Person+`","name":"Ann"`) {
		t.Errorf("the phone is not Ann's: %s", again.body)
	}
}

func TestSecondScreenRefusals(t *testing.T) {
	g, ann := started(t)
	path := ann.screen(t)
	wrong := g.get(t, "/s/2222222222")
	used := ann.screen(t)
	g.post(t, used, "", "Content-Type", formType)
	if after := g.get(t, used); wrong.StatusCode != http.StatusNotFound || after.body != wrong.body {
		t.Errorf("a wrong code and a used one are told apart: %s %s", after.Status, after.body)
	}
	if a := g.post(t, path, "", "Content-Type", formType, "Sec-Fetch-Site", "cross-site"); a.code(t) != "403 not_allowed" || len(a.Cookies()) > 0 {
		t.Errorf("from another site: %s", a.body)
	}
	if a := g.post(t, g.api("/screens"), ""); a.code(t) != "401 no_session" {
		t.Errorf("without a session: %s", a.body)
	}
	chair := g.join(t, "chair", "Cho")
	chair.does(t, "remove_person", `{"person":"`+ann.Person+`"}`)
	a := g.post(t, path, "view=text", "Content-Type", formType)
	if b := g.get(t, a.Header.Get("Location"), "Cookie", a.Header.Get("Set-Cookie")); b.StatusCode != http.StatusNotFound {
		t.Errorf("somebody who was removed reads %s %s", b.Status, b.body)
	}
	for n := 0; ; n++ {
		a := g.get(t, "/s/3333333333")
		if a.StatusCode == http.StatusTooManyRequests {
			break
		}
		if n > 2000 {
			t.Fatal("codes may be guessed without end")
		}
	}
}
