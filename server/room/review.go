package room

import (
	"cmp"
	"context"
	"slices"

	"example.org/convener/meeting"
)

// A Review is what people look through before a record is published.
type Review struct {
	Known
	Lines []ReviewLine // in the order in which they were written
}

// A ReviewLine is a line of the minutes.
type ReviewLine struct {
	ID, Item meeting.Seq
	Part     meeting.Seq // what it belongs to that can be published by itself, 0 for none
	Kind     string      // decision, action, or of a note
	Text     string
	Told     bool   // it may be told who said it
	Said     string // by name; who is to do it, of an action
	Speaker  meeting.Person
	Struck   bool // the speaker keeps it out of the record

	// What of Said may be published under the Rule, because who it is lets it be told, and
	// what they have to let be told for that.
	May   string
	Scope meeting.ConsentScope
}

// Review is what there is to look through. Quiet lines tell when somebody spoke, and are left
// out but for what was agreed.
func (r *Room) Review(ctx context.Context) (out Review, err error) {
	err = r.ledger.Look(ctx, func(l law) {
		out.Known = r.knows(l.State)
		out.Lines = r.reviewLines(l.State)
	})
	return out, err
}

// reviewLines are the lines of the minutes, but those of hidden items. They run in the ledger's
// goroutine.
func (r *Room) reviewLines(s *meeting.State) (lines []ReviewLine) {
	for _, value := range r.show(s, meeting.StaffRoom, 0) {
		line, ok := reviewLine(value)
		if !ok || s.Hidden(line.ID) {
			continue
		}
		line.Part, line.Told, line.Struck = s.PartOf(line.Item), s.Told(line.ID), s.Struck(line.ID)
		line.May, line.Scope = r.may(s, line)
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b ReviewLine) int { return cmp.Compare(a.ID, b.ID) })
	return lines
}

// open are the lines that may be told, with who said them. The error is a fault: they are not
// left without names. Where there are none, no names are asked for.
func (r *Room) open(s *meeting.State) (lines []meeting.RecordLine, err error) {
	if !slices.ContainsFunc(r.reviewLines(s), func(l ReviewLine) bool { return l.Told }) {
		return nil, nil
	}
	if err := r.readCards(); err != nil {
		return nil, err
	}
	for _, l := range r.reviewLines(s) {
		if l.Told {
			lines = append(lines, meeting.RecordLine{Line: l.ID, Text: l.Text, Said: l.Said})
		}
	}
	return lines, nil
}

// may is what may be told of who said a line under the Rule: the name, the body, or nothing.
func (r *Room) may(s *meeting.State, l ReviewLine) (string, meeting.ConsentScope) {
	card := r.known[l.Speaker]
	switch {
	case s.Consents(l.Speaker, meeting.ConsentName, l.Item):
		return card.Name, meeting.ConsentName
	case card.Body != "" && s.Consents(l.Speaker, meeting.ConsentBody, l.Item):
		return card.Body, meeting.ConsentBody
	}
	return "", ""
}

// reviewLine is a value as a line, if it is one that can be published.
func reviewLine(value any) (ReviewLine, bool) {
	switch v := value.(type) {
	case meeting.NoteValue:
		quiet := v.What != "" && v.What != meeting.HappenedAgreed && v.What != meeting.HappenedAdopted
		return ReviewLine{ID: v.ID, Item: v.Item, Kind: string(v.Kind), Text: v.Text, Said: cmp.Or(v.SpeakerName, v.Label), Speaker: v.Speaker}, !v.Hidden && !quiet
	case meeting.DecisionValue:
		return ReviewLine{ID: v.ID, Item: v.Item, Kind: "decision", Text: v.Text}, true
	case meeting.ActionValue:
		return ReviewLine{ID: v.ID, Item: v.Item, Kind: "action", Text: v.Text, Said: v.Owner}, true
	}
	return ReviewLine{}, false
}
