// Package server lets browsers, captioners' programs and other clients into meetings.
//
// Its handlers are thin: they read what came, ask a room or a channel, and write what is
// answered. PROTOCOL.md describes it all for the author of a client.
package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/bus"
	"example.org/convener/server/catalogue"
	"example.org/convener/server/channel"
	"example.org/convener/server/group"
	"example.org/convener/server/journal"
	"example.org/convener/server/ledger"
	"example.org/convener/server/pages"
	"example.org/convener/server/presence"
	"example.org/convener/server/room"
	"example.org/convener/server/roster"
	"example.org/convener/server/seal"
	"example.org/convener/server/shelf"
	"example.org/convener/server/wire"
)

// Config is what a server is made of.
type Config struct {
	PublicURL *url.URL // where people reach it: scheme and host
	Journal   journal.Journal
	Keys      *auth.Keys
	Roster    *roster.Roster
	Bus       bus.Bus           // to the other nodes; nil if there are none
	Presence  presence.Presence // on all nodes; nil if there is this one only
	Dist      fs.FS             // the built front end
	Version   string            // of the program

	// Wipe has nothing be left in the store's files of the rows that were deleted; nil if
	// the store has no such way.
	Wipe func(context.Context) error
}

// A Server answers for the meetings of this node. Its handler may be called from any
// goroutine.
type Server struct {
	Config
	rooms     *room.Rooms
	channels  *channel.Channels
	catalogue *catalogue.Catalogue
	group     *group.Group
	pages     *pages.Pages
	clients   *clients
	limits    *limits
	closing   context.Context // ends when sockets are to be closed
	close     context.CancelFunc
	callers   callers
	connected atomic.Int64 // people's connections
	viewers   atomic.Int64 // who has come by a socket so far
	metrics   *metrics
	seals     *seal.Keys // of meetings under the Rule
	outsides  *shelf.Shelf[channel.ID, *outside]
	consoles  consoles
	approved  sync.Map // minutes that are known to say so, by the meeting and the one that approved them
}

// New returns a server that works while [Server.Run] does.
func New(c Config) (*Server, error) {
	p, err := pages.New(c.Dist)
	if err != nil {
		return nil, err
	}
	if c.Bus == nil {
		c.Bus = bus.Alone{}
	}
	if c.Presence == nil {
		c.Presence = new(presence.Local)
	}
	seals := seal.NewKeys() // for a server that keeps no names
	if c.Roster != nil {
		seals = c.Roster.Seals()
	}
	figures := newMetrics(c.Version)
	c.Journal = bus.Ringing(seal.Journal(timed{c.Journal, figures.appends}, seals), c.Bus)
	srv := &Server{Config: c, catalogue: catalogue.New(c.Journal), group: group.New(c.Journal), pages: p, seals: seals, clients: newClients(), limits: newLimits(), metrics: figures}
	srv.channels = channel.NewChannels(c.Journal, channel.Told{
		Segments: func(n int) { figures.segments.Add(float64(n)) },
		Frame:    func(took time.Duration) { figures.frames.Observe(took.Seconds()) },
	}, srv.sealed)
	hears := room.Captions{Labels: srv.channels.Labels, Health: srv.channels.Health, Fixed: srv.channels.Fixed}
	srv.rooms = room.NewRooms(c.Journal, c.Roster, c.Presence, hears, func(id uuid.UUID, v meeting.View) {
		m, _ := v["meeting"].(meeting.MeetingValue)
		srv.catalogue.Offer(listed(id, v))
		if m.Stage != meeting.Planned {
			srv.channels.RehearsalOver(id)
		}
		if m.Stage == meeting.Ended {
			srv.channels.Over(id)
		}
	})
	srv.outsides = shelf.New("captions outside", outsideLinger, srv.openOutside)
	srv.passKeys()
	figures.observe(srv)
	srv.closing, srv.close = context.WithCancel(context.Background())
	return srv, nil
}

// Run does what no request asks for, until ctx ends; then it closes sockets and rooms.
func (srv *Server) Run(ctx context.Context) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	var watching sync.WaitGroup
	watching.Go(func() { ledger.Watch(running, srv.Journal, srv.watched) })
	watching.Go(func() { srv.listen(running) })
	watching.Go(func() { srv.Presence.Run(running) })
	watching.Go(func() { srv.tendAll(running) })
	failed := both(running, srv.catalogue.Run, srv.group.Run)
	stop() // without either the others are of no use
	srv.Drain()
	srv.close()
	srv.callers.running.Wait()
	srv.outsides.Close()
	srv.rooms.Close()
	srv.channels.Close()
	watching.Wait()
	if ctx.Err() != nil {
		failed = nil // it was to end
	}
	return failed
}

