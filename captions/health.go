package captions

import (
	"slices"
	"time"
)

// Health says how the captions of a channel do. Its JSON is the value health/<lang> of the
// feed presence, for those who run the meeting, and stands in what the captioner's page is told.
type Health struct {
	Frame  *Spread `json:"frame"`  // from the coming of text to its frame; null if no text came lately to this node
	Paint  *Spread `json:"paint"`  // from there to the pages of a sample of readers on this node; null if none of them told
	Delay  *int64  `json:"delay"`  // by how many ms it came after its words were said, the median; null if its program does not tell
	Alarms []Alarm `json:"alarms"` // what somebody should see to
}

// A Spread says how long something takes, in milliseconds: in the half of all cases, and in
// 95 of 100, at most so long.
type Spread struct {
	P50 int64 `json:"p50"`
	P95 int64 `json:"p95"`
}

// Lately is how far back what a captioner is told of reaches: what was mended longer ago is
// no news.
const Lately = 2 * time.Minute

// maxLags is of how many of the latest cases a spread is taken.
const maxLags = 200

// Lags are how long the latest texts took. The zero Lags is ready; it is not for several
// goroutines at once.
type Lags struct{ of []lag }

type lag struct {
	at   time.Time
	took time.Duration
}

// Add notes that a text which was there at a time took so long.
func (l *Lags) Add(at time.Time, took time.Duration) {
	l.of = append(l.of[max(0, len(l.of)-maxLags+1):], lag{at, took})
}

// Spread is how long those took that were there [Lately]; nil if there are none.
func (l *Lags) Spread(now time.Time) *Spread {
	var took []time.Duration
	for _, one := range l.of {
		if now.Sub(one.at) <= Lately {
			took = append(took, one.took)
		}
	}
	if len(took) == 0 {
		return nil
	}
	slices.Sort(took)
	return &Spread{P50: took[(len(took)-1)/2].Milliseconds(), P95: took[(len(took)*95+99)/100-1].Milliseconds()}
}
