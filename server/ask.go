package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/feed"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

// askWait bounds how long an ask may take.
const askWait = 10 * time.Second

// ask serves POST /api/v1/meetings/{id}/ask.
func (srv *Server) ask(c echo.Context) error {
	v, err := srv.asker(c)
	if err != nil {
		return err
	}
	defer v.leave()
	var a wire.Ask
	if err := readJSON(c, wire.MaxFrame, &a); err != nil {
		return err
	}
	seq, err := v.do(c.Request().Context(), a)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, wire.Answer{N: a.N, Seq: seq})
}

// asker is who asks something of a meeting, and not too often. The error is a refusal, ctx's,
// or a fault.
func (srv *Server) asker(c echo.Context) (*viewer, error) {
	v, err := srv.member(c, false)
	if err != nil {
		return nil, err
	}
	if !allow(srv.limits.asks, string(v.person), asksPerSecond, asksAtOnce) {
		v.leave()
		return nil, wire.ErrTooOften
	}
	return v, nil
}

// do carries out what a viewer asks. The error is a refusal, or a fault.
func (v *viewer) do(ctx context.Context, a wire.Ask) (seq meeting.Seq, err error) {
	defer func() { v.srv.metrics.asked(err) }()
	cmd, err := a.Command()
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, askWait)
	defer cancel()
	if cmd, err = v.filled(ctx, a, cmd); err != nil {
		return 0, err
	}
	if seq, err = v.room.Do(ctx, v.person, a.ID, a.Sum(v.person), cmd); err != nil {
		return 0, err
	}
	if tends(cmd) {
		if err := v.srv.tend(context.WithoutCancel(ctx), v.id); err != nil { // it will be later
			logFault(ctx, "/api/v1/meetings/:id/ask", err)
		}
	}
	if _, ok := cmd.(meeting.ApproveMinutes); ok {
		v.srv.expireAll(context.WithoutCancel(ctx), v.room)
	}
	if left, ok := cmd.(meeting.LeaveItem); ok && left.Then == meeting.ThenApprove {
		v.srv.approve(ctx, v.room) // a repeat does so again, and it happens once
	}
	return seq, nil
}

// filled is a command with what the server knows and the asker does not say. The error is a
// refusal, or a fault.
func (v *viewer) filled(ctx context.Context, a wire.Ask, cmd meeting.Command) (_ meeting.Command, err error) {
	switch c := cmd.(type) {
	case meeting.AddHand:
		c.Guest, err = v.guest(ctx, a, c, roster.Card{Name: c.Name})
		cmd = c
	case meeting.SendApologies:
		if c.Name != "" {
			c.Guest, err = v.guest(ctx, a, c, roster.Card{Name: c.Name, Body: c.Body})
		}
		cmd = c
	case meeting.AddItem:
		err = v.mayApprove(ctx, c, c.Approves)
	case meeting.ImportAgenda:
		of := make([]string, len(c.Items))
		for i, item := range c.Items {
			of[i] = item.Approves
		}
		err = v.mayApprove(ctx, c, of...)
	case meeting.RaiseHand:
		c.Own, err = v.room.Body(ctx, v.person)
		cmd = c
	case meeting.GiveRole:
		c.Body, err = v.room.Body(ctx, c.Person)
		cmd = c
	case meeting.Object:
		c.Held = v.room.Held(v.person)
		cmd = c
	case meeting.StrikeLine:
		c.Own, err = v.said(ctx, c.Line)
		cmd = c
	case meeting.StrikePassage:
		c.Own, c.Item, err = v.spoke(ctx, c.From, c.To)
		cmd = c
	case meeting.DraftRecord:
		cmd, err = v.attributed(ctx, c)
	case meeting.AddPassages:
		cmd, err = v.offered(ctx, c)
	case meeting.StartMeeting:
		c.Carry, err = v.leftTo(ctx)
		cmd = c
	}
	return cmd, err
}

// guest gives somebody of whom an ask tells a pseudonym, the same for each repeat of the ask,
// and keeps the name where names are kept.
func (v *viewer) guest(ctx context.Context, a wire.Ask, cmd meeting.Command, card roster.Card) (meeting.Person, error) {
	if err := v.room.Allows(ctx, v.person, cmd); err != nil {
		return meeting.House, err // before a name is kept
	}
	card, err := card.Clean()
	if err != nil {
		return meeting.House, err
	}
	guest := meeting.Person("p-" + uuid.NewSHA1(v.id, []byte("guest "+a.ID+" "+string(v.person))).String())
	return guest, v.srv.Roster.Put(ctx, v.id, guest, card)
}

// maxWait bounds how long a poll may wait, in seconds.
const maxWait = 60

// pollFeed serves GET /api/v1/meetings/{id}/feeds/{feed}.
func (srv *Server) pollFeed(c echo.Context) error {
	v, err := srv.enterMeeting(c, false)
	if err != nil {
		return err
	}
	defer v.leave()
	src, err := v.source(c.Request().Context(), c.Param("*"))
	if err != nil {
		return err
	}
	wait := time.Duration(0)
	if s := c.QueryParam("wait"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > maxWait {
			return &meeting.Error{Code: "malformed", Text: "wait is a number of seconds from 0 to 60."}
		}
		wait = time.Duration(n) * time.Second
	}
	ctx, cancel := context.WithTimeout(c.Request().Context(), wait)
	defer cancel()
	stop := context.AfterFunc(srv.closing, cancel)
	defer stop()
	frame, err := next(ctx, src, feed.ParseCursor(c.QueryParam("since")))
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return c.NoContent(http.StatusNoContent)
	}
	if err != nil {
		return gone(err)
	}
	return writeJSON(c, frame.Bytes)
}

// asUnknownLink tells a link that does not work from a fault.
func asUnknownLink(err error) error {
	if errors.Is(err, auth.ErrUnknown) {
		return meeting.ErrUnknownLink
	}
	return err
}
