package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/ledger"
)

// book is a state: words, each of them once. A word may be asked for by a deadline.
type book struct {
	words []string
	due   time.Time // when "late" is written, unless it is
}

const (
	stream = journal.Stream("book")
	wait   = 4 * time.Second // from the word "due" to the word "late"
)

var (
	errTaken = errors.New("the word is taken")
	errEarly = errors.New("too early")
)

func (b *book) Clone() *book { return &book{slices.Clone(b.words), b.due} }

func (b *book) Decide(a ledger.Ask[string], now time.Time) ([]journal.Entry, error) {
	switch {
	case a.Want == "late" && (b.due.IsZero() || now.Before(b.due)):
		return nil, errEarly
	case slices.Contains(b.words, a.Want), a.Want == "needs open" && !slices.Contains(b.words, "open"):
		return nil, errTaken
	case a.Want == "":
		return nil, nil
	}
	return []journal.Entry{{Body: []byte("about " + a.Want)}, {Body: []byte(a.Want)}}, nil
}

func (b *book) Apply(e journal.Entry) error {
	switch word := string(e.Body); {
	case word == "unreadable":
		return errors.New("what is this?")
	case len(word) > 6 && word[:6] == "about ":
		return nil
	case word == "late":
		b.due = time.Time{}
		b.words = append(b.words, word)
	case word == "due":
		b.due = e.At.Add(wait)
		b.words = append(b.words, word)
	default:
		b.words = append(b.words, word)
	}
	return nil
}

func (*book) Answer(e journal.Entry) uint64 { return e.Seq }

type node struct {
	*ledger.Ledger[*book, string]
	stop func() error // ends it as the end of a process does
}

