package document

import (
	"slices"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// levels sets the embedding level of each atom of a paragraph (UAX #9, rules up to L1, for
// text without nested directions): 1 for what is written from right to left, 2 for numbers
// in it and for all else in such a paragraph, 0 for all else in others.
func levels(atoms []atom, base bool) {
	runes := make([]rune, len(atoms))
	for i, a := range atoms {
		runes[i] = a.r
		if p, _ := bidi.LookupRune(a.r); p.Class() == bidi.B {
			runes[i] = ' ' // would end the paragraph
		}
	}
	way := bidi.LeftToRight
	if base {
		way = bidi.RightToLeft
	}
	var paragraph bidi.Paragraph
	if _, err := paragraph.SetString(string(runes), bidi.DefaultDirection(way)); err != nil {
		return
	}
	order, err := paragraph.Order()
	if err != nil {
		return
	}
	for i := range order.NumRuns() {
		run := order.Run(i)
		from, to := run.Pos()
		for j := from; j <= to && j < len(atoms); j++ {
			switch {
			case run.Direction() == bidi.RightToLeft:
				atoms[j].level = 1
			case base:
				atoms[j].level = 2
			}
		}
	}
	if !base {
		numbers(atoms)
	}
	brackets(atoms, base)
}

// brackets gives both brackets of a pair one level (rule N0), which x/text up to 0.43 does
// not: it looks for pairs of equal signs.
func brackets(atoms []atom, base bool) {
	var open []int
	changed := false
	for j, a := range atoms {
		switch p, _ := bidi.LookupRune(a.r); {
		case p.IsOpeningBracket():
			open = append(open, j)
		case p.IsBracket():
			for n, i := range slices.Backward(open) {
				if mirrored(atoms[i].r) == a.r {
					changed = pair(atoms, i, j, base) || changed
					open = open[:n]
					break
				}
			}
		}
	}
	if changed {
		neutrals(atoms, base)
	}
}

// pair sets the level of brackets i and j: that of the paragraph, if a letter between them
// has its direction, else that of the letters between, if the one before is of it too. It
// says whether that is another one.
func pair(atoms []atom, i, j int, base bool) bool {
	own, other := 0, 1
	if base {
		own, other = 1, 2
	}
	level := own
	switch inner := atoms[i:j]; {
	case has(inner, base):
	case !has(inner, !base):
		return false
	case last(atoms[:i], base) != base:
		level = other
	}
	changed := atoms[i].level != level || atoms[j].level != level
	atoms[i].level, atoms[j].level = level, level
	return changed
}

// neutrals gives spaces beside brackets their level anew: that of both their neighbours,
// else that of the paragraph (rules N1 and N2).
func neutrals(atoms []atom, base bool) {
	own := 0
	if base {
		own = 1
	}
	for i := 1; i+1 < len(atoms); i++ {
		if p, _ := bidi.LookupRune(atoms[i].r); p.Class() != bidi.WS {
			continue
		}
		if before, after := atoms[i-1].level, atoms[i+1].level; before == own || after == own {
			atoms[i].level = own
		}
	}
}

// has says whether there is a letter of a direction.
func has(atoms []atom, rtl bool) bool {
	return slices.ContainsFunc(atoms, func(a atom) bool {
		return direction(a.r) == bidi.R && rtl || direction(a.r) == bidi.L && !rtl
	})
}

// last is the direction of the last letter, or base.
func last(atoms []atom, base bool) bool {
	for _, a := range slices.Backward(atoms) {
		if d := direction(a.r); d != bidi.ON {
			return d == bidi.R
		}
	}
	return base
}

// numbers raises the numbers behind Arabic or Hebrew in a left-to-right paragraph (rule I1),
// and what belongs to them (W4, W5): the library tells only in which direction they run.
func numbers(atoms []atom) {
	behind := false
	for i := range atoms {
		p, _ := bidi.LookupRune(atoms[i].r)
		switch class := p.Class(); {
		case class == bidi.L:
			behind = false
		case class == bidi.R, class == bidi.AL:
			behind = true
		case atoms[i].level > 0:
		case class == bidi.AN, class == bidi.EN && behind:
			atoms[i].level = 2
			if i > 1 && atoms[i-2].level == 2 && atoms[i-1].level == 0 && joins(atoms[i-1].r) {
				atoms[i-1].level = 2
			}
		case class == bidi.ET && i > 0 && atoms[i-1].level == 2:
			atoms[i].level = 2
		}
	}
}

// joins says whether r stands within numbers, like the point in 1.5.
func joins(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.CS || p.Class() == bidi.ES
}

// visual is the order in which a line's atoms stand from left to right (rule L2).
func visual(atoms []atom) []int {
	order := make([]int, len(atoms))
	highest := 0
	for i, a := range atoms {
		order[i] = i
		highest = max(highest, a.level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(order); i++ {
			j := i
			for j < len(order) && atoms[order[j]].level >= level {
				j++
			}
			slices.Reverse(order[i:j])
			i = max(i, j-1)
		}
	}
	return order
}

// mirrored is r as it is drawn from right to left.
func mirrored(r rune) rune {
	p, _ := bidi.LookupRune(r)
	if !p.IsBracket() {
		if i := slices.Index(angles, r); i >= 0 {
			return angles[i^1]
		}
		return r
	}
	for _, m := range bidi.ReverseString(string(r)) {
		return m
	}
	return r
}

// angles mirror each other in pairs, and Unicode does not call them brackets.
var angles = []rune("<>«»‹›≤≥")

// joining is how the letters of Arabic look where they meet others: alone, at the end, and,
// if they join on both sides, at the beginning and within. Pairs of lam and alef are one
// sign, alone and at the end.
type joining struct {
	forms map[rune][]rune
	pairs map[rune][]rune // by the alef
}

// arabic is read off the blocks of presentation forms of Unicode, which stand in this order.
var arabic = sync.OnceValue(func() joining {
	j := joining{make(map[rune][]rune), make(map[rune][]rune)}
	for _, block := range [][2]rune{{0xFB50, 0xFBB1}, {0xFBFC, 0xFBFF}, {0xFE80, 0xFEFC}} {
		for form := block[0]; form <= block[1]; form++ {
			switch letters := []rune(norm.NFKC.String(string(form))); {
			case len(letters) == 1 && letters[0] != form:
				j.forms[letters[0]] = append(j.forms[letters[0]], form)
			case len(letters) == 2 && letters[0] == lam:
				j.pairs[letters[1]] = append(j.pairs[letters[1]], form)
			}
		}
	}
	return j
})

const (
	lam     = 'ل'
	tatweel = 'ـ'
)

// before says whether r joins what follows it.
func (j joining) before(r rune) bool { return r == tatweel || len(j.forms[r]) == 4 }

// behind says whether r joins what is before it.
func (j joining) behind(r rune) bool { return r == tatweel || len(j.forms[r]) >= 2 }

// shape sets what is drawn for each letter of Arabic; 0 is nothing.
func shape(atoms []atom) {
	j := arabic()
	last := -1 // the letter before, marks passed over
	for i := range atoms {
		r := atoms[i].r
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		joined := last >= 0 && j.before(atoms[last].r) && j.behind(r)
		if joined && atoms[last].r == lam && len(j.pairs[r]) == 2 {
			form := 0
			if atoms[last].joined {
				form = 1
			}
			atoms[last].shown, atoms[i].shown = j.pairs[r][form], 0
			last = i
			continue
		}
		if joined {
			atoms[last].shown = j.form(atoms[last], true)
		}
		atoms[i].joined = joined
		atoms[i].shown = j.form(atoms[i], false)
		last = i
	}
}

// form is what is drawn for a letter that does or does not join the next one.
func (j joining) form(a atom, next bool) rune {
	forms := j.forms[a.r]
	n := 0
	if a.joined {
		n++
	}
	if next {
		n += 2
	}
	if n >= len(forms) {
		return a.shown
	}
	return forms[n]
}
