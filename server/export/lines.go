package export

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"

	"example.org/convener/meeting"
)

// A Line is a line of the minutes as a reader meets it, whatever it is.
type Line struct {
	ID      meeting.Seq
	Key     string // its anchor on the page: note-41
	Kind    string // of a note, or decision or action
	Number  string // of what is numbered
	Who     []string
	Text    string
	What    meeting.Happening // of a quiet line
	About   string
	Quote   *meeting.Quote
	Source  string                 // where the captions are that it was taken from, on this server; empty for none
	Was     []meeting.WordingValue // since the minutes were circulated
	Action  *meeting.ActionValue   // of an action
	Overdue bool

	Corrections []meeting.CorrectionValue // that were proposed for it
}

// Lines are the lines of an item in the order in which they were written. Those who had the
// floor one after another are one line.
func (m Minutes) Lines(i MinutesItem) []Line {
	var out []Line
	for _, n := range i.Notes {
		l := Line{ID: n.ID, Key: "note", Kind: string(n.Kind), Number: n.Number, Text: n.Text, What: n.What, About: n.About, Quote: n.Quote, Was: m.since(n.Was)}
		if who := cmp.Or(n.SpeakerName, n.Label); who != "" {
			l.Who = []string{who}
		}
		out = append(out, l)
	}
	for _, d := range i.Decisions {
		out = append(out, Line{ID: d.ID, Key: "decision", Kind: "decision", Number: d.Number, Text: d.Text, Quote: d.Quote, Was: m.since(d.Was)})
	}
	for _, a := range i.Actions {
		out = append(out, Line{
			ID: a.ID, Key: "action", Kind: "action", Number: a.Number, Text: a.Text, Quote: a.Quote, Was: m.since(a.Was), Action: &a,
			Overdue: a.Overdue(m.Made.Format("2006-01-02")),
		})
	}
	for n := range out {
		if q := out[n].Quote; q != nil {
			out[n].Source = fmt.Sprintf("/m/%s/text?lang=%s&from=%d", m.Meeting, url.QueryEscape(q.Lang), q.From)
		}
		for _, c := range i.Corrections {
			if c.Line == out[n].ID && c.Line != 0 {
				out[n].Corrections = append(out[n].Corrections, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Line) int { return cmp.Compare(a.ID, b.ID) })
	return spoken(out)
}

// Only are the lines of all items that are so.
func (m Minutes) Only(so func(Line) bool) (lines []Line) {
	for _, i := range m.Items {
		for _, l := range m.Lines(i) {
			if so(l) {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// Missing are the corrections of an item that propose a line which is missing.
func (i MinutesItem) Missing() (missing []meeting.CorrectionValue) {
	for _, c := range i.Corrections {
		if c.Line == 0 {
			missing = append(missing, c)
		}
	}
	return missing
}

// since are the wordings of a line since the minutes were circulated: how a draft came about
// is of no interest.
func (m Minutes) since(was *[]meeting.WordingValue) (out []meeting.WordingValue) {
	if was == nil || m.Circulated == nil {
		return nil
	}
	for _, w := range *was {
		if !w.At.Before(*m.Circulated) {
			out = append(out, w)
		}
	}
	return out
}

// spoken makes one line of those who had the floor one after another, and leaves out of whom
// the next line tells what they said.
func spoken(lines []Line) (out []Line) {
	for n, l := range lines {
		last := len(out) - 1
		if l.What == meeting.HappenedSpeech && n+1 < len(lines) && lines[n+1].What == "" && slices.Equal(lines[n+1].Who, l.Who) {
			continue
		}
		if l.What != meeting.HappenedSpeech || last < 0 || out[last].What != meeting.HappenedSpeech {
			out = append(out, l)
			continue
		}
		for _, who := range l.Who {
			if !slices.Contains(out[last].Who, who) {
				out[last].Who = append(slices.Clip(out[last].Who), who)
			}
		}
	}
	return out
}
