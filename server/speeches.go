package server

import (
	"bytes"
	"net/http"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/server/export"
)

var errNoSpeeches = &meeting.Error{Code: "unknown", Text: "Under the Chatham House Rule nobody is told who spoke when."}

// speeches serves GET /m/{id}/speeches.{json,csv}: the speech log (Q25).
func (srv *Server) speeches(ext string) echo.HandlerFunc {
	return func(c echo.Context) error {
		v, err := srv.reader(c)
		if err != nil {
			return err
		}
		defer v.leave()
		ctx := c.Request().Context()
		view, err := v.see(ctx)
		if err != nil {
			return err
		}
		if m, _ := view["meeting"].(meeting.MeetingValue); m.Rule != meeting.Open {
			return errNoSpeeches
		}
		turns, who, err := v.room.Speeches(ctx)
		if err != nil {
			return err
		}
		agenda, _ := view["agenda"].([]meeting.ItemValue)
		log := export.NewSpeeches(v.id.String(), turns, agenda, who)
		var b bytes.Buffer
		write := log.WriteJSON
		if ext == ".csv" {
			write = log.WriteCSV
			c.Response().Header().Set("Content-Disposition", `attachment; filename="speeches.csv"`)
		}
		if err := write(&b); err != nil {
			return err
		}
		c.Response().Header().Set("Cache-Control", "no-store")
		return c.Blob(http.StatusOK, mediaTypes[ext], b.Bytes())
	}
}
