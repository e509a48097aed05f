package group

import (
	"slices"

	"example.org/convener/meeting"
)

// Bounds of the document. Those of what meetings copy are the law's of meetings.
const (
	minDissent, maxDissent = 7, 365 // days; a minority is never given less than a week (D5)
	minScale, maxScale     = 2, 12  // outcomes
	maxSeats               = 20
	maxBodies              = 500
	maxWords               = 4 << 10 // bytes of a text
	maxLanguages           = 50
)

func refuse(text string) *meeting.Error { return &meeting.Error{Code: "malformed", Text: text} }

// Clean returns s as it is kept, or a refusal. What it lets pass can make a meeting, and the
// law of meetings judges the rest.
func (s Settings) Clean() (_ Settings, err error) {
	switch {
	case s.Dissent < minDissent || s.Dissent > maxDissent:
		return s, refuse("A minority statement may be filed for at least 7 and at most 365 days.")
	case s.Seats < 1 || s.Seats > maxSeats:
		return s, refuse("A body has from 1 to 20 seats.")
	case !slices.Contains(meeting.Retentions(), s.Keep):
		return s, refuse("Captions are kept, or live.")
	case len(s.Classes) == 0:
		return s, refuse("Each class of hands has a name, a colour and a limit: order, clarify, reply, topic.")
	case s.Queue.Overtakes < 1:
		return s, refuse("A hand may be overtaken from 1 to 20 times.")
	}
	if s.Name, err = meeting.CleanTitle(s.Name); err != nil {
		return s, refuse("A group has a name of at most 200 characters.")
	}
	if s.Scale, err = cleanScale(s.Scale); err != nil {
		return s, err
	}
	if s.Bodies, err = cleanBodies(s.Bodies); err != nil {
		return s, err
	}
	if s.Access, err = s.Access.clean(); err != nil {
		return s, err
	}
	if s.Classes, err = cleanClasses(s.Classes); err != nil {
		return s, err
	}
	_, err = meeting.Decide(new(meeting.State), s.Fill(meeting.CreateMeeting{Title: s.Name}), meeting.Asked{By: meeting.House})
	return s, err
}

func cleanClasses(classes map[meeting.Class]Class) (map[meeting.Class]Class, error) {
	cleaned := make(map[meeting.Class]Class, len(classes))
	for name, class := range classes {
		label, err := meeting.CleanTitle(class.Label)
		if err != nil {
			return nil, refuse("Each class of hands has a name of its own, of at most 40 characters.")
		}
		class.Label = label
		cleaned[name] = class
	}
	return cleaned, nil
}

func cleanScale(outcomes []string) ([]string, error) {
	if len(outcomes) < minScale || len(outcomes) > maxScale {
		return nil, refuse("A scale has from 2 to 12 outcomes.")
	}
	var cleaned []string
	for _, outcome := range outcomes {
		outcome, err := meeting.CleanTitle(outcome)
		if err != nil || slices.Contains(cleaned, outcome) {
			return nil, refuse("Each outcome has a name of its own.")
		}
		cleaned = append(cleaned, outcome)
	}
	return cleaned, nil
}

func cleanBodies(bodies []Body) ([]Body, error) {
	if len(bodies) > maxBodies {
		return nil, refuse("There are at most 500 bodies.")
	}
	cleaned := make([]Body, len(bodies))
	for i, b := range bodies {
		name, err := meeting.CleanTitle(b.Name)
		if err != nil {
			return nil, refuse("Each body has a name.")
		}
		if b.Seats > maxSeats {
			return nil, refuse("A body has from 1 to 20 seats; 0 is for as many as the group says.")
		}
		if b.Aims, err = meeting.CleanText(b.Aims, maxWords); err != nil {
			return nil, err
		}
		if b.Link, err = cleanLink(b.Link); err != nil {
			return nil, err
		}
		b.Name = name
		cleaned[i] = b
	}
	return cleaned, nil
}

// cleanLink returns the address of a page, which may be missing.
func cleanLink(link string) (string, error) {
	if link == "" {
		return "", nil
	}
	return meeting.CleanURL(link)
}

func (a Access) clean() (Access, error) {
	if len(a.Languages) > maxLanguages || len(a.Signs) > maxLanguages {
		return a, refuse("There are at most 50 languages.")
	}
	languages, signs := slices.Clone(a.Languages), slices.Clone(a.Signs)
	for i, l := range languages {
		language, err := meeting.CleanTitle(l)
		if err != nil {
			return a, refuse("A language has a name.")
		}
		languages[i] = language
	}
	for i, sign := range signs {
		language, err := meeting.CleanTitle(sign.Language)
		if err != nil {
			return a, refuse("A sign language has a name.")
		}
		link, err := cleanLink(sign.Link)
		if err != nil {
			return a, err
		}
		signs[i] = Sign{language, link}
	}
	a.Languages, a.Signs = languages, signs
	for _, text := range []*string{&a.Interpreters, &a.Phone, &a.Help, &a.Breaks} {
		cleaned, err := meeting.CleanText(*text, maxWords)
		if err != nil {
			return a, err
		}
		*text = cleaned
	}
	return a, nil
}
