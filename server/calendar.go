package server

import (
	"bytes"
	"cmp"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/server/catalogue"
	"example.org/convener/server/export"
)

// calendarPast is how long a meeting that is over stays in the group's calendar.
const calendarPast = 366 * 24 * time.Hour

// meetingCalendar serves GET /m/{id}/calendar.ics: what the public may know of a meeting,
// whoever asks, because calendars are passed on.
func (srv *Server) meetingCalendar(c echo.Context) error {
	v, err := srv.publicViewer(c)
	if err != nil {
		return srv.notHere(c, err)
	}
	defer v.leave()
	view, err := v.see(c.Request().Context())
	if err != nil {
		return err
	}
	e := srv.event(listed(v.id, view))
	e.About = export.AboutAgenda(view)
	c.Response().Header().Set("Content-Disposition", `attachment; filename="meeting.ics"`)
	return srv.calendar(c, "", []export.Event{e})
}

// groupCalendar serves GET /calendar.ics?series=: the public list, or what of it belongs to a
// series, for calendars to subscribe to (X3).
func (srv *Server) groupCalendar(c echo.Context) error {
	all, err := srv.catalogue.All(c.Request().Context())
	if err != nil {
		return err
	}
	series := c.QueryParam("series")
	events, since := []export.Event{}, time.Now().Add(-calendarPast)
	for _, l := range all {
		if l.Starts.After(since) && (series == "" || l.Series == series) {
			events = append(events, srv.event(l))
		}
	}
	return srv.calendar(c, cmp.Or(series, "Convener"), events)
}

// event is a meeting of the public list as a calendar has it.
func (srv *Server) event(l catalogue.Listing) export.Event {
	return export.Event{
		ID: l.ID.String(), URL: srv.meetingURL(l.ID), Title: l.Title, Starts: l.Starts, Minutes: l.Minutes,
		Place: l.Place, Revised: l.Revised, Cancelled: l.Cancelled,
	}
}

func (srv *Server) calendar(c echo.Context, name string, events []export.Event) error {
	var b bytes.Buffer
	if err := export.WriteCalendar(&b, srv.PublicURL.Hostname(), name, events, time.Now()); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(http.StatusOK, mediaTypes[".ics"], b.Bytes())
}
