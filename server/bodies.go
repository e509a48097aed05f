package server

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	law "example.org/convener/meeting/group"
	"example.org/convener/server/auth"
	"example.org/convener/server/pages"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

// bodyRoutes are those of the group's bodies: their directory for everybody, and what their
// contacts do with a link of their own.
func (srv *Server) bodyRoutes(e *echo.Echo) {
	e.GET("/api/v1/bodies", srv.listBodies)
	e.POST("/api/v1/bodies/:name/links", srv.makeBodyLink)
	e.DELETE("/api/v1/bodies/:name/links", srv.revokeBodyLinks)
	e.GET("/api/v1/body", srv.getBody)
	e.POST("/api/v1/body/delegates", srv.nameDelegate)
	e.DELETE("/api/v1/body/delegates/:delegate", srv.endDelegate)
	e.GET("/bodies", srv.bodiesPage)
	e.GET("/body", srv.bodyPage)
}

// body finds a body of the group; ok is false if there is none.
func (srv *Server) body(ctx context.Context, name string) (b law.Body, ok bool, err error) {
	d, err := srv.group.Now(ctx)
	if err != nil {
		return b, false, err
	}
	s := d.Settings()
	i := slices.IndexFunc(s.Bodies, func(b law.Body) bool { return b.Name == name })
	if i < 0 {
		return b, false, nil
	}
	b = s.Bodies[i]
	b.Seats = cmp.Or(b.Seats, s.Seats)
	return b, true, nil
}

// represented is a body as everybody may know it.
type represented struct {
	law.Body
	Delegates []roster.Delegate `json:"delegates"` // all that it has named; those who ended have an until
}

// directory are the bodies of the group, in its order.
func (srv *Server) directory(ctx context.Context) ([]represented, error) {
	d, err := srv.group.Now(ctx)
	if err != nil {
		return nil, err
	}
	out := []represented{}
	for _, b := range d.Settings().Bodies {
		b.Seats = cmp.Or(b.Seats, d.Settings().Seats)
		delegates, err := srv.Roster.Delegates(ctx, b.Name)
		if err != nil {
			return nil, err
		}
		out = append(out, represented{b, delegates})
	}
	return out, nil
}

// listBodies serves GET /api/v1/bodies.
func (srv *Server) listBodies(c echo.Context) error {
	all, err := srv.directory(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"bodies": all})
}

// bodiesPage serves GET /bodies.
func (srv *Server) bodiesPage(c echo.Context) error {
	all, err := srv.directory(c.Request().Context())
	if err != nil {
		return err
	}
	listed := make([]pages.Body, len(all))
	for i, b := range all {
		listed[i] = pages.NewBody(b.Body, b.Delegates)
	}
	var b bytes.Buffer
	err = srv.pages.Bodies(&b, listed)
	return html(c, http.StatusOK, &b, err)
}

// bodyPage serves GET /body: it becomes live with scripts and the secret in its fragment.
func (srv *Server) bodyPage(c echo.Context) error {
	var b bytes.Buffer
	err := srv.pages.Contact(&b)
	return html(c, http.StatusOK, &b, err)
}

// namedBody is the body that a path names.
func (srv *Server) namedBody(c echo.Context) (string, error) {
	name, err := url.PathUnescape(c.Param("name"))
	if err != nil {
		return "", meeting.ErrUnknown
	}
	_, ok, err := srv.body(c.Request().Context(), name)
	if err == nil && !ok {
		err = meeting.ErrUnknown
	}
	return name, err
}

// makeBodyLink serves POST /api/v1/bodies/{name}/links.
func (srv *Server) makeBodyLink(c echo.Context) error {
	if err := srv.owns(c, "Making a body's link"); err != nil {
		return err
	}
	name, err := srv.namedBody(c)
	if err != nil {
		return err
	}
	l := auth.BodyLink{ID: uuid.NewString(), Body: name}
	secret, err := srv.Keys.NewBodyLink(c.Request().Context(), l)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusCreated, madeLink{Link: l.ID, URL: srv.PublicURL.JoinPath("body").String() + "#" + secret})
}

