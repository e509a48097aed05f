package attribution

// A form is a way in which somebody or something on the roster may be written.
type form struct {
	class  Class
	reason Reason
	capped bool // it counts only if its words have capitals
	upper  bool // it counts only in capitals throughout
}

// phrases holds forms of one or more words, as a tree of words. What is said below of a
// form's words is said of folded words.
type phrases struct {
	next map[string]*phrases
	form *form // that ends here
}

// add keeps a form under words; a form that is there already stays if it is surer.
func (t *phrases) add(words []string, f form) {
	if len(words) == 0 {
		return
	}
	for _, w := range words {
		if t.next == nil {
			t.next = make(map[string]*phrases)
		}
		if t.next[w] == nil {
			t.next[w] = new(phrases)
		}
		t = t.next[w]
	}
	if t.form == nil || f.class < t.form.class || f.class == t.form.class && !f.capped {
		t.form = &f
	}
}

// longest returns the longest form of t that begins with word i of p and suits its writing,
// and the number of the word after it.
func (t *phrases) longest(p *passage, i int) (*form, int) {
	var found *form
	end := i
	capped := true
	for j := i; j < len(p.words); j++ {
		if j > i && !joined(p.gap(j)) {
			break
		}
		if t = t.next[p.words[j].key]; t == nil {
			break
		}
		capped = capped && (p.words[j].capitalised() || p.words[j].shape == number || j > i && p.words[j].letters <= 3)
		if t.form != nil && (!t.form.capped || capped || p.caseless) && (!t.form.upper || p.words[j].shape == upper || p.caseless) {
			found, end = t.form, j+1
		}
	}
	return found, end
}

// keys returns the folded words of s.
func keys(s string) []string {
	var out []string
	for _, w := range split(s, nil) {
		out = append(out, w.key)
	}
	return out
}
