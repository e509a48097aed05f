package channel_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/channel"
	"example.org/convener/server/feed"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/ledger"
)

var id = channel.ID{Meeting: uuid.MustParse("0b6ee5c2-6d9c-4f2b-8f6a-3d7c2b1a0f9e"), Lang: "en"}

// open opens the channel on a node of its own; shut ends the node.
func open(t *testing.T, j journal.Journal) (c *channel.Channel, shut func()) {
	t.Helper()
	cs := channel.NewChannels(j, channel.Told{Segments: func(int) {}, Frame: func(time.Duration) {}}, func(uuid.UUID) (string, bool) { return "", false })
	ctx, cancel := context.WithCancel(t.Context())
	var watching sync.WaitGroup
	watching.Go(func() { ledger.Watch(ctx, j, cs.Open) })
	shut = sync.OnceFunc(func() { cancel(); watching.Wait(); cs.Close() })
	t.Cleanup(shut)
	c, _, err := cs.Enter(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c, shut
}

// post posts into the record as number n, as a piece of a stream.
func post(t *testing.T, c *channel.Channel, n int64, text string) {
	t.Helper()
	err := c.Post(t.Context(), "link-1", channel.Record, ingest.Post{Body: []byte(text), Seq: n, Mode: ingest.Stream})
	if err != nil {
		t.Error(err)
	}
}

type patch struct {
	Feed, Cursor string
	Reset        bool
	Set          map[string]*captions.Segment
}

// next waits for what a reader of the record has not seen, as the server does.
func next(ctx context.Context, c *channel.Channel, at feed.Cursor) (p patch, _ feed.Cursor, err error) {
	for {
		f := c.Feed(channel.Record)
		frame, err := f.Since(ctx, at)
		if err != nil {
			return p, at, err
		}
		if f == c.Feed(channel.Record) {
			err = json.Unmarshal(frame.Bytes, &p)
			return p, frame.Next, err
		}
	}
}

// A reader is somebody who reads all the time.
type reader struct {
	mu    sync.Mutex
	has   map[string]*captions.Segment
	times []time.Time // of patches that say something
	at    feed.Cursor
}

func read(t *testing.T, c *channel.Channel) *reader {
	t.Helper()
	r := &reader{has: make(map[string]*captions.Segment)}
	ctx, cancel := context.WithCancel(t.Context())
	var reading sync.WaitGroup
	t.Cleanup(func() { cancel(); reading.Wait() })
	reading.Go(func() {
		for {
			p, at, err := next(ctx, c, r.cursor())
			if err != nil {
				return
			}
			r.take(p, at)
		}
	})
	return r
}

func (r *reader) cursor() feed.Cursor {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.at
}

func (r *reader) take(p patch, at feed.Cursor) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p.Reset {
		clear(r.has)
	}
	if r.at = at; len(p.Set) > 0 {
		r.times = append(r.times, time.Now())
	}
	for key, seg := range p.Set {
		if r.has[key] = seg; seg == nil {
			delete(r.has, key)
		}
	}
}

// segment is a segment as the reader has it, or nil.
func (r *reader) segment(key string) *captions.Segment {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.has[key]
}

// frames are when the reader got something.
func (r *reader) frames() []time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.times)
}

// text is what the reader has, a segment a line.
func (r *reader) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var lines []string
	for n, left := 1, len(r.has); left > 0; n++ {
		if seg := r.has[fmt.Sprintf("seg/%d", n)]; seg != nil {
			lines = append(lines, seg.Text)
			left--
		}
	}
	return strings.Join(lines, "\n")
}

func text(t *testing.T, c *channel.Channel) string {
	t.Helper()
	segs, err := c.Segments(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range segs {
		lines = append(lines, s.Text)
	}
	return strings.Join(lines, "\n")
}

// pass lets the bubble's time pass.
func pass(d time.Duration) { time.Sleep(d); synctest.Wait() }

func TestOneFrameInAHundredMilliseconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, new(memory.Journal))
		r := read(t, c)
		for n := range int64(200) {
			post(t, c, n, fmt.Sprintf("word%d ", n))
			pass(7 * time.Millisecond)
		}
		pass(time.Second)
		if got, want := r.text(), text(t, c); got != want || !strings.HasSuffix(got, "word199") {
			t.Errorf("the reader has\n%s\nthe channel\n%s", got, want)
		}
		times := r.frames()
		for i := range times[1:] {
			if gap := times[i+1].Sub(times[i]); gap < 100*time.Millisecond {
				t.Errorf("frame %d comes %v after the one before it", i+1, gap)
			}
		}
		if n := len(times); n < 13 || n > 15 {
			t.Errorf("%d frames in 1.4 seconds", n)
		}
	})
}

func TestAFirstWordDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, new(memory.Journal))
		r := read(t, c)
		pass(time.Minute)
		began := time.Now()
		post(t, c, 1, "Good")
		synctest.Wait()
		if times := r.frames(); len(times) != 1 || times[0] != began || r.text() != "Good" {
			t.Errorf("%q at %v, want it at %v", r.text(), times, began)
		}
	})
}

// A cursor means the same after the channel was opened anew: who comes back gets what is
// missing, and nothing if nothing is.
func TestCursorsSurvive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		c, shut := open(t, j)
		r := read(t, c)
		post(t, c, 1, "One line.\n")
		pass(50 * time.Millisecond)
		half := r.cursor()
		post(t, c, 2, "Another line, which is longer.\n")
		post(t, c, 3, "Another line, which is longer.\n") // again: an entry without text, in the same frame
		pass(time.Second)
		whole := r.cursor()
		shut()

		c, _ = open(t, j)
		p, at, err := next(t.Context(), c, half)
		if err != nil || p.Reset || len(p.Set) != 1 || p.Set["seg/2"].Text != "Another line, which is longer." || at != whole {
			t.Errorf("who has one line gets %+v at %v, %v; want line 2 at %v", p, at, err, whole)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if p, _, err := next(ctx, c, whole); err == nil {
			t.Errorf("who has all gets %+v", p)
		}
		post(t, c, 4, "Third")
		if p, _, err := next(t.Context(), c, whole); err != nil || p.Reset || len(p.Set) != 1 || p.Set["seg/3"].Text != "Third" {
			t.Errorf("who has all gets %+v, %v; want line 3", p, err)
		}
		if p, _, err := next(t.Context(), c, feed.Cursor{}); err != nil || !p.Reset || len(p.Set) != 3 {
			t.Errorf("who is new gets %+v, %v; want all three", p, err)
		}
	})
}

// A segment that was taken back while a reader was away is taken back from it.
func TestRetractionSurvives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		c, shut := open(t, j)
		r := read(t, c)
		post(t, c, 1, "One line.\nWrong")
		pass(time.Second)
		at := r.cursor()
		post(t, c, 2, "\b\b\b\b\b")
		shut()
		c, _ = open(t, j)
		p, _, err := next(t.Context(), c, at)
		seg, said := p.Set["seg/2"]
		if err != nil || p.Reset || !said || seg != nil {
			t.Errorf("%+v, %v; want seg/2 taken away", p, err)
		}
		if p, _, err := next(t.Context(), c, feed.Cursor{}); err != nil || len(p.Set) != 1 {
			t.Errorf("who is new gets %+v, %v", p, err)
		}
	})
}

func TestRehearsalLeavesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		c, _ := open(t, j)
		rehearsal := ingest.Post{Body: []byte("testing, testing"), Seq: 1}
		if err := c.Post(t.Context(), "link-1", channel.Rehearsal, rehearsal); err != nil {
			t.Fatal(err)
		}
		frame, err := c.Feed(channel.Rehearsal).Since(t.Context(), feed.Cursor{})
		if err != nil || !strings.Contains(string(frame.Bytes), "testing, testing") {
			t.Errorf("who rehearses reads %s, %v", frame.Bytes, err)
		}
		if n, err := c.Last(t.Context(), "link-1", channel.Rehearsal); n != 1 || err != nil {
			t.Errorf("the rehearsal's last number is %d, %v", n, err)
		}
		pass(10 * time.Second) // its line ends, too
		heads, err := j.Heads(t.Context(), id.Stream())
		if err != nil || len(heads) != 0 {
			t.Errorf("the journal has %v, %v", heads, err)
		}
		post(t, c, 1, "Good morning")
		for e, err := range j.Read(t.Context(), id.Stream(), 0) {
			if err != nil || strings.Contains(string(e.Body), "testing") {
				t.Errorf("the journal has %s, %v", e.Body, err)
			}
		}
		if got := text(t, c); got != "Good morning" {
			t.Errorf("the record is %q", got)
		}
	})
}

func TestIdleLineEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		one, _ := open(t, j)
		two, _ := open(t, j) // both nodes see that it is time
		r := read(t, two)
		began := time.Now()
		post(t, one, 1, "We begin")
		pass(3 * time.Second)
		post(t, one, 2, "ning")
		pass(4*time.Second - time.Millisecond)
		if seg := r.segment("seg/1"); seg == nil || seg.Final {
			t.Errorf("before its time: %+v", seg)
		}
		pass(2 * time.Second)
		if seg := r.segment("seg/1"); seg == nil || !seg.Final || seg.Text != "We beginning" {
			t.Errorf("after its time: %+v", seg)
		}
		var ends []time.Duration
		for e, err := range j.Read(t.Context(), id.Stream(), 0) {
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(e.Body), "line_ended") {
				ends = append(ends, e.At.Sub(began))
			}
		}
		if len(ends) != 1 || ends[0] != 7*time.Second {
			t.Errorf("the line ended at %v, want once after 7 s", ends)
		}
	})
}

func TestPostsThatOvertakeEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, new(memory.Journal))
		post(t, c, 1, "one ")
		var posting sync.WaitGroup
		began := time.Now()
		posting.Go(func() { post(t, c, 3, "three ") })
		pass(100 * time.Millisecond)
		post(t, c, 2, "two ")
		posting.Wait()
		if got := text(t, c); got != "one two three" || time.Since(began) != 100*time.Millisecond {
			t.Errorf("%q after %v", got, time.Since(began))
		}
		began = time.Now()
		post(t, c, 5, "five")
		if waited := time.Since(began); waited != 250*time.Millisecond {
			t.Errorf("a post whose predecessor never comes is taken after %v", waited)
		}
		segs, err := c.Segments(t.Context())
		if n := len(segs); err != nil || n != 2 || segs[1].Text != "five" || !segs[1].Gap {
			t.Errorf("%+v, %v", segs, err)
		}
	})
}

// Posts go to either node; both show the same, under the same cursors.
func TestNodesConverge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		one, _ := open(t, j)
		two, _ := open(t, j)
		nodes := []*channel.Channel{one, two}
		readers := []*reader{read(t, one), read(t, two)}
		var want []string
		for n := range int64(60) {
			line := fmt.Sprintf("line %d\n", n)
			post(t, nodes[n*7%2], n, line)
			if n%5 == 0 { // the answer was lost: the same again, elsewhere
				post(t, nodes[(n*7+1)%2], n, line)
			}
			if want = append(want, strings.TrimSpace(line)); n%9 == 0 {
				pass(130 * time.Millisecond)
			}
		}
		pass(3 * ledger.Look)
		for i, r := range readers {
			if got := r.text(); got != strings.Join(want, "\n") || got != text(t, nodes[i]) {
				t.Errorf("a reader of node %d has\n%s", i, got)
			}
		}
		if a, b := readers[0].cursor(), readers[1].cursor(); a != b {
			t.Errorf("cursors %v and %v", a, b)
		}
	})
}

// The first post of a channel comes to one node, its repeat to another that has not seen
// it: readers there lose nothing of it when the next one comes.
func TestRepeatOnANodeThatHasNotSeenTheStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		one, _ := open(t, j)
		two, _ := open(t, j)
		r := read(t, two)
		post(t, one, 1, "One line.\n")
		post(t, two, 1, "One line.\n")
		pass(time.Second)
		post(t, two, 2, "Another.\n")
		pass(time.Second)
		if got := r.text(); got != "One line.\nAnother." {
			t.Errorf("the reader has %q", got)
		}
	})
}

// Readers of a channel that a fault has closed learn that nothing comes any more.
func TestFaultWakesReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		c, _ := open(t, j)
		post(t, c, 1, "One")
		pass(time.Second)
		f := c.Feed(channel.Record)
		frame, err := f.Since(t.Context(), feed.Cursor{})
		if err != nil {
			t.Fatal(err)
		}
		woken := make(chan struct{})
		go func() {
			defer close(woken)
			_, _ = f.Since(t.Context(), frame.Next)
		}()
		heads, err := j.Heads(t.Context(), id.Stream())
		if err != nil {
			t.Fatal(err)
		}
		for at := range maps.Values(heads) {
			if _, err := j.Append(t.Context(), id.Stream(), at, []journal.Entry{{Body: []byte("from the future")}}); err != nil {
				t.Fatal(err)
			}
		}
		<-c.Done()
		<-woken
	})
}
