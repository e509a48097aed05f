package ingest

import (
	"encoding/json"
	"testing"
	"time"

	"example.org/convener/captions"
)

// Each body is a post with the next number; a bar stands for a paragraph, a slash for a
// line.
func TestBodies(t *testing.T) {
	for _, tt := range []struct {
		rule   string
		mode   Mode
		bodies []string
		text   string
		notes  Counts
	}{
		{"a backspace takes back", Auto, []string{"lins\x08es"}, "lines", Counts{Erases: 1, Words: 1}},
		{"so does delete", Auto, []string{"lins\x7fes"}, "lines", Counts{Erases: 1, Words: 1}},
		{"across posts too", Auto, []string{"lin", "s\x08\x08nes"}, "lines", Counts{Erases: 2, Words: 1}},
		{"a backspace with nothing before it is nothing", Auto, []string{"\x08\x08\x08\x08"}, "", Counts{Erases: 4}},
		{"a letter of several bytes is one character", Auto, []string{"né", "\x08e"}, "ne", Counts{Erases: 1, Words: 1}},
		{"CR, LF and CRLF are one newline each", Stream, []string{"a\rb\nc\r\nd"}, "a/b/c/d", Counts{Words: 4}},
		{"other line ends as well", Stream, []string{"a\vb\fc\u0085d\u2028e"}, "a/b/c/d/e", Counts{Words: 5}},
		{"U+2029 ends a paragraph, and so do two newlines", Stream, []string{"a\u2029b\n\nc\r\n\r\nd"}, "a|b|c|d", Counts{Words: 4}},
		{"CR and LF in two posts are one newline", Stream, []string{"a\r", "\nb"}, "a/b", Counts{Words: 2}},
		{"a CR shows at once", Stream, []string{"a\r"}, "a/", Counts{Words: 1}},
		{"CR and CR are two", Stream, []string{"a\r", "\rb"}, "a|b", Counts{Words: 2}},
		{"a newline is one character to a backspace", Stream, []string{"a\r\n", "\x08b"}, "ab", Counts{Erases: 1, Words: 2}},
		{"a CR that was taken back swallows nothing", Stream, []string{"a\r", "\x08\nb"}, "a/b", Counts{Erases: 1, Words: 2}},
		{"controls are dropped", Stream, []string{"a\x00b\x1b\u0081c\ufeff"}, "abc", Counts{Words: 1}},
		{"a tab is a space", Stream, []string{"a\tb"}, "a b", Counts{Words: 2}},
		{"soft hyphens and marks of direction stay", Stream, []string{"a\u00adb\u200ec"}, "a\u00adb\u200ec", Counts{Words: 1}},

		{"a letter cut between posts is whole", Stream, []string{"caf\xc3", "\xa9 au lait"}, "café au lait", Counts{Words: 3}},
		{"in four pieces too", Stream, []string{"\xf0", "\x9f", "\x98", "\x80"}, "😀", Counts{Words: 1}},
		{"a body cut in a letter shows no mark", Auto, []string{"Caf\xc3"}, "Caf", Counts{Words: 1}},
		{"and says so when the rest does not come", Stream, []string{"Caf\xc3", " noir"}, "Caf noir", Counts{Words: 2, BodyCut: 1}},
		{"bytes of windows-1252 are guessed", Stream, []string{"na\xefve \x93yes\x94"}, "naïve “yes”", Counts{Words: 2, CharsetGuess: 1}},
		{"what is neither is marked", Stream, []string{"na\xef\x81ve"}, "na\ufffdve", Counts{Words: 1}},

		{"chunks join with a space", Auto, []string{"the end", "of the"}, "the end of the", Counts{Words: 4}},
		{"not after white space", Chunk, []string{"the end ", "of the", " day"}, "the end of the day", Counts{Words: 5}},
		{"once there is white space at an end, posts are a stream", Auto, []string{"I", " say the e", "nd"}, "I say the end", Counts{Words: 4}},
		{"once there is a backspace as well", Auto, []string{"thf\x08e", "y"}, "they", Counts{Erases: 1, Words: 1}},
		{"chevrons begin a line", Chunk, []string{"Thank you.", ">> Yes."}, "Thank you./>> Yes.", Counts{Words: 4}},
		{"a stream is left as it is", Stream, []string{"the end", "of the"}, "the endof the", Counts{Words: 3}},
		{"lines are lines", Lines, []string{"The end", "Of the", "day\r\n", "ends"}, "The end/Of the/day/ends/", Counts{Words: 6}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var l link
			for i, body := range tt.bodies {
				l.post(ten, Post{Seq: int64(i + 1), Body: []byte(body), Mode: tt.mode})
			}
			if l.text() != tt.text || l.told().Counts != tt.notes {
				t.Errorf("text %q, want %q\n%+v", l.text(), tt.text, l.told().Counts)
			}
		})
	}
}

