package ingest

import (
	"slices"
	"time"

	"example.org/convener/captions"
)

// Counts are the oddities and the work of a source's posts, within [captions.Lately]: what
// was mended longer ago is no news.
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
	Seen  *time.Time `json:"seen"`  // when any post came last, heartbeats and repeats included; null if none did
	Seq   int64      `json:"seq"`   // the highest number taken in the present run
	Mode  Mode       `json:"mode"`  // how the last text was read; empty if there was none
	Delay *int64     `json:"delay"` // by how many ms the latest posts came after their words were said; null if they do not tell
	Counts

	LastSeen time.Time `json:"-"` // when a post was taken last: a heartbeat moves no run of numbers elsewhere
}

// Diagnostics says how s does at a time. The delay is the median over the last posts, by our
// clock and theirs.
func (s *Source) Diagnostics(now time.Time) Diagnostics {
	d := Diagnostics{Seq: s.last, Mode: s.mode(), LastSeen: s.at}
	for _, n := range s.notes {
		if now.Sub(n.at) <= captions.Lately {
			d.add(n.Counts)
		}
	}
	if !s.heard.IsZero() {
		seen := s.heard.UTC()
		d.Seen = &seen
	}
	if len(s.delays) > 0 {
		delay := median(s.delays).Milliseconds()
		d.Delay = &delay
	}
	return d
}

// notesSpan is for how long counts are added up: they are forgotten in such steps.
const notesSpan = 5 * time.Second

// noted are the counts of some posts in a row.
type noted struct {
	at time.Time // of the first
	Counts
}

// count adds what a post at a time is counted for, and forgets what is no news.
func (s *Source) count(at time.Time, c Counts) {
	notes := slices.DeleteFunc(slices.Clone(s.notes), func(n noted) bool { return at.Sub(n.at) > captions.Lately })
	if n := len(notes); n == 0 || at.Sub(notes[n-1].at) >= notesSpan {
		notes = append(notes, noted{at: at})
	}
	notes[len(notes)-1].add(c)
	s.notes = notes
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

// median is the median of some durations, the lower of two.
func median(of []time.Duration) time.Duration {
	of = slices.Sorted(slices.Values(of))
	return of[(len(of)-1)/2]
}
