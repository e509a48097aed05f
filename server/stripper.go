package server

import (
	"context"
	"reflect"
	"slices"

	"example.org/convener/captions"
	"example.org/convener/meeting/attribution"
	"example.org/convener/server/room"
)

// A stripper takes what identifies a person out of captions as they come. It belongs to one
// goroutine.
type stripper struct {
	room    *room.Room
	stream  *attribution.Stream
	roster  attribution.Roster
	last    captions.Segment // that was written
	speaker string           // its label
	owes    bool             // the white space behind it was not written yet
}

// take is what can be shown of a text so far, beyond what was.
func (s *stripper) take(ctx context.Context, segs []captions.Segment) (texts []string, err error) {
	var fresh []captions.Segment
	for _, seg := range segs {
		if seg.ID == s.last.ID { // by now it is known what follows it
			s.last.Break = seg.Break
			texts = append(texts, s.settle())
		}
		if seg.ID <= s.last.ID {
			continue
		}
		if !seg.Final {
			break
		}
		fresh = append(fresh, seg)
	}
	more, err := s.strip(ctx, fresh)
	return append(texts, more...), err
}

// strip is what can be shown of finished segments. What outsiders may not know of is left out.
func (s *stripper) strip(ctx context.Context, segs []captions.Segment) (texts []string, err error) {
	if len(segs) == 0 {
		return nil, nil
	}
	said := make([]room.Passage, len(segs))
	for i, seg := range segs {
		said[i] = room.Passage{From: seg.ID, To: seg.ID, At: seg.At, End: seg.End}
	}
	public, known, err := s.room.Passages(ctx, said)
	if err != nil {
		return nil, err
	}
	if roster := rosterOf(known); !reflect.DeepEqual(roster, s.roster) {
		s.roster = roster
		s.stream.Learn(attribution.NewLexicon(roster))
	}
	for _, seg := range segs {
		is := slices.ContainsFunc(public, func(p room.Passage) bool { return p.From == seg.ID })
		texts = append(texts, s.write(seg, is))
	}
	return texts, nil
}

// write writes a segment, if it may be shown, and is what can be shown then.
func (s *stripper) write(seg captions.Segment, public bool) (text string) {
	if !public {
		s.last, s.owes = seg, false
		return s.stream.Close().Text
	}
	if seg.Turn { // whatever stands between
		text, s.owes = s.stream.Write("\n").Text, false
	} else {
		text = s.settle()
	}
	if seg.Speaker != s.speaker && seg.Speaker != "" {
		s.stream.Hear(seg.Speaker)
	}
	s.speaker, s.last = seg.Speaker, seg
	text += s.stream.Write(seg.Text).Text
	s.owes = true
	return text + s.settle()
}

// settle writes the white space behind the last segment once it is known, or goes on with a
// word that was cut.
func (s *stripper) settle() string {
	if !s.owes || s.last.Break == captions.None {
		return ""
	}
	s.owes = false
	if s.last.Break == captions.Space {
		return s.stream.Write(" ").Text
	}
	return s.stream.Write("\n").Text
}
