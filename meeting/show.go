package meeting

import (
	"strconv"
	"time"
)

// An Audience is a group of readers who may see the same.
type Audience int

// The audiences, from all to few.
const (
	Public    Audience = iota // anyone
	Room                      // the people in the meeting
	StaffRoom                 // those who run it
)

// Audience is where p belongs, and whether p may read at all: someone who was removed may
// not.
func (s *State) Audience(p Person) (Audience, bool) {
	switch roles := s.roles(p); {
	case roles == 0 || p == House:
		return Public, false
	case roles.Has(Staff | Owner):
		return StaffRoom, true
	default:
		return Room, true
	}
}

// Show returns what a may see of s. Everything that leaves the server about a meeting is
// made here and in [Me]. Of notes, decisions and actions it returns those that changed
// after entry after; 0 is for all of them. The other values are few and always whole.
func Show(s *State, a Audience, after Seq) View {
	if s.seq == 0 {
		return View{}
	}
	v := make(View, 3+s.papersAfter(a, after))
	v["meeting"] = s.showMeeting(a)
	if agenda := s.showAgenda(a); a == Public && s.rule != Open {
		v["agenda"], v["queue"] = withoutTimes(agenda), s.showNameless()
	} else {
		v["agenda"], v["queue"] = agenda, s.showQueue(a)
	}
	s.showDetails(v, a, after)
	if a == StaffRoom {
		v["links"] = s.showLinks()
	}
	if a != Public { // drafts are for the people in the meeting
		s.showMinutes(v, a, after)
	}
	return v
}

// sees reports whether a may know of an item: of the item itself and of all above it (A3).
func (s *State) sees(a Audience, item Seq) bool {
	for i := at(s.items, item); i != nil; i = at(s.items, i.Parent) {
		if i.Visibility == VisibleChair && a != StaffRoom || i.Visibility == VisiblePresent && a == Public {
			return false
		}
	}
	return true
}

// currentFor is the current item as a knows it.
func (s *State) currentFor(a Audience) Seq {
	if !s.sees(a, s.current) {
		return 0
	}
	return s.current
}

func (s *State) showMeeting(a Audience) MeetingValue {
	m := MeetingValue{
		Title: s.title, Stage: s.stage, Rule: s.rule, Starts: s.starts.UTC(),
		Item: s.currentFor(a), Seq: s.seq, Bodies: make([]string, len(s.bodies)), Channels: s.channels,
	}
	if m.OffRecord = moment(s.offRecord); a == Public && s.rule != Open {
		m.Seq, m.OffRecord = 0, nil
	}
	if m.Channels == nil {
		m.Channels = []Channel{}
	}
	for i, b := range s.bodies {
		m.Bodies[i] = b.Name
	}
	return m
}

func (s *State) showAgenda(a Audience) []ItemValue {
	var seen []Item
	for _, item := range s.items {
		if s.sees(a, item.ID) {
			seen = append(seen, item)
		}
	}
	out := make([]ItemValue, len(seen))
	for i, number := range numbers(seen) {
		item := seen[i]
		out[i] = ItemValue{
			ID: item.ID, Number: number, Title: item.Title, Kind: item.Kind, Minutes: item.Minutes,
			Parent: item.Parent, State: item.State, Visibility: item.Visibility,
			Began: moment(item.Began), Spent: item.Spent.Seconds(),
		}
	}
	return out
}

// showDetails shows what items say beyond their titles, of those edited after entry after.
func (s *State) showDetails(v View, a Audience, after Seq) {
	for _, i := range s.items {
		if i.Changed <= after || !s.sees(a, i.ID) {
			continue
		}
		key := paperKey("item/", i.ID)
		switch {
		case len(i.Presenters) == 0 && i.Description == "" && len(i.Links) == 0:
			v[key] = nil
		case a == Public && s.rule != Open:
			v[key] = NamelessDetails{i.ID, i.Description, append([]Link{}, i.Links...)}
		default:
			v[key] = ItemDetails{i.ID, append([]string{}, i.Presenters...), i.Description, append([]Link{}, i.Links...)}
		}
	}
}

// withoutTimes is an agenda as outsiders see it under the Rule.
func withoutTimes(agenda []ItemValue) []NamelessItem {
	out := make([]NamelessItem, len(agenda))
	for i, item := range agenda {
		out[i] = NamelessItem{
			item.ID, item.Number, item.Title, item.Kind, item.Minutes, item.Parent, item.State, item.Visibility,
		}
	}
	return out
}

// moment is t for a value that may be null.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

