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
		out[i] = make([]byte, 181)
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
}

// held runs the meeting of script.
func held(t *testing.T, script []byte) (*State, []Entry) {
	t.Helper()
	w := &witness{live: new(State), twin: new(State)}
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
	for ; len(script) >= 3 && w.live.seq < 120; script = script[3:] {
		by, wish := askers[int(script[0])%len(askers)], wishes[int(script[1])%len(wishes)]
		w.ask(t, by, wish(w.live, by, int(script[2])))
	}
	return w.live, w.log
}

// askers are who asks, with those more often who may do most.
var askers = []Person{chair, chair, chair, deputy, secretary, manager, ann, ann, bob, bob, cleo, eve, root, stranger, House, guest}

// ask lets by ask for c, and checks that judging changes nothing and that a meeting and
// its copies do not share what they change.
func (w *witness) ask(t *testing.T, by Person, c Command) {
	t.Helper()
	events, err := Decide(w.live, c, asked(w.live, by))
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
	for _, e := range events {
		entry := next(copied, by, e)
		Apply(copied, entry)
	}
	if !reflect.DeepEqual(w.live, w.twin) {
		t.Fatalf("%T on a copy changed the original:\n%+v\n%+v", c, w.live, w.twin)
	}
	for _, e := range events {
		w.log = append(w.log, next(w.live, by, e))
		Apply(w.live, w.log[len(w.log)-1])
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
	checkQueue(t, s)
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
func checkQueue(t *testing.T, s *State) {
	t.Helper()
	queues := map[Seq]Queue{0: s.queue}
	maps.Copy(queues, s.parked)
	for item, q := range queues {
		for i, h := range q.Hands {
			behind := func(g Hand) bool { return slices.Index(precedence, g.Class) > slices.Index(precedence, h.Class) }
			if h.Left == 0 && slices.ContainsFunc(q.Hands[:i], func(g Hand) bool { return g.Left == 0 && behind(g) }) {
				t.Fatalf("item %d: %s comes too late in %v (Q2)", item, h.Class, q.Hands) // but who was put back is first
			}
			if slices.ContainsFunc(q.Hands[:i], func(g Hand) bool { return g.Person == h.Person && g.Class == h.Class }) {
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
	if s.hides(s.current, a) && (strings.Contains(view, "§hand") || strings.Contains(view, `"turn":{`)) {
		t.Fatalf("audience %d sees the queue of item %d (A3): %s", a, s.current, view)
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

// wishes make commands of a state and a number; most make sense in the state.
var wishes = []func(s *State, by Person, n int) Command{
	func(s *State, by Person, n int) Command { return CreateMeeting{Title: fmt.Sprint(n), Rule: Open} },
	func(s *State, by Person, n int) Command {
		return AdmitPerson{someone(n), []Roles{Observer, Participant}[n%2], aLink(s, n)}
	},
	func(s *State, by Person, n int) Command {
		return MakeLink{fmt.Sprintf("§link %d", s.seq), []Roles{Participant, Chair, Captioner, 0}[n%4], []string{"", "", "en"}[n%3], noon.Add(time.Duration(n) * time.Second)}
	},
	func(s *State, by Person, n int) Command { return RevokeLink{aLink(s, n)} },
	func(s *State, by Person, n int) Command { return StartMeeting{} },
	func(s *State, by Person, n int) Command {
		if n%4 > 0 { // else most meetings are short
			return OpenQueue{}
		}
		return EndMeeting{}
	},
	func(s *State, by Person, n int) Command { return SetRecord{n%2 == 0} },
	func(s *State, by Person, n int) Command { return MatchLabel{"§label", someone(n)} },
	func(s *State, by Person, n int) Command { return GiveRole{someone(n), append(roleNames, "pope")[n%10]} },
	func(s *State, by Person, n int) Command { return RemovePerson{someone(n * 7)} },
	func(s *State, by Person, n int) Command {
		return AddItem{
			Title: fmt.Sprintf("¤%d¤", s.seq), Kind: kindsOfItem[n%8], Minutes: 1 + n%70, Parent: pick(s.items, s, n/2),
			After: pick(s.items[:0], s, n), Visibility: append(visibilities, "")[n%4],
		}
	},
	func(s *State, by Person, n int) Command {
		return AddItem{Title: fmt.Sprintf("¤%d¤", s.seq), Kind: "aob", Minutes: n, After: pick(s.items, s, n)}
	},
	editItem, editItem,
	func(s *State, by Person, n int) Command {
		return RemoveItem{pick(s.items, s, n), []string{"", ChildrenRemove, ChildrenLift, ChildrenLift, "keep"}[n%5]}
	},
	func(s *State, by Person, n int) Command {
		return StartItem{Item: pick(s.items, s, n), After: saw(s.current, n)}
	},
	func(s *State, by Person, n int) Command { return OpenQueue{} },
	func(s *State, by Person, n int) Command { return CloseQueue{} },
	raise, raise, raise,
	func(s *State, by Person, n int) Command {
		who := guest + Person(fmt.Sprint(n%5))
		if n > 240 {
			who = someone(n)
		}
		return AddHand{Name: "§name", Class: precedence[n%4], Body: aBody(n), Guest: who}
	},
	func(s *State, by Person, n int) Command { return EditHand{own(s, by, n), text("hand", s, n)} },
	func(s *State, by Person, n int) Command { return LowerHand{own(s, by, n)} },
	func(s *State, by Person, n int) Command { return DeferHand{own(s, by, n)} },
	func(s *State, by Person, n int) Command {
		head := Seq(0)
		if len(s.queue.Hands) > 0 {
			head = s.queue.Hands[0].ID
		}
		return CallNext{After: saw(s.turn.ID, n), Head: saw(head, n/16)}
	},
	func(s *State, by Person, n int) Command {
		return CallHand{Hand: pick(s.queue.Hands, s, n), After: saw(s.turn.ID, n)}
	},
	func(s *State, by Person, n int) Command {
		if spoken := len(s.spoken); s.turn.ID == 0 && spoken > 0 {
			return PutBack{saw(s.spoken[spoken-1].ID, n)}
		}
		return PutBack{saw(s.turn.ID, n)}
	},
	func(s *State, by Person, n int) Command { return ExtendTurn{saw(s.turn.ID, n), n * 3} },
	func(s *State, by Person, n int) Command {
		return SetPolicy{[]string{"arrival", "arrival", "loudest"}[n%3], map[Class]int{append(precedence, "shout")[n%5]: n}}
	},
	func(s *State, by Person, n int) Command { return EndTurn{saw(s.turn.ID, n)} },
	func(s *State, by Person, n int) Command { return PauseTurn{saw(s.turn.ID, n)} },
	func(s *State, by Person, n int) Command { return ResumeTurn{saw(s.turn.ID, n)} },
	func(s *State, by Person, n int) Command {
		return AddNote{Text: text("text", s, n), Item: pick(s.items, s, n), Kind: append(kindsOfNote, "")[n%5]}
	},
	func(s *State, by Person, n int) Command {
		note := pick(s.notes, s, n)
		rev := 1
		if n := at(s.notes, note); n != nil {
			rev = n.Rev
		}
		return EditNote{Note: note, Text: text("text", s, n), Rev: int(saw(Seq(rev), n))}
	},
	func(s *State, by Person, n int) Command { return RetractNote{pick(s.notes, s, n)} },
	func(s *State, by Person, n int) Command {
		return RecordDecision{text("text", s, n), pick(s.items, s, n)}
	},
	func(s *State, by Person, n int) Command {
		return RecordAction{text("text", s, n), "§owner", []string{"", "2026-12-31", "soon"}[n%3], pick(s.items, s, n)}
	},
	func(s *State, by Person, n int) Command {
		return CloseAction{pick(s.actions, s, n), text("text", s, n)}
	},
}

func editItem(s *State, _ Person, n int) Command {
	c := EditItem{Item: pick(s.items, s, n)}
	switch title, url := fmt.Sprintf("¤%d¤", s.seq), []string{"https://example.org/a", "javascript:alert(1)"}[n%7/6]; n % 4 {
	case 0:
		c.Title, c.Minutes = &title, &n
	case 1:
		c.Visibility = &append(visibilities, "nobody")[n/4%4]
	case 2:
		c.Presenters, c.Description = &[]string{text("presenter", s, n)}, &title
	case 3:
		c.Links = &[]Link{{title, url}}
	}
	return c
}

func raise(s *State, _ Person, n int) Command {
	c := RaiseHand{Class: append(precedence, precedence...)[n%8], Body: aBody(n), Written: n%11 == 0}
	if n%3 > 0 {
		c.Note = text("hand", s, n)
	}
	if c.Class == Reply && n%2 == 0 {
		c.ReplyTo = saw(s.turn.ID, n)
	}
	return c
}

// aLink is a link that may be there.
func aLink(s *State, n int) string {
	links := []string{"", "§link"}
	for _, w := range s.ways {
		links = append(links, w.Link, w.Link)
	}
	return links[n%len(links)]
}

// someone is a person who may be there.
func someone(n int) Person { return append(askers, guest+"0")[n%(len(askers)+1)] }

// aBody is a body that a hand can name; one in 32 is not there.
func aBody(n int) string {
	return []string{"", "Libraries", "Islands", "", "Islands", ""}[n%6] + strings.Repeat("§", max(0, n%32-30))
}

// text is a text that nothing else in the meeting has; one in 32 cannot be kept.
func text(what string, s *State, n int) string {
	return fmt.Sprintf("§%s %d.", what, s.seq) + strings.Repeat("\x00", max(0, n%32-30))
}

// pick is one of things, or 0, or what is not there.
func pick[T interface{ id() Seq }](things []T, s *State, n int) Seq {
	ids := []Seq{0, s.seq + 1}
	for _, thing := range things {
		ids = append(ids, thing.id(), thing.id())
	}
	return ids[n%len(ids)]
}

// own is mostly a hand of by's.
func own(s *State, by Person, n int) Seq {
	i := slices.IndexFunc(s.queue.Hands, func(h Hand) bool { return h.Person == by })
	if i < 0 || n%8 == 0 {
		return pick(s.queue.Hands, s, n)
	}
	return s.queue.Hands[i].ID
}

// saw is what an asker saw: now, or one time in eight something else.
func saw(now Seq, n int) Seq {
	if n%8 == 7 {
		return now + 1
	}
	return now
}
