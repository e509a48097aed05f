package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"example.org/convener/meeting"
)

// An Event is a meeting as a calendar has it. It has no field for a person.
type Event struct {
	ID        string // the meeting's
	URL       string // its public page
	Title     string
	Starts    time.Time
	Minutes   int    // planned, 0 if nobody said
	Place     string // of those who meet face to face, or empty
	About     string // in words
	Revised   int    // how often its plan was changed
	Cancelled bool
}

// usualMinutes is how long a meeting lasts whose agenda does not say.
const usualMinutes = 30

// refresh is how often a calendar may look whether something was changed.
const refresh = "PT1H"

// WriteCalendar writes events as iCalendar (RFC 5545), as a host published them at now. An
// event is the same for ever by its meeting's id, and a later one by how often it was
// revised (X3).
func WriteCalendar(w io.Writer, host, name string, events []Event, now time.Time) error {
	c := ics.NewCalendar()
	c.SetProductId("-//Convener//Convener//EN")
	c.SetMethod(ics.MethodPublish)
	if name != "" {
		c.SetXWRCalName(name)
		c.SetRefreshInterval(refresh, ics.WithValue("DURATION"))
	}
	for _, e := range events {
		e.add(c.AddEvent(e.ID+"@"+host), now)
	}
	return c.SerializeTo(w, ics.WithNewLineWindows)
}

func (e Event) add(to *ics.VEvent, now time.Time) {
	minutes := e.Minutes
	if minutes == 0 {
		minutes = usualMinutes
	}
	to.SetDtStampTime(now)
	to.SetStartAt(e.Starts)
	to.SetProperty(ics.ComponentPropertyDuration, fmt.Sprintf("PT%dM", minutes))
	to.SetSummary(e.Title)
	to.SetURL(e.URL)
	if to.SetLocation(e.URL); e.Place != "" {
		to.SetLocation(e.Place)
	}
	if e.About != "" {
		to.SetDescription(e.About)
	}
	to.SetSequence(e.Revised)
	if to.SetStatus(ics.ObjectStatusConfirmed); e.Cancelled {
		to.SetStatus(ics.ObjectStatusCancelled)
	}
}

// AboutAgenda is an agenda in words, with who the items are by left out: calendars are
// passed on.
func AboutAgenda(v meeting.View) string {
	d := NewAgenda(v)
	text, count := "", [meeting.MaxLevels + 1]int{}
	for _, i := range d.Items {
		count[i.Level]++
		clear(count[i.Level+1:])
		var number strings.Builder
		for _, n := range count[1 : i.Level+1] {
			fmt.Fprintf(&number, "%d.", n)
		}
		text += fmt.Sprintf("%s %s (%d min)\n", number.String(), i.Title, i.Minutes)
	}
	return text
}

// Planned are the minutes that an agenda takes.
func Planned(v meeting.View) int { return NewAgenda(v).Minutes() }
