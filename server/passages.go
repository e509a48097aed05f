package server

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"example.org/convener/captions"
	"example.org/convener/meeting"
	"example.org/convener/server/room"
)

// A reviewedPassage is a stretch of what was captioned in a meeting under the Rule, and how it
// could be published.
type reviewedPassage struct {
	From   uint64       `json:"from"`           // its first segment
	To     uint64       `json:"to"`             // its last
	Item   meeting.Seq  `json:"item"`           // what was under discussion, 0 for nothing
	Part   meeting.Seq  `json:"part,omitempty"` // what it belongs to that can be published by itself
	Told   bool         `json:"told"`           // it was on an open item: nothing in it is replaced
	Struck bool         `json:"struck,omitempty"`
	Few    bool         `json:"few,omitempty"`    // too few who spoke in this part stay unnamed for it to be published
	Doubts bool         `json:"doubts,omitempty"` // somebody has to read what is marked in it
	Text   string       `json:"text"`
	Strip  string       `json:"strip"`
	Pieces []stripPiece `json:"pieces"`
}

// A slipPassage is a stretch of what the asker said, as it was captioned.
type slipPassage struct {
	From   uint64 `json:"from"` // its first segment
	To     uint64 `json:"to"`   // its last
	Text   string `json:"text"`
	Struck bool   `json:"struck,omitempty"` // it is kept out of the record
}

// slip is what somebody said.
type slip struct {
	Passages []slipPassage `json:"passages"`
}

// passages are what was captioned in the meeting's first language so far.
func (v *viewer) passages(ctx context.Context) ([]room.Passage, error) {
	lang := v.room.Language()
	if lang == "" {
		return nil, nil
	}
	ch, err := v.channel(ctx, lang)
	if err != nil {
		return nil, err
	}
	segs, err := ch.Segments(ctx)
	if err != nil {
		return nil, err
	}
	var all []room.Passage
	for _, b := range captions.Paragraphs(slices.DeleteFunc(segs, func(s captions.Segment) bool { return !s.Final })) {
		if b.Text != "" {
			all = append(all, room.Passage{From: b.From, To: b.To, At: b.At, End: b.End, Text: b.Text, Label: b.Speaker})
		}
	}
	said, _, err := v.room.Passages(ctx, all)
	return said, err
}

// slip serves GET /api/v1/meetings/{id}/slip to somebody who spoke under the Rule: what they
// said, as it was captioned, so that they can keep something out of the record.
func (srv *Server) slip(c echo.Context) error {
	v, err := srv.member(c, false)
	if err != nil {
		return err
	}
	defer v.leave()
	ctx := c.Request().Context()
	if err := v.room.Allows(ctx, v.person, meeting.StrikePassage{}); err != nil {
		return err
	}
	all, err := v.passages(ctx)
	if err != nil {
		return err
	}
	out := slip{Passages: []slipPassage{}}
	for _, p := range all {
		if p.Speaker == v.person {
			out.Passages = append(out.Passages, slipPassage{p.From, p.To, p.Text, p.Struck})
		}
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, out)
}

// spoke reports whether the viewer has said all that was captioned from one segment to another,
// and on which item that was; of several, on the one under the Rule.
func (v *viewer) spoke(ctx context.Context, from, to uint64) (own bool, item meeting.Seq, err error) {
	all, err := v.passages(ctx)
	said, theirs := 0, 0
	for _, p := range all {
		if p.From <= to && from <= p.To {
			if said++; p.Speaker == v.person {
				theirs++
			}
			if item == 0 || p.Part != 0 {
				item = p.Item
			}
		}
	}
	return said > 0 && said == theirs, item, err
}

// offered are passages of a draft with what the server knows of them.
func (v *viewer) offered(ctx context.Context, c meeting.AddPassages) (meeting.AddPassages, error) {
	if err := v.room.Allows(ctx, v.person, c); err != nil {
		return c, err
	}
	all, err := v.passages(ctx)
	if err != nil {
		return c, err
	}
	r, err := v.room.Review(ctx)
	if err != nil {
		return c, err
	}
	_, found := stripped(r, all)
	c.Passages, c.Voices = slices.Clone(c.Passages), heard(room.Voices(all))
	for i := range c.Passages {
		p := &c.Passages[i]
		at := slices.IndexFunc(all, func(o room.Passage) bool { return o.From == p.From && o.To == p.To })
		if at < 0 {
			return c, meeting.ErrUnknown
		}
		p.Item, p.Speaker, p.Told, p.Doubts = all[at].Item, all[at].Speaker, all[at].Told, found[at].Doubts
	}
	return c, nil
}

// heard are the voices of people whom the meeting knows, each once on an item.
func heard(all []meeting.Voice) (voices []meeting.Voice) {
	for _, v := range all {
		if v.Told = false; v.Person != meeting.House && !slices.Contains(voices, v) {
			voices = append(voices, v)
		}
	}
	return voices
}
