// Package journal keeps the entries of streams: of each meeting, of each channel of
// captions, of the group. It knows numbers, not meanings: what a body says is its owner's.
//
// A stream is a sequence of entries numbered 1, 2, 3, … without gaps. Any number of nodes
// may append to one stream; each number is taken once, and an append that has returned
// without error survives the end of the process and of the machine.
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

	// Read yields the entries after seq, in order, and stops at the end.
	Read(ctx context.Context, s Stream, after uint64) iter.Seq2[Entry, error]

	// Heads returns the positions of those streams that exist.
	Heads(ctx context.Context, streams ...Stream) (map[Stream]Position, error)
}
