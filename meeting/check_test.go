package meeting

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// checkQueue checks the queue, those that are parked, and the floor.
func checkQueue(t *testing.T, s *State, several bool) {
	t.Helper()
	queues := map[Seq]Queue{0: s.queue}
	maps.Copy(queues, s.parked)
	for item, q := range queues {
		placed := func(h Hand) bool { return !h.Front && h.Answers == 0 && h.ID != q.Last } // by its class
		for i, h := range q.Hands {
			behind := func(g Hand) bool { return slices.Index(precedence, g.Class) > slices.Index(precedence, h.Class) }
			if placed(h) && slices.ContainsFunc(q.Hands[:i], func(g Hand) bool { return placed(g) && behind(g) }) {
				t.Fatalf("item %d: %s comes too late in %v (Q2)", item, h.Class, q.Hands)
			}
			if !several && slices.ContainsFunc(q.Hands[:i], func(g Hand) bool { return g.Person == h.Person && g.Class == h.Class }) {
				t.Fatalf("item %d: %s has two hands of class %s (Q9)", item, h.Person, h.Class)
			}
			if s.roles(h.Person) == 0 && h.AddedBy == House && !h.Carried {
				t.Fatalf("item %d: %s has a hand, but no role (P7)", item, h.Person)
			}
			if slices.Contains(s.removed, h.Person) {
				t.Fatalf("item %d: %s was removed and has a hand (P7)", item, h.Person)
			}
		}
	}
	for _, p := range s.removed {
		if s.turn.Person == p || s.roles(p) != 0 {
			t.Fatalf("%s was removed and has a turn or roles (P7)", p)
		}
	}
	if s.turn.ID != 0 && s.roles(s.turn.Person) == 0 && s.turn.AddedBy == House && !strings.HasPrefix(string(s.turn.Person), string(guest)) {
		t.Fatalf("%s has the floor, but no role", s.turn.Person)
	}
}

// checkMinutes checks what must hold of the minutes as led changes them: nothing that was
// written is lost, and what was approved changes only with a note (M2, M8).
func checkMinutes(t *testing.T, before, s *State, led []Entry) {
	t.Helper()
	noted := make(map[Seq]bool)
	for _, e := range led {
		if ev, ok := e.Event.(LineCorrected); ok {
			noted[ev.Line] = ev.Note != ""
		}
	}
	for l := range before.lines {
		now := s.line(l.ID)
		switch {
		case now == nil || now.Rev != len(now.Was)+1 || len(now.Was) < len(l.Was) || !slices.Equal(now.Was[:len(l.Was)], l.Was):
			t.Fatalf("line %d was %+v and is %+v", l.ID, l, now)
		case now.Text != l.Text && now.Was[len(l.Was)].Text != l.Text:
			t.Fatalf("line %d said %q, and nothing tells so: %+v", l.ID, l.Text, now)
		case !before.minutes.Approved.IsZero() && (now.Text != l.Text || now.Retracted != l.Retracted) && !noted[l.ID]:
			t.Fatalf("line %d of approved minutes said %q and says %q", l.ID, l.Text, now.Text)
		}
	}
	if !before.minutes.Approved.IsZero() && len(slices.Collect(s.lines)) != len(slices.Collect(before.lines)) {
		t.Fatal("approved minutes have another line")
	}
	for _, c := range before.corrections {
		if now := at(s.corrections, c.ID); now == nil || now.Text != c.Text || c.State != CorrectionOpen && now.State != c.State {
			t.Fatalf("a correction was %+v and is %+v", c, now)
		}
	}
}

// merge sets v's keys to what change says, and takes away those that it sets to nil.
func merge(v, change View) View {
	for key, value := range change {
		if v[key] = value; value == nil {
			delete(v, key)
		}
	}
	return v
}

// checkSecrets searches what a sees for what a may not see.
func checkSecrets(t *testing.T, s *State, a Audience) {
	t.Helper()
	view := shown(t, s, a)
	for _, item := range s.items {
		says := append([]string{item.Title}, item.Presenters...)
		if item.Description != "" {
			says = append(says, item.Description)
		}
		for _, said := range says {
			if s.hides(item.ID, a) && strings.Contains(view, said) {
				t.Fatalf("audience %d sees %s of item %d (A3): %s", a, said, item.ID, view)
			}
		}
	}
	for _, n := range s.notes {
		if (n.What == "" || n.About != "") && s.hides(n.Item, a) && strings.Contains(view, n.Text) {
			t.Fatalf("audience %d sees a note on item %d (A3): %s", a, n.Item, view)
		}
	}
	queue, err := json.Marshal(Show(s, a, 0)["queue"])
	if err != nil || s.hides(s.current, a) && (strings.Contains(string(queue), "§") || strings.Contains(string(queue), `"turn":{`)) {
		t.Fatalf("audience %d sees the queue of item %d (A3), %v: %s", a, s.current, err, queue)
	}
	if a != Public {
		return
	}
	var secrets []string
	if s.minutes.Circulated.IsZero() {
		secrets = append(secrets, "§text", "§owner") // drafts
	}
	if s.sealed {
		secrets = append(secrets, "≡", "§", `"person":`, `"name":`, `"body":`, `"note":`, `"began":`, `"speaker":`, `"owner":`)
	}
	for _, secret := range secrets {
		if strings.Contains(view, secret) {
			t.Fatalf("%s is in the public view: %s", secret, view)
		}
	}
}

// hides is what State.sees is not, in other words, for the tests.
func (s *State) hides(item Seq, a Audience) bool {
	for _, i := range s.items {
		if i.ID == item {
			secret := i.Visibility == "chair" && a < StaffRoom || i.Visibility == "present" && a < Room
			return secret || s.hides(i.Parent, a)
		}
	}
	return false
}
