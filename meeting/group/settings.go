// Package group is the law of a group's document: how the group speaks and decides, said
// once for all its meetings (P16).
//
// One server is one group. Its document is a log of its own: [Apply] folds its entries into
// a [Document], [Decide] says which entry a wish adds. A meeting copies what it needs when
// it is made ([Settings.Fill]), and then goes its own way.
package group

import (
	"example.org/convener/meeting"
)

// Settings are the group's document. Its field names are what logs and clients call them,
// for ever.
type Settings struct {
	Name      string                  `json:"name"`
	Classes   map[meeting.Class]Class `json:"classes"` // all of them
	Queue     Queue                   `json:"queue"`
	Scale     []string                `json:"scale"`          // the outcomes that a chair can designate, the best first (D3)
	Silence   int                     `json:"silence"`        // seconds, 10-3600, that a silence procedure lasts (D1)
	Grace     int                     `json:"grace"`          // seconds, 0-600, for people with a bad line after it (D1)
	Dissent   int                     `json:"dissent_days"`   // 7-365, to file a minority statement (D5)
	Documents int                     `json:"documents_days"` // 0-90, before a meeting, by which its documents are due
	Seats     int                     `json:"seats"`          // 1-20, of a body that has no number of its own (P3)
	Rule      meeting.Rule            `json:"rule"`           // of a meeting that says nothing else
	Keep      meeting.Retention       `json:"keep"`           // of captions, the same
	Bodies    []Body                  `json:"bodies"`
	Access    Access                  `json:"access"`
}

// A Class is how a class of hands is called and shown, and how long its turns take.
type Class struct {
	Label  string         `json:"label"`
	Colour meeting.Colour `json:"colour"`
	Limit  int            `json:"limit"` // seconds, 5-3600
}

// Queue is how queues are run unless a meeting says otherwise.
type Queue struct {
	Opens      bool               `json:"opens"` // with the item
	Policy     meeting.PolicyName `json:"policy"`
	Overtakes  int                `json:"overtakes"` // 1-20
	Grace      int                `json:"grace"`     // seconds, 0-600, from the call to the begin of the clock
	HideNames  bool               `json:"hide_names"`
	Statistics bool               `json:"statistics"`
}

// A Body is a coalition or other organisation of the group.
type Body struct {
	Name  string `json:"name"`
	Seats int    `json:"seats,omitempty"` // 0 for as many as the group's preset
	Aims  string `json:"aims,omitempty"`
	Link  string `json:"link,omitempty"` // of its own page
}

// Access is what people have to know who want to take part (acc-J4), in the group's words.
type Access struct {
	Languages    []string `json:"languages,omitempty"` // of captions and of what is spoken
	Signs        []Sign   `json:"signs,omitempty"`
	Interpreters string   `json:"interpreters,omitempty"`
	Phone        string   `json:"phone,omitempty"`
	Help         string   `json:"help,omitempty"` // whom to ask
	Breaks       string   `json:"breaks,omitempty"`
}

// A Sign is a sign language that is interpreted, and where its picture is.
type Sign struct {
	Language string `json:"language"`
	Link     string `json:"link,omitempty"`
}

// Default is what a group begins with.
func Default() Settings {
	class := func(label string, colour meeting.Colour) Class {
		return Class{Label: label, Colour: colour, Limit: int(meeting.DefaultLimit.Seconds())}
	}
	return Settings{
		Name: "Our group",
		Classes: map[meeting.Class]Class{
			meeting.Order:   class("Point of order", meeting.Red),
			meeting.Clarify: class("Clarifying question", meeting.Violet),
			meeting.Reply:   class("Reply", meeting.Teal),
			meeting.Topic:   class("New topic", meeting.Blue),
		},
		Queue: Queue{
			Policy: meeting.Arrival, Overtakes: meeting.DefaultOvertakes, Grace: int(meeting.DefaultGrace.Seconds()),
		},
		Scale: []string{
			"Full consensus", "Consensus", "Strong support with significant opposition", "Divergence", "No agreement",
		}, // D3
		Silence: 60, Grace: 120, // D1
		Dissent: minDissent, Documents: 14, Seats: meeting.DefaultSeats,
		Rule: meeting.Open, Keep: meeting.Kept, Bodies: []Body{},
	}
}

// Fill is c with what it leaves out as the group has it.
func (s Settings) Fill(c meeting.CreateMeeting) meeting.CreateMeeting {
	if c.Rule == "" {
		c.Rule = s.Rule
	}
	c.Bodies, c.Channels = s.fillBodies(c.Bodies), s.fillChannels(c.Channels)
	if c.Preset == nil {
		c.Preset = &meeting.Preset{
			Classes: make(map[meeting.Class]meeting.Look), Silence: s.Silence, Grace: s.Grace, Documents: s.Documents,
		}
		for name, class := range s.Classes {
			c.Preset.Classes[name] = meeting.Look{Label: class.Label, Colour: class.Colour}
		}
	}
	if q := s.Queue; c.Policy == nil {
		c.Policy = &meeting.SetPolicy{Policy: q.Policy, Overtakes: q.Overtakes, Limits: make(map[meeting.Class]int)}
		for name, class := range s.Classes {
			c.Policy.Limits[name] = class.Limit
		}
	}
	if q := s.Queue; c.Queue == nil {
		c.Queue = &meeting.SetQueue{Opens: &q.Opens, HideNames: &q.HideNames, Statistics: &q.Statistics, Grace: &q.Grace}
	}
	return c
}

// fillBodies are bodies, or the group's if there is no list of them, with their seats.
func (s Settings) fillBodies(bodies []meeting.Body) []meeting.Body {
	filled := append([]meeting.Body{}, bodies...)
	if bodies == nil {
		for _, b := range s.Bodies {
			filled = append(filled, meeting.Body{Name: b.Name, Seats: b.Seats})
		}
	}
	for i := range filled {
		if filled[i].Seats == 0 {
			filled[i].Seats = s.Seats
		}
	}
	return filled
}

// fillChannels are channels with what becomes of their captions. What is kept needs no
// word.
func (s Settings) fillChannels(channels []meeting.Channel) []meeting.Channel {
	filled := append([]meeting.Channel{}, channels...)
	for i := range filled {
		if filled[i].Keep == "" && s.Keep != meeting.Kept {
			filled[i].Keep = s.Keep
		}
	}
	return filled
}
