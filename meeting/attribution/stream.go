package attribution

import (
	"strings"
	"unicode/utf8"
)

// Stream strips a text that arrives in pieces, as live captions do. It holds each piece back
// until no later word can make it part of a name: mostly to the end of the sentence. What it
// has released is never part of a span found later, and how the text was cut into pieces
// makes no difference to what is released in all.
//
// It cannot go back: a name that is not on the roster counts from its introduction on, where
// [Lexicon.Find] knows it from the start. Read the whole text again before it is published.
// A Stream belongs to one goroutine.
type Stream struct {
	passage passage
	out     replacer
	held    strings.Builder // text that waits
	until   int             // bytes of the text that were released
}

// Release is what a [Stream] lets go.
type Release struct {
	Text  string // stripped; empty if all is held back
	Spans []Span // offsets in bytes of the whole text as given
	Until int    // how much of the whole text has been dealt with, in bytes
}

// Stream returns a stream that strips with the names of l and writes words.
func (l *Lexicon) Stream(words Placeholders) *Stream {
	return &Stream{passage: passage{Lexicon: l, memory: newMemory()}, out: replacer{placeholders: words}}
}

// Write takes the next piece, of any size, and returns what can be released now. A piece may
// end within a word and within a character.
func (s *Stream) Write(piece string) Release {
	s.held.WriteString(piece)
	if !strings.ContainsFunc(piece, mayEnd) && s.held.Len() < endlessPassage {
		return Release{Until: s.until} // only a blank or the character after one ends a passage
	}
	return s.release(false)
}

// Hear learns from a label that a captioner has put before what comes next: it is no part of
// the text.
func (s *Stream) Hear(label string) {
	line := ">> " + label + ":\n"
	s.passage.find(line, 0)
}

// Learn goes on with the names of l, which are those of before and more.
func (s *Stream) Learn(l *Lexicon) {
	s.passage.Lexicon = l
	clear(s.passage.judged) // what was like no name may be like one by now
	clear(s.passage.bound)
}

// mayEnd reports whether r, or half a character, may be what a passage ends with.
func mayEnd(r rune) bool { return r <= ' ' || r >= utf8.RuneSelf }

// Close releases what is held, because no more will come: at the end of the text, or after a
// pause so long that a name cannot go on. Text written later begins anew.
func (s *Stream) Close() Release {
	r := s.release(true)
	s.out.flush()
	r.Text += s.take()
	return r
}

// release strips the passages that are complete; with last, all.
func (s *Stream) release(last bool) Release {
	text := s.held.String()
	var spans []Span
	at := 0
	for at < len(text) {
		n := s.passage.cut(text[at:], last)
		if n == 0 {
			break
		}
		part := text[at : at+n]
		s.passage.measure(part)
		found := s.passage.find(part, s.until)
		s.out.write(part, s.until, found)
		spans = append(spans, found...)
		s.until += n
		at += n
	}
	if at > 0 {
		s.held.Reset()
		s.held.WriteString(text[at:])
	}
	return Release{Text: s.take(), Spans: spans, Until: s.until}
}

// take returns what was written and begins anew.
func (s *Stream) take() string {
	text := s.out.out.String()
	s.out.out.Reset()
	return text
}
