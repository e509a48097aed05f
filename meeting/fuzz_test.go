package meeting

import (
	"encoding/json"
	"fmt"
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
		if s.sealed {
			other := replay(masked(stored(t, log, mask)))
			if a, b := shown(t, s, Public), shown(t, other, Public); a != b {
				t.Fatalf("the public can tell apart\n%s\n%s", a, b)
			}
			forgotten(t, s, other)
		}
	})
}

// forgotten checks what is left of a meeting under the Rule in the end: no person, nothing that
// was typed and not passed, and the same as of its twin with other people and words.
func forgotten(t *testing.T, s, twin *State) {
	t.Helper()
	was := s.passed
	for _, s.passed = range []bool{false, was} {
		left := []Entry{s.Forget(noon.Add(40*24*time.Hour), offered(s))}
		b := string(stored(t, left, asItIs)[0].Event.(RecordPublished).json(t)) //nolint:forcetypeassert // Forget makes it
		if strings.Contains(b, "≡") || !s.passed && strings.Contains(b, "§") {
			t.Fatalf("left is %s", b)
		}
		after := replay(left)
		if after.seq != s.seq || after.Sealed() || after.stage != Ended || len(after.people) != 0 {
			t.Fatalf("after it: %+v", after)
		}
		if twin.passed = s.passed; !s.passed && shown(t, after, Public) != shown(t, replay([]Entry{twin.Forget(noon.Add(40*24*time.Hour), offered(twin))}), Public) {
			t.Fatalf("two meetings that differ in their people leave different records: %s", b)
		}
		if _, err := Decide(after, AdmitPerson{ann, Participant, ""}, asked(after, House)); err != ErrPublished { //nolint:errorlint // it is that one
			t.Fatalf("somebody comes in: %v", err)
		}
	}
}

// offered are all lines of a meeting, each with who said it: those that may be told say nothing
// else in the other of two meetings.
func offered(s *State) (lines []RecordLine) {
	for l := range s.lines {
		line := RecordLine{Line: l.ID, Text: l.Text, Said: "≡"}
		if s.told(l) {
			line.Text, line.Said = "Open.", "Somebody"
		}
		lines = append(lines, line)
	}
	return lines
}

// json is how e is stored.
func (e RecordPublished) json(t *testing.T) []byte {
	t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// scripts are meetings that reach every kind of event.
func scripts() [][]byte {
	rng := rand.New(rand.NewPCG(1, 2))
	out := make([][]byte, 640)
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
		s, log := held(t, script)
		if s.Passed() {
			log = append(log, s.Forget(noon, nil))
		}
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
	for _, wish := range slices.Concat(wishes, minutesWishes) {
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
		Agenda: []PlannedItem{
			{Title: "¤a¤", Kind: "adoption", Minutes: 5},
			{Title: "¤b¤", Kind: "decision", Minutes: 5, Visibility: VisibleChair},
			{Title: "¤c¤", Kind: "discussion", Minutes: 5, Visibility: VisiblePresent},
		},
		Channels: []Channel{{Lang: "en", Title: "English"}},
		Bodies:   []Body{{Name: "Libraries"}, {Name: "Islands"}}, Preset: &Preset{Silence: 60, Grace: 1},
	})
	for _, c := range company {
		w.ask(t, House, AdmitPerson{c.person, c.roles, ""})
	}
	if first%5 < 2 { // an item is a part by itself
		w.ask(t, chair, SetRule{ChathamHouse, w.live.items[0].ID})
	}
	if first >= 128 { // most of what can happen happens after the start
		w.ask(t, chair, StartMeeting{})
		w.ask(t, chair, OpenQueue{})
		w.ask(t, secretary, AddNote{Text: "§text."})
		w.ask(t, House, NoteArrivals{[]Person{ann, chair}})
	}
	wanted := wishes
	if first >= 226 { // and its minutes live on
		w.ask(t, secretary, AddNote{Text: "§text.", Kind: NoteQuote, Quote: &Quote{Lang: "en", From: 1, To: 6}})
		w.ask(t, secretary, RecordAction{Text: "§text.", Owner: "§owner"})
		w.ask(t, chair, EndMeeting{})
		w.ask(t, secretary, CirculateMinutes{})
		wanted = minutesWishes
	}
	if first >= 250 {
		w.ask(t, House, ApproveMinutes{})
	}
	for ; len(script) >= 3 && w.live.seq < 150; script = script[3:] {
		by, wish := askers[int(script[0])%len(askers)], wanted[int(script[1])%len(wanted)]
		if w.at = w.at.Add(pace); script[2] >= 245 {
			w.at = w.at.Add(patience)
		}
		w.ask(t, by, wish(w.live, by, int(script[2])))
		if w.live.Offered() && script[2]%3 == 0 {
			w.ask(t, House, EndOffer{})
		}
		if due, timer := w.live.Next(); !due.IsZero() && w.at.After(due) && script[2]%2 == 0 {
			timer.There = []Person{chair, ann}
			w.ask(t, House, timer)
		}
	}
	if first%5 == 1 {
		w.publishParts(t)
	}
	return w.live, w.log
}

// publishParts has two people publish each part of the meeting by itself.
func (w *witness) publishParts(t *testing.T) {
	t.Helper()
	w.ask(t, chair, StartMeeting{})
	w.ask(t, chair, EndMeeting{})
	for _, i := range w.live.items {
		draft := DraftRecord{Item: i.ID, Level: Written}
		for l := range w.live.lines {
			if _, err := w.live.recordLine(RecordLine{Line: l.ID, Text: "It was said."}); err == nil && w.live.partOf(l.Item) == i.ID {
				draft.Lines = append(draft.Lines, RecordLine{Line: l.ID, Text: "It was said."})
			}
		}
		w.ask(t, secretary, draft)
		if w.live.draft != nil {
			w.ask(t, chair, PassRecord{w.live.draft.ID})
		}
	}
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
		checkMinutes(t, before, w.live, led)
	}
	if w.live.Shreds() != 0 {
		w.shred(t)
	}
}

// shred takes a part out whose record was passed, as the server does, and checks that nothing
// else is another by that.
func (w *witness) shred(t *testing.T) {
	t.Helper()
	was, part := w.live, w.live.Shreds()
	log := stored(t, Shred(w.log), asItIs)
	now := replay(log)
	for l := range was.lines {
		n := at(was.notes, l.ID)
		spoke := n != nil && n.What == HappenedSpeech // into that part, perhaps
		switch still, quiet := now.line(l.ID), l.By == House; {
		case was.partOf(l.Item) == part && still != nil && !quiet:
			t.Fatalf("line %d of part %d is left: %+v", l.ID, part, still)
		case was.partOf(l.Item) != part && !(spoke && still == nil) && (still == nil || still.Text != l.Text || still.Rev != l.Rev || still.Retracted != l.Retracted):
			t.Fatalf("line %d of another part was %+v and is %+v", l.ID, l, still)
		}
	}
	for i, e := range log {
		if e.Seq != w.log[i].Seq || e.At.After(w.log[i].At) || i > 0 && e.At.Before(log[i-1].At) {
			t.Fatalf("entry %+v was %+v", e, w.log[i])
		}
	}
	for _, sp := range now.spoken {
		if now.partOf(sp.Item) == part || sp.Person == House {
			t.Fatalf("that somebody spoke is left: %+v", sp)
		}
	}
	if now.passed || now.draft != nil || !now.shredded(part) || now.stage != Ended || len(now.items) != len(was.items) {
		t.Fatalf("after it: %+v", now)
	}
	w.log, w.live, w.twin = log, now, replay(log)
	w.check(t, was.seq-1)
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