// start runs a ledger on j until the test ends.
func start(t *testing.T, j journal.Journal) node {
	t.Helper()
	l := ledger.New(ledger.Options[*book, string]{
		Stream: stream, Journal: j, Fresh: func() *book { return new(book) },
		Publish: func(b *book, at journal.Position) time.Time {
			if len(b.words) > 0 && (at.Epoch == 0 || at.Seq == 0) {
				t.Errorf("%v is shown at %+v", b.words, at)
			}
			return time.Time{}
		},
		Due: func(b *book) (time.Time, ledger.Ask[string]) {
			return b.due, ledger.Ask[string]{Cause: "late " + b.due.String(), Want: "late"}
		},
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	stop := sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { _ = stop() })
	return node{l, stop}
}

func ask(cause, want string) ledger.Ask[string] {
	return ledger.Ask[string]{By: "ann", Cause: cause, Sum: "sum of " + want, Want: want}
}

func (n node) words(t *testing.T) (words []string) {
	t.Helper()
	if err := n.Look(t.Context(), func(b *book) { words = slices.Clone(b.words) }); err != nil {
		t.Fatal(err)
	}
	return words
}

func entries(t *testing.T, j journal.Journal) (all []journal.Entry) {
	t.Helper()
	for e, err := range j.Read(t.Context(), stream, 0) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// nth checks that each word stands once in j, with its own cause, and returns the numbers.
func nth(t *testing.T, j journal.Journal) map[string]uint64 {
	t.Helper()
	seqs := make(map[string]uint64)
	for _, e := range entries(t, j) {
		if e.Cause == "" {
			continue
		}
		if seqs[string(e.Body)] != 0 {
			t.Errorf("%q stands at %d and %d", e.Body, seqs[string(e.Body)], e.Seq)
		}
		seqs[string(e.Body)] = e.Seq
	}
	return seqs
}

// A net is a journal over a line that is slow, and that fails as lines do. It counts.
type net struct {
	journal.Journal
	delay func() time.Duration
	fault func(locked bool) fault

	appends, lost, locked atomic.Int32
}

type fault int

const (
	none    fault = iota
	refused       // nothing was done
	unknown       // it was done, and the answer was lost
	late          // it was done after whoever asked had given up
	moved         // a race was lost that nobody has won
)

var errLine = errors.New("the line is down")

func (n *net) wait() {
	if n.delay != nil {
		time.Sleep(n.delay()) // of the bubble's time
	}
}

func (n *net) fails(locked bool) fault {
	if n.fault == nil {
		return none
	}
	return n.fault(locked)
}

func (n *net) Append(ctx context.Context, s journal.Stream, at journal.Position, e []journal.Entry) (journal.Position, error) {
	n.appends.Add(1)
	n.wait()
	f := n.fails(false)
	switch f {
	case refused:
		return at, errLine
	case moved:
		return at, journal.ErrMoved
	}
	next, err := n.Journal.Append(ctx, s, at, e)
	if errors.Is(err, journal.ErrMoved) {
		n.lost.Add(1)
	}
	return outcome(f, at, next, err)
}

func (n *net) AppendLocked(
	ctx context.Context, s journal.Stream, at journal.Position, decide func([]journal.Entry) ([]journal.Entry, error),
) (journal.Position, error) {
	n.locked.Add(1)
	n.wait()
	f := n.fails(true)
	if f == refused {
		return at, errLine
	}
	next, err := n.Journal.AppendLocked(ctx, s, at, decide)
	return outcome(f, at, next, err)
}

func outcome(f fault, at, next journal.Position, err error) (journal.Position, error) {
	switch {
	case err == nil && f == unknown:
		return at, errLine
	case err == nil && f == late:
		time.Sleep(30 * time.Second) // of the bubble's time
		return at, context.DeadlineExceeded
	}
	return next, err
}

// Three nodes, many askers, and each ask sent twice: the nodes agree, each granted ask is
// there once, and its repeat is answered with the same number on whichever node.
func TestNodesAgree(t *testing.T) {
	for seed := range uint64(8) {
		synctest.Test(t, func(t *testing.T) { testNodesAgree(t, seed) })
	}
}

func testNodesAgree(t *testing.T, seed uint64) {
	j := new(memory.Journal)
	var nets [3]*net
	var nodes [3]node
	for i := range nodes {
		nets[i] = &net{Journal: j, delay: func() time.Duration { return rand.N(20 * time.Millisecond) }}
		nodes[i] = start(t, nets[i])
	}
	answers := make([]map[string]uint64, 20)
	var askers sync.WaitGroup
	for a := range answers {
		rng := rand.New(rand.NewPCG(seed, uint64(a)))
		answers[a] = make(map[string]uint64)
		askers.Go(func() {
			for i := range 10 {
				word := fmt.Sprintf("%d by %d", i, a)
				for range 2 {
					time.Sleep(time.Duration(rng.IntN(20)) * time.Millisecond)
					seq, err := nodes[rng.IntN(len(nodes))].Do(t.Context(), ask(word, word))
					if had := answers[a][word]; err != nil || had != 0 && had != seq {
						t.Errorf("%s: %d, %v; before: %d", word, seq, err, had)
					}
					answers[a][word] = seq
				}
			}
		})
	}
	askers.Wait()
	seqs := nth(t, j)
	for _, granted := range answers {
		for word, seq := range granted {
			if seqs[word] != seq {
				t.Errorf("%s was answered %d and stands at %d", word, seq, seqs[word])
			}
		}
	}
	for i, n := range nodes {
		n.Ring()
		synctest.Wait()
		if got, want := n.words(t), nodes[0].words(t); !slices.Equal(got, want) || len(got) != 200 {
			t.Errorf("node %d has %d words, node 0 %d", i, len(got), len(want))
		}
		if lost, locked := nets[i].lost.Load(), nets[i].locked.Load(); lost == 0 || lost != locked {
			t.Errorf("node %d lost %d races and then took %d locks: after one lost race comes one lock", i, lost, locked)
		}
	}
}

func TestRepeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		nodes := [2]node{start(t, j), start(t, j)}
		for _, tt := range []struct {
			rule string
			node int
			ask  ledger.Ask[string]
			seq  uint64
			err  error
		}{
			{"an ask is answered with its last entry", 0, ask("c1", "one"), 2, nil},
			{"a repeat is answered with the same", 0, ask("c1", "one"), 2, nil},
			{"on another node too", 1, ask("c1", "one"), 2, nil},
			{"the same id for another wish is refused", 0, ask("c1", "two"), 0, ledger.ErrReused},
			{"on another node too", 1, ask("c1", "two"), 0, ledger.ErrReused},
			{"what the state refuses is told", 1, ask("c2", "one"), 0, errTaken},
			{"a refusal is not remembered", 1, ask("c2", "two"), 4, nil},
			{"what changes nothing is answered with the present number", 0, ask("c3", "three"), 6, nil},
			{"and leaves nothing", 0, ask("", ""), 6, nil},
			{"asks without an id are not known again", 0, ask("", "four"), 8, nil},
			{"but judged", 0, ask("", "four"), 0, errTaken},
		} {
			if seq, err := nodes[tt.node].Do(t.Context(), tt.ask); seq != tt.seq || !errors.Is(err, tt.err) {
				t.Errorf("%s: %d, %v; want %d, %v", tt.rule, seq, err, tt.seq, tt.err)
			}
		}
		again := start(t, j) // after a restart
		if seq, err := again.Do(t.Context(), ask("c1", "one")); seq != 2 || err != nil {
			t.Errorf("after a restart: %d, %v", seq, err)
		}
	})
}

