package server_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// R4, R6: what the server offers for the record; a draft names who lets themselves be named,
// whatever the asker says, and nobody else; and outsiders are told it.
func TestReview(t *testing.T) {
	g := open(t, "").meet(t, `{"title":"Funding","rule":"chatham-house","bodies":[{"name":"Islands","seats":2}],"agenda":[{"title":"Report","kind":"discussion","minutes":5}]}`)
	chair, secretary := g.join(t, "chair", "Ada Stone"), g.join(t, "secretary", "Léa Martin")
	chair.does(t, "start_meeting", `{}`)
	chair.does(t, "open_queue", `{}`)
	var speakers []*person
	for _, name := range []string{"Amina Diallo", "Ben Okri", "Cleo Sand", "Dov Levi"} {
		p := g.joinFor(t, "participant", name, "Islands")
		speakers = append(speakers, p)
		hand := p.does(t, "raise_hand", `{"class":"topic"}`)
		turn := chair.does(t, "call_next", fmt.Sprintf(`{"after":0,"head":%d}`, hand))
		chair.does(t, "end_turn", fmt.Sprintf(`{"turn":%d}`, turn))
	}
	secretary.does(t, "write_line", `{"text":"Amina: We at Islands pay, as Ben said."}`)
	secretary.does(t, "write_line", `{"text":"Ben Okri: We do not."}`)
	speakers[0].does(t, "give_consent", `{"on":true,"scope":"name"}`)
	if a := secretary.get(t, secretary.api("/review"), "Authorization", secretary.bearer()); !strings.Contains(a.body, "Amina Diallo") {
		t.Errorf("while the meeting is on: %s", a.body)
	}
	chair.does(t, "end_meeting", `{}`)
	for p, want := range map[*person]string{speakers[1]: "403 not_allowed", secretary: "200 OK"} {
		if got := p.get(t, p.api("/review"), "Authorization", p.bearer()).code(t); got != want {
			t.Errorf("%s is answered %s, want %s", p.Name, got, want)
		}
	}
	if got := g.get(t, g.api("/review")).code(t); got != "401 no_session" {
		t.Errorf("outsiders are answered %s", got)
	}
	var review struct {
		Lines []struct {
			Line        int
			Told        bool
			Said, Strip string
		}
	}
	must(t, json.Unmarshal([]byte(secretary.get(t, secretary.api("/review"), "Authorization", secretary.bearer()).body), &review))
	if len(review.Lines) != 2 || review.Lines[0].Said != "Amina Diallo" || review.Lines[1].Said != "" || review.Lines[0].Told {
		t.Fatalf("offered is %+v", review.Lines)
	}
	if got := review.Lines[0].Strip; got != "We at [an organisation] pay, as [a participant] said." {
		t.Errorf("stripped is %q", got)
	}
	first, second := review.Lines[0], review.Lines[1]
	named := func(line int, said, more string) string {
		return fmt.Sprintf(`{"level":1,"lines":[{"line":%d,"text":"We pay.","said":%q%s}]}`, line, said, more)
	}
	if got := secretary.ask(t, "draft_record", named(second.Line, "Ben Okri", `,"speaker":`+strconv.Quote(speakers[0].Person)+`,"scope":"name"`)).code(t); got != "400 malformed" {
		t.Errorf("somebody who does not let it is named by the leave of another: %s", got)
	}
	strike := fmt.Sprintf(`{"line":%d,"on":true}`, second.Line)
	if got := speakers[0].ask(t, "strike_line", strike).code(t); got != "403 not_allowed" {
		t.Errorf("what somebody else said is kept out: %s", got)
	}
	speakers[1].does(t, "strike_line", strike)
	if got := secretary.ask(t, "draft_record", named(second.Line, "", "")).code(t); got != "403 not_allowed" {
		t.Errorf("what its speaker keeps out is in a draft: %s", got)
	}
	draft := secretary.does(t, "draft_record", named(first.Line, "Somebody Else", ""))
	if seen := chair.whole(t); !strings.Contains(seen, `"said":"Amina Diallo"`) || strings.Contains(seen, "Somebody Else") || !strings.Contains(seen, `"name":"Léa Martin"`) {
		t.Errorf("the draft is %s", seen)
	}
	chair.does(t, "pass_record", fmt.Sprintf(`{"draft":%d}`, draft))
	text := g.get(t, "/m/"+g.made.ID+"/minutes.txt").body
	if !strings.Contains(text, "Amina Diallo: We pay.") || strings.Contains(text, "Ben") || strings.Contains(text, "Islands") {
		t.Errorf("the record is %s", text)
	}
}
