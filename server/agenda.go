package server

import (
	"bytes"
	"io"
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/meeting/outline"
	"example.org/convener/server/export"
	"example.org/convener/server/wire"
)

// maxAgenda bounds an agenda as text, in bytes.
const maxAgenda = 256 << 10

var errNoAgenda = &meeting.Error{Code: "malformed", Text: "An agenda comes as text/markdown, text/csv or application/json: say which in the header Content-Type."}

// agendaFile serves GET /m/{id}/agenda.{md,csv,json}: the agenda as the reader may see it
// (A3, A12).
func (srv *Server) agendaFile(ext string) echo.HandlerFunc {
	return func(c echo.Context) error {
		v, err := srv.anyViewer(c)
		if err != nil {
			return err
		}
		defer v.leave()
		view, err := v.see(c.Request().Context())
		if err != nil {
			return err
		}
		d := export.NewAgenda(view)
		var b bytes.Buffer
		switch ext {
		case ".md":
			err = d.WriteMarkdown(&b)
		case ".csv":
			c.Response().Header().Set("Content-Disposition", `attachment; filename="agenda.csv"`)
			err = d.WriteCSV(&b)
		default:
			err = d.WriteJSON(&b)
		}
		if err != nil {
			return err
		}
		c.Response().Header().Set("Cache-Control", "no-store")
		return c.Blob(http.StatusOK, mediaTypes[ext], b.Bytes())
	}
}

// outlined is an agenda that was read.
type outlined struct {
	Items   []outline.Item `json:"items"`
	Minutes int            `json:"minutes"` // planned for all of it
}

// readAgenda serves POST /api/v1/agenda: it makes items of a text, for whoever wants to see
// what would be imported (A12). Nothing is kept.
func (srv *Server) readAgenda(c echo.Context) error {
	if !allow(srv.limits.joins, c.RealIP(), joinsPerSecond, joinsAtOnce) {
		return wire.ErrTooOften
	}
	var d outline.Document
	kind, _, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if err != nil {
		return errNoAgenda
	}
	switch kind {
	case "application/json":
		if err = readJSON(c, maxAgenda, &d); err == nil {
			d.Items, err = outline.Clean(d.Items)
		}
	case "text/markdown", "text/plain":
		d, err = readText(c, outline.ReadMarkdown)
	case "text/csv":
		d, err = readText(c, outline.ReadCSV)
	default:
		return errNoAgenda
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, outlined{d.Items, d.Minutes()})
}

// readText reads an agenda out of a body.
func readText(c echo.Context, read func(string) (outline.Document, error)) (outline.Document, error) {
	b, err := io.ReadAll(io.LimitReader(c.Request().Body, maxAgenda+1))
	if err != nil {
		return outline.Document{}, &meeting.Error{Code: "malformed", Text: "The body ended too early."}
	}
	if len(b) > maxAgenda {
		return outline.Document{}, wire.ErrTooLarge
	}
	return read(string(b))
}
