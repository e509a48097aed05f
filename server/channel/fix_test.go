package channel_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"example.org/convener/server/channel"
	"example.org/convener/server/journal/memory"
)

// What is corrected after it could be read is known by its segment, here and on a node that
// opens the channel later.
func TestFixed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := new(memory.Journal)
		cs := channel.NewChannels(j, channel.Told{Segments: func(int) {}, Frame: func(time.Duration) {}}, func(uuid.UUID) (string, bool) { return "", false })
		defer cs.Close()
		c, leave, err := cs.Enter(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
		post(t, c, 1, "The first line is here.\nThe secnod one.\n")
		pass(time.Second)
		if at := cs.Fixed(id.Meeting, id.Lang, 1, 9); !at.IsZero() {
			t.Errorf("before a correction: %v", at)
		}
		pass(20 * time.Second)
		post(t, c, 2, strings.Repeat("\x08", len("secnod one.\n"))+"second one.\n")
		pass(time.Second)
		segs, err := c.Segments(context.Background())
		if err != nil || len(segs) != 2 || segs[1].Text != "The second one." {
			t.Fatalf("the text is %+v, %v", segs, err)
		}
		if at := cs.Fixed(id.Meeting, id.Lang, segs[1].ID, segs[1].ID); time.Since(at) > 2*time.Second {
			t.Errorf("the second line was corrected at %v", at)
		}
		if at := cs.Fixed(id.Meeting, id.Lang, segs[0].ID, segs[0].ID); !at.IsZero() {
			t.Errorf("the first line was corrected at %v", at)
		}
		if at := cs.Fixed(id.Meeting, "fr", 1, 9); !at.IsZero() {
			t.Errorf("a channel that is not open: %v", at)
		}
	})
}
