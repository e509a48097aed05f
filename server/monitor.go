package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/server/channel"
	"example.org/convener/server/feed"
	"example.org/convener/server/wire"
)

const (
	// monitorWait is how long a captioner's page waits for text before it is told that
	// nothing came, and how far the meeting is.
	monitorWait = 15 * time.Second
	// monitorTail is how many segments it is shown. A link that lets somebody write is no
	// link to all that was said.
	monitorTail = 12
)

// monitor serves GET /captions/monitor: what readers see of the channel whose secret the
// header carries, at once, or when it is other than at the cursor in since.
func (srv *Server) monitor(c echo.Context) error {
	secret := bearer(c.Request())
	if !allow(srv.limits.posts, "monitor "+secret, postsPerSecond, postsAtOnce) {
		return wire.ErrTooOften
	}
	who, err := srv.captioner(c.Request().Context(), secret)
	if err != nil {
		return asUnknownLink(err)
	}
	defer who.leave()
	ctx, cancel := context.WithTimeout(c.Request().Context(), monitorWait)
	defer cancel()
	stop := context.AfterFunc(srv.closing, cancel)
	defer stop()
	place := func() channel.Place {
		to, err := who.place(ctx, time.Now())
		if err != nil {
			return channel.Record // the room is closing, and says so
		}
		return to
	}
	since := feed.ParseCursor(c.QueryParam("since"))
	frame, err := next(ctx, func() (*feed.Feed, error) {
		if ended(who.channel.Done()) {
			return nil, errRestart
		}
		return who.channel.Feed(place()), nil
	}, since)
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		frame.Next, err = since, nil
	}
	if err != nil {
		return err
	}
	segs, err := who.channel.Tail(c.Request().Context(), place(), monitorTail)
	if err != nil {
		return err
	}
	source, err := who.channel.Source(c.Request().Context(), who.by, place())
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, monitored{wire.Monitor{
		Title: who.title, Stage: who.room.Stage(), Starts: who.starts, Lang: who.Lang,
		Now: time.Now().UTC(), Cursor: frame.Next.String(),
	}, append([]captions.Segment{}, segs...), source, who.channel.Health()}) // none is a list too
}

// monitored is a monitor's answer.
type monitored struct {
	wire.Monitor
	Segments []captions.Segment `json:"segments"`
	Source   ingest.Diagnostics `json:"source"` // of the link whose secret it is
	Health   captions.Health    `json:"health"` // of the channel
}
