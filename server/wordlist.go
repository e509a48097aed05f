package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"example.org/convener/server/wire"
)

// wordList serves GET /captions/words.txt: what programs that captioners write with should
// know before it is said, a term a line. The header carries the channel's secret, which is the
// only way to it.
func (srv *Server) wordList(c echo.Context) error {
	secret, ctx := bearer(c.Request()), c.Request().Context()
	if !allow(srv.limits.posts, "words "+secret, postsPerSecond, postsAtOnce) {
		return wire.ErrTooOften
	}
	who, err := srv.captioner(ctx, secret)
	if err != nil {
		return asUnknownLink(err)
	}
	defer who.leave()
	words, err := who.room.Words(ctx, who.Lang)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.String(http.StatusOK, strings.Join(append(words, ""), "\n"))
}
