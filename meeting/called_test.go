package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestPassingOver(t *testing.T) { // Q24, acc-Q6
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{bob, RaiseHand{Class: Topic}}, ask{cleo, RaiseHand{Class: Topic}})
	a := last(up) - 2
	called := play(t, up, ask{chair, CallNext{0, a}})
	turn := last(called)
	graced := play(t, up, ask{chair, SetQueue{Grace: new(60)}}, ask{chair, CallNext{0, a}})
	waited := lines(t, called, 119) // an entry comes each second
	alone := lines(t, play(t, called, ask{bob, LowerHand{Hand: a + 1}}, ask{cleo, LowerHand{Hand: a + 2}}), 119)
	across := lines(t, play(t, called, ask{bob, RaiseHand{Class: Order}}, ask{cleo, RaiseHand{Class: Clarify}}), 119)
	passed := play(t, waited, ask{manager, PassOver{turn}})
	again := play(t, passed, ask{chair, CallNext{0, a + 1}}, ask{chair, CallNext{last(passed) + 1, a}})
	judged(t, []rule{
		{"two minutes after the call", waited, chair, PassOver{turn}, []Event{TurnPassed{turn}}, nil},
		{"not after 119 seconds", lines(t, called, 118), chair, PassOver{turn}, nil, ErrTooSoon},
		{"whenever the clock would begin", lines(t, graced, 119), chair, PassOver{last(graced)}, []Event{TurnPassed{last(graced)}}, nil},
		{"not who has answered", play(t, waited, ask{ann, AnswerTurn{turn}}), chair, PassOver{turn}, nil, malformed},
		{"not who is over", play(t, waited, ask{chair, EndTurn{Turn: turn}}), chair, PassOver{turn}, nil, ErrStale},
		{"not who has another hand up", play(t, waited, ask{ann, RaiseHand{Class: Topic}}), chair, PassOver{turn}, nil, ErrHandUp},
		{"unless there may be several", play(t, waited, ask{ann, RaiseHand{Class: Topic}}, ask{chair, SetQueue{Several: new(true)}}), chair, PassOver{turn}, []Event{TurnPassed{turn}}, nil},
		{"by those who run the queue", waited, bob, PassOver{turn}, nil, ErrNotAllowed},
		{"once", passed, chair, PassOver{turn}, nil, ErrStale},

		{"the speaker says that they are there", called, ann, AnswerTurn{turn}, []Event{TurnAnswered{turn}}, nil},
		{"or the chair for them", called, chair, AnswerTurn{turn}, []Event{TurnAnswered{turn}}, nil},
		{"nobody else", called, bob, AnswerTurn{turn}, nil, ErrNotAllowed},
		{"twice", play(t, called, ask{ann, AnswerTurn{turn}}), ann, AnswerTurn{turn}, []Event{Unchanged{turn}}, nil},
		{"when it is over", passed, ann, AnswerTurn{turn}, nil, ErrStale},
	})
	becomes(t, []outcome{
		{"next but one", passed, waiting, "bob/topic ann/topic cleo/topic"},
		{"across the classes too", play(t, across, ask{chair, PassOver{turn}}), waiting, "bob/order ann/topic cleo/clarify bob/topic cleo/topic"},
		{"alone, next", play(t, alone, ask{chair, PassOver{turn}}), waiting, "ann/topic"},
		{"twice", play(t, lines(t, again, 119), ask{chair, PassOver{last(again)}}), waiting, "cleo/topic ann/topic"},
		{"the floor is free", passed, floorOf, "free"},
		{"it was no turn", passed, func(s *State) string { return fmt.Sprint(len(s.spoken), s.turns(ann, ""), s.unheard()) }, "0 0 [Libraries Islands]"},
		{"the hand is the same", passed, func(s *State) string { return fmt.Sprint(s.queue.Hands[1].ID - a) }, "0"},
		{"and says why it is there", passed, reasonsOf(ann), "passed_over"},
		{"its time is whole", again, func(s *State) string { return s.turn.Limit.String() }, "2m0s"},
		{"what was left to who was put back is left", play(t, lines(t, play(t, called, ask{chair, PutBack{turn}}, ask{chair, CallNext{0, turn + 2}}), 119), ask{chair, PassOver{turn + 3}}), func(s *State) string { return s.queue.Hands[1].Left.String() }, "1m59s"},
		{"the last word stays last", play(t, lines(t, play(t, called, ask{chair, CloseQueue{Last: a + 1}}, ask{cleo, LowerHand{Hand: a + 2}}), 119), ask{chair, PassOver{turn}}), waiting, "ann/topic bob/topic closed"},
	})
}

