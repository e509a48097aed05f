package group

import (
	"fmt"
	"slices"
	"strings"

	"example.org/convener/meeting"
)

// A field is a part of the document that changes as one: its name there, what it is in
// words, and what it says, as one text or, if list is true, as one for each of its things.
type field struct {
	name, what string
	list       bool
	says       func(Settings) []string
}

var fields = []field{
	{"name", "The group’s name", false, func(s Settings) []string { return []string{s.Name} }},
	{"classes", "The kinds of hands", true, sayClasses},
	{"queue", "The speaker queue", true, sayQueue},
	{"scale", "The scale of outcomes", true, func(s Settings) []string { return s.Scale }},
	{"silence", "How long a silence procedure lasts", false, func(s Settings) []string { return amount(s.Silence, "second") }},
	{"grace", "How much longer those with a bad line have", false, func(s Settings) []string { return amount(s.Grace, "second") }},
	{"dissent_days", "How long a minority statement may be filed", false, func(s Settings) []string { return amount(s.Dissent, "day") }},
	{"documents_days", "How long before a meeting its documents are due", false, func(s Settings) []string { return amount(s.Documents, "day") }},
	{"seats", "The seats of a body", false, func(s Settings) []string { return amount(s.Seats, "seat") }},
	{"rule", "The rule of new meetings", false, func(s Settings) []string { return []string{rules[s.Rule]} }},
	{"keep", "Captions", false, func(s Settings) []string { return []string{retentions[s.Keep]} }},
	{"bodies", "The bodies", true, sayBodies},
	{"access", "How people can take part", true, sayAccess},
}

var rules = map[meeting.Rule]string{
	meeting.Open: "none, all is open", meeting.ChathamHouse: "the Chatham House Rule", meeting.OffRecord: "off the record",
}

var retentions = map[meeting.Retention]string{
	meeting.Kept: "kept with the meeting", meeting.UntilApproved: "kept until the minutes are approved",
	meeting.Published: "kept, and published when the meeting is over", meeting.Live: "shown and not kept",
}

func amount(n int, of string) []string {
	if n != 1 {
		of += "s"
	}
	return []string{fmt.Sprint(n, " ", of)}
}

func sayClasses(s Settings) (says []string) {
	for _, name := range meeting.Classes() {
		c := s.Classes[name]
		says = append(says, fmt.Sprintf("%s (%s, %d seconds)", c.Label, c.Colour, c.Limit))
	}
	return says
}

func sayQueue(s Settings) []string {
	choose := func(on bool, yes, no string) string {
		if on {
			return yes
		}
		return no
	}
	q := s.Queue
	return []string{
		choose(q.Opens, "opens with the item", "is opened by hand"),
		"order: " + string(q.Policy),
		fmt.Sprintf("nobody is overtaken more than %d times", q.Overtakes),
		fmt.Sprintf("%d seconds before the clock begins", q.Grace),
		choose(q.HideNames, "names are hidden", "names are shown"),
		choose(q.Statistics, "times spoken are shown", "times spoken are not shown"),
	}
}

func sayBodies(s Settings) (says []string) {
	for _, b := range s.Bodies {
		about := []string{b.Name}
		if b.Seats > 0 {
			about = append(about, amount(b.Seats, "seat")...)
		}
		for _, more := range []string{b.Link, b.Aims} {
			if more != "" {
				about = append(about, more)
			}
		}
		says = append(says, strings.Join(about, ", "))
	}
	return says
}

func sayAccess(s Settings) []string {
	says := slices.Clone(s.Access.Languages)
	for _, sign := range s.Access.Signs {
		says = append(says, strings.TrimSpace("signed: "+sign.Language+" "+sign.Link))
	}
	for _, line := range []struct{ what, text string }{
		{"interpreters", s.Access.Interpreters}, {"by phone", s.Access.Phone}, {"help", s.Access.Help}, {"breaks", s.Access.Breaks},
	} {
		if line.text != "" {
			says = append(says, line.what+": "+line.text)
		}
	}
	return says
}

// changed are the fields that is has otherwise than was, and a sentence on each.
func changed(was, is Settings) (names, words []string) {
	for _, f := range fields {
		before, now := f.says(was), f.says(is)
		if slices.Equal(before, now) {
			continue
		}
		names = append(names, f.name)
		if f.list {
			words = append(words, f.what+": "+strings.TrimSuffix(difference(before, now), ".")+".")
		} else {
			words = append(words, fmt.Sprintf("%s: %s, before %s.", f.what, now[0], before[0]))
		}
	}
	return names, words
}

// difference says what of a list is new, and what is not there any more.
func difference(before, now []string) string {
	lacking := func(from, in []string) (out []string) {
		for _, one := range from {
			if !slices.Contains(in, one) {
				out = append(out, one)
			}
		}
		return out
	}
	var says []string
	if fresh := lacking(now, before); len(fresh) > 0 {
		says = append(says, "now "+strings.Join(fresh, "; "))
	}
	if gone := lacking(before, now); len(gone) > 0 {
		says = append(says, "not any more "+strings.Join(gone, "; "))
	}
	if len(says) == 0 {
		return "in another order"
	}
	return strings.Join(says, ", ")
}
