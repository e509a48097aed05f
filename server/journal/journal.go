// Package journal keeps the entries of streams: of each meeting, of each channel of
// captions, of the group. It knows numbers, not meanings: what a body says is its owner's.
//
// A stream is a sequence of entries numbered 1, 2, 3, … without gaps, but where something was
// forgotten. Any number of nodes may append to one stream; each number is taken once, and an
// append that has returned without error survives the end of the process and of the machine.
package journal

import (
	"context"
	"errors"
	"iter"
	"time"
)

// A Stream names a sequence of entries: "meeting/<id>", "captions/<id>/<lang>", "group".
type Stream string

// An Entry is one line of a stream, as it is stored.
type Entry struct {
	Seq   uint64
	At    time.Time // UTC
	By    string    // who asked for it; empty for the house
	Cause string    // id of the ask that led to it, once in the stream for ever; empty for none
	Sum   string    // digest of that ask, to tell a repeat from another ask with the same id
	Key   string    // names the key that seals Body; empty while it is open
	Body  []byte
}

// A Position is a place in a stream. The zero Position is that of a stream which does not
// exist yet.
type Position struct {
	Epoch uint64 // of the stream's history; another epoch means that everything is anew
	Seq   uint64 // the last entry
}

var (
	// ErrMoved says that a stream has entries beyond the writer's position.
	ErrMoved = errors.New("journal: the stream has moved on")

	// ErrEpoch says that a stream has another history than the writer's.
	ErrEpoch = errors.New("journal: the stream has another history")

	// ErrCause says that an entry with this cause is in the stream already.
	ErrCause = errors.New("journal: this cause has had its effect")
)

// ErrRewrite says that a stream cannot hold entries with such numbers.
var ErrRewrite = errors.New("journal: what a stream is to hold instead ends elsewhere")

// Replaces refuses entries that a stream at a position cannot hold instead of what it holds.
func Replaces(at Position, entries []Entry) error {
	last := uint64(0)
	for _, e := range entries {
		if e.Seq <= last {
			return ErrRewrite
		}
		last = e.Seq
	}
	if last == 0 || last != at.Seq {
		return ErrRewrite
	}
	return nil
}

// A Journal keeps streams. It is safe for concurrent use. Package journaltest has the
// promises as tests.
type Journal interface {
	// Append adds entries at position at, all or none, numbering them from at.Seq+1, and
	// returns the new position. It returns ErrMoved, ErrEpoch or ErrCause, and then has
	// added nothing. After any other error the entries may be there or not: the caller
	// finds out by their causes.
	Append(ctx context.Context, s Stream, at Position, entries []Entry) (Position, error)

	// AppendLocked is the way for a writer that has lost a race: it keeps other writers
	// of the stream out, hands to decide the entries after at, and adds those that decide
	// returns. decide does no I/O and keeps none of its argument's bytes.
	AppendLocked(ctx context.Context, s Stream, at Position,
		decide func(missed []Entry) ([]Entry, error)) (Position, error)

	// Rewrite has a stream that is at position at hold these entries instead of what it
	// holds: their numbers rise, and the last one's is at.Seq. The stream gets another epoch.
	// What it held before is in no file of the store any more when Rewrite returns, as far
	// as the store can tell. It returns ErrMoved, ErrEpoch or ErrRewrite, and then has
	// changed nothing. It is as slow as the stream is long.
	Rewrite(ctx context.Context, s Stream, at Position, entries []Entry) (Position, error)

	// Read yields the entries after seq, in order, and stops at the end.
	Read(ctx context.Context, s Stream, after uint64) iter.Seq2[Entry, error]

	// Heads returns the positions of those streams that exist.
	Heads(ctx context.Context, streams ...Stream) (map[Stream]Position, error)
}
