package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestCalling(t *testing.T) { // Q8, Q11
	open := underWay(t)
	annUp := play(t, open, ask{ann, RaiseHand{Class: Topic}})
	annHand := last(annUp)
	both := play(t, annUp, ask{bob, RaiseHand{Class: Topic}})
	bobHand := last(both)
	annSpeaks := play(t, both, ask{chair, CallNext{Head: annHand}})
	turn := last(annSpeaks)
	bobLeft := play(t, annSpeaks, ask{bob, LowerHand{Hand: bobHand}})
	order := play(t, annSpeaks, ask{cleo, RaiseHand{Class: Order}})

	began := func(hand Seq) Event { return TurnBegan{Hand: hand, Limit: 2 * time.Minute} }
	judged(t, []rule{
		{"the first hand", both, chair, CallNext{0, annHand}, []Event{began(annHand)}, nil},
		{"the manager runs the queue too", both, manager, CallNext{0, annHand}, []Event{began(annHand)}, nil},
		{"the next one ends the turn before", annSpeaks, chair, CallNext{turn, bobHand}, []Event{TurnEnded{Turn: turn}, began(bobHand)}, nil},
		{"two chairs at once: the second is told", annSpeaks, deputy, CallNext{0, annHand}, nil, ErrStale},
		{"another turn runs than the chair saw", annSpeaks, chair, CallNext{0, bobHand}, nil, ErrStale},
		{"the head vanished just before", bobLeft, chair, CallNext{turn, bobHand}, nil, ErrStale},
		{"the head was lowered and another is first now", play(t, both, ask{ann, LowerHand{Hand: annHand}}), chair, CallNext{0, annHand}, nil, ErrStale},
		{"another hand came in front", order, chair, CallNext{turn, bobHand}, nil, ErrStale},
		{"the chair saw nobody, but somebody came", annUp, chair, CallNext{0, 0}, nil, ErrStale},
		{"nobody waits", open, chair, CallNext{0, 0}, nil, ErrNobodyWaits},
		{"nobody waits any more", bobLeft, chair, CallNext{turn, 0}, nil, ErrNobodyWaits},

		{"out of turn", both, chair, CallHand{bobHand, 0}, []Event{TurnBegan{Hand: bobHand, Limit: 2 * time.Minute, Out: true}}, nil},
		{"out of turn, while somebody speaks", annSpeaks, chair, CallHand{bobHand, turn}, []Event{TurnEnded{Turn: turn}, began(bobHand)}, nil},
		{"out of turn, but another turn runs by now", annSpeaks, chair, CallHand{bobHand, 0}, nil, ErrStale},
		{"a hand that is down", both, chair, CallHand{99, 0}, nil, ErrUnknown},
		{"a hand that has been called", annSpeaks, chair, CallHand{annHand, turn}, nil, ErrUnknown},
	})
	becomes(t, []outcome{
		{"who is called has the floor", annSpeaks, floorOf, "ann/topic"},
		{"and is out of the queue", annSpeaks, waiting, "bob/topic"},
		{"a turn is named by its entry", annSpeaks, func(s *State) string { return fmt.Sprint(s.turn.ID - annHand) }, "2"},
		{"who is called out of turn has the floor", play(t, both, ask{chair, CallHand{bobHand, 0}}), floorOf, "bob/topic"},
		{"the others wait on", play(t, both, ask{chair, CallHand{bobHand, 0}}), waiting, "ann/topic"},
	})
}

