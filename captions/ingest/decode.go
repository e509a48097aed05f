package ingest

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"example.org/convener/captions"
)

// decode adds to t what p's body says.
func (s *Source) decode(p Post, t *Taken) {
	next := s.follows(p.Seq) || !s.begun
	text := s.text(p, next, t)
	t.Raw = looksRaw(text)
	t.CR = s.cr && next
	written := write(text, &t.CR)
	t.Notes.Erases = written.erases
	if p.Channel != "" && p.Lang != "" && base(Lang(p.Lang)) != base(p.Channel) {
		t.Notes.LangMismatch = 1
	}
	if written.back > 0 {
		t.Ops = append(t.Ops, captions.Op{Kind: captions.OpErase, Count: written.back})
	}
	joined := s.join(p.Mode, t.Raw, written)
	t.Notes.Words = words(s.inLine, joined)
	if len(joined) > 0 {
		t.Ops = append(t.Ops, captions.Op{Kind: captions.OpText, Text: string(joined)})
	}
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
// another line end; cr carries that from post to post.
func write(text string, cr *bool) writing {
	var w writing
	for _, r := range text {
		after := *cr
		plain, kept := captions.Plain(r)
		switch {
		case r == '\b' || r == '\x7f':
			*cr = false
			w.erases++
			if n := len(w.text); n > 0 {
				w.text = w.text[:n-1]
			} else {
				w.back++
			}
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

// join returns what w writes with what stands between it and the text before it.
func (s *Source) join(mode Mode, raw bool, w writing) []rune {
	if len(w.text) == 0 || mode == Stream || (mode != Chunk && mode != Lines && (raw || s.raws != 0)) {
		return w.text
	}
	text := w.text
	if s.inLine && w.back == 0 && !unicode.IsSpace(text[0]) {
		between := ' '
		if mode == Lines || text[0] == '>' {
			between = '\n' // chevrons begin a line
		}
		text = slices.Insert(text, 0, between)
	}
	if mode == Lines && !endsLine(text) {
		text = append(text, '\n')
	}
	return text
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
