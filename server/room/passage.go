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
	Speaker meeting.Person // whom the label means, also if only the spelling is near
	Told    bool           // it may be told who said it
	Struck  bool           // somebody keeps it out of the record
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
			p.Struck = l.StruckOut(p.From, p.To)
			out = append(out, p)
		}
	})
	return out, k, err
}

// EnoughVoices reports whether what was not kept out of said may be published, as the law has it:
// enough of those who spoke stay unnamed.
func (r *Room) EnoughVoices(ctx context.Context, said []Passage) (enough bool, err error) {
	var people []meeting.Person
	for _, p := range said {
		if !p.Struck {
			people = append(people, p.Speaker)
		}
	}
	err = r.ledger.Look(ctx, func(l law) { enough = l.EnoughVoices(people) })
	return enough, err
}

// Language is the meeting's first; empty if it has no captions.
func (r *Room) Language() string {
	if langs := r.Langs(); len(langs) > 0 {
		return langs[0]
	}
	return ""
}
