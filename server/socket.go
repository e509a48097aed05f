package server

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/coder/websocket"
	"github.com/labstack/echo/v4"
	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

const (
	// helloWait is how long a client may take to say who it is.
	helloWait = 5 * time.Second

	// writeWait is how long one frame may take to leave. A client that reads slower than
	// that is cut off, and comes back with its cursors.
	writeWait = 5 * time.Second

	// beat is how often the server says what time it is; every other beat it asks whether
	// the client is still there.
	beat = 10 * time.Second

	// restartWait is the longest wait before coming back that a server which stops asks for.
	restartWait = 3 * time.Second

	// maxFeeds bounds how many feeds one socket follows.
	maxFeeds = 32
)

// Close codes of our own; PROTOCOL.md says what clients do about each.
const (
	closeSlow      websocket.StatusCode = 4408
	closeTooMany   websocket.StatusCode = 4429
	closeSignIn    websocket.StatusCode = 4501
	closeRemoved   websocket.StatusCode = 4503
	closeNoMeeting websocket.StatusCode = 4504
	closeReplaced  websocket.StatusCode = 4509
	closeReload    websocket.StatusCode = 4526
)

// A farewell is why the server closes a socket.
type farewell struct {
	code   websocket.StatusCode
	reason string
}

func (f farewell) Error() string {
	return "socket closed with " + strconv.Itoa(int(f.code)) + ": " + f.reason
}

var errRestart = farewell{websocket.StatusServiceRestart, strconv.Itoa(int(restartWait.Seconds()))}

// socket serves GET /api/v1/meetings/{id}/socket.
func (srv *Server) socket(c echo.Context) error {
	if !srv.ourOrigin(c.Request()) {
		return c.JSON(http.StatusForbidden, refusal{"not_allowed", "Pages of other sites may not connect."})
	}
	ws, err := websocket.Accept(c.Response(), c.Request(), &websocket.AcceptOptions{InsecureSkipVerify: true}) // checked above
	if err != nil {
		return nil //nolint:nilerr // Accept has answered
	}
	srv.talking.Add(1)
	defer srv.talking.Done()
	defer func() { _ = ws.CloseNow() }()
	ws.SetReadLimit(wire.MaxFrame)
	err = srv.converse(c.Request().Context(), ws, c.Param("id"))
	var bye farewell
	if errors.As(err, &bye) {
		_ = ws.Close(bye.code, bye.reason) // the client may be gone
	}
	return nil
}

// A talk is one socket after its hello.
type talk struct {
	*viewer
	ws     *websocket.Conn
	pumps  *errgroup.Group
	feeds  map[string]context.CancelFunc // what is followed; the reading goroutine's
	limit  *rate.Limiter
	strike int32 // refusals for haste
}

// converse serves a socket until one side ends it. A [farewell] says how to close it; the
// client hears nothing of other errors but the end.
func (srv *Server) converse(ctx context.Context, ws *websocket.Conn, id string) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	stop := context.AfterFunc(srv.closing, func() { end(errRestart) })
	defer stop()

	hello, err := readHello(ctx, ws)
	if err != nil {
		return err
	}
	v, err := srv.greet(ctx, id, hello)
	if err != nil {
		return asFarewell(err)
	}
	defer v.leave()
	defer srv.clients.replace(v.person, hello.Client, end)()

	pumps, ctx := errgroup.WithContext(ctx)
	t := &talk{
		viewer: v, ws: ws, pumps: pumps, feeds: make(map[string]context.CancelFunc),
		limit: rate.NewLimiter(asksPerSecond, asksAtOnce),
	}
	if err := t.welcome(ctx); err != nil {
		return err
	}
	pumps.Go(func() error { return t.heartbeat(ctx) })
	pumps.Go(func() error { return t.roomEnds(ctx) })
	pumps.Go(func() error {
		t.follow(ctx, hello.Feeds)
		return t.read(ctx)
	})
	err = pumps.Wait()
	if cause := context.Cause(ctx); cause != nil && !errors.As(err, new(farewell)) {
		err = cause
	}
	return asFarewell(err)
}

// readHello reads a client's first frame.
func readHello(ctx context.Context, ws *websocket.Conn) (*wire.Hello, error) {
	ctx, cancel := context.WithTimeout(ctx, helloWait)
	defer cancel()
	_, b, err := ws.Read(ctx)
	if err != nil {
		return nil, err
	}
	var f wire.Frame
	if err := wire.Strict(b, &f); err != nil || f.Hello == nil {
		return nil, farewell{closeSignIn, "the first frame is a hello"}
	}
	if f.Hello.Version > wire.Version {
		return nil, farewell{closeReload, "this server speaks an older protocol"}
	}
	return f.Hello, nil
}