// A node that another has overtaken learns the number and the epoch of a stream even when
// all it has to add is nothing (the node's Publish checks the epoch).
func TestRepeatOnANodeThatHasNotSeenTheStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		one, two := start(t, j), start(t, j)
		synctest.Wait()
		for _, n := range []node{one, two} {
			if seq, err := n.Do(t.Context(), ask("c1", "one")); seq != 2 || err != nil {
				t.Errorf("%d, %v", seq, err)
			}
			synctest.Wait()
		}
	})
}

// A node that is behind does not refuse what has become possible, nor answer that nothing
// was to be done.
func TestRefusalIsByTheLatestState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		one, two := start(t, j), start(t, j)
		if _, err := one.Do(t.Context(), ask("c1", "due")); err != nil {
			t.Fatal(err)
		}
		time.Sleep(wait / 2) // of the bubble's time
		if seq, err := two.Do(t.Context(), ask("", "")); seq != 2 || err != nil {
			t.Errorf("the present number is %d, %v", seq, err)
		}
		three := start(t, j)
		synctest.Wait()
		if _, err := one.Do(t.Context(), ask("c2", "two")); err != nil {
			t.Fatal(err)
		}
		if _, err := three.Do(t.Context(), ask("c3", "two")); !errors.Is(err, errTaken) {
			t.Errorf("what is taken meanwhile: %v", err)
		}
		four := start(t, j)
		synctest.Wait()
		if _, err := one.Do(t.Context(), ask("c4", "open")); err != nil {
			t.Fatal(err)
		}
		if seq, err := four.Do(t.Context(), ask("c5", "needs open")); seq != 8 || err != nil {
			t.Errorf("what has become possible meanwhile: %d, %v", seq, err)
		}
	})
}

// What waits while an append is under way is decided together, each ask by what those
// before it have led to, and appended at once.
func TestBatchIsJudgedInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := &net{Journal: new(memory.Journal), delay: func() time.Duration { return time.Second }}
		n := start(t, slow)
		type result struct {
			seq uint64
			err error
		}
		var results [7]result
		var asking sync.WaitGroup
		for i, a := range []ledger.Ask[string]{
			ask("c0", "first"), // goes alone
			ask("c1", "one"), ask("c2", "one"), ask("c3", "two"), ask("c3", "two"), ask("c3", "other"), ask("c4", "three"),
		} {
			asking.Go(func() {
				seq, err := n.Do(t.Context(), a)
				results[i] = result{seq, err}
			})
			synctest.Wait() // so that they queue in this order
		}
		asking.Wait()
		want := [7]result{{2, nil}, {4, nil}, {0, errTaken}, {6, nil}, {6, nil}, {0, ledger.ErrReused}, {8, nil}}
		if results != want {
			t.Errorf("answers %v,\nwant %v", results, want)
		}
		if n := slow.appends.Load(); n != 2 {
			t.Errorf("%d appends, want 2", n)
		}
		nth(t, slow)
		if got := n.words(t); !slices.Equal(got, []string{"first", "one", "two", "three"}) {
			t.Errorf("words %v", got)
		}
	})
}

// A journal that fails before, while and after it commits loses and doubles nothing if the
// asker asks again under the same id; and nobody waits for an answer that does not come.
func TestFaults(t *testing.T) {
	for seed := range uint64(8) {
		synctest.Test(t, func(t *testing.T) { testFaults(t, seed) })
	}
}

func testFaults(t *testing.T, seed uint64) {
	j := new(memory.Journal)
	var mu sync.Mutex
	rng := rand.New(rand.NewPCG(seed, 1))
	pick := func(locked bool) fault {
		mu.Lock()
		defer mu.Unlock()
		if f := fault(rng.IntN(10)); f <= moved && (!locked || f != moved) {
			return f
		}
		return none
	}
	var nodes [2]node
	for i := range nodes {
		nodes[i] = start(t, &net{Journal: j, fault: pick, delay: func() time.Duration { return rand.N(5 * time.Millisecond) }})
	}
	var askers sync.WaitGroup
	granted := make([][]uint64, 10)
	for a := range granted {
		askers.Go(func() {
			for i := range 8 {
				word := fmt.Sprintf("%d by %d", i, a)
				granted[a] = append(granted[a], askUntilTold(t, nodes[:], word))
			}
		})
	}
	askers.Wait()
	seqs := nth(t, j)
	if len(seqs) != 80 {
		t.Errorf("%d words are there, 80 were granted", len(seqs))
	}
	for a := range granted {
		for i, seq := range granted[a] {
			if word := fmt.Sprintf("%d by %d", i, a); seqs[word] != seq {
				t.Errorf("%s was answered %d and stands at %d", word, seq, seqs[word])
			}
		}
	}
}

