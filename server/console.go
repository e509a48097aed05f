package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"example.org/convener/server/auth"
	"example.org/convener/server/wire"
)

const (
	// consoleBeat is how often a console is asked whether it is there, and consoleWait how
	// long it may take to answer: readers are told within 5 s that captions have stopped
	// (accessibility reference, C14).
	consoleBeat = 1500 * time.Millisecond
	consoleWait = 2 * time.Second

	// deskEvery is how often a console is told what has changed.
	deskEvery = time.Second

	// Ops of one console: ten minutes of typing may come at once.
	opsPerSecond, opsAtOnce = 100, 5000

	// maxBurst bounds the ops that wait to be taken.
	maxBurst = 256
)

var errNoLink = farewell{closeRemoved, "this caption link does not work, or not any more"}

// consoleSocket serves GET /captions/socket: what a captioner's console does, op by op. The
// secret is in the first frame, so pages of all sites may connect.
func (srv *Server) consoleSocket(c echo.Context) error {
	return srv.overSocket(c, "console", srv.caption)
}

// A console is one socket of a captioner's console after its hello.
type console struct {
	*desk
	ws    *websocket.Conn
	limit *rate.Limiter
	ops   chan wire.Op
}

// caption serves a console until ctx ends, and returns why it should.
func (srv *Server) caption(ctx context.Context, end context.CancelCauseFunc, ws *websocket.Conn) error {
	hello, err := readConsoleHello(ctx, end, ws)
	if err != nil {
		return err
	}
	who, err := srv.captioner(ctx, hello.Secret)
	if errors.Is(err, auth.ErrUnknown) {
		return errNoLink
	}
	if err != nil {
		return asFarewell(err)
	}
	defer who.leave()
	d, err := srv.newDesk(ctx, who, *hello.Resume)
	if err != nil {
		return farewell{closeSignIn, "a console has a name"}
	}
	if !hello.At.IsZero() {
		d.skew = time.Since(hello.At)
	}
	k := &console{desk: d, ws: ws, limit: rate.NewLimiter(opsPerSecond, opsAtOnce), ops: make(chan wire.Op, maxBurst)}
	d.say = k.write
	srv.sitDown(ctx, d)
	defer srv.standUp(ctx, d)
	if err := k.welcome(ctx); err != nil {
		return err
	}
	var parts sync.WaitGroup
	for _, part := range []func(context.Context) error{k.work, k.beat, k.watch, k.tellDesk} {
		parts.Go(func() { end(asFarewell(part(ctx))) })
	}
	err = k.read(ctx)
	end(err)
	parts.Wait()
	return err
}

// readConsoleHello reads what a console says of itself.
func readConsoleHello(ctx context.Context, end context.CancelCauseFunc, ws *websocket.Conn) (hello wire.Op, err error) {
	b, err := readFirst(ctx, end, ws)
	if err != nil {
		return hello, err
	}
	if err := wire.Strict(b, &hello); err != nil || hello.Op != "hello" || hello.Resume == nil {
		return hello, errNoHello
	}
	return hello, known(hello.Proto)
}

func (k *console) welcome(ctx context.Context) error {
	return k.write(ctx, wire.ConsoleWelcome{Op: "welcome", N: k.acked, Now: time.Now().UTC(), Title: k.who.title, Lang: k.who.Lang})
}

// read takes what the console says until one side ends it.
func (k *console) read(ctx context.Context) error {
	for {
		_, b, err := k.ws.Read(context.WithoutCancel(ctx))
		if err != nil {
			return err
		}
		var op wire.Op
		if err := wire.Strict(b, &op); err != nil || op.Op != "ping" && op.N < 1 {
			return farewell{closeReload, "that is no op"}
		}
		if !k.limit.Allow() {
			return farewell{closeTooMany, "too many ops"}
		}
		if op.Op == "ping" {
			if err := k.write(ctx, wire.Pong{Op: "pong", T: op.T}); err != nil {
				return err
			}
			continue
		}
		select {
		case k.ops <- op:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// work takes the ops that have come, as many at once as there are.
func (k *console) work(ctx context.Context) error {
	for {
		var ops []wire.Op
		select {
		case op := <-k.ops:
			ops = append(ops, op)
		case <-ctx.Done():
			return ctx.Err()
		}
		for len(k.ops) > 0 {
			ops = append(ops, <-k.ops)
		}
		// What is here is taken, even if the console goes meanwhile.
		timed, cancel := context.WithTimeout(context.WithoutCancel(ctx), askWait)
		err := k.take(timed, ops)
		cancel()
		if err != nil {
			logFault(ctx, "console", err)
			return errRestart
		}
	}
}

// errSilent is why a console that does not answer is cut off: it hears no farewell, and to
// wait for its answer to one would keep readers from being told.
var errSilent = errors.New("server: a console does not answer")

// beat notices a console that is gone.
func (k *console) beat(ctx context.Context) error {
	return every(ctx, consoleBeat, func() error {
		if ping(ctx, k.ws, consoleWait) != nil {
			return errSilent
		}
		return nil
	})
}

// watch ends the console of a link that works no more, or of a meeting that is over here.
func (k *console) watch(ctx context.Context) error {
	return every(ctx, deskEvery, func() error {
		if ended(k.who.room.Done()) || ended(k.who.channel.Done()) {
			return errRestart
		}
		if works, err := k.who.room.Works(ctx, k.who.ID); err == nil && !works {
			return errNoLink
		}
		return nil
	})
}

// tellDesk tells the console of the meeting, at first and whenever that has changed.
func (k *console) tellDesk(ctx context.Context) error {
	var told []byte
	tell := func() error {
		d, err := k.state(ctx)
		if err != nil {
			return errRestart
		}
		b, err := json.Marshal(d)
		if err != nil || bytes.Equal(b, told) {
			return err
		}
		told = b
		return send(ctx, k.ws, b)
	}
	if err := tell(); err != nil {
		return err
	}
	return every(ctx, deskEvery, tell)
}

func (k *console) write(ctx context.Context, v any) error { return sendJSON(ctx, k.ws, v) }