// revokeBodyLinks serves DELETE /api/v1/bodies/{name}/links. A body that the group has no
// more may still have links.
func (srv *Server) revokeBodyLinks(c echo.Context) error {
	if err := srv.owns(c, "Revoking a body's links"); err != nil {
		return err
	}
	name, err := url.PathUnescape(c.Param("name"))
	if err != nil {
		return meeting.ErrUnknown
	}
	ctx := c.Request().Context()
	ids, err := srv.Keys.RevokeBodyLinks(ctx, name)
	if err != nil {
		return err
	}
	if err := srv.takeOut(ctx, ids); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// lately is how long after its time people may still be in a meeting that has ended: as
// long as their sessions last, and a day for the meeting itself.
const lately = auth.SessionLife + 24*time.Hour

// takeOut takes those out of meetings who came by links (P4).
func (srv *Server) takeOut(ctx context.Context, links []string) error {
	all, err := srv.catalogue.All(ctx)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Stage == meeting.Ended && time.Since(m.Starts) > lately {
			continue
		}
		if err := srv.takeOutOf(ctx, m.ID, links); err != nil {
			return err
		}
	}
	return nil
}

func (srv *Server) takeOutOf(ctx context.Context, id uuid.UUID, links []string) error {
	r, leave, err := srv.rooms.Enter(ctx, id)
	if err != nil {
		return err
	}
	defer leave()
	for _, link := range links {
		works, err := r.Works(ctx, link)
		if err == nil && works { // else nobody came by it
			_, err = r.Do(ctx, meeting.House, "", "", meeting.RevokeLink{Link: link})
		}
		if err != nil && !errors.Is(err, meeting.ErrLastChair) { // a meeting keeps that one (P5)
			return err
		}
	}
	return nil
}

// contact finds for which body a request speaks.
func (srv *Server) contact(c echo.Context) (law.Body, error) {
	if !allow(srv.limits.joins, c.RealIP(), joinsPerSecond, joinsAtOnce) {
		return law.Body{}, wire.ErrTooOften
	}
	ctx := c.Request().Context()
	l, err := srv.Keys.BodyLink(ctx, bearer(c.Request()))
	if err != nil {
		return law.Body{}, asUnknownLink(err)
	}
	b, ok, err := srv.body(ctx, l.Body)
	if err == nil && !ok {
		err = meeting.ErrUnknownLink
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return b, err
}

// getBody serves GET /api/v1/body.
func (srv *Server) getBody(c echo.Context) error {
	b, err := srv.contact(c)
	if err != nil {
		return err
	}
	delegates, err := srv.Roster.Delegates(c.Request().Context(), b.Name)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, represented{b, delegates})
}

// namedDelegate is what a contact says of somebody.
type namedDelegate struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Since  string `json:"since"`
	Chosen string `json:"chosen"`
}

// nameDelegate serves POST /api/v1/body/delegates.
func (srv *Server) nameDelegate(c echo.Context) error {
	b, err := srv.contact(c)
	if err != nil {
		return err
	}
	var n namedDelegate
	if err := readJSON(c, wire.MaxFrame, &n); err != nil {
		return err
	}
	d, err := roster.Delegate{Body: b.Name, Name: n.Name, Kind: n.Kind, Since: n.Since, Chosen: n.Chosen}.Clean()
	if err != nil {
		return err
	}
	if d, err = srv.Roster.Name(c.Request().Context(), d, b.Seats); err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, d)
}

// endDelegate serves DELETE /api/v1/body/delegates/{delegate}.
func (srv *Server) endDelegate(c echo.Context) error {
	b, err := srv.contact(c)
	if err != nil {
		return err
	}
	if err := srv.Roster.End(c.Request().Context(), b.Name, c.Param("delegate"), time.Now().UTC().Format(roster.Day)); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
