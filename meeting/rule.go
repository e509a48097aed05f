package meeting

import (
	"slices"
	"time"
)

// A Rule says what may be told outside the room.
type Rule string

const (
	// Open lets anyone quote anyone.
	Open Rule = "open"

	// ChathamHouse lets people use what they heard, but not say from whom: neither the
	// identity nor the affiliation of any participant. Source: Chatham House, 1927, as
	// refined in 2002.
	ChathamHouse Rule = "chatham-house"

	// OffRecord is for what goes nowhere but the room.
	OffRecord Rule = "off-record"
)

// rules are all of them, each stricter than the one before.
var rules = []Rule{Open, ChathamHouse, OffRecord}

// valid reports whether r is a rule of ours.
func (r Rule) valid() bool { return slices.Contains(rules, r) }

// looser reports whether r lets people tell more than o does.
func (r Rule) looser(o Rule) bool { return slices.Index(rules, r) < slices.Index(rules, o) }

// border is how far the Rule reaches beyond a part's beginning and end: captions lag, and
// the sentence that asks for the Rule names who asks. Source: threat 27 of our attribution
// reference.
const border = 30 * time.Second

// SetRule puts the meeting, or one item, under a rule: from its beginning on, so that it can
// still be said afterwards that what was said should not be told (R1). Nothing comes out from
// under a rule again once something was said under it.
type SetRule struct {
	Rule Rule `json:"rule"`
	Item Seq  `json:"item,omitempty"` // with all below it; the meeting unless given
}

func (c SetRule) decide(s *State, _ Asked) ([]Event, error) {
	now := s.ruleOf(c.Item)
	switch {
	case !c.Rule.valid():
		return nil, ErrNoRule
	case c.Item != 0 && at(s.items, c.Item) == nil:
		return nil, ErrUnknown
	case c.Rule == now:
		return unchanged(s.seq)
	case c.Rule == OffRecord && (c.Item != 0 || s.stage != Planned):
		return nil, ErrOffRecordPart
	case now == OffRecord && c.Item != 0, c.Rule.looser(now) && s.saidUnder(c.Item):
		return nil, ErrRuleStays
	}
	return []Event{RuleSet(c)}, nil
}

// saidUnder reports whether something may have been said in the meeting, or on an item or one
// below it.
func (s *State) saidUnder(item Seq) bool {
	if item == 0 {
		return s.stage != Planned || len(s.notes)+len(s.proposals)+len(s.queue.Hands) > 0
	}
	from, to := s.branch(item)
	branch := s.items[from:to]
	for l := range s.lines {
		if at(branch, l.Item) != nil {
			return true
		}
	}
	return slices.ContainsFunc(branch, func(i Item) bool {
		return i.State != ItemPending || !i.Began.IsZero() || len(s.parked[i.ID].Hands) > 0
	})
}

// RuleSet records under which rule the meeting, or an item, is.
type RuleSet struct {
	Rule Rule `json:"rule"`
	Item Seq  `json:"item,omitempty"`
}

func (e RuleSet) apply(s *State, en Entry) {
	s.anew = en.Seq // outsiders have seen what they may not see any more
	s.sealed = s.sealed || e.Rule != Open
	if e.Item == 0 {
		if s.rule = e.Rule; e.Rule != Open {
			s.ruled(Pause{Began: s.started, Ended: s.closed})
		}
		return
	}
	i := at(s.items, e.Item)
	if i == nil {
		return
	}
	if i.Rule = e.Rule; e.Rule != Open {
		s.ruled(i.discussed())
	}
}

// ruled notes that what was said in a stretch, if there was one, has come under a rule. Who
// looked a draft of the record through did not look at that.
func (s *State) ruled(so Pause) {
	if s.draft = nil; !so.Began.IsZero() {
		s.parts = append(slices.Clip(s.parts), so)
	}
}

// discussed is when an item was under discussion so far; it begins at no time if it was not.
func (i Item) discussed() Pause { return Pause{Began: i.Began, Ended: i.Began.Add(i.Spent)} }

// partOf is the part of the meeting that an item belongs to: itself or the nearest above it that
// has a rule of its own; else the meeting, 0.
func (s *State) partOf(item Seq) Seq {
	for i := at(s.items, item); i != nil; i = at(s.items, i.Parent) {
		if i.Rule != "" {
			return i.ID
		}
	}
	return 0
}

// ruleOf is the rule that an item is under: its part's.
func (s *State) ruleOf(item Seq) Rule {
	if part := at(s.items, s.partOf(item)); part != nil {
		return part.Rule
	}
	return s.rule
}

// ruleNow is the rule that what is said now is under.
func (s *State) ruleNow() Rule { return s.ruleOf(s.current) }

// Sealed reports whether something of the meeting is not to be told: then all of its log is
// stored sealed, until the record is published. What was under a rule once stays sealed.
func (s *State) Sealed() bool { return s.sealed && s.record == nil }

// outside reports whether those outside may follow what is captioned now, without what
// identifies a person (R2): the meeting is under the Rule, and on. Into an open one they come.
func (s *State) outside() bool {
	return s.Sealed() && s.stage == Started && s.rule != OffRecord && len(s.channels) > 0
}

// Unsealed reports whether the log has entries that are to be sealed and are not: from before
// the Rule was asked for.
func (s *State) Unsealed() bool { return s.Sealed() && s.clear }

// Published reports whether the meeting was under the Rule and all but its record is gone.
func (s *State) Published() bool { return s.record != nil }

// Seals reports whether events of a meeting in state s are to be stored sealed.
func (s *State) Seals(events []Event) bool {
	return s.Sealed() || slices.ContainsFunc(events, func(e Event) bool {
		switch e := e.(type) {
		case MeetingCreated:
			return e.Rule != Open
		case RuleSet:
			return e.Rule != Open
		}
		return false
	})
}

// part keeps account of when the meeting was under the Rule.
func (s *State) part(e Entry) {
	last := len(s.parts) - 1
	running := last >= 0 && s.parts[last].Ended.IsZero()
	switch under := s.stage == Started && s.ruleNow() != Open; {
	case under && !running:
		s.parts = append(s.parts, Pause{Began: e.At})
	case !under && running:
		s.parts = slices.Clone(s.parts)
		s.parts[last].Ended = e.At
	}
}

// Told reports whether it may be told who said a line of the minutes.
func (s *State) Told(line Seq) bool {
	l := s.line(line)
	return l != nil && s.told(l)
}

// told reports whether it may be told who said a line.
func (s *State) told(l *Line) bool { return s.toldAt(l.Item, l.At) }

// toldAt reports whether it may be told who said something on an item at a time: the item is
// open, and it was not so near to a part under the Rule that it may belong to that.
func (s *State) toldAt(item Seq, at time.Time) bool {
	if !s.sealed {
		return true
	}
	near := slices.ContainsFunc(s.parts, func(p Pause) bool {
		return at.After(p.Began.Add(-border)) && (p.Ended.IsZero() || at.Before(p.Ended.Add(border)))
	})
	return s.ruleOf(item) == Open && !near
}
