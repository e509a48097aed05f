package server

import (
	"context"
	"errors"
	"strconv"

	"github.com/coder/websocket"
	"golang.org/x/time/rate"

	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

// Close codes of our own; PROTOCOL.md says what clients do about each.
const (
	closeSlow      websocket.StatusCode = 4408
	closeTooMany   websocket.StatusCode = 4429
	closeSignIn    websocket.StatusCode = 4501
	closeRemoved   websocket.StatusCode = 4503
	closeNoMeeting websocket.StatusCode = 4504
	closeReplaced  websocket.StatusCode = 4509
	closeReload    websocket.StatusCode = 4526
)

// A farewell is why the server closes a socket.
type farewell struct {
	code   websocket.StatusCode
	reason string
}

func (f farewell) Error() string {
	return "socket closed with " + strconv.Itoa(int(f.code)) + ": " + f.reason
}

var (
	errRestart = farewell{websocket.StatusServiceRestart, strconv.Itoa(int(leastWait.Seconds()))}
	errRemoved = farewell{closeRemoved, "removed from the meeting"}
	errNoHello = farewell{closeSignIn, "the first frame is a hello"}
)

// asFarewell turns the reasons to close a socket into what the client is told.
func asFarewell(err error) error {
	switch {
	case err == nil, errors.As(err, new(farewell)):
		return err
	case errors.Is(err, room.ErrRemoved):
		return errRemoved
	case errors.Is(err, wire.ErrNoMeeting):
		return farewell{closeNoMeeting, "no such meeting"}
	}
	if refused, _ := wire.Refusal(err); refused.Code == wire.ErrNoSession.Code {
		return farewell{closeSignIn, "sign in"}
	}
	return err
}

// answerPing answers pings, but not a flood of them: that ends the socket (SEC-23).
func answerPing(end context.CancelCauseFunc) func(context.Context, []byte) bool {
	answered := rate.NewLimiter(pingsPerSecond, pingsAtOnce)
	taken := rate.NewLimiter(floodPerSecond, floodAtOnce)
	return func(context.Context, []byte) bool {
		if !taken.Allow() {
			end(farewell{closeTooMany, "too many pings"})
		}
		return answered.Allow()
	}
}

// sayFarewell closes a socket. The library cuts a connection when the context of a read or
// a write ends, and then no code reaches the client: so a conversation reads and writes
// without an end, and this is what stops it.
func sayFarewell(ws *websocket.Conn, why error) {
	var bye farewell
	switch {
	case errors.As(why, &bye):
		_ = ws.Close(bye.code, bye.reason) // the client may be gone
	case errors.Is(why, websocket.ErrMessageTooBig):
		_ = ws.Close(websocket.StatusMessageTooBig, "") // said already; what is left of the frame is to be read
	default:
		_ = ws.CloseNow()
	}
}
