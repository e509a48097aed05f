package server

import (
	"net/http"
	"reflect"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	law "example.org/convener/meeting/group"
	"example.org/convener/meeting/outline"
	"example.org/convener/server/catalogue"
	"example.org/convener/server/export"
	"example.org/convener/server/openapi"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

// Security schemes.
var (
	admins   = []string{"admin"}
	members  = []string{"session"}
	keepers  = []string{"admin", "session"}
	readers  = []string{"session", "cookie"}
	contacts = []string{"body"}
)

var (
	text     = openapi.Schema{"type": "string"}
	patched  = openapi.Schema{"$ref": "#/components/schemas/Patch"}
	notFound = []int{http.StatusNotFound}
)

// described is a meeting in the public list.
type described struct {
	catalogue.Listing
	URL string `json:"url"`
}

// patch is a change of a feed as clients get it, for the description; package feed encodes it.
type patch struct {
	Feed   string         `json:"feed"`
	Cursor string         `json:"cursor"`
	Reset  bool           `json:"reset"`
	More   bool           `json:"more,omitempty"`
	Set    map[string]any `json:"set"`
}

// operations are what clients can do over HTTP, but for pages made for people. A test
// compares them with the routes.
func operations(asks openapi.Schema) []openapi.Operation {
	const api, group = "/api/v1/meetings", "/api/v1/group"
	return []openapi.Operation{
		{Method: "POST", Path: api, ID: "createMeeting", Summary: "Make a meeting.", Auth: admins, Body: plan{}, Result: Meeting{}, Status: 201, Refused: []int{400, 401, 413}},
		{Method: "GET", Path: api, ID: "listMeetings", Summary: "The public list, the latest first.", Result: openapi.Object(map[string]openapi.Schema{
			"meetings": {"type": "array", "items": openapi.Schema{"$ref": "#/components/schemas/Described"}},
		}), Status: 200},
		{Method: "GET", Path: group, ID: "getGroup", Summary: "How the group speaks and decides: what new meetings have unless they say otherwise.", Result: groupDocument{}, Status: 200},
		{Method: "PUT", Path: group, ID: "setGroup", Summary: "Change that, having seen its revision.", Auth: admins, Body: law.SetGroup{}, Result: groupDocument{}, Status: 200, Refused: []int{400, 401, 409, 413}},
		{Method: "GET", Path: group + "/changes", ID: "groupChanges", Summary: "What was changed in it, the latest first.", Result: openapi.Object(map[string]openapi.Schema{
			"changes": {"type": "array", "items": openapi.Schema{"$ref": "#/components/schemas/Change"}},
		}), Status: 200},
		{Method: "POST", Path: group + "/preview", ID: "previewGroup", Summary: "What a document would say to everybody, or why it cannot be kept.", Auth: admins, Body: law.Settings{}, Result: preview{}, Status: 200, Refused: []int{400, 401, 413}},
		{Method: "GET", Path: "/api/v1/bodies", ID: "listBodies", Summary: "The bodies of the group, who represents them, since when, and how they were chosen.", Result: openapi.Object(map[string]openapi.Schema{
			"bodies": {"type": "array", "items": openapi.Schema{"$ref": "#/components/schemas/Represented"}},
		}), Status: 200},
		{Method: "POST", Path: "/api/v1/bodies/:name/links", ID: "makeBodyLink", Summary: "A body's own link. Its secret is shown this once.", Auth: admins, Result: madeLink{}, Status: 201, Refused: []int{401, 404}},
		{Method: "DELETE", Path: "/api/v1/bodies/:name/links", ID: "revokeBodyLinks", Summary: "Have the links of a body work no more, and take those out who came by them.", Auth: admins, Status: 204, Refused: []int{401}},
		{Method: "GET", Path: "/api/v1/body", ID: "getBody", Summary: "The body of a link, for its contact: the link's secret is the bearer token.", Auth: contacts, Result: represented{}, Status: 200, Refused: []int{404, 429}},
		{Method: "POST", Path: "/api/v1/body/delegates", ID: "nameDelegate", Summary: "Name a representative or an alternate, in public.", Auth: contacts, Body: namedDelegate{}, Result: roster.Delegate{}, Status: 201, Refused: []int{400, 403, 404, 409, 429}},
		{Method: "DELETE", Path: "/api/v1/body/delegates/:delegate", ID: "endDelegate", Summary: "End that somebody represents the body. That they did stays known.", Auth: contacts, Status: 204, Refused: []int{404, 429}},
		{Method: "POST", Path: api + "/:id/join", ID: "join", Summary: "Come in by a link, or observe an open meeting without one.", Body: wire.Joining{}, Result: wire.Joined{}, Status: 200, Refused: []int{400, 401, 404, 429}},
		{Method: "POST", Path: api + "/:id/ask", ID: "ask", Summary: "Ask for something. The same id is the same wish, however often it is sent.", Auth: members, Body: asks, Result: wire.Answer{}, Status: 200, Refused: []int{400, 401, 403, 404, 409, 413, 429, 500}},
		{Method: "GET", Path: api + "/:id/links", ID: "listLinks", Summary: "The ways into a meeting, without their secrets.", Auth: keepers, Result: openapi.Object(map[string]openapi.Schema{
			"links": {"type": "array", "items": openapi.Schema{"$ref": "#/components/schemas/Link"}},
		}), Status: 200, Refused: []int{401, 403, 404}},
		{Method: "POST", Path: api + "/:id/links", ID: "makeLink", Summary: "One more link. Its secret is shown this once.", Auth: keepers, Body: newLink{}, Result: madeLink{}, Status: 201, Refused: []int{400, 401, 403, 404}},
		{Method: "DELETE", Path: api + "/:id/links/:link", ID: "revokeLink", Summary: "Let nobody in by a link any more, and take those out who came by it.", Auth: keepers, Status: 204, Refused: []int{401, 403, 404}},
		{Method: "GET", Path: api + "/:id/review", ID: "reviewMinutes", Summary: "The lines of a meeting under the Chatham House Rule, and what of them identifies somebody: for those who draft and pass its record.", Auth: members, Result: reviewed{}, Refused: []int{401, 403, 404}},
		{Method: "GET", Path: api + "/:id/slip", ID: "readSlip", Summary: "What the asker said, as it was captioned, so that they can keep something out of the record of a meeting under the Chatham House Rule.", Auth: members, Result: slip{}, Refused: []int{401, 403, 404}},
		{Method: "POST", Path: api + "/:id/screens", ID: "makeScreen", Summary: "A short address by which one more device of the same person comes in, once.", Auth: members, Result: newScreen{}, Status: 201, Refused: []int{401, 404, 429}},
		{Method: "GET", Path: api + "/:id/feeds/*", ID: "pollFeed", Summary: "What has changed in a feed; 204 if nothing came in time.", Auth: members, Query: []openapi.Parameter{
			{Name: "since", Meaning: "the cursor of the last patch; empty for everything"}, {Name: "wait", Meaning: "seconds, 0-60"},
		}, Result: patched, Status: 200, Refused: []int{400, 401, 404}},
		{Method: "GET", Path: api + "/:id/events", ID: "streamFeeds", Summary: "Feeds as server-sent events: patch, now, end.", Auth: readers, Query: []openapi.Parameter{
			{Name: "feeds", Meaning: "names with commas between them", Required: true}, {Name: "since", Meaning: "the id of the last event"},
		}, Result: text, Media: "text/event-stream", Status: 200, Refused: []int{401, 404}},
		{Method: "GET", Path: api + "/:id/socket", ID: "socket", Summary: "Feeds and asks over a WebSocket; PROTOCOL.md has its frames.", Status: 101, Refused: []int{403}},
		{Method: "GET", Path: "/m/:id/captions/:file", ID: "captionFile", Summary: "A channel's text as LANG.vtt, .srt, .txt or .json.", Auth: readers, Result: text, Media: "text/vtt", Status: 200, Refused: notFound},
		{Method: "GET", Path: "/m/:id/captions.txt", ID: "captionText", Summary: "A channel's text in short lines; with follow=1 as it comes.", Auth: readers, Query: []openapi.Parameter{
			{Name: "lang", Meaning: "of the channel; the first if absent"}, {Name: "w", Meaning: "cells in a line, 20-120"}, {Name: "follow", Meaning: "1 for a stream that goes on"}, {Name: "from", Meaning: "the segment to begin with"},
		}, Result: text, Media: "text/plain", Status: 200, Refused: []int{400, 404}},
		minutesFile("", "text/html"), minutesFile(".html", "text/html"), minutesFile(".md", "text/markdown"), minutesFile(".txt", "text/plain"), minutesFile(".docx", mediaTypes[".docx"]), minutesFile(".pdf", "application/pdf"), minutesFile(".json", "application/json"),
		{Method: "POST", Path: "/api/v1/agenda", ID: "readAgenda", Summary: "The items of an agenda that comes as Markdown, as a table or as JSON, before anybody imports it. Nothing is kept.", Body: outline.Document{}, Text: true, Result: outlined{}, Status: 200, Refused: []int{400, 413, 429}},
		{Method: "GET", Path: "/m/:id/calendar.ics", ID: "meetingCalendar", Summary: "The meeting as a calendar takes it.", Result: text, Media: mediaTypes[".ics"], Status: 200, Refused: notFound},
		{Method: "GET", Path: "/calendar.ics", ID: "groupCalendar", Summary: "All meetings, to subscribe to.", Query: []openapi.Parameter{{Name: "series", Meaning: "of whose meetings; of all if absent"}}, Result: text, Media: mediaTypes[".ics"], Status: 200},
		agendaFile(".md"), agendaFile(".csv"), agendaFile(".json"),
		{Method: "GET", Path: "/m/:id/speeches.json", ID: "speeches", Summary: "Who spoke when, for which body; not under the Chatham House Rule.", Auth: readers, Result: export.Speeches{}, Status: 200, Refused: notFound},
		{Method: "GET", Path: "/m/:id/speeches.csv", ID: "speechesAscsv", Summary: "The same as a table.", Auth: readers, Result: text, Media: "text/csv", Status: 200, Refused: notFound},
		posting("/closedcaption", "zoomCaption", "signature"), posting("/cartcaption", "teamsCaption", "token"), posting("/cc/:secret", "anyCaption", ""),
		{Method: "GET", Path: "/closedcaption/seq", ID: "lastNumber", Summary: "The highest number taken, 0 for none.", Query: []openapi.Parameter{{Name: "signature", Meaning: "the link's secret", Required: true}}, Result: text, Media: "text/plain", Status: 200},
		{Method: "GET", Path: "/captions/monitor", ID: "monitorCaptions", Summary: "What readers see of a channel, for its captioner: the caption secret is the bearer token.", Query: []openapi.Parameter{{Name: "since", Meaning: "the cursor of the last answer"}}, Result: openapi.Schema{"type": "object"}, Status: 200, Refused: []int{404, 429}},
		{Method: "GET", Path: "/captions/words.txt", ID: "wordList", Summary: "What a captioner's program should know before it is said, a term a line: the caption secret is the bearer token.", Result: text, Media: "text/plain", Status: 200, Refused: []int{404, 429}},
		{Method: "POST", Path: "/captions/ops", ID: "postOps", Summary: "What a captioner did, an op a line: the caption secret is the bearer token. PROTOCOL.md has the ops.", Query: []openapi.Parameter{{Name: "src", Meaning: "the name of the program, whose ops are numbered", Required: true}}, Text: true, Result: wire.Taken{}, Status: 200, Refused: []int{400, 404, 413, 429}},
		{Method: "GET", Path: "/captions/socket", ID: "consoleSocket", Summary: "The same over a WebSocket, the secret in the first frame.", Status: 101},
		{Method: "GET", Path: "/healthz", ID: "healthz", Summary: "The process is there.", Result: text, Media: "text/plain", Status: 200},
		{Method: "GET", Path: "/readyz", ID: "readyz", Summary: "Whether people should be sent here; 503 if not.", Result: text, Media: "text/plain", Status: 200},
		{Method: "GET", Path: "/metrics", ID: "metrics", Summary: "Figures for Prometheus.", Result: text, Media: "text/plain", Status: 200},
		{Method: "GET", Path: "/openapi.json", ID: "openapi", Summary: "This document.", Result: openapi.Schema{"type": "object"}, Status: 200},
	}
}

func minutesFile(ext, media string) openapi.Operation {
	name := "minutes"
	if ext != "" {
		name += "As" + ext[1:]
	}
	return openapi.Operation{
		Method: "GET", Path: "/m/:id/minutes" + ext, ID: name, Summary: "The minutes.", Auth: readers, Result: text, Media: media, Status: 200, Refused: notFound,
	}
}

func agendaFile(ext string) openapi.Operation {
	op := openapi.Operation{
		Method: "GET", Path: "/m/:id/agenda" + ext, ID: "agendaAs" + ext[1:], Summary: "The agenda, as the reader may see it.", Auth: readers, Result: text, Media: mediaTypes[ext], Status: 200, Refused: notFound,
	}
	if ext == ".json" {
		op.Result = outline.Document{}
	}
	return op
}

// posting describes a captioner's link.
func posting(path, id, secret string) openapi.Operation {
	op := openapi.Operation{
		Method: "POST", Path: path, ID: id, Summary: "A piece of captions; 200 means that it is safe.", Text: true, Result: text, Media: "text/plain", Status: 200,
		Query: []openapi.Parameter{{Name: "seq", Meaning: "number of the post; it never costs text"}, {Name: "lang", Meaning: "a hint"}, {Name: "cvmode", Meaning: "how the bodies of posts join"}, {Name: "eraseUnit", Meaning: "grapheme if a backspace takes back a character as people see it"}},
	}
	switch secret {
	case "":
	case "signature": // YouTube's links have the secret elsewhere
		op.Query = append(op.Query, openapi.Parameter{Name: secret, Meaning: "the link's secret"}, openapi.Parameter{Name: "cid", Meaning: "the same, in YouTube's links"})
	default:
		op.Query = append(op.Query, openapi.Parameter{Name: secret, Meaning: "the link's secret", Required: true})
	}
	return op
}

// describe is the document of the whole interface.
func describe(version string) []byte {
	d := openapi.Document{
		Title: "Convener", Version: version,
		Description: "A companion of meetings. server/PROTOCOL.md says what the values mean.",
		Security: map[string]string{
			"admin": "the admin token", "session": "the session that join answered", "cookie": "the session, for pages without scripts",
			"body": "the secret of a body's link",
		},
		Words: make(map[reflect.Type]openapi.Named), Refusal: refusal{},
	}
	for _, w := range wire.AllWords() {
		of := w.Of
		if w.Name == "Role" {
			of = reflect.TypeFor[meeting.Roles]()
		}
		d.Words[of] = openapi.Named{Name: w.Name, Values: w.Values}
	}
	asks := []openapi.Schema{}
	for name, p := range meeting.Permissions() {
		asks = append(asks, openapi.Object(map[string]openapi.Schema{
			"id": {"type": "string", "format": "uuid"}, "do": openapi.Const(name), "in": d.Fields(reflect.TypeOf(p.Command)),
		}))
	}
	d.Operations = operations(openapi.Schema{"oneOf": asks})
	d.Values = []any{patch{}, described{}, meeting.LinkValue{}, law.Change{}, represented{}, meeting.Quote{}, meeting.RecordLine{}, meeting.RecordEntry{}, meeting.OfferedPassage{}, meeting.PassageValue{}, meeting.Stretch{}, meeting.ConsentValue{}, meeting.Term{}}
	return d.JSON()
}

// openAPI serves GET /openapi.json.
func (srv *Server) openAPI() echo.HandlerFunc {
	doc := describe(srv.Version)
	return func(c echo.Context) error { return c.JSONBlob(http.StatusOK, doc) }
}
