package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"example.org/convener/meeting"
	"example.org/convener/meeting/attribution"
	"example.org/convener/server/room"
)

// A reviewed line is a line of the minutes of a meeting under the Rule, and how it could be
// published.
type reviewedLine struct {
	Line   meeting.Seq  `json:"line"`
	Item   meeting.Seq  `json:"item"`
	Kind   string       `json:"kind"`             // decision, action, or of a note
	Told   bool         `json:"told"`             // it is on an open item: it may be told who said it
	Said   string       `json:"said,omitempty"`   // who said it, as far as it may be told
	Struck bool         `json:"struck,omitempty"` // who said it keeps it out of the record
	Text   string       `json:"text"`             // as it was written
	Strip  string       `json:"strip"`            // without what identifies a person, as far as a program finds it
	Pieces []stripPiece `json:"pieces"`           // of text, what was found and what lies between
}

// A stripPiece is a piece of a line: plain, replaced, or in doubt.
type stripPiece struct {
	Text   string             `json:"text"`
	With   string             `json:"with,omitempty"`  // what stands instead of it, of C if somebody says so; absent of plain text
	Class  attribution.Class  `json:"class,omitempty"` // A certain, B likely, C a doubt that is shown only; absent of plain text
	Reason attribution.Reason `json:"reason,omitempty"`
}

// reviewed are the lines of a meeting.
type reviewed struct {
	Lines []reviewedLine `json:"lines"`
}

// review serves GET /api/v1/meetings/{id}/review to those who run a meeting under the Rule:
// its lines, and what of them identifies somebody.
func (srv *Server) review(c echo.Context) error {
	v, err := srv.member(c, false)
	if err != nil {
		return err
	}
	defer v.leave()
	ctx := c.Request().Context()
	if err := v.room.Allows(ctx, v.person, meeting.PassRecord{}); err != nil {
		return err
	}
	r, err := v.room.Review(ctx)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, reviewed{stripped(r)})
}

// stripped is each line with what was found in it. What one line teaches counts in all.
func stripped(r room.Review) []reviewedLine {
	roster := attribution.Roster{Coalitions: r.Bodies}
	for p, card := range r.Cards {
		one := attribution.Participant{ID: string(p), Name: card.Name, Aliases: r.Spellings[p]}
		if card.Body != "" {
			one.Affiliations = []string{card.Body}
		}
		roster.Participants = append(roster.Participants, one)
	}
	slices.SortFunc(roster.Participants, func(a, b attribution.Participant) int { return strings.Compare(a.ID, b.ID) })
	lines := make([]reviewedLine, len(r.Lines))
	var text strings.Builder
	starts := make([]int, len(r.Lines))
	for i, l := range r.Lines {
		starts[i] = text.Len()
		text.WriteString(l.Text + "\n")
	}
	spans, words := attribution.NewLexicon(roster).Find(text.String()), attribution.PlaceholdersIn(r.Lang)
	for i, l := range r.Lines {
		var own []attribution.Span
		for _, s := range spans {
			if s.Start >= starts[i] && s.End <= starts[i]+len(l.Text) {
				s.Start, s.End = s.Start-starts[i], s.End-starts[i]
				own = append(own, s)
			}
		}
		lines[i] = reviewedLine{Line: l.ID, Item: l.Item, Kind: l.Kind, Told: l.Told, Struck: l.Struck, Text: l.Text, Strip: l.Text, Pieces: []stripPiece{}}
		if l.Told {
			lines[i].Said = l.Said
			continue
		}
		lines[i].Said = l.May
		lines[i].Strip, lines[i].Pieces = words.Replace(l.Text, own), pieces(l.Text, own, words)
	}
	return lines
}

// pieces are the pieces of a text by what was found in it.
func pieces(text string, spans []attribution.Span, words attribution.Placeholders) []stripPiece {
	out := []stripPiece{}
	at := 0
	for _, s := range spans {
		if s.Start > at {
			out = append(out, stripPiece{Text: text[at:s.Start]})
		}
		p := stripPiece{Text: text[s.Start:s.End], Class: s.Class, Reason: s.Reason, With: s.Offer}
		if p.With == "" {
			p.With = words.Replace(p.Text, []attribution.Span{{Start: 0, End: len(p.Text), Class: attribution.Certain, Kind: s.Kind}})
		}
		out = append(out, p)
		at = s.End
	}
	if at < len(text) {
		out = append(out, stripPiece{Text: text[at:]})
	}
	return out
}

// said reports whether a line of the minutes is what the viewer has said.
func (v *viewer) said(ctx context.Context, line meeting.Seq) (bool, error) {
	r, err := v.room.Review(ctx)
	return slices.ContainsFunc(r.Lines, func(l room.ReviewLine) bool { return l.ID == line && l.Speaker == v.person }), err
}

// attributed is a draft with who said its lines, where it names them: as the meeting knows
// them, not as the asker says. Where nobody may be named, the law refuses it.
func (v *viewer) attributed(ctx context.Context, c meeting.DraftRecord) (meeting.DraftRecord, error) {
	r, err := v.room.Review(ctx)
	if err != nil {
		return c, err
	}
	c.Lines = slices.Clone(c.Lines)
	for i := range c.Lines {
		l := &c.Lines[i]
		l.Speaker, l.Scope = meeting.House, ""
		at := slices.IndexFunc(r.Lines, func(o room.ReviewLine) bool { return o.ID == l.Line })
		if at < 0 || l.Said == "" {
			continue
		}
		if of := r.Lines[at]; of.Told {
			l.Said = of.Said
		} else if of.May != "" {
			l.Said, l.Speaker, l.Scope = of.May, of.Speaker, of.Scope
		}
	}
	return c, nil
}
