package channel_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/channel"
	"example.org/convener/server/feed"
	"example.org/convener/server/journal/memory"
)

// says is the text of a place.
func says(t *testing.T, c *channel.Channel, in channel.Place) (text string) {
	t.Helper()
	segs, err := c.Tail(t.Context(), in, 10)
	if err != nil {
		t.Error(err)
	}
	for _, s := range segs {
		text += s.Text + "|"
		if s.Gap {
			text += "gap|"
		}
	}
	return text
}

// C10: what is said off the record is in no journal, and forgotten a minute after the meeting
// is back on it.
func TestLive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		c, shut := open(t, j)
		defer shut()
		at := func(to channel.Place, n int64, text string) {
			if err := c.Post(t.Context(), "link-1", to, ingest.Post{Body: []byte(text), Seq: n, Mode: ingest.Lines}); err != nil {
				t.Error(err)
			}
		}
		at(channel.Record, 1, "One")
		at(channel.Live, 2, "two")
		if n, err := c.Last(t.Context(), "link-1", channel.Live); n != 2 || err != nil {
			t.Errorf("the last number is %d, %v", n, err)
		}
		at(channel.Live, 3, "three")
		reader := c.Feed(channel.Live)
		at(channel.Record, 4, "Four")
		if got := says(t, c, channel.Record); got != "One|Four|" {
			t.Errorf("the record says %s: numbers that went elsewhere are no gap", got)
		}
		head, err := j.Heads(t.Context(), id.Stream())
		if n := head[id.Stream()].Seq; n != 2 || err != nil {
			t.Errorf("the journal has %d entries, %v", n, err)
		}
		time.Sleep(59 * time.Second)
		if got := says(t, c, channel.Live); got != "two|three|" || c.Feed(channel.Live) != reader {
			t.Errorf("after a while off the record stands %s", got)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if got := says(t, c, channel.Live); got != "" || c.Feed(channel.Live) == reader {
			t.Errorf("later off the record stands %s", got)
		}
		at(channel.Live, 5, "five")
		at(channel.Record, 6, "Six")
		at(channel.Live, 7, "seven")
		if got := says(t, c, channel.Live); got != "five|seven|" {
			t.Errorf("off the record stands %s: numbers that went to it are no gap", got)
		}
		at(channel.Record, 9, "Nine")
		if got := says(t, c, channel.Record); got != "One|Four|Six|Nine|gap|" {
			t.Errorf("the record says %s: a post that nobody had is one", got)
		}
		frame, err := c.Feed(channel.Live).Since(t.Context(), feed.Cursor{})
		if err != nil || !strings.Contains(string(frame.Bytes), "seven") {
			t.Errorf("%s, %v", frame.Bytes, err)
		}
	})
}

// Nothing is forgotten while somebody is off the record.
func TestLiveAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, shut := open(t, new(memory.Journal))
		defer shut()
		write := func(to channel.Place, n int64, text string) {
			strokes := []channel.Stroke{{N: n, Op: captions.Op{Kind: captions.OpText, Text: text}}}
			if err := c.Skip(t.Context(), "ann", to, n-1); err != nil {
				t.Error(err)
			}
			if acked, _, err := c.Write(t.Context(), "ann", to, strokes); acked != n || err != nil {
				t.Errorf("%d is acknowledged, %v", acked, err)
			}
		}
		write(channel.Live, 1, "one ")
		write(channel.Record, 2, "Two")
		time.Sleep(30 * time.Second)
		write(channel.Live, 3, "three")
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := says(t, c, channel.Live); got != "one|three|" {
			t.Errorf("off the record stands %s", got)
		}
		if n, err := c.Acked(context.Background(), "ann"); n != 3 || err != nil {
			t.Errorf("%d was acknowledged, %v", n, err)
		}
	})
}

// What another captioner writes is shown as long as somebody writes on it.
func TestWriters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, shut := open(t, new(memory.Journal))
		defer shut()
		if err := c.Change(t.Context(), "ann", channel.Record, channel.Take); err != nil {
			t.Fatal(err)
		}
		if _, _, err := c.Write(t.Context(), "ben", channel.Record, []channel.Stroke{{N: 1, Op: captions.Op{Kind: captions.OpText, Text: "one"}}}); err != nil {
			t.Fatal(err)
		}
		sees := func(by string) string {
			w, err := c.Writers(t.Context(), by, channel.Record)
			if err != nil {
				t.Error(err)
			}
			return fmt.Sprintf("%s %v", w.Holder, w.Previews)
		}
		if ann, ben := sees("ann"), sees("ben"); ann != "you [{one  false}]" || ben != "other []" {
			t.Errorf("ann sees %s, ben sees %s", ann, ben)
		}
		time.Sleep(61 * time.Second)
		if ann := sees("ann"); ann != "you []" {
			t.Errorf("a minute later ann sees %s", ann)
		}
	})
}
