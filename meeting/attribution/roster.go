package attribution

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Participant is somebody who was there, with the words that identify them.
type Participant struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`         // as on a list; given name first, or "Surname, Given"
	Aliases      []string `json:"aliases"`      // nicknames, handles, initials, other spellings, e-mail addresses
	Affiliations []string `json:"affiliations"` // bodies they represent or work for, and places
	Consent      Consent  `json:"consent"`
}

// Consent is what a participant allows to be published.
type Consent string

// The consents. A word that is none of these allows nothing: what is not understood protects.
const (
	ConsentNone  Consent = "none"  // the same as no word at all
	ConsentNamed Consent = "named" // the own name
	ConsentBody  Consent = "body"  // the own bodies, unless somebody else's who did not consent
	ConsentBoth  Consent = "both"  // name and bodies
)

// Roster is who and what the text may identify.
type Roster struct {
	Participants []Participant `json:"participants"`
	Coalitions   []string      `json:"coalitions"` // bodies that somebody here may speak for
	Allow        []string      `json:"allow"`      // names of hosts, venues and products that stay
}

// The bounds of a roster. Source: our own; the largest meeting we expect has 1,000 people.
const (
	maxParticipants = 10_000
	maxForms        = 200 // aliases or affiliations of one participant
	maxForm         = 400 // bytes of one name
)

// ParseRoster reads a roster from JSON. Fields it does not know are left alone, for rosters
// carry more than we need. Its error is a sentence for the person who made the file; it
// holds no name.
func ParseRoster(data []byte) (Roster, error) {
	var file struct {
		Roster
		Participants *[]Participant `json:"participants"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return Roster{}, fmt.Errorf("the roster is not the JSON we know: %w", plainly(err))
	}
	if file.Participants == nil {
		return Roster{}, errors.New(`the roster has no list "participants": give one, with a "name" for each person; an empty list says that nobody was there`)
	}
	r := file.Roster
	r.Participants = *file.Participants
	return r, r.check()
}

// plainly says what is wrong with JSON and where, without a word of what stands there.
func plainly(err error) error {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("character %d breaks it; mend the file or export it again", e.Offset)
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%q should not hold a %s (character %d); names are text in quotes, lists stand in brackets", e.Field, strings.Fields(e.Value)[0], e.Offset)
	}
	return errors.New("mend the file or export it again")
}

// check refuses what would protect nobody because it was a mistake.
func (r Roster) check() error {
	if len(r.Participants) > maxParticipants {
		return fmt.Errorf("the roster has more than %d participants: split the meeting", maxParticipants)
	}
	for i, p := range r.Participants {
		switch {
		case strings.TrimSpace(p.Name) == "":
			return fmt.Errorf(`participant %d of the roster has no "name": add it, or take the entry out`, i+1)
		case len(p.Aliases) > maxForms || len(p.Affiliations) > maxForms:
			return fmt.Errorf("participant %d of the roster has more than %d aliases or affiliations", i+1, maxForms)
		}
		for _, form := range append([]string{p.Name}, append(p.Aliases, p.Affiliations...)...) {
			if len(form) > maxForm {
				return fmt.Errorf("participant %d of the roster has a name of more than %d bytes", i+1, maxForm)
			}
		}
	}
	return nil
}

// allowsName reports whether the name may be published.
func (p Participant) allowsName() bool { return p.Consent == ConsentNamed || p.Consent == ConsentBoth }

// allowsBodies reports whether the bodies may be published.
func (p Participant) allowsBodies() bool {
	return p.Consent == ConsentBody || p.Consent == ConsentBoth
}