// both runs a and b until ctx ends or one of them fails, and returns when both have ended
// what ended them.
func both(ctx context.Context, a, b func(context.Context) error) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	ends := make(chan error, 2)
	for _, run := range []func(context.Context) error{a, b} {
		go func() { ends <- run(running) }()
	}
	failed := <-ends
	stop()
	return cmp.Or(failed, <-ends)
}

// Handler returns the routes.
func (srv *Server) Handler() http.Handler {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect() // until a proxy is configured, nobody's word counts
	e.HTTPErrorHandler = answerError
	e.Use(srv.metrics.count, srv.guard)
	e.GET("/healthz", healthz)
	e.GET("/readyz", srv.readyz)
	e.GET("/metrics", srv.metrics.serve())
	e.GET("/openapi.json", srv.openAPI())

	api := e.Group("/api/v1/meetings")
	api.POST("", srv.createMeeting)
	api.GET("", srv.listMeetings)
	api.POST("/:id/join", srv.join)
	api.GET("/:id/links", srv.listLinks)
	api.POST("/:id/links", srv.makeLink)
	api.DELETE("/:id/links/:link", srv.revokeLink)
	api.POST("/:id/ask", srv.ask)
	api.POST("/:id/screens", srv.makeScreen)
	api.GET("/:id/review", srv.review)
	api.GET("/:id/slip", srv.slip)
	api.GET("/:id/feeds/*", srv.pollFeed)
	api.GET("/:id/events", srv.stream)
	api.GET("/:id/socket", srv.socket)

	srv.groupRoutes(e)
	srv.bodyRoutes(e)
	e.POST("/api/v1/agenda", srv.readAgenda)
	srv.captionRoutes(e)
	srv.pageRoutes(e)
	return e
}

// statuses are the HTTP statuses of refusals.
var statuses = map[string]int{
	"malformed": http.StatusBadRequest, "unknown_command": http.StatusBadRequest,
	"no_session":  http.StatusUnauthorized,
	"not_allowed": http.StatusForbidden,
	"unknown":     http.StatusNotFound, "unknown_link": http.StatusNotFound,
	"stale": http.StatusConflict, "closed": http.StatusConflict, "not_open": http.StatusConflict,
	"queued_already": http.StatusConflict, "reused_id": http.StatusConflict,
	"too_large": http.StatusRequestEntityTooLarge,
	"too_often": http.StatusTooManyRequests,
}

// refusal is a refusal as clients get it.
type refusal struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// answerError tells the client what err is, and the log if it is a fault.
func answerError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if routing, ok := errors.AsType[*echo.HTTPError](err); ok {
		_ = c.JSON(routing.Code, refusal{"unknown", "There is nothing here: " + http.StatusText(routing.Code) + "."})
		return
	}
	refused, fault := wire.Refusal(err)
	if fault {
		logFault(c.Request().Context(), c.Path(), err)
	}
	status, ok := statuses[refused.Code]
	if !ok {
		status = http.StatusInternalServerError
	}
	if status == http.StatusTooManyRequests {
		c.Response().Header().Set(echo.HeaderRetryAfter, "1")
	}
	_ = c.JSON(status, refusal{refused.Code, refused.Text}) // the client may be gone
}

// logFault logs what went wrong on our side. Where the client has gone, nothing did.
func logFault(ctx context.Context, route string, err error) {
	if ctx.Err() == nil {
		slog.Error("request fails", "route", route, "err", err)
	}
}

// meetingID is the meeting that a path names.
func meetingID(c echo.Context) (uuid.UUID, error) { return parseID(c.Param("id")) }

func parseID(s string) (uuid.UUID, error) {
	id, err := uuid.Parse(s)
	if err != nil || id.String() != s {
		return uuid.Nil, wire.ErrNoMeeting
	}
	return id, nil
}

// readJSON decodes a body of at most limit bytes into v, strictly.
func readJSON(c echo.Context, limit int64, v any) error {
	b, err := io.ReadAll(io.LimitReader(c.Request().Body, limit+1))
	if err != nil {
		return &meeting.Error{Code: "malformed", Text: "The body ended too early."}
	}
	if int64(len(b)) > limit {
		return wire.ErrTooLarge
	}
	return wire.Strict(b, v)
}

// writeJSON answers with bytes that are JSON already.
func writeJSON(c echo.Context, b json.RawMessage) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSONBlob(http.StatusOK, b)
}
