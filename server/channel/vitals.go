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
	mu    sync.Mutex // no I/O under it
	waits []arrival  // what was taken and is in no frame yet
	lags  captions.Lags
	seq   uint64    // up to which entry all was looked at for a frame
	at    time.Time // when the last frame was made; zero if none was

	alarms []captions.Alarm
	delay  *int64    // as in captions.Health
	judged time.Time // when they were found
}

// An arrival is when that came from which an entry was made.
type arrival struct {
	seq uint64
	at  time.Time
}

// took notes that what arrived at a time was taken as the entry seq: it is in the last frame,
// or will be in the next.
func (l *line) took(seq uint64, arrived time.Time) {
	v := &l.vitals
	v.mu.Lock()
	if seq > v.seq {
		v.waits = append(v.waits, arrival{seq, arrived})
		v.mu.Unlock()
		return
	}
	took := v.at.Sub(arrived)
	if took >= 0 { // else it changed nothing that is shown
		v.lags.Add(v.at, took)
	}
	v.mu.Unlock()
	if took >= 0 {
		l.told.Frame(took)
	}
}

// frame notes that readers have been sent all of t, at now, or that nothing of what came had
// to be: then now is zero. It runs in the ledger's goroutine.
func (l *line) frame(t *text, now time.Time) {
	var alarms []captions.Alarm
	var delay *int64
	if !now.IsZero() {
		alarms = t.track.Alarms(now, l.lang)
		delay = t.source(t.writer).Diagnostics(now).Delay
	}
	v := &l.vitals
	v.mu.Lock()
	sent := slices.DeleteFunc(slices.Clone(v.waits), func(a arrival) bool { return a.seq > t.seq })
	v.waits = slices.DeleteFunc(v.waits, func(a arrival) bool { return a.seq <= t.seq })
	v.seq = t.seq
	if !now.IsZero() {
		v.at, v.alarms, v.delay, v.judged = now, alarms, delay, now
		for _, a := range sent {
			v.lags.Add(now, now.Sub(a.at))
		}
	}
	v.mu.Unlock()
	for _, a := range sent {
		if !now.IsZero() {
			l.told.Frame(now.Sub(a.at))
		}
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

// Health is how the captions do on this node, where they were written last.
func (c *Channel) Health() captions.Health {
	now := time.Now()
	best, at := c.line(Record).health(now)
	for _, p := range []Place{Rehearsal, Live} {
		if h, judged := c.line(p).health(now); judged.After(at) {
			best, at = h, judged
		}
	}
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
