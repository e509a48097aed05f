package wire

import (
	"time"

	"example.org/convener/meeting"
)

// Monitor is what a captioner is told with the end of what readers see: which meeting it is
// for, and how far that is.
type Monitor struct {
	Title  string        `json:"title"`
	Stage  meeting.Stage `json:"stage"` // planned: what comes is a rehearsal
	Starts time.Time     `json:"starts"`
	Lang   string        `json:"lang"`
	Now    time.Time     `json:"now"`    // the server's time
	Cursor string        `json:"cursor"` // to wait for what comes after
}
