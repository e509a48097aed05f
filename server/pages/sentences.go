package pages

import "fmt"

// sentences is the catalogue of what the pages of this package say.
var sentences = map[string]string{
	"action":              "Action %s",
	"action-by":           "by %s",
	"actions":             "Actions",
	"agenda":              "Agenda",
	"ago-day":             "1 day ago",
	"ago-days":            "%d days ago",
	"ago-hour":            "1 hour ago",
	"ago-hours":           "%d hours ago",
	"ago-minute":          "1 minute ago",
	"ago-minutes":         "%d minutes ago",
	"back":                "Back to the meeting",
	"body-empty":          "The agenda is empty so far. It appears here when the chair or the secretary adds to it.",
	"brand":               "Convener",
	"build":               "The live room is not built into this program: run “make build” and start it again.",
	"captioner":           "Write captions",
	"captioner-need":      "Writing captions on this page needs scripts. Every captioning program that can send to a Zoom caption link works without this page.",
	"captions":            "Captions",
	"decision":            "Decision %s",
	"decisions":           "Decisions",
	"due":                 "due %s",
	"floor":               "The floor",
	"floor-free":          "The floor is free.",
	"floor-held":          "Somebody has the floor.",
	"general":             "General",
	"has-floor":           "has the floor.",
	"home":                "Meetings",
	"home-empty":          "There is no meeting yet. This is how an owner makes the first one:",
	"home-link":           "all meetings",
	"home-live":           "Under way now",
	"home-live-none":      "No meeting is under way.",
	"home-make":           "How to make a meeting",
	"home-make-how":       "Whoever has the admin token, which the first start of the server printed, asks the server for one:",
	"home-make-then":      "The answer has the links to hand out: one each for chair, deputy, secretary, manager, participants and observers, and those for the captioner. They are shown once, so keep them.",
	"home-past":           "Past meetings",
	"home-upcoming":       "Upcoming",
	"home-upcoming-none":  "Nothing is planned.",
	"in-day":              "in 1 day",
	"in-days":             "in %d days",
	"in-hour":             "in 1 hour",
	"in-hours":            "in %d hours",
	"in-minute":           "in 1 minute",
	"in-minutes":          "in %d minutes",
	"item-current":        "now",
	"item-done":           "done",
	"join-ended":          "If you took part, open your link again to read the minutes and the captions.",
	"join-open":           "To take part, open the link that the organisers sent you, in a browser with scripts.",
	"join-planned":        "To take part when it begins, open the link that the organisers sent you, in a browser with scripts.",
	"json":                "JSON",
	"markdown":            "Markdown",
	"minutes":             "Minutes",
	"minutes-draft":       "Draft minutes: not yet circulated.",
	"minutes-length":      "%d min",
	"minutes-live":        "Minutes so far: the meeting is going on.",
	"minutes-more":        "These minutes in other formats:",
	"minutes-none":        "Nothing was recorded.",
	"minutes-of":          "Minutes of %s",
	"nobody":              "Nobody is waiting.",
	"not-here":            "There is nothing here for you",
	"not-here-next":       "Check the address. If somebody sent you here, ask them for a new link; if you were in the meeting, open your own link again.",
	"queue":               "Speaker queue",
	"rule":                "Chatham House Rule: what is said may be used; who said it may not be told.",
	"rule-off":            "Off the record: what is said stays in the room.",
	"short-chatham-house": "Chatham House Rule.",
	"short-off-record":    "Off the record.",
	"stage-ended":         "Ended",
	"stage-open":          "Under way",
	"stage-planned":       "Not started",
	"state-done":          "done",
	"state-open":          "open",
	"text":                "Plain text",
	"waiting":             "%d waiting",
	"webvtt":              "WebVTT",
	"when-now":            "just now",
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