// greet finds who says hello.
func (srv *Server) greet(ctx context.Context, id string, h *wire.Hello) (*viewer, error) {
	meetingID, err := parseID(id)
	if err != nil {
		return nil, err
	}
	return srv.view(ctx, meetingID, h.Session)
}

// asFarewell turns the reasons to close a socket into what the client is told.
func asFarewell(err error) error {
	switch {
	case err == nil, errors.As(err, new(farewell)):
		return err
	case errors.Is(err, room.ErrRemoved):
		return farewell{closeRemoved, "removed from the meeting"}
	case errors.Is(err, wire.ErrNoMeeting):
		return farewell{closeNoMeeting, "no such meeting"}
	}
	if refused, _ := wire.Refusal(err); refused.Code == wire.ErrNoSession.Code {
		return farewell{closeSignIn, "sign in"}
	}
	return err
}

func (t *talk) welcome(ctx context.Context) error {
	w := wire.Welcome{
		Person: t.person, Now: time.Now().UTC(),
		Limits: wire.Limits{Frame: wire.MaxFrame, Text: wire.MaxText, AsksPerSecond: asksPerSecond},
	}
	if t.person != meeting.House {
		me, err := t.room.Me(ctx, t.person)
		if err != nil {
			return err
		}
		w.Name, w.Roles = me.Name, me.Roles
	}
	return t.write(ctx, map[string]wire.Welcome{"welcome": w})
}

// read takes what the client says until one side ends it.
func (t *talk) read(ctx context.Context) error {
	for {
		_, b, err := t.ws.Read(ctx)
		if err != nil {
			return err
		}
		var f wire.Frame
		if err := wire.Strict(b, &f); err != nil {
			if err := t.answer(ctx, wire.Ask{}, 0, err); err != nil {
				return err
			}
			continue
		}
		if f.Follow != nil {
			t.follow(ctx, f.Follow)
			continue
		}
		if err := t.take(ctx, f.Ask); err != nil {
			return err
		}
	}
}

// take carries out an ask and answers it.
func (t *talk) take(ctx context.Context, a wire.Ask) error {
	if !t.limit.Allow() {
		if t.strike++; t.strike > strikes {
			return farewell{closeTooMany, "too many asks"}
		}
		return t.answer(ctx, a, 0, wire.ErrTooOften)
	}
	seq, err := t.do(ctx, a)
	return t.answer(ctx, a, seq, err)
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
		src, err := t.source(name)
		if err != nil {
			slog.Debug("a client follows what is not there", "err", err)
			continue
		}
		pumped, stop := context.WithCancel(ctx)
		t.feeds[name] = stop
		t.pumps.Go(func() error { return t.pump(ctx, pumped, src, feed.ParseCursor(cursor)) })
	}
}

// pump writes what changes in a feed. That pumped ends is no error.
func (t *talk) pump(ctx, pumped context.Context, src source, at feed.Cursor) error {
	for {
		frame, err := next(pumped, src, at)
		if err != nil {
			if pumped.Err() != nil && ctx.Err() == nil {
				return nil
			}
			return err
		}
		if err := t.writeBytes(ctx, frame.Bytes); err != nil {
			return err
		}
		at = frame.Next
	}
}

// heartbeat tells the time, and notices a client that is gone.
func (t *talk) heartbeat(ctx context.Context) error {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for n := 1; ; n++ {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := t.write(ctx, map[string]time.Time{"now": time.Now().UTC()}); err != nil {
			return err
		}
		if n%2 == 0 {
			if err := t.ping(ctx); err != nil {
				return err
			}
		}
	}
}

func (t *talk) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, beat)
	defer cancel()
	return t.ws.Ping(ctx)
}

// roomEnds has the client come back if the room was closed under it.
func (t *talk) roomEnds(ctx context.Context) error {
	select {
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
	timed, cancel := context.WithTimeout(ctx, writeWait)
	defer cancel()
	err := t.ws.Write(timed, websocket.MessageText, b)
	if timed.Err() != nil && ctx.Err() == nil {
		return farewell{closeSlow, "too slow"}
	}
	return err
}
