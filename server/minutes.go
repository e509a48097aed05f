package server

import (
	"bytes"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/export"
	"example.org/convener/server/pages"
)

// minutesFormats are the formats of minutes beside their page, by the end of the address.
var minutesFormats = []string{".html", ".md", ".txt", ".docx", ".pdf", ".json"}

// minutes serves GET /m/{id}/minutes[.html|.md|.txt|.docx|.pdf|.json]: drafts to people in the
// meeting, and to everybody what was circulated (M6, M8). Of a meeting under the Rule others
// read the record only.
func (srv *Server) minutes(ext string) echo.HandlerFunc {
	return func(c echo.Context) error {
		v, err := srv.anyViewer(c)
		if err != nil {
			return srv.notHere(c, err)
		}
		defer v.leave()
		view, err := v.see(c.Request().Context())
		if err != nil {
			return err
		}
		m := export.NewMinutes(view, srv.PublicURL.JoinPath("m", v.id.String(), "minutes").String(), time.Now())
		if v.person == meeting.House && !m.Public {
			return srv.notHere(c, errNotHere)
		}
		var b bytes.Buffer
		if err := srv.writeMinutes(&b, m, ext); err != nil {
			return err
		}
		c.Response().Header().Set("Cache-Control", "no-store")
		if ext == "" {
			ext = ".html"
		}
		return c.Blob(http.StatusOK, mediaTypes[ext], b.Bytes())
	}
}

// writeMinutes writes minutes in a format.
func (srv *Server) writeMinutes(b *bytes.Buffer, m export.Minutes, ext string) error {
	switch ext {
	case ".json":
		return m.WriteJSON(b)
	case ".md":
		return m.Document(pages.Say).WriteMarkdown(b)
	case ".txt":
		return m.Document(pages.Say).WriteText(b)
	case ".docx":
		return m.Document(pages.Say).WriteDOCX(b)
	case ".pdf":
		return m.Document(pages.Say).WritePDF(b)
	}
	return srv.pages.Minutes(b, m)
}
