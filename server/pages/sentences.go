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
	"calendar":            "Add to your calendar",
	"calendar-all":        "All meetings as a calendar",
	"captioner":           "Write captions",
	"captioner-need":      "Writing captions on this page needs scripts. Every captioning program that can send to a Zoom caption link works without this page.",
	"captions":            "Captions",
	"captions-released":   "They are published as they were written while people spoke, with their mistakes; they are no minutes.",
	"decision":            "Decision %s",
	"decisions":           "Decisions",
	"due":                 "due %s",
	"error-title":         "Error: %s",
	"floor":               "The floor",
	"floor-free":          "The floor is free.",
	"floor-held":          "Somebody has the floor.",
	"general":             "General",
	"has-floor":           "has the floor.",
	"home":                "Meetings",
	"home-empty":          "There is no meeting yet. Whoever has the admin token sets the first one up.",
	"home-link":           "all meetings",
	"home-live":           "Under way now",
	"home-live-none":      "No meeting is under way.",
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
	"item-added":          "added after adoption",
	"item-changed":        "changed after adoption",
	"item-deferred":       "left to the next meeting",
	"item-done":           "done",
	"item-proposed":       "proposed",
	"join-body":           "You speak for",
	"join-button":         "Join",
	"join-ended":          "If you took part, open your link again to read the minutes and the captions.",
	"join-error":          "You have not joined yet",
	"join-here":           "Come in here, without scripts",
	"join-link":           "Your link",
	"join-link-hint":      "Paste the whole link that you were sent, with the part after the #. Without one you can observe, where the meeting is open.",
	"join-name":           "Your name",
	"join-needs":          "What you need to take part (optional)",
	"join-needs-hint":     "Only the chairs, the secretary and the participation manager see this. It is deleted with the names of the meeting’s people.",
	"join-needs-text":     "In your own words",
	"join-says":           "How it is pronounced (optional)",
	"join-says-hint":      "People in the meeting see it beside the name.",
	"join-no-body":        "No body, for yourself",
	"join-open":           "To take part, open the link that the organisers sent you.",
	"join-planned":        "To take part when it begins, open the link that the organisers sent you.",
	"join-way":            "How you take part",
	"json":                "JSON",
	"markdown":            "Markdown",
	"minutes":             "Minutes",
	"minutes-draft":       "Draft minutes: not yet circulated.",
	"minutes-length":      "%d min",
	"minutes-live":        "Minutes so far: the meeting is going on.",
	"minutes-more":        "These minutes in other formats:",
	"minutes-none":        "Nothing was recorded.",
	"minutes-of":          "Minutes of %s",
	"need-breaks":         "Breaks",
	"need-captions":       "Captions",
	"need-other":          "Something else",
	"need-print":          "Large print or plain text",
	"need-sign":           "Sign language",
	"need-time":           "More time",
	"need-typing":         "To speak by text",
	"nobody":              "Nobody is waiting.",
	"not-here":            "There is nothing here for you",
	"not-here-next":       "Check the address. If somebody sent you here, ask them for a new link; if you were in the meeting, open your own link again.",
	"overlay":             "Captions for streaming software",
	"overlay-need":        "This page lays live captions over a picture. It needs scripts, and the link of an observer in its address.",
	"queue":               "Speaker queue",
	"rule":                "Chatham House Rule: what is said may be used; who said it may not be told.",
	"outside":             "This is the last of what is being said, for those who are not in the meeting: it is under the Chatham House Rule, and a program has taken out what tells who speaks. When the meeting ends it is gone.",
	"outside-follow":      "Follow what is said, without names",
	"rule-off":            "Off the record: what is said stays in the room.",
	"screen":              "Second screen",
	"screen-captions":     "Show the captions",
	"screen-once":         "This address works once. What is shown here is what you see in the meeting, in your name.",
	"screen-text":         "Show the text and braille view",
	"setup":               "Set up a meeting",
	"setup-need":          "Setting a meeting up on this page needs scripts. It can be done without them, too.",
	"short-chatham-house": "Chatham House Rule.",
	"short-off-record":    "Off the record.",
	"srt":                 "SubRip",
	"stage-ended":         "Ended",
	"stage-open":          "Under way",
	"stage-planned":       "Not started",
	"state-done":          "done",
	"state-open":          "open",
	"text":                "Plain text",
	"text-ended":          "The meeting has ended.",
	"text-open":           "The meeting is open.",
	"text-planned":        "The meeting has not started.",
	"text-cells":          "Cells in a line:",
	"text-earlier":        "Earlier lines",
	"text-language":       "Language:",
	"text-newer":          "Next unread lines",
	"text-no-channel":     "This meeting has no captions.",
	"text-no-newer":       "There are no unread lines yet.",
	"text-of":             "Captions of %s",
	"text-silent":         "There are no captions yet.",
	"text-view":           "Text and braille view",
	"waiting":             "%d waiting",
	"way-sign":            "I sign",
	"way-speak":           "I speak",
	"way-type":            "I type",
	"webvtt":              "WebVTT",
	"when-now":            "just now",
}

// Say is a sentence of the catalogue, for what is exported.
func Say(key string, args ...any) string { return say(key, args...) }

// say is a sentence of the catalogue. A sentence that is missing is a mistake that the
// package's test finds.
func say(key string, args ...any) string {
	s, ok := sentence(key)
	if !ok {
		return "[" + key + "]"
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// sentence finds a sentence in the catalogues.
func sentence(key string) (string, bool) {
	for _, catalogue := range []map[string]string{sentences, howSentences, accessSentences, minutesSentences} {
		if s, ok := catalogue[key]; ok {
			return s, true
		}
	}
	return "", false
}
