package channel_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/channel"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
)

// How long text waits for its frame is known to the millisecond: what comes while one is
// just out waits for the next, a post that was held back counts from when it came, and what
// changes nothing counts not at all.
func TestFromArrivalToFrame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, new(memory.Journal))
		if h := c.Health(); h.Frame != nil || h.Delay != nil || h.Alarms == nil || len(h.Alarms) > 0 {
			t.Fatalf("before anything: %+v", h)
		}
		is := func(when string, want captions.Spread) {
			t.Helper()
			synctest.Wait()
			if h := c.Health(); h.Frame == nil || *h.Frame != want {
				t.Fatalf("%s: %+v", when, h.Frame)
			}
		}
		post(t, c, 1, "Good ")
		is("the first word goes out at once", captions.Spread{})
		pass(30 * time.Millisecond)
		post(t, c, 2, "morning, ")
		pass(time.Second)
		is("the second waits for the next frame", captions.Spread{P50: 0, P95: 70})
		for range 20 {
			post(t, c, 2, "morning, ")
			pass(time.Second)
		}
		is("repeats change nothing", captions.Spread{P50: 0, P95: 70})
		for n := range int64(20) {
			post(t, c, 3+n, "\x00")
			pass(time.Second)
		}
		is("nor does what is no text", captions.Spread{P50: 0, P95: 70})
		post(t, c, 24, "one is missing ")
		pass(time.Second)
		is("what was held back has waited", captions.Spread{P50: 70, P95: 250})
		pass(3 * time.Minute)
		if h := c.Health(); h.Frame != nil {
			t.Errorf("three minutes later: %+v", h.Frame)
		}
	})
}

// What a console does without changing the text is not waited for, however late a frame comes.
func TestWhatChangesNothingIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, new(memory.Journal))
		for i, op := range []captions.Op{{Kind: captions.OpText, Text: "One "}, {Kind: captions.OpClear}, {Kind: captions.OpClear}, {Kind: captions.OpText, Text: "two "}} {
			if _, _, err := c.Write(t.Context(), "link-1/desk", channel.Record, []channel.Stroke{{N: int64(i) + 1, Op: op}}); err != nil {
				t.Fatal(err)
			}
			pass(time.Second)
		}
		if h := c.Health(); h.Frame == nil || *h.Frame != (captions.Spread{}) {
			t.Errorf("it took %+v", h.Frame)
		}
	})
}

// Readers on another node wait until their node knows: that counts there, and what was said
// before the node had the channel does not. Clocks of nodes differ: nothing takes less than
// nothing, nor longer than a minute.
func TestFromAnotherNodeToFrame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		a, _ := open(t, j)
		b, _ := open(t, j)
		pass(300 * time.Millisecond) // nodes that do not ring look once a second
		post(t, a, 1, "Good ")
		pass(2 * time.Second)
		is := func(when string, c *channel.Channel, want *captions.Spread) {
			t.Helper()
			if h := c.Health(); !reflect.DeepEqual(h.Frame, want) {
				t.Errorf("%s: %+v", when, h.Frame)
			}
		}
		is("where it came", a, &captions.Spread{})
		is("before that node had the stream", b, nil)
		post(t, a, 2, "morning. ")
		pass(2 * time.Second)
		is("elsewhere", b, &captions.Spread{P50: 700, P95: 700})
		late, _ := open(t, j)
		pass(2 * time.Second)
		is("on a node that opens later", late, nil)
		said := func(n int, ago time.Duration) {
			t.Helper()
			body := fmt.Sprintf(`{"kind":"ops_taken","ops":{"n":%d,"ops":[{"op":"t","s":"x "}]}}`, n)
			at, err := j.Heads(t.Context(), id.Stream())
			if err == nil {
				seq := at[id.Stream()].Seq + 1
				_, err = j.Append(t.Context(), id.Stream(), at[id.Stream()], []journal.Entry{{Seq: seq, At: time.Now().Add(-ago), By: "link-2/desk", Body: []byte(body)}})
			}
			if err != nil {
				t.Fatal(err)
			}
			pass(2 * time.Second)
		}
		said(1, -time.Hour)
		is("by a clock that is ahead", late, &captions.Spread{})
		said(2, time.Hour)
		is("by one that is behind", late, &captions.Spread{P50: 0, P95: 60_000})
	})
}

// What is wrong with the text is an alarm as long as it goes on.
func TestAlarmsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, new(memory.Journal))
		said := func(n int64, text string) []captions.Alarm {
			err := c.Post(t.Context(), "link-1", channel.Record, ingest.Post{Body: []byte(text), Seq: n, Mode: ingest.Lines, Said: time.Now().Add(-2 * time.Second)})
			if err != nil {
				t.Fatal(err)
			}
			pass(time.Second)
			return c.Health().Alarms
		}
		loud := strings.Repeat("WE HAVE TO SPEAK ABOUT THE COSTS OF THIS. ", 3)
		if got := said(1, loud); !slices.Equal(got, []captions.Alarm{captions.Capitals}) {
			t.Errorf("in capitals: %q", got)
		}
		if d := c.Health().Delay; d == nil || *d != 2000 {
			t.Errorf("two seconds after it was said: %v", d)
		}
		pass(30 * time.Second)
		if h := c.Health(); len(h.Alarms) > 0 || h.Delay != nil {
			t.Errorf("of silence: %+v", h)
		}
		if got := said(2, strings.ToLower(loud)); len(got) > 0 {
			t.Errorf("mended: %q", got)
		}
	})
}

// A post that was dropped as a repeat was seen, and the captioner is told that it came.
func TestARepeatIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := open(t, new(memory.Journal))
		post(t, c, 1, "Good morning. ")
		pass(10 * time.Second)
		post(t, c, 1, "Good morning. ")
		d, err := c.Source(t.Context(), "link-1", channel.Record)
		if err != nil || d.Duplicates != 1 || !d.Seen.Equal(time.Now()) || text(t, c) != "Good morning." {
			t.Errorf("%+v, %v", d, err)
		}
	})
}
