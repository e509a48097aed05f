package room

import (
	"context"
	"time"

	"example.org/convener/meeting"
)

// A Passage is a stretch of what was captioned in the meeting's first language: what one
// speaker said.
type Passage struct {
	From, To uint64 // segments
	At, End  time.Time
	Text     string
	Label    string // as the captioner named the speaker; empty if they did not

	// The rest the room knows.
	Item    meeting.Seq
	Speaker meeting.Person // whom the label means, as far as is known
	Told    bool           // it may be told who said it
	Struck  bool           // somebody keeps it out of the record
}

// Passages are those of all that outsiders may know of, with what the room knows of them.
func (r *Room) Passages(ctx context.Context, all []Passage) (out []Passage, err error) {
	err = r.ledger.Look(ctx, func(l law) {
		r.reloadCards()
		r.learn(l.State) // whoever has come by now
		for _, p := range all {
			var public bool
			if p.Item, p.Told, public = l.Spoken(p.At, p.End); !public {
				continue
			}
			if p.Label != "" {
				p.Speaker, _ = r.named(l.State, p.Label)
			}
			p.Struck = l.StruckOut(p.From, p.To)
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
