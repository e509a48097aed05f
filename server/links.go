package server

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/room"
)

// linkRoles are the roles that a new meeting has links for.
var linkRoles = []meeting.Roles{
	meeting.Chair, meeting.Deputy, meeting.Secretary, meeting.Manager, meeting.Participant, meeting.Observer,
}

// newLink is what somebody says who wants one more link to a meeting.
type newLink struct {
	Role    string     `json:"role"`
	Lang    string     `json:"lang,omitempty"`    // of captions, for a captioner's
	Expires *time.Time `json:"expires,omitempty"` // null for never
}

// madeLink is a new link. The secret in it is kept nowhere.
type madeLink struct {
	Link     string        `json:"link"` // by which revoke_link and the feed name it
	URL      string        `json:"url,omitempty"`
	Captions *CaptionLinks `json:"captions,omitempty"`
}

// plannedLinks are those that a new meeting has.
func plannedLinks(channels []meeting.Channel) (links []meeting.MakeLink) {
	for _, roles := range linkRoles {
		links = append(links, meeting.MakeLink{Link: uuid.NewString(), Roles: roles})
	}
	for _, ch := range channels {
		links = append(links, meeting.MakeLink{Link: uuid.NewString(), Roles: meeting.Captioner, Lang: ch.Lang})
	}
	return links
}

// secretOf draws the secret of a link to a meeting, and returns what to hand out.
func (srv *Server) secretOf(ctx context.Context, id uuid.UUID, l meeting.MakeLink) (madeLink, error) {
	if l.Lang != "" {
		secret, err := srv.Keys.NewCaptionLink(ctx, auth.CaptionLink{ID: l.Link, Meeting: id, Lang: l.Lang})
		links := srv.captionLinks(id, l.Lang, secret)
		return madeLink{Link: l.Link, Captions: &links}, err
	}
	secret, err := srv.Keys.NewLink(ctx, auth.Link{ID: l.Link, Meeting: id, Roles: l.Roles})
	return madeLink{Link: l.Link, URL: srv.meetingURL(id) + "#" + secret}, err
}

// meetingURL is the public page of a meeting.
func (srv *Server) meetingURL(id uuid.UUID) string {
	return srv.PublicURL.JoinPath("m", id.String()).String()
}

// keeper is who looks after a meeting's links: the bearer of the admin token, or somebody
// in the meeting who may revoke them.
type keeper struct {
	room  *room.Room
	by    meeting.Person
	leave func()
}

// keeper finds who asks.
func (srv *Server) keeper(c echo.Context) (keeper, error) {
	ctx := c.Request().Context()
	admin, err := srv.Keys.IsAdmin(ctx, bearer(c.Request()))
	if err != nil {
		return keeper{}, err
	}
	if admin {
		id, err := meetingID(c)
		if err != nil {
			return keeper{}, err
		}
		r, leave, err := srv.rooms.Enter(ctx, id)
		return keeper{r, meeting.House, leave}, err
	}
	v, err := srv.member(c, false)
	if err != nil {
		return keeper{}, err
	}
	if err := v.room.Allows(ctx, v.person, meeting.RevokeLink{}); err != nil {
		v.leave()
		return keeper{}, err
	}
	return keeper{v.room, v.person, v.leave}, nil
}

// makeLink serves POST /api/v1/meetings/{id}/links.
func (srv *Server) makeLink(c echo.Context) error {
	k, err := srv.keeper(c)
	if err != nil {
		return err
	}
	defer k.leave()
	var n newLink
	if err := readJSON(c, maxPlan, &n); err != nil {
		return err
	}
	role, ok := meeting.ParseRole(n.Role)
	switch {
	case !ok || role == meeting.Captioner && n.Lang == "" || role != meeting.Captioner && n.Lang != "":
		return &meeting.Error{Code: "malformed", Text: "A link is for one role; a captioner's, and no other, has a lang."}
	case role == meeting.Owner && k.by != meeting.House:
		return meeting.ErrNotAllowed // nobody gives more than they have
	}
	id, err := meetingID(c)
	if err != nil {
		return err
	}
	l := meeting.MakeLink{Link: uuid.NewString(), Roles: role, Lang: n.Lang}
	if n.Expires != nil {
		l.Expires = n.Expires.UTC()
	}
	ctx := c.Request().Context()
	made, err := srv.secretOf(ctx, id, l)
	if err != nil {
		return err
	}
	if _, err := k.room.Do(ctx, meeting.House, l.Link, "", l); err != nil {
		return err // a secret that no log knows opens nothing
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusCreated, made)
}

// listLinks serves GET /api/v1/meetings/{id}/links.
func (srv *Server) listLinks(c echo.Context) error {
	k, err := srv.keeper(c)
	if err != nil {
		return err
	}
	defer k.leave()
	view, err := k.room.View(c.Request().Context(), meeting.StaffRoom)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"links": view["links"]})
}

// revokeLink serves DELETE /api/v1/meetings/{id}/links/{link}.
func (srv *Server) revokeLink(c echo.Context) error {
	k, err := srv.keeper(c)
	if err != nil {
		return err
	}
	defer k.leave()
	cmd := meeting.RevokeLink{Link: c.Param("link")}
	if _, err := k.room.Do(c.Request().Context(), k.by, uuid.NewString(), "", cmd); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
