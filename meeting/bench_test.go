package meeting

import (
	"strings"
	"testing"
)

// BenchmarkOpen10000 opens a log of 10,000 entries. Budget: 0.1 s.
func BenchmarkOpen10000(b *testing.B) {
	const entries = 10_000
	log := underWay(b)
	for s := replay(log); len(log) < entries; {
		for _, a := range []ask{
			{ann, RaiseHand{Class: Topic, Note: "What libraries can lend"}},
			{bob, RaiseHand{Class: Reply}},
			{chair, CallHand{}},
			{chair, CallHand{}},
			{secretary, AddNote{Text: strings.Repeat("They said what they had to say. ", 5)}},
		} {
			if _, ok := a.cmd.(CallHand); ok {
				a.cmd = CallHand{Hand: s.queue.Hands[0].ID, After: s.turn.ID}
			}
			events, err := Decide(s, a.cmd, Asked{By: a.by})
			if err != nil {
				b.Fatal(err)
			}
			for _, e := range events {
				log = append(log, next(s, a.by, e))
				Apply(s, log[len(log)-1])
			}
		}
	}
	log = log[:entries]
	bodies := make([][]byte, entries)
	for i, e := range log {
		bodies[i], _ = MarshalEvent(e.Event)
	}
	for b.Loop() {
		s := new(State)
		for i, e := range log {
			event, err := UnmarshalEvent(bodies[i])
			if err != nil {
				b.Fatal(err)
			}
			Apply(s, Entry{Seq: e.Seq, At: e.At, By: e.By, Event: event})
		}
	}
}
