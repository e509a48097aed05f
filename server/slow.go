package server

import (
	"context"
	"net"
	"net/http"
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

// hurry has what is being written leave soon, or not at all: the server stops, and who reads
// slowly comes back anyway.
func hurry(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeWait)) // else it is late
}

// narrow bounds what the system holds for the client of a request, if its connection is
// known.
func narrow(ctx context.Context) {
	if tcp, ok := ctx.Value(connKey{}).(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(sendBuffer / 2) // Linux doubles it; without it a slow client is only later
	}
}
