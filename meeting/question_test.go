package meeting

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// asking is a meeting in which ann speaks since eight seconds and bob has a question.
func asking(t *testing.T) (log []Entry, speech, question Seq) {
	t.Helper()
	log = play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{root, RaiseHand{Class: Topic}})
	log = play(t, log, ask{chair, CallNext{0, last(log) - 1}})
	speech = last(log)
	log = play(t, lines(t, log, 7), ask{bob, RaiseHand{Class: Clarify}})
	return log, speech, last(log)
}

func TestQuestions(t *testing.T) { // Q7
	log, speech, question := asking(t)
	asked := play(t, log, ask{chair, CallNext{speech, question}})
	turn := last(asked)
	answer := RaiseHand{Class: Reply, ReplyTo: question}
	answered := play(t, log, ask{cleo, answer})
	during := play(t, asked, ask{ann, RaiseHand{Class: Reply, ReplyTo: turn}})
	answering := play(t, during, ask{chair, CallNext{turn, last(during)}})
	second := play(t, asked, ask{cleo, RaiseHand{Class: Clarify}})
	judged(t, []rule{
		{"a question holds the speech", log, chair, CallNext{speech, question}, []Event{TurnBegan{Hand: question, Limit: 2 * time.Minute, Holds: speech}}, nil},
		{"one question after another holds the same speech", second, chair, CallNext{turn, last(second)}, []Event{TurnEnded{Turn: turn}, TurnBegan{Hand: last(second), Limit: 2 * time.Minute, Holds: speech}}, nil},
		{"so does the answer", during, chair, CallNext{turn, last(during)}, []Event{TurnEnded{Turn: turn}, TurnBegan{Hand: last(during), Limit: 2 * time.Minute, Holds: speech}}, nil},
		{"anything else ends both", asked, chair, CallNext{turn, question - 9}, []Event{TurnEnded{Turn: speech}, TurnEnded{Turn: turn}, TurnBegan{Hand: question - 9, Limit: 2 * time.Minute}}, nil},
		{"a new item ends both", asked, chair, StartItem{itemB, itemA}, []Event{TurnEnded{Turn: speech}, TurnEnded{Turn: turn}, ItemStarted{itemB}}, nil},
		{"an answer to a question that waits", log, cleo, answer, raised(Hand{Person: cleo, Class: Reply, ReplyTo: question}), nil},
		{"an answer to an answer", answered, ann, RaiseHand{Class: Reply, ReplyTo: last(answered)}, nil, malformed},
		{"an answer to a topic that waits", log, ann, RaiseHand{Class: Reply, ReplyTo: question - 9}, nil, ErrReplyStale},
		{"a reply to the speech that is held", asked, cleo, RaiseHand{Class: Reply, ReplyTo: speech}, raised(Hand{Person: cleo, Class: Reply, ReplyTo: speech}), nil},
		{"a speech that was held is not put back instead of the question", asked, chair, PutBack{speech}, nil, ErrStale},
	})
	remains := func(s *State) string { return fmt.Sprint(floorOf(s), " ", clock(s)) }
	on := play(t, lines(t, asked, 20), ask{bob, EndTurn{Turn: turn}})
	becomes(t, []outcome{
		{"the speech goes on from the same second", on, remains, "ann/topic stood [21s]"},
		{"and is eleven seconds long two seconds later", play(t, lines(t, on, 1), ask{ann, EndTurn{Turn: speech}}), took, "bob 21s, ann 11s"},
		{"a clock that stood before stands on", play(t, log, ask{chair, PauseTurn{Turn: speech}}, ask{chair, CallNext{speech, question}}, ask{chair, EndTurn{Turn: turn + 1}}), remains, "ann/topic stood [] stands"},
		{"after two questions too", play(t, second, ask{chair, CallNext{turn, last(second)}}, ask{chair, EndTurn{Turn: last(second) + 2}}), remains, "ann/topic stood [2s 1s]"},
		{"an answer follows its question", play(t, answered, ask{cleo, RaiseHand{Class: Clarify}}), waiting, "bob/clarify cleo/reply cleo/clarify root/topic"},
		{"and goes first when it is asked", play(t, answered, ask{cleo, RaiseHand{Class: Order}}, ask{chair, CallHand{question, speech}}), waiting, "cleo/reply cleo/order root/topic"},
		{"one that is given while it is asked goes first", play(t, second, ask{ann, RaiseHand{Class: Reply, ReplyTo: turn}}), waiting, "ann/reply cleo/clarify root/topic"},
		{"the speech goes on after the answer", play(t, answering, ask{ann, EndTurn{Turn: last(answering)}}), remains, "ann/topic stood [2s 1s]"},
		{"a reply to the speech waits among the replies", play(t, second, ask{cleo, RaiseHand{Class: Reply, ReplyTo: speech}}), waiting, "cleo/clarify cleo/reply root/topic"},
		{"and ends the speech", play(t, asked, ask{bob, EndTurn{Turn: turn}}, ask{cleo, RaiseHand{Class: Reply, ReplyTo: speech}}, ask{chair, CallNext{speech, last(asked) + 2}}), heldBy, "cleo/reply"},
		{"an answer lets the next one pass, and no more", play(t, answered, ask{manager, RaiseHand{Class: Reply, ReplyTo: question}}, ask{secretary, RaiseHand{Class: Reply, ReplyTo: question}}, ask{chair, CallNext{speech, question}}, ask{cleo, DeferHand{Hand: question + 1}}), waiting, "manager/reply cleo/reply secretary/reply root/topic"},
		{"readers are told which question it follows", answered, func(s *State) string {
			return fmt.Sprint(strings.Contains(shown(t, s, Public), fmt.Sprintf(`"answers":%d`, question)))
		}, "true"},
		{"an answer whose question goes is a reply", play(t, answered, ask{bob, LowerHand{Hand: question}}, ask{manager, RaiseHand{Class: Clarify}}), waiting, "manager/clarify cleo/reply root/topic"},
		{"a question on a free floor holds nothing", play(t, log, ask{ann, EndTurn{Turn: speech}}, ask{chair, CallNext{0, question}}), heldBy, "bob/clarify"},
	})
}