// askUntilTold asks node after node until one knows. Each answers in its time: an hour is
// more than a queue of late answers takes.
func askUntilTold(t *testing.T, nodes []node, word string) uint64 {
	for try := range 100 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		seq, err := nodes[try%len(nodes)].Do(ctx, ask(word, word))
		if ctx.Err() != nil {
			t.Errorf("%s: nobody answers", word)
		}
		if cancel(); err == nil {
			return seq
		}
	}
	t.Errorf("%s: never granted", word)
	return 0
}

func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		delay := func() time.Duration { return rand.N(10 * time.Millisecond) }
		one, two := start(t, &net{Journal: j, delay: delay}), start(t, j)
		if _, err := one.Do(t.Context(), ask("c", "due")); err != nil {
			t.Fatal(err)
		}
		two.Ring() // so that both know when it is time
		began := entries(t, j)[1].At
		if _, err := two.Do(t.Context(), ask("c2", "late")); !errors.Is(err, errEarly) {
			t.Errorf("before its time: %v", err)
		}
		time.Sleep(wait + time.Second) // of the bubble's time
		synctest.Wait()
		all := entries(t, j)
		if len(all) != 4 || string(all[3].Body) != "late" {
			t.Fatalf("%d entries, want the deadline's once: %v", len(all), all)
		}
		if late := all[3].At.Sub(began); late < wait || late > wait+10*time.Millisecond {
			t.Errorf("the deadline came after %v, want %v", late, wait)
		}
	})
}

// A deadline whose append fails is tried again soon, and not without a pause.
func TestDeadlineOverAFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var down atomic.Bool
		n := &net{Journal: new(memory.Journal), fault: func(bool) fault {
			if down.Load() {
				return refused
			}
			return none
		}}
		l := start(t, n)
		if _, err := l.Do(t.Context(), ask("c", "due")); err != nil {
			t.Fatal(err)
		}
		down.Store(true)
		time.Sleep(wait + 5*time.Second + time.Millisecond)
		synctest.Wait()
		if tries := n.appends.Load() - 1; tries < 4 || tries > 7 {
			t.Errorf("%d tries in five seconds, want one a second", tries)
		}
		down.Store(false)
		time.Sleep(2 * time.Second)
		if got := l.words(t); !slices.Equal(got, []string{"due", "late"}) {
			t.Errorf("afterwards: %v", got)
		}
	})
}

func TestEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		n := start(t, j)
		if _, err := n.Do(t.Context(), ask("c", "one")); err != nil {
			t.Fatal(err)
		}
		if err := n.stop(); !errors.Is(err, context.Canceled) {
			t.Errorf("Run returns %v", err)
		}
		<-n.Done()
		if _, err := n.Do(t.Context(), ask("c", "one")); !errors.Is(err, ledger.ErrClosed) {
			t.Errorf("Do after the end: %v", err)
		}
		if err := n.Look(t.Context(), func(*book) { t.Error("looked") }); !errors.Is(err, ledger.ErrClosed) {
			t.Errorf("Look after the end: %v", err)
		}
		n.Ring() // harms nobody

		if _, err := j.Append(t.Context(), stream, position(t, j), []journal.Entry{{Body: []byte("unreadable")}}); err != nil {
			t.Fatal(err)
		}
		later := start(t, j)
		if _, err := later.Do(t.Context(), ask("c", "one")); !errors.Is(err, ledger.ErrClosed) {
			t.Errorf("Do on a stream that cannot be read: %v", err)
		}
	})
}

func position(t *testing.T, j journal.Journal) journal.Position {
	t.Helper()
	heads, err := j.Heads(t.Context(), stream)
	if err != nil {
		t.Fatal(err)
	}
	return heads[stream]
}

