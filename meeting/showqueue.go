package meeting

import (
	"cmp"
	"slices"
	"time"
)

func (s *State) showQueue(a Audience) QueueValue {
	p, t := s.policy(s.current), s.settings
	q := QueueValue{
		Policy: p.Name, Overtakes: p.Overtakes, Limits: s.showLimits(), Hands: make([]HandValue, 0, len(s.queue.Hands)),
		Opens: t.Opens, HideNames: t.HideNames, Statistics: t.Statistics, Several: t.Several, NoOrders: t.NoOrders,
		Categories: append([]string{}, t.Categories...), Grace: t.Grace.Seconds(),
	}
	if !s.sees(a, s.current) {
		p = s.policy(0)
		q.Policy, q.Overtakes = p.Name, p.Overtakes
		return q
	}
	q.Open, q.Item, q.Last = s.queue.Open, s.current, s.queue.Last
	q.ClosesAt, q.ClosesAfter = moment(s.queue.ClosesAt), s.queue.More
	for i, h := range s.queue.Hands {
		q.Hands = append(q.Hands, s.showHand(a, h, s.reasons(i)))
	}
	q.Turn, q.Held = showTurn(s.turn), showTurn(s.held)
	if a == StaffRoom && s.done.seq != 0 {
		q.Undo = &UndoValue{s.done.seq, s.done.kind, s.done.at}
	}
	return q
}

func (s *State) showHand(a Audience, h Hand, reasons []Reason) HandValue {
	v := HandValue{
		ID: h.ID, Person: h.Person, Body: h.Body, Class: h.Class, Note: h.Note, Written: h.Written, Reader: h.Reader,
		ReplyTo: h.ReplyTo, Answers: h.Answers, Category: h.Category, Room: h.Room, State: HandWaiting,
		Reasons: reasons, AddedBy: h.AddedBy, Left: h.Left.Seconds(),
	}
	if v.Guest = s.isGuest(h.Person); h.Carried {
		v.Carried = moment(h.Raised)
	}
	if s.settings.Statistics && !s.sealed { // Q25
		who, body := h.speaksFor()
		turns := s.turns(h.Person, "")
		v.Heard = &HeardHand{
			First: turns == 0, Turns: turns, Spoken: s.spoke[tally{s.current, h.Person, ""}].Seconds(),
			BodyTurns: s.turns(who, body), BodySpoken: s.spoke[tally{s.current, who, body}].Seconds(),
		}
	}
	if s.settings.HideNames && a != StaffRoom { // Q20
		v.Person, v.Body, v.Note, v.AddedBy, v.Heard, v.Reasons = "", "", "", "", nil, []Reason{}
		v.Carried, v.Guest = nil, false
	}
	return v
}

func showTurn(t Turn) *TurnValue {
	if t.ID == 0 {
		return nil
	}
	v := TurnValue{
		ID: t.ID, Hand: t.Hand.ID, Person: t.Person, Body: t.Body, Class: t.Class, Note: t.Note, Written: t.Written,
		Called: t.Called, Began: t.Began, Limit: t.Limit.Seconds(), Paused: t.paused().Seconds(), PausedAt: moment(t.pausedAt()),
		Answered: t.Answered, Out: t.Out, Reader: t.Reader, Read: t.Read, Corrected: t.Corrected,
	}
	if p := t.running(); p != nil {
		v.Pause = p.Reason
	}
	return &v
}

// reasons are the reasons for the place of the hand at i, the one that decides first (Q19).
func (s *State) reasons(i int) []Reason {
	h := s.queue.Hands[i]
	switch {
	case h.ID == s.queue.Last:
		return []Reason{{Code: ReasonLast}}
	case h.Answers != 0:
		return []Reason{{ReasonAnswer, int(h.Answers)}}
	case h.Passed:
		return []Reason{{Code: ReasonPassed}}
	case h.Front && h.Due && !h.Again:
		return []Reason{{Code: ReasonFront}}
	case h.Front && h.Again:
		return []Reason{{Code: ReasonPutBack}}
	case h.Front:
		return []Reason{{Code: ReasonNext}}
	}
	var out []Reason
	if slices.ContainsFunc(s.queue.Hands[i+1:], func(o Hand) bool { return o.Class != h.Class && o.Answers == 0 && o.ID != s.queue.Last }) {
		out = append(out, Reason{Code: ReasonClass})
	}
	p := s.policy(s.current)
	switch {
	case h.Class == Order:
		if len(s.settings.Categories) > 0 {
			out = append(out, Reason{ReasonCategory, s.categoryRank(h) + 1})
		}
		return append(out, Reason{Code: ReasonArrival})
	case h.Moved:
		return append(out, Reason{Code: ReasonMoved})
	case h.Set:
		return append(out, Reason{Code: ReasonSet})
	case h.Fixed && p.Name != Arrival:
		out = append(out, Reason{Code: ReasonNext})
	}
	if h.After != 0 {
		out = append(out, Reason{ReasonLets, int(h.After)})
	}
	if h.Overtaken >= p.Overtakes {
		return append(out, Reason{ReasonPinned, h.Overtaken}, Reason{Code: ReasonArrival})
	}
	out = append(out, s.policyReasons(p.Name, i)...)
	if h.Overtaken > 0 {
		out = append(out, Reason{ReasonOvertaken, h.Overtaken})
	}
	return append(out, Reason{Code: ReasonArrival})
}

