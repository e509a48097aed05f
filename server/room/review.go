package room

import (
	"cmp"
	"context"
	"slices"

	"example.org/convener/meeting"
	"example.org/convener/server/roster"
)

// A Review is what people look through before a record is published.
type Review struct {
	Lines     []ReviewLine // in the order in which they were written
	Cards     map[meeting.Person]roster.Card
	Spellings map[meeting.Person][]string // how captioners have spelt people
	Bodies    []string
	Lang      string // of what is said
}

// A ReviewLine is a line of the minutes.
type ReviewLine struct {
	ID, Item meeting.Seq
	Kind     string // decision, action, or of a note
	Text     string
	Told     bool   // it may be told who said it
	Said     string // by name; who is to do it, of an action
}

// Review is what there is to look through. Quiet lines tell when somebody spoke, and are left
// out but for what was agreed.
func (r *Room) Review(ctx context.Context) (out Review, err error) {
	err = r.ledger.Look(ctx, func(l law) {
		v := r.show(l.State, meeting.StaffRoom, 0)
		out = Review{Cards: r.known, Lang: "en", Spellings: make(map[meeting.Person][]string)}
		if m, ok := v["meeting"].(meeting.MeetingValue); ok {
			if out.Bodies = m.Bodies; len(m.Channels) > 0 {
				out.Lang = m.Channels[0].Lang
			}
		}
		for _, value := range v {
			if line, ok := reviewLine(value); ok {
				line.Told = l.Told(line.ID)
				out.Lines = append(out.Lines, line)
			}
		}
		slices.SortFunc(out.Lines, func(a, b ReviewLine) int { return cmp.Compare(a.ID, b.ID) })
		for _, label := range r.hears.Labels(r.id) {
			if p, _ := r.named(l.State, label); p != meeting.House {
				out.Spellings[p] = append(out.Spellings[p], label)
			}
		}
	})
	return out, err
}

// reviewLine is a value as a line, if it is one that can be published.
func reviewLine(value any) (ReviewLine, bool) {
	switch v := value.(type) {
	case meeting.NoteValue:
		quiet := v.What != "" && v.What != meeting.HappenedAgreed && v.What != meeting.HappenedAdopted
		return ReviewLine{v.ID, v.Item, string(v.Kind), v.Text, false, cmp.Or(v.SpeakerName, v.Label)}, !v.Hidden && !quiet
	case meeting.DecisionValue:
		return ReviewLine{v.ID, v.Item, "decision", v.Text, false, ""}, true
	case meeting.ActionValue:
		return ReviewLine{v.ID, v.Item, "action", v.Text, false, v.Owner}, true
	}
	return ReviewLine{}, false
}
