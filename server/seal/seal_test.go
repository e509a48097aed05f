package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/server/journal"
	"example.org/convener/server/journal/journaltest"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/seal"
)

// A sealing journal keeps the promises of a journal, for open entries and for sealed ones.
func TestJournal(t *testing.T) {
	journaltest.Run(t, func(*testing.T) journal.Journal { return seal.Journal(new(memory.Journal), seal.NewKeys()) })
	journaltest.Run(t, func(*testing.T) journal.Journal {
		return keyed{seal.Journal(new(memory.Journal), seal.NewKeys())}
	})
}

const stream = journal.Stream("meeting/m")

var secret = journal.Entry{
	Seq: 1, At: time.Date(2026, 11, 28, 3, 4, 5, 6, time.UTC), By: "p-canary", Cause: "cause-canary", Sum: "sum-canary", Key: "m", Body: []byte("body-canary"),
}

// What reaches the journal tells nothing of an entry, not even how long it is, nor that two
// were asked by the same person in different meetings.
func TestSealed(t *testing.T) {
	inner := new(memory.Journal)
	j := seal.Journal(inner, seal.NewKeys())
	long, other := secret, secret
	long.Seq, long.Cause, long.Body = 2, "", bytes.Repeat([]byte("x"), 100)
	other.Key = "o"
	at, err := j.Append(t.Context(), stream, journal.Position{}, []journal.Entry{secret, long})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.Append(t.Context(), "meeting/o", journal.Position{}, []journal.Entry{other}); err != nil {
		t.Fatal(err)
	}
	kept, others := all(t, inner, stream), all(t, inner, "meeting/o")
	if s := fmt.Sprintf("%+v %s %s", kept, kept[0].Body, kept[1].Body); strings.Contains(s, "canary") || strings.Contains(s, "2026") {
		t.Errorf("the journal has %s", s)
	}
	if len(kept[0].Body) != len(kept[1].Body) {
		t.Errorf("a longer text takes %d bytes and not %d", len(kept[1].Body), len(kept[0].Body))
	}
	if kept[0].By != kept[1].By || kept[0].By == others[0].By || kept[0].Cause == others[0].Cause || kept[1].Cause != "" {
		t.Errorf("the marks are %+v and %+v", kept, others)
	}
	if got := all(t, j, stream); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", []journal.Entry{secret, long}) {
		t.Errorf("read back are %+v", got)
	}
	again := secret
	again.Seq = 3
	if _, err := j.Append(t.Context(), stream, at, []journal.Entry{again}); !errors.Is(err, journal.ErrCause) {
		t.Errorf("the same cause again: %v", err)
	}
}

// What was sealed cannot be moved, altered, or read under another key.
func TestMoved(t *testing.T) {
	inner := new(memory.Journal)
	j := seal.Journal(inner, seal.NewKeys())
	if _, err := j.Append(t.Context(), stream, journal.Position{}, []journal.Entry{secret}); err != nil {
		t.Fatal(err)
	}
	kept := all(t, inner, stream)[0]
	altered := bytes.Clone(kept.Body)
	altered[20] ^= 1
	for name, e := range map[string]journal.Entry{
		"another number": {Seq: 2, Key: "m", Body: kept.Body}, "altered": {Seq: 1, Key: "m", Body: altered},
		"another key": {Seq: 1, Key: "n", Body: kept.Body}, "cut": {Seq: 1, Key: "m", Body: kept.Body[:10]}, "empty": {Seq: 1, Key: "m"},
	} {
		thief := new(memory.Journal)
		var before []journal.Entry
		if e.Seq == 2 {
			before = []journal.Entry{{Body: []byte("{}")}}
		}
		if _, err := thief.Append(t.Context(), stream, journal.Position{}, append(before, e)); err != nil {
			t.Fatal(err)
		}
		var failed error
		for _, err := range seal.Journal(thief, seal.NewKeys()).Read(t.Context(), stream, 0) {
			failed = errors.Join(failed, err)
		}
		if !errors.Is(failed, seal.ErrSealed) {
			t.Errorf("%s: %v", name, failed)
		}
	}
}

