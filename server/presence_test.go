package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/convener/server/wire"
)

// there tells who is there as whoever reads with these headers is told: "Ann Sipho +1, 2 silent".
func (g *gathering) there(t *testing.T, header ...string) string {
	t.Helper()
	var p wire.Presence
	var names []string
	for key, value := range g.read(t, g.api("/feeds/presence"), header...).Set {
		switch {
		case key == "presence":
			must(t, json.Unmarshal(value, &p))
		case strings.HasPrefix(key, "present/") && string(value) != "null":
			var person wire.Present
			must(t, json.Unmarshal(value, &person))
			names = append(names, person.Name)
		}
	}
	slices.Sort(names)
	return fmt.Sprintf("%s +%d, %d silent", strings.Join(names, " "), p.Others, p.Observers)
}

// P6: who is connected, tabs counted once; who follows in silence is a number.
func TestPresence(t *testing.T) {
	g := open(t, "").meet(t, plan)
	ann, sipho, obs := g.join(t, "participant", "Ann"), g.join(t, "chair", "Sipho"), g.join(t, "observer", "Obs")
	becomes := func(want string, header ...string) {
		t.Helper()
		var got string
		for began := time.Now(); time.Since(began) < patience; time.Sleep(10 * time.Millisecond) {
			if got = g.there(t, header...); got == want {
				return
			}
		}
		t.Fatalf("there are %q, want %q", got, want)
	}
	mine := []string{"Authorization", sipho.bearer()}
	becomes(" +0, 0 silent", mine...)
	first := ann.live(t, `{"meeting":""}`)
	ann.live(t, `{"meeting":""}`) // a second tab
	sipho.live(t, `{"presence":""}`).feed("presence")
	silent := obs.live(t, `{"meeting":""}`)
	obs.live(t, `{"meeting":""}`)
	nobody := g.dial(t, g.made.ID, nil) // the public follows too
	nobody.say(greeting("", `{"meeting":""}`, ""))
	becomes("Ann Sipho +0, 2 silent", mine...)
	becomes(" +2, 2 silent") // outsiders learn numbers
	must(t, first.CloseNow())
	must(t, silent.CloseNow())
	must(t, nobody.CloseNow())
	becomes("Ann Sipho +0, 1 silent", mine...) // each has another tab; the public had none
	sipho.does(t, "remove_person", `{"person":"`+ann.Person+`"}`)
	becomes("Sipho +0, 1 silent", mine...)
}

// R5: under the Rule outsiders are told no number.
func TestPresenceUnderTheRule(t *testing.T) {
	g := open(t, "").meet(t, strings.Replace(plan, `{`, `{"rule":"chatham-house",`, 1))
	ann := g.join(t, "participant", "Ann")
	ann.live(t, `{"presence":""}`).await("herself there", func(f frame) bool { return strings.Contains(string(f.Set["present/"+ann.Person]), `"Ann"`) })
	if got := g.get(t, g.api("/feeds/presence")); got.StatusCode != http.StatusNoContent && len(got.body) > 0 && strings.Contains(got.body, "others") {
		t.Errorf("an outsider is told %s", got.body)
	}
}
