package meeting

import (
	"strconv"
)

// readsMinutes reports whether a may read the lines of the minutes: drafts are for the
// people in the meeting. Of a meeting under the Rule others read the record only.
func (s *State) readsMinutes(a Audience) bool {
	return a != Public || !s.Sealed() && !s.minutes.Circulated.IsZero()
}

// papersAfter is about how many values of the minutes a will be shown: thousands, or a few.
func (s *State) papersAfter(a Audience, after Seq) int {
	if !s.readsMinutes(a) || after > 0 {
		return 1
	}
	return len(s.notes) + len(s.decisions) + len(s.actions) + len(s.corrections)
}

// showMinutes shows the minutes, of which a was shown all that did not change after entry
// after.
func (s *State) showMinutes(v View, a Audience, after Seq) {
	m := s.minutes
	out := MinutesValue{
		s.minutesState(), moment(m.Circulated), moment(m.Until), moment(m.Approved), m.In, moment(m.Corrected), s.readsMinutes(Public),
	}
	if s.record != nil || len(s.published) > 0 {
		out.Public = true
		if s.showRecord(v); s.record == nil && a == Public { // how far the rest is, they are not told
			out = MinutesValue{State: MinutesRecord, Public: true}
		}
	}
	v["minutes"] = out
	if s.record != nil || !s.readsMinutes(a) {
		return
	}
	for _, n := range s.notes {
		if n.Changed > after && s.sees(a, n.Item) {
			v[paperKey("note/", n.ID)] = s.showNote(n, a)
		}
	}
	for _, d := range s.decisions {
		if d.Changed > after && s.sees(a, d.Item) {
			v[paperKey("decision/", d.ID)] = s.showDecision(d, a)
		}
	}
	for _, act := range s.actions {
		if act.Changed > after && s.sees(a, act.Item) {
			v[paperKey("action/", act.ID)] = s.showAction(act, a)
		}
	}
	for _, c := range s.corrections {
		if c.Changed > after && s.sees(a, c.Item) {
			v[paperKey("correction/", c.ID)] = c.show()
		}
	}
	if s.attended > after {
		s.showAttendance(v, after)
	}
}

// showNote is a note as a sees it, nil for none.
func (s *State) showNote(n Note, a Audience) any {
	if n.Retracted || n.Hidden && a != StaffRoom {
		return nil
	}
	v := NoteValue{
		ID: n.ID, Item: n.Item, Kind: n.Kind, Text: n.Text, Person: n.By, Rev: n.Rev, Speaker: n.Speaker, Label: n.Label,
		What: n.What, About: n.About, Hidden: n.Hidden, Quote: n.Quote, Was: s.showWas(n.Line, a),
	}
	if n.Number > 0 {
		v.Number = strconv.Itoa(n.Number)
	}
	return v
}

func (s *State) showDecision(d Decision, a Audience) any {
	if d.Retracted {
		return nil
	}
	return DecisionValue{
		ID: d.ID, Item: d.Item, Number: strconv.Itoa(d.Number), Text: d.Text, Rev: d.Rev, Quote: d.Quote, Was: s.showWas(d.Line, a),
	}
}

func (s *State) showAction(act Action, a Audience) any {
	if act.Retracted {
		return nil
	}
	return ActionValue{
		ID: act.ID, Item: act.Item, Number: strconv.Itoa(act.Number), Text: act.Text, Owner: act.Owner, Due: act.Due,
		State: doneOrOpen(act.Closed), From: act.From, Person: act.ClosedBy, Outcome: act.Outcome,
		Rev: act.Rev, Quote: act.Quote, Was: s.showWas(act.Line, a),
	}
}

// showWas is what a line said before. Others than the people in the meeting are not shown
// how the draft came about.
func (s *State) showWas(l Line, a Audience) *[]WordingValue {
	var was []WordingValue
	for i, w := range l.Was {
		if a == Public && w.At.Before(s.minutes.Circulated) {
			continue
		}
		after := l.Text
		if i+1 < len(l.Was) {
			after = l.Was[i+1].Text
		}
		was = append(was, WordingValue{Text: w.Text, At: w.At.UTC(), Person: w.By, Why: w.Why, Diff: Diff(w.Text, after)})
	}
	if was == nil {
		return nil
	}
	return &was
}

func (c Correction) show() CorrectionValue {
	return CorrectionValue{
		ID: c.ID, Line: c.Line, Item: c.Item, Text: c.Text, Diff: Diff(c.Was, c.Text), Why: c.Why, Person: c.By,
		State: c.State, Answer: c.Answer, Answered: moment(c.Answered),
	}
}

// showAttendance shows who was there: each person by themselves, since with a thousand a list
// would keep all else from a reader on a slow line each time somebody comes.
func (s *State) showAttendance(v View, after Seq) {
	if s.sealed {
		came := s.arrived
		for _, p := range s.declared {
			came = listed(came, p, true)
		}
		v["attendance"] = Attendance{band(len(came))}
		return
	}
	for _, p := range s.unlisted {
		if after > 0 {
			v[attenderKey(p)] = nil
		}
	}
	for _, p := range s.excused {
		v[attenderKey(p)] = Attender{Person: p, Excused: true}
	}
	for _, p := range s.declared {
		v[attenderKey(p)] = Attender{Person: p, Declared: true}
	}
	for _, p := range s.arrived { // who comes after all is present, and who is seen need not say so
		v[attenderKey(p)] = Attender{Person: p}
	}
}

// attenderKey is what clients call somebody who was there, or sent apologies.
func attenderKey(p Person) string { return "attender/" + string(p) }

// paperKey is what clients call a note, a decision, an action, or the details of an item.
func paperKey(kind string, id Seq) string { return kind + strconv.FormatUint(uint64(id), 10) }

func doneOrOpen(done bool) ActionState {
	if done {
		return ActionDone
	}
	return ActionOpen
}
