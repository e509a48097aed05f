package meeting

import (
	"fmt"
	"testing"
)

func TestLabels(t *testing.T) { // C7
	log := planned(t)
	told := play(t, log, ask{secretary, MatchLabel{"TOMAS", chair}}, ask{chair, MatchLabel{"OPERATOR", ""}})
	gone := play(t, told, ask{root, GiveRole{Person: deputy, Role: "chair"}}, ask{root, RemovePerson{chair}})
	judged(t, []rule{
		{"a label is somebody", log, secretary, MatchLabel{" TOMAS ", chair}, []Event{LabelMatched{"TOMAS", chair}}, nil},
		{"or nobody", log, secretary, MatchLabel{"OPERATOR", ""}, []Event{LabelMatched{"OPERATOR", ""}}, nil},
		{"said twice", told, secretary, MatchLabel{"TOMAS", chair}, []Event{Unchanged{last(told)}}, nil},
		{"said otherwise", told, secretary, MatchLabel{"TOMAS", secretary}, []Event{LabelMatched{"TOMAS", secretary}}, nil},
		{"not somebody who is not there", log, secretary, MatchLabel{"TOMAS", stranger}, nil, ErrUnknown},
		{"no label is nobody's", log, secretary, MatchLabel{"", chair}, nil, ErrEmpty},
	})
	means := func(s *State) string {
		tomas, known := s.Labelled("TOMAS")
		operator, nobody := s.Labelled("OPERATOR")
		return fmt.Sprintf("%s %v, %s%v", string(tomas), known, string(operator), nobody)
	}
	becomes(t, []outcome{
		{"nobody has said so", log, means, " false, false"},
		{"it means whom somebody said", told, means, string(chair) + " true, true"},
		{"not who was removed", gone, means, string(chair) + " false, true"},
	})
}
