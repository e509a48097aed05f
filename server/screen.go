package server

import (
	"bytes"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/wire"
)

// newScreen is a way in for one more device of a person. The code in it is kept nowhere.
type newScreen struct {
	URL     string    `json:"url"`
	Expires time.Time `json:"expires"`
}

// errScreen is the answer to a code that is wrong, too old or used: it does not say which.
var errScreen = &meeting.Error{Code: "unknown", Text: "This address does not work: it is wrong, older than ten minutes, or was used already. Ask for a new one on your first screen."}

// errScreenForm refuses a form that another site sent.
var errScreenForm = &meeting.Error{Code: "not_allowed", Text: "This form came from elsewhere: open the address of your second screen again."}

// makeScreen serves POST /api/v1/meetings/{id}/screens.
func (srv *Server) makeScreen(c echo.Context) error {
	v, err := srv.asker(c)
	if err != nil {
		return err
	}
	defer v.leave()
	code, expires, err := srv.Keys.NewScreen(c.Request().Context(), auth.Session{Meeting: v.id, Person: v.person})
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusCreated, newScreen{srv.PublicURL.JoinPath("s", code).String(), expires})
}

// screenPage serves GET /s/{code}. It uses nothing up: programs look at addresses before
// people do, and a cookie set behind a link in another site's page would not be sent back.
func (srv *Server) screenPage(c echo.Context) error {
	if !allow(srv.limits.joins, c.RealIP(), joinsPerSecond, joinsAtOnce) {
		return wire.ErrTooOften
	}
	code := c.Param("code")
	if _, err := srv.Keys.Screen(c.Request().Context(), code); err != nil {
		return srv.notHere(c, asScreen(err))
	}
	var b bytes.Buffer
	err := srv.pages.Screen(&b, code)
	return html(c, http.StatusOK, &b, err)
}

// openScreen serves POST /s/{code}: this device is the person's too from now on.
func (srv *Server) openScreen(c echo.Context) error {
	if !srv.ourForm(c.Request()) {
		return errScreenForm
	}
	if !allow(srv.limits.joins, c.RealIP(), joinsPerSecond, joinsAtOnce) {
		return wire.ErrTooOften
	}
	ctx := c.Request().Context()
	c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, wire.MaxFrame)
	view := c.FormValue("view")
	s, err := srv.Keys.TakeScreen(ctx, c.Param("code"))
	if err != nil {
		return srv.notHere(c, asScreen(err))
	}
	token, err := srv.Keys.NewSession(ctx, s)
	if err != nil {
		return err
	}
	srv.giveCookies(c, s.Meeting, token)
	to := "/m/" + s.Meeting.String()
	if view == "text" {
		return c.Redirect(http.StatusSeeOther, to+"/text")
	}
	return c.Redirect(http.StatusSeeOther, to+"?view=captions")
}

// asScreen tells the bearer of a code no more than that it does not work.
func asScreen(err error) error {
	if errors.Is(err, auth.ErrUnknown) {
		return errScreen
	}
	return err
}
