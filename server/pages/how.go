package pages

import (
	"io"

	"example.org/convener/meeting"
	"example.org/convener/meeting/group"
)

// A Section is a part of what a group has agreed, in plain sentences.
type Section struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Says  []string `json:"says"` // a sentence each
	List  []Point  `json:"list"` // what the last sentence leads to; may be empty
	Then  []string `json:"then"` // sentences after the list
}

// A Point is one of a list: a name in the group's words, and what is to be said of it.
type Point struct {
	Name   string         `json:"name"`
	Colour meeting.Colour `json:"colour,omitempty"`
	Text   string         `json:"text,omitempty"`  // a sentence, or its end
	Words  string         `json:"words,omitempty"` // the group's own
	Link   string         `json:"link,omitempty"`
	Leads  string         `json:"leads,omitempty"` // what the link leads to
}

// How writes what the group has agreed, for everybody.
func (p *Pages) How(w io.Writer, d *group.Document) error {
	s := d.Settings()
	return p.write(w, "how.html", page{Title: say("how"), Data: map[string]any{
		"Name": s.Name, "Sections": Agreed(s), "Changed": d.Changed(), "Changes": d.Changes(),
	}})
}

// Agreed is what a group's document says, in sentences.
func Agreed(s group.Settings) []Section {
	return []Section{
		agreedOrder(s), agreedTime(s), agreedDecisions(s), agreedDissent(s), agreedPapers(s), agreedBodies(s), agreedAccess(s),
	}
}

// section is one without a list.
func section(id string, says ...string) Section {
	return Section{ID: id, Title: say("how-" + id), Says: says, List: []Point{}, Then: []string{}}
}

func agreedOrder(s group.Settings) Section {
	sec := section("order", say("how-hands"))
	for _, name := range meeting.Classes() {
		c := s.Classes[name]
		sec.List = append(sec.List, Point{Name: c.Label, Colour: c.Colour, Text: say("how-class-" + string(name))})
	}
	sec.Then = []string{
		say("how-policy-" + string(s.Queue.Policy)), amount(s.Queue.Overtakes, "how-overtake"),
		say(either(s.Queue.Opens, "how-opens", "how-opened")), say(either(s.Queue.HideNames, "how-hidden", "how-shown")),
	}
	if s.Queue.Statistics {
		sec.Then = append(sec.Then, say("how-statistics"))
	}
	sec.Then = append(sec.Then, say("how-override"), say("how-written"))
	return sec
}

func agreedTime(s group.Settings) Section {
	sec := section("time", say("how-limits"))
	for _, name := range meeting.Classes() {
		c := s.Classes[name]
		sec.List = append(sec.List, Point{Name: c.Label, Colour: c.Colour, Text: say("how-at-most", length(c.Limit))})
	}
	sec.Then = []string{say("how-grace", length(s.Queue.Grace)), say("how-longer")}
	if s.Queue.Grace == 0 {
		sec.Then[0] = say("how-grace-none")
	}
	return sec
}

func agreedDecisions(s group.Settings) Section {
	sec := section("decisions", say("how-silence", length(s.Silence)))
	if s.Grace > 0 {
		sec.Says = append(sec.Says, say("how-silence-grace", length(s.Grace)))
	}
	sec.Says = append(sec.Says, say("how-silence-means"), say("how-objection"), say("how-scale"))
	for _, outcome := range s.Scale {
		sec.List = append(sec.List, Point{Name: outcome})
	}
	sec.Then = []string{say("how-contest")}
	return sec
}

func agreedDissent(s group.Settings) Section {
	return section("dissent", say("how-minority", s.Dissent), say("how-together"))
}

func agreedPapers(s group.Settings) Section {
	due := say("how-documents-free")
	if s.Documents > 0 {
		due = amount(s.Documents, "how-document")
	}
	return section("papers", due, say("how-rule-"+string(s.Rule)), say("how-rule-means"), say("how-keep-"+string(s.Keep)),
		say("how-keep-off"), say("how-keep-minutes"))
}

func agreedBodies(s group.Settings) Section {
	sec := section("bodies", amount(s.Seats, "how-seat"), say("how-others"))
	if len(s.Bodies) == 0 {
		sec.Says = append(sec.Says, say("how-bodies-none"))
	}
	for _, b := range s.Bodies {
		seats := b.Seats
		if seats == 0 {
			seats = s.Seats
		}
		sec.List = append(sec.List, Point{Name: b.Name, Text: amount(seats, "how-body-seat"), Words: b.Aims, Link: b.Link, Leads: say("how-body-page")})
	}
	return sec
}

func agreedAccess(s group.Settings) Section {
	a, sec := s.Access, section("access", say("how-access-captions"))
	for _, language := range a.Languages {
		sec.List = append(sec.List, Point{Name: language, Text: say("how-access-language")})
	}
	for _, sign := range a.Signs {
		sec.List = append(sec.List, Point{Name: sign.Language, Text: say("how-access-sign"), Link: sign.Link, Leads: say("how-access-picture")})
	}
	for _, line := range []struct{ what, words string }{
		{"interpreters", a.Interpreters}, {"phone", a.Phone}, {"breaks", a.Breaks}, {"help", a.Help},
	} {
		if line.words != "" {
			sec.List = append(sec.List, Point{Name: say("how-access-" + line.what), Words: line.words})
		}
	}
	if len(sec.List) == 0 {
		sec.Says = append(sec.Says, say("how-access-none"))
	}
	return sec
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// length is a number of seconds in words.
func length(seconds int) string {
	minutes, rest := seconds/60, seconds%60
	switch {
	case minutes == 0:
		return amount(rest, "how-second")
	case rest == 0:
		return amount(minutes, "how-minute")
	}
	return amount(minutes, "how-minute") + " " + amount(rest, "how-second")
}
