package main

import (
	"context"
	"net"
	"net/http"
	"syscall"

	"golang.org/x/time/rate"
)

// slowRate is how fast a slow viewer reads, in bytes a second, slowRead how much of it at once,
// and slowHolds how much its system holds. Source: our captions reference, 9.13.
const (
	slowRate  = 1000
	slowRead  = 100
	slowHolds = 4 << 10
)

// slowClient is the client of somebody on a slow line.
func slowClient() *http.Client {
	dialer := &net.Dialer{Control: narrow}
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dialer.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &slowConn{conn, rate.NewLimiter(slowRate, slowRead)}, nil
	}}}
}

// narrow has a socket hold little, from before it connects: afterwards the server has been
// promised room for 64 kB, and while those are read nothing more would leave it, for a minute.
func narrow(_, _ string, c syscall.RawConn) (err error) {
	told := c.Control(func(fd uintptr) {
		err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, slowHolds)
	})
	if told != nil {
		return told
	}
	return err
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
