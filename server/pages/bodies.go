package pages

import (
	"io"
	"time"

	"example.org/convener/meeting/group"
	"example.org/convener/server/roster"
)

// A Body is one of the directory: what it is, who represents it, and who has.
type Body struct {
	group.Body
	Seated string // how many seats it has, in words
	Now    []roster.Delegate
	Before []roster.Delegate // the latest first
}

// NewBody is a body with all whom it has named.
func NewBody(b group.Body, all []roster.Delegate) Body {
	out := Body{Body: b, Seated: amount(b.Seats, "how-body-seat")}
	for _, d := range all {
		if d.Until == "" {
			out.Now = append(out.Now, d)
		} else {
			out.Before = append([]roster.Delegate{d}, out.Before...)
		}
	}
	return out
}

// Bodies writes the directory of the group's bodies.
func (p *Pages) Bodies(w io.Writer, all []Body) error {
	return p.write(w, "bodies.html", page{Title: say("bodies"), Data: all})
}

// Contact writes the page on which a body's contact names its delegates.
func (p *Pages) Contact(w io.Writer) error {
	return p.write(w, "body.html", page{Title: say("body"), Live: "body", App: p.assets.Body})
}

// date is a day as one would say it.
func date(day string) string {
	t, err := time.Parse(roster.Day, day)
	if err != nil {
		return day
	}
	return t.Format("2 January 2006")
}
