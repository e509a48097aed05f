package meeting

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// Every byte string is a meeting: the first byte is its rule, and then three bytes each
// are someone asking for something in some way.
func FuzzMeeting(f *testing.F) {
	f.Add([]byte("the chair opens, ann and bob raise hands, the chair calls"))
	for _, script := range scripts()[:20] {
		f.Add(script)
	}
	f.Fuzz(func(t *testing.T, script []byte) {
		s, log := held(t, script)
		if again := replay(stored(t, log, asItIs)); !reflect.DeepEqual(again, s) {
			t.Fatalf("replayed:\n%+v\nlive:\n%+v", again, s)
		}
		// R7: two meetings that differ in who they were and what they wrote look the same.
		if s.rule != Open {
			other := replay(masked(stored(t, log, mask)))
			if a, b := shown(t, s, Public), shown(t, other, Public); a != b {
				t.Fatalf("the public can tell apart\n%s\n%s", a, b)
			}
		}
	})
}

// scripts are meetings that reach every kind of event.
func scripts() [][]byte {
	rng := rand.New(rand.NewPCG(1, 2))
	out := make([][]byte, 320)
	for i := range out {
		out[i] = make([]byte, 301)
		for j := range out[i] {
			out[i][j] = byte(rng.Uint32())
		}
	}
	return out
}

// The meetings of the fuzzer are believed only if they reach what they should judge.
func TestScriptsReachEverything(t *testing.T) {
	seen := make(map[string]bool)
	for _, script := range scripts() {
		_, log := held(t, script)
		for _, e := range log {
			seen[snake(reflect.TypeOf(e.Event).Name())] = true
		}
	}
	for kind := range kinds {
		if !seen[kind] {
			t.Errorf("no meeting has %s: add the command to wishes", kind)
		}
	}
	wished := make(map[reflect.Type]bool)
	for _, wish := range wishes {
		wished[reflect.TypeOf(wish(new(State), House, 0))] = true
	}
	for _, p := range permissions {
		if !wished[reflect.TypeOf(p.Command)] {
			t.Errorf("nobody asks for %T: add it to wishes", p.Command)
		}
	}
}

// A witness follows a meeting and checks what must always hold.
type witness struct {
	live, twin *State // twin is folded beside live and shares nothing with it
	log        []Entry
	had        [StaffRoom + 1]View // what a reader of each audience has who took every change
	chaired    bool
	at         time.Time
	several    bool // hands of a class and person have been allowed
}

// held runs the meeting of script.
func held(t *testing.T, script []byte) (*State, []Entry) {
	t.Helper()
	w := &witness{live: new(State), twin: new(State), at: noon}
	for a := range w.had {
		w.had[a] = View{}
	}
	var first byte
	if len(script) > 0 {
		first, script = script[0], script[1:]
	}
	w.ask(t, House, CreateMeeting{
		Title: "Meeting", Starts: noon, Rule: []Rule{Open, ChathamHouse, OffRecord}[first%3],
		Agenda: []AddItem{
			{Title: "¤a¤", Kind: "adoption", Minutes: 5},
			{Title: "¤b¤", Kind: "decision", Minutes: 5, Visibility: VisibleChair},
			{Title: "¤c¤", Kind: "discussion", Minutes: 5, Visibility: VisiblePresent},
		},
		Bodies: []Body{{Name: "Libraries"}, {Name: "Islands"}},
	})
	for _, c := range company {
		w.ask(t, House, AdmitPerson{c.person, c.roles, ""})
	}
	if first >= 128 { // most of what can happen happens after the start
		w.ask(t, chair, StartMeeting{})
		w.ask(t, chair, OpenQueue{})
	}
	for ; len(script) >= 3 && w.live.seq < 150; script = script[3:] {
		by, wish := askers[int(script[0])%len(askers)], wishes[int(script[1])%len(wishes)]
		if w.at = w.at.Add(pace); script[2] >= 245 {
			w.at = w.at.Add(patience)
		}
		w.ask(t, by, wish(w.live, by, int(script[2])))
	}
	return w.live, w.log
}

// pace is from one ask to the next, unless it takes as long as a speaker is waited for.
const pace = 5 * time.Second

// askers are who asks, with those more often who may do most.
var askers = []Person{chair, chair, chair, deputy, secretary, manager, ann, ann, bob, bob, cleo, eve, root, stranger, House, guest}

