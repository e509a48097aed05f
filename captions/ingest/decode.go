package ingest

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode"

	"example.org/convener/captions"
)

// decode adds to t what p's body, which came at a time, says.
func (s *Source) decode(at time.Time, p Post, t *Taken) {
	next := s.follows(p.Seq) || !s.begun
	text := s.text(p, next, t)
	if p.Channel != "" && p.Lang != "" && base(Lang(p.Lang)) != base(p.Channel) {
		t.Notes.LangMismatch = 1
	}
	t.Said = believed(at, p.Said)
	if p.Mode == Stamped || !p.Mode.fixed() && isStamped(text) {
		t.As = Stamped
		text = unstamp(at, text, t)
	} else if p.Mode.fixed() {
		t.As = p.Mode
	}
	t.Raw = t.As != Stamped && t.As != Rolling && looksRaw(text)
	t.CR = s.cr && next
	written := write(text, p.Unit, &t.CR)
	body := tidy(written.text)
	maybe := t.As == "" && written.erases == 0 // a display takes nothing back: it shows something else
	t.Over = maybe && s.screen.continues(body)
	if t.As == Rolling || maybe && s.screen.rolling(t.Over) {
		s.window(body, t)
		return
	}
	t.Notes.Erases = written.erases
	if written.back > 0 {
		t.Ops = append(t.Ops, captions.Op{Kind: captions.OpErase, Count: written.back, Unit: p.Unit})
	}
	s.add(s.join(t.As, t.Raw, written), t)
}

// add adds text to what t does.
func (s *Source) add(text []rune, t *Taken) {
	t.Notes.Words = words(s.inLine, text)
	if len(text) > 0 {
		t.Ops = append(t.Ops, captions.Op{Kind: captions.OpText, Text: string(text)})
	}
}

// window adds to t what a body does that is a window. One that comes after its successor
// is old news, if it shows the same text.
func (s *Source) window(body []rune, t *Taken) {
	t.As, t.Raw, t.CR, t.Window = Rolling, false, false, len(body)
	back, text, known := s.screen.write(body)
	t.Over = known
	if known && t.Notes.Late > 0 || len(body) == 0 {
		t.Over, t.Window = true, len(s.screen.window)
		return
	}
	if known {
		t.Ops = nil // no gap: what the lost posts showed is shown here
	} else if s.inLine {
		text = slices.Insert(slices.Clone(text), 0, between(text))
	}
	if back > 0 {
		t.Notes.Erases = back
		t.Ops = append(t.Ops, captions.Op{Kind: captions.OpErase, Count: back})
	}
	s.add(text, t)
}

// text decodes p's body to Unicode, with the bytes left over from the post before it if it
// is the next.
func (s *Source) text(p Post, next bool, t *Taken) string {
	body := p.Body
	if single(p.Charset) {
		if len(s.bytes) > 0 {
			t.Notes.BodyCut = 1
		}
		return windows1252(body)
	}
	if len(s.bytes) > 0 {
		if next && isContinuation(body[0]) {
			body = slices.Concat(s.bytes, body)
		} else {
			t.Notes.BodyCut = 1
		}
	}
	text, rest, guessed := utf8Text(body)
	t.Bytes = rest
	if guessed {
		t.Notes.CharsetGuess = 1
	}
	return text
}

// looksRaw reports whether text looks like a piece of a stream: it erases, or white space
// stands at one of its ends.
func looksRaw(text string) bool {
	return strings.ContainsAny(text, "\b\x7f") || len(text) > 0 && strings.TrimSpace(text) != text
}

// A writing is what a body comes to when its own erasures are done.
type writing struct {
	back   int    // characters to be erased of what earlier posts wrote
	text   []rune // what is then written, as a track keeps it
	erases int    // erasures in all
}

// write follows text character by character. A line feed after a carriage return is not
// another line end; cr carries that from post to post. Unit is what a backspace takes back.
func write(text string, unit captions.Unit, cr *bool) writing {
	var w writing
	for _, r := range text {
		after := *cr
		plain, kept := captions.Plain(r)
		switch {
		case r == '\b' || r == '\x7f':
			*cr = false
			w.erase(unit)
		case !kept:
		default:
			*cr = r == '\r'
			if r != '\n' || !after {
				w.text = append(w.text, plain)
			}
		}
	}
	return w
}

// erase takes back what one backspace does.
func (w *writing) erase(unit captions.Unit) {
	w.erases++
	size := min(1, len(w.text))
	if unit == captions.Grapheme {
		size = captions.LastGrapheme(w.text)
	}
	// what only goes on with a character of an earlier post is no character by itself
	if size == 0 || unit == captions.Grapheme && size == len(w.text) && captions.Extends(w.text[0]) {
		w.back++
	}
	w.text = w.text[:len(w.text)-size]
}

// join returns what w writes with what stands between it and the text before it.
func (s *Source) join(mode Mode, raw bool, w writing) []rune {
	if len(w.text) == 0 || mode == Stream || mode == "" && (raw || s.raws != 0) {
		return w.text
	}
	text := w.text
	lines := mode == Lines || mode == Stamped
	if s.inLine && w.back == 0 && !unicode.IsSpace(text[0]) {
		sep := between(text)
		if lines {
			sep = '\n'
		}
		text = slices.Insert(text, 0, sep)
	}
	if lines && !endsLine(text) {
		text = append(text, '\n')
	}
	return text
}

// between is what stands between a line and text that goes on.
func between(text []rune) rune {
	if text[0] == '>' {
		return '\n' // chevrons begin a line
	}
	return ' '
}

func endsLine(text []rune) bool {
	r := text[len(text)-1]
	return r == '\n' || r == '\u2029'
}

// inLine reports whether the text ends within a line and without white space, after ops
// that follow a text of which the same is known. After an erasure alone it takes it so.
func inLine(was bool, ops []captions.Op) bool {
	for _, op := range ops {
		switch op.Kind {
		case captions.OpErase:
			was = true
		case captions.OpText:
			text := []rune(op.Text)
			was = !unicode.IsSpace(text[len(text)-1])
		default: // a decoder makes no others that write
		}
	}
	return was
}

// words counts the words that begin in text; inWord says whether a word goes on into it.
// Erasures are not looked into, so the count is of words as typed.
func words(inWord bool, text []rune) int {
	n := 0
	for _, r := range text {
		white := unicode.IsSpace(r)
		if !white && !inWord {
			n++
		}
		inWord = !white
	}
	return n
}

// isContinuation reports whether b is a byte of a letter in UTF-8, but not its first.
func isContinuation(b byte) bool { return b&0xC0 == 0x80 }

// single reports whether charset names an encoding of one byte a letter.
func single(charset string) bool {
	switch strings.ToLower(strings.Trim(charset, `" `)) {
	case "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252":
		return true
	}
	return false
}

// trim is a copy of b, or nil if it is empty: equal facts have equal JSON.
func trim(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	return bytes.Clone(b)
}
