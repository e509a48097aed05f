package server

import (
	"context"
	"errors"
	"sync"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/channel"
)

// consoleAway is how long a console may be away that has left in order: pages are loaded
// again.
const consoleAway = 2 * time.Second

// sitDown notes that a console is connected: if its line was lost, it is back.
func (srv *Server) sitDown(ctx context.Context, d *desk) {
	srv.consoles.enter(d.by)
	if err := d.tell(ctx, channel.Back); err != nil {
		logFault(ctx, "console", err)
	}
}

// standUp has readers told that captions have stopped, unless this server ends, or the
// console, whose connection ctx was, left in order and is soon back.
func (srv *Server) standUp(ctx context.Context, d *desk) {
	srv.consoles.leave(d.by)
	away := consoleAway
	if errors.Is(context.Cause(ctx), errSilent) {
		away = 0
	}
	select {
	case <-time.After(away):
	case <-srv.closing.Done():
		return
	}
	if srv.consoles.has(d.by) || d.who.room.Stage() == meeting.Ended {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), askWait)
	defer cancel()
	if err := d.tell(ctx, channel.Lost); err != nil {
		logFault(ctx, "console", err)
	}
}

// consoles counts the connections of each console. It is safe for concurrent use.
type consoles struct {
	mu   sync.Mutex
	open map[string]int
}

func (c *consoles) enter(by string) { c.add(by, 1) }
func (c *consoles) leave(by string) { c.add(by, -1) }

func (c *consoles) add(by string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		c.open = make(map[string]int)
	}
	if c.open[by] += n; c.open[by] == 0 {
		delete(c.open, by)
	}
}

func (c *consoles) has(by string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open[by] > 0
}
