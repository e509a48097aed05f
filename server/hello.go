package server

import (
	"context"
	"time"

	"github.com/coder/websocket"

	"example.org/convener/server/wire"
)

// helloWait is how long a client may take to say who it is.
const helloWait = 5 * time.Second

// readFirst reads a client's first frame, which comes soon or not at all.
func readFirst(ctx context.Context, end context.CancelCauseFunc, ws *websocket.Conn) ([]byte, error) {
	late := time.AfterFunc(helloWait, func() { end(errNoHello) })
	defer late.Stop()
	_, b, err := ws.Read(context.WithoutCancel(ctx))
	return b, err
}

// readHello reads what a client says of itself.
func readHello(ctx context.Context, end context.CancelCauseFunc, ws *websocket.Conn) (*wire.Hello, error) {
	b, err := readFirst(ctx, end, ws)
	if err != nil {
		return nil, err
	}
	var f wire.Frame
	if err := wire.Strict(b, &f); err != nil || f.Hello == nil {
		return nil, errNoHello
	}
	return f.Hello, known(f.Hello.Version)
}

// known refuses a page that was written for a protocol of tomorrow.
func known(version int) error {
	if version > wire.Version {
		return farewell{closeReload, "this server speaks an older protocol"}
	}
	return nil
}

// greet finds who says hello.
func (srv *Server) greet(ctx context.Context, id string, h *wire.Hello) (*viewer, error) {
	meetingID, err := parseID(id)
	if err != nil {
		return nil, err
	}
	return srv.view(ctx, meetingID, h.Session)
}

func (t *talk) welcome(ctx context.Context) error {
	w := wire.Welcome{
		Person: t.person, Now: time.Now().UTC(),
		Paint:  t.sample != nil,
		Limits: wire.Limits{Frame: wire.MaxFrame, Text: wire.MaxText, AsksPerSecond: asksPerSecond},
	}
	me, err := t.me(ctx)
	if err != nil {
		return err
	}
	w.Name, w.Roles = me.Name, me.Roles
	t.attend(me.Roles)
	return t.write(ctx, map[string]wire.Welcome{"welcome": w})
}
