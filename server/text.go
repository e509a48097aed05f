package server

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/captions"
	"example.org/convener/captions/format"
	"example.org/convener/meeting"
	"example.org/convener/server/pages"
)

// Bounds of the width of lines, in cells of a braille display (accessibility reference, C12).
const (
	fewestCells = 20
	mostCells   = 120
	usualCells  = 40
)

// pageText bounds the text on one page, in bytes: about twenty minutes of talk, and with all
// else below the 20 kB that a text view may take (accessibility reference, L1).
const pageText = 15 << 10

// A reading is how somebody wants to read captions as text.
type reading struct {
	lang  string // empty if the meeting has no captions
	cells int
	from  uint64 // the segment to begin with, 0 for the newest
}

// reading reads the query of a request. The error is a refusal.
func (v *viewer) reading(c echo.Context, m meeting.MeetingValue) (reading, error) {
	r := reading{lang: cmp.Or(c.QueryParam("lang"), c.QueryParam("language")), cells: usualCells}
	if r.lang == "" && len(m.Channels) > 0 {
		r.lang = m.Channels[0].Lang
	}
	var err error
	if s := c.QueryParam("w"); s != "" {
		if r.cells, err = strconv.Atoi(s); err != nil || r.cells < fewestCells || r.cells > mostCells {
			return r, errCells
		}
	}
	if s := c.QueryParam("from"); s != "" {
		if r.from, err = strconv.ParseUint(s, 10, 64); err != nil {
			return r, errFrom
		}
	}
	return r, nil
}

var (
	errCells = &meeting.Error{Code: "malformed", Text: "w is how many cells a line has: a number from 20 to 120."}
	errFrom  = &meeting.Error{Code: "malformed", Text: "from is the number of a piece of text, as links on the page have it."}
)

// textPage serves GET /m/{id}/text: the captions in short lines, for braille displays and
// plain browsers. It changes only when the reader asks for newer lines.
func (srv *Server) textPage(c echo.Context) error {
	v, err := srv.textReader(c)
	if err != nil {
		return srv.notHere(c, err)
	}
	defer v.leave()
	view, err := v.see(c.Request().Context())
	if err != nil {
		return err
	}
	m, _ := view["meeting"].(meeting.MeetingValue)
	r, err := v.reading(c, m)
	if err != nil {
		return srv.notHere(c, err)
	}
	var segs []captions.Segment
	if r.lang != "" {
		if segs, err = v.segments(c, r.lang); err != nil {
			return srv.notHere(c, err)
		}
	}
	var b bytes.Buffer
	agenda, _ := view["agenda"].([]meeting.ItemValue)
	shown := textOf(m, r, segs, turnings(agenda))
	shown.Outside = v.person == meeting.House
	err = srv.pages.Text(&b, shown)
	return html(c, http.StatusOK, &b, err)
}

// textReader is reader for what those outside a meeting under the Rule can follow, too.
func (srv *Server) textReader(c echo.Context) (*viewer, error) {
	v, err := srv.anyViewer(c)
	if err == nil && v.person == meeting.House && !v.room.Outside() {
		v.leave()
		return nil, errNotHere
	}
	return v, err
}

// segments are the text of a channel so far, as the viewer may read it.
func (v *viewer) segments(c echo.Context, lang string) ([]captions.Segment, error) {
	if v.person == meeting.House {
		o, err := v.outside(lang)
		if err != nil {
			return nil, err
		}
		return o.segments(c.Request().Context())
	}
	ch, err := v.channel(c.Request().Context(), lang)
	if err != nil {
		return nil, err
	}
	return ch.Segments(c.Request().Context())
}

// A turning is where a meeting came to an item of its agenda.
type turning struct {
	at   time.Time
	what string
}

func turnings(agenda []meeting.ItemValue) (all []turning) {
	for _, it := range agenda {
		if it.Began != nil {
			all = append(all, turning{*it.Began, "Now: item " + it.Number + ", " + it.Title})
		}
	}
	slices.SortFunc(all, func(a, b turning) int { return a.at.Compare(b.at) })
	return all
}

// textOf is what a page shows of the finished segments: those from r.from on, or the newest,
// as many as fit. Where the meeting turned to another item, it says so.
func textOf(m meeting.MeetingValue, r reading, segs []captions.Segment, turned []turning) pages.Text {
	segs = slices.DeleteFunc(slices.Clone(segs), func(s captions.Segment) bool { return !s.Final })
	t := pages.Text{Meeting: m, Lang: r.lang, Cells: r.cells, Widths: []int{20, 32, 40, 80}, Next: r.from, Silent: len(segs) == 0}
	first, _ := slices.BinarySearchFunc(segs, r.from, func(s captions.Segment, id uint64) int { return cmp.Compare(s.ID, id) })
	if r.from == 0 {
		first = fitting(segs)
	}
	tape := format.NewTape(r.cells)
	var before time.Time
	if first > 0 {
		before = segs[first-1].At
	}
	room := pageText
	for _, s := range segs[first:] {
		if room -= len(s.Text); room < 0 && len(t.Pieces) > 0 {
			break
		}
		var lines []string
		for _, it := range turned {
			if it.at.After(before) && !it.at.After(s.At) {
				lines = append(lines, tape.Note(it.what)...)
			}
		}
		before = s.At
		if lines = append(lines, tape.Add(s)...); len(lines) > 0 {
			t.Pieces = append(t.Pieces, pages.Piece{ID: s.ID, Lines: lines})
		}
		t.Next = s.ID + 1
	}
	if before := segs[:first]; len(before) > 0 {
		t.Earlier = before[fitting(before)].ID
	}
	return t
}

// fitting is where the last segments begin that fit on one page.
func fitting(segs []captions.Segment) int {
	room := pageText
	for i, s := range slices.Backward(segs) {
		if room -= len(s.Text); room < 0 {
			return min(i+1, len(segs)-1)
		}
	}
	return 0
}

// captionText serves GET /m/{id}/captions.txt: the text so far in short lines, and with
// follow=1 what comes, for as long as it comes.
func (srv *Server) captionText(c echo.Context) error {
	v, err := srv.reader(c)
	if err != nil {
		return err
	}
	defer v.leave()
	view, err := v.see(c.Request().Context())
	if err != nil {
		return err
	}
	m, _ := view["meeting"].(meeting.MeetingValue)
	r, err := v.reading(c, m)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold lines back
	h.Set("Content-Type", mediaTypes[".txt"])
	if c.QueryParam("follow") == "1" {
		return srv.followText(c, v, r)
	}
	segs, err := v.segments(c, r.lang)
	if err != nil {
		return err
	}
	var b strings.Builder
	tape := format.NewTape(r.cells)
	for _, s := range segs {
		lines := tape.Add(s) // the tape has to know who speaks
		if s.ID < r.from {
			continue
		}
		for _, line := range lines {
			b.WriteString(line + "\n")
		}
	}
	return c.String(http.StatusOK, b.String())
}
