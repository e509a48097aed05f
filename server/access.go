package server

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/catalogue"
	"example.org/convener/server/pages"
)

// servedNext is of how many meetings the page about access says how they are captioned.
const servedNext = 5

// accessPage serves GET /access: how people can take part (acc-J4).
func (srv *Server) accessPage(c echo.Context) error {
	ctx, now := c.Request().Context(), time.Now()
	d, err := srv.group.Now(ctx)
	if err != nil {
		return err
	}
	all, err := srv.catalogue.All(ctx)
	if err != nil {
		return err
	}
	var next []meeting.MeetingValue
	for _, l := range comingUp(all, now) {
		m, err := srv.publicly(ctx, l)
		if err != nil {
			return err
		}
		next = append(next, m)
	}
	var b bytes.Buffer
	err = srv.pages.Access(&b, d.Settings(), next, now)
	return html(c, http.StatusOK, &b, err)
}

// comingUp are the meetings that are under way and the next ones, the first first.
func comingUp(all []catalogue.Listing, now time.Time) []catalogue.Listing {
	next := slices.DeleteFunc(slices.Clone(all), func(l catalogue.Listing) bool {
		return l.Stage == meeting.Ended || l.Stage == meeting.Planned && l.Starts.Before(now.Add(-pages.Overdue))
	})
	slices.Reverse(next) // the latest was first
	return next[:min(servedNext, len(next))]
}

// publicly is what everybody may know of a meeting.
func (srv *Server) publicly(ctx context.Context, l catalogue.Listing) (meeting.MeetingValue, error) {
	v, err := srv.view(ctx, l.ID, "")
	if err != nil {
		return meeting.MeetingValue{}, err
	}
	defer v.leave()
	view, err := v.see(ctx)
	m, _ := view["meeting"].(meeting.MeetingValue)
	return m, err
}
