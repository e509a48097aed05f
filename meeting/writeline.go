package meeting

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WriteLine writes a line of the minutes as scribes type it (M1, M2):
//
//	Name: text           what somebody said
//	... text             goes on with what they said
//	DECISION: text       and CONCLUSION, ISSUE, OBJECTION, QUOTE in the same way
//	ACTION: owner to do … by 31 December
//	s/old/new/           corrects the latest line that says old
//	text                 what happened
//
// The words before a colon may have small letters. What is none of these is what happened:
// nothing that somebody typed is refused for its form, but a correction that finds nothing.
type WriteLine struct {
	Text string `json:"text"`
	Item Seq    `json:"item,omitempty"` // the current one unless given
}

func (c WriteLine) decide(s *State, a Asked) ([]Event, error) {
	text, err := clean(c.Text, maxText)
	if err != nil {
		return nil, err
	}
	if old, replacement, ok := substitution(text); ok {
		return s.substitute(old, replacement, a.By)
	}
	if more, ok := continuation(text); ok {
		if events := s.goOnWith(more, c.Item, a.By); events != nil {
			return events, nil
		}
	}
	cmd := lineCommand(text, c.Item, a)
	if err := s.Allows(a.By, cmd); err != nil {
		return nil, err
	}
	return cmd.decide(s, a)
}

// lineCommand is what a button would ask for to write the same.
func lineCommand(text string, item Seq, a Asked) Command {
	word, rest, ok := strings.Cut(text, ":")
	rest = strings.TrimSpace(rest)
	if !ok || rest == "" || strings.HasPrefix(rest, "//") {
		return AddNote{Text: text, Item: item}
	}
	switch word = strings.Join(strings.Fields(word), " "); strings.ToUpper(word) {
	case "DECISION":
		return RecordDecision{Text: rest, Item: item}
	case "ACTION":
		owner, what, due := task(rest, a.At)
		return RecordAction{Text: what, Owner: owner, Due: due, Item: item}
	case "CONCLUSION", "ISSUE", "OBJECTION", "QUOTE":
		return AddNote{Text: rest, Item: item, Kind: NoteKind(strings.ToLower(word))}
	}
	if !nameable(word) {
		return AddNote{Text: text, Item: item}
	}
	return AddNote{Text: rest, Item: item, Kind: NoteContribution, Label: word}
}

// nameable reports whether a word before a colon can be who spoke: at most five words and
// maxSpeakerLabel characters, of which the first is a letter that is not small, or of a script
// that has no capitals.
func nameable(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(first) && !unicode.IsLower(first) && utf8.RuneCountInString(word) <= maxSpeakerLabel &&
		len(strings.Fields(word)) <= 5 && !strings.ContainsAny(word, ".?!,;\n/") || initials(word)
}

// initials reports whether a word before a colon is a short name in small letters, such as
// those that scribes make up: ann, jd.
func initials(word string) bool {
	return utf8.RuneCountInString(word) <= 12 && word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLower(r) }) &&
		!slices.Contains([]string{"note", "notes", "nb", "http", "https", "mailto", "see", "re", "fyi", "todo", "also", "and"}, word)
}

// continuation is what a line adds to the one before it.
func continuation(text string) (more string, ok bool) {
	for _, dots := range []string{"...", "…"} {
		if more, ok := strings.CutPrefix(text, dots); ok && strings.TrimSpace(more) != "" {
			return strings.TrimSpace(more), true
		}
	}
	return "", false
}

// goOnWith is the event by which the asker's last contribution on an item says more; nil if
// there is none, or no room in it.
func (s *State) goOnWith(more string, item Seq, by Person) []Event {
	item, err := s.minutesItem(item)
	if err != nil {
		return nil
	}
	for _, n := range slices.Backward(s.notes) {
		if n.By != by || n.Item != item || n.Retracted {
			continue
		}
		text := n.Text + "\n" + more
		if n.Kind != NoteContribution || len(text) > maxText {
			return nil
		}
		return []Event{NoteEdited{Note: n.ID, Text: text}}
	}
	return nil
}

// substitution reads s/old/new/, where \/ stands for a slash and the last one may be left
// out.
func substitution(text string) (old, replacement string, ok bool) {
	rest, ok := strings.CutPrefix(text, "s/")
	if !ok || strings.Contains(text, "\n") {
		return "", "", false
	}
	var parts []string
	var b strings.Builder
	for i := 0; i < len(rest); i++ {
		switch {
		case rest[i] == '\\' && i+1 < len(rest) && rest[i+1] == '/':
			b.WriteByte('/')
			i++
		case rest[i] == '/':
			parts = append(parts, b.String())
			b.Reset()
		default:
			b.WriteByte(rest[i])
		}
	}
	if b.Len() > 0 || len(parts) == 1 {
		parts = append(parts, b.String())
	}
	if len(parts) != 2 || parts[0] == "" {
		return "", "", false
	}
	return parts[0], parts[1], true
}

// ErrNoMatch refuses a correction of what no line says.
var ErrNoMatch = &Error{"unknown", "No line of the minutes that you may change says that."}

// substitute corrects the latest line that says old, or names it as who spoke.
func (s *State) substitute(old, replacement string, by Person) ([]Event, error) {
	if !s.minutes.Approved.IsZero() {
		return nil, ErrApproved
	}
	var found *Line
	for l := range s.lines {
		own, err := s.ownLine(l.ID, by)
		if err == nil && (found == nil || l.ID > found.ID) && (strings.Contains(l.Text, old) || strings.Contains(s.label(l.ID), old)) {
			found = own
		}
	}
	if found == nil {
		return nil, ErrNoMatch
	}
	e := NoteEdited{Note: found.ID, Text: found.Text}
	if i := strings.LastIndex(found.Text, old); i >= 0 {
		e.Text = found.Text[:i] + replacement + found.Text[i+len(old):]
	} else {
		label := strings.Join(strings.Fields(strings.Replace(s.label(found.ID), old, replacement, 1)), " ")
		if utf8.RuneCountInString(label) > maxSpeakerLabel {
			return nil, ErrTooLong
		}
		e.Label = &label
	}
	var err error
	if e.Text, err = clean(e.Text, maxText); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// label is who said a note, as a scribe wrote it.
func (s *State) label(id Seq) string {
	if n := at(s.notes, id); n != nil {
		return n.Label
	}
	return ""
}