// heldBy tells who has the floor, and whose speech it holds.
func heldBy(s *State) string {
	if s.held.ID == 0 {
		return floorOf(s)
	}
	return fmt.Sprintf("%s holds %s", floorOf(s), plain(s.held.Person))
}

// took tells how long the speeches were that have ended.
func took(s *State) (out string) {
	for i, sp := range s.spoken {
		if i > 0 {
			out += ", "
		}
		out += plain(sp.Person) + " " + sp.Took().String()
	}
	return out
}

// Q7, Q12, Q24: a question that was not asked to its end keeps its answers behind it.
func TestQuestionsThatComeBack(t *testing.T) {
	log, speech, question := asking(t)
	log = play(t, log, ask{cleo, RaiseHand{Class: Reply, ReplyTo: question}})
	asked := play(t, log, ask{chair, CallNext{speech, question}})
	turn := last(asked)
	also := play(t, asked, ask{manager, RaiseHand{Class: Reply, ReplyTo: turn}})
	back := play(t, also, ask{chair, PutBack{turn}})
	reply := play(t, underWay(t), ask{ann, RaiseHand{Class: Topic}}, ask{root, RaiseHand{Class: Topic}})
	reply = play(t, reply, ask{chair, CallNext{0, last(reply) - 1}})
	reply = play(t, reply, ask{bob, RaiseHand{Class: Reply, ReplyTo: last(reply)}}, ask{chair, CallNext{last(reply), last(reply) + 1}})
	reply = play(t, reply, ask{chair, PutBack{last(reply)}})
	bobs := last(reply)
	rootSpeaks := play(t, reply, ask{chair, CallHand{bobs - 6, 0}})
	becomes(t, []outcome{
		{"put back during a held speech, before its answers", back, waiting, "bob/clarify cleo/reply manager/reply root/topic"},
		{"which are replies when it goes", play(t, back, ask{chair, LowerHand{Hand: last(back)}}, ask{bob, RaiseHand{Class: Clarify}}), waiting, "bob/clarify cleo/reply manager/reply root/topic"},
		{"and the speech goes on", back, heldBy, "ann/topic"},
		{"and it holds the speech again", play(t, back, ask{chair, CallNext{speech, last(back)}}), heldBy, "bob/clarify holds ann"},
		{"and its answers go first again", play(t, back, ask{chair, CallNext{speech, last(back)}}), waiting, "cleo/reply manager/reply root/topic"},
		{"passed over, it is next but one, before its answers", play(t, lines(t, also, 119), ask{chair, PassOver{turn}}), waiting, "root/topic bob/clarify cleo/reply manager/reply"},
		{"and the speech goes on then too", play(t, lines(t, also, 119), ask{chair, PassOver{turn}}), heldBy, "ann/topic"},
		{"a call undone puts it before all its answers", play(t, also, ask{chair, Undo{turn}}), waiting, "bob/clarify cleo/reply manager/reply root/topic"},
		{"an answer put back holds the speech again", play(t, also, ask{chair, CallNext{turn, turn - 1}}, ask{chair, PutBack{turn + 3}}, ask{chair, CallNext{speech, turn + 5}}), heldBy, "cleo/reply holds ann"},
		{"a reply that was put back is no answer: it ends a speech", play(t, rootSpeaks, ask{chair, CallNext{last(rootSpeaks), bobs}}), heldBy, "bob/reply"},
		{"and says why it is first", reply, reasonsOf(bob), "put_back"},
	})
}

// reasonsOf tells the reasons for the place of a person's first hand.
func reasonsOf(p Person) func(*State) string {
	return func(s *State) (out string) {
		for _, r := range s.reasons(place(s, p)) {
			if out != "" {
				out += " "
			}
			if out += string(r.Code); r.N != 0 {
				out += fmt.Sprint(":", r.N)
			}
		}
		return out
	}
}
