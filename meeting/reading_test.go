package meeting

import (
	"fmt"
	"strings"
	"testing"
)

// statements tells what p is told of the own statements.
func statements(p Person) func(*State) string {
	return func(s *State) string {
		var out []string
		for _, v := range Me(s, p).Statements {
			word := fmt.Sprintf("%s %d/%d", v.State, v.Read, v.Of)
			if v.At != nil {
				word += " at " + v.At.Sub(noon).String()
			}
			if v.Reason != "" {
				word += ": " + v.Reason
			}
			out = append(out, word)
		}
		return strings.Join(out, "; ")
	}
}

// minuted tells the lines of the minutes: who said what.
func minuted(s *State) string {
	var out []string
	for _, n := range s.notes {
		if !n.Retracted && n.Kind != NoteQuiet {
			out = append(out, fmt.Sprintf("%s %s: %s", n.Kind, plain(n.Speaker), n.Text))
		}
	}
	return strings.Join(out, "; ")
}

func TestStatements(t *testing.T) { // Q21, acc-Q3, acc-Q4, acc-Q5
	text := "We agree.\n\n And more. \nThat is all."
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic, Written: true, Reader: ReaderManager, Note: text, Body: "Islands"}}, ask{bob, RaiseHand{Class: Topic}})
	a := last(up) - 1
	read := play(t, up, ask{chair, CallNext{0, a}}) // at 18 s
	turn := last(read)
	two := play(t, read, ask{manager, MarkRead{turn, 2}})
	corrected := play(t, two, ask{ann, CorrectText{turn, "We agree.\nAnd more.\nNo, that is all."}})
	question := play(t, two, ask{bob, RaiseHand{Class: Clarify}})
	question = play(t, question, ask{chair, CallNext{turn, last(question)}})
	said := func(text string) Event {
		return NoteAdded{Text: text, Item: itemA, Kind: NoteContribution, Speaker: ann}
	}
	judged(t, []rule{
		{"read by one of four", up, cleo, RaiseHand{Class: Topic, Written: true, Note: "We.", Reader: "cat"}, nil, malformed},
		{"what is not written is read by nobody", up, cleo, RaiseHand{Class: Topic, Reader: ReaderChair}, nil, malformed},
		{"of any class", up, cleo, RaiseHand{Class: Clarify, Written: true, Note: "Why?", Reader: ReaderVoice}, raised(Hand{Person: cleo, Class: Clarify, Written: true, Note: "Why?", Reader: ReaderVoice}), nil},
		{"edited until it is read", up, ann, EditHand{a, "Better."}, []Event{HandEdited{a, "Better."}}, nil},
		{"and not then", read, ann, EditHand{a, "Better."}, nil, ErrUnknown},

		{"up to a paragraph", read, manager, MarkRead{turn, 2}, []Event{ParagraphRead{turn, 2}}, nil},
		{"by those who run the queue", read, ann, MarkRead{turn, 2}, nil, ErrNotAllowed},
		{"and back", two, manager, MarkRead{turn, 0}, []Event{ParagraphRead{turn, 0}}, nil},
		{"twice", two, manager, MarkRead{turn, 2}, []Event{Unchanged{turn}}, nil},
		{"to no paragraph there is not", two, manager, MarkRead{turn, 4}, nil, ErrUnknown},
		{"nor before the first", two, manager, MarkRead{turn, -1}, nil, ErrUnknown},
		{"of what is read", up, manager, MarkRead{turn, 1}, nil, ErrStale},
		{"of what is written", play(t, up, ask{chair, CallHand{a + 1, 0}}), manager, MarkRead{turn, 0}, nil, malformed},

		{"a correction of what comes", two, ann, CorrectText{turn, "We agree.\nAnd more.\nNo, that is all."}, []Event{TextCorrected{turn, "We agree.\nAnd more.\nNo, that is all."}}, nil},
		{"not of what has been read", two, ann, CorrectText{turn, "We agree.\nAnd less.\nThat is all."}, nil, malformed},
		{"nor by taking it away", two, ann, CorrectText{turn, "We agree."}, nil, malformed},
		{"once", corrected, ann, CorrectText{turn, text}, nil, malformed},
		{"by its author", two, chair, CorrectText{turn, text}, nil, ErrNotAllowed},
		{"not to nothing", two, ann, CorrectText{turn, " "}, nil, ErrEmpty},
		{"while it is read", up, ann, CorrectText{turn, text}, nil, ErrStale},
		{"not who is asked not to write", play(t, two, ask{chair, MutePerson{Person: ann}}), ann, CorrectText{turn, text}, nil, ErrMuted},
		{"of what is written, again", play(t, up, ask{chair, CallHand{a + 1, 0}}), bob, CorrectText{turn, text}, nil, malformed},

		{"read: it stands in the minutes as said", corrected, manager, EndTurn{Turn: turn}, []Event{TurnEnded{Turn: turn}, said("We agree.\nAnd more.\nNo, that is all.")}, nil},
		{"by the next call too", two, chair, CallNext{turn, a + 1}, []Event{TurnEnded{Turn: turn}, said(strings.TrimSpace(text)), TurnBegan{Hand: a + 1, Limit: DefaultLimit}}, nil},
		{"not read: it does not", two, manager, EndTurn{turn, " no time "}, []Event{TurnEnded{turn, "no time"}}, nil},
		{"its author going is no reading", two, chair, RemovePerson{ann}, []Event{TurnEnded{turn, "cut short"}, PersonRemoved{ann}}, nil},
		{"nor while a question is asked", question, chair, RemovePerson{ann}, []Event{TurnEnded{turn, "cut short"}, PersonRemoved{ann}}, nil},
		{"nor is being put back", two, chair, PutBack{turn}, []Event{TurnEnded{turn, "cut short"}, TurnPutBack{turn}}, nil},
		{"only what is written is left unread", play(t, up, ask{chair, CallHand{a + 1, 0}}), chair, EndTurn{turn, "no time"}, nil, malformed},
	})
	over := func(c Command) []Entry { return play(t, two, ask{chair, c}) }
	becomes(t, []outcome{
		{"it waits", up, statements(ann), "waiting 0/3"},
		{"it is read", read, statements(ann), "reading 0/3 at 18s"},
		{"how far", two, statements(ann), "reading 2/3 at 18s"},
		{"while a question is asked, too", question, statements(ann), "reading 2/3 at 18s"},
		{"it was read, and how far it was marked", over(EndTurn{Turn: turn}), statements(ann), "read 2/3 at 20s"},
		{"it was not read to its end, and why", over(EndTurn{turn, "no time"}), statements(ann), "unread 2/3 at 20s: no time"},
		{"it was lowered, and why", play(t, up, ask{chair, LowerHand{a, "off topic"}}), statements(ann), "unread 0/3 at 18s: off topic"},
		{"it waits again", over(PutBack{turn}), statements(ann), "waiting 0/3"},
		{"its author took it back", play(t, up, ask{ann, LowerHand{Hand: a}}), statements(ann), ""},
		{"nobody else is told", over(EndTurn{Turn: turn}), statements(bob), ""},
		{"the minutes name its author", over(EndTurn{Turn: turn}), minuted, "contribution ann: We agree.\n\n And more. \nThat is all."},
		{"and nothing of what was not read", over(EndTurn{turn, "no time"}), minuted, ""},
		{"it counts to its author and the body", read, func(s *State) string { return fmt.Sprint(s.turns(ann, ""), s.turns("", "Islands")) }, "1 1"},
		{"it waits like all others", up, waiting, "ann/topic bob/topic"},
		{"its clock begins with the first paragraph", two, func(s *State) string { return fmt.Sprint(s.turn.Answered) }, "true"},
		{"its text is seen as corrected", corrected, func(s *State) string { return showTurn(s.turn).Note }, "We agree.\nAnd more.\nNo, that is all."},
	})
}
