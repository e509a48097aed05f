package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/convener/meeting"
)

// queueOf tells who waits, as a person sees it: "Ben since 2026, may be claimed".
func (p *person) queueOf(t *testing.T) string {
	t.Helper()
	set := p.read(t, p.api("/feeds/meeting"), "Authorization", p.bearer()).Set["queue"]
	var q meeting.QueueValue
	must(t, json.Unmarshal(set, &q))
	words := make([]string, len(q.Hands))
	for i, h := range q.Hands {
		words[i] = fmt.Sprintf("%s of %q: %s carried %v guest %v", h.Name, h.Body, h.Note, h.Carried != nil, h.Guest)
	}
	return strings.Join(words, "; ")
}

// agendaOf tells the agenda as a person sees it.
func (p *person) agendaOf(t *testing.T) string {
	t.Helper()
	set := p.read(t, p.api("/feeds/meeting"), "Authorization", p.bearer()).Set["agenda"]
	var agenda []meeting.ItemValue
	must(t, json.Unmarshal(set, &agenda))
	words := make([]string, len(agenda))
	for i, item := range agenda {
		words[i] = fmt.Sprintf("%s %s %s", item.Number, item.Title, item.State)
	}
	return strings.Join(words, ", ")
}

// A11, Q23: what the last meeting of a series has not finished comes to the next one, with
// who waited; also if the next one was planned before the last had ended.
func TestSeries(t *testing.T) {
	h := open(t, "")
	const series = `"series":"calls","bodies":[{"name":"Islands"}]`
	first := h.meet(t, `{"title":"First","starts":"2026-11-01T12:00:00Z",`+series+`,"agenda":[
		{"title":"Captions","kind":"discussion","minutes":20},{"title":"Draft","kind":"decision","minutes":5,"level":2}]}`)
	early := h.meet(t, `{"title":"Planned early","starts":"2026-11-15T12:00:00Z",`+series+`}`)
	chair := first.join(t, "chair", "Ada")
	var ben person
	h.post(t, first.api("/join"), `{"link":"`+first.made.Links["participant"]+`","name":"Ben","needs":{"kinds":["captions"],"text":"SECRET need"}}`).decode(t, &ben)
	ben.gathering = first
	chair.does(t, "start_meeting", `{}`)
	chair.does(t, "open_queue", `{}`)
	ben.does(t, "raise_hand", `{"class":"topic","note":"Who pays?","body":"Islands"}`)
	chair.does(t, "record_action", `{"text":"Ask the captioners."}`)
	chair.does(t, "end_meeting", `{}`)

	other := h.meet(t, `{"title":"Of no series","agenda":[]}`).join(t, "chair", "Ada")
	if got := other.agendaOf(t); got != "" {
		t.Errorf("a meeting of no series has %s", got)
	}
	second := h.meet(t, `{"title":"Second","starts":"2026-11-15T12:00:00Z",`+series+`,"agenda":[{"title":"Adoption","kind":"adoption","minutes":5},{"title":"News","kind":"information","minutes":5}]}`)
	const left = "2 Captions pending, 2.1 Draft pending"
	ada := second.join(t, "chair", "Ada")
	if got := ada.agendaOf(t); got != "1 Adoption pending, "+left+", 3 News pending" {
		t.Errorf("the next one has %s", got)
	}
	ada = early.join(t, "chair", "Ada")
	if got := ada.agendaOf(t); got != "" {
		t.Errorf("what was planned before it had ended has %s", got)
	}
	ada.does(t, "start_meeting", `{}`)
	if got := ada.agendaOf(t); got != "1 Captions current, 1.1 Draft pending" {
		t.Errorf("and at its start %s", got)
	}
	if cards, err := h.people.Cards(t.Context(), uuid.MustParse(early.made.ID)); err != nil || strings.Contains(fmt.Sprint(cards), "SECRET") {
		t.Errorf("the next meeting knows of needs that it was not told: %v, %v", cards, err)
	}
	if got := ada.queueOf(t); got != `Ben of "Islands": Who pays? carried true guest true` {
		t.Errorf("its queue is %s", got)
	}
	again := early.join(t, "participant", "Ben")
	var q meeting.QueueValue
	must(t, json.Unmarshal(again.read(t, again.api("/feeds/meeting"), "Authorization", again.bearer()).Set["queue"], &q))
	again.does(t, "claim_hand", fmt.Sprintf(`{"hand":%d}`, q.Hands[0].ID))
	if got := ada.queueOf(t); !strings.HasSuffix(got, "carried true guest false") {
		t.Errorf("once Ben has claimed it: %s", got)
	}
}

// A11: what a meeting left is there at once, though the list of meetings does not know yet that
// it has ended, as of one that has ended on another node.
func TestSeriesAheadOfTheList(t *testing.T) {
	a, b := openPair(t)
	first := a.meet(t, `{"title":"First","starts":"2026-11-01T12:00:00Z","series":"calls","agenda":[{"title":"News","kind":"information","minutes":5},{"title":"Captions","kind":"discussion","minutes":20}]}`)
	chair := first.join(t, "chair", "Ada")
	b.meet(t, `{"title":"Other","starts":"2026-11-02T12:00:00Z"}`) // now b's list has the first as planned
	chair.does(t, "start_meeting", `{}`)
	chair.does(t, "end_meeting", `{}`)
	second := b.meet(t, `{"title":"Second","starts":"2026-11-08T12:00:00Z","series":"calls"}`)
	if got := second.join(t, "chair", "Ada").agendaOf(t); got != "1 Captions pending" {
		t.Errorf("the next one has %q", got)
	}
}

// A11: a meeting like another one, but for what its plan says.
func TestClone(t *testing.T) {
	h := open(t, "")
	of := h.meet(t, `{"title":"Model","place":"Kyoto","mode":"hybrid","rule":"chatham-house","channels":[{"lang":"fr","title":"Français"}],"bodies":[{"name":"Islands"}],
		"agenda":[{"title":"A","kind":"discussion","minutes":20,"presenters":["Ann"],"links":[{"title":"","url":"https://example.org/a"}]},{"title":"B","kind":"aob","minutes":5}]}`)
	of.join(t, "chair", "Ada").does(t, "start_meeting", `{}`)
	like := h.meet(t, `{"title":"Like it","from":"`+of.made.ID+`","mode":"online"}`)
	p := like.join(t, "chair", "Ada")
	if got := p.agendaOf(t); got != "1 A pending, 2 B pending" {
		t.Errorf("its agenda is %s", got)
	}
	set := p.read(t, p.api("/feeds/meeting"), "Authorization", p.bearer()).Set
	if got := string(set["meeting"]); !strings.Contains(got, `"place":"Kyoto"`) || !strings.Contains(got, `"mode":"online"`) ||
		!strings.Contains(got, `"rule":"chatham-house"`) || !strings.Contains(got, `"lang":"fr"`) || !strings.Contains(got, `"Islands"`) {
		t.Errorf("it is %s", got)
	}
	var details string
	for key, value := range set {
		if strings.HasPrefix(key, "item/") {
			details += string(value)
		}
	}
	if !strings.Contains(details, "https://example.org/a") || !strings.Contains(details, "Ann") {
		t.Errorf("its items say %s", details)
	}
	for _, from := range []string{"nothing", strings.Repeat("0", 8) + "-0000-4000-8000-" + strings.Repeat("0", 12)} {
		if got := h.post(t, "/api/v1/meetings", `{"title":"T","from":"`+from+`"}`, "Authorization", "Bearer "+admin).code(t); got != "404 unknown" {
			t.Errorf("like %s: %s", from, got)
		}
	}
}
