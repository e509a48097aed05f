package channel

import (
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"example.org/convener/captions"
)

// vitals are how the text of a line has done lately on this node.
type vitals struct {
	mu   sync.Mutex // no I/O under it
	lags captions.Lags

	alarms []captions.Alarm
	delay  *int64    // as in captions.Health
	judged time.Time // when they were found
}

// An arrival is when text came that is in no frame yet. Of what this node took that is known;
// of what another one took, the entry's time is as near as one gets: there it was decided, by a
// clock that may differ from ours.
type arrival struct {
	at   time.Time
	here bool
}

// own is of the ask that was decided last on this node: what time its entry has, and when it
// came.
type own struct{ entry, came time.Time }

// arrived notes an entry that changed what readers see.
func (t *text) arrived(entry time.Time) {
	a := arrival{at: entry}
	if entry.Equal(t.own.entry) {
		a = arrival{t.own.came, true}
	}
	t.came = append(t.came, a)
}

// oldest is when what came first came, of what is in no frame yet; zero if there is nothing.
func (t *text) oldest() (at time.Time) {
	for _, a := range t.came {
		if at.IsZero() || a.at.Before(at) {
			at = a.at
		}
	}
	return at
}

// maxLag bounds how long text can have taken, as far as anybody is told: what is beyond is a
// clock, or a node that was away.
const maxLag = time.Minute

// took is from an arrival to now. Another node's clock may be ahead of ours, or behind: what
// took less than nothing took nothing.
func (a arrival) took(now time.Time) time.Duration { return min(max(now.Sub(a.at), 0), maxLag) }

// frame notes that readers have been sent all of t, at now. What another node took before this
// one had the stream, which is so if it begins anew, is history. It runs in the ledger's
// goroutine.
func (l *line) frame(t *text, now time.Time, anew bool) {
	alarms := t.track.Alarms(now, l.lang)
	delay := t.source(t.writer).Diagnostics(now).Delay
	came := slices.DeleteFunc(t.came, func(a arrival) bool { return anew && !a.here })
	t.came = nil
	v := &l.vitals
	v.mu.Lock()
	v.alarms, v.delay, v.judged = alarms, delay, now
	for _, a := range came {
		v.lags.Add(now, a.took(now))
	}
	v.mu.Unlock()
	for _, a := range came {
		l.told.Frame(a.took(now))
	}
}

// quiet is after how long without text nothing is said of it any more.
const quiet = 30 * time.Second

// health is how the line does at a time, and when it was last written.
func (l *line) health(now time.Time) (captions.Health, time.Time) {
	v := &l.vitals
	v.mu.Lock()
	defer v.mu.Unlock()
	h := captions.Health{Frame: v.lags.Spread(now), Alarms: []captions.Alarm{}}
	if now.Sub(v.judged) < quiet {
		h.Delay = v.delay
		h.Alarms = append(h.Alarms, v.alarms...)
	}
	return h, v.judged
}

// Painted notes that a reader's page has drawn text so long after it came.
func (c *Channel) Painted(took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.paints.Add(time.Now(), took)
}

// Health is how the captions do on this node, where they were written last.
func (c *Channel) Health() captions.Health {
	now := time.Now()
	best, at := c.line(Record).health(now)
	for _, p := range []Place{Rehearsal, Live} {
		if h, judged := c.line(p).health(now); judged.After(at) {
			best, at = h, judged
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	best.Paint = c.paints.Spread(now)
	return best
}

// Health is how the channels of a meeting do that are open here, by language, as JSON.
func (cs *Channels) Health(meeting uuid.UUID) map[string]json.RawMessage {
	health := make(map[string]json.RawMessage)
	for _, c := range cs.shelf.Open() {
		if c.id.Meeting != meeting {
			continue
		}
		b, err := json.Marshal(c.Health())
		if err != nil {
			panic("channel: health does not marshal: " + err.Error()) // a bug of ours
		}
		health[c.id.Lang] = b
	}
	return health
}
