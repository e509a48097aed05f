package server

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/coder/websocket"
	"github.com/labstack/echo/v4"

	"example.org/convener/server/journal"
)

// readyWait bounds how long the journal may take to show that it is there.
const readyWait = 2 * time.Second

// healthz serves GET /healthz: the process is there.
func healthz(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

// readyz serves GET /readyz: whether this node should be sent people. Redis is told of and
// not needed: without it the nodes still agree, a second later.
func (srv *Server) readyz(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), readyWait)
	defer cancel()
	_, err := srv.Journal.Heads(ctx, journal.Stream("group"))
	status := http.StatusOK
	var b strings.Builder
	tell := func(what string, ok bool, otherwise string) {
		if ok {
			otherwise = "ok"
		}
		fmt.Fprintf(&b, "%s: %s\n", what, otherwise)
	}
	if tell("journal", err == nil, "does not answer"); err != nil {
		logFault(ctx, c.Path(), err)
		status = http.StatusServiceUnavailable
	}
	if srv.callers.shut() {
		status = http.StatusServiceUnavailable
	}
	tell("taking people", !srv.callers.shut(), "no, about to stop")
	if up, connected := srv.linked(); connected {
		tell("redis", up, "away")
	}
	return c.String(status, b.String())
}

// linked reports whether the other nodes are heard, if there is something to hear them by.
func (srv *Server) linked() (up, connected bool) {
	b, connected := srv.Bus.(interface{ Up() bool })
	return connected && b.Up(), connected
}

// The wait that a server which stops asks for before people come back, at random within
// it: the more they are, the longer, so that they do not all come at once (reliability
// reference, 1.11).
const (
	leastWait     = 3 * time.Second
	mostWait      = 20 * time.Second
	backPerSecond = 500
)

// restart is why sockets are closed when the server stops.
func (srv *Server) restart() farewell {
	wait := time.Duration(srv.connected.Load()/backPerSecond) * time.Second
	return farewell{websocket.StatusServiceRestart, strconv.Itoa(int(min(mostWait, max(leastWait, wait)).Seconds()))}
}
