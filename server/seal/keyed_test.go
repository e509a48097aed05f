package seal_test

import (
	"context"
	"iter"
	"slices"

	"example.org/convener/server/journal"
)

// keyed is a journal to which all is appended under a key, and whose reader does not see that.
type keyed struct{ journal.Journal }

// under are entries under a key.
func under(entries []journal.Entry) []journal.Entry {
	out := slices.Clone(entries)
	for i := range out {
		if out[i].Key == "" {
			out[i].Key = "all"
		}
	}
	return out
}

// without are entries as who appended them knows them.
func without(e journal.Entry) journal.Entry {
	if e.Key == "all" {
		e.Key = ""
	}
	return e
}

func (k keyed) Append(ctx context.Context, s journal.Stream, at journal.Position, e []journal.Entry) (journal.Position, error) {
	return k.Journal.Append(ctx, s, at, under(e))
}

func (k keyed) AppendLocked(
	ctx context.Context, s journal.Stream, at journal.Position, decide func([]journal.Entry) ([]journal.Entry, error),
) (journal.Position, error) {
	return k.Journal.AppendLocked(ctx, s, at, func(missed []journal.Entry) ([]journal.Entry, error) {
		for i := range missed {
			missed[i] = without(missed[i])
		}
		e, err := decide(missed)
		return under(e), err
	})
}

func (k keyed) Rewrite(ctx context.Context, s journal.Stream, at journal.Position, e []journal.Entry) (journal.Position, error) {
	return k.Journal.Rewrite(ctx, s, at, under(e))
}

func (k keyed) Read(ctx context.Context, s journal.Stream, after uint64) iter.Seq2[journal.Entry, error] {
	return func(yield func(journal.Entry, error) bool) {
		for e, err := range k.Journal.Read(ctx, s, after) {
			if !yield(without(e), err) {
				return
			}
		}
	}
}
