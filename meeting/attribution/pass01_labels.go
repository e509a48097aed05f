package attribution

import "strings"

// maxLabelWords is how many words a label may have. Source: labels of captioned and minuted
// meetings, which have up to five words, and handles with body and pronouns beside them.
const maxLabelWords = 10

// repeated is how often an unknown label has to stand before a line to be one.
const repeated = 2

// A heading is what stands before a line and may say who spoke it.
type heading struct {
	from, to int
	strong   bool // its form alone says that it is a speaker: after >>, or a nick after a time
	nick     bool // it is in angle brackets
	bracket  bool // it is in square or round brackets
}

// findLabels is pass 1: what stands before a line, after >> or in brackets and names who
// spoke. Generic labels stay. An unknown label counts if its form is a speaker's, or if it
// comes again.
func (p *passage) findLabels() {
	for i := range p.words {
		gap := p.gap(i)
		switch {
		case p.words[i].line, strings.Contains(gap, ">>"), i == 0 && strings.Contains(gap, ">"):
			p.findLabel(i, strings.Contains(gap, ">>"))
		case strings.HasSuffix(gap, "[") || strings.HasSuffix(gap, "("):
			if h, ok := p.colonLabel(i); ok {
				if class := p.knownLabel(h); class != "" {
					p.label(h, class)
				}
			}
		}
	}
}

// findLabel looks for labels from word i on: there may be a time, a nick, and a name that the
// nick relays.
func (p *passage) findLabel(i int, strong bool) {
	for range 3 {
		start := i
		for i < len(p.words) && i-start < maxLabelWords && startsWithDigit(p.key(i)) {
			i++
		}
		strong = strong || i > start+1
		h, ok := p.nickLabel(i)
		if !ok {
			h, ok = p.colonLabel(i)
		}
		if !ok {
			h, ok = p.bracketLabel(i)
		}
		if !ok {
			return
		}
		h.strong = h.strong || strong
		p.judge(h)
		if !h.nick && !h.bracket {
			return
		}
		i, strong = h.to, false
	}
}

func startsWithDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

// nickLabel returns the nick in angle brackets that begins with word i.
func (p *passage) nickLabel(i int) (heading, bool) {
	if i >= len(p.words) || !strings.HasSuffix(strings.TrimRight(p.gap(i), "@+%& "), "<") {
		return heading{}, false
	}
	for j := i + 1; j <= len(p.words) && j-i <= maxLabelWords; j++ {
		if k := strings.IndexByte(p.gap(j), '>'); k >= 0 {
			return heading{from: i, to: j, nick: true}, true
		}
	}
	return heading{}, false
}

// bracketLabel returns what stands in brackets from word i on, if text follows on the line.
func (p *passage) bracketLabel(i int) (heading, bool) {
	if i >= len(p.words) || !strings.HasSuffix(p.gap(i), "[") {
		return heading{}, false
	}
	for j := i + 1; j <= len(p.words) && j-i <= maxLabelWords/2; j++ {
		gap := p.gap(j)
		if _, rest, closed := strings.Cut(gap, "]"); closed {
			return heading{from: i, to: j, bracket: true}, j < len(p.words) && rest != "" && strings.ContainsAny(rest[:1], " :\t") && !strings.Contains(rest, "\n")
		}
		if !joined(gap) {
			break
		}
	}
	return heading{}, false
}

// colonLabel returns the label before a colon that begins with word i.
func (p *passage) colonLabel(i int) (heading, bool) {
	for j := i; j <= len(p.words) && j-i <= maxLabelWords; j++ {
		if j > i {
			gap := p.gap(j)
			if k := strings.IndexByte(gap, ':'); k >= 0 && strings.Trim(gap[:k], ")]*_ \u00a0") == "" {
				rest := gap[k+1:]
				ok := rest == "" && j == len(p.words) || rest != "" && strings.ContainsAny(rest[:1], " \t\r\n*_\"“(")
				return heading{from: i, to: j}, ok
			}
			if strings.Trim(gap, joins+",(") != "" || strings.Contains(gap, "\n") {
				return heading{}, false
			}
		}
		if j < len(p.words) && !p.inLabel(j) {
			return heading{}, false
		}
	}
	return heading{}, false
}

// inLabel reports whether word i may stand in a label: it has a capital or a digit, joins
// two names, or is a name in small letters, as nicks are.
func (p *passage) inLabel(i int) bool {
	w := &p.words[i]
	_, isName := p.part(w.key)
	v := words()
	if !p.casedText() && (p.listed.has(w.key) || p.initials.has(w.key) || !v.common(w.key)) {
		return true
	}
	return w.shape != small || v.particles.has(w.key) || v.generic.has(w.key) || w.key == "and" || isName || p.handles.has(w.key) || w.shielded
}

// judge decides whether h is a label that names somebody, and counts it if that is not known.
func (p *passage) judge(h heading) {
	if h.to-h.from == 0 || p.shieldedLabel(h) || p.genericLabel(h) {
		return
	}
	if class := p.knownLabel(h); class != "" {
		p.label(h, class)
		return
	}
	if p.words[h.from].shape == small && !h.nick && !h.bracket || !p.telling(h) {
		return
	}
	name := p.text[p.words[h.from].start:p.words[h.to-1].end]
	if len(p.labels) < maxMemory && !p.counted {
		p.labels[name] = min(p.labels[name]+1, repeated)
	}
	if p.labels[name] >= repeated || p.speakerForm(h) {
		p.label(h, Likely)
	}
}

// speakerForm reports whether the form of an unknown label says that it is a speaker: after
// >> or a time, several words in capitals, or initials where others stand as labels.
func (p *passage) speakerForm(h heading) bool {
	first := &p.words[h.from]
	switch {
	case h.bracket:
		return false
	case h.strong:
		return true
	case h.to-h.from > 1:
		return p.allUpper(h)
	}
	return p.amongInitials(h) && !words().acronyms.has(first.key)
}

// amongInitials reports whether h is initials in a text whose labels are initials.
func (p *passage) amongInitials(h heading) bool {
	first := &p.words[h.from]
	return h.to-h.from == 1 && first.shape == upper && first.letters <= 4 && len(p.short) >= 3
}

func (p *passage) allUpper(h heading) bool {
	for i := h.from; i < h.to; i++ {
		if p.words[i].shape != upper && p.words[i].letters > 1 {
			return false
		}
	}
	return true
}

// label claims h and learns from it.
func (p *passage) label(h heading, class Class) {
	initials := p.allUpper(h)
	for i := h.from; i < h.to; i++ {
		w := &p.words[i]
		if initials && w.letters > 1 && w.letters <= 4 && len(p.short) < maxMemory {
			p.short[w.key] = struct{}{}
		} else if w.letters > 3 || h.to-h.from > 1 {
			p.teach(w.key, ByLabel)
		}
	}
	p.claim(mark{from: h.from, to: h.to, class: class, kind: Label, reason: ByLabel})
}
