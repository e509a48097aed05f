package meeting

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// An ask is a command and who gives it.
type ask struct {
	by  Person
	cmd Command
}

// The people of the tests' meetings. No other text has their first letter, so it shows
// where a pseudonym got to.
const (
	chair     Person = "≡chair"
	deputy    Person = "≡deputy"
	secretary Person = "≡secretary"
	manager   Person = "≡manager"
	ann       Person = "≡ann" // a participant, as are bob and cleo
	bob       Person = "≡bob"
	cleo      Person = "≡cleo"
	eve       Person = "≡eve" // an observer
	root      Person = "≡root"
	guest     Person = "≡guest" // someone on the telephone
	stranger  Person = "≡stranger"
)

// company is who is let into the tests' meetings.
var company = []struct {
	person Person
	roles  Roles
}{
	{chair, Chair},
	{deputy, Deputy},
	{secretary, Secretary},
	{manager, Manager},
	{ann, Participant},
	{bob, Participant},
	{cleo, Representative},
	{eve, Observer},
	{root, Owner},
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// Items of the meeting that planned makes.
const (
	itemA Seq = 2
	itemB Seq = 3
)

// planned is a meeting before its start, with two items and everybody of company.
func planned(t testing.TB) []Entry {
	t.Helper()
	asks := []ask{{House, CreateMeeting{
		Title: "Third meeting", Starts: noon, Rule: Open,
		Agenda: []PlannedItem{{Title: "A", Kind: "discussion", Minutes: 10}, {Title: "B", Kind: "decision", Minutes: 20}},
		Bodies: []Body{{Name: "Libraries", Seats: 2}, {Name: "Islands", Seats: 1}},
	}}}
	for _, c := range company {
		asks = append(asks, ask{House, AdmitPerson{c.person, c.roles, ""}})
	}
	return play(t, nil, asks...)
}

// underWay is planned after its start, with item A current and the queue open. Clocks begin
// at the call.
func underWay(t testing.TB) []Entry {
	t.Helper()
	return play(t, planned(t), ask{chair, StartMeeting{}}, ask{chair, SetQueue{Grace: new(int)}}, ask{chair, OpenQueue{}})
}

// play returns log with what asks add to it, a second between entries. None may be refused.
func play(t testing.TB, log []Entry, asks ...ask) []Entry {
	t.Helper()
	log = slices.Clone(log)
	s := replay(log)
	for _, a := range asks {
		events, err := Decide(s, a.cmd, asked(s, a.by))
		if err != nil {
			t.Fatalf("%s: %T%+v: %v", a.by, a.cmd, a.cmd, err)
		}
		log = append(log, entries(s, a.by, events)...)
	}
	return log
}

// entries are the entries by which by adds events to s, as an ask leads to them; they have
// been applied.
func entries(s *State, by Person, events []Event) []Entry {
	out := make([]Entry, len(events))
	for i, e := range events {
		out[i] = next(s, by, e)
		if i == len(events)-1 {
			out[i].Cause = fmt.Sprint("ask ", out[i].Seq)
		}
		Apply(s, out[i])
	}
	return out
}

// asked is by asking when the next entry is due: a second after the last.
func asked(s *State, by Person) Asked {
	return Asked{By: by, At: noon.Add(time.Duration(s.seq) * time.Second), Seed: uint64(s.seq)}
}

// next is the entry by which by adds e to s.
func next(s *State, by Person, e Event) Entry {
	return Entry{Seq: s.seq + 1, At: asked(s, by).At, By: by, Event: e}
}

// replay folds log.
func replay(log []Entry) *State {
	s := new(State)
	for _, e := range log {
		Apply(s, e)
	}
	return s
}

// last is the number of log's last entry.
func last(log []Entry) Seq { return log[len(log)-1].Seq }

// stored returns log as it comes back from a store, where edit changed each body on the way.
func stored(t testing.TB, log []Entry, edit func(string) string) []Entry {
	t.Helper()
	back := slices.Clone(log)
	for i, e := range log {
		b, err := MarshalEvent(e.Event)
		if err != nil {
			t.Fatal(err)
		}
		if back[i].Event, err = UnmarshalEvent([]byte(edit(string(b)))); err != nil {
			t.Fatal(err)
		}
	}
	return back
}

// asItIs is the edit that changes nothing.
func asItIs(s string) string { return s }

// A rule is a line of the rule book: what comes of cmd, given a log.
type rule struct {
	name  string
	given []Entry
	by    Person
	cmd   Command
	want  []Event
	err   *Error // with a code only, any text of that code will do
}

// malformed is any refusal of a wish's form.
var malformed = &Error{Code: "malformed"}

// judged checks the rule book.
func judged(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			t.Helper()
			s := replay(r.given)
			got, err := Decide(s, r.cmd, asked(s, r.by))
			if !r.refused(err) {
				t.Fatalf("%T%+v: error %v, want %v", r.cmd, r.cmd, err, r.err)
			}
			if !reflect.DeepEqual(got, r.want) {
				t.Errorf("%T%+v: events %+v, want %+v", r.cmd, r.cmd, got, r.want)
			}
		})
	}
}

