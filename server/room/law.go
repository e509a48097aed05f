package room

import (
	"bytes"
	"math/rand/v2"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
)

// law is a meeting's state as a ledger folds it.
type law struct {
	*meeting.State
	key string // that seals its entries, if they are to be sealed
}

func newLaw(key string) law { return law{new(meeting.State), key} }

// Clone implements [ledger.State].
func (l law) Clone() law { return law{l.State.Clone(), l.key} }

// Decide implements [ledger.State].
func (l law) Decide(a ledger.Ask[meeting.Command], now time.Time) ([]journal.Entry, error) {
	events, err := meeting.Decide(l.State, a.Want, meeting.Asked{By: meeting.Person(a.By), At: now, Seed: rand.Uint64()})
	if err != nil {
		return nil, err
	}
	entries := make([]journal.Entry, len(events))
	seals := l.Seals(events)
	for i, e := range events {
		if seals {
			entries[i].Key = partKey(l.key, l.Part(e))
		}
		if entries[i].Body, err = meeting.MarshalEvent(e); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// Apply implements [ledger.State].
func (l law) Apply(e journal.Entry) error {
	event, err := meeting.UnmarshalEvent(e.Body)
	if err != nil {
		return err
	}
	meeting.Apply(l.State, entry(e, event))
	return nil
}

// unchanged begins the body of every entry that is answered with another's number.
var unchanged = []byte(`{"kind":"unchanged"`)

// Answer implements [ledger.State].
func (l law) Answer(e journal.Entry) uint64 {
	if !bytes.HasPrefix(e.Body, unchanged) {
		return e.Seq
	}
	event, err := meeting.UnmarshalEvent(e.Body)
	if err != nil {
		return e.Seq
	}
	return uint64(entry(e, event).Answer())
}

func entry(e journal.Entry, event meeting.Event) meeting.Entry {
	return meeting.Entry{
		Seq: meeting.Seq(e.Seq), At: e.At, By: meeting.Person(e.By), Cause: e.Cause, Key: e.Key, Event: event,
	}
}
