package meeting

import "time"

// SilenceValue is the value "silence/<id>": a question that is agreed to if nobody objects.
type SilenceValue struct {
	ID    Seq          `json:"id"`
	Item  Seq          `json:"item"`
	About SilenceAbout `json:"about"` // agenda, or empty
	Text  string       `json:"text"`
	State SilenceState `json:"state"`
	Began time.Time    `json:"began"`
	Until time.Time    `json:"until"` // until when everybody who may speak may object
	Grace time.Time    `json:"grace"` // until when those may whose line was bad

	Silent *int `json:"silent"` // who may speak, was connected when the clock ended, and silent; null before
	Absent *int `json:"absent"` // who may speak and was not connected

	Person Person `json:"person,omitempty"` // who objected
	Name   string `json:"name,omitempty"`
	Body   string `json:"body,omitempty"`
	Reason string `json:"reason,omitempty"`
	Late   bool   `json:"late,omitempty"` // the objection came after the clock, over a bad line
}

// showSilences shows the questions that a may know of and that changed after entry after.
// What was agreed by people in the room outsiders read in the minutes.
func (s *State) showSilences(v View, a Audience, after Seq) {
	if a == Public {
		return
	}
	for _, q := range s.silences {
		if q.Changed > after && s.sees(a, q.Item) {
			v[paperKey("silence/", q.ID)] = q.show()
		}
	}
}

func (q Silence) show() SilenceValue {
	v := SilenceValue{
		ID: q.ID, Item: q.Item, About: q.About, Text: q.Text, State: q.State,
		Began: q.Began.UTC(), Until: q.Until.UTC(), Grace: q.Grace.UTC(),
		Person: q.Objector, Reason: q.Reason, Late: q.Late,
	}
	if q.Counted {
		v.Silent, v.Absent = &q.Silent, &q.Absent
	}
	return v
}
