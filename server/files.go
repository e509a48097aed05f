package server

import (
	"bytes"
	"cmp"
	"errors"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/captions"
	"example.org/convener/captions/format"
	"example.org/convener/meeting"
	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

// Media types of what is exported.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".md":   "text/markdown; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".vtt":  "text/vtt; charset=utf-8",
	".srt":  "application/x-subrip; charset=utf-8",
	".json": "application/json",
	".csv":  "text/csv; charset=utf-8",
	".ics":  "text/calendar; charset=utf-8",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".pdf":  "application/pdf",
}

// reader is member for what is a draft until it is circulated: to everyone else there is
// nothing here.
func (srv *Server) reader(c echo.Context) (*viewer, error) {
	v, err := srv.member(c, true)
	if refused, fault := wire.Refusal(err); err != nil && !fault && refused.Code == wire.ErrNoSession.Code {
		return nil, errNotHere
	}
	return v, err
}

var errNotHere = &meeting.Error{Code: "unknown", Text: "There is nothing here for you: join the meeting to read its drafts."}

// captionReader is reader for captions, which everybody may read once they are released (C10).
func (srv *Server) captionReader(c echo.Context, lang string) (*viewer, error) {
	v, err := srv.anyViewer(c)
	if err != nil || v.person != meeting.House {
		return v, err
	}
	released, err := v.room.Released(c.Request().Context(), lang)
	if err != nil || !released {
		v.leave()
		return nil, cmp.Or(err, error(errNotHere))
	}
	return v, nil
}

// captionFile serves GET /m/{id}/captions/{lang}.{vtt,srt,txt,json}.
func (srv *Server) captionFile(c echo.Context) error {
	ext := path.Ext(c.Param("file"))
	lang := strings.TrimSuffix(c.Param("file"), ext)
	v, err := srv.captionReader(c, lang)
	if err != nil {
		return err
	}
	defer v.leave()
	ch, err := v.channel(c.Request().Context(), lang)
	if err != nil {
		return err
	}
	segs, err := ch.Segments(c.Request().Context())
	if err != nil {
		return err
	}
	var start time.Time
	if len(segs) > 0 {
		start = segs[0].At // there is no recording whose beginning would count
	}
	var b bytes.Buffer
	switch ext {
	case ".vtt":
		err = format.WriteVTT(&b, lang, start, segs)
	case ".srt":
		err = format.WriteSRT(&b, start, segs)
	case ".txt":
		err = format.WriteText(&b, segs)
	case ".json":
		var was map[uint64][]captions.Was
		if was, err = ch.History(c.Request().Context()); err == nil {
			err = format.WriteJSON(&b, v.id.String(), lang, segs, func(id uint64) []captions.Was { return was[id] })
		}
	default:
		return errNoFormat
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(http.StatusOK, mediaTypes[ext], b.Bytes())
}

var errNoFormat = &meeting.Error{Code: "unknown", Text: "There is no such format."}

// gone tells a person who was removed what everyone without a session is told.
func gone(err error) error {
	if errors.Is(err, room.ErrRemoved) {
		return wire.ErrNoSession
	}
	return err
}
