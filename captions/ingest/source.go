package ingest

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"time"
	"unicode/utf8"

	"example.org/convener/captions"
)

// A Mode says how the bodies of successive posts join.
type Mode string

// The modes.
const (
	Auto    Mode = "auto"    // as the bodies look; so is the empty mode, and any other
	Stream  Mode = "stream"  // as they are: one stream of characters
	Chunk   Mode = "chunk"   // with a space between them
	Lines   Mode = "line"    // each body is a line
	Rolling Mode = "rolling" // each body is what the program's display shows now: what is new in it counts
	Stamped Mode = "youtube" // bodies are pairs of lines, a timestamp and a text
)

// Modes are those that say how bodies join, so that they need not be looked at.
func Modes() []Mode { return []Mode{Stream, Chunk, Lines, Rolling, Stamped} }

func (m Mode) fixed() bool { return slices.Contains(Modes(), m) }

// A Post is one request as it arrived.
type Post struct {
	Body    []byte // the owner bounds it
	Charset string // from Content-Type, may be empty
	Seq     int64  // negative if there was none
	Lang    string // as sent, may be empty
	Channel string // the language of the channel it goes to, as Lang writes it; empty if unknown
	Mode    Mode
	Unit    captions.Unit // what a backspace takes back
	Said    time.Time     // when it was said, by the program's clock; zero if it does not tell
	Resumes bool          // posts before it went elsewhere: numbers that are missing are no gap
}

// A Verdict says what is to be done with a post. The answer is 200 in any case.
type Verdict int

// The verdicts.
const (
	New       Verdict = iota // journal what was taken, then fold it in; the text may be none
	Repeat                   // taken before: nothing more to do
	Heartbeat                // empty: the captioner's program is there, and that is all
)

// Taken is what an accepted post did: the fact to be journalled. Its JSON is for ever.
type Taken struct {
	Seq     int64         `json:"n"`   // negative if there was none
	Sum     string        `json:"sum"` // of the body: 128 bits of SHA-256 in base64
	Ops     []captions.Op `json:"ops,omitempty"`
	Bytes   []byte        `json:"bytes,omitempty"` // the begin of a letter whose rest should come with the next post
	CR      bool          `json:"cr,omitempty"`    // it ended with a carriage return, whose line feed may come with the next post
	Raw     bool          `json:"raw,omitempty"`   // its body looks like a piece of a stream
	Restart bool          `json:"restart,omitempty"`
	As      Mode          `json:"as,omitempty"`     // how the body was read; empty if Auto took it for a piece of a stream or a chunk
	Over    bool          `json:"over,omitempty"`   // the body begins with the end of the one before, as windows of a display do
	Window  int           `json:"window,omitempty"` // of Rolling: so many characters at the end of the text are the window
	Said    time.Time     `json:"said,omitzero"`    // when its newest words were said, by the clock of the captioner's program
	Notes   Counts        `json:"notes,omitzero"`
}

// Windows within which repeats and restarts are told. Source: section 1.1 of our captions
// reference, from what programs in the wild do.
const (
	memory  = 120 * time.Second // how long a body is remembered
	silence = 30 * time.Second  // after as much, a lower number is a new run
)

// Bounds of what a source remembers.
const (
	maxSent  = 256 // bodies
	window   = 20  // bodies by which Auto judges, the present one among them
	minClear = 20  // code points from which a body is too long to be said twice in a row by chance
)

// A Source is what one captioner's link has sent so far: a fold of [Taken] values. The zero
// Source has sent nothing. It is not for several goroutines at once.
type Source struct {
	begun  bool  // a numbered post was taken
	last   int64 // the highest number of the present run
	at     time.Time
	sent   []sent // not longer ago than memory, oldest first
	bytes  []byte
	cr     bool
	inLine bool   // the text so far ends with neither white space nor a line end
	raws   uint32 // Taken.Raw of the latest window-1 posts, a bit each, the latest lowest
	as     Mode   // Taken.As of the last
	screen screen
	heard  time.Time
	delays []time.Duration // between what was said and its coming, of the latest posts that told
	notes  []noted
	holes  []hole
}

// sent is a body that was taken.
type sent struct {
	sum      string
	seq      int64
	at       time.Time
	answered bool
}

// Decide says what the post p, which came at a time, adds to what s has sent. It changes
// nothing. Taken is zero unless the verdict is New.
func (s *Source) Decide(at time.Time, p Post) (Taken, Verdict) {
	if len(p.Body) == 0 {
		return Taken{}, Heartbeat
	}
	p.Seq = max(p.Seq, -1)
	t := Taken{Seq: p.Seq, Sum: Sum(p.Body)}
	if s.repeats(at, p, t.Sum) {
		if p.Seq < 0 || !s.follows(p.Seq) {
			return Taken{}, Repeat
		}
		// Its number counts, or its successor would seem to leave a gap.
		t.Bytes, t.CR, t.Raw, t.Notes.Duplicates = s.bytes, s.cr, s.raws&1 == 1, 1
		return t, New
	}
	s.number(at, p.Resumes, &t)
	s.decode(at, p, &t)
	if t.Notes.Late > 0 && s.missing(p.Seq) && t.As != Rolling {
		s.putBack(&t)
	}
	return t, New
}

