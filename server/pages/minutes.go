package pages

import (
	"html/template"
	"strings"

	"example.org/convener/meeting"
	"example.org/convener/server/export"
)

// minutesFunctions say in words what minutes hold.
var minutesFunctions = template.FuncMap{
	"moment":       export.Moment,
	"attribution":  func(m export.Minutes) string { return m.Attribution(say) },
	"none":         func(m export.Minutes, i export.MinutesItem) string { return m.None(i, say) },
	"status":       func(m export.Minutes) string { return m.Status(say) },
	"certificates": func(m export.Minutes) []export.Fact { return m.Certificates(say) },
	"lines":        export.Minutes.Lines,
	"actions": func(m export.Minutes) []export.Line {
		return m.Only(func(l export.Line) bool { return l.Action != nil })
	},
	"changed": func(m export.Minutes) []export.Line {
		return m.Only(func(l export.Line) bool { return len(l.Was) > 0 })
	},
	"label":    func(l export.Line) string { return l.Label(say) },
	"sentence": func(l export.Line) string { return l.Sentence(say) },
	"closed":   func(l export.Line) string { return l.Closed(say) },
	"state":    func(l export.Line) string { return l.State(say) },
	"name":     lineName,
	"attender": func(p meeting.Attender) string { return export.Attender(p, say) },
	"wording":  func(w meeting.WordingValue) string { return export.Changed(w, say) },
	"proposed": func(c meeting.CorrectionValue) string { return export.Proposed(c, say) },
}

// nameLength is about how many characters a line is named with where it is linked to.
const nameLength = 60

// lineName names a line in a few words.
func lineName(l export.Line) string {
	words := strings.Fields(strings.TrimSpace(l.Label(say) + " " + l.Sentence(say)))
	name := ""
	for _, w := range words {
		if len([]rune(name))+len([]rune(w)) > nameLength {
			return name + "…"
		}
		name = strings.TrimSpace(name + " " + w)
	}
	return name
}
