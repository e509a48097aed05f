package pages

import (
	"io"
	"slices"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/catalogue"
)

// Overdue is how long after its time a meeting that has not started is still awaited.
const Overdue = 24 * time.Hour

// meetings are those of the group as the home page has them.
type meetings struct {
	Live     []dated // the latest first
	Upcoming []dated // the next first
	Past     []dated // the latest first
}

// dated is a meeting and how far off its time is.
type dated struct {
	catalogue.Listing
	When string
}

// Home writes the list of meetings, of which all has the latest first, as it is at now.
func (p *Pages) Home(w io.Writer, all []catalogue.Listing, now time.Time) error {
	var m meetings
	for _, l := range all {
		d := dated{l, when(l.Starts, now)}
		switch {
		case l.Stage == meeting.Started:
			m.Live = append(m.Live, d)
		case l.Stage == meeting.Planned && l.Starts.After(now.Add(-Overdue)):
			m.Upcoming = append(m.Upcoming, d)
		default:
			m.Past = append(m.Past, d)
		}
	}
	slices.Reverse(m.Upcoming)
	return p.write(w, "home.html", page{Title: say("home"), Home: true, Data: m})
}