// policyReasons are the reasons that a policy has for the place of the hand at i.
func (s *State) policyReasons(policy PolicyName, i int) []Reason {
	h := s.queue.Hands[i]
	who, body := h.speaksFor()
	switch policy {
	case Arrival:
	case FirstTimers:
		if n := s.turns(h.Person, ""); n > 0 {
			return []Reason{{ReasonSpoken, n}}
		}
		return []Reason{{Code: ReasonFirstTime}}
	case LeastHeard:
		out := []Reason{{ReasonOwnTurns, s.turns(h.Person, "")}}
		if body != "" {
			out = append([]Reason{{ReasonBodyTurns, s.turns(who, body)}}, out...)
		}
		return out
	case RoundRobin:
		ahead := those(s.queue.Hands[:i], func(o Hand) bool { return o.Class == h.Class && o.Answers == 0 && !o.Front })
		return []Reason{{ReasonRound, s.round(h, ahead) + 1}}
	case Alternate:
		if h.Room {
			return []Reason{{Code: ReasonInRoom}}
		}
		return []Reason{{Code: ReasonRemote}}
	case Draw:
		return []Reason{{Code: ReasonDrawn}}
	}
	return nil
}

// showLimits is how long turns of each class take, in seconds.
func (s *State) showLimits() map[Class]float64 {
	limits := make(map[Class]float64, len(precedence))
	for _, class := range precedence {
		limits[class] = s.limit(class).Seconds()
	}
	return limits
}

func (s *State) showNameless() NamelessQueue {
	q := NamelessQueue{Policy: s.policy(0).Name, Limits: s.showLimits(), Hands: []NamelessHand{}}
	if !s.sees(Public, s.current) {
		return q
	}
	q.Open, q.Item, q.Policy = s.queue.Open, s.current, s.policy(s.current).Name
	for _, h := range s.queue.Hands {
		q.Hands = append(q.Hands, NamelessHand{Class: h.Class, Written: h.Written, State: HandWaiting, Reasons: []Reason{}})
	}
	written := map[bool]int{true: 1}
	slices.SortStableFunc(q.Hands, func(a, b NamelessHand) int {
		return cmp.Or(
			cmp.Compare(slices.Index(precedence, a.Class), slices.Index(precedence, b.Class)),
			cmp.Compare(written[a.Written], written[b.Written]),
		)
	})
	for i := range q.Hands {
		q.Hands[i].ID = i + 1
	}
	if s.turn.ID != 0 {
		q.Turn = &NamelessTurn{Class: s.turn.Class, Limit: s.limit(s.turn.Class).Seconds()}
	}
	return q
}

// showBudgets are the budgets on the current item, if it has any.
func (s *State) showBudgets(a Audience) []BudgetValue {
	out := []BudgetValue{}
	b := s.budgets[s.current]
	if b.Each == 0 || !s.sees(a, s.current) {
		return out
	}
	for _, body := range s.bodies {
		out = append(out, BudgetValue{body.Name, b.of(body.Name).Seconds(), b.used(s, s.current, body.Name).Seconds()})
	}
	return out
}

func (s *State) showAlarms() []AlarmValue {
	out := []AlarmValue{}
	for _, al := range s.alarms {
		if al.Over {
			continue
		}
		v := showAlarm(al)
		if al.Anonymous {
			v.Person = ""
		}
		out = append(out, v)
	}
	return out
}

func showAlarm(a Alarm) AlarmValue {
	return AlarmValue{ID: a.ID, What: a.Kind, Note: a.Note, Person: a.By, At: a.At, Seen: moment(a.Seen)}
}

// Me returns what p alone may see of s.
func Me(s *State, p Person) MeValue {
	me := MeValue{
		Person: p, Roles: s.roles(p), Limit: s.ownLimit(p, Topic).Seconds(), Times: 1, Muted: s.muted[p],
		Hands: []Seq{}, Statements: []StatementValue{}, Alarms: []AlarmValue{}, Consents: slices.Clone(s.consents[p]), Struck: s.struckBy(p),
		Out: slices.Clone(s.out[p]), Slip: s.slips[p],
	}
	if times, ok := s.times[p]; ok {
		me.Times = times
	}
	for _, al := range s.alarms {
		if al.By == p && !al.Over {
			me.Alarms = append(me.Alarms, showAlarm(al))
		}
	}
	me.Asides = s.showAsides(func(x Aside) bool { return x.By == p })
	if i := slices.Index(s.offer.To, p); i >= 0 {
		from := s.offer.At.Add(time.Duration(i) * offerStep)
		me.Offer = &from
	}
	if a, _ := s.Audience(p); !s.sees(a, s.current) {
		return me // a place counts the hands on an item that p may not know of (A3)
	}
	for i, h := range s.queue.Hands {
		if h.Person == p {
			if me.Hands = append(me.Hands, h.ID); me.Place == 0 {
				me.Place = i + 1
			}
		}
	}
	for _, l := range slices.Backward(s.left) {
		if l.hand.Person == p {
			me.Lowered = &LoweredValue{l.hand.ID, l.at.Add(leaveGrace)}
			break
		}
	}
	me.Statements = s.showStatements(p)
	return me
}

// showStatements tells p what becomes of the statements that p wants read.
func (s *State) showStatements(p Person) []StatementValue {
	out := []StatementValue{}
	for _, r := range s.receipts {
		if r.Person == p {
			out = append(out, StatementValue{Hand: r.Hand, State: r.State, Read: r.Read, Of: r.Of, At: moment(r.At), Reason: r.Reason})
		}
	}
	for _, t := range []Turn{s.held, s.turn} {
		if t.ID != 0 && t.Written && t.Person == p {
			out = append(out, StatementValue{Hand: t.Hand.ID, State: StatementReading, Read: t.Read, Of: len(Paragraphs(t.Note)), At: moment(t.Called)})
		}
	}
	for _, h := range s.queue.Hands {
		if h.Written && h.Person == p {
			out = append(out, StatementValue{Hand: h.ID, State: StatementWaiting, Of: len(Paragraphs(h.Note))})
		}
	}
	return out
}
