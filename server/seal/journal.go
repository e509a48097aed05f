package seal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"example.org/convener/server/journal"
)

// Journal is j, in which each entry with a Key is sealed under the key of that name: all of
// it but its number and the key's name. Who reads it through the returned journal has it as
// it was; the error of reading what no key opens any more is ErrSealed. A key that is not
// there is made when an entry is appended with its name.
func Journal(j journal.Journal, keys *Keys) journal.Journal { return sealing{j, keys} }

type sealing struct {
	journal.Journal
	keys *Keys
}

// inner is what is sealed of an entry.
type inner struct {
	At    time.Time `json:"at"`
	By    string    `json:"by,omitempty"`
	Cause string    `json:"cause,omitempty"`
	Sum   string    `json:"sum,omitempty"`
	Body  []byte    `json:"body"`
}

// noTime is when all entries happened that are sealed, as the journal knows.
var noTime = time.Unix(0, 0).UTC()

func place(s journal.Stream, seq uint64) string { return fmt.Sprintf("%s %d", s, seq) }

// after are entries numbered as they will be, after number seq.
func after(seq uint64, entries []journal.Entry) []journal.Entry {
	entries = slices.Clone(entries)
	for i := range entries {
		entries[i].Seq = seq + uint64(i) + 1
	}
	return entries
}

// seal is entries as they are kept, under their numbers.
func (j sealing) seal(s journal.Stream, entries []journal.Entry) ([]journal.Entry, error) {
	kept := make([]journal.Entry, len(entries))
	for i, e := range entries {
		kept[i] = e
		if e.Key == "" {
			continue
		}
		name, err := j.keys.own(e.Key)
		if err != nil {
			return nil, err
		}
		k, err := j.keys.Make(name)
		if err != nil {
			return nil, err
		}
		b, err := json.Marshal(inner{e.At, e.By, e.Cause, e.Sum, e.Body})
		if err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		kept[i] = journal.Entry{
			Seq: e.Seq, Key: name, At: noTime, By: k.Mark("by", e.By), Sum: k.Mark("sum", e.Sum), Body: k.Seal(place(s, e.Seq), b),
		}
		if e.Cause != "" {
			kept[i].Cause = k.Mark("cause", e.Cause)
		}
	}
	return kept, nil
}

// open is an entry as it was.
func (j sealing) open(ctx context.Context, s journal.Stream, e journal.Entry) (journal.Entry, error) {
	if e.Key == "" {
		return e, nil
	}
	k, err := j.keys.find(ctx, e.Key)
	if err != nil {
		return e, fmt.Errorf("seal: %s: %w", s, err)
	}
	b, err := k.Open(place(s, e.Seq), e.Body)
	if err != nil {
		return e, fmt.Errorf("seal: entry %d of %s: %w", e.Seq, s, err)
	}
	var was inner
	if err := json.Unmarshal(b, &was); err != nil {
		return e, fmt.Errorf("seal: entry %d of %s: %w", e.Seq, s, errors.Join(err, ErrSealed))
	}
	return journal.Entry{Seq: e.Seq, Key: common(e.Key), At: was.At, By: was.By, Cause: was.Cause, Sum: was.Sum, Body: was.Body}, nil
}

// Append implements [journal.Journal].
func (j sealing) Append(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	kept, err := j.seal(s, after(at.Seq, entries))
	if err != nil {
		return at, err
	}
	return j.Journal.Append(ctx, s, at, kept)
}

// AppendLocked implements [journal.Journal].
func (j sealing) AppendLocked(
	ctx context.Context, s journal.Stream, at journal.Position, decide func([]journal.Entry) ([]journal.Entry, error),
) (journal.Position, error) {
	return j.Journal.AppendLocked(ctx, s, at, func(missed []journal.Entry) ([]journal.Entry, error) {
		head := at.Seq
		for i, e := range missed {
			head = e.Seq
			var err error
			if missed[i], err = j.open(ctx, s, e); err != nil {
				return nil, err
			}
		}
		entries, err := decide(missed)
		if err != nil {
			return nil, err
		}
		return j.seal(s, after(head, entries))
	})
}

// Rewrite implements [journal.Journal].
func (j sealing) Rewrite(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	kept, err := j.seal(s, entries)
	if err != nil {
		return at, err
	}
	return j.Journal.Rewrite(ctx, s, at, kept)
}

// Read implements [journal.Journal].
func (j sealing) Read(ctx context.Context, s journal.Stream, after uint64) iter.Seq2[journal.Entry, error] {
	return func(yield func(journal.Entry, error) bool) {
		for e, err := range j.Journal.Read(ctx, s, after) {
			if err == nil {
				e, err = j.open(ctx, s, e)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}
