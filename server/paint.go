package server

import (
	"slices"
	"strings"
	"sync"
	"time"

	"example.org/convener/server/feed"
	"example.org/convener/server/wire"
)

const (
	// sampleOf is of how many readers one is asked when captions are drawn. Source: section
	// 2.5 of our captions reference.
	sampleOf = 50
	// paintEvery is how often at most what one of them says counts.
	paintEvery = time.Second
	// maxPaint is after how long a patch is not asked for any more, and how long it can have
	// taken on the way to the line: what is beyond is another node's clock.
	maxPaint = 10 * time.Second
	// maxDrawn bounds the patches of which one may still say so.
	maxDrawn = 64
)

// A sample is a reader who says when captions were drawn. What one says counts for a patch that
// was sent to this very reader, once, and no longer than that is away: who lies spoils one
// figure a second, and by ten seconds at most. The nil sample is a reader who is not asked.
type sample struct {
	mu    sync.Mutex // no I/O under it
	drawn []*drawing // patches on their way to the eye, the latest last
	next  time.Time  // before this nothing counts
}

// A drawing is a patch on its way to the eye.
type drawing struct {
	feed, cursor string
	came, sent   time.Time
}

// newSample has every fiftieth reader of this server say when captions are drawn, the first one
// among them.
func (srv *Server) newSample() *sample {
	if srv.viewers.Add(1)%sampleOf != 1 {
		return nil
	}
	return new(sample)
}

// sends notes that a patch is about to leave; wrote is to be called when it has.
func (s *sample) sends(name string, f feed.Frame) (wrote func()) {
	if s == nil || f.Came.IsZero() {
		return func() {}
	}
	d := &drawing{name, f.Next.String(), f.Came, time.Now()}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drawn = append(s.drawn[max(0, len(s.drawn)-maxDrawn+1):], d)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		d.sent = time.Now()
	}
}

// took is from the coming of the text of a patch to when it was drawn, if what a reader says of
// it counts: what the server has seen itself, and of the reader's word so much as can be.
func (s *sample) took(p wire.Painted, now time.Time) (took time.Duration, counts bool) {
	if s == nil {
		return 0, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.drawn, func(d *drawing) bool { return d.feed == p.Feed && d.cursor == p.Cursor })
	if i < 0 || now.Before(s.next) {
		return 0, false
	}
	d := s.drawn[i]
	s.drawn, s.next = slices.Delete(s.drawn, i, i+1), now.Add(paintEvery)
	away := now.Sub(d.sent)
	if away > maxPaint {
		return 0, false
	}
	said := time.Duration(min(max(p.Took, 0), maxPaint.Milliseconds())) * time.Millisecond
	return min(max(d.sent.Sub(d.came), 0), maxPaint) + min(said, away), true
}

// painted takes what a reader says of a patch. It answers nothing.
func (t *talk) painted(p wire.Painted) {
	_, lang, _ := strings.Cut(p.Feed, "/")
	ch := t.channels[lang]
	took, counts := t.sample.took(p, time.Now())
	if ch == nil || !counts {
		return
	}
	ch.Painted(took)
	t.srv.metrics.paints.Observe(took.Seconds())
}
