package captions

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// An Alarm is something odd about a text that somebody should see to. It is never a reason to
// change the text, and no news for its readers.
type Alarm string

// The alarms. Source: section 2.5 of our captions reference.
const (
	EraseStorm    Alarm = "erase_storm"    // much of what is written is taken back at once
	Capitals      Alarm = "capitals"       // all letters are capitals, so that labels cannot be told from text
	WrongLanguage Alarm = "wrong_language" // it looks like another language than the channel's
)

// Alarms are all that there are.
func Alarms() []Alarm { return []Alarm{EraseStorm, Capitals, WrongLanguage} }

// A storm is when, within a while, at least so many characters are taken back, and at least
// half as many as are written. A stenographer takes back one in seven with long outlines.
// Source of that figure: finding 3 of our captions reference.
const (
	stormSpan  = 30 * time.Second
	stormLeast = 100
)

// maxStrikes bounds how many steps of the last stormSpan are told apart.
const maxStrikes = 30

// A strike is how many characters were written and taken back from a time on.
type strike struct {
	at            time.Time
	wrote, erased int
}

// strike notes that an op has made the text longer by so many characters, or shorter.
func (t *Track) strike(op Op, by int) {
	if op.Kind != OpText && op.Kind != OpErase || by == 0 {
		return
	}
	t.strikes = slices.Clone(t.strikes[max(0, len(t.strikes)-maxStrikes):]) // a clone of the track may share them
	if n := len(t.strikes); n == 0 || t.now.Sub(t.strikes[n-1].at) >= stormSpan/maxStrikes {
		t.strikes = append(t.strikes, strike{at: t.now})
	}
	last := &t.strikes[len(t.strikes)-1]
	last.wrote += max(by, 0)
	last.erased += max(-by, 0)
}

// Alarms are those that the text of the last minutes is reason for, if it is to be in a
// language. The work is in proportion to that text.
func (t *Track) Alarms(now time.Time, lang string) []Alarm {
	alarms := []Alarm{}
	wrote, erased := 0, 0
	for _, s := range t.strikes {
		if now.Sub(s.at) <= stormSpan {
			wrote, erased = wrote+s.wrote, erased+s.erased
		}
	}
	if erased >= stormLeast && 2*erased >= wrote {
		alarms = append(alarms, EraseStorm)
	}
	text := t.lately(now)
	if allCapitals(text) {
		alarms = append(alarms, Capitals)
	}
	if notIn(lang, text) {
		alarms = append(alarms, WrongLanguage)
	}
	return alarms
}

// enough is how much of the end of a text is judged, in bytes.
const enough = 1000

// lately is the end of the text, without what was written longer ago than [Lately], and
// without what stands in brackets: that is the captioner's own.
func (t *Track) lately(now time.Time) string {
	var lines []string
	for i, size := len(t.pieces)-1, 0; i > 0 && size < enough && now.Sub(t.pieces[i].end) <= Lately; i-- {
		if s := t.pieces[i].seg; !bracketed(s.Text) {
			lines = append(lines, s.Text)
			size += len(s.Text)
		}
	}
	slices.Reverse(lines)
	return strings.Join(lines, " ")
}

// leastCapitals is how many letters in a row are not capitals by chance: a title, some
// abbreviations.
const leastCapitals = 80

// allCapitals reports whether all letters of a text are capitals, but for one in twenty.
func allCapitals(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper+lower >= leastCapitals && 20*lower <= upper+lower
}