func TestTheClockBegins(t *testing.T) { // acc-H5
	up := play(t, underWay(t), ask{chair, SetQueue{Grace: new(10)}}, ask{ann, RaiseHand{Class: Topic}})
	called := play(t, up, ask{chair, CallNext{0, last(up)}})
	turn := last(called)
	usual := play(t, planned(t), ask{chair, StartMeeting{}}, ask{chair, RaiseHand{Class: Topic}})
	began := func(s *State) string { return s.turn.Began.Sub(s.turn.Called).String() }
	ten := called
	for range 10 {
		ten = play(t, ten, ask{chair, ExtendTurn{turn, 60}})
	}
	ended := func(log []Entry, by Person, cmd Command) []Entry {
		return play(t, log, ask{by, cmd}, ask{ann, EndTurn{Turn: turn}})
	}
	paused := func(reason PauseReason) []Event { return []Event{TurnPaused{turn, reason}} }
	judged(t, []rule{
		{"ten seconds after the call at first", usual, chair, CallNext{0, last(usual)}, []Event{TurnBegan{Hand: last(usual), Limit: DefaultLimit, Grace: 10 * time.Second}}, nil},
		{"ten minutes at most", up, chair, SetQueue{Grace: new(601)}, nil, malformed},
		{"not before the call", up, chair, SetQueue{Grace: new(-1)}, nil, malformed},
		{"an interpreter needs time", called, chair, PauseTurn{turn, PauseInterprets}, paused(PauseInterprets), nil},
		{"the captions are behind", called, manager, PauseTurn{turn, PauseCaptions}, paused(PauseCaptions), nil},
		{"something failed", called, chair, PauseTurn{turn, PauseFailure}, paused(PauseFailure), nil},
		{"something else", called, chair, PauseTurn{Turn: turn}, paused(""), nil},
		{"not for a question: that does so by itself", called, chair, PauseTurn{turn, PauseQuestion}, nil, malformed},
		{"not for tea", called, chair, PauseTurn{turn, "tea"}, nil, malformed},
		{"resuming begins at once", called, chair, ResumeTurn{turn}, []Event{TurnResumed{turn}}, nil},
		{"what runs", lines(t, called, 9), chair, ResumeTurn{turn}, []Event{Unchanged{turn}}, nil},
	})
	becomes(t, []outcome{
		{"after the grace", called, began, "10s"},
		{"when the speaker begins", play(t, called, ask{ann, AnswerTurn{turn}}), began, "1s"},
		{"when it is resumed", play(t, called, ask{chair, ResumeTurn{turn}}), began, "1s"},
		{"no later for who answers late", play(t, lines(t, called, 30), ask{ann, AnswerTurn{turn}}), began, "10s"},
		{"when it is paused, and stands", play(t, called, ask{chair, PauseTurn{Turn: turn}}), func(s *State) string { return began(s) + " " + clock(s) }, "1s stood [] stands"},
		{"why it stands is told", play(t, called, ask{chair, PauseTurn{turn, PauseCaptions}}), func(s *State) string { return string(showTurn(s.turn).Pause) }, "captions"},
		{"who ends before it begins has used nothing", ended(called, secretary, AddNote{Text: "Silence."}), took, "ann 0s"},
		{"and spoke from then on", ended(called, ann, AnswerTurn{turn}), took, "ann 1s"},
		{"ten taps", ten, func(s *State) string { return s.turn.Limit.String() }, "12m0s"},
	})
}

func TestBreaks(t *testing.T) { // acc-H6
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}})
	speaks := play(t, up, ask{chair, CallNext{0, last(up)}})
	turn := last(speaks)
	away := play(t, speaks, ask{chair, CallBreak{600}})
	until := func(n Seq) time.Time { return noon.Add(time.Duration(n) * time.Second) }
	judged(t, []rule{
		{"ten minutes", speaks, chair, CallBreak{600}, []Event{BreakCalled{until(turn + 600)}}, nil},
		{"longer than that", away, deputy, CallBreak{600}, []Event{BreakCalled{until(turn + 601)}}, nil},
		{"not a moment", speaks, chair, CallBreak{59}, nil, malformed},
		{"not for ever", speaks, chair, CallBreak{43201}, nil, malformed},
		{"not before the start", planned(t), chair, CallBreak{600}, nil, ErrNotStarted},
		{"not after the end", play(t, speaks, ask{chair, EndMeeting{}}), chair, CallBreak{600}, nil, ErrStage},
		{"by the chairs", speaks, manager, CallBreak{600}, nil, ErrNotAllowed},
		{"it goes on", away, chair, EndBreak{}, []Event{BreakEnded{}}, nil},
		{"it is on", speaks, chair, EndBreak{}, []Event{Unchanged{turn}}, nil},
	})
	since := func(s *State) string {
		m, _ := Show(s, Room, 0)["meeting"].(MeetingValue)
		return fmt.Sprint(m.Break != nil, " ", m.Since.Sub(noon))
	}
	stood := play(t, speaks, ask{chair, PauseTurn{turn, PauseFailure}}, ask{chair, CallBreak{600}}, ask{chair, EndBreak{}})
	becomes(t, []outcome{
		{"the clock stands", away, clock, "stood [] stands"},
		{"and says why", away, func(s *State) string { return string(showTurn(s.turn).Pause) }, "break"},
		{"and runs on after it", play(t, away, ask{chair, EndBreak{}}), clock, "stood [1s]"},
		{"a clock that stood before stands on", stood, clock, "stood [] stands"},
		{"the meeting tells since when it sits", speaks, since, "false 12s"},
		{"and that it does not", away, since, "true 12s"},
		{"and sits anew after it", play(t, away, ask{chair, EndBreak{}}), since, fmt.Sprint("false ", time.Duration(turn+1)*time.Second)},
		{"the end ends it", play(t, away, ask{chair, EndMeeting{}}), func(s *State) string { return fmt.Sprint(s.pause.Until.IsZero()) }, "true"},
	})
}

// Q9, Q12: where a person may have several hands of a class, one of them does not keep the
// speaker from being put back.
func TestPutBackBesideAnotherHand(t *testing.T) {
	allowed := play(t, underWay(t), ask{chair, SetQueue{Several: new(true)}}, ask{ann, RaiseHand{Class: Topic}})
	spoke := play(t, allowed, ask{chair, CallNext{Head: last(allowed)}}, ask{ann, RaiseHand{Class: Topic, Note: "More"}})
	turn := last(allowed) + 1
	one := play(t, spoke, ask{chair, SetQueue{Several: new(bool)}})
	judged(t, []rule{
		{"several are allowed", spoke, chair, PutBack{turn}, []Event{TurnEnded{Turn: turn}, TurnPutBack{turn}}, nil},
		{"one is", one, chair, PutBack{turn}, nil, ErrHandUp},
	})
}
