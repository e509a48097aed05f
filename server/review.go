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
	Part   meeting.Seq  `json:"part,omitempty"`   // what it belongs to that can be published by itself
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

// reviewed are the lines of a meeting, and what was captioned in it.
type reviewed struct {
	Somebody string            `json:"somebody"` // what stands instead of who is named, in the meeting's language
	Lines    []reviewedLine    `json:"lines"`
	Passages []reviewedPassage `json:"passages"` // in the meeting's first language; none before its end
}

// review serves GET /api/v1/meetings/{id}/review to those who run a meeting under the Rule:
// its lines, what was captioned, and what of all that identifies somebody.
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
	out := reviewed{Somebody: attribution.PlaceholdersIn(r.Lang).Somebody()}
	var passages []room.Passage
	if v.room.Stage() == meeting.Ended {
		if passages, err = v.passages(ctx); err != nil {
			return err
		}
	}
	out.Lines, out.Passages = stripped(r, passages)
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, out)
}

// stripped is each line, and each passage, with what was found in it.
func stripped(r room.Review, passages []room.Passage) ([]reviewedLine, []reviewedPassage) {
	texts := make([]string, 0, len(r.Lines)+len(passages))
	for _, l := range r.Lines {
		texts = append(texts, l.Text)
	}
	for _, p := range passages {
		texts = append(texts, p.Text)
	}
	found, words := find(r, passages, texts), attribution.PlaceholdersIn(r.Lang)
	lines, said := make([]reviewedLine, len(r.Lines)), make([]reviewedPassage, len(passages))
	for i, l := range r.Lines {
		lines[i] = reviewedLine{Line: l.ID, Item: l.Item, Part: l.Part, Kind: l.Kind, Told: l.Told, Struck: l.Struck, Text: l.Text, Strip: l.Text, Pieces: []stripPiece{}}
		if l.Told {
			lines[i].Said = l.Said
			continue
		}
		lines[i].Said = l.May
		lines[i].Strip, lines[i].Pieces = words.Replace(l.Text, found[i]), pieces(l.Text, found[i], words)
	}
	for i, p := range passages {
		said[i] = reviewedPassage{From: p.From, To: p.To, Item: p.Item, Part: p.Part, Told: p.Told, Struck: p.Struck, Few: p.Few, Text: p.Text, Strip: p.Text, Pieces: []stripPiece{}}
		if spans := found[len(lines)+i]; !p.Told {
			said[i].Strip, said[i].Pieces = words.Replace(p.Text, spans), pieces(p.Text, spans, words)
			said[i].Doubts = slices.ContainsFunc(spans, func(s attribution.Span) bool { return s.Class != attribution.Certain })
		}
	}
	return lines, said
}

// find is what identifies somebody in each of texts: of the lines, then of the passages. What
// one teaches counts in all, and so do captioners' labels.
func find(r room.Review, passages []room.Passage, texts []string) [][]attribution.Span {
	var all strings.Builder
	starts := make([]int, len(texts))
	for i, text := range texts {
		if p := i - len(r.Lines); p >= 0 && passages[p].Label != "" {
			all.WriteString(">> " + passages[p].Label + ": ")
		}
		starts[i] = all.Len()
		all.WriteString(text + "\n")
	}
	spans := attribution.NewLexicon(rosterOf(r.Known)).Find(all.String())
	found := make([][]attribution.Span, len(texts))
	for i, text := range texts {
		for _, s := range spans {
			if s.Start >= starts[i] && s.End <= starts[i]+len(text) {
				s.Start, s.End = s.Start-starts[i], s.End-starts[i]
				found[i] = append(found[i], s)
			}
		}
	}
	return found
}

// rosterOf is who may be identified in a meeting.
func rosterOf(r room.Known) attribution.Roster {
	roster := attribution.Roster{Coalitions: r.Bodies}
	for p, card := range r.Cards {
		one := attribution.Participant{ID: string(p), Name: card.Name, Aliases: r.Spellings[p]}
		if card.Body != "" {
			one.Affiliations = []string{card.Body}
		}
		roster.Participants = append(roster.Participants, one)
	}
	slices.SortFunc(roster.Participants, func(a, b attribution.Participant) int { return strings.Compare(a.ID, b.ID) })
	return roster
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