// Sum is the digest of a body by which repeats are told.
func Sum(body []byte) string {
	sum := sha256.Sum256(body)
	return base64.RawStdEncoding.EncodeToString(sum[:16])
}

// follows reports whether number n is the one after the last, as far as can be told.
func (s *Source) follows(n int64) bool { return n < 0 || s.begun && n == s.last+1 }

// Expects reports whether a post with number n can be taken at once. If not, posts before
// it may still be under way, and the owner does well to wait for them a moment.
func (s *Source) Expects(n int64) bool { return n < 0 || !s.begun || n <= s.last+1 }

// repeats reports whether p was taken before: the same body with its own or a later number,
// or, from a program that lost our answer and sends it anew with the next number, the same as
// the last. What was said longer ago may well be said again; and a short text whose number
// never came was said as often as it comes.
func (s *Source) repeats(at time.Time, p Post, sum string) bool {
	short := utf8.RuneCount(p.Body) < minClear
	for i, old := range s.sent {
		if old.sum != sum || at.Sub(old.at) > memory {
			continue
		}
		if p.Seq >= 0 && p.Seq <= old.seq && !(short && s.missing(p.Seq)) {
			return true
		}
		if i == len(s.sent)-1 && s.follows(p.Seq) && !old.answered && !short {
			return true
		}
	}
	return false
}

// number notes in t what its number says: a gap, a restart, or only something odd.
func (s *Source) number(at time.Time, resumes bool, t *Taken) {
	switch n := t.Seq; {
	case n < 0 || !s.begun:
	case n > s.last:
		// The number may be anything, the sum of the gaps must stay a number.
		if gap := int(min(n-s.last-1, maxGap)); gap > 0 && !resumes {
			t.Notes.Gaps = gap
			t.Ops = append(t.Ops, captions.Op{Kind: captions.OpGap, Count: gap, From: s.last + 1})
		}
	case n == s.last:
		t.Notes.SeqRepeat = 1
	case n <= 1 || at.Sub(s.at) > silence && !s.missing(n):
		t.Restart, t.Notes.Restarts = true, 1
	default:
		t.Notes.Late = 1
	}
}

// maxGap is the most posts that a single gap counts as.
const maxGap = 1 << 20

// Apply folds in t, which was taken at a time.
func (s *Source) Apply(at time.Time, t Taken) {
	if t.Restart {
		s.sent, s.last = nil, t.Seq
	}
	if t.Seq >= 0 {
		s.begun, s.last = true, max(s.last, t.Seq)
	}
	s.note(t)
	s.screen.apply(t)
	s.at, s.heard = at, at
	if !t.Said.IsZero() {
		s.delays = append(slices.Clone(s.delays[max(0, len(s.delays)-maxDelays+1):]), at.Sub(t.Said))
	}
	if len(t.Ops) > 0 {
		s.as = t.As
	}
	s.sent = slices.DeleteFunc(s.sent, func(old sent) bool { return at.Sub(old.at) > memory })
	s.sent = append(s.sent[max(0, len(s.sent)-maxSent+1):], sent{sum: t.Sum, seq: t.Seq, at: at})
	s.bytes, s.cr = t.Bytes, t.CR
	s.inLine = inLine(s.inLine, t.Ops)
	s.raws = s.raws << 1 & (1<<(window-1) - 1)
	if t.Raw {
		s.raws |= 1
	}
	s.count(at, t.Notes)
}

// Last is the highest number taken in the present run, 0 when there is none: what a caption
// link answers to GET /closedcaption/seq.
func (s *Source) Last() int64 { return s.last }

// Answered notes that the answer to the post with that digest has left. It is not
// journalled: after a restart no answer is known to have left.
func (s *Source) Answered(sum string) {
	for i := range s.sent {
		if s.sent[i].sum == sum {
			s.sent[i].answered = true
		}
	}
}

// Heard notes that a post with verdict v came at a time. It is not journalled, and need not
// be called for New.
func (s *Source) Heard(at time.Time, v Verdict) {
	s.heard = at
	if v == Repeat {
		s.count(at, Counts{Duplicates: 1})
	}
}

// Clone returns a copy that shares nothing with s that either could change.
func (s *Source) Clone() *Source {
	c := *s
	c.sent = slices.Clone(s.sent)
	return &c
}
