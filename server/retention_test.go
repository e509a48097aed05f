package server_test

import (
	"fmt"
	"strings"
	"testing"

	"example.org/convener/server/journal"
)

// C10: captions that were kept until the minutes are approved are destroyed then, for
// everybody and in the journal; those that are published can be read by everybody when the
// meeting is over, and not before; others never.
func TestRetention(t *testing.T) {
	h := open(t, "")
	g := h.meet(t, `{"title":"November","series":"calls","starts":"2026-11-01T12:00:00Z","agenda":[],"channels":[
		{"lang":"en","title":"English","keep":"until-approved"},{"lang":"fr","title":"Français","keep":"published"},{"lang":"de","title":"Deutsch"}]}`)
	chair := g.join(t, "chair", "Noor Haddad")
	chair.does(t, "start_meeting", `{}`)
	for lang, text := range map[string]string{"en": "Kestrel one.\n", "fr": "Merle deux.\n", "de": "Amsel drei.\n"} {
		g.caption(t, lang, 1, text)
	}
	public := func(lang string) string { return g.get(t, "/m/"+g.made.ID+"/captions/"+lang+".txt").body }
	page := func() string { return g.get(t, "/m/"+g.made.ID).body }
	if got := public("fr"); strings.Contains(got, "Merle") || strings.Contains(page(), "fr.vtt") {
		t.Errorf("before the end everybody reads %s", got)
	}
	chair.does(t, "end_meeting", `{}`)
	if got := public("fr"); !strings.Contains(got, "Merle deux.") || !strings.Contains(page(), "fr.vtt") || strings.Contains(page(), "de.vtt") {
		t.Errorf("after the end everybody reads %s on %s", got, page())
	}
	for _, lang := range []string{"en", "de"} {
		if got := public(lang); strings.Contains(got, "one") || strings.Contains(got, "drei") {
			t.Errorf("everybody reads %s", got)
		}
	}
	if got := chair.transcript(t, "en"); !strings.Contains(got, "Kestrel one.") {
		t.Errorf("until the minutes are approved people read %q", got)
	}
	next := h.meet(t, `{"title":"December","series":"calls","starts":"2026-12-01T12:00:00Z","agenda":[]}`).join(t, "chair", "Noor Haddad")
	item := next.does(t, "add_item", fmt.Sprintf(`{"title":"Minutes","kind":"review","minutes":5,"approves":%q}`, g.made.ID))
	next.does(t, "start_meeting", `{}`)
	next.does(t, "leave_item", fmt.Sprintf(`{"item":%d,"then":"approve"}`, item))
	if _, all := h.entries(t, journal.Stream("captions/"+g.made.ID+"/en")); strings.Contains(all, "Kestrel") {
		t.Errorf("the journal has %s", all)
	}
	if got := chair.transcript(t, "en"); strings.Contains(got, "Kestrel") {
		t.Errorf("after it people read %q", got)
	}
	if got := chair.transcript(t, "de"); !strings.Contains(got, "Amsel drei.") {
		t.Errorf("what is kept is gone: %q", got)
	}
}
