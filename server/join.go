package server

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

// sessionCookie carries the session for pages without scripts, and over a reload.
const sessionCookie = "convener_session"

// join serves POST /api/v1/meetings/{id}/join.
func (srv *Server) join(c echo.Context) error {
	id, err := meetingID(c)
	if err != nil {
		return err
	}
	if !allow(srv.limits.joins, c.RealIP(), joinsPerSecond, joinsAtOnce) {
		return wire.ErrTooOften
	}
	var j wire.Joining
	if err := readJSON(c, wire.MaxFrame, &j); err != nil {
		return err
	}
	ctx := c.Request().Context()
	var in wire.Joined
	if j.Resume {
		in, err = srv.resume(c, id)
	} else {
		in, err = srv.admit(ctx, id, j)
	}
	if err != nil {
		return err
	}
	srv.giveCookies(c, id, in.Session)
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, in)
}

// giveCookies lets the browser keep a session, for the meeting's interface and its pages.
func (srv *Server) giveCookies(c echo.Context, id uuid.UUID, session string) {
	for _, path := range []string{"/api/v1/meetings/" + id.String(), "/m/" + id.String()} {
		c.SetCookie(&http.Cookie{ //nolint:gosec // Secure follows the scheme: the demo is plain http on this machine
			Name: sessionCookie, Value: session, Path: path, MaxAge: int(auth.SessionLife.Seconds()),
			HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: srv.PublicURL.Scheme == "https",
		})
	}
}

// resume makes a new session for the person whose cookie the request has: a page that is
// loaded again does not keep secrets where scripts find them.
func (srv *Server) resume(c echo.Context, id uuid.UUID) (wire.Joined, error) {
	if site := c.Request().Header.Get("Sec-Fetch-Site"); !srv.ourOrigin(c.Request()) || site != "" && site != "same-origin" {
		return wire.Joined{}, wire.ErrNoSession
	}
	cookie, err := c.Cookie(sessionCookie)
	if err != nil {
		return wire.Joined{}, wire.ErrNoSession
	}
	v, err := srv.view(c.Request().Context(), id, cookie.Value)
	if err != nil {
		return wire.Joined{}, err
	}
	defer v.leave()
	return srv.begin(c.Request().Context(), v)
}

// admit lets somebody new in.
func (srv *Server) admit(ctx context.Context, id uuid.UUID, j wire.Joining) (wire.Joined, error) {
	r, leave, err := srv.rooms.Enter(ctx, id)
	if err != nil {
		return wire.Joined{}, err
	}
	defer leave()
	view, err := r.View(ctx, meeting.Public)
	if err != nil {
		return wire.Joined{}, err
	}
	m, _ := view["meeting"].(meeting.MeetingValue)
	if isBodyLink(j.Link) {
		return srv.admitDelegate(ctx, &viewer{srv: srv, id: id, room: r}, m, j)
	}
	way, err := srv.wayIn(ctx, id, m.Private, j.Link)
	if err != nil {
		return wire.Joined{}, err
	}
	if works, err := r.Works(ctx, way.ID); err != nil || way.ID != "" && !works {
		return wire.Joined{}, cmp.Or[error](err, meeting.ErrUnknownLink) // before a name is kept
	}
	card, err := roster.Card{
		Name: j.Name, Body: j.Body, Way: j.Way, Says: j.Says, Needs: j.Needs.Kinds, NeedsText: j.Needs.Text,
	}.Clean()
	if err != nil {
		return wire.Joined{}, err
	}
	if card.Body != "" && !slices.Contains(m.Bodies, card.Body) {
		return wire.Joined{}, meeting.ErrUnknownBody
	}
	p := roster.NewPerson()
	var wish meeting.Command = meeting.AdmitPerson{Person: p, Roles: way.Roles, Link: way.ID}
	if way.Roles.Has(meeting.Representative) { // who has one of the seats of a body (P3)
		wish = meeting.AdmitDelegate{Person: p, Roles: way.Roles, Link: way.ID, Body: card.Body}
	}
	return srv.let(ctx, &viewer{srv: srv, id: id, person: p, room: r}, card, wish)
}

// let has the meeting let v in, by a wish of the house, and makes a session.
func (srv *Server) let(ctx context.Context, v *viewer, card roster.Card, wish meeting.Command) (wire.Joined, error) {
	if err := srv.Roster.Put(ctx, v.id, v.person, card); err != nil {
		return wire.Joined{}, err
	}
	_, err := v.room.Do(ctx, meeting.House, uuid.NewString(), "", wish)
	if err != nil {
		return wire.Joined{}, err
	}
	if v.seat, err = v.room.Sit(ctx, v.person); err != nil {
		return wire.Joined{}, err
	}
	return srv.begin(ctx, v)
}

// begin makes a session for v.
func (srv *Server) begin(ctx context.Context, v *viewer) (wire.Joined, error) {
	me, err := v.room.Me(ctx, v.person)
	if err != nil {
		return wire.Joined{}, err
	}
	token, err := srv.Keys.NewSession(ctx, auth.Session{Meeting: v.id, Person: v.person})
	return wire.Joined{Session: token, Person: v.person, Name: me.Name, Roles: me.Roles}, err
}

// wayIn is what a link, or having none, lets somebody be. Who only says that they are there
// may observe an open meeting; under the Rule even that takes a link, because people in
// the room see names.
func (srv *Server) wayIn(ctx context.Context, id uuid.UUID, private bool, link string) (auth.Link, error) {
	if link == "" {
		if private {
			return auth.Link{}, meeting.ErrUnknownLink
		}
		return auth.Link{Roles: meeting.Observer}, nil
	}
	l, err := srv.Keys.Link(ctx, fragment(link))
	if err != nil {
		return auth.Link{}, asUnknownLink(err)
	}
	if l.Meeting != id || l.ID == "" {
		return auth.Link{}, meeting.ErrUnknownLink
	}
	return l, nil
}

// fragment is the secret in a link, which may be a whole URL or the secret alone.
func fragment(link string) string {
	if u, err := url.Parse(strings.TrimSpace(link)); err == nil && u.Fragment != "" {
		return u.Fragment
	}
	return strings.TrimPrefix(strings.TrimSpace(link), "#")
}
