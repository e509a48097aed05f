package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/captions"
	"example.org/convener/meeting"
	"example.org/convener/server/channel"
	"example.org/convener/server/wire"
)

// A desk takes what one console does, in order. It is not for several goroutines at once.
type desk struct {
	srv   *Server
	who   *captioner
	by    string        // names the console in the journal
	acked int64         // the number of its last op that was taken
	off   bool          // it has gone off the record itself
	skew  time.Duration // how far its clock is behind ours
	last  channel.Place // where its last op went
	say   func(ctx context.Context, answer any) error
}

// maxSource bounds the name of a console.
const maxSource = 64

// newDesk finds how far a console has come. The error is a refusal, ctx's, or a fault.
func (srv *Server) newDesk(ctx context.Context, who *captioner, r wire.Resume) (*desk, error) {
	if r.Src == "" || len(r.Src) > maxSource || strings.Trim(r.Src, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
		return nil, &meeting.Error{Code: "malformed", Text: "A console is called by 1 to 64 letters, digits and hyphens."}
	}
	d := &desk{srv: srv, who: who, by: who.by + "/" + r.Src, off: r.Off, last: -1}
	acked, err := who.channel.Acked(ctx, d.by)
	d.acked = max(acked, r.N) // what was acknowledged off the record may be forgotten
	return d, err
}

// place is where an op goes: before the meeting and off the record nothing is kept, also if
// it comes later than it was typed; nor what was typed in a part under the Rule that is over.
func (d *desk) place(ctx context.Context, op wire.Op) (channel.Place, error) {
	typed := time.Now()
	if at := op.At.Add(d.skew); !op.At.IsZero() && at.Before(typed) {
		typed = at
	}
	to, err := d.who.place(ctx, typed)
	if err == nil && to == channel.Record && d.off {
		to = channel.Live
	}
	return to, err
}

// take takes ops in their order, and says what became of them. The error is ctx's, or a
// fault: then they come again.
func (d *desk) take(ctx context.Context, ops []wire.Op) error {
	for len(ops) > 0 {
		n, err := d.some(ctx, ops)
		if err != nil {
			return err
		}
		ops = ops[n:]
	}
	return d.say(ctx, wire.Ack{Op: "ack", N: d.acked})
}

// some takes the first of ops, or several that go the same way; it returns how many.
func (d *desk) some(ctx context.Context, ops []wire.Op) (int, error) {
	switch first := ops[0]; {
	case first.N <= d.acked: // it was taken before
		return 1, nil
	case first.N > d.acked+1:
		return len(ops), d.say(ctx, wire.Ack{Op: "missing", N: d.acked})
	case asksOf[first.Op] != nil:
		return 1, d.ask(ctx, first)
	case first.Op == "take":
		return 1, d.change(ctx, first, channel.Take)
	case first.Op == "yield":
		return 1, d.change(ctx, first, channel.Yield)
	}
	to, err := d.place(ctx, ops[0])
	if err != nil {
		return 0, err
	}
	first, _ := strokeOf(ops[0])
	run := []channel.Stroke{first}
	for _, op := range ops[1:] {
		stroke, ok := strokeOf(op)
		if !ok || op.Op == "fix" || op.N != first.N+int64(len(run)) {
			break
		}
		if at, err := d.place(ctx, op); err != nil || at != to {
			break
		}
		run = append(run, stroke)
	}
	return len(run), d.write(ctx, to, run)
}

// write writes strokes that go to one place.
func (d *desk) write(ctx context.Context, to channel.Place, run []channel.Stroke) error {
	if to != d.last && d.acked > 0 {
		if err := d.who.channel.Skip(ctx, d.by, to, d.acked); err != nil {
			return err
		}
	}
	d.last = to
	acked, refused, err := d.who.channel.Write(ctx, d.by, to, run)
	if err != nil {
		return err
	}
	d.srv.passOn(d.who.id(), to, passed{By: d.by, Strokes: run})
	d.acked = max(d.acked, acked)
	for i, why := range refused {
		if why != nil {
			if err := d.refuse(ctx, run[i].N, why); err != nil {
				return err
			}
		}
	}
	return nil
}

// change has the console take or yield the captions, in all places: whoever writes when the
// meeting begins goes on.
func (d *desk) change(ctx context.Context, op wire.Op, change channel.Change) error {
	if err := d.tell(ctx, change); err != nil {
		return err
	}
	return d.number(ctx, op, nil)
}

// tell tells every place of a change, on this node and the others.
func (d *desk) tell(ctx context.Context, change channel.Change) error {
	for _, in := range []channel.Place{channel.Record, channel.Rehearsal, channel.Live} {
		if err := d.who.channel.Change(ctx, d.by, in, change); err != nil {
			return err
		}
		d.srv.passOn(d.who.id(), in, passed{By: d.by, Change: change})
	}
	return nil
}

