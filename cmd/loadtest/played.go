package main

import (
	"bytes"
	"encoding/json"
	"os"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// played is what was posted, and when: from a text that a viewer is sent it tells which
// posts have arrived. It may be used from any goroutine.
type played struct {
	mu      sync.Mutex
	letters []byte // letters and digits of all posts, for the rest is set anew by the server
	ends    []int  // where in letters each post ends
	at      []time.Time
}

func newPlayed() *played { return new(played) }

// post notes a post that is about to leave.
func (p *played) post(body string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.letters = append(p.letters, lettersOf(body)...)
	p.ends = append(p.ends, len(p.letters))
	p.at = append(p.at, time.Now())
}

// How much of a text's end is looked for, and how far back: no viewer is further behind.
const (
	tailLetters = 48
	lookBack    = 20_000
)

// shownBy is how many posts are shown by captions whose newest segment has that text.
func (p *played) shownBy(text string) int {
	tail := lettersOf(text)
	tail = tail[max(0, len(tail)-tailLetters):]
	p.mu.Lock()
	defer p.mu.Unlock()
	from := max(0, len(p.letters)-lookBack)
	i := bytes.LastIndex(p.letters[from:], tail)
	if i < 0 || len(tail) == 0 {
		return 0 // somebody else writes too
	}
	shown, end := len(p.ends), from+i+len(tail)
	for shown > 0 && p.ends[shown-1] > end {
		shown--
	}
	return shown
}

// since is how long ago each of the posts from the first to the last was sent.
func (p *played) since(now time.Time, from, to int) []time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	ago := make([]time.Duration, 0, max(to-from, 0))
	for i := from; i < to; i++ {
		ago = append(ago, now.Sub(p.at[i]))
	}
	return ago
}

// last is the number of posts, and when the last was sent.
func (p *played) last() (n int, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n = len(p.at); n > 0 {
		at = p.at[n-1]
	}
	return n, at
}

// A stamp is when a post was sent, and how far the text was with it.
type stamp struct {
	At      float64 `json:"at"`      // milliseconds since 1970
	Letters int     `json:"letters"` // letters and digits of all posts so far
}

// write writes the stamps of all posts to a file, as JSON; without a name it does nothing.
func (p *played) write(file string) error {
	if file == "" {
		return nil
	}
	p.mu.Lock()
	stamps := make([]stamp, len(p.ends))
	for i, end := range p.ends {
		stamps[i] = stamp{float64(p.at[i].UnixMicro()) / 1000, utf8.RuneCount(p.letters[:end])}
	}
	p.mu.Unlock()
	b, err := json.Marshal(stamps)
	if err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o600)
}

// lettersOf are the letters and digits of a text.
func lettersOf(text string) []byte {
	b := make([]byte, 0, len(text))
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b = append(b, string(r)...)
		}
	}
	return b
}
