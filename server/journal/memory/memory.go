// Package memory is a journal that lasts as long as the process: for tests, and for what
// must go nowhere durable.
package memory

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"sync"

	"example.org/convener/server/journal"
)

// A Journal is a [journal.Journal]; its zero value is empty and ready.
type Journal struct {
	mu      sync.Mutex
	streams map[journal.Stream]*stream
}

type stream struct {
	epoch   uint64
	entries []journal.Entry // in order; a slice that was read is not changed
	causes  map[string]struct{}
}

// Append implements [journal.Journal].
func (j *Journal) Append(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	if err := ctx.Err(); err != nil {
		return at, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if st := j.stream(s); st.head() != at.Seq {
		return at, journal.ErrMoved
	}
	return j.add(s, at, entries)
}

// AppendLocked implements [journal.Journal].
func (j *Journal) AppendLocked(
	ctx context.Context, s journal.Stream, at journal.Position,
	decide func([]journal.Entry) ([]journal.Entry, error),
) (journal.Position, error) {
	if err := ctx.Err(); err != nil {
		return at, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	st := j.stream(s)
	if at.Epoch != st.epoch && at.Epoch != 0 || at.Seq > st.head() {
		return at, journal.ErrEpoch
	}
	entries, err := decide(slices.Clone(st.after(at.Seq)))
	if err != nil {
		return at, err
	}
	return j.add(s, journal.Position{Epoch: st.epoch, Seq: st.head()}, entries)
}

// add needs j.mu, and at at the head of s.
func (j *Journal) add(s journal.Stream, at journal.Position, entries []journal.Entry) (journal.Position, error) {
	st := j.stream(s)
	if at.Epoch != st.epoch && st.head() > 0 {
		return at, journal.ErrEpoch
	}
	for i, e := range entries {
		_, had := st.causes[e.Cause]
		again := slices.ContainsFunc(entries[:i], func(o journal.Entry) bool { return o.Cause == e.Cause })
		if e.Cause != "" && (had || again) {
			return at, journal.ErrCause
		}
	}
	for _, e := range entries {
		e.Seq = st.head() + 1
		e.Body = slices.Clone(e.Body)
		st.entries = append(st.entries, e)
		st.causes[e.Cause] = struct{}{}
	}
	return journal.Position{Epoch: st.epoch, Seq: st.head()}, nil
}

// stream needs j.mu.
func (j *Journal) stream(s journal.Stream) *stream {
	if j.streams == nil {
		j.streams = make(map[journal.Stream]*stream)
	}
	st := j.streams[s]
	if st == nil {
		st = &stream{epoch: rand.Uint64N(1<<62) + 1, causes: make(map[string]struct{})}
		j.streams[s] = st
	}
	return st
}

// Rewrite implements [journal.Journal].
func (j *Journal) Rewrite(ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry) (journal.Position, error) {
	if err := errors.Join(ctx.Err(), journal.Replaces(at, entries)); err != nil {
		return at, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	switch st := j.stream(s); {
	case at.Epoch != st.epoch || st.head() < at.Seq:
		return at, journal.ErrEpoch
	case st.head() > at.Seq:
		return at, journal.ErrMoved
	}
	st := &stream{epoch: rand.Uint64N(1<<62) + 1, causes: make(map[string]struct{})}
	for _, e := range entries {
		e.Body = slices.Clone(e.Body)
		st.entries = append(st.entries, e)
		st.causes[e.Cause] = struct{}{}
	}
	j.streams[s] = st
	return journal.Position{Epoch: st.epoch, Seq: at.Seq}, nil
}

// head is the number of the last entry, 0 if there is none.
func (st *stream) head() uint64 {
	if len(st.entries) == 0 {
		return 0
	}
	return st.entries[len(st.entries)-1].Seq
}

// after are the entries after seq.
func (st *stream) after(seq uint64) []journal.Entry {
	i, _ := slices.BinarySearchFunc(st.entries, seq+1, func(e journal.Entry, n uint64) int { return cmp.Compare(e.Seq, n) })
	return st.entries[i:]
}

// Read implements [journal.Journal].
func (j *Journal) Read(ctx context.Context, s journal.Stream, after uint64) iter.Seq2[journal.Entry, error] {
	return func(yield func(journal.Entry, error) bool) {
		j.mu.Lock()
		entries := j.stream(s).after(after)
		j.mu.Unlock()
		for _, e := range entries {
			if err := ctx.Err(); err != nil {
				yield(journal.Entry{}, err)
				return
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// Heads implements [journal.Journal].
func (j *Journal) Heads(ctx context.Context, streams ...journal.Stream) (map[journal.Stream]journal.Position, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	heads := make(map[journal.Stream]journal.Position, len(streams))
	for _, s := range streams {
		if st := j.stream(s); st.head() > 0 {
			heads[s] = journal.Position{Epoch: st.epoch, Seq: st.head()}
		}
	}
	return heads, ctx.Err()
}