// number notes that an op which writes nothing was taken, or refused.
func (d *desk) number(ctx context.Context, op wire.Op, refused error) error {
	to, err := d.place(ctx, op)
	if err == nil {
		err = d.who.channel.Skip(ctx, d.by, to, op.N)
	}
	if err != nil {
		return err
	}
	if d.acked, d.last = op.N, to; refused != nil {
		return d.refuse(ctx, op.N, refused)
	}
	return nil
}

func (d *desk) refuse(ctx context.Context, n int64, why error) error {
	refused := new(meeting.Error)
	if !errors.As(why, &refused) {
		for err, said := range opRefusals {
			if errors.Is(why, err) {
				refused = said
			}
		}
	}
	return d.say(ctx, wire.Refused{Op: "refused", N: n, Code: refused.Code, Text: refused.Text})
}

// opRefusals are what a captioner is told of ops that change nothing.
var opRefusals = map[error]*meeting.Error{
	channel.ErrBadOp:   {Code: "malformed", Text: "There is no such op, or it says too much."},
	channel.ErrOpen:    {Code: "not_open", Text: "This line is still being written: correct it where you type."},
	channel.ErrUnknown: meeting.ErrUnknown,
	channel.ErrStale:   {Code: "stale", Text: "This line has changed meanwhile: look again, nothing was changed."},
}

// strokeOf is an op as the channel takes it; what only the desk understands is not ok.
func strokeOf(op wire.Op) (channel.Stroke, bool) {
	s := channel.Stroke{N: op.N, At: op.Base, Op: captions.Op{Kind: captions.Kind(op.Op), Text: op.S, Count: op.C, Unit: captions.Unit(op.Unit), Label: op.Label, Seg: op.Seg}}
	switch op.Op {
	case "record", "tell", "seen", "take", "yield":
		return s, false
	case "fix":
		s.Op.Text = op.Text
	case "note": // in brackets and on a line of its own
		s.Op = captions.Op{Kind: captions.OpText, Text: "\n[" + captions.OneLine(op.Text) + "]\n"}
	}
	return s, true
}

// state is what the console is told of the meeting.
func (d *desk) state(ctx context.Context) (wire.Desk, error) {
	state, err := d.who.room.Desk(ctx, d.who.Lang)
	if err != nil {
		return state, err
	}
	in, err := d.who.place(ctx, time.Now()) // the console's own way off the record is the meeting's, too
	if err != nil {
		return state, err
	}
	w, err := d.who.channel.Writers(ctx, d.by, in)
	state.Holder, state.Lost = w.Holder, w.Lost
	for _, p := range w.Previews {
		state.Previews = append(state.Previews, wire.Preview(p))
	}
	return state, err
}

// postOps serves POST /captions/ops?src=NAME: what programs of ours did, an op a line.
func (srv *Server) postOps(c echo.Context) error {
	openToAll(c)
	ctx := c.Request().Context()
	secret := bearer(c.Request())
	if !allow(srv.limits.posts, secret, postsPerSecond, postsAtOnce) {
		return wire.ErrTooOften
	}
	who, err := srv.captioner(ctx, secret)
	if err != nil {
		return asUnknownLink(err)
	}
	defer who.leave()
	d, err := srv.newDesk(ctx, who, wire.Resume{Src: c.QueryParam("src")})
	if err != nil {
		return err
	}
	ops, err := readOps(c.Request().Body)
	if err != nil {
		return err
	}
	answer := wire.Taken{Refused: []wire.Refused{}}
	d.say = func(_ context.Context, v any) error {
		if r, ok := v.(wire.Refused); ok {
			answer.Refused = append(answer.Refused, r)
		}
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), askWait)
	defer cancel()
	if err := d.take(ctx, ops); err != nil {
		return err
	}
	answer.Acked = d.acked
	return c.JSON(http.StatusOK, answer)
}

// readOps reads ops, one a line.
func readOps(body io.Reader) (ops []wire.Op, err error) {
	b, err := io.ReadAll(io.LimitReader(body, maxPost+1))
	switch {
	case len(b) > maxPost:
		return nil, &meeting.Error{Code: "too_large", Text: "A post has at most 65536 bytes."}
	case err != nil:
		return nil, &meeting.Error{Code: "malformed", Text: "The body cannot be read."}
	}
	for line := range bytes.Lines(b) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var op wire.Op
		if err := wire.Strict(line, &op); err != nil {
			return nil, err
		}
		if op.N < 1 {
			return nil, &meeting.Error{Code: "malformed", Text: "Each op has a number n, 1 for the first."}
		}
		ops = append(ops, op)
	}
	return ops, nil
}
