package meeting

import (
	"fmt"
	"slices"
	"time"
)

// minutesWishes are the wishes about the minutes, and about who was there.
var minutesWishes = []func(s *State, by Person, n int) Command{
	func(s *State, by Person, n int) Command {
		c := AddNote{Text: text("text", s, n), Item: pick(s.items, s, n), Kind: append(kindsOfNote, "")[n%8], Speaker: []Person{House, House, House, someone(n)}[n/4%4]}
		if n%5 == 0 {
			c.Quote = aQuote(n)
		}
		return c
	},
	func(s *State, by Person, n int) Command {
		form := []string{"%s", "Ann: %s", "... %s", "DECISION: %s", "ACTION: Ann to %s by Friday", "issue: %s", "OBJECTION: %s", "s/text/§words/", "s/Ann/§Anne/", "s/\x00//"}[n%10]
		if n%10 < 7 {
			form = fmt.Sprintf(form, text("text", s, n))
		}
		return WriteLine{form, pick(s.items, s, n)}
	},
	editNote, editNote,
	retract,
	func(s *State, by Person, n int) Command { return HideNote{pick(s.notes, s, n), n%3 > 0} },
	func(s *State, by Person, n int) Command {
		return RecordDecision{Text: text("text", s, n), Item: pick(s.items, s, n), Quote: aQuote(n)}
	},
	func(s *State, by Person, n int) Command {
		return RecordAction{Text: text("text", s, n), Owner: "§owner", Due: []string{"", "2026-12-31", "soon"}[n%3], Item: pick(s.items, s, n)}
	},
	closeAction, closeAction,
	func(s *State, by Person, n int) Command { return ReopenAction{pick(s.actions, s, n)} },
	func(s *State, by Person, n int) Command {
		quotes := slices.DeleteFunc(slices.Clone(s.notes), func(note Note) bool { return note.Quote == nil })
		return MarkQuote{pick(quotes, s, n)}
	},
	circulate, circulate,
	propose, propose, propose,
	func(s *State, by Person, n int) Command { return AcceptCorrection{pick(s.corrections, s, n)} },
	func(s *State, by Person, n int) Command {
		return RefuseCorrection{pick(s.corrections, s, n), []string{"", text("reason", s, n)}[n%2]}
	},
	func(s *State, by Person, n int) Command {
		if n%4 == 0 {
			return ApproveMinutes{"another meeting"}
		}
		return CirculateMinutes{}
	},
	amend, amend,
	func(s *State, by Person, n int) Command { return NoteArrivals{[]Person{someone(n), by}} },
	func(s *State, by Person, n int) Command {
		return SendApologies{On: n%3 > 0, Person: []Person{House, House, someone(n)}[n%3]}
	},
	func(s *State, by Person, n int) Command { return DeclareAttendance{n%4 > 0} },
	draftRecord, addPassages, addPassages,
	func(s *State, by Person, n int) Command {
		from := uint64(n % 50)
		return StrikePassage{from, from + uint64(n%4), n%3 > 0, n%4 > 0, 0}
	},
	func(s *State, by Person, n int) Command { return ReturnSlip{n%4 > 0} },
	func(s *State, by Person, n int) Command { return StrikeLine{aWritten(s, n), n%3 > 0, n%4 > 0} },
	func(s *State, by Person, n int) Command {
		switch {
		case s.draft == nil && n%8 == 0:
			return PassRecord{}
		case s.draft == nil:
			return draftPart(s, n)
		}
		return PassRecord{saw(s.draft.ID, n)}
	},
}

// setRule makes a rule stricter, or looser.
func setRule(s *State, _ Person, n int) Command {
	return SetRule{append(rules, "none")[n%4], []Seq{0, pick(s.items, s, n)}[n/4%2]}
}

// draftRecord is of one line or none; of all, or of a part.
func draftRecord(s *State, _ Person, n int) Command {
	switch {
	case n%3 == 0:
		return DraftRecord{Level: Level(n % 4)}
	case n%5 > 0:
		return draftPart(s, n)
	}
	return DraftRecord{Level: Written, Lines: []RecordLine{{aWritten(s, n), text("text", s, n), []string{"", "", "§Ann"}[n%3], someone(n), ConsentName}}}
}

