// Package shelf keeps open what is in use: a thing is opened when the first enters and
// closed some time after the last has left. What nobody uses costs nothing.
package shelf

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// ErrClosed says that the shelf takes no more entries.
var ErrClosed = errors.New("shelf: closed")

// A Shelf holds things by key. Its methods may be called from any goroutine.
type Shelf[K comparable, V any] struct {
	name   string
	linger time.Duration
	open   func(K) (V, func(context.Context) error)

	mu      sync.Mutex
	things  map[K]*thing[V]
	closed  bool
	running sync.WaitGroup
}

type thing[V any] struct {
	value V
	users int
	stop  context.CancelFunc
	timer *time.Timer // closes it; nil while it is used
}

// New returns an empty shelf. open makes a thing and what runs it until its context ends;
// a thing whose run ends before that is opened anew by the next who enters. name says in
// logs what the things are, and linger is how long an unused thing stays open.
func New[K comparable, V any](name string, linger time.Duration, open func(K) (V, func(context.Context) error)) *Shelf[K, V] {
	return &Shelf[K, V]{name: name, linger: linger, open: open, things: make(map[K]*thing[V])}
}

// Enter opens the thing of key, unless it is open, and keeps it so until leave is called,
// once. The error is ErrClosed.
func (s *Shelf[K, V]) Enter(key K) (value V, leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return value, nil, ErrClosed
	}
	t := s.things[key]
	if t == nil {
		t = s.start(key)
	}
	t.users++
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
	return t.value, sync.OnceFunc(func() { s.leave(key, t) }), nil
}

// start needs s.mu.
func (s *Shelf[K, V]) start(key K) *thing[V] {
	ctx, stop := context.WithCancel(context.Background()) //nolint:gosec // retire, drop and Close call it
	value, run := s.open(key)
	t := &thing[V]{value: value, stop: stop}
	s.things[key] = t
	s.running.Go(func() {
		err := run(ctx)
		if ctx.Err() == nil {
			slog.Error("closed by a fault; it opens anew when it is needed", "what", s.name, "err", err)
			s.drop(key, t)
		}
	})
	return t
}

func (s *Shelf[K, V]) leave(key K, t *thing[V]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.users--; t.users == 0 && !s.closed {
		t.timer = time.AfterFunc(s.linger, func() { s.retire(key, t) })
	}
}

// retire closes a thing that nobody has entered again.
func (s *Shelf[K, V]) retire(key K, t *thing[V]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.users == 0 && s.things[key] == t {
		delete(s.things, key)
		t.stop()
	}
}

// drop forgets a thing that has ended by itself.
func (s *Shelf[K, V]) drop(key K, t *thing[V]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t.stop()
	if s.things[key] == t {
		delete(s.things, key)
	}
}

// Open are the things that are open now.
func (s *Shelf[K, V]) Open() []V {
	s.mu.Lock()
	defer s.mu.Unlock()
	values := make([]V, 0, len(s.things))
	for _, t := range s.things {
		values = append(values, t.value)
	}
	return values
}

// Close ends all things and waits for their ends.
func (s *Shelf[K, V]) Close() {
	s.mu.Lock()
	s.closed = true
	for _, t := range s.things {
		if t.timer != nil {
			t.timer.Stop()
		}
		t.stop()
	}
	s.mu.Unlock()
	s.running.Wait()
}
