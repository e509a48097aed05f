package main

import (
	"context"
	"net"
	"net/http"

	"golang.org/x/time/rate"
)

// slowRate is how fast a slow viewer reads, in bytes a second, and slowRead how much of it at
// once. Source: our captions reference, 9.13.
const (
	slowRate = 1000
	slowRead = 100
)

// slowClient is the client of somebody on a slow line, whose system holds little for it.
func slowClient() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetReadBuffer(4 << 10) // with more it is only less slow
		}
		return &slowConn{conn, rate.NewLimiter(slowRate, slowRead)}, nil
	}}}
}

// A slowConn is read slowly.
type slowConn struct {
	net.Conn
	limit *rate.Limiter
}

func (c *slowConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b[:min(len(b), slowRead)])
	if n > 0 {
		_ = c.limit.WaitN(context.Background(), n) // n is never more than it allows at once
	}
	return n, err
}
