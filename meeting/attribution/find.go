package attribution

import (
	"slices"
	"strings"
)

// Find returns what identifies a person in text, by place. It goes over text in passages,
// twice if the first time taught it something, so that a name counts before it was
// introduced. The offsets are those of text as given, in any encoding; bytes that are no
// UTF-8 are left alone. Time and memory grow in step with text.
func (l *Lexicon) Find(text string) []Span {
	m := newMemory()
	m.measure(text)
	before := m.learned()
	spans := l.run(text, m)
	if m.learned() == before {
		return spans
	}
	return l.run(text, m.again())
}

// run goes over text once.
func (l *Lexicon) run(text string, m *memory) []Span {
	p := &passage{Lexicon: l, memory: m}
	var spans []Span
	for at := 0; at < len(text); {
		n := l.cut(text[at:], true)
		spans = append(spans, p.find(text[at:at+n], at)...)
		at += n
	}
	return spans
}

// find returns the spans of one passage, which begins at offset at of the text.
func (p *passage) find(text string, at int) []Span {
	p.read(text, p.fresh)
	for _, pass := range passes {
		pass(p)
	}
	p.joinNames()
	p.fresh = text[len(text)-1] == '\n'
	return p.spans(at)
}

// spans returns the marks as spans, by place. Where a doubt met a replacement, only what is
// left of it stays.
func (p *passage) spans(at int) []Span {
	var out []Span
	for _, m := range p.marks {
		for from := m.from; from < m.to; {
			to := from + 1
			if m.class == Doubtful {
				if !p.open(from) {
					from++
					continue
				}
				for p.words[from].doubted = true; to < m.to && p.open(to); to++ {
					p.words[to].doubted = true
				}
			} else {
				to = m.to
			}
			out = append(out, p.span(mark{from: from, to: to, class: m.class, kind: m.kind, reason: m.reason, offer: m.offer}, at))
			from = to
		}
	}
	slices.SortFunc(out, func(a, b Span) int { return a.Start - b.Start })
	return out
}

// open reports whether word i is neither replaced nor doubted.
func (p *passage) open(i int) bool { return !p.words[i].taken && !p.words[i].doubted }

// span returns m as a span of a text in which the passage begins at offset at.
func (p *passage) span(m mark, at int) Span {
	start, end := p.words[m.from].start, p.words[m.to-1].end
	if m.kind == Email && start > 0 && p.text[start-1] == '@' {
		start--
	}
	if m.kind == Label && strings.HasPrefix(p.text[end:], ")") && strings.Contains(p.text[start:end], "(") {
		end++
	}
	return Span{Start: at + start, End: at + end, Class: m.class, Kind: m.kind, Reason: m.reason, Offer: m.offer}
}

// joinNames makes one mark of the parts of a name that stand beside each other, with the
// title before it and the particle or initial between them.
func (p *passage) joinNames() {
	slices.SortFunc(p.marks, func(a, b mark) int { return a.from - b.from })
	var out []mark
	for _, m := range p.marks {
		if m.class == Doubtful || m.kind == Affiliation || m.kind == Email {
			out = append(out, m)
			continue
		}
		for m.from > 0 && m.kind != Label && p.belongs(m.from-1) && joined(p.gap(m.from)) {
			m.from--
			p.words[m.from].taken = true
		}
		if last := lastName(out); last != nil && last.to == m.from && last.kind != Label && joined(p.gap(m.from)) {
			last.to = m.to
			last.class = max(last.class, m.class)
			continue
		}
		out = append(out, m)
	}
	p.marks = out
}

// belongs reports whether word i, before a name, goes with it: a title, or between two parts
// of a name a particle or initial.
func (p *passage) belongs(i int) bool {
	w := &p.words[i]
	if w.taken || w.url {
		return false
	}
	if words().titles.has(w.key) && (w.capitalised() || p.caseless) {
		return w.letters > 1
	}
	between := i > 0 && p.named(i-1) && joined(p.gap(i))
	return between && (words().particles.has(w.key) || w.letters == 1 && w.capitalised())
}

// lastName returns the last mark of out if it names a person.
func lastName(out []mark) *mark {
	if len(out) == 0 {
		return nil
	}
	if m := &out[len(out)-1]; m.class != Doubtful && m.kind != Affiliation && m.kind != Email {
		return m
	}
	return nil
}
