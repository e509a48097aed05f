package meeting

import (
	"slices"
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
// made here, in [Me] and in [ShowCaptioner]. Of notes, decisions and actions it returns those that changed
// after entry after; 0 is for all of them. The other values are few and always whole.
func Show(s *State, a Audience, after Seq) View {
	if s.seq == 0 {
		return View{}
	}
	v := make(View, 7+s.papersAfter(a, after))
	v["meeting"] = s.showMeeting(a)
	s.showSilences(v, a, after)
	if agenda := s.showAgenda(a); a == Public && s.sealed {
		v["agenda"], v["queue"] = withoutTimes(agenda), s.showNameless()
	} else {
		v["agenda"], v["queue"] = agenda, s.showQueue(a)
	}
	s.showDetails(v, a, after)
	if a == StaffRoom {
		v["links"], v["alarms"], v["heard"] = s.showLinks(), s.showAlarms(), HeardValue{s.current, s.unheard()}
		s.showCaptioning(v)
	}
	if a == StaffRoom && s.stage == Ended && s.Sealed() {
		s.showReview(v)
	}
	if a != Public && s.Sealed() && s.consents != nil {
		v["consents"] = s.showConsents()
	}
	if a != Public || !s.sealed {
		v["budgets"], v["seats"] = s.showBudgets(a), s.showSeats()
	}
	s.showMinutes(v, a, after)
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
		Private: s.sealed, Outside: s.outside(), Classes: s.preset.Classes, Silence: s.preset.Silence, Grace: s.preset.Grace, Documents: s.preset.Documents,
	}
	if m.OffRecord = moment(s.offRecord); a == Public && s.sealed {
		m.Seq, m.OffRecord = 0, nil
	} else {
		m.Break, m.Since = moment(s.pause.Until), moment(s.pause.Since)
		if m.Locked = s.locked; s.headcount != (Headcount{}) {
			count := s.headcount
			m.Headcount = &count
		}
	}
	if m.Channels == nil {
		m.Channels = []Channel{}
	}
	for i, b := range s.bodies {
		m.Bodies[i] = b.Name
	}
	t := s.setup
	m.Mode, m.Place, m.Revised, m.Cancelled, m.Why, m.Series = t.Mode, t.Place, t.Revised, t.Cancelled, t.Why, s.series
	if a != Public || !s.sealed {
		m.Ahead = s.ahead(a).Seconds()
		if s.stage == Ended {
			m.Forgets = moment(s.Forgets())
		}
		m.Circulated, m.Adopted = moment(s.circulated), moment(s.adopted)
	}
	return m
}

// ahead is how long what is still to come is planned to take, after the current item, of
// what a sees. An item takes its own minutes, and what those below it take beyond these.
func (s *State) ahead(a Audience) time.Duration {
	below := make(map[Seq]int) // planned, of all below an item
	for _, i := range slices.Backward(s.items) {
		if s.sees(a, i.ID) {
			below[i.Parent] += max(i.Minutes, below[i.ID])
		}
	}
	minutes := 0
	for _, i := range s.items {
		if i.State == ItemPending && s.sees(a, i.ID) {
			minutes += max(0, i.Minutes-below[i.ID]-int(i.Spent.Minutes()))
		}
	}
	return time.Duration(minutes) * time.Minute
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
			Began: moment(item.Began), Spent: item.Spent.Seconds(), Amended: item.Amended, Carried: item.Carried, Approves: item.Approves, Rule: item.Rule,
		}
	}
	if a == Public {
		return out
	}
	for _, p := range s.proposals {
		out = append(out, ItemValue{
			ID: p.ID, Title: p.Title, Kind: p.Kind, Minutes: p.Minutes, State: p.State, Visibility: p.Visibility, Person: p.By,
		})
	}
	return out
}

// showDetails shows what items say beyond their titles, of those edited after entry after.
func (s *State) showDetails(v View, a Audience, after Seq) {
	shown := s.items
	if a != Public {
		shown = slices.Concat(s.items, s.proposals)
	}
	for _, i := range shown {
		if i.Changed <= after || i.State != ItemProposed && !s.sees(a, i.ID) {
			continue
		}
		key := paperKey("item/", i.ID)
		switch {
		case len(i.Presenters) == 0 && i.Description == "" && len(i.Links) == 0:
			v[key] = nil
		case a == Public && s.sealed:
			v[key] = NamelessDetails{i.ID, i.Description, s.showDocuments(i)}
		default:
			v[key] = ItemDetails{i.ID, append([]string{}, i.Presenters...), i.Description, s.showDocuments(i)}
		}
	}
}

func (s *State) showDocuments(i Item) []DocumentValue {
	out := make([]DocumentValue, len(i.Links))
	for n, d := range i.Links {
		out[n] = DocumentValue{d.Link, s.late(d)}
	}
	return out
}

// withoutTimes is an agenda as outsiders see it under the Rule.
func withoutTimes(agenda []ItemValue) []NamelessItem {
	out := make([]NamelessItem, len(agenda))
	for i, item := range agenda {
		out[i] = NamelessItem{
			item.ID, item.Number, item.Title, item.Kind, item.Minutes, item.Parent, item.State, item.Visibility, item.Amended, item.Carried, item.Approves, item.Rule,
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
