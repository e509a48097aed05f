package server

import (
	"net/http"
	"strconv"
	"sync"

	"github.com/labstack/echo/v4"
)

// callers are the connections that last: sockets, events, and texts that are followed. It is safe
// for concurrent use.
type callers struct {
	mu      sync.Mutex
	no      bool           // no more of them are taken
	running sync.WaitGroup // is not added to any more then
}

// begin counts one more, until it ends; ok is false if no more are taken.
func (l *callers) begin() (end func(), ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.no {
		return nil, false
	}
	l.running.Add(1)
	return l.running.Done, true
}

func (l *callers) shut() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.no
}

// close has no more of them taken.
func (l *callers) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.no = true
}

// Drain has the server take no new connections, and say that it is not ready: who balances
// loads sends people elsewhere. Those who are there stay until [Server.Run] ends.
func (srv *Server) Drain() { srv.callers.close() }

// lasts counts a connection that lasts until it ends; ok is false where the server is about to
// stop, and has told the client so.
func (srv *Server) lasts(c echo.Context) (end func(), ok bool) {
	if end, ok = srv.callers.begin(); !ok {
		c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(int(leastWait.Seconds())))
		_ = c.JSON(http.StatusServiceUnavailable, refusal{"internal", "This server is about to stop: try again in a moment."}) // the client may be gone
	}
	return end, ok
}
