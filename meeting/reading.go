package meeting

import (
	"slices"
	"strings"
	"time"
)

// A Reader is who reads a statement out, as its author wishes (acc-Q3).
type Reader string

// The readers.
const (
	ReaderChair   Reader = "chair"
	ReaderManager Reader = "manager"
	ReaderScreen  Reader = "screen" // nobody: it is shown
	ReaderVoice   Reader = "voice"  // a synthetic voice
)

var readers = []Reader{ReaderChair, ReaderManager, ReaderScreen, ReaderVoice}

// Readers are those who can read a statement out.
func Readers() []Reader { return slices.Clone(readers) }

// A StatementState is how far a statement that is to be read out has come (acc-Q5).
type StatementState string

// The states of a statement.
const (
	StatementWaiting StatementState = "waiting"
	StatementReading StatementState = "reading"
	StatementRead    StatementState = "read"   // in full
	StatementUnread  StatementState = "unread" // it was not, or not to its end
)

// A Receipt tells the author of a statement what became of it.
type Receipt struct {
	Hand   Seq
	Person Person
	State  StatementState
	At     time.Time
	Reason string
	Read   int // paragraphs that were marked as read
	Of     int // paragraphs
}

// Paragraphs are the paragraphs of a statement, which are read one by one.
func Paragraphs(text string) []string {
	var out []string
	for p := range strings.SplitSeq(text, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// receipt is what became of a statement whose turn ends: who ends it without a reason has
// read it.
func (t Turn) receipt(now time.Time, unread string) Receipt {
	r := Receipt{
		Hand: t.Hand.ID, Person: t.Person, State: StatementRead, At: now, Reason: unread, Read: t.Read, Of: len(Paragraphs(t.Note)),
	}
	if unread != "" {
		r.State = StatementUnread
	}
	return r
}

// cutShort is the reason for which the turn of a statement ends because its author went,
// or has to wait again; nobody has to give it.
func cutShort(t Turn) string {
	if t.Written {
		return "cut short"
	}
	return ""
}

// ended is the events that end a turn: a statement that was read stands in the minutes as
// said (Q21), unless the meeting is off the record (M5).
func (s *State) ended(t Turn, unread string) []Event {
	events := []Event{TurnEnded{Turn: t.ID, Unread: unread}}
	if t.Written && unread == "" && s.offRecord.IsZero() {
		events = append(events, NoteAdded{Text: t.Note, Item: t.Item, Kind: NoteContribution, Speaker: t.Person})
	}
	return events
}

// MarkRead says that the paragraphs of a statement have been read up to one of them.
type MarkRead struct {
	Turn      Seq `json:"turn"`
	Paragraph int `json:"paragraph"` // from 1; 0 for none
}

func (c MarkRead) decide(s *State, _ Asked) ([]Event, error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	switch {
	case !s.turn.Written:
		return nil, refuse("This turn is not a statement.")
	case c.Paragraph < 0 || c.Paragraph > len(Paragraphs(s.turn.Note)):
		return nil, ErrUnknown
	case c.Paragraph == s.turn.Read:
		return unchanged(s.turn.ID)
	}
	return []Event{ParagraphRead(c)}, nil
}

// ParagraphRead records how far a statement has been read: its clock runs from the first
// paragraph.
type ParagraphRead MarkRead

func (e ParagraphRead) apply(s *State, en Entry) {
	s.turn.Read = e.Paragraph
	TurnAnswered{Turn: e.Turn}.apply(s, en)
}

// CorrectText changes a statement while it is read, once, by its author (acc-Q5). What has
// been read stays.
type CorrectText struct {
	Turn Seq    `json:"turn"`
	Text string `json:"text"`
}

func (c CorrectText) decide(s *State, a Asked) (_ []Event, err error) {
	if err := s.onFloor(c.Turn); err != nil {
		return nil, err
	}
	if c.Text, err = clean(c.Text, maxText); err != nil {
		return nil, err
	}
	was, will := Paragraphs(s.turn.Note), Paragraphs(c.Text)
	switch {
	case s.turn.Person != a.By:
		return nil, ErrNotAllowed
	case s.muted[a.By]:
		return nil, ErrMuted
	case !s.turn.Written:
		return nil, refuse("This turn is not a statement.")
	case s.turn.Corrected:
		return nil, refuse("A statement can be corrected once while it is read.")
	case len(will) < s.turn.Read || !slices.Equal(was[:s.turn.Read], will[:s.turn.Read]):
		return nil, refuse("What has been read stays as it was: change what comes after it.")
	}
	return []Event{TextCorrected(c)}, nil
}

// TextCorrected records what a statement says from now on.
type TextCorrected CorrectText

func (e TextCorrected) apply(s *State, _ Entry) { s.turn.Note, s.turn.Corrected = e.Text, true }
