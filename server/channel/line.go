package channel

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"example.org/convener/captions/ingest"
	"example.org/convener/server/feed"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
)

// frame is how long at least lies between two changes that readers are sent: words come
// faster than eyes and radio links need them.
const frame = 100 * time.Millisecond

// hold is how long a post whose predecessors have not come yet is held back for them.
const hold = 250 * time.Millisecond

// A line is the text of a channel in one journal: the record's, or the rehearsal's.
type line struct {
	ledger *ledger.Ledger[*text, want]
	feed   atomic.Pointer[feed.Feed]
	name   string // what clients call the feed
	lang   string
	told   Told
	vitals vitals
	labels atomic.Pointer[[]string] // of the speakers so far, in order
	fixes  atomic.Pointer[[]fix]    // what was corrected, by segment

	mu    sync.Mutex
	moved chan struct{} // closed and replaced whenever the text has moved

	// The rest belongs to the ledger's goroutine.
	epoch uint64    // of the feed; 0 while the stream does not exist
	last  time.Time // when readers were last sent something
}

func newLine(id ID, name string, j journal.Journal, told Told, key func() string) *line {
	s := id.Stream()
	l := &line{name: name, lang: id.Lang, told: told, moved: make(chan struct{})}
	l.labels.Store(new([]string))
	l.fixes.Store(new([]fix))
	l.feed.Store(feed.New(l.name, feed.NewEpoch()))
	l.ledger = ledger.New(ledger.Options[*text, want]{
		Stream: s, Journal: j, Fresh: func() *text { return newText(key) }, Publish: l.publish,
		Due: func(t *text) (time.Time, ledger.Ask[want]) {
			due := t.due()
			return due, ledger.Ask[want]{Cause: endCause(s, due)}
		},
	})
	return l
}

// endCause is the same on every node that ends a line at the same time.
func endCause(s journal.Stream, due time.Time) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, fmt.Appendf(nil, "%s end %d", s, due.UnixNano())).String()
}

// post takes a link's post; when it returns nil, what was taken is journalled.
func (l *line) post(ctx context.Context, by string, p ingest.Post) error {
	arrived := time.Now()
	l.await(ctx, by, p.Seq)
	w := &post{Post: p}
	_, err := l.ledger.Do(ctx, ledger.Ask[want]{By: by, Want: want{post: w, came: arrived}})
	if err == nil && w.repeat {
		return l.hear(ctx, by, time.Now(), ingest.Repeat)
	}
	return err
}

// strokes takes what a console sent; when it returns nil, what was taken is journalled.
func (l *line) strokes(ctx context.Context, by string, s *stroke) error {
	_, err := l.ledger.Do(ctx, ledger.Ask[want]{By: by, Want: want{stroke: s, came: time.Now()}})
	return err
}

// change has a source take or yield the captions, or be lost or back.
func (l *line) change(ctx context.Context, by string, change Change) error {
	_, err := l.ledger.Do(ctx, ledger.Ask[want]{By: by, Want: want{change: change}})
	return err
}

// await waits until the posts before number n have come, for a while.
func (l *line) await(ctx context.Context, by string, n int64) {
	ctx, cancel := context.WithTimeout(ctx, hold)
	defer cancel()
	for {
		l.mu.Lock()
		moved := l.moved
		l.mu.Unlock()
		expected := true
		if err := l.ledger.Look(ctx, func(t *text) { expected = t.source(by).Expects(n) }); err != nil || expected {
			return
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return
		}
	}
}

// publish sends readers what has changed, once a frame. It runs in the ledger's goroutine.
func (l *line) publish(t *text, at journal.Position) (again time.Time) {
	l.mu.Lock()
	close(l.moved)
	l.moved = make(chan struct{})
	l.mu.Unlock()
	anew := at.Epoch != l.epoch
	if anew { // of what was before nothing may be left
		l.labels.Store(new([]string))
		l.fixes.Store(new([]fix))
	}
	l.label(t)
	l.fix(t)
	now := time.Now()
	if next := l.last.Add(frame); len(t.touched) > 0 && now.Before(next) {
		return next
	}
	switch {
	case anew:
		l.renew(at.Epoch, t)
	case len(t.touched) == 0:
		return time.Time{}
	default:
		l.feed.Load().PublishAt(slices.Max(slices.Collect(maps.Values(t.touched))), changed(t), t.oldest())
		l.told.Segments(finished(t))
	}
	l.frame(t, now, anew)
	if len(t.touched) > 0 {
		l.last = now
	}
	clear(t.touched)
	return time.Time{}
}

// label notes the labels of what was not published yet. A list that was read is not changed.
func (l *line) label(t *text) {
	had := *l.labels.Load()
	for id := range t.touched {
		if seg, ok := t.track.Segment(id); ok && seg.Final && seg.Speaker != "" {
			if i, known := slices.BinarySearch(had, seg.Speaker); !known && len(had) < maxLabels {
				had = slices.Insert(slices.Clone(had), i, seg.Speaker)
			}
		}
	}
	l.labels.Store(&had)
}

// maxLabels bounds how many labels of speakers are kept in mind: mistakes of captioners are
// labels, too.
const maxLabels = 500

// renew begins the feed of a stream's history: its numbers are the stream's, so a cursor
// means the same after a restart and on another node. Readers find it when it is whole.
func (l *line) renew(epoch uint64, t *text) {
	l.epoch = epoch
	f := feed.New(l.name, epoch)
	publishHistory(f, t)
	l.feed.Swap(f).Wake()
}

// publishHistory publishes each segment under the number of the entry that changed it last.
func publishHistory(f *feed.Feed, t *text) {
	type change struct{ id, seq uint64 }
	changes := make([]change, 0, len(t.touched))
	for id, seq := range t.touched {
		changes = append(changes, change{id, seq})
	}
	slices.SortFunc(changes, func(a, b change) int { return cmp.Or(cmp.Compare(a.seq, b.seq), cmp.Compare(a.id, b.id)) })
	for i := 0; i < len(changes); {
		seq, set := changes[i].seq, make(map[string]json.RawMessage)
		for ; i < len(changes) && changes[i].seq == seq; i++ {
			set[Key(changes[i].id)] = encode(t, changes[i].id)
		}
		f.PublishAt(seq, set, time.Time{})
	}
}

// changed is the values of the segments that were not published yet.
func changed(t *text) map[string]json.RawMessage {
	set := make(map[string]json.RawMessage, len(t.touched))
	for id := range t.touched {
		set[Key(id)] = encode(t, id)
	}
	return set
}

// finished counts the finished segments among those that were not published yet.
func finished(t *text) (n int) {
	for id := range t.touched {
		if seg, ok := t.track.Segment(id); ok && seg.Final {
			n++
		}
	}
	return n
}

// Key is what clients call the value of a segment.
func Key(id uint64) string {
	if id == stateID {
		return "source"
	}
	return fmt.Sprintf("seg/%d", id)
}

// encode is the value of a segment, or of who writes; nil for a segment that was retracted.
func encode(t *text, id uint64) json.RawMessage {
	var value any = t.state()
	if id != stateID {
		seg, ok := t.track.Segment(id)
		if !ok {
			return nil
		}
		value = seg
	}
	b, err := json.Marshal(value)
	if err != nil {
		panic("channel: a value does not marshal: " + err.Error()) // a bug of ours
	}
	return b
}
