package pages

import (
	"io"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/meeting/group"
)

// served is a meeting that is under way or ahead, and how far off its time is.
type served struct {
	Meeting meeting.MeetingValue
	When    string
}

// Access writes what people have to know who want to take part, for everybody (acc-J4), as
// it is at now: what the group says, how the next meetings are captioned, and what every
// meeting has.
func (p *Pages) Access(w io.Writer, s group.Settings, meetings []meeting.MeetingValue, now time.Time) error {
	next := make([]served, len(meetings))
	for i, m := range meetings {
		next[i] = served{m, when(m.Starts, now)}
	}
	return p.write(w, "access.html", page{Title: say("access"), Access: true, Data: map[string]any{
		"Group": agreedAccess(s), "Help": s.Access.Help, "Next": next,
		"Always": []string{"links", "plain", "text", "keys", "typing", "slow", "phone", "alarm", "needs"},
	}})
}
