package journaltest

import (
	"errors"
	"testing"

	"example.org/convener/server/journal"
)

func numbered(e journal.Entry, seq uint64) journal.Entry {
	e.Seq = seq
	return e
}

func rewritten(t *testing.T, j journal.Journal) {
	at := add(t, j, journal.Position{}, caused("a", "x"), caused("b", "y"), entry("c"))
	other := journal.Stream("meeting/other")
	if _, err := j.Append(t.Context(), other, journal.Position{}, []journal.Entry{caused("o", "x")}); err != nil {
		t.Fatal(err)
	}
	next, err := j.Rewrite(t.Context(), stream, at, []journal.Entry{numbered(caused("B", "y"), 2), numbered(entry("C"), 3)})
	if err != nil || next.Seq != 3 || next.Epoch == at.Epoch || next.Epoch == 0 {
		t.Fatalf("rewriting at %v led to %v, %v", at, next, err)
	}
	heads, err := j.Heads(t.Context(), stream)
	if err != nil || heads[stream] != next {
		t.Errorf("the head is %v, %v, want %v", heads[stream], err, next)
	}
	if _, err := j.Append(t.Context(), stream, at, []journal.Entry{entry("d")}); !errors.Is(err, journal.ErrEpoch) {
		t.Errorf("an append to the old history: %v", err)
	}
	if _, err := j.Append(t.Context(), stream, next, []journal.Entry{caused("d", "y")}); !errors.Is(err, journal.ErrCause) {
		t.Errorf("a cause that was kept: %v", err)
	}
	next = add(t, j, next, caused("d", "x")) // that cause is forgotten
	if next.Seq != 4 {
		t.Errorf("the next number is %d", next.Seq)
	}
	var got []string
	for e, err := range j.Read(t.Context(), stream, 0) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(rune('0'+e.Seq))+string(e.Body))
	}
	want(t, got, "2B", "3C", "4d")
	want(t, read(t, j, stream, 3), "d")
	want(t, read(t, j, other, 0), "o")
	var missed []journal.Entry
	if _, err := j.AppendLocked(t.Context(), stream, journal.Position{Epoch: next.Epoch, Seq: 2}, func(m []journal.Entry) ([]journal.Entry, error) {
		missed = append(missed, m...)
		return nil, nil
	}); err != nil || len(missed) != 2 || missed[0].Seq != 3 {
		t.Errorf("missed are %v, %v", missed, err)
	}
}

func notRewritten(t *testing.T, j journal.Journal) {
	at := add(t, j, journal.Position{}, entry("a"), entry("b"), entry("c"))
	a, b, c := numbered(entry("A"), 1), numbered(entry("B"), 2), numbered(entry("C"), 3)
	for _, test := range []struct {
		name    string
		at      journal.Position
		entries []journal.Entry
		want    error
	}{
		{"nothing", at, nil, journal.ErrRewrite},
		{"too little", at, []journal.Entry{a, b}, journal.ErrRewrite},
		{"too much", at, []journal.Entry{c, numbered(entry("D"), 4)}, journal.ErrRewrite},
		{"out of order", at, []journal.Entry{b, a, c}, journal.ErrRewrite},
		{"twice", at, []journal.Entry{c, c}, journal.ErrRewrite},
		{"of an old position", journal.Position{Epoch: at.Epoch, Seq: 2}, []journal.Entry{b}, journal.ErrMoved},
		{"of another history", journal.Position{Epoch: at.Epoch + 1, Seq: 3}, []journal.Entry{c}, journal.ErrEpoch},
	} {
		if _, err := j.Rewrite(t.Context(), stream, test.at, test.entries); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
	want(t, read(t, j, stream, 0), "a", "b", "c")
	if heads, err := j.Heads(t.Context(), stream); err != nil || heads[stream] != at {
		t.Errorf("the head is %v, %v", heads[stream], err)
	}
}