// ask lets by ask for c, and checks that judging changes nothing and that a meeting and
// its copies do not share what they change.
func (w *witness) ask(t *testing.T, by Person, c Command) {
	t.Helper()
	now := asked(w.live, by)
	now.At = w.at
	events, err := Decide(w.live, c, now)
	switch {
	case !reflect.DeepEqual(w.live, w.twin):
		t.Fatalf("%T changed what it had to judge:\n%+v\n%+v", c, w.live, w.twin)
	case err != nil && len(events) > 0:
		t.Fatalf("%T: refused (%v), yet %v", c, err, events)
	case err == nil && len(events) == 0:
		t.Fatalf("%T was granted and left no event", c)
	}
	if _, ok := err.(*Error); err != nil && !ok { //nolint:errorlint // a refusal is not wrapped
		t.Fatalf("%T: %v is no refusal", c, err)
	}
	before, copied := w.live.Clone(), w.live.Clone()
	led := make([]Entry, len(events))
	for i, e := range events {
		led[i] = Entry{Seq: w.live.seq + Seq(i) + 1, At: now.At, By: by, Event: e}
		if i == len(events)-1 {
			led[i].Cause = fmt.Sprint("ask ", led[i].Seq)
		}
		Apply(copied, led[i])
	}
	if !reflect.DeepEqual(w.live, w.twin) {
		t.Fatalf("%T on a copy changed the original:\n%+v\n%+v", c, w.live, w.twin)
	}
	for _, e := range led {
		w.log = append(w.log, e)
		Apply(w.live, e)
	}
	if !reflect.DeepEqual(before, w.twin) {
		t.Fatalf("%T on the original changed a copy:\n%+v\n%+v", c, before, w.twin)
	}
	if !reflect.DeepEqual(copied, w.live) {
		t.Fatalf("%T on a copy made\n%+v\nnot\n%+v", c, copied, w.live)
	}
	for _, e := range w.log[w.twin.seq:] {
		Apply(w.twin, e)
	}
	if len(events) > 0 {
		w.check(t, before.seq)
	}
}

// check checks what must hold after an ask, when seq was the last entry before it.
func (w *witness) check(t *testing.T, seq Seq) {
	t.Helper()
	s := w.live
	for i, e := range w.log {
		if e.Seq != Seq(i+1) {
			t.Fatalf("entry %d of the log has number %d", i+1, e.Seq)
		}
	}
	w.several = w.several || s.settings.Several
	checkQueue(t, s, w.several)
	w.chaired = w.chaired || s.chairs() > 0
	if w.chaired && s.chairs() == 0 {
		t.Fatal("the last chair is gone") // P5
	}
	for a := range w.had {
		if s.Anew() > seq {
			w.had[a], seq = View{}, 0
		}
		merge(w.had[a], Show(s, Audience(a), seq))
		whole := merge(View{}, Show(s, Audience(a), 0))
		if !reflect.DeepEqual(w.had[a], whole) {
			t.Fatalf("audience %d, by and by:\n%+v\nat once:\n%+v", a, w.had[a], whole)
		}
		checkSecrets(t, s, Audience(a))
	}
}

// checkQueue checks the queue, those that are parked, and the floor.
func checkQueue(t *testing.T, s *State, several bool) {
	t.Helper()
	queues := map[Seq]Queue{0: s.queue}
	placed := func(h Hand) bool { return !h.Front && h.Answers == 0 && h.ID != s.queue.Last } // by its class
	maps.Copy(queues, s.parked)
	for item, q := range queues {
		for i, h := range q.Hands {
			behind := func(g Hand) bool { return slices.Index(precedence, g.Class) > slices.Index(precedence, h.Class) }
			if placed(h) && slices.ContainsFunc(q.Hands[:i], func(g Hand) bool { return placed(g) && behind(g) }) {
				t.Fatalf("item %d: %s comes too late in %v (Q2)", item, h.Class, q.Hands)
			}
			if !several && slices.ContainsFunc(q.Hands[:i], func(g Hand) bool { return g.Person == h.Person && g.Class == h.Class }) {
				t.Fatalf("item %d: %s has two hands of class %s (Q9)", item, h.Person, h.Class)
			}
			if s.roles(h.Person) == 0 && h.AddedBy == House {
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

// shown is all that a sees of s, as JSON.
func shown(t testing.TB, s *State, a Audience) string {
	t.Helper()
	b, err := json.Marshal(Show(s, a, 0))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// mask makes other people with other bodies and other words of what an event says.
func mask(body string) string {
	return strings.NewReplacer("≡", "≢", "§", "¶", `"body":"Islands"`, `"body":"Libraries"`).Replace(body)
}

// masked is log with other people asking.
func masked(log []Entry) []Entry {
	for i := range log {
		log[i].By = Person(mask(string(log[i].By)))
	}
	return log
}
