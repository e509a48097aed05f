package server

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/pages"
	"example.org/convener/server/wire"
)

// joinByForm serves POST /m/{id}: the way in for those without scripts. It does what
// joining by the interface does, and leads back to the meeting's page.
func (srv *Server) joinByForm(c echo.Context) error {
	id, err := meetingID(c)
	if err != nil {
		return srv.notHere(c, err)
	}
	form, err := srv.joinForm(c)
	if err == nil {
		var in wire.Joined
		in, err = srv.admit(c.Request().Context(), id, wire.Joining{
			Link: form.Link, Name: form.Name, Body: form.Body, Way: form.Way, Says: form.Says,
			Needs: wire.Needs{Kinds: form.Needs, Text: form.NeedsText},
		})
		if err == nil {
			srv.giveCookies(c, id, in.Session)
			return c.Redirect(http.StatusSeeOther, "/m/"+id.String())
		}
	}
	refused, fault := wire.Refusal(err)
	if fault {
		return err
	}
	form.Error = refused.Text
	return srv.joinAgain(c, id, form, statuses[refused.Code])
}

// ourForm reports whether a form was sent from a page of ours. A page of another site could
// let its reader in under a name that the reader does not know. Our pages send no referrer,
// and so no origin: where they come from says the site.
func (srv *Server) ourForm(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "same-origin" || site == "" && srv.ourOrigin(r)
}

// joinForm is what a page's form says. The error is a refusal.
func (srv *Server) joinForm(c echo.Context) (f pages.JoinForm, err error) {
	r := c.Request()
	if !srv.ourForm(r) {
		return f, &meeting.Error{Code: "not_allowed", Text: "This form came from elsewhere: open the meeting's own page and fill it in there."}
	}
	if !allow(srv.limits.joins, c.RealIP(), joinsPerSecond, joinsAtOnce) {
		return f, wire.ErrTooOften
	}
	r.Body = http.MaxBytesReader(c.Response(), r.Body, wire.MaxFrame)
	if err := r.ParseForm(); err != nil {
		return f, &meeting.Error{Code: "malformed", Text: "The form could not be read: fill it in again."}
	}
	field := r.PostForm.Get
	return pages.JoinForm{
		Link: field("link"), Name: field("name"), Body: field("body"), Way: field("way"), Says: field("says"),
		Needs: r.PostForm["need"], NeedsText: strings.ReplaceAll(field("needs_text"), "\r\n", "\n"),
	}, nil
}

// joinAgain writes the meeting's page with a form that was not taken, and why.
func (srv *Server) joinAgain(c echo.Context, id uuid.UUID, form pages.JoinForm, status int) error {
	v, err := srv.view(c.Request().Context(), id, "")
	if err != nil {
		return srv.notHere(c, err)
	}
	defer v.leave()
	view, err := v.see(c.Request().Context())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	err = srv.pages.Meeting(&b, id.String(), view, false, form)
	return html(c, status, &b, err)
}
