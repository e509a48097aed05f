package attribution

// memory is what the passages of one text so far have taught. It belongs to one run.
type memory struct {
	taught   map[string]part // names that are not on the roster, or not so spelled
	labels   map[string]int  // how often a label that is not on the roster stood before a line
	short    set             // initials that stood as labels
	judged   map[string]bool // likeness found out already
	bound    map[string]bool // the same after a cue
	counted  bool            // the text was gone over before, and its labels are counted
	fresh    bool            // the next passage begins a line
	distance int             // words since the last replaced name
	intro    int             // words since somebody said who they are
	small    int             // words of the text without capitals
	large    int             // words of the text with a capital
}

// maxMemory bounds each table of a memory, so that a stream of nonsense stays small. A
// meeting has some hundred names.
const maxMemory = 8192

func newMemory() *memory {
	return &memory{
		taught: make(map[string]part), labels: make(map[string]int), short: make(set),
		judged: make(map[string]bool), bound: make(map[string]bool), fresh: true, distance: farAway, intro: farAway,
	}
}

// farAway is a distance in words at which nothing refers to a name any more.
const farAway = 1 << 20

// again returns the memory for going over the same text once more: what was learned counts
// from the start.
func (m *memory) again() *memory {
	m.counted = true
	m.fresh, m.distance, m.intro = true, farAway, farAway
	return m
}

// learned is how much m has learned, in entries that change what is found.
func (m *memory) learned() int {
	n := len(m.taught) + len(m.short)
	for _, times := range m.labels {
		n += min(times, repeated)
	}
	return n
}

// measure counts the words of text with and without capitals, for what follows.
func (m *memory) measure(text string) {
	inside := false
	for i := range len(text) {
		c := text[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
		if letter && !inside {
			if 'A' <= c && c <= 'Z' {
				m.large++
			} else {
				m.small++
			}
		}
		inside = letter || c == '\'' || '0' <= c && c <= '9'
	}
}

// casedText reports whether the text so far has capitals as texts do, one word in forty at
// least: every sentence has one.
func (m *memory) casedText() bool { return m.large*40 > m.small }

// teach keeps a name for the passages to come, if it is no word of the language.
func (p *passage) teach(name string, reason Reason) {
	if _, known := p.parts[name]; known || len(p.taught) >= maxMemory || len(name) < 3 {
		return
	}
	if commonnessOf(name) == rare && !words().bodyNouns.has(name) {
		p.taught[name] = part{class: Likely, common: rare, reason: reason}
	}
}

// part returns the name that word is, from the roster or taught.
func (p *passage) part(word string) (part, bool) {
	found, ok := p.parts[word]
	if !ok {
		found, ok = p.taught[word]
	}
	return found, ok
}

// likeName reports whether word may be a misspelling of a name of the roster.
func (p *passage) likeName(word string, cued bool) bool {
	table := p.judged
	if cued {
		table = p.bound
	}
	found, ok := table[word]
	if !ok {
		found = p.alike.like(word, cued)
		if len(table) < maxMemory {
			table[word] = found
		}
	}
	return found
}
