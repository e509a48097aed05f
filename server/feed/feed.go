// Package feed carries a changing set of named values to any number of readers that may
// be slow, late, or gone for an hour.
//
// A Feed remembers, for each key, its present value and the number of the change that made
// it so. A reader is a [Cursor]: which feed it read, and the last change it has seen.
// Joining, following, falling behind, coming back and changing to another feed are all the
// same call, [Feed.Since]. Nothing is queued per reader, so a slow reader costs nothing
// and sees fewer, larger patches; readers in step get the same bytes.
package feed

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// A Cursor is where a reader is. Clients send it back as they got it. The zero Cursor has
// seen nothing.
type Cursor struct {
	epoch uint64 // of the feed; no feed's is 0
	seq   uint64
}

// String returns c as clients see it.
func (c Cursor) String() string { return fmt.Sprintf("%x-%d", c.epoch, c.seq) }

// ParseCursor reads what [Cursor.String] wrote. Anything else is the zero Cursor: a reader
// we do not understand is given everything.
func ParseCursor(s string) (c Cursor) {
	if n, _ := fmt.Sscanf(s, "%x-%d", &c.epoch, &c.seq); n != 2 || s != c.String() {
		return Cursor{}
	}
	return c
}

// A Frame is a patch that brings a reader to Next, encoded as clients get it. Its bytes
// are shared: nobody may change them.
type Frame struct {
	Bytes []byte
	Next  Cursor
	Came  time.Time // when the oldest of what it tells came in; zero where nobody says so, and where it begins anew
}

// A Feed is a versioned map. It is safe for concurrent use.
type Feed struct {
	name  string
	epoch uint64

	mu     sync.Mutex
	seq    uint64
	values map[string]value
	wake   chan struct{}      // closed and replaced by each change
	frames map[patchKey]Frame // encoded since the last change
}

type value struct {
	seq  uint64
	came time.Time
	json json.RawMessage // null for a key that was taken away
}

type patchKey struct {
	after uint64
	reset bool
	piece bool // it may be cut
}

// NewEpoch is the epoch of a feed whose numbers mean something on this node only.
func NewEpoch() uint64 { return rand.Uint64()>>1 + 1 }

// New returns an empty feed that patches call name. Cursors of feeds with another epoch
// mean nothing to it; epoch is not 0.
func New(name string, epoch uint64) *Feed {
	return &Feed{
		name: name, epoch: epoch,
		values: make(map[string]value), wake: make(chan struct{}), frames: make(map[patchKey]Frame),
	}
}

// Publish makes set the values of their keys, as one change with the next number. A nil
// value takes its key away. Values equal to the present ones are not sent again; if all
// are, nothing has changed.
func (f *Feed) Publish(set map[string]json.RawMessage) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.has(set) {
		f.publish(f.seq+1, set, time.Time{})
	}
}

// Wake has all readers look anew, though nothing has changed.
func (f *Feed) Wake() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.publish(f.seq+1, nil, time.Time{})
}

// has reports whether all of set is so already. It needs f.mu.
func (f *Feed) has(set map[string]json.RawMessage) bool {
	for k, v := range set {
		if now, ok := f.values[k]; !ok || string(now.json) != string(orNull(v)) {
			return false
		}
	}
	return true
}

func orNull(v json.RawMessage) json.RawMessage {
	if v == nil {
		return json.RawMessage("null")
	}
	return v
}

// PublishAt is Publish with a number of the caller's, above all before it. Feeds of one
// epoch on several nodes must publish what they publish under the same numbers. came is when what it
// tells came in, zero where it is history: frames say so.
func (f *Feed) PublishAt(seq uint64, set map[string]json.RawMessage, came time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.publish(seq, set, came)
}

func (f *Feed) publish(seq uint64, set map[string]json.RawMessage, came time.Time) {
	f.seq = seq
	if len(f.values) == 0 {
		f.values = make(map[string]value, len(set)) // a meeting that is opened has thousands at once
	}
	for k, v := range set {
		v = orNull(v)
		if string(f.values[k].json) != string(v) {
			f.values[k] = value{seq, came, v}
		}
	}
	clear(f.frames)
	close(f.wake)
	f.wake = make(chan struct{})
}

// Since waits until there is something that c has not seen, and returns all of it. The only
// errors are those of ctx.
func (f *Feed) Since(ctx context.Context, c Cursor) (Frame, error) { return f.since(ctx, c, false) }

// Piece is Since, but where there is much it returns the older part: a reader on a slow line
// has whole patches soon, and goes on from them.
func (f *Feed) Piece(ctx context.Context, c Cursor) (Frame, error) { return f.since(ctx, c, true) }

func (f *Feed) since(ctx context.Context, c Cursor, piece bool) (Frame, error) {
	for {
		frame, wake := f.peek(c, piece)
		if wake == nil {
			return frame, nil
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return Frame{}, ctx.Err()
		}
	}
}

// peek returns what c has not seen, or what is closed when there may be something.
func (f *Feed) peek(c Cursor, piece bool) (Frame, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := patchKey{after: c.seq, piece: piece}
	if c.epoch != f.epoch || c.seq > f.seq {
		key = patchKey{reset: true, piece: piece}
	}
	if !key.reset && f.seq == c.seq {
		return Frame{}, f.wake
	}
	frame, ok := f.frames[key]
	if !ok {
		frame = f.encode(key)
		f.frames[key] = frame
	}
	return frame, nil
}

// patch is a change of a feed as clients get it.
type patch struct {
	Feed   string                     `json:"feed"`
	Cursor string                     `json:"cursor"`
	Reset  bool                       `json:"reset"`          // forget what you have of this feed
	More   bool                       `json:"more,omitempty"` // the next patch is there already, and belongs to this one
	Set    map[string]json.RawMessage `json:"set"`            // null takes a key away
}

// maxPatch is how large a patch grows, in bytes, where it can be cut: on a line of 1 kB/s it
// takes 16 s, less than the silence after which a client takes its line for dead.
const maxPatch = 16 << 10

// encode encodes what key's reader has not seen; only the older part of it if it is much.
// Values that were published under one number stay together.
func (f *Feed) encode(key patchKey) Frame {
	type change struct {
		key string
		value
	}
	var changes []change
	size := 0
	for k, v := range f.values {
		if v.seq > key.after && !(key.reset && string(v.json) == "null") {
			changes = append(changes, change{k, v})
			size += len(k) + len(v.json)
		}
	}
	seq := f.seq
	if key.piece && size > maxPatch {
		slices.SortFunc(changes, func(a, b change) int { return cmp.Compare(a.seq, b.seq) })
		size = 0
		for i, c := range changes {
			if size += len(c.key) + len(c.value.json); i > 0 && size > maxPatch && changes[i-1].seq < c.seq {
				changes, seq = changes[:i], changes[i-1].seq
				break
			}
		}
	}
	next := Cursor{f.epoch, seq}
	var came time.Time
	p := patch{f.name, next.String(), key.reset, seq < f.seq, make(map[string]json.RawMessage, len(changes))}
	for _, c := range changes {
		p.Set[c.key] = c.value.json
		if !key.reset && !c.came.IsZero() && (came.IsZero() || c.came.Before(came)) {
			came = c.came
		}
	}
	b, err := json.Marshal(p)
	if err != nil {
		panic("feed: a value is not JSON: " + err.Error()) // a bug of the publisher's
	}
	return Frame{b, next, came}
}
