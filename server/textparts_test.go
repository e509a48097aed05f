package server_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Who reads on braille is told of the agenda where it moves on, once, however they turn pages.
func TestTextPageTellsOfTheAgenda(t *testing.T) {
	g := open(t, "").meet(t, plan)
	chair, ann := g.join(t, "chair", "Sipho"), g.join(t, "observer", "Ann")
	chair.does(t, "start_meeting", `{}`)
	g.caption(t, "en", 1, "We begin.\n")
	items := itemsOf(t, chair)
	chair.does(t, "start_item", fmt.Sprintf(`{"item":%d,"after":%d}`, items[1], items[0]))
	g.caption(t, "en", 2, "And go on.\n")
	want := []string{"[Now: item 1, ", "We begin.", "[Now: item 2, ", "And go on."}
	page := ann.text(t, "?w=80")
	for _, got := range [][]string{lines(page), lines(ann.text(t, "?w=80&from=1"))} {
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("the lines are %q", got)
		}
	}
	g.caption(t, "en", 3, "And on.\n")
	link := strings.ReplaceAll(newer.FindStringSubmatch(page)[1], "&amp;", "&")
	if got := lines(ann.text(t, link)); !slices.Equal(got, []string{"And on."}) {
		t.Errorf("the next page says %q", got)
	}
}

// itemsOf are the numbers of the items of the agenda.
func itemsOf(t *testing.T, p *person) (ids []uint64) {
	t.Helper()
	var agenda []struct {
		ID uint64 `json:"id"`
	}
	must(t, json.Unmarshal(p.read(t, p.api("/feeds/meeting"), "Authorization", p.bearer()).Set["agenda"], &agenda))
	for _, it := range agenda {
		ids = append(ids, it.ID)
	}
	return ids
}

// The text as text begins where it is asked to, and knows who is speaking there.
func TestTextFromAPiece(t *testing.T) {
	g, ann := started(t)
	g.caption(t, "en", 1, ">> ANNA: Good morning.\nAnd welcome.\n>> BOB: Thank you.\n")
	got := g.get(t, "/m/"+g.made.ID+"/captions.txt?from=2", "Authorization", ann.bearer()).body
	if got != "And welcome.\n\nBOB:\nThank you.\n" {
		t.Errorf("the text is %q", got)
	}
	s := ann.follow(t, "&from=3")
	s.reads("", "BOB:", "Thank you.")
	g.caption(t, "en", 2, "Not at all.\n")
	s.reads("Not at all.")
}
