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
	if s.turn.ID != 0 && s.roles(s.turn.Person) == 0 && !strings.HasPrefix(string(s.turn.Person), string(guest)) {
		t.Fatalf("%s has the floor, but no role", s.turn.Person)
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
		if s.hides(n.Item, a) && strings.Contains(view, n.Text) {
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
	secrets := []string{"§text", "§owner"} // drafts
	if s.rule != Open {
		secrets = append(secrets, "≡", "§", `"person"`, `"name"`, `"body"`, `"note"`, `"began"`, `"speaker"`, `"owner"`)
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
