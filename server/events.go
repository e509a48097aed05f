package server

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/feed"
)

// stream serves GET /api/v1/meetings/{id}/events: the feeds that a socket carries, as
// server-sent events, where a socket does not get through (I3).
func (srv *Server) stream(c echo.Context) error {
	over, ok := srv.lasts(c)
	if !ok {
		return nil
	}
	defer over()
	v, err := srv.enterMeeting(c, true)
	if err != nil {
		return err
	}
	defer v.leave()
	s, err := newStream(c, v)
	if err != nil {
		return err
	}
	ctx, end := context.WithCancelCause(c.Request().Context())
	defer end(nil)
	stop := context.AfterFunc(srv.closing, func() {
		end(srv.restart())
		s.out.hurry()
	})
	defer stop()
	me, err := v.me(ctx)
	if err != nil {
		return err
	}
	v.attend(me.Roles)
	left := srv.connect("events")
	defer left()
	narrow(c.Request().Context())
	s.open()
	end(s.run(ctx, end))
	s.close(context.Cause(ctx))
	return nil
}

// A stream is one client that reads server-sent events. But for pumps it belongs to one
// goroutine.
type stream struct {
	viewer  *viewer
	out     *outlet
	sources map[string]source
	cursors map[string]string // what the client has, by feed
	frames  chan streamed
}

// streamed is a frame of a feed.
type streamed struct {
	feed string
	feed.Frame
}

// newStream reads what a client wants. The error is a refusal, ctx's, or a fault.
func newStream(c echo.Context, v *viewer) (*stream, error) {
	s := &stream{
		viewer: v, out: newOutlet(c.Response()),
		sources: make(map[string]source), cursors: make(map[string]string), frames: make(chan streamed),
	}
	for name := range strings.SplitSeq(c.QueryParam("feeds"), ",") {
		src, err := v.source(c.Request().Context(), name)
		if err != nil {
			return nil, err
		}
		s.sources[name] = src
	}
	if len(s.sources) > maxFeeds {
		return nil, &meeting.Error{Code: "malformed", Text: "That is too many feeds at once."}
	}
	since := c.QueryParam("since")
	if last := c.Request().Header.Get("Last-Event-ID"); last != "" { // of a client that comes back by itself
		since = last
	}
	had, err := url.ParseQuery(since)
	if err != nil {
		had = nil // whom we do not understand gets everything
	}
	for name := range s.sources {
		s.cursors[name] = had.Get(name)
	}
	return s, nil
}

// open begins the answer. Proxies are asked not to hold it back.
func (s *stream) open() {
	h := s.out.web.Header()
	h.Set(echo.HeaderContentType, "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	s.out.web.WriteHeader(http.StatusOK)
	_ = s.out.control.Flush() // the client may be gone
}

// run writes what changes until ctx ends or the client is gone, and returns why.
func (s *stream) run(ctx context.Context, end context.CancelCauseFunc) error {
	var pumps sync.WaitGroup
	defer pumps.Wait()
	pumping, stop := context.WithCancel(ctx)
	defer stop()
	for name, src := range s.sources {
		at := feed.ParseCursor(s.cursors[name])
		pumps.Go(func() {
			if err := s.pump(pumping, name, src, at); pumping.Err() == nil {
				end(asFarewell(err))
			}
		})
	}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for err := s.now(); ; {
		if err != nil {
			return err
		}
		select {
		case f := <-s.frames:
			s.cursors[f.feed] = f.Next.String()
			err = s.write("patch", f.Bytes)
		case <-tick.C:
			err = s.now()
		case <-s.viewer.seat.Gone():
			return errRemoved
		case <-s.viewer.room.Done():
			return errRestart
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// pump hands on what changes in a feed, until ctx ends.
func (s *stream) pump(ctx context.Context, name string, src source, at feed.Cursor) error {
	for {
		f, err := nextPiece(ctx, src, at)
		if err != nil {
			return err
		}
		select {
		case s.frames <- streamed{name, f}:
			at = f.Next
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// now tells the time.
func (s *stream) now() error {
	b, err := json.Marshal(map[string]time.Time{"now": time.Now().UTC()})
	if err != nil {
		return err
	}
	return s.write("now", b)
}

// id is where the client is in all its feeds.
func (s *stream) id() string {
	pairs := make([]string, 0, len(s.cursors))
	for _, name := range slices.Sorted(maps.Keys(s.cursors)) {
		pairs = append(pairs, name+"="+s.cursors[name])
	}
	return strings.Join(pairs, "&")
}

// write writes an event. Data has no line ends: it is JSON as we encode it.
func (s *stream) write(event string, data []byte) error {
	return s.out.send(fmt.Appendf(nil, "event: %s\nid: %s\ndata: %s\n\n", event, s.id(), data))
}

// close says why the stream ends, in the codes that sockets are closed with.
func (s *stream) close(why error) {
	bye, ok := asFarewell(why).(farewell) //nolint:errorlint // a farewell is not wrapped
	if !ok {
		return
	}
	b, err := json.Marshal(struct {
		Code   websocket.StatusCode `json:"code"`
		Reason string               `json:"reason"`
	}{bye.code, bye.reason})
	if err == nil {
		s.out.hurry()         // nobody waits long for it: the end of the answer says enough
		_ = s.write("end", b) // the client may be gone
	}
}
