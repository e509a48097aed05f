package server

import (
	"cmp"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
)

// maxPost bounds the body of one caption post, in bytes (captions reference, 1.0).
const maxPost = 64 << 10

// A dialect is how one kind of caption link is asked and answered. Its answers are what
// programs for that kind know (captions reference, 1.1 and 1.4).
type dialect struct {
	secret  func(c echo.Context, q url.Values) string
	mode    func(q url.Values) ingest.Mode
	missing int // the status if there is no secret
	denied  int // if it does not work
	closed  int // if the meeting is over
}

var (
	// zoom are also YouTube's links: an old one has a signature, too, and a new one a cid.
	zoom = dialect{
		secret: func(_ echo.Context, q url.Values) string { return cmp.Or(last(q, "signature"), last(q, "cid")) },
		mode: func(q url.Values) ingest.Mode {
			mode := last(q, "cvmode")
			if last(q, "cid") != "" || last(q, "key") == "yt_qc" {
				mode = cmp.Or(mode, string(ingest.Stamped))
			}
			return ingest.Mode(mode)
		},
		missing: http.StatusForbidden, denied: http.StatusForbidden, closed: http.StatusBadRequest,
	}
	teams = dialect{
		secret:  func(_ echo.Context, q url.Values) string { return last(q, "token") },
		mode:    func(url.Values) ingest.Mode { return ingest.Lines },
		missing: http.StatusBadRequest, denied: http.StatusUnauthorized, closed: http.StatusNotFound,
	}
	// anyBox are also Webex's.
	anyBox = dialect{
		secret:  func(c echo.Context, _ url.Values) string { return c.Param("secret") },
		mode:    func(q url.Values) ingest.Mode { return ingest.Mode(cmp.Or(last(q, "cvmode"), string(ingest.Chunk))) },
		missing: http.StatusForbidden, denied: http.StatusForbidden, closed: http.StatusBadRequest,
	}
)

// query reads a request's query as clients write it, who append to what they were given: a
// semicolon is a character, and what cannot be decoded is left out.
func query(r *http.Request) url.Values {
	q := make(url.Values)
	for pair := range strings.SplitSeq(r.URL.RawQuery, "&") {
		k, v, _ := strings.Cut(pair, "=")
		key, err1 := url.QueryUnescape(k)
		value, err2 := url.QueryUnescape(v)
		if err1 == nil && err2 == nil {
			q.Add(key, value)
		}
	}
	return q
}

// last is the last of the values of key: clients append theirs.
func last(q url.Values, key string) string {
	if v := q[key]; len(v) > 0 {
		return v[len(v)-1]
	}
	return ""
}

// readPost reads what a client says, whatever type it says that it is: a form is text too.
func readPost(r *http.Request, q url.Values) (p ingest.Post, status int, reason string) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxPost+1))
	if len(body) > maxPost {
		return p, http.StatusRequestEntityTooLarge, "a post has at most 65536 bytes"
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return p, http.StatusBadRequest, "the body cannot be read"
	}
	p = ingest.Post{Body: body, Seq: -1, Lang: cmp.Or(last(q, "lang"), written(r.Header.Get("Content-Language")))}
	if s := last(q, "seq"); s != "" {
		if p.Seq, err = strconv.ParseInt(s, 10, 64); err != nil || p.Seq < 0 {
			p.Seq = -1 // a number never costs text
		}
	}
	if _, params, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType)); err == nil {
		p.Charset = params["charset"]
	}
	if last(q, "eraseUnit") == string(captions.Grapheme) {
		p.Unit = captions.Grapheme
	}
	// StreamText tells it, with seven decimals (captions reference, 1.2).
	if p.Said, err = time.Parse(time.RFC3339, r.Header.Get("X-Timestamp")); err != nil {
		p.Said = time.Time{}
	}
	return p, 0, ""
}

// written is the first language of a Content-Language header.
func written(header string) string {
	lang, _, _ := strings.Cut(header, ",")
	return strings.TrimSpace(lang)
}
