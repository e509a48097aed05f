package server

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/captions/ingest"
	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/channel"
	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

// clock is how a post is answered: clients read the answer as a time (captions reference,
// 1.1 and 1.5).
const clock = "2006-01-02T15:04:05.000"

// captionRoutes are the links that captioners paste. They stand at the root of the host,
// and nothing about them redirects, because clients have these paths built in.
func (srv *Server) captionRoutes(e *echo.Echo) {
	for path, d := range map[string]dialect{"/closedcaption": zoom, "/cartcaption": teams, "/cc/:secret": anyBox} {
		e.POST(path, func(c echo.Context) error { return srv.takePost(c, d) })
		for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodHead} {
			e.Add(method, path, onlyPost)
		}
		e.OPTIONS(path, preflight)
	}
	e.GET("/closedcaption/seq", srv.lastNumber)
	e.OPTIONS("/closedcaption/seq", preflight)
	e.GET("/captions/monitor", srv.monitor)
	e.GET("/captions/words.txt", srv.wordList)
	e.GET("/captions/socket", srv.consoleSocket)
	e.POST("/captions/ops", srv.postOps)
	e.OPTIONS("/captions/ops", preflight)
}

func onlyPost(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderAllow, "POST, OPTIONS")
	return c.String(http.StatusMethodNotAllowed, "captions are sent with POST")
}

func preflight(c echo.Context) error {
	h := openToAll(c)
	h.Set("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
	h.Set("Access-Control-Allow-Headers", "*")
	h.Set("Access-Control-Max-Age", "86400")
	return c.NoContent(http.StatusNoContent)
}

// openToAll lets captioners' pages on other sites post here: the secret is in the link, and
// no cookie counts.
func openToAll(c echo.Context) http.Header {
	h := c.Response().Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Cache-Control", "no-store")
	return h
}

// A captioner is a link in use.
type captioner struct {
	auth.CaptionLink
	by      string // names the link in the journal
	room    *room.Room
	channel *channel.Channel
	title   string // of the meeting
	starts  time.Time
	stage   meeting.Stage
	leave   func()
}

// captioner finds the channel that a secret opens. The error is auth.ErrUnknown, or a fault.
func (srv *Server) captioner(ctx context.Context, secret string) (*captioner, error) {
	link, err := srv.Keys.CaptionLink(ctx, secret)
	if err != nil {
		return nil, err
	}
	r, leaveRoom, err := srv.rooms.Enter(ctx, link.Meeting)
	if err != nil {
		return nil, err
	}
	view, err := r.View(ctx, meeting.Public) // when it answers, the stage is known
	if err != nil {
		leaveRoom()
		return nil, err
	}
	if works, err := r.Works(ctx, link.ID); err != nil || !works {
		leaveRoom()
		return nil, cmp.Or(err, auth.ErrUnknown)
	}
	ch, leaveChannel, err := srv.channels.Enter(ctx, channel.ID{Meeting: link.Meeting, Lang: link.Lang})
	if err != nil {
		leaveRoom()
		return nil, err
	}
	stage := r.Stage()
	m, _ := view["meeting"].(meeting.MeetingValue)
	return &captioner{
		CaptionLink: link, by: linkName(secret), room: r, channel: ch, title: m.Title, starts: m.Starts, stage: stage,
		leave: func() { leaveChannel(); leaveRoom() },
	}, nil
}

// place is where text goes that is said at a time: before the meeting it is rehearsed, and
// off the record it is kept nowhere.
func (who *captioner) place(ctx context.Context, at time.Time) (channel.Place, error) {
	if who.room.Stage() == meeting.Planned {
		return channel.Rehearsal, nil
	}
	kept, err := who.room.Keeps(ctx, who.Lang, at)
	if err != nil || kept {
		return channel.Record, err
	}
	return channel.Live, nil
}

// id names the channel.
func (who *captioner) id() channel.ID { return channel.ID{Meeting: who.Meeting, Lang: who.Lang} }

// linkName names a link without giving it away.
func linkName(secret string) string {
	sum := sha256.Sum256([]byte("caption link " + secret))
	return "link-" + hex.EncodeToString(sum[:6])
}

// takePost serves a post of captions. A 200 means that what it says is journalled.
func (srv *Server) takePost(c echo.Context, d dialect) error {
	openToAll(c)
	q := query(c.Request())
	secret := d.secret(c, q)
	if secret == "" {
		return c.String(d.missing, "the caption link is not whole: its secret is missing")
	}
	if !allow(srv.limits.posts, secret, postsPerSecond, postsAtOnce) {
		c.Response().Header().Set(echo.HeaderRetryAfter, "1")
		return c.String(http.StatusTooManyRequests, "too many posts: wait a second")
	}
	who, err := srv.captioner(c.Request().Context(), secret)
	if err != nil {
		return postRefused(c, d.denied, err)
	}
	defer who.leave()
	if who.stage == meeting.Ended {
		return c.String(d.closed, "the meeting has ended")
	}
	post, status, reason := readPost(c.Request(), q)
	if status != 0 {
		return c.String(status, reason)
	}
	post.Mode, post.Channel = d.mode(q), ingest.Lang(who.Lang)
	// The text is here: it is taken even if the client goes, and comes again, meanwhile.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), askWait)
	defer cancel()
	to, err := who.place(ctx, time.Now())
	if err == nil {
		err = who.channel.Post(ctx, who.by, to, post)
	}
	if err != nil {
		return postRefused(c, d.denied, err)
	}
	srv.passOn(who.id(), to, passed{By: who.by, Post: &post})
	now := time.Now().UTC()
	if err := c.String(http.StatusOK, now.Format(clock)); err != nil {
		return err
	}
	if len(post.Body) == 0 {
		return who.channel.Heard(ctx, who.by, to, now)
	}
	return who.channel.Answered(ctx, who.by, to, ingest.Sum(post.Body))
}

// postRefused answers a post that was not taken. Clients send it again.
func postRefused(c echo.Context, denied int, err error) error {
	if errors.Is(err, auth.ErrUnknown) || errors.Is(err, wire.ErrNoMeeting) {
		return c.String(denied, "this caption link does not work, or not any more: ask for a new one")
	}
	logFault(c.Request().Context(), c.Path(), err)
	c.Response().Header().Set(echo.HeaderRetryAfter, "1")
	return c.String(http.StatusServiceUnavailable, "the text was not taken: send it again")
}

// lastNumber serves GET /closedcaption/seq: the highest number taken, 0 for none.
func (srv *Server) lastNumber(c echo.Context) error {
	openToAll(c)
	who, err := srv.captioner(c.Request().Context(), zoom.secret(c, query(c.Request())))
	if err != nil {
		return postRefused(c, zoom.denied, err)
	}
	defer who.leave()
	ctx := c.Request().Context()
	in, err := who.place(ctx, time.Now())
	if err != nil {
		return postRefused(c, zoom.denied, err)
	}
	n, err := who.channel.Last(ctx, who.by, in)
	if err != nil {
		return postRefused(c, zoom.denied, err)
	}
	return c.String(http.StatusOK, strconv.FormatInt(n, 10))
}
