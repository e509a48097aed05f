package server

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/labstack/echo/v4"

	"example.org/convener/server/wire"
)

const (
	// writeWait is how long a frame may take to leave when nothing is before it, and slowest
	// how many bytes a second leave at least: who reads slower is cut off, and comes back
	// with its cursors.
	writeWait = 5 * time.Second
	slowest   = 500
)

// leaving is how long n bytes may take to leave. What the system holds is before them: it takes
// more only when a good part of that has left, which is a third on Linux.
func leaving(n int) time.Duration {
	return writeWait + time.Duration(sendBuffer+n)*time.Second/slowest
}

// overSocket upgrades a request and has converse serve the socket until ctx ends; converse
// returns why it should. The caller has checked who may connect.
func (srv *Server) overSocket(
	c echo.Context, transport string, converse func(ctx context.Context, end context.CancelCauseFunc, ws *websocket.Conn) error,
) error {
	over, ok := srv.lasts(c)
	if !ok {
		return nil
	}
	defer over()
	ctx, end := context.WithCancelCause(c.Request().Context())
	ws, err := websocket.Accept(c.Response(), c.Request(), &websocket.AcceptOptions{
		InsecureSkipVerify: true, // the caller has checked
		OnPingReceived:     answerPing(end),
	})
	if err != nil {
		end(err)
		return nil // Accept has answered
	}
	left := srv.connect(transport)
	defer left()
	defer func() { _ = ws.CloseNow() }()
	ws.SetReadLimit(wire.MaxFrame)

	stop := context.AfterFunc(srv.closing, func() { end(srv.restart()) })
	defer stop()
	var talking sync.WaitGroup
	talking.Go(func() { end(converse(ctx, end, ws)) })
	<-ctx.Done()
	sayFarewell(ws, context.Cause(ctx))
	talking.Wait()
	return nil
}

// every does something again and again until ctx ends or it fails.
func every(ctx context.Context, period time.Duration, do func() error) error {
	tick := time.NewTicker(period)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := do(); err != nil {
			return err
		}
	}
}

func sendJSON(ctx context.Context, ws *websocket.Conn, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return send(ctx, ws, b)
}

// send writes a frame, which has the time that its length takes. That ctx ends does not cut it
// off.
func send(ctx context.Context, ws *websocket.Conn, b []byte) error {
	timed, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaving(len(b)))
	defer cancel()
	err := ws.Write(timed, websocket.MessageText, b)
	if timed.Err() != nil {
		return farewell{closeSlow, "too slow"}
	}
	return err
}

// ping waits for the client's answer.
func ping(ctx context.Context, ws *websocket.Conn, patience time.Duration) error {
	timed, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return ws.Ping(timed)
}
