package room

import (
	"context"

	"example.org/convener/captions"
	"example.org/convener/meeting"
)

// A Passage is a stretch of what was captioned in the meeting's first language: what one
// speaker said.
type Passage struct {
	From, To uint64 // segments
	Item     meeting.Seq
	Text     string
	Label    string         // as the captioner named the speaker; empty if they did not
	Speaker  meeting.Person // whom that means, as far as is known
	Told     bool           // it may be told who said it
	Struck   bool           // somebody keeps it out of the record
}

// Passages are what was captioned, but for what belongs to items that outsiders do not know of.
func (r *Room) Passages(ctx context.Context, segs []captions.Segment) (out []Passage, err error) {
	err = r.ledger.Look(ctx, func(l law) {
		r.reloadCards()
		r.learn(l.State) // whoever has come by now
		for _, b := range captions.Paragraphs(segs) {
			p := Passage{From: b.From, To: b.To, Text: b.Text, Label: b.Speaker}
			var public bool
			if p.Item, p.Told, public = l.Spoken(b.At, b.End); !public || b.Text == "" {
				continue
			}
			if b.Speaker != "" {
				p.Speaker, _ = r.named(l.State, b.Speaker)
			}
			p.Struck = l.StruckOut(b.From, b.To)
			out = append(out, p)
		}
	})
	return out, err
}

// Language is the meeting's first; empty if it has no captions.
func (r *Room) Language() string {
	if langs := r.Langs(); len(langs) > 0 {
		return langs[0]
	}
	return ""
}
