package pages_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"example.org/convener/meeting"
	"example.org/convener/server/export"
	"example.org/convener/server/pages"
)

// acc-D1, acc-D5: the page as a parser of HTML reads it: every line can be linked to, every
// link within the page leads somewhere, headings have an order, and what changed is said in
// words beside being drawn.
func TestMinutesPage(t *testing.T) {
	p, err := pages.New(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	was := []meeting.WordingValue{{Text: "We met.", At: at, Name: "Léa", Why: "A word.", Diff: meeting.Diff("We met.", "We meet.")}}
	v := meeting.View{
		"meeting":       meeting.MeetingValue{ID: "m1", Title: "<b>Call</b>", Rule: meeting.Open, Starts: at},
		"minutes":       meeting.MinutesValue{State: meeting.MinutesApproved, Circulated: &at, Approved: &at},
		"agenda":        []meeting.ItemValue{{ID: 2, Number: "1", Title: "One"}, {ID: 3, Number: "2", Title: "Two"}},
		"attender/a":    meeting.Attender{Name: "Ann"},
		"note/10":       meeting.NoteValue{ID: 10, Item: 2, Kind: meeting.NoteContribution, Label: "Ann", Text: "<script>alert(1)</script>", Quote: &meeting.Quote{Lang: "pt-BR", From: 7, To: 9}},
		"decision/11":   meeting.DecisionValue{ID: 11, Item: 3, Number: "1", Text: "We meet.", Was: &was},
		"action/12":     meeting.ActionValue{ID: 12, Item: 3, Number: "1", Text: "Write.", Due: "2026-11-01", State: meeting.ActionOpen},
		"correction/13": meeting.CorrectionValue{ID: 13, Line: 11, Item: 3, Diff: meeting.Diff("We met.", "We go."), Name: "Ben", State: meeting.CorrectionRefused, Answer: "No."},
	}
	var b bytes.Buffer
	if err := p.Minutes(&b, export.NewMinutes(v, "https://example.org/m/m1/minutes", at.Add(time.Hour))); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	source := ""
	ids, links, heads, changes := make(map[string]bool), []string{}, "", []string{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("two elements are %s", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && strings.Contains(a.Val, "/text?"):
				source = a.Val
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				links = append(links, a.Val[1:])
			}
		}
		switch n.Data {
		case "script":
			t.Error("what somebody typed is a script")
		case "h1", "h2", "h3":
			heads += n.Data[1:]
		case "ins", "del":
			changes = append(changes, n.Data+" "+said(n))
		}
	}
	for _, link := range links {
		if !ids[link] {
			t.Errorf("#%s leads nowhere", link)
		}
	}
	for _, line := range []string{"note-10", "decision-11", "action-12", "correction-13", "item-2", "item-3"} {
		if !ids[line] {
			t.Errorf("nothing is %s", line)
		}
	}
	if source != "/m/m1/text?lang=pt-BR&from=7" {
		t.Errorf("the captions of a line are at %q", source)
	}
	if !strings.HasPrefix(heads, "12") || strings.Contains(heads[1:], "1") {
		t.Errorf("the headings are of levels %s", heads)
	}
	if got, want := strings.Join(changes, "; "), "del removed: met; ins added: meet; del removed: met; ins added: go"; got != want {
		t.Errorf("changes are %q, want %q", got, want)
	}
}

// said is the text of an element.
func said(n *html.Node) (text string) {
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			text += d.Data
		}
	}
	return text
}
