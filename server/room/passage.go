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
	Part    meeting.Seq    // what it belongs to that can be published by itself, 0 for none
	Speaker meeting.Person // whom the label means, also if only the spelling is near
	Told    bool           // it may be told who said it
	Struck  bool           // somebody keeps it out of the record
	Few     bool           // too few who spoke stay unnamed for it to be published
}

// Passages are those of all that outsiders may know of, with what the room knows of them, and
// who may be identified in them.
func (r *Room) Passages(ctx context.Context, all []Passage) (out []Passage, k Known, err error) {
	err = r.ledger.Look(ctx, func(l law) {
		k = r.knows(l.State)
		for _, p := range all {
			var public bool
			if p.Item, p.Told, public = l.Spoken(p.At, p.End); !public {
				continue
			}
			if p.Label != "" {
				p.Speaker, _ = r.named(l.State, p.Label)
			}
			p.Part = l.PartOf(p.Item)
			p.Struck = l.StruckOut(p.From, p.To)
			out = append(out, p)
		}
		few := l.Few(Voices(out))
		for i := range out {
			out[i].Few = few[i]
		}
	})
	return out, k, err
}

// Voices are whose passages these are.
func Voices(said []Passage) []meeting.Voice {
	out := make([]meeting.Voice, len(said))
	for i, p := range said {
		out[i] = meeting.Voice{Item: p.Item, Person: p.Speaker, Told: p.Told}
	}
	return out
}

// Language is the meeting's first; empty if it has no captions.
func (r *Room) Language() string {
	if langs := r.Langs(); len(langs) > 0 {
		return langs[0]
	}
	return ""
}
