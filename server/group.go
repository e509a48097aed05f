package server

import (
	"bytes"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	law "example.org/convener/meeting/group"
	"example.org/convener/server/pages"
)

// groupDocument is the group's document as clients get it.
type groupDocument struct {
	Settings law.Settings `json:"settings"`
	Rev      int          `json:"rev"`     // to be said by who changes it
	Changed  *time.Time   `json:"changed"` // null for never
}

func documented(d *law.Document) groupDocument {
	return groupDocument{d.Settings(), d.Rev(), d.Changed()}
}

// groupRoutes are those of the group's document.
func (srv *Server) groupRoutes(e *echo.Echo) {
	api := e.Group("/api/v1/group")
	api.GET("", srv.getGroup)
	api.PUT("", srv.setGroup)
	api.GET("/changes", srv.groupChanges)
	api.POST("/preview", srv.previewGroup)
}

// owns refuses a request without the admin token; what says what it is for.
func (srv *Server) owns(c echo.Context, what string) error {
	switch ok, err := srv.Keys.IsAdmin(c.Request().Context(), bearer(c.Request())); {
	case err != nil:
		return err
	case !ok:
		return &meeting.Error{Code: "no_session", Text: what + " takes the admin token."}
	}
	return nil
}

// getGroup serves GET /api/v1/group.
func (srv *Server) getGroup(c echo.Context) error {
	d, err := srv.group.Now(c.Request().Context())
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, documented(d))
}

// setGroup serves PUT /api/v1/group.
func (srv *Server) setGroup(c echo.Context) error {
	if err := srv.owns(c, "Changing what the group has agreed"); err != nil {
		return err
	}
	var s law.SetGroup
	if err := readJSON(c, maxPlan, &s); err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := srv.group.Set(ctx, s); err != nil {
		return err
	}
	d, err := srv.group.Now(ctx)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, documented(d))
}

// groupChanges serves GET /api/v1/group/changes.
func (srv *Server) groupChanges(c echo.Context) error {
	d, err := srv.group.Now(c.Request().Context())
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, map[string]any{"changes": append([]law.Change{}, d.Changes()...)})
}

// preview is what a document would say.
type preview struct {
	Sections []pages.Section `json:"sections"`
}

// previewGroup serves POST /api/v1/group/preview: what the page for everybody would say, and
// whether the document could be kept.
func (srv *Server) previewGroup(c echo.Context) error {
	if err := srv.owns(c, "Trying out what the group could agree"); err != nil {
		return err
	}
	var s law.Settings
	if err := readJSON(c, maxPlan, &s); err != nil {
		return err
	}
	s, err := s.Clean()
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, preview{pages.Agreed(s)})
}

// groupPage serves GET /group: it becomes live with scripts, and tells nothing by itself.
func (srv *Server) groupPage(c echo.Context) error {
	var b bytes.Buffer
	err := srv.pages.Group(&b)
	return html(c, http.StatusOK, &b, err)
}

// howPage serves GET /how.
func (srv *Server) howPage(c echo.Context) error {
	d, err := srv.group.Now(c.Request().Context())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	err = srv.pages.How(&b, d)
	return html(c, http.StatusOK, &b, err)
}
