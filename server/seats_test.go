package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"example.org/convener/meeting"
)

// seatsOf is what the value seats says, such as "Islands 1: Bob (for Ann)".
func (p *person) seatsOf(t *testing.T) string {
	t.Helper()
	var seats []meeting.SeatsValue
	must(t, json.Unmarshal(p.read(t, p.api("/feeds/meeting"), "Authorization", p.bearer()).Set["seats"], &seats))
	var out []string
	for _, of := range seats {
		line := fmt.Sprintf("%s %d:", of.Body, of.Seats)
		for _, sat := range of.Sat {
			if sat.Until == nil {
				line += " " + sat.Name
			}
			if sat.Until == nil && sat.ForName != "" {
				line += " (for " + sat.ForName + ")"
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, ", ")
}

const seatPlan = `{"title":"Seats","bodies":[{"name":"Libraries"},{"name":"Islands","seats":1}],"agenda":[{"title":"Welcome","kind":"information","minutes":5}]%s}`

func TestSeats(t *testing.T) { // P3
	g := open(t, "").meet(t, fmt.Sprintf(seatPlan, ""))
	chair, ann := g.join(t, "chair", "Sipho"), g.joinFor(t, "participant", "Ann", "Islands")
	bob, eve := g.joinFor(t, "participant", "Bob", "Islands"), g.join(t, "participant", "Eve")
	seat := func(p *person, more string) string {
		return `{"person":"` + p.Person + `","role":"representative"` + more + `}`
	}
	if got := chair.ask(t, "give_role", seat(eve, "")).code(t); got != "403 not_allowed" {
		t.Errorf("somebody of no body: %s", got)
	}
	chair.does(t, "give_role", seat(ann, ""))
	if got := chair.ask(t, "give_role", seat(bob, "")); got.code(t) != "403 not_allowed" || strings.Contains(got.body, "Ann") {
		t.Errorf("a seat that is taken: %s", got.body)
	}
	if got := chair.ask(t, "give_role", seat(bob, `,"body":"Libraries"`)).code(t); got != "400 malformed" {
		t.Errorf("a body that the asker names: %s", got)
	}
	chair.does(t, "give_role", seat(bob, `,"for":"`+ann.Person+`"`))
	if got := eve.seatsOf(t); got != "Libraries 2:, Islands 1: Bob (for Ann)" {
		t.Errorf("the room sees %q", got)
	}
	bob.does(t, "free_seat", `{"person":"`+bob.Person+`"}`)
	if got := eve.seatsOf(t); got != "Libraries 2:, Islands 1:" {
		t.Errorf("when the seat is given back the room sees %q", got)
	}
	chair.does(t, "give_role", seat(ann, "")) // who sits again is said once
	for ext, want := range map[string]string{
		".txt":  "Islands  Ann, Bob (for Ann)\n",
		".md":   "| Islands | Ann, Bob (for Ann) |",
		".json": `"for": "Ann"`,
		".html": "<bdi>Islands</bdi></th><td><bdi>Ann, Bob (for Ann)</bdi>",
	} {
		if got := g.get(t, "/m/"+g.made.ID+"/minutes"+ext, "Authorization", ann.bearer()); !strings.Contains(got.body, want) {
			t.Errorf("minutes%s without %q: %s", ext, want, got.body)
		}
	}
}

// P3: a link for representatives gives no more seats than there are.
func TestSeatsByLink(t *testing.T) {
	g := open(t, "").meet(t, fmt.Sprintf(seatPlan, ""))
	var made struct{ Link, URL string }
	g.post(t, g.api("/links"), `{"role":"representative"}`, "Authorization", "Bearer "+admin).decode(t, &made)
	g.made.Links["representative"] = made.URL
	join := func(name, body string) string {
		b, err := json.Marshal(map[string]string{"link": made.URL, "name": name, "body": body})
		must(t, err)
		return g.post(t, g.api("/join"), string(b)).code(t)
	}
	for _, test := range []struct{ rule, name, body, want string }{
		{"not without a body", "Eve", "", "403 not_allowed"},
		{"into a seat", "Ann", "Islands", "200 OK"},
		{"not into one that is taken", "Bob", "Islands", "403 not_allowed"},
		{"of another body", "Cleo", "Libraries", "200 OK"},
	} {
		if got := join(test.name, test.body); got != test.want {
			t.Errorf("%s: %s", test.rule, got)
		}
	}
	if got := g.join(t, "observer", "Obs").seatsOf(t); got != "Libraries 2: Cleo, Islands 1: Ann" {
		t.Errorf("the room sees %q", got)
	}
	if ann := g.joinFor(t, "participant", "Ann", "Libraries"); len(ann.Roles) != 1 || ann.Roles[0] != "participant" {
		t.Errorf("by a participant's link one comes in as %v", ann.Roles)
	}
}

// R5: under the Rule no list of who sat where leaves the room.
func TestSeatsUnderTheRule(t *testing.T) {
	g := open(t, "").meet(t, fmt.Sprintf(seatPlan, `,"rule":"chatham-house"`))
	chair, ann := g.join(t, "chair", "Sipho"), g.joinFor(t, "participant", "Ann", "Islands")
	chair.does(t, "give_role", `{"person":"`+ann.Person+`","role":"representative"}`)
	if got := ann.seatsOf(t); got != "Libraries 2:, Islands 1: Ann" {
		t.Errorf("the room sees %q", got)
	}
	if p := g.read(t, g.api("/feeds/meeting")); p.Set["seats"] != nil {
		t.Errorf("outsiders see %s", p.Set["seats"])
	}
	for _, ext := range []string{"", ".txt", ".md", ".json"} {
		got := g.get(t, "/m/"+g.made.ID+"/minutes"+ext, "Authorization", ann.bearer())
		if got.StatusCode != http.StatusOK || strings.Contains(got.body, "Ann") {
			t.Errorf("minutes%s: %d %s", ext, got.StatusCode, got.body)
		}
	}
}
