package pages

import "fmt"

// sentences is the catalogue of what the pages of this package say.
var sentences = map[string]string{
	"action":          "Action %s",
	"action-by":       "by %s",
	"actions":         "Actions",
	"agenda":          "Agenda",
	"body-empty":      "The agenda is empty so far.",
	"build":           "The live room is not built into this program: run “make build” and start it again.",
	"captioner":       "Write captions",
	"captioner-need":  "Writing captions on this page needs scripts. Every captioning program that can send to a Zoom caption link works without this page.",
	"captions":        "Captions",
	"decision":        "Decision %s",
	"decisions":       "Decisions",
	"floor":           "The floor",
	"floor-free":      "The floor is free.",
	"floor-held":      "Somebody has the floor.",
	"general":         "General",
	"has-floor":       "has the floor.",
	"home":            "Meetings",
	"home-empty":      "There is no meeting yet. An owner makes one with the admin token: see the README.",
	"home-link":       "All meetings",
	"item-current":    "now",
	"item-done":       "done",
	"join":            "To take part, open your link to this meeting in a browser with scripts.",
	"json":            "JSON",
	"markdown":        "Markdown",
	"minutes":         "Minutes",
	"minutes-of":      "Minutes of %s",
	"minutes-draft":   "Draft minutes: not yet circulated.",
	"minutes-live":    "Minutes so far: the meeting is going on.",
	"minutes-more":    "These minutes in other formats:",
	"minutes-none":    "Nothing was recorded.",
	"nobody":          "Nobody is waiting.",
	"not-here":        "There is nothing here",
	"open":            "The meeting is open.",
	"overlay":         "Captions for streaming software",
	"overlay-need":    "This page lays live captions over a picture. It needs scripts, and the link of an observer in its address.",
	"planned":         "The meeting has not started.",
	"ended":           "The meeting has ended.",
	"queue":           "Speaker queue",
	"rule":            "Chatham House Rule: what is said may be used; who said it may not be told.",
	"rule-off":        "Off the record: what is said stays in the room.",
	"srt":             "SubRip",
	"stage-ended":     "ended",
	"stage-open":      "open now",
	"stage-planned":   "planned",
	"state-done":      "done",
	"state-open":      "open",
	"text":            "Plain text",
	"text-cells":      "Cells in a line:",
	"text-earlier":    "Earlier lines",
	"text-language":   "Language:",
	"text-newer":      "Newer lines",
	"text-no-channel": "This meeting has no captions.",
	"text-no-newer":   "There are no newer lines yet.",
	"text-of":         "Captions of %s",
	"text-silent":     "There are no captions yet.",
	"text-view":       "Text and braille view",
	"webvtt":          "WebVTT",
	"waiting":         "%d waiting",
	"minutes-length":  "%d min",
	"due":             "due %s",
	"back":            "Back to the meeting",
}

// say is a sentence of the catalogue. A sentence that is missing is a mistake that the
// package's test finds.
func say(key string, args ...any) string {
	s, ok := sentences[key]
	if !ok {
		return "[" + key + "]"
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}
