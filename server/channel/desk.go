package channel

import (
	"context"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"example.org/convener/captions"
)

// Writers say who writes the captions, to one of them.
type Writers struct {
	Holder   string // whose they are: you, other, or empty if all are published
	Lost     bool   // the line of that other is lost
	Previews []Preview
}

// A Preview is the end of what another source writes that is not published.
type Preview struct {
	Text string
	Lost bool
}

// maxPreview bounds what is shown of a preview, in characters.
const maxPreview = 300

// Writers are those of a place, as the source called by sees them now: what nobody has written
// on for a while is not shown.
func (c *Channel) Writers(ctx context.Context, by string, in Place) (w Writers, err error) {
	now := time.Now()
	err = c.line(in).ledger.Look(ctx, func(t *text) {
		switch t.holder {
		case "":
		case by:
			w.Holder = "you"
		default:
			w.Holder = "other"
			_, w.Lost = t.lost[t.holder]
		}
		for _, other := range slices.Sorted(maps.Keys(t.previews)) {
			segs := last(t.previews[other].Segments())
			if other == by || len(segs) == 0 || now.Sub(segs[len(segs)-1].End) > silent {
				continue
			}
			_, lost := t.lost[other]
			w.Previews = append(w.Previews, Preview{tail(segs), lost})
		}
	})
	return w, err
}

// tail is the end of the text of segments.
func tail(segs []captions.Segment) (text string) {
	for _, s := range segs {
		text += s.Text + " "
	}
	for utf8.RuneCountInString(text) > maxPreview {
		_, n := utf8.DecodeRuneInString(text)
		text = text[n:]
	}
	return text
}