// Keys outlive the process, wrapped; once destroyed, no copy of the data can be read.
func TestKeys(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	first := open(t, dir)
	k, err := first.Make("m")
	if err != nil {
		t.Fatal(err)
	}
	if same, err := first.Make("m"); err != nil || same != k {
		t.Errorf("made again it is another, %v", err)
	}
	sealed := k.Seal("here", []byte("canary"))
	again := open(t, dir)
	had, err := again.Key("m")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := had.Open("here", sealed); err != nil || string(text) != "canary" {
		t.Errorf("after a restart it opens %q, %v", text, err)
	}
	if _, err := had.Open("there", sealed); !errors.Is(err, seal.ErrSealed) {
		t.Errorf("elsewhere it opens, %v", err)
	}
	if names, err := again.Names(); err != nil || fmt.Sprint(names) != "[m]" {
		t.Errorf("the keys are %v, %v", names, err)
	}
	if s := fmt.Sprintf("%v %+v %#v %s %x", had, had, had, had, had); strings.Trim(strings.ReplaceAll(s, "[key]", ""), " ") != "" {
		t.Errorf("a key prints as %s", s)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "key", had)
	if !strings.Contains(log.String(), "key=[key]") {
		t.Errorf("it is logged as %s", log.String())
	}
	for _, want := range []bool{true, false} { // once more is no error
		if was, err := again.Destroy("m"); err != nil || was != want {
			t.Fatal(was, err)
		}
	}
	if _, err := again.Key("m"); !errors.Is(err, seal.ErrSealed) {
		t.Errorf("a destroyed key: %v", err)
	}
	if err := again.Put("m", bytes.Repeat([]byte("x"), 32)); err != nil {
		t.Error(err)
	}
	if _, err := again.Make("m"); !errors.Is(err, seal.ErrSealed) { // what it sealed could be read by nobody, soon
		t.Errorf("a destroyed key is made again: %v", err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || files[0].Name() != "host" {
		t.Errorf("left are %v, %v", files, err)
	}
}

// What is in the folder is not the key, and is of no use without the host's.
func TestWrapped(t *testing.T) {
	one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
	if _, err := open(t, one).Make("m"); err != nil {
		t.Fatal(err)
	}
	open(t, two)
	b, err := os.ReadFile(filepath.Join(one, "m.key"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(two, "m.key"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, two).Key("m"); !errors.Is(err, seal.ErrSealed) {
		t.Errorf("another host reads it: %v", err)
	}
	if err := os.WriteFile(filepath.Join(two, "host"), []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := seal.OpenKeys(two); err == nil {
		t.Error("half a host's key will do")
	}
}

func open(t *testing.T, dir string) *seal.Keys {
	t.Helper()
	ks, err := seal.OpenKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	return ks
}

func all(t *testing.T, j journal.Journal, s journal.Stream) (entries []journal.Entry) {
	t.Helper()
	for e, err := range j.Read(t.Context(), s, 0) {
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	return entries
}

// A node that needs a key gets it from one that has it, and from nobody else.
func TestShared(t *testing.T) { synctest.Test(t, testShared) }

func testShared(t *testing.T) {
	one, two := open(t, filepath.Join(t.TempDir(), "one")), open(t, filepath.Join(t.TempDir(), "two"))
	inner := new(memory.Journal)
	deaf := false
	two.Share(seal.Sharing{Wanted: func(name string) {
		if secret, err := one.Secret(name); err == nil && !deaf {
			go func() { _ = two.Put(name, secret) }() // as from a bus
		}
	}})
	if _, err := seal.Journal(inner, one).Append(t.Context(), stream, journal.Position{}, []journal.Entry{secret}); err != nil {
		t.Fatal(err)
	}
	deaf = true
	for _, err := range seal.Journal(inner, two).Read(t.Context(), stream, 0) {
		if !errors.Is(err, seal.ErrSealed) {
			t.Errorf("where nobody answers: %v", err)
		}
	}
	deaf = false
	if got := all(t, seal.Journal(inner, two), stream); len(got) != 1 || got[0].By != secret.By {
		t.Errorf("read is %+v", got)
	}
	if err := two.Put("n", []byte("short")); err == nil {
		t.Error("what is no key is kept")
	}
	if err := two.Put("m", bytes.Repeat([]byte("x"), 32)); err != nil {
		t.Error(err)
	}
	if got := all(t, seal.Journal(inner, two), stream); len(got) != 1 {
		t.Errorf("another key has taken its place: %+v", got)
	}
}

// A part may begin on two nodes at once: each seals it under a key of its own, and both read
// all. The keys of a part go together, and those of all parts with their meeting's.
func TestKeysOfAPart(t *testing.T) {
	dir := t.TempDir()
	nodes := []*seal.Keys{open(t, filepath.Join(dir, "one")), open(t, filepath.Join(dir, "two"))}
	for i, n := range nodes {
		n.Share(seal.Sharing{Wanted: func(name string) {
			if secret, err := nodes[1-i].Secret(name); err == nil {
				_ = n.Put(name, secret)
			}
		}})
	}
	inner, at := new(memory.Journal), journal.Position{}
	for i, key := range []string{"m.3", "m.3", "m.30", "m"} {
		e := secret
		e.Key, e.Cause = key, fmt.Sprint("cause ", i)
		var err error
		if at, err = seal.Journal(inner, nodes[i%2]).Append(t.Context(), stream, at, []journal.Entry{e}); err != nil {
			t.Fatal(err)
		}
	}
	for i, n := range append(nodes, open(t, filepath.Join(dir, "one"))) {
		e := secret
		e.Key, e.Cause = "m.3", fmt.Sprint("cause ", 4+i)
		if _, err := seal.Journal(new(memory.Journal), n).Append(t.Context(), stream, journal.Position{}, []journal.Entry{e}); err != nil {
			t.Fatal(err) // under one of the keys that there are
		}
		if i == 2 {
			break // a process that was started again
		}
		got := all(t, seal.Journal(inner, n), stream)
		if len(got) != 4 || got[0].Key != "m.3" || got[1].Key != "m.3" || got[2].Key != "m.30" || got[3].Key != "m" || got[0].By != secret.By {
			t.Errorf("node %d reads %+v", i, got)
		}
	}
	names, err := nodes[0].Names()
	if err != nil || len(names) != 4 || !strings.HasPrefix(names[1], "m.3.") || !strings.HasPrefix(names[2], "m.3.") || names[1] == names[2] {
		t.Errorf("the keys are %v, %v", names, err)
	}
	for i, key := range []string{"m.3", "m"} {
		if was, err := nodes[0].Destroy(key); err != nil || !was {
			t.Error(was, err)
		}
		if has, err := nodes[0].Has(key); err != nil || has {
			t.Error(has, err)
		}
		if names, err := nodes[0].Names(); err != nil || len(names) != 2-2*i {
			t.Errorf("left are %v, %v", names, err)
		}
		if _, err := nodes[0].Make("m.3.another"); !errors.Is(err, seal.ErrSealed) {
			t.Errorf("it is made again: %v", err)
		}
	}
}
