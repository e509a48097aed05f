package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestSetRule(t *testing.T) { // R1
	planned, open := planned(t), underWay(t)
	ruled := play(t, open, ask{chair, SetRule{ChathamHouse, 0}})
	one := play(t, open, ask{chair, SetRule{ChathamHouse, itemB}})
	whole := play(t, planned, ask{secretary, SetRule{ChathamHouse, 0}})
	off := play(t, planned, ask{chair, SetRule{OffRecord, 0}})
	judged(t, []rule{
		{"before the meeting", planned, secretary, SetRule{ChathamHouse, 0}, []Event{RuleSet{ChathamHouse, 0}}, nil},
		{"while it is on", open, chair, SetRule{ChathamHouse, 0}, []Event{RuleSet{ChathamHouse, 0}}, nil},
		{"after it", play(t, open, ask{chair, EndMeeting{}}), chair, SetRule{ChathamHouse, 0}, []Event{RuleSet{ChathamHouse, 0}}, nil},
		{"for an item", open, chair, SetRule{ChathamHouse, itemA}, []Event{RuleSet{ChathamHouse, itemA}}, nil},
		{"that is there", open, chair, SetRule{ChathamHouse, 99}, nil, ErrUnknown},
		{"a rule that there is", open, chair, SetRule{"secret", 0}, nil, ErrNoRule},
		{"it is so already", ruled, chair, SetRule{ChathamHouse, itemA}, []Event{Unchanged{last(ruled)}}, nil},
		{"and stays when something was said", ruled, chair, SetRule{Open, 0}, nil, ErrRuleStays},
		{"also on the item that is on", ruled, chair, SetRule{Open, itemA}, nil, ErrRuleStays},
		{"but a later item can be open", ruled, chair, SetRule{Open, itemB}, []Event{RuleSet{Open, itemB}}, nil},
		{"or open again before it began", one, chair, SetRule{Open, itemB}, []Event{RuleSet{Open, itemB}}, nil},
		{"unless somebody has written on it", play(t, one, ask{secretary, AddNote{Text: "Hm.", Item: itemB}}), chair, SetRule{Open, itemB}, nil, ErrRuleStays},
		{"and a meeting before anything was", whole, chair, SetRule{Open, 0}, []Event{RuleSet{Open, 0}}, nil},
		{"not after", play(t, whole, ask{ann, ProposeItem{Title: "X", Kind: "discussion", Minutes: 5}}), chair, SetRule{Open, 0}, nil, ErrRuleStays},
		{"off the record is a whole meeting", planned, chair, SetRule{OffRecord, itemA}, nil, ErrOffRecordPart},
		{"from its beginning", open, chair, SetRule{OffRecord, 0}, nil, ErrOffRecordPart},
		{"and no item of it is on", off, chair, SetRule{Open, itemA}, nil, ErrRuleStays},
	})
	below := play(t, planned, ask{secretary, AddItem{Title: "C", Kind: "discussion", Minutes: 5, Parent: itemA}}, ask{chair, SetRule{ChathamHouse, itemA}})
	child := last(below) - 1
	spoken := play(t, below, ask{chair, StartMeeting{}}, ask{chair, StartItem{Item: child, After: itemA}})
	judged(t, []rule{
		{"what was said on an item below stays, too", spoken, chair, SetRule{Open, child}, nil, ErrRuleStays},
		{"also by the item above it", play(t, below, ask{secretary, AddNote{Text: "Hm.", Item: child}}), chair, SetRule{Open, itemA}, nil, ErrRuleStays},
	})
	ruleOf := func(s *State) string { return string(s.ruleOf(child)) }
	becomes(t, []outcome{
		{"an item below it is under it", below, ruleOf, "chatham-house"},
		{"and stays so when it is moved", play(t, spoken, ask{chair, MoveItem{Item: child, Parent: new(Seq)}}), ruleOf, "chatham-house"},
		{"or the item above it goes", play(t, below, ask{chair, RemoveItem{Item: itemA, Children: ChildrenLift}}), ruleOf, "chatham-house"},
	})
	becomes(t, []outcome{
		{"an open meeting is not sealed", open, sealed, "false open"},
		{"one under the Rule is", ruled, sealed, "true chatham-house"},
		{"one with an item under it is", one, sealed, "true open"},
		{"what was under it once stays so", play(t, one, ask{chair, SetRule{Open, itemB}}), sealed, "true open"},
	})
}

func sealed(s *State) string { return fmt.Sprint(s.Sealed(), " ", s.ruleNow()) }

// T-27: what is said within half a minute of a part under the Rule may belong to it; and what
// was said before the Rule was asked for belongs to it.
func TestBorder(t *testing.T) {
	log := later(t, underWay(t), 10*time.Minute, ask{secretary, AddNote{Text: "Long before."}})
	log = later(t, log, 15*time.Minute, ask{secretary, AddNote{Text: "Just before."}})
	log = later(t, log, 15*time.Minute+20*time.Second, ask{chair, SetRule{ChathamHouse, itemB}}, ask{chair, StartItem{Item: itemB, After: itemA}})
	log = later(t, log, 16*time.Minute, ask{secretary, AddNote{Text: "Under it."}})
	log = later(t, log, 17*time.Minute, ask{chair, StartItem{Item: itemA, After: itemB}})
	log = later(t, log, 17*time.Minute+10*time.Second, ask{secretary, AddNote{Text: "Just after."}})
	log = later(t, log, 18*time.Minute, ask{secretary, AddNote{Text: "Long after."}})
	told := func(s *State) (out string) {
		for _, n := range s.notes {
			if n.What == "" {
				out += fmt.Sprintf("%s %v. ", n.Text, s.told(&n.Line))
			}
		}
		return out
	}
	becomes(t, []outcome{
		{"a part", log, told, "Long before. true. Just before. false. Under it. false. Just after. false. Long after. true. "},
		{"backdated", play(t, log, ask{chair, SetRule{ChathamHouse, itemA}}), told, "Long before. false. Just before. false. Under it. false. Just after. false. Long after. false. "},
		{"the whole meeting", play(t, log, ask{chair, SetRule{ChathamHouse, 0}}), told, "Long before. false. Just before. false. Under it. false. Just after. false. Long after. false. "},
	})
}

// R2: those outside can follow what is captioned while a meeting is under the Rule, and on.
func TestOutside(t *testing.T) {
	open := withChannels(t)
	ruled := play(t, open, ask{chair, SetRule{ChathamHouse, itemB}})
	can := func(s *State) string { return fmt.Sprint(s.showMeeting(Public).Outside) }
	becomes(t, []outcome{
		{"an open meeting they come into", open, can, "false"},
		{"under the Rule they follow", ruled, can, "true"},
		{"also if only an item is", play(t, ruled, ask{chair, StartItem{Item: itemB, After: itemA}}), can, "true"},
		{"not before it begins", made(planned(t), func(c *MeetingCreated) { c.Rule, c.Channels = ChathamHouse, []Channel{{Lang: "en"}} }), can, "false"},
		{"nor when it is over", play(t, ruled, ask{chair, EndMeeting{}}), can, "false"},
		{"nor off the record", made(open, func(c *MeetingCreated) { c.Rule = OffRecord }), can, "false"},
		{"nor where nothing is captioned", play(t, underWay(t), ask{chair, SetRule{ChathamHouse, 0}}), can, "false"},
	})
}
