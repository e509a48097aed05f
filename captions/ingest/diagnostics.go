package ingest

import "time"

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
	c.Erases += d.Erases
	c.Words += d.Words
}

// Diagnostics are what a captioner and a host may want to know of a source.
type Diagnostics struct {
	LastSeen time.Time `json:"last_seen,omitzero"` // of any post, heartbeats and repeats included
	Seq      int64     `json:"seq"`                // the highest number taken in the present run
	Raw      bool      `json:"raw"`                // recent posts look like pieces of a stream
	Counts
}

// Diagnostics says how s does.
func (s *Source) Diagnostics() Diagnostics {
	return Diagnostics{LastSeen: s.heard, Seq: s.last, Raw: s.raws != 0, Counts: s.counts}
}
