package ingest

import (
	"slices"
	"time"
)

// Counts are the oddities and the work of a source's posts.
type Counts struct {
	Gaps         int `json:"gaps,omitempty"`          // posts that never came
	Duplicates   int `json:"duplicates,omitempty"`    // posts that came again
	SeqRepeat    int `json:"seq_repeat,omitempty"`    // other bodies under a number in use
	Late         int `json:"late,omitempty"`          // posts that came after their successors
	Restarts     int `json:"restarts,omitempty"`      // runs of numbers that began anew
	BodyCut      int `json:"body_cut,omitempty"`      // letters cut off whose rest never came
	CharsetGuess int `json:"charset_guess,omitempty"` // bodies taken for windows-1252
	LangMismatch int `json:"lang_mismatch,omitempty"` // posts in another language than the channel's
	StampOff     int `json:"stamp_off,omitempty"`     // bodies whose timestamp was not within a minute of their coming
	Erases       int `json:"erases,omitempty"`        // characters taken back
	Words        int `json:"words,omitempty"`         // words begun
}

func (c *Counts) add(d Counts) {
	c.Gaps += d.Gaps
	c.Duplicates += d.Duplicates
	c.SeqRepeat += d.SeqRepeat
	c.Late += d.Late
	c.Restarts += d.Restarts
	c.BodyCut += d.BodyCut
	c.CharsetGuess += d.CharsetGuess
	c.LangMismatch += d.LangMismatch
	c.StampOff += d.StampOff
	c.Erases += d.Erases
	c.Words += d.Words
}

// Diagnostics are what a captioner and a host may want to know of a source.
type Diagnostics struct {
	LastSeen time.Time     // of any post, heartbeats and repeats included; zero if there was none
	Seq      int64         // the highest number taken in the present run
	Mode     Mode          // how the last text was read; empty if there was none
	Timed    bool          // posts tell when their words were said
	Delay    time.Duration // then the median of how much later the latest came, by our clock and theirs
	Counts
}

// Diagnostics says how s does.
func (s *Source) Diagnostics() Diagnostics {
	return Diagnostics{
		LastSeen: s.heard, Seq: s.last, Mode: s.mode(), Timed: len(s.delays) > 0, Delay: median(s.delays), Counts: s.counts,
	}
}

// mode is how the last text was read.
func (s *Source) mode() Mode {
	switch {
	case s.as != "" || s.at.IsZero():
		return s.as
	case s.raws != 0:
		return Stream
	default:
		return Chunk
	}
}

// maxDelays is of how many posts the median delay is taken. Source: section 1.2 of our
// captions reference.
const maxDelays = 20

// maxDelay is from where on a time that a program tells is nonsense.
const maxDelay = 24 * time.Hour

// believed is a time that a program told at a time, if it can be.
func believed(at, told time.Time) time.Time {
	if told.IsZero() || at.Sub(told).Abs() > maxDelay {
		return time.Time{}
	}
	return told.UTC()
}

// median is the median of some durations, the lower of two; 0 of none.
func median(of []time.Duration) time.Duration {
	if len(of) == 0 {
		return 0
	}
	of = slices.Sorted(slices.Values(of))
	return of[(len(of)-1)/2]
}
