package server

import (
	"net"
	"net/http"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"
)

// policy is what a page of ours may load and do (SEC-28).
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types svelte-trusted-html"

// permissions are what a page may use of a device: nothing, but for whom it lets listen.
func permissions(microphone string) string {
	return "camera=(), geolocation=(), microphone=(" + microphone + ")"
}

// guard refuses requests for a host that is not ours, and sets the headers of every answer.
func (srv *Server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", permissions(""))
		if srv.PublicURL.Scheme == "https" {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if !srv.ourHost(c.Request().Host) {
			return c.JSON(http.StatusMisdirectedRequest, refusal{
				"unknown", "This server does not answer for that host: its operator names the host with --public-url.",
			})
		}
		return next(c)
	}
}

// ourHost reports whether a request's Host is one that people reach us by: the public
// one, or this machine's own names, which no page of another site can have (SEC-02).
func (srv *Server) ourHost(host string) bool {
	if strings.EqualFold(host, srv.PublicURL.Host) {
		return true
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return ip != nil && ip.IsLoopback()
}

// ourOrigin reports whether a request comes from a page of ours, or from no page at all: a
// program that is not a browser carries no one else's credentials (SEC-01).
func (srv *Server) ourOrigin(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return true
	}
	if len(origins) > 1 {
		return false
	}
	if strings.EqualFold(origins[0], srv.PublicURL.Scheme+"://"+srv.PublicURL.Host) {
		return true
	}
	return strings.EqualFold(origins[0], "http://"+r.Host) && !strings.EqualFold(r.Host, srv.PublicURL.Host)
}

// Rates of what one client may ask: per second over a while, and at once.
const (
	asksPerSecond, asksAtOnce         = 20, 40
	postsPerSecond, postsAtOnce       = 20, 60 // of one caption link
	joinsPerSecond, joinsAtOnce       = 10, 300
	remembered                        = 10_000 // clients whose rate is known
	strikes                     int32 = 200    // refusals for which a socket is closed
	pingsPerSecond, pingsAtOnce       = 2, 4   // that are answered (SEC-23)
	floodPerSecond, floodAtOnce       = 5, 50  // pings beyond which a socket is closed
)

// limits are how much each client has asked of late, forgetting those who asked longest
// ago. It is safe for concurrent use.
type limits struct {
	asks, posts, joins *lru.Cache[string, *rate.Limiter]
}

func newLimits() *limits {
	cache := func() *lru.Cache[string, *rate.Limiter] {
		c, err := lru.New[string, *rate.Limiter](remembered)
		if err != nil {
			panic(err) // the size is not positive
		}
		return c
	}
	return &limits{asks: cache(), posts: cache(), joins: cache()}
}

// allow reports whether client may have one more.
func allow(c *lru.Cache[string, *rate.Limiter], client string, perSecond rate.Limit, atOnce int) bool {
	l := rate.NewLimiter(perSecond, atOnce)
	if had, ok, _ := c.PeekOrAdd(client, l); ok {
		l = had
		c.Get(client) // is used
	}
	return l.Allow()
}
