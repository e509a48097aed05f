package server

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

const (
	// beat is how often the server says what time it is; every other beat it asks whether
	// the client is still there.
	beat = 10 * time.Second

	// pingWait is how long an answer to a ping may take: on a slow line what the system holds
	// is before it. A frame that took longer than waited to leave had to wait for that.
	pingWait = 45 * time.Second
	waited   = 100 * time.Millisecond

	// maxFeeds bounds how many feeds one socket follows.
	maxFeeds = 32
)

// socket serves GET /api/v1/meetings/{id}/socket.
func (srv *Server) socket(c echo.Context) error {
	if !srv.ourOrigin(c.Request()) {
		return c.JSON(http.StatusForbidden, refusal{"not_allowed", "Pages of other sites may not connect."})
	}
	narrow(c.Request().Context())
	return srv.overSocket(c, "websocket", func(ctx context.Context, end context.CancelCauseFunc, ws *websocket.Conn) error {
		return srv.converse(ctx, end, ws, c.Param("id"))
	})
}

// A talk is one socket after its hello.
type talk struct {
	*viewer
	ws     *websocket.Conn
	end    context.CancelCauseFunc
	pumps  sync.WaitGroup
	feeds  map[string]context.CancelFunc // what is followed; the reading goroutine's
	limit  *rate.Limiter
	strike int32   // refusals for haste
	sample *sample // nil for most

	writing sync.Mutex // held while a frame leaves, which may take long
	drains  time.Time  // when what the system holds has left at the latest; writing's
}

// converse serves a socket until ctx ends, and returns why it should. A [farewell] says how
// to close it; the client hears nothing of other errors but the end.
func (srv *Server) converse(ctx context.Context, end context.CancelCauseFunc, ws *websocket.Conn, id string) error {
	hello, err := readHello(ctx, end, ws)
	if err != nil {
		return err
	}
	v, err := srv.greet(ctx, id, hello)
	if err != nil {
		return asFarewell(err)
	}
	defer v.leave()
	forget := srv.clients.replace(v.person, hello.Client, end)
	defer forget()

	t := &talk{
		viewer: v, ws: ws, end: end, feeds: make(map[string]context.CancelFunc),
		limit: rate.NewLimiter(asksPerSecond, asksAtOnce), sample: srv.newSample(),
	}
	if err := t.welcome(ctx); err != nil {
		return asFarewell(err)
	}
	t.start(func() error { return t.heartbeat(ctx) })
	t.start(func() error { return t.pings(ctx) })
	t.start(func() error { return t.watch(ctx) })
	t.follow(ctx, hello.Feeds)
	err = asFarewell(t.read(ctx))
	end(err)
	t.pumps.Wait()
	return err
}

// start runs a part of the conversation; its error ends all.
func (t *talk) start(part func() error) {
	t.pumps.Go(func() {
		if err := part(); err != nil {
			t.end(asFarewell(err))
		}
	})
}

// read takes what the client says until one side ends it.
func (t *talk) read(ctx context.Context) error {
	for {
		_, b, err := t.ws.Read(context.WithoutCancel(ctx))
		if err != nil {
			return err
		}
		var f wire.Frame
		err = wire.Strict(b, &f)
		switch {
		case !t.limit.Allow():
			err = t.tooOften(ctx, f.Ask)
		case err != nil:
			err = t.answer(ctx, wire.Ask{}, 0, err)
		case f.Follow != nil:
			t.follow(ctx, f.Follow)
		case f.Painted != nil:
			t.painted(*f.Painted)
		default:
			seq, refused := t.do(ctx, f.Ask)
			err = t.answer(ctx, f.Ask, seq, refused)
		}
		if err != nil {
			return err
		}
	}
}

// tooOften refuses a frame that comes too soon, and after many all that follows.
func (t *talk) tooOften(ctx context.Context, a wire.Ask) error {
	if t.strike++; t.strike > strikes {
		return farewell{closeTooMany, "too many asks"}
	}
	return t.answer(ctx, a, 0, wire.ErrTooOften)
}

func (t *talk) answer(ctx context.Context, a wire.Ask, seq meeting.Seq, err error) error {
	answer, fault := a.Answered(seq, err)
	if fault {
		logFault(ctx, "socket", err)
	}
	return t.write(ctx, answer)
}

// follow follows exactly the feeds in cursors, each from its cursor; those that are
// followed already go on.
func (t *talk) follow(ctx context.Context, cursors map[string]string) {
	for name, stop := range t.feeds {
		if _, ok := cursors[name]; !ok {
			stop()
			delete(t.feeds, name)
		}
	}
	for name, cursor := range cursors {
		if _, ok := t.feeds[name]; ok || len(t.feeds) == maxFeeds {
			continue
		}
		src, err := t.source(ctx, name)
		if err != nil {
			slog.Debug("a client follows what is not there", "err", err)
			continue
		}
		pumped, stop := context.WithCancel(ctx)
		t.feeds[name] = stop
		t.start(func() error { return t.pump(ctx, pumped, name, src, feed.ParseCursor(cursor)) })
	}
}

// pump writes what changes in the feed called name. That pumped ends is no error.
func (t *talk) pump(ctx, pumped context.Context, name string, src source, at feed.Cursor) error {
	for first := true; ; first = false {
		frame, err := nextPiece(pumped, src, at)
		if err != nil {
			if pumped.Err() != nil && ctx.Err() == nil {
				return nil
			}
			return err
		}
		wrote := func() {}
		if !first { // for which somebody may have been away
			wrote = t.sample.sends(name, frame)
		}
		if err := t.writeBytes(ctx, frame.Bytes); err != nil {
			return err
		}
		wrote()
		at = frame.Next
	}
}

// heartbeat tells the time, unless a frame is on its way: that is a sign of life, too.
func (t *talk) heartbeat(ctx context.Context) error {
	return every(ctx, beat, func() error {
		if !t.writing.TryLock() {
			return nil
		}
		defer t.writing.Unlock()
		b, err := json.Marshal(map[string]time.Time{"now": time.Now().UTC()})
		if err != nil {
			return err
		}
		return t.leave(ctx, b)
	})
}

// pings notices a client that is gone.
func (t *talk) pings(ctx context.Context) error {
	return every(ctx, 2*beat, func() error {
		if t.full() {
			return nil
		}
		err := ping(ctx, t.ws, pingWait)
		if err != nil && ctx.Err() == nil && !t.full() {
			return err
		}
		return nil
	})
}

// full reports whether the line is full: a frame is on its way, or one had to wait and the system
// may hold much of it yet. Then frames have their own time, and a ping would wait behind them:
// our library drops a connection on which one cannot be written for five seconds.
func (t *talk) full() bool {
	if !t.writing.TryLock() {
		return true
	}
	defer t.writing.Unlock()
	return time.Now().Before(t.drains)
}

// watch has the client go when the person is removed, and come back when the room was
// closed under it.
func (t *talk) watch(ctx context.Context) error {
	select {
	case <-t.seat.Gone():
		return room.ErrRemoved
	case <-t.room.Done():
		return errRestart
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *talk) write(ctx context.Context, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return t.writeBytes(ctx, b)
}

func (t *talk) writeBytes(ctx context.Context, b []byte) error {
	t.writing.Lock()
	defer t.writing.Unlock()
	return t.leave(ctx, b)
}

// leave has a frame leave, and notes if it had to wait. It needs t.writing.
func (t *talk) leave(ctx context.Context, b []byte) error {
	began := time.Now()
	err := send(ctx, t.ws, b)
	if now := time.Now(); now.Sub(began) > waited {
		t.drains = now.Add(leaving(0))
	}
	return err
}
