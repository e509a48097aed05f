package pages

import (
	"io"

	"example.org/convener/meeting"
)

// Text is a stretch of a channel's captions in short lines.
type Text struct {
	Meeting       meeting.MeetingValue
	Lang          string // of the channel; empty if the meeting has no captions
	Cells         int    // how long a line is at most
	Widths        []int  // that are offered
	Pieces        []Piece
	Earlier, Next uint64 // where the text before begins, 0 if there is none, and the text after
	Silent        bool   // nothing was said yet
	Outside       bool   // it is what those outside a meeting under the Rule can follow
}

// Piece is a finished segment.
type Piece struct {
	ID    uint64
	Lines []string
}

// Channel is the channel that is shown.
func (t Text) Channel() meeting.Channel {
	for _, ch := range t.Meeting.Channels {
		if ch.Lang == t.Lang {
			return ch
		}
	}
	return meeting.Channel{}
}

// Text writes a page of captions for braille displays and plain browsers: nothing on it moves.
func (p *Pages) Text(w io.Writer, t Text) error {
	return p.write(w, "text.html", page{Title: say("text-of", t.Meeting.Title), Data: t})
}