// refused reports whether err is the one that r wants.
func (r rule) refused(err error) bool {
	if r.err == nil {
		return err == nil
	}
	e, ok := errors.AsType[*Error](err)
	return ok && (e == r.err || r.err.Text == "" && e.Code == r.err.Code)
}

// An outcome is a line of the rule book about what then is so, in words.
type outcome struct {
	name string
	log  []Entry
	see  func(*State) string
	want string
}

// becomes checks what is so after the logs.
func becomes(t *testing.T, outcomes []outcome) {
	t.Helper()
	for _, o := range outcomes {
		t.Run(o.name, func(t *testing.T) {
			t.Helper()
			if got := o.see(replay(o.log)); got != o.want {
				t.Errorf("got  %s\nwant %s", got, o.want)
			}
		})
	}
}

// waiting tells the queue: "ann/topic bob/reply", and "closed" if it is.
func waiting(s *State) string {
	words := make([]string, 0, len(s.queue.Hands)+1)
	for _, h := range s.queue.Hands {
		words = append(words, fmt.Sprintf("%s/%s", plain(h.Person), h.Class))
	}
	if !s.queue.Open {
		words = append(words, "closed")
	}
	return strings.Join(words, " ")
}

// floorOf tells who has the floor.
func floorOf(s *State) string {
	if s.turn.ID == 0 {
		return "free"
	}
	return fmt.Sprintf("%s/%s", plain(s.turn.Person), s.turn.Class)
}

// plain is p without its mark.
func plain(p Person) string { return strings.TrimPrefix(string(p), "≡") }

// Entries come one after another; another number is a mistake of the caller.
func TestApplyTakesTheNextEntryOnly(t *testing.T) {
	for _, seq := range []Seq{0, 2} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("entry %d was applied to the state at 0", seq)
				}
			}()
			Apply(new(State), Entry{Seq: seq, Event: MeetingStarted{}})
		}()
	}
}

// The answer to a wish that was so already is the entry that made it so.
func TestAnswer(t *testing.T) {
	if got := (Entry{Seq: 9, Event: Unchanged{Was: 4}}).Answer(); got != 4 {
		t.Errorf("unchanged is answered with %d, want 4", got)
	}
	if got := (Entry{Seq: 9, Event: QueueOpened{}}).Answer(); got != 9 {
		t.Errorf("what changed is answered with %d, want 9", got)
	}
}

// The fuzzer checks copies wherever it gets; it seldom removes somebody who waits on an
// item that was left.
func TestACopyKeepsItsParkedHands(t *testing.T) {
	s := replay(play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}}, ask{chair, StartItem{itemB, itemA}}))
	copied := s.Clone()
	Apply(s, next(s, chair, PersonRemoved{ann}))
	Apply(copied, next(copied, chair, ItemStarted{itemA}))
	if got := waiting(copied); got != "ann/topic bob/topic" {
		t.Errorf("the copy has %s", got)
	}
}
