package outline

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"example.org/convener/meeting"
)

var (
	dashed = regexp.MustCompile(`^(.*\S)\s+(?:—|–|--)\s+(.+)$`)
	joined = regexp.MustCompile(`\s+(?:and|&)\s+`)
	// lasting is a time behind a title without brackets.
	lasting = regexp.MustCompile(`^(.*\S?)\s*[,:–—\t-]\s*((?:\d{1,2}\s*h\w*\s*)?\d{1,4}\s*(?:min|mins|minutes|['′’])\.?|\d{1,2}\s*(?:h|hours?))$`)
)

// describe fills i from the line of its title: what it is called, and in brackets or behind
// a dash how long it takes, what it is for, who may see it and who presents it.
func (i *Item) describe(raw string) {
	raw = strings.TrimSpace(raw)
	raw = i.behindDash(raw)
	if before, group, ok := cutGroup(raw); ok && i.group(group, &before) {
		raw = before
	} else if m := lasting.FindStringSubmatch(raw); len(m) > 0 && m[1] != "" {
		if n, ok := minutesOf(m[2]); ok {
			i.Minutes, raw = n, strings.TrimRight(m[1], " \t,:–—-")
		}
	}
	raw = i.behindDash(raw)
	var links []meeting.Link
	i.Title, links = plain(raw)
	i.Links = append(i.Links, links...)
}

// behindDash takes the names of presenters from the end of a raw title.
func (i *Item) behindDash(raw string) string {
	m := dashed.FindStringSubmatch(raw)
	if m == nil || len(i.Presenters) > 0 {
		return raw
	}
	names := namesLike(m[2])
	if names == nil {
		return raw
	}
	i.Presenters = names
	return m[1]
}

// namesLike are the names in a text, or nil if not all of it looks like names.
func namesLike(raw string) []string {
	names := namesIn(joined.ReplaceAllString(raw, ", "))
	if slices.ContainsFunc(names, func(name string) bool { return !nameLike(name) }) {
		return nil
	}
	return names
}

// group reads what stands in brackets behind a title. Words that are none of ours are
// presenters if they look like names and stand beside a time, and else go back to the
// title. It reports whether the brackets say anything.
func (i *Item) group(group string, title *string) bool {
	var names, rest []string
	known := false
	for _, part := range splitUnescaped(group, ",;·|") {
		switch part = strings.TrimSpace(part); {
		case i.word(part):
			known = true
		case namesLike(part) != nil:
			names = append(names, namesLike(part)...)
		case part != "":
			rest = append(rest, part)
		}
	}
	if !known {
		return false
	}
	i.Presenters = append(i.Presenters, names...)
	if len(rest) > 0 {
		*title += " (" + strings.Join(rest, ", ") + ")"
	}
	return true
}

// word takes what a word in brackets says, and reports whether it says anything.
func (i *Item) word(word string) bool {
	if n, ok := minutesOf(word); ok {
		i.Minutes = cmp.Or(n, -1) // 0 would be one that says nothing
		return true
	}
	if k := kindOf(word); k != "" {
		i.Kind = k
		return true
	}
	v := visibilityOf(word)
	i.Visibility = cmp.Or(v, i.Visibility)
	return v != ""
}
