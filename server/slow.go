package server

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// sendBuffer is how many bytes the system holds for a client that reads slowly. What it holds
// cannot be taken back when the text is corrected, and is old when it arrives: what waits in
// our feeds is neither. On a line of 1 kB/s it is a quarter of a minute.
const sendBuffer = 16 << 10

type connKey struct{}

// WithConn has a server know the connection of its requests; it is an [http.Server]'s
// ConnContext.
func WithConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// An outlet writes an answer that lasts to a client that may read slowly. But for hurry its
// methods are called by one goroutine at a time.
type outlet struct {
	web     http.ResponseWriter
	control *http.ResponseController
	soon    atomic.Bool // what is written leaves soon, or not at all
}

func newOutlet(web http.ResponseWriter) *outlet {
	return &outlet{web: web, control: http.NewResponseController(web)}
}

// hurry has what is being written, and all that comes after it, leave soon or not at all: the
// answer ends, and who reads slowly comes back anyway. It may be called from any goroutine.
func (o *outlet) hurry() {
	o.soon.Store(true)
	_ = o.control.SetWriteDeadline(time.Now().Add(writeWait)) // else it is late
}

// send writes b, which has the time that its length takes.
func (o *outlet) send(b []byte) error {
	if err := o.control.SetWriteDeadline(time.Now().Add(leaving(len(b)))); err != nil {
		return err
	}
	if o.soon.Load() {
		o.hurry() // what was set just now took it back
	}
	if _, err := o.web.Write(b); err != nil {
		return err
	}
	return o.control.Flush()
}

// narrow bounds what the system holds for the client of a request, if its connection is
// known.
func narrow(ctx context.Context) {
	if tcp, ok := ctx.Value(connKey{}).(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(sendBuffer / 2) // Linux doubles it; without it a slow client is only later
	}
}
