package server

import (
	"testing"

	"example.org/convener/captions"
	"example.org/convener/meeting/attribution"
)

// A3: what outsiders may not know of is left out, and what was held back before it is let go.
// Words that were cut are whole, and so is what stands between.
func TestStripper(t *testing.T) {
	roster := attribution.Roster{Participants: []attribution.Participant{{Name: "Amina Diallo"}}}
	s := &stripper{stream: attribution.NewLexicon(roster).Stream(attribution.PlaceholdersIn("en"))}
	got := ""
	for _, tt := range []struct {
		text   string
		breaks captions.Break
		public bool
	}{
		{"We pay, says Ami", captions.None, true},
		{"na", captions.Space, true},
		{"Diallo. And", captions.Line, true},
		{"so do", captions.Space, true},
		{"It costs four hundred.", captions.Line, false},
		{"So be it.", captions.Paragraph, true},
	} {
		got += s.write(captions.Segment{ID: s.last.ID + 1, Text: tt.text, Break: tt.breaks}, tt.public)
		got += "|"
	}
	if want := "||We pay, says [a participant]. ||And\nso do |So be it.\n|"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
