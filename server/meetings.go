package server

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"example.org/convener/captions/ingest"
	"example.org/convener/meeting"
	"example.org/convener/server/catalogue"
	"example.org/convener/server/export"
	"example.org/convener/server/wire"
)

// maxPlan bounds the plan of a meeting, in bytes.
const maxPlan = 256 << 10

// plan is what an owner says of a new meeting.
type plan struct {
	Title    string                `json:"title"`
	Starts   *time.Time            `json:"starts"`
	Rule     meeting.Rule          `json:"rule"`
	Series   string                `json:"series"`
	Agenda   []meeting.PlannedItem `json:"agenda"`
	Channels []meeting.Channel     `json:"channels"`
	Bodies   []meeting.Body        `json:"bodies"`
	Mode     meeting.Mode          `json:"mode"`
	Place    string                `json:"place"`
	From     string                `json:"from"` // a meeting that it is like; empty for none
}

// command is the wish that p stands for, on top of like: what p says counts. What both leave
// open and the group says nothing about is filled in.
func (p plan) command(like meeting.CreateMeeting, now time.Time) meeting.CreateMeeting {
	c := like
	c.Starts = now.UTC().Truncate(time.Second)
	if p.Starts != nil {
		c.Starts = p.Starts.UTC()
	}
	c.Title = cmp.Or(p.Title, c.Title)
	c.Series = cmp.Or(p.Series, c.Series)
	c.Rule = cmp.Or(p.Rule, c.Rule)
	c.Mode, c.Place = cmp.Or(p.Mode, c.Mode), cmp.Or(p.Place, c.Place)
	if p.Agenda != nil {
		c.Agenda = p.Agenda
	}
	if p.Bodies != nil {
		c.Bodies = p.Bodies
	}
	if len(p.Channels) > 0 {
		c.Channels = p.Channels
	}
	if len(c.Channels) == 0 {
		c.Channels = []meeting.Channel{{Lang: "en", Title: "English"}}
	}
	return c
}

// A Meeting is a new meeting and the ways into it. The secrets in it are kept nowhere.
type Meeting struct {
	ID       uuid.UUID               `json:"id"`
	URL      string                  `json:"url"`      // the public page
	Links    map[string]string       `json:"links"`    // by role
	Captions map[string]CaptionLinks `json:"captions"` // by language
}

// CaptionLinks are what a captioner pastes, by the kind of box in the captioner's program.
type CaptionLinks struct {
	Zoom    string `json:"zoom"`
	Teams   string `json:"teams"`
	Any     string `json:"any"`
	YouTube string `json:"youtube"`
	Console string `json:"console"`
}

// createMeeting serves POST /api/v1/meetings.
func (srv *Server) createMeeting(c echo.Context) error {
	ctx := c.Request().Context()
	if err := srv.owns(c, "Making a meeting"); err != nil {
		return err
	}
	var p plan
	if err := readJSON(c, maxPlan, &p); err != nil {
		return err
	}
	var like meeting.CreateMeeting
	if p.From != "" {
		var err error
		if like, err = srv.planLike(ctx, p.From); err != nil {
			return err
		}
	}
	made, err := srv.CreateMeeting(ctx, p.command(like, time.Now()))
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusCreated, made)
}

// CreateMeeting makes a meeting and its links; what cmd leaves out, the meeting has from the
// group. The error is a refusal, or a fault.
func (srv *Server) CreateMeeting(ctx context.Context, cmd meeting.CreateMeeting) (Meeting, error) {
	group, err := srv.group.Latest(ctx)
	if err != nil {
		return Meeting{}, err
	}
	id := uuid.New()
	cmd = group.Settings().Fill(cmd)
	cmd.Links = plannedLinks(cmd.Channels)
	left, err := srv.leftBy(ctx, id, cmd.Series, cmd.Starts)
	if err != nil {
		return Meeting{}, err
	}
	cmd.Carry = left
	if err := srv.rooms.Create(ctx, id, cmd); err != nil {
		return Meeting{}, err
	}
	m := Meeting{
		ID: id, URL: srv.meetingURL(id), Links: make(map[string]string), Captions: make(map[string]CaptionLinks),
	}
	for _, l := range cmd.Links {
		made, err := srv.secretOf(ctx, id, l)
		if err != nil {
			return Meeting{}, err
		}
		if made.Captions != nil {
			m.Captions[l.Lang] = *made.Captions
		} else {
			m.Links[l.Roles.Names()[0]] = made.URL
		}
	}
	v, err := srv.view(ctx, id, "")
	if err != nil {
		return Meeting{}, err
	}
	defer v.leave()
	shown, err := v.see(ctx)
	if err != nil {
		return Meeting{}, err
	}
	return m, srv.catalogue.Keep(ctx, listed(id, shown))
}

// listed is what the public list says of a meeting of which the public may see v.
func listed(id uuid.UUID, v meeting.View) catalogue.Listing {
	m, _ := v["meeting"].(meeting.MeetingValue)
	minutes, _ := v["minutes"].(meeting.MinutesValue)
	return catalogue.Listing{
		ID: id, Title: m.Title, Starts: m.Starts, Stage: m.Stage, Rule: m.Rule, Minutes: export.Planned(v),
		Series: m.Series, Mode: m.Mode, Place: m.Place, Revised: m.Revised, Cancelled: m.Cancelled,
		Circulated: minutes.Public,
	}
}

// captionLinks are the links of a channel as the captioning programs of the world expect
// them: at the root of the host, and with a query that clients can append to (captions
// reference, 1.1, 1.4 and 1.5).
func (srv *Server) captionLinks(id uuid.UUID, lang, secret string) CaptionLinks {
	link := func(path string, query string) string {
		u := srv.PublicURL.JoinPath(path)
		u.RawQuery = query
		return u.String()
	}
	name := url.QueryEscape(ingest.Lang(lang))
	return CaptionLinks{
		Zoom: link("/closedcaption", "id="+id.String()+"&ns="+name+
			"&expire=86400&sparams=id%2Cns%2Cexpire&signature="+secret),
		Teams:   link("/cartcaption", "meetingid="+id.String()+"&token="+secret),
		Any:     link("/cc/"+secret, "v=1"),
		YouTube: link("/closedcaption", "cid="+secret),
		Console: link("/captioner", "") + "#" + secret,
	}
}

// listMeetings serves GET /api/v1/meetings: what the public may know.
func (srv *Server) listMeetings(c echo.Context) error {
	all, err := srv.catalogue.All(c.Request().Context())
	if err != nil {
		return err
	}
	out := make([]described, len(all))
	for i, l := range all {
		out[i] = described{l, srv.meetingURL(l.ID)}
	}
	return c.JSON(http.StatusOK, map[string]any{"meetings": out})
}

// bearer is the token that a request carries in its header.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// enterMeeting opens the room of the meeting that a path names, and finds who asks: House
// if the request has no session. cookies says whether a cookie counts.
func (srv *Server) enterMeeting(c echo.Context, cookies bool) (v *viewer, err error) {
	id, err := meetingID(c)
	if err != nil {
		return nil, err
	}
	token := bearer(c.Request())
	if cookie, err := c.Cookie(sessionCookie); cookies && token == "" && err == nil {
		token = cookie.Value
	}
	return srv.view(c.Request().Context(), id, token)
}

// member is enterMeeting for people in the meeting only.
func (srv *Server) member(c echo.Context, cookies bool) (*viewer, error) {
	v, err := srv.enterMeeting(c, cookies)
	if err != nil {
		return nil, err
	}
	if v.person == meeting.House {
		v.leave()
		return nil, wire.ErrNoSession
	}
	return v, nil
}