// draftPart is a record of a part, mostly of lines that belong to it. What it says is the same
// whoever was there.
func draftPart(s *State, n int) Command {
	c := DraftRecord{Item: pick(s.items, s, n), Level: Level(n / 5 % 4)}
	for _, i := range s.items {
		if n%8 > 0 && s.sealedPart(i.ID) == i.ID && !s.shredded(i.ID) {
			c.Item = i.ID
		}
	}
	for l := range s.lines {
		if c.Level > TitleOnly && (s.partOf(l.Item) == c.Item || n%16 == 0) {
			c.Lines = append(c.Lines, RecordLine{Line: l.ID, Text: "It was said."})
		}
	}
	return c
}

// addPassages adds some of what a few people said, to a draft that it asks for before.
func addPassages(s *State, by Person, n int) Command {
	switch {
	case n%4 > 0 && (s.draft == nil || s.draft.By != by || s.draft.Level < Excerpts):
		return DraftRecord{Level: Level(2 + n%2)}
	case s.draft == nil:
		return AddPassages{}
	}
	typed := func(i int) string { return text("text", s, n+i) }
	if s.draft.Item != 0 {
		typed = func(int) string { return "It was said." }
	}
	_, last := s.draft.length()
	c := AddPassages{Draft: saw(s.draft.ID, n)}
	for i := range uint64(n % 5) {
		p := OfferedPassage{From: last + 2*i + 1, To: last + 2*i + 2, Text: typed(int(i)), Read: n%3 > 0, Item: pick(s.items, s, n), Doubts: n%2 > 0}
		if p.Speaker = someone(n + int(i)); n%3 == 0 {
			p.Speaker = House
		}
		c.Passages = append(c.Passages, p)
	}
	return c
}

func ofMinutes(s *State, by Person, n int) Command {
	return minutesWishes[n%len(minutesWishes)](s, by, n*11%253)
}

// retract takes out the last note that somebody wrote: few meetings write notes, and most of
// these have circulated them.
func retract(s *State, _ Person, n int) Command {
	for _, note := range slices.Backward(s.notes) {
		if note.By != House && !note.Retracted {
			return RetractNote{note.ID}
		}
	}
	return RetractNote{aWritten(s, n)}
}

func editNote(s *State, _ Person, n int) Command {
	note := aWritten(s, n)
	return EditNote{Note: note, Text: text("text", s, n), Rev: revOf(s, note, n)}
}

func closeAction(s *State, _ Person, n int) Command {
	return CloseAction{pick(s.actions, s, n), text("text", s, n)}
}

// circulate asks for it, or ends the meeting, so that it can be asked for.
func circulate(s *State, _ Person, n int) Command {
	if s.stage == Started && n%16 == 0 {
		return EndMeeting{}
	}
	return CirculateMinutes{[]time.Time{{}, noon.Add(time.Duration(n) * time.Hour)}[n%2]}
}

func propose(s *State, _ Person, n int) Command {
	line := aWritten(s, n)
	c := ProposeCorrection{Line: line, Text: text("text", s, n), Why: []string{"", text("why", s, n)}[n%2], Rev: revOf(s, line, n)}
	if n%5 == 0 {
		c.Line, c.Item = 0, pick(s.items, s, n)
	}
	return c
}

func amend(s *State, _ Person, n int) Command {
	line := aWritten(s, n)
	return CorrectLine{Line: line, Text: text("text", s, n), Note: text("why", s, n+1), Rev: revOf(s, line, n)}
}

// aWritten is a line of the minutes that may be there.
func aWritten(s *State, n int) Seq {
	var lines []Line
	for l := range s.lines {
		lines = append(lines, *l)
	}
	return pick(lines, s, n)
}

// revOf is the revision of a line, or another one.
func revOf(s *State, line Seq, n int) int {
	rev := 1
	if l := s.line(line); l != nil {
		rev = l.Rev
	}
	return int(saw(Seq(rev), n))
}

// aQuote is a quote of captions, which may not be there.
func aQuote(n int) *Quote {
	return []*Quote{nil, {Lang: "en", From: 1, To: 4}, {Lang: "en", From: 7, To: 6}, {Lang: "xx", From: 1, To: 1}}[n%4]
}
