package export

import (
	"fmt"
	"strings"

	"example.org/convener/meeting"
	"example.org/convener/server/export/document"
)

// looks are how lines are drawn that are more than text.
var looks = map[string]document.Look{
	"decision": document.Decision, "action": document.Action, "quiet": document.Quiet, "quote": document.Quote, "passage": document.Quote,
}

// Label is what stands before a line in words: DECISION 1. Empty for a line that is text.
func (l Line) Label(say Say) string {
	switch l.Kind {
	case "decision", "action", "issue", "objection":
		return strings.TrimSpace(say("line-"+l.Kind, l.Number)) // a part that is published before the rest has no numbers yet
	case "conclusion", "quote", "passage":
		return say("line-" + l.Kind)
	}
	return ""
}

// Said is who said a line, or had the floor; empty for none.
func (l Line) Said() string { return strings.Join(l.Who, ", ") }

// State is how far an action has come, in a word or two.
func (l Line) State(say Say) string {
	switch {
	case l.Overdue:
		return say("state-overdue")
	case l.Action.State == meeting.ActionOpen:
		return say("state-open")
	}
	return say("state-done")
}

// Closed says who closed an action, and how it was done; empty while it is open.
func (l Line) Closed(say Say) string {
	switch a := l.Action; {
	case a == nil || a.State == meeting.ActionOpen || a.Name == "":
		return ""
	case a.Outcome == "":
		return say("closed-by", a.Name)
	default:
		return say("closed-by-how", a.Name, a.Outcome)
	}
}

// Sentence is what a line says without its label. A quiet line tells what happened.
func (l Line) Sentence(say Say) string {
	switch {
	case l.What == "" || l.What == meeting.HappenedAgreed || l.What == meeting.HappenedAdopted:
		return l.Text
	case l.About == "":
		return say("happened-" + string(l.What))
	}
	return say("happened-"+string(l.What), l.About)
}

// paragraph is a line as a paragraph.
func (l Line) paragraph(say Say) document.Block {
	p := document.Paragraph{Anchor: l.Anchor(), Look: looks[l.Kind]}
	label := l.Label(say)
	if l.Action != nil {
		label += " (" + l.State(say) + ")"
	}
	if who := l.Said(); who != "" {
		label = strings.TrimSpace(label + " " + who)
	}
	if label != "" {
		p.Runs = append(p.Runs, document.Run{Text: label + ": ", Strong: true})
	}
	text := l.Sentence(say)
	if a := l.Action; a != nil {
		if a.Owner != "" {
			text = a.Owner + ": " + text
		}
		if a.Due != "" {
			text += " (" + say("due", a.Due) + ")"
		}
		text = strings.TrimSpace(text + " " + l.Closed(say))
	}
	p.Runs = append(p.Runs, document.Run{Text: text})
	if l.Quote != nil && l.Quote.Corrected {
		p.Runs = append(p.Runs, document.Run{Text: " " + say("line-quote-corrected")})
	}
	return p
}

// Anchor is what links to a line name after "#"; empty for a line of a part that was published
// before the rest, which gets its number with all others.
func (l Line) Anchor() string {
	if l.ID == 0 {
		return ""
	}
	return fmt.Sprintf("%s-%d", l.Key, l.ID)
}

// history is what a line said before, since the minutes were circulated.
func (l Line) history(say Say) (blocks []document.Block) {
	for _, w := range l.Was {
		runs := []document.Run{{Text: Changed(w, say) + " "}}
		blocks = append(blocks, document.Paragraph{Runs: append(runs, pieces(w.Diff)...), Look: document.Quiet})
	}
	return blocks
}

// Changed says when a line was changed, by whom and why.
func Changed(w meeting.WordingValue, say Say) string {
	if w.Why == "" {
		return say("line-changed", Moment(w.At), w.Name)
	}
	return say("line-changed-why", Moment(w.At), w.Name, w.Why)
}

// correction is a correction that was proposed, and what has become of it.
func correction(c meeting.CorrectionValue, say Say) document.Block {
	runs := []document.Run{{Text: Proposed(c, say) + " "}}
	if c.State != meeting.CorrectionAccepted || c.Line == 0 { // else the line has said it
		runs = append(runs, pieces(c.Diff)...)
	}
	return document.Paragraph{Runs: runs, Look: document.Quiet}
}

// Proposed says who proposed a correction, why, and what has become of it.
func Proposed(c meeting.CorrectionValue, say Say) string {
	text := say("correction-by", c.Name)
	if c.Why != "" {
		text += " " + say("correction-why", c.Why)
	}
	if c.Answer != "" {
		return text + " " + say("correction-"+string(c.State)+"-why", c.Answer)
	}
	return text + " " + say("correction-"+string(c.State))
}

// pieces are runs of what changed and what did not.
func pieces(diff []meeting.Piece) (runs []document.Run) {
	changes := map[meeting.Change]document.Change{meeting.Added: document.Added, meeting.Removed: document.Removed}
	for _, p := range diff {
		runs = append(runs, document.Run{Text: p.Text, Change: changes[p.Change]})
	}
	return runs
}