const policyArrival = "arrival" // the only policy so far

func (s *State) showQueue(a Audience) QueueValue {
	q := QueueValue{
		Open: s.queue.Open, Item: s.currentFor(a), Policy: policyArrival,
		Limits: s.showLimits(), Hands: make([]HandValue, len(s.queue.Hands)),
	}
	if !s.sees(a, s.current) {
		return QueueValue{Policy: policyArrival, Limits: q.Limits, Hands: []HandValue{}}
	}
	for i, h := range s.queue.Hands {
		q.Hands[i] = HandValue{
			ID: h.ID, Person: h.Person, Body: h.Body, Class: h.Class, Note: h.Note, Written: h.Written,
			ReplyTo: h.ReplyTo, State: HandWaiting, Reasons: []string{}, AddedBy: h.AddedBy,
			Left: h.Left.Seconds(),
		}
	}
	if t := s.turn; t.ID != 0 {
		q.Turn = &TurnValue{
			ID: t.ID, Person: t.Person, Body: t.Body, Class: t.Class, Note: t.Note, Written: t.Written, Began: t.Began,
			Limit: t.Limit.Seconds(), Paused: t.paused().Seconds(), PausedAt: moment(t.pausedAt()),
		}
	}
	return q
}

func (s *State) showLinks() []LinkValue {
	people := make(map[string]int, len(s.ways))
	for p, link := range s.via {
		if s.roles(p) != 0 {
			people[link]++
		}
	}
	links := make([]LinkValue, len(s.ways))
	for i, w := range s.ways {
		links[i] = LinkValue{w.Link, w.Roles, w.Lang, moment(w.Expires), w.Revoked, people[w.Link]}
	}
	return links
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
	q := NamelessQueue{Policy: policyArrival, Limits: s.showLimits(), Hands: []NamelessHand{}}
	if !s.sees(Public, s.current) {
		return q
	}
	q.Open, q.Item = s.queue.Open, s.current
	for i, h := range s.queue.Hands {
		q.Hands = append(q.Hands, NamelessHand{
			ID: i + 1, Class: h.Class, Written: h.Written, State: HandWaiting, Reasons: []string{},
		})
	}
	if s.turn.ID != 0 {
		q.Turn = &NamelessTurn{Class: s.turn.Class, Limit: s.turn.Limit.Seconds()}
	}
	return q
}

// papersAfter is about how many values of the minutes a will be shown: thousands, or a few.
func (s *State) papersAfter(a Audience, after Seq) int {
	if a == Public || after > 0 {
		return 1
	}
	return len(s.notes) + len(s.decisions) + len(s.actions)
}

func (s *State) showMinutes(v View, a Audience, after Seq) {
	for _, n := range s.notes {
		if n.Changed <= after || !s.sees(a, n.Item) {
			continue
		}
		key := paperKey("note/", n.ID)
		if v[key] = nil; !n.Retracted {
			v[key] = NoteValue{ID: n.ID, Item: n.Item, Kind: n.Kind, Text: n.Text, Person: n.By, Rev: n.Rev}
		}
	}
	for _, d := range s.decisions {
		if d.ID > after && s.sees(a, d.Item) {
			v[paperKey("decision/", d.ID)] = DecisionValue{
				ID: d.ID, Item: d.Item, Number: strconv.Itoa(d.Number), Text: d.Text,
			}
		}
	}
	for _, act := range s.actions {
		if act.Changed > after && s.sees(a, act.Item) {
			v[paperKey("action/", act.ID)] = ActionValue{
				ID: act.ID, Item: act.Item, Number: strconv.Itoa(act.Number), Text: act.Text,
				Owner: act.Owner, Due: act.Due, State: doneOrOpen(act.Closed),
			}
		}
	}
}

// paperKey is what clients call a note, a decision, an action, or the details of an item.
func paperKey(kind string, id Seq) string { return kind + strconv.FormatUint(uint64(id), 10) }

func doneOrOpen(done bool) ActionState {
	if done {
		return ActionDone
	}
	return ActionOpen
}

// Me returns what p alone may see of s.
func Me(s *State, p Person) MeValue {
	me := MeValue{Person: p, Roles: s.roles(p), Limit: s.limit(Topic).Seconds()}
	if a, _ := s.Audience(p); !s.sees(a, s.current) {
		return me // a place counts the hands on an item that p may not know of (A3)
	}
	for i, h := range s.queue.Hands {
		if h.Person == p {
			me.Place = i + 1
			break
		}
	}
	return me
}