// Who means characters as people see them says so, and one backspace takes back one of them.
func TestEraseUnit(t *testing.T) {
	for _, tt := range []struct {
		rule   string
		bodies []string
		text   string
	}{
		{"a letter with its accent", []string{"cafe\u0301s\x08\x08é"}, "café"},
		{"across posts", []string{"Eesti 🇪🇪", "\x08\x08\x08"}, "Eest"},
		{"with the accent in the next post", []string{"cafe", "\u0301\x08o"}, "cafo"},
		{"an accent at the very beginning", []string{"\u0301\x08a"}, "a"},
	} {
		var l link
		for i, body := range tt.bodies {
			l.post(ten, Post{Seq: int64(i + 1), Body: []byte(body), Mode: Stream, Unit: captions.Grapheme})
		}
		if got := l.text(); got != tt.text {
			t.Errorf("%s: %q", tt.rule, got)
		}
	}
}

func TestStreamIsForgottenAfterTwentyPosts(t *testing.T) {
	var l link
	l.post(ten, Post{Seq: 1, Body: []byte("a ")})
	for i := range window {
		l.post(ten, Post{Seq: int64(i + 2), Body: []byte{'b' + byte(i)}})
	}
	if got, want := l.text(), "a bcdefghijklmnopqrst u"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestCutLetterNeedsTheNextNumber(t *testing.T) {
	var l link
	l.post(ten, Post{Seq: 1, Body: []byte("caf\xc3")})
	l.post(ten, Post{Seq: 3, Body: []byte("\xa9")})
	if got := l.text(); got != "caf ?©" || l.told().BodyCut != 1 {
		t.Errorf("%q, %+v", got, l.told())
	}
}

func TestCharset(t *testing.T) {
	for _, tt := range []struct{ charset, body, text string }{
		{"", "é", "é"},
		{"utf-8", "é", "é"},
		{"ISO-8859-1", "caf\xe9", "café"},
		{`"windows-1252"`, "\x80 5", "€ 5"},
		{"klingon", "é", "é"},
	} {
		var l link
		l.post(ten, Post{Seq: 1, Body: []byte(tt.body), Charset: tt.charset})
		if l.text() != tt.text {
			t.Errorf("%s: %q, want %q", tt.charset, l.text(), tt.text)
		}
	}
}

func TestLang(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "EN-us": "en-US", "en_US": "en-US", "jp-JP": "ja-JP", "cn": "zh", "cn-CN": "zh-CN", "zh-hant-tw": "zh-Hant-TW",
		"": "", "e n": "", "en--US": "", "../etc": "", "sl-rozaj-biske": "sl-rozaj-biske", "de-x-ab": "de-x-ab",
		"abcdefgh-abcdefgh-abcdefgh-abcdefgh-a": "",
	} {
		if got := Lang(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}

func TestLangMismatch(t *testing.T) {
	for _, tt := range []struct {
		rule, lang, channel string
		want                int
	}{
		{"regions do not matter", "en-GB", "en-US", 0},
		{"languages do", "fr", "en", 1},
		{"a known mistake is none", "jp-JP", "ja", 0},
		{"none sent", "", "en", 0},
		{"none known", "fr", "", 0},
	} {
		var l link
		l.post(ten, Post{Seq: 1, Body: []byte("x"), Lang: tt.lang, Channel: tt.channel})
		if got := l.told().LangMismatch; got != tt.want {
			t.Errorf("%s: %d", tt.rule, got)
		}
	}
}

// Facts are kept for ever: their bytes may not change.
func TestTakenBytes(t *testing.T) {
	var l link
	l.post(ten, Post{Seq: 1, Body: []byte("One ")})
	for _, tt := range []struct {
		seq  int64
		body string
		mode Mode
		want string
	}{
		{2, "two", "", `{"n":2,"sum":"P8TM/nRYcOLA2Z9x8w/wZQ","ops":[{"op":"t","s":"two"}],"notes":{"words":1}}`},
		{4, "\x08\x08o\r", "", `{"n":4,"sum":"fihI8AuXFCUvA3B2iZargg","ops":[{"op":"gap","c":2,"from":2},{"op":"e","c":2},{"op":"t","s":"o\n"}],"cr":true,"raw":true,"notes":{"gaps":2,"erases":2,"words":1}}`},
		{1, "x\xc3", "", `{"n":1,"sum":"","ops":[{"op":"t","s":"x"}],"bytes":"ww==","notes":{"seq_repeat":1,"words":1}}`},
		{0, "x", "", `{"n":0,"sum":"","ops":[{"op":"t","s":"x"}],"restart":true,"notes":{"restarts":1,"words":1}}`},
		{1, "One tw", Rolling, `{"n":1,"sum":"","ops":[{"op":"t","s":"One tw"}],"as":"rolling","window":6,"notes":{"seq_repeat":1,"words":2}}`},
		{1, "2026-03-02T10:00:00.000\nx\n", "", `{"n":1,"sum":"","ops":[{"op":"t","s":"x\n"}],"as":"youtube","said":"2026-03-02T10:00:00Z","notes":{"seq_repeat":1,"words":1}}`},
		{1, "x", Chunk, `{"n":1,"sum":"","ops":[{"op":"t","s":"x"}],"as":"chunk","notes":{"seq_repeat":1,"words":1}}`},
	} {
		taken, _ := l.Decide(ten.Add(time.Second), Post{Seq: tt.seq, Body: []byte(tt.body), Mode: tt.mode})
		if tt.seq < 2 {
			taken.Sum = ""
		}
		got, err := json.Marshal(taken)
		if err != nil || string(got) != tt.want {
			t.Errorf("\n got %s\nwant %s", got, tt.want)
		}
	}
}