// Who asks need not wait; what was asked may happen all the same, once.
func TestAskerGoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := start(t, &net{Journal: new(memory.Journal), delay: func() time.Duration { return time.Minute }})
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := n.Do(gone, ask("c0", "never")); !errors.Is(err, context.Canceled) {
			t.Errorf("an asker who is gone: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if _, err := n.Do(ctx, ask("c1", "one")); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		if err := n.Look(ctx, func(*book) {}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a look while the journal is busy: %v", err)
		}
		if seq, err := n.Do(t.Context(), ask("c1", "one")); seq != 2 || err != nil {
			t.Errorf("asked again: %d, %v", seq, err)
		}
		if got := n.words(t); !slices.Equal(got, []string{"one"}) {
			t.Errorf("words %v", got)
		}
	})
}

// Watch tells a ledger of what another node has appended, within a look, and asks the
// journal for nothing else.
func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		one, two := start(t, j), start(t, j)
		ctx, cancel := context.WithCancel(t.Context())
		var watching sync.WaitGroup
		watching.Go(func() { ledger.Watch(ctx, j, func() []ledger.Watched { return []ledger.Watched{two} }) })
		if _, err := one.Do(t.Context(), ask("c", "one")); err != nil {
			t.Fatal(err)
		}
		time.Sleep(ledger.Look) // of the bubble's time
		synctest.Wait()
		if got := two.words(t); !slices.Equal(got, []string{"one"}) {
			t.Errorf("after a look the other node has %v", got)
		}
		cancel()
		watching.Wait()
	})
}

// A meddler has something happen between the look at the heads and the reading.
type meddler struct {
	journal.Journal
	meddle func()
}

func (m *meddler) Heads(ctx context.Context, s ...journal.Stream) (map[journal.Stream]journal.Position, error) {
	heads, err := m.Journal.Heads(ctx, s...)
	m.meddle()
	return heads, err
}

// A stream that is made just while a ledger opens has its epoch (Publish checks it).
func TestStreamIsMadeMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		other := start(t, j)
		n := start(t, &meddler{j, sync.OnceFunc(func() {
			if _, err := other.Do(t.Context(), ask("c", "one")); err != nil {
				t.Error(err)
			}
		})})
		if got := n.words(t); !slices.Equal(got, []string{"one"}) {
			t.Errorf("words %v", got)
		}
	})
}

// An outage is a journal that does not answer for a while.
type outage struct {
	journal.Journal
	down atomic.Bool
}

func (o *outage) Heads(ctx context.Context, s ...journal.Stream) (map[journal.Stream]journal.Position, error) {
	if o.down.Load() {
		return nil, errLine
	}
	return o.Journal.Heads(ctx, s...)
}

func (o *outage) Append(ctx context.Context, s journal.Stream, at journal.Position, e []journal.Entry) (journal.Position, error) {
	if o.down.Load() {
		return at, errLine
	}
	return o.Journal.Append(ctx, s, at, e)
}

// A journal that is away for a minute ends no ledger: it goes on where it was.
func TestOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := &outage{Journal: new(memory.Journal)}
		n := start(t, j)
		if _, err := n.Do(t.Context(), ask("c1", "one")); err != nil {
			t.Fatal(err)
		}
		j.down.Store(true)
		if _, err := n.Do(t.Context(), ask("c2", "two")); !errors.Is(err, errLine) {
			t.Errorf("during the outage: %v", err)
		}
		time.AfterFunc(time.Minute, func() { j.down.Store(false) })
		if _, err := n.Do(t.Context(), ask("c3", "three")); err != nil { // waits
			t.Errorf("after it: %v", err)
		}
		if got := n.words(t); !slices.Equal(got, []string{"one", "three"}) {
			t.Errorf("words %v", got)
		}
	})
}

// Who is answered finds it done: readers are told first.
func TestPublishedBeforeAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shown atomic.Int32
		l := ledger.New(ledger.Options[*book, string]{
			Stream: stream, Journal: new(memory.Journal), Fresh: func() *book { return new(book) },
			Publish: func(b *book, _ journal.Position) time.Time {
				time.Sleep(time.Second) // of the bubble's time
				shown.Store(int32(len(b.words)))
				return time.Time{}
			},
		})
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go func() { _ = l.Run(ctx) }()
		for i := range int32(100) {
			if _, err := l.Do(ctx, ask(fmt.Sprint(i), fmt.Sprint("word ", i))); err != nil || shown.Load() != i+1 {
				t.Fatalf("answered when %d of %d are shown: %v", shown.Load(), i+1, err)
			}
		}
	})
}
