package captions

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// Lines as they stand in real transcripts; the reference, 2.3, says where they are from.
func TestHeading(t *testing.T) {
	for _, tt := range []struct {
		line, label, text string
		turn              bool
	}{
		{">> RENATA SOLBERG: Thank you.", "RENATA SOLBERG", "Thank you.", true},
		{">>ILIE DOBRE: Thank you.", "ILIE DOBRE", "Thank you.", true},
		{">>> SECRETARIAT:  Next item.", "SECRETARIAT", "Next item.", true},
		{"DR. O'NEIL-SMITH 2: Yes.", "DR. O'NEIL-SMITH 2", "Yes.", true},
		{"JOSÉ  DÍAZ: Sí.", "JOSÉ DÍAZ", "Sí.", true},
		{"MAREN:", "MAREN", "", true},
		{">> Yes, we can hear you.", "", ">> Yes, we can hear you.", true},
		{">> Renata Solberg: Thank you.", "", ">> Renata Solberg: Thank you.", true},
		{">> One point: the budget", "", ">> One point: the budget", true},
		{"One point: the budget", "", "One point: the budget", false},
		{"A B C D E F: six words are no name", "", "A B C D E F: six words are no name", false},
		{"10:30 is the time", "", "10:30 is the time", false},
		{"10: the number", "", "10: the number", false},
		{"HTTP://example.org", "", "HTTP://example.org", false},
		{"NAME : no label is followed by a space", "", "NAME : no label is followed by a space", false},
		{"> ANNA: quoted", "", "> ANNA: quoted", false},
		{">>>> ANNA: too many", "", ">>>> ANNA: too many", false},
		{"MAREN", "", "MAREN", false},
		{":", "", ":", false},
	} {
		h := headingOf([]rune(tt.line))
		p := piece{raw: []rune(tt.line), atLine: true}
		if text := p.segment(true).Text; h.turn != tt.turn || h.label != tt.label || text != tt.text {
			t.Errorf("%q: turn %v, label %q, text %q", tt.line, h.turn, h.label, text)
		}
	}
}

func TestBracketed(t *testing.T) {
	for text, want := range map[string]bool{
		"(Pause.)": true, "[ Applause ]": true, "([inaudible])": true,
		"(a) and (b)": false, "Well (pause)": false, "(open": false, "": false, "()x": false,
	} {
		if bracketed(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	for _, tt := range []struct{ rule, ops, want string }{
		{"sentences of a line are one paragraph", forty + "it. Yes", forty + "it. Yes"},
		{"a line that goes on in lower case is one paragraph", "One point.{nl}two points", "One point. two points"},
		{"a line that ends within a sentence is one", "One{nl}Two", "One Two"},
		{"a line's end that is a sentence's end parts", "One.{nl}Two", "One.|Two"},
		{"a paragraph's end parts", "One{p}two", "One|two"},
		{"a turn parts", "One{nl}ANNA: two{nl}>> three", "One|ANNA=two|>> three"},
		{"a speaker stands once, where the captioner named him", "ANNA: One.{nl}Two", "ANNA=One.|Two"},
		{"a change to somebody unknown shows", "ANNA: One.{spk}Two", "ANNA=One.|>>=Two"},
		{"brackets stand alone", "One{nl}[Pause]{nl}two", "One|[Pause]|two"},
		{"a word cut by idleness is whole", "Hel{end}lo", "Hello"},
		{"a clear parts words", "One{clear}two", "One two"},
		{"a label alone on its line", "ANNA:{nl}One", "ANNA=One"},
	} {
		var track Track
		track.Apply(ten, script(tt.ops)...)
		got := ""
		for i, b := range Paragraphs(track.Segments()) {
			if i > 0 {
				got += "|"
			}
			if b.Label != "" {
				got += b.Label + "="
			}
			got += b.Text
		}
		if got != tt.want {
			t.Errorf("%s: %q", tt.rule, got)
		}
	}
}

func TestParagraphsRest(t *testing.T) {
	long := strings.Repeat("words ", 100) + "and one more. "
	for _, tt := range []struct {
		rule, first, then string
		after             time.Duration
		want              int
	}{
		{"a sentence and a long pause", "One. ", "Two", 9 * time.Second, 2},
		{"a pause that is not long", "One. ", "Two", 7 * time.Second, 1},
		{"a pause within a sentence", "One ", "two", 9 * time.Second, 1},
		{"a long paragraph and a sentence's end", long, "Two", 0, 2},
		{"a long paragraph within a sentence", long + long[:100], "two", 0, 2},
		{"a paragraph without end", strings.Repeat("words and more ", 200), "two", 0, 2},
	} {
		var track Track
		track.Apply(ten, script(tt.first+"{end}")...)
		track.Apply(ten.Add(tt.after), script(tt.then)...)
		if got := len(Paragraphs(track.Segments())); got != tt.want {
			t.Errorf("%s: %d paragraphs", tt.rule, got)
		}
	}
}

// A paragraph knows from where to where it reaches, and who speaks in it.
func TestParagraphsReach(t *testing.T) {
	var track Track
	track.Apply(ten, script("ANNA: "+forty+"it. Yes.{p}")...)
	track.Apply(ten.Add(time.Second), script("So. And.{nl}BEN: No.{nl}")...)
	want := []Block{
		{"ANNA", forty + "it. Yes.", "ANNA", 1, 2, ten, ten},
		{"", "So. And.", "ANNA", 3, 3, ten.Add(time.Second), ten.Add(time.Second)},
		{"BEN", "No.", "BEN", 4, 4, ten.Add(time.Second), ten.Add(time.Second)},
	}
	if got := Paragraphs(track.Segments()); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
