package meeting

import "slices"

// A part of a meeting under the Rule is an item with a rule of its own, with all below it, and
// is named by that item; what is in no such part belongs to the meeting itself, 0. Each part is
// sealed under a key of its own, and its record may be published, and all else of it
// destroyed, before the rest. Source: section 3 of our attribution reference.

// Part is the part of the meeting that an event belongs to which happens in it now. The agenda and
// who is there are the meeting's.
func (s *State) Part(e Event) Seq { return s.sealedPart(s.about(e)) }

// sealedPart is the part that an item belongs to if it is under the Rule, else 0.
func (s *State) sealedPart(item Seq) Seq {
	if part := s.partOf(item); part != 0 && s.ruleOf(part) != Open {
		return part
	}
	return 0
}

// PartOf is the part that an item belongs to if it is under the Rule and can still be published
// by itself, else 0.
func (s *State) PartOf(item Seq) Seq {
	if s.shredded(item) {
		return 0
	}
	return s.sealedPart(item)
}

// PartNow is the part that is under discussion, 0 for none.
func (s *State) PartNow() Seq { return s.PartOf(s.current) }

// HasParts reports whether something of the meeting may be in a part.
func (s *State) HasParts() bool {
	return slices.ContainsFunc(s.items, func(i Item) bool { return s.PartOf(i.ID) != 0 })
}

// about is the item that an event is about: what is written, asked or said on it. It is 0 for
// what is about none, and for what the agenda itself says.
func (s *State) about(e Event) Seq {
	switch e := e.(type) {
	case NoteAdded:
		return e.Item
	case DecisionRecorded:
		return e.Item
	case ActionRecorded:
		return e.Item
	case CorrectionProposed:
		return e.Item
	case SilenceOpened:
		return e.Item
	case HandCarried:
		return e.Item
	case ConsentGiven:
		return e.Item
	case PassageStruck:
		return e.Item
	case RecordDrafted:
		return e.Item
	case PassagesAdded, RecordPassed:
		if s.draft != nil {
			return s.draft.Item
		}
		return 0
	}
	if line, is := lineOf(e); is {
		return s.itemOf(line)
	}
	if _, is := queueOf(e); is {
		return s.current
	}
	return s.aboutQuestion(e)
}

// over reports whether an event would change something in a part whose record is published:
// what was said on it, or the item itself.
func (s *State) over(e Event) bool {
	if len(s.published) == 0 {
		return false
	}
	switch e := e.(type) {
	case ItemAdded:
		return s.shredded(e.Parent)
	case ItemEdited: // hidden with all below it
		return s.shredded(e.Item) || e.Visibility != nil && s.anyShredded(e.Item)
	case ItemMoved:
		return s.anyShredded(e.Item) || s.shredded(e.Parent)
	case ItemRemoved:
		return s.anyShredded(e.Item)
	case RuleSet:
		return s.shredded(e.Item)
	case ProposalAccepted:
		return s.shredded(e.Parent)
	}
	return s.shredded(s.about(e))
}

// anyShredded reports whether of an item, or of one below it, only the record is left.
func (s *State) anyShredded(item Seq) bool {
	from, to := s.branch(item)
	return from >= 0 && slices.ContainsFunc(s.items[from:to], func(i Item) bool { return s.shredded(i.ID) })
}

// itemOf is the item that a line belongs to.
func (s *State) itemOf(line Seq) Seq {
	if l := s.line(line); l != nil {
		return l.Item
	}
	return 0
}

// aboutQuestion is the item of a question, or of a proposed correction, that an event answers.
func (s *State) aboutQuestion(e Event) Seq {
	var silence Seq
	switch e := e.(type) {
	case CorrectionAnswered:
		if c := at(s.corrections, e.Correction); c != nil {
			return c.Item
		}
	case SilenceCounted:
		silence = e.Silence
	case SilenceAgreedTo:
		silence = e.Silence
	case SilenceTakenBack:
		silence = e.Silence
	case Objected:
		silence = e.Silence
	}
	if q := at(s.silences, silence); q != nil {
		return q.Item
	}
	return 0
}

// lineOf is the line of the minutes that an event changes.
func lineOf(e Event) (line Seq, is bool) {
	switch e := e.(type) {
	case NoteEdited:
		return e.Note, true
	case NoteRetracted:
		return e.Note, true
	case NoteHidden:
		return e.Note, true
	case QuoteMarked:
		return e.Line, true
	case LineCorrected:
		return e.Line, true
	case LineStruck:
		return e.Line, true
	case ActionClosed:
		return e.Action, true
	case ActionReopened:
		return e.Action, true
	}
	return 0, false
}

// queueOf reports whether an event is about what is under discussion as it happens: one of the
// queue or the floor, a word besides, an alarm. It names the hand, the turn or what else it
// changes, 0 for none.
func queueOf(e Event) (thing Seq, is bool) {
	switch e := e.(type) {
	case HandRaised, QueueOpened, QueueClosed, QueueClosing, Undone, Unchanged, AsideSaid, AlarmRaised:
		return 0, true
	case AsideSeen:
		return e.Aside, true
	case AlarmSeen:
		return e.Alarm, true
	case AlarmEnded:
		return e.Alarm, true
	case HandEdited:
		return e.Hand, true
	case HandLowered:
		return e.Hand, true
	case HandDeferred:
		return e.Hand, true
	case HandMoved:
		return e.Hand, true
	case HandRestored:
		return e.Hand, true
	case HandClaimed:
		return e.Hand, true
	case HandsMerged:
		return e.Hand, true
	case LastWordGiven:
		return e.Hand, true
	case TurnBegan:
		return e.Hand, true
	}
	return turnOf(e)
}

// turnOf is the turn that an event changes.
func turnOf(e Event) (turn Seq, is bool) {
	switch e := e.(type) {
	case TurnPaused:
		return e.Turn, true
	case TurnResumed:
		return e.Turn, true
	case TurnExtended:
		return e.Turn, true
	case TurnEnded:
		return e.Turn, true
	case TurnPutBack:
		return e.Turn, true
	case TurnAnswered:
		return e.Turn, true
	case TurnPassed:
		return e.Turn, true
	case ParagraphRead:
		return e.Turn, true
	case TextCorrected:
		return e.Turn, true
	}
	return 0, false
}
