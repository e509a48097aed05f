// Package journaltest checks that a [journal.Journal] keeps its promises. Every
// implementation's test is one call of [Run].
package journaltest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.org/convener/server/journal"
)

const stream = journal.Stream("meeting/m")

// Run tests the empty journals that open returns.
func Run(t *testing.T, open func(t *testing.T) journal.Journal) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, journal.Journal)
	}{
		{"what was appended is read back", readBack},
		{"a stream that does not exist is empty", nothing},
		{"an append from an old position adds nothing", moved},
		{"an append from another history adds nothing", epoch},
		{"a cause has its effect once in a stream", cause},
		{"of many writers one wins each number", oneWinner},
		{"a loser catches up and decides under the lock", locked},
		{"what decide refuses adds nothing", lockedRefusal},
		{"an append whose asker has gone adds nothing", gone},
		{"batches that meet are kept apart", neighbours},
		{"what a stream is to hold instead, it holds, in another history", rewritten},
		{"what it cannot hold instead changes nothing", notRewritten},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

var errRefused = errors.New("refused")

func entry(body string) journal.Entry {
	return journal.Entry{At: time.Date(2026, 1, 2, 3, 4, 5, 6007, time.UTC), By: "ann", Body: []byte(body)}
}

func caused(body, cause string) journal.Entry {
	e := entry(body)
	e.Cause, e.Sum = cause, "sum of "+cause
	return e
}

// read returns the bodies of s after seq, and checks that their numbers are dense.
func read(t *testing.T, j journal.Journal, s journal.Stream, after uint64) (bodies []string) {
	t.Helper()
	for e, err := range j.Read(t.Context(), s, after) {
		if err != nil {
			t.Fatal(err)
		}
		if after++; e.Seq != after {
			t.Fatalf("entry %d where %d belongs", e.Seq, after)
		}
		bodies = append(bodies, string(e.Body))
	}
	return bodies
}

func add(t *testing.T, j journal.Journal, at journal.Position, entries ...journal.Entry) journal.Position {
	t.Helper()
	next, err := j.Append(t.Context(), stream, at, entries)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("log is %v, want %v", got, want)
	}
}

func readBack(t *testing.T, j journal.Journal) {
	first, second := caused("a", "c1"), entry("b")
	second.Key = "k"
	pos := add(t, j, journal.Position{}, first, second)
	if pos.Seq != 2 || pos.Epoch == 0 {
		t.Errorf("position after two entries: %+v", pos)
	}
	first.Seq, second.Seq = 1, 2
	var got []journal.Entry
	for e, err := range j.Read(t.Context(), stream, 0) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, e)
	}
	if all := []journal.Entry{first, second}; !reflect.DeepEqual(got, all) {
		t.Errorf("read %+v,\nwant %+v", got, all)
	}
	want(t, read(t, j, stream, 1), "b")
	heads, err := j.Heads(t.Context(), stream, "other")
	if err != nil || len(heads) != 1 || heads[stream] != pos {
		t.Errorf("heads %v, %v; want %v only", heads, err, pos)
	}
}

func nothing(t *testing.T, j journal.Journal) {
	want(t, read(t, j, stream, 0))
	want(t, read(t, j, stream, 7))
}

func moved(t *testing.T, j journal.Journal) {
	one := add(t, j, journal.Position{}, entry("a"))
	add(t, j, one, entry("b"))
	for _, at := range []journal.Position{{}, one} {
		if _, err := j.Append(t.Context(), stream, at, []journal.Entry{entry("x"), entry("y")}); !errors.Is(err, journal.ErrMoved) {
			t.Errorf("append at %v: %v, want ErrMoved", at, err)
		}
	}
	want(t, read(t, j, stream, 0), "a", "b")
}

func epoch(t *testing.T, j journal.Journal) {
	pos := add(t, j, journal.Position{}, entry("a"))
	for _, at := range []journal.Position{{Epoch: pos.Epoch + 1, Seq: 1}, {Epoch: pos.Epoch + 1, Seq: 9}} {
		_, err := j.AppendLocked(t.Context(), stream, at, func([]journal.Entry) ([]journal.Entry, error) {
			return []journal.Entry{entry("x")}, nil
		})
		if !errors.Is(err, journal.ErrEpoch) {
			t.Errorf("locked append at %v: %v, want ErrEpoch", at, err)
		}
	}
	if _, err := j.Append(t.Context(), stream, journal.Position{Epoch: pos.Epoch + 1, Seq: 1}, []journal.Entry{entry("x")}); !errors.Is(err, journal.ErrEpoch) {
		t.Errorf("append: %v, want ErrEpoch", err)
	}
	want(t, read(t, j, stream, 0), "a")
}

