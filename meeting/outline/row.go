package outline

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// A row is a line of Markdown, taken apart.
type row struct {
	line   int // its number, from 1
	indent int // in columns; a tab goes on to the next multiple of four
	mark   mark
	depth  int    // of a heading; of 2.1 it is 2; else 0
	took   int    // minutes, by a range of times
	text   string // behind the mark
}

// A mark is what a line begins with.
type mark int

const (
	blank mark = iota
	words      // no mark
	rule       // --- or such
	heading
	quote
	bullet
	number // also a range of times
	letter
)

// item reports whether what has the mark is a point of a list.
func (m mark) item() bool { return m >= bullet }

const (
	bullets = "-*+•◦▪●○‣·–"
	gap     = `[\s\x{a0}]+` // web pages have spaces that do not break
)

var (
	ruled     = regexp.MustCompile(`^(?:-{3,}|={3,}|_{3,}|\*{3,}|- - -|\* \* \*)$`)
	headed    = regexp.MustCompile(`^(#{1,6})\s+(.*?)(?:\s+#+)?$`)
	pointed   = regexp.MustCompile(`^[` + bullets + `]` + gap + `(.+)$`)
	ticked    = regexp.MustCompile(`^\[[ xX]?\]` + gap + `(.+)$`)
	numbered  = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3})+[.):]?|\d{1,3}[.):])` + gap + `(.+)$`)
	counted   = regexp.MustCompile(`^(\d{1,3})` + gap + `(.+)$`)
	lettered  = regexp.MustCompile(`^\(?(?:[a-z]|[ivx]{1,4})[.)]` + gap + `(.+)$`)
	timed     = regexp.MustCompile(`^(\d{1,2})[:.](\d{2})\s*(?:-|–|—|to)\s*(\d{1,2})[:.](\d{2})\s*[:|–—-]?\s+(.+)$`)
	presented = regexp.MustCompile(`(?i)^(?:presenters?|presented by|speakers?)\s*:\s*(.+)$`)
)

// startsLikeMore reports whether a title begins as something that a line may begin with.
func startsLikeMore(title string) bool {
	title += " (" // more stands behind it
	if strings.IndexByte("#>-+", title[0]) >= 0 || presented.MatchString(title) || bareAddress.MatchString(title) {
		return true
	}
	return numbered.MatchString(title) || lettered.MatchString(title) || timed.MatchString(title)
}

// rows takes a text apart. A heading that is underlined is a heading.
func rows(text string) []row {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	var out []row
	top := 0 // the number of the last point without a dot and a bullet
	for i, raw := range strings.Split(text, "\n") {
		r := takeApart(raw, top+1)
		r.line = i + 1
		if r.mark == number && r.depth == 1 {
			top, _ = strconv.Atoi(strings.TrimRight(strings.Fields(raw)[0], ".):"))
		}
		if r.mark == rule && i > 0 && out[i-1].mark == words && out[i-1].indent == 0 && strings.Trim(raw, "=- ") == "" {
			out[i-1].mark, out[i-1].depth = heading, 1
			if strings.Contains(raw, "-") {
				out[i-1].depth = 2
			}
		}
		out = append(out, r)
	}
	return out
}

// takeApart takes a line apart. next is the number that a point has to have that is marked
// by nothing else.
func takeApart(raw string, next int) row {
	text := strings.TrimSpace(raw)
	r := row{indent: indent(raw), mark: words, text: text}
	switch m := headed.FindStringSubmatch(text); {
	case text == "":
		r.mark = blank
	case ruled.MatchString(text):
		r.mark = rule
	case text[0] == '>':
		r.mark, r.text = quote, strings.TrimPrefix(strings.TrimLeftFunc(raw, unicode.IsSpace)[1:], " ")
	case m != nil && r.indent < 4:
		r.mark, r.depth, r.text = heading, len(m[1]), m[2]
		if n := numbered.FindStringSubmatch(r.text); n != nil {
			r.text = n[2]
		}
	default:
		r.point(next)
	}
	return r
}

// point takes the marks of a list from the text of r.
func (r *row) point(next int) {
	if m := pointed.FindStringSubmatch(r.text); m != nil {
		r.mark, r.text = bullet, m[1]
		if m := ticked.FindStringSubmatch(r.text); m != nil {
			r.text = m[1]
		}
	}
	if m := timed.FindStringSubmatch(r.text); m != nil {
		r.mark, r.took, r.text = max(r.mark, number), between(m[1:5]), m[5]
		return
	}
	n := numbered.FindStringSubmatch(r.text)
	if m := counted.FindStringSubmatch(r.text); m != nil && r.mark == words && r.indent == 0 && m[1] == strconv.Itoa(next) {
		n = m
	}
	if n != nil {
		r.mark, r.text = number, n[2]
		r.depth = strings.Count(strings.TrimRight(n[1], ".):"), ".") + 1
	} else if m := lettered.FindStringSubmatch(r.text); m != nil {
		r.mark, r.text = letter, m[1]
	}
}

// between are the minutes from one time of day to another, both in hours and minutes; 0 if
// that is no time.
func between(clock []string) int {
	var n [4]int
	for i, s := range clock {
		n[i], _ = strconv.Atoi(s) // digits
	}
	return max((n[2]-n[0])*60+n[3]-n[1], 0)
}

// indent is how far in a line begins, in columns.
func indent(raw string) int {
	n := 0
	for _, r := range raw {
		switch r {
		case ' ', '\u00a0':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}

// cutGroup takes the last brackets from the end of a raw title.
func cutGroup(raw string) (before, group string, ok bool) {
	end := len(raw) - 1
	if end < 1 || raw[end] != ')' && raw[end] != ']' || raw[end-1] == '\\' {
		return raw, "", false
	}
	open := strings.LastIndexByte(raw, map[byte]byte{')': '(', ']': '['}[raw[end]])
	if open < 0 || open > 0 && raw[open-1] == '\\' || strings.ContainsAny(raw[open+1:end], "()[]") {
		return raw, "", false
	}
	return strings.TrimRight(raw[:open], " \t"), raw[open+1 : end], true
}
