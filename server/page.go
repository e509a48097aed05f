package server

import (
	"bytes"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/pages"
	"example.org/convener/server/wire"
)

// pageRoutes are what people look at.
func (srv *Server) pageRoutes(e *echo.Echo) {
	e.GET("/", srv.home)
	e.GET("/new", srv.setupPage)
	e.GET("/how", srv.howPage)
	e.GET("/access", srv.accessPage)
	e.GET("/calendar.ics", srv.groupCalendar)
	e.GET("/group", srv.groupPage)
	e.GET("/captioner", srv.captionerPage)
	e.GET("/assets/*", srv.asset)
	e.GET("/s/:code", srv.screenPage)
	e.POST("/s/:code", srv.openScreen)
	e.GET("/m/:id", srv.meetingPage)
	e.POST("/m/:id", srv.joinByForm)
	e.GET("/m/:id/overlay", srv.overlayPage)
	e.GET("/m/:id/calendar.ics", srv.meetingCalendar)
	e.GET("/m/:id/text", srv.textPage)
	e.GET("/m/:id/captions.txt", srv.captionText)
	e.GET("/m/:id/captions/:file", srv.captionFile)
	for _, ext := range append([]string{""}, minutesFormats...) {
		e.GET("/m/:id/minutes"+ext, srv.minutes(ext))
	}
	for _, ext := range []string{".json", ".csv"} {
		e.GET("/m/:id/speeches"+ext, srv.speeches(ext))
	}
	for _, ext := range []string{".md", ".csv", ".json"} {
		e.GET("/m/:id/agenda"+ext, srv.agendaFile(ext))
	}
}

// html answers with a page.
func html(c echo.Context, status int, b *bytes.Buffer, err error) error {
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(status, mediaTypes[".html"], b.Bytes())
}

func (srv *Server) home(c echo.Context) error {
	all, err := srv.catalogue.All(c.Request().Context())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	err = srv.pages.Home(&b, all, time.Now())
	return html(c, http.StatusOK, &b, err)
}

// setupPage serves GET /new.
func (srv *Server) setupPage(c echo.Context) error {
	var b bytes.Buffer
	err := srv.pages.Setup(&b, srv.PublicURL.String())
	return html(c, http.StatusOK, &b, err)
}

// captionerPage serves GET /captioner, the only page that may listen: to who dictates.
func (srv *Server) captionerPage(c echo.Context) error {
	c.Response().Header().Set("Permissions-Policy", permissions("self"))
	var b bytes.Buffer
	err := srv.pages.Captioner(&b)
	return html(c, http.StatusOK, &b, err)
}

// meetingPage serves GET /m/{id}: what the reader may see of the meeting, readable without
// scripts; with scripts it becomes the live room.
func (srv *Server) meetingPage(c echo.Context) error {
	v, err := srv.anyViewer(c)
	if err != nil {
		return srv.notHere(c, err)
	}
	defer v.leave()
	view, err := v.see(c.Request().Context())
	if err != nil {
		return err
	}
	srv.approve(c.Request().Context(), v.room)
	var b bytes.Buffer
	err = srv.pages.Meeting(&b, v.id.String(), view, v.person != meeting.House, pages.JoinForm{})
	return html(c, http.StatusOK, &b, err)
}

// overlayPage serves GET /m/{id}/overlay. The page joins by the link in its fragment: what it
// shows, it has from the feeds.
func (srv *Server) overlayPage(c echo.Context) error {
	v, err := srv.publicViewer(c)
	if err != nil {
		return srv.notHere(c, err)
	}
	defer v.leave()
	var b bytes.Buffer
	err = srv.pages.Overlay(&b, v.id.String())
	return html(c, http.StatusOK, &b, err)
}

// anyViewer is whoever asks: somebody in the meeting, or the public.
func (srv *Server) anyViewer(c echo.Context) (*viewer, error) {
	v, err := srv.enterMeeting(c, true)
	if errors.Is(err, wire.ErrNoSession) || err != nil && !isFault(err) && !errors.Is(err, wire.ErrNoMeeting) {
		return srv.publicViewer(c) // an old cookie
	}
	return v, err
}

func (srv *Server) publicViewer(c echo.Context) (*viewer, error) {
	id, err := meetingID(c)
	if err != nil {
		return nil, err
	}
	return srv.view(c.Request().Context(), id, "")
}

func isFault(err error) bool {
	_, fault := wire.Refusal(err)
	return fault
}

// notHere answers a page's request for what is not there, or not for this reader.
func (srv *Server) notHere(c echo.Context, err error) error {
	refused, fault := wire.Refusal(err)
	if fault {
		return err
	}
	var b bytes.Buffer
	err = srv.pages.NotHere(&b, refused.Text)
	return html(c, http.StatusNotFound, &b, err)
}

// asset serves a file of the built front end. Their names change with their content.
func (srv *Server) asset(c echo.Context) error {
	name := path.Join("assets", path.Clean("/"+c.Param("*")))
	h := c.Response().Header()
	h.Set(echo.HeaderVary, "Accept-Encoding")
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	accepts := c.Request().Header.Get(echo.HeaderAcceptEncoding)
	for _, coding := range []struct{ name, ext string }{{"br", ".br"}, {"gzip", ".gz"}, {"", ""}} {
		if !strings.Contains(accepts, coding.name) {
			continue
		}
		b, err := fs.ReadFile(srv.Dist, name+coding.ext)
		if err != nil {
			continue
		}
		if coding.name != "" {
			h.Set(echo.HeaderContentEncoding, coding.name)
		}
		return c.Blob(http.StatusOK, mime.TypeByExtension(path.Ext(name)), b)
	}
	h.Set("Cache-Control", "no-store")
	return &meeting.Error{Code: "unknown", Text: "There is no such file."}
}
