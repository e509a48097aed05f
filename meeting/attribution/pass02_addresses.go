package attribution

import "strings"

// findAddresses is pass 2: e-mail addresses, handles after @, handles of the roster inside
// URLs and anywhere, and names spelled letter by letter. Nothing else inside a URL counts.
func (p *passage) findAddresses() {
	for i := 0; i < len(p.words); i++ {
		w := &p.words[i]
		gap := p.gap(i)
		switch {
		case w.taken:
		case p.handles.has(w.key) && (w.url || !words().common(w.key)):
			p.claim(mark{from: i, to: i + 1, class: Certain, kind: Email, reason: ByAddress})
		case w.url:
			if end := p.urlHandle(i); end > i {
				p.claim(mark{from: i, to: end, class: Certain, kind: Email, reason: ByAddress})
			}
		case gap == "@":
			p.findMail(i)
		case strings.HasSuffix(gap, "@"):
			p.findHandle(i)
		case w.letters == 1:
			i = max(i, p.findSpelling(i)-1)
		}
	}
}

// findMail claims the address whose domain begins with word i.
func (p *passage) findMail(i int) {
	from, to := i-1, i+1
	if from < 0 {
		return
	}
	for from > 0 && inAddress(p.gap(from)) {
		from--
	}
	for to < len(p.words) && (p.gap(to) == "." || p.gap(to) == "-") {
		to++
	}
	if to-i < 2 {
		return // a domain has a dot
	}
	p.claim(mark{from: from, to: to, class: Certain, kind: Email, reason: ByAddress})
}

func inAddress(gap string) bool { return gap == "." || gap == "_" || gap == "-" || gap == "+" }

// findHandle claims the handle after @ that begins with word i. A handle that is not of the
// roster counts if it is no word of the language: there are @media rules and @return tags.
func (p *passage) findHandle(i int) {
	end := i + 1
	for end < len(p.words) && inAddress(p.gap(end)) && p.gap(end) != "." {
		end++
	}
	class := Likely
	for j := i; j < end; j++ {
		if _, isName := p.part(p.words[j].key); isName {
			class = Certain
		}
	}
	if class == Likely && (words().common(p.words[i].key) || strings.HasPrefix(p.gap(end), "/")) {
		return
	}
	p.claim(mark{from: i, to: end, class: class, kind: Email, reason: ByAddress})
}

// urlHandle returns the end of a handle that begins with word i of a URL and has hyphens or
// dots in it, or i.
func (p *passage) urlHandle(i int) int {
	var handle strings.Builder
	for j := i; j < len(p.words) && j < i+4 && p.words[j].url; j++ {
		if j > i && !inAddress(p.gap(j)) {
			break
		}
		handle.WriteString(p.words[j].key)
		if j > i && p.handles.has(handle.String()) {
			return j + 1
		}
	}
	return i
}

// Letters of a spelled name, at least and at most. Fewer are an abbreviation.
const (
	minSpelled = 3
	maxSpelled = 24
)

// findSpelling claims a name spelled letter by letter from word i on, and returns the word
// after it. What is spelled but like no name is shown.
func (p *passage) findSpelling(i int) int {
	var spelled strings.Builder
	end := i
	for end < len(p.words) && p.words[end].letters == 1 && end-i < maxSpelled && (end == i || spells(p.gap(end))) {
		spelled.WriteString(p.words[end].key)
		end++
	}
	if end-i < minSpelled {
		return i + 1
	}
	name := spelled.String()
	_, isName := p.part(name)
	body := p.bodies.next[name]
	switch {
	case body != nil && body.form != nil:
		p.claim(mark{from: i, to: end, class: body.form.class, kind: Affiliation, reason: BySpelling})
	case isName:
		p.claim(mark{from: i, to: end, class: Certain, kind: Mention, reason: BySpelling})
	case p.likeName(name, true), end-i > minSpelled+1 && p.gap(i+1) == "-":
		p.claim(mark{from: i, to: end, class: Likely, kind: Mention, reason: BySpelling})
	}
	return end
}

// spells reports whether the letters of a spelled word may have gap between them.
func spells(gap string) bool {
	return gap == "-" || gap == " " || gap == "." || gap == ". " || gap == ", " || gap == "‑"
}