func TestTurns(t *testing.T) {
	up := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic, Body: "Islands", Note: "Captions"}}, ask{bob, RaiseHand{Class: Topic}})
	annSpeaks := play(t, up, ask{chair, CallNext{Head: last(up) - 1}})
	turn := last(annSpeaks)
	bobUp, guestUp := last(up), last(annSpeaks)+1
	paused := play(t, annSpeaks, ask{chair, PauseTurn{Turn: turn}})
	over := play(t, annSpeaks, ask{ann, EndTurn{Turn: turn}})
	bobSpeaks := play(t, annSpeaks, ask{chair, CallNext{turn, bobUp}})
	onPhone := play(t, annSpeaks, ask{chair, AddHand{Class: Topic, Guest: guest}}, ask{chair, CallHand{guestUp, turn}})

	judged(t, []rule{
		{"the speaker ends the turn", annSpeaks, ann, EndTurn{Turn: turn}, []Event{TurnEnded{Turn: turn}}, nil},
		{"the chair ends it", annSpeaks, chair, EndTurn{Turn: turn}, []Event{TurnEnded{Turn: turn}}, nil},
		{"the manager ends a guest's", onPhone, manager, EndTurn{Turn: last(onPhone)}, []Event{TurnEnded{Turn: last(onPhone)}}, nil},
		{"nobody else does", annSpeaks, bob, EndTurn{Turn: turn}, nil, ErrNotAllowed},
		{"a turn that is over", over, chair, EndTurn{Turn: turn}, nil, ErrStale},
		{"a turn that is over, while another runs", bobSpeaks, ann, EndTurn{Turn: turn}, nil, ErrStale},
		{"no turn at all", up, chair, EndTurn{Turn: 0}, nil, ErrStale},

		{"the clock stops", annSpeaks, chair, PauseTurn{Turn: turn}, []Event{TurnPaused{Turn: turn}}, nil},
		{"it stands already", paused, chair, PauseTurn{Turn: turn}, []Event{Unchanged{turn}}, nil},
		{"of the turn that runs only", over, chair, PauseTurn{Turn: turn}, nil, ErrStale},
		{"no clock, none to stop", up, chair, PauseTurn{Turn: 0}, nil, ErrStale},
		{"it runs on", paused, chair, ResumeTurn{turn}, []Event{TurnResumed{turn}}, nil},
		{"it runs already", annSpeaks, chair, ResumeTurn{turn}, []Event{Unchanged{turn}}, nil},
		{"of the turn that runs only, again", over, chair, ResumeTurn{turn}, nil, ErrStale},

		{"a new item ends the turn", annSpeaks, chair, StartItem{itemB, itemA}, []Event{TurnEnded{Turn: turn}, ItemStarted{itemB}}, nil},
		{"the end of the meeting ends the turn", annSpeaks, chair, EndMeeting{}, []Event{TurnEnded{Turn: turn}, ItemLeft{itemA, ThenCarry}, MeetingEnded{}}, nil},
		{"removing the speaker ends the turn", annSpeaks, chair, RemovePerson{ann}, []Event{TurnEnded{Turn: turn}, PersonRemoved{ann}}, nil}, // P7
	})

	// Q8: begin, end and pauses are kept. An entry comes each second; noon is the first.
	resumed := play(t, paused, ask{chair, ResumeTurn{turn}})
	twice := play(t, resumed, ask{chair, PauseTurn{Turn: turn}}, ask{secretary, AddNote{Text: "Silence."}}, ask{chair, ResumeTurn{turn}})
	stopped := play(t, paused, ask{secretary, AddNote{Text: "Silence."}}, ask{chair, CallNext{turn, bobUp}})
	becomes(t, []outcome{
		{"the floor is free after a turn", over, floorOf, "free"},
		{"a speech is stored", over, speeches, "ann for Islands on 2: 0s-1s, stood []"},
		{"the clock stands", paused, clock, "stood [] stands"},
		{"the clock runs on", resumed, clock, "stood [1s]"},
		{"the clock stood twice", twice, clock, "stood [1s 2s]"},
		{"pauses are stored", play(t, twice, ask{ann, EndTurn{Turn: turn}}), speeches, "ann for Islands on 2: 0s-6s, stood [1s 2s]"},
		{"calling another ends the pause", stopped, speeches, "ann for Islands on 2: 0s-3s, stood [2s]"},
		{"the next turn has none", stopped, clock, "stood []"},
		{"the limit is two minutes", annSpeaks, func(s *State) string { return s.turn.Limit.String() }, "2m0s"},
	})
}

// clock tells the clock of the turn that runs.
func clock(s *State) string {
	out := "stood " + fmt.Sprint(pauses(s.turn))
	if !s.turn.pausedAt().IsZero() {
		out += " stands"
	}
	return out
}

// pauses are the lengths of t's pauses that have ended.
func pauses(t Turn) (lengths []time.Duration) {
	for _, p := range t.Pauses {
		if !p.Ended.IsZero() {
			lengths = append(lengths, p.Ended.Sub(p.Began))
		}
	}
	return lengths
}

// speeches tells the turns that have ended, in seconds of the first one's begin.
func speeches(s *State) (out string) {
	for _, sp := range s.spoken {
		zero := s.spoken[0].Began
		out += fmt.Sprintf("%s for %s on %d: %s-%s, stood %v", plain(sp.Person), sp.Body, sp.Item, sp.Began.Sub(zero), sp.Ended.Sub(zero), pauses(sp.Turn))
	}
	return out
}
