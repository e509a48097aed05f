package meeting

import (
	"fmt"
	"log/slog"
	"slices"
	"time"
)

// A Seq numbers an entry within its meeting, from 1, without gaps. A thing made by an
// entry (an item, a hand, a turn, a note) is named by its Seq, so no other identifier has
// to be minted; 0 names nothing.
type Seq uint64

// A Person is a participant's pseudonym in one meeting. Only the roster knows the name. It is
// printed and logged as "[person]": where it is meant to be read it is converted to a string
// or marshalled.
type Person string

// Format implements [fmt.Formatter].
func (Person) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[person]")) }

// LogValue implements [slog.LogValuer].
func (Person) LogValue() slog.Value { return slog.StringValue("[person]") }

// House is who asks when no person does: the server itself, which makes meetings and
// lets people in.
const House Person = ""

// An Entry is one fact in a meeting's log. Entries are never changed.
type Entry struct {
	Seq   Seq
	At    time.Time // when it was decided; UTC, never before its predecessor's
	By    Person    // who asked for it
	Cause string    // the ask's id, on the last entry that the ask led to; otherwise empty
	Key   string    // names the key that seals the entry; empty while it is open
	Event Event
}

// An Event is a fact. The set is closed: only this package can implement it.
type Event interface {
	// apply folds the event into s. It obeys and cannot fail.
	apply(s *State, e Entry)
}

// A Command is a wish. The set is closed, like that of events.
type Command interface {
	// decide judges the wish and changes nothing. A granted wish leaves at least one event.
	decide(s *State, a Asked) ([]Event, error)
}

// Asked is by whom, when and with what luck a command is asked for.
type Asked struct {
	By   Person
	At   time.Time
	Seed uint64 // all the chance there is in deciding
}

// Decide returns the events by which c changes s. Its error is an [*Error], a refusal,
// and then nothing has happened. Decide does not change s.
func Decide(s *State, c Command, a Asked) ([]Event, error) {
	if s.passed || s.record != nil {
		return nil, ErrPublished
	}
	if err := s.Allows(a.By, c); err != nil {
		return nil, err
	}
	events, err := c.decide(s, a)
	if slices.ContainsFunc(events, s.over) {
		return nil, ErrPartPublished
	}
	return events, err
}

// Apply folds e into s. It cannot fail: what an entry says has happened. It panics if e
// is not the entry after s's last, for that is a mistake of the caller.
func Apply(s *State, e Entry) {
	if _, whole := e.Event.(RecordPublished); e.Seq != s.seq+1 && !(whole && s.seq == 0) {
		panic(fmt.Sprintf("meeting: entry %d applied to a state at %d", e.Seq, s.seq))
	}
	s.seq = e.Seq
	undoable, current := s.remember(e), s.current
	e.Event.apply(s, e)
	s.witness(e, current)
	s.part(e)
	s.moved, s.clear = e.At, s.clear || e.Key == ""
	if undoable {
		s.done.after = s.now()
	}
}

// Unchanged records that a wish was granted by what was so already. It keeps the ask's
// id: a repeat of the ask years later must not happen anew.
type Unchanged struct {
	Was Seq `json:"was"` // the entry that had made it so
}

func (Unchanged) apply(*State, Entry) {}

// unchanged grants a wish that entry was has fulfilled already.
func unchanged(was Seq) ([]Event, error) { return []Event{Unchanged{Was: was}}, nil }

// Answer is the number that answers the ask which led to e, its last entry: the entry
// that made so what was wished.
func (e Entry) Answer() Seq {
	if u, ok := e.Event.(Unchanged); ok {
		return u.Was
	}
	return e.Seq
}