func cause(t *testing.T, j journal.Journal) {
	pos := add(t, j, journal.Position{}, caused("a", "c1"), entry("b"))
	if _, err := j.Append(t.Context(), stream, pos, []journal.Entry{entry("x"), caused("y", "c1")}); !errors.Is(err, journal.ErrCause) {
		t.Errorf("same cause again: %v, want ErrCause", err)
	}
	want(t, read(t, j, stream, 0), "a", "b")
	if _, err := j.Append(t.Context(), "meeting/other", journal.Position{}, []journal.Entry{caused("z", "c1")}); err != nil {
		t.Errorf("same cause in another stream: %v", err)
	}
	add(t, j, pos, entry("c")) // the refused numbers are free
}

func oneWinner(t *testing.T, j journal.Journal) {
	const writers, rounds = 16, 5
	var won atomic.Int32
	for range rounds {
		heads, err := j.Heads(t.Context(), stream)
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				_, err := j.Append(t.Context(), stream, heads[stream], []journal.Entry{entry("x"), entry("y")})
				if err == nil {
					won.Add(1)
				} else if !errors.Is(err, journal.ErrMoved) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	}
	if got := read(t, j, stream, 0); won.Load() != rounds || len(got) != 2*rounds {
		t.Errorf("%d appends won %d rounds and left %d entries", won.Load(), rounds, len(got))
	}
}

func locked(t *testing.T, j journal.Journal) {
	const writers = 8
	start := add(t, j, journal.Position{}, entry("0"))
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			_, err := j.AppendLocked(t.Context(), stream, start, func(missed []journal.Entry) ([]journal.Entry, error) {
				return []journal.Entry{entry(fmt.Sprint(len(missed) + 1))}, nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	want(t, read(t, j, stream, 0), "0", "1", "2", "3", "4", "5", "6", "7", "8")

	fresh, err := j.AppendLocked(t.Context(), "meeting/new", journal.Position{}, func(missed []journal.Entry) ([]journal.Entry, error) {
		return []journal.Entry{entry(fmt.Sprint(len(missed)))}, nil
	})
	if err != nil || fresh.Seq != 1 || fresh.Epoch == 0 {
		t.Errorf("locked append to a new stream: %v, %v", fresh, err)
	}
	want(t, read(t, j, "meeting/new", 0), "0")
}

func lockedRefusal(t *testing.T, j journal.Journal) {
	pos := add(t, j, journal.Position{}, entry("a"))
	_, err := j.AppendLocked(t.Context(), stream, pos, func([]journal.Entry) ([]journal.Entry, error) {
		return []journal.Entry{entry("x")}, errRefused
	})
	if !errors.Is(err, errRefused) {
		t.Errorf("error %v, want decide's", err)
	}
	add(t, j, pos, entry("b"))
	want(t, read(t, j, stream, 0), "a", "b")
}

func gone(t *testing.T, j journal.Journal) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := j.Append(ctx, stream, journal.Position{}, []journal.Entry{entry("x")}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want Canceled", err)
	}
	want(t, read(t, j, stream, 0))
}

func neighbours(t *testing.T, j journal.Journal) {
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			s := journal.Stream(fmt.Sprintf("meeting/%d", i))
			pos, err := j.Append(t.Context(), s, journal.Position{}, []journal.Entry{caused("a", "c")})
			if err != nil {
				t.Error(err)
			}
			if _, err := j.Append(t.Context(), s, pos, []journal.Entry{entry("x"), caused("y", "c")}); !errors.Is(err, journal.ErrCause) {
				t.Errorf("a poisonous append: %v", err)
			}
			if _, err := j.Append(t.Context(), s, pos, []journal.Entry{entry("b")}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i := range 50 {
		want(t, read(t, j, journal.Stream(fmt.Sprintf("meeting/%d", i)), 0), "a", "b")
	}
}
