package meeting

import (
	"slices"
	"time"
)

// A PolicyName is in what order hands of one class are called (Q18).
type PolicyName string

// The policies. All of them leave points of order alone, and the hand that was told it is
// next; the last thing that decides is always when a hand went up.
const (
	Arrival     PolicyName = "arrival"      // as they went up
	FirstTimers PolicyName = "first-timers" // who has not spoken on this item yet goes first
	LeastHeard  PolicyName = "least-heard"  // whose body had the fewest turns on this item, then who had the fewest
	RoundRobin  PolicyName = "round-robin"  // the bodies by turns
	Alternate   PolicyName = "alternate"    // one from the room, one from outside
	Draw        PolicyName = "draw"         // by lot
)

var policyNames = []PolicyName{Arrival, FirstTimers, LeastHeard, RoundRobin, Alternate, Draw}

// Policies are the names of the policies.
func Policies() []PolicyName { return slices.Clone(policyNames) }

// A Policy is the order of an item's queue.
type Policy struct {
	Name      PolicyName
	Seed      uint64 // of the lot
	Overtakes int    // how often a hand may be overtaken at most
}

// DefaultOvertakes is how often a hand may be overtaken unless [SetPolicy] says
// otherwise. Source: Q19.
const DefaultOvertakes = 3

// policy is the policy of an item: its own, or the meeting's.
func (s *State) policy(item Seq) Policy {
	if p, ok := s.policies[item]; ok {
		return p
	}
	if p, ok := s.policies[0]; ok {
		return p
	}
	return Policy{Name: Arrival, Overtakes: DefaultOvertakes}
}

// The bounds of a turn's limit and of what one tap adds to it.
const (
	minLimit     = 5 * time.Second
	maxLimit     = time.Hour
	maxExtend    = 10 * time.Minute
	maxOvertakes = 20
)

// SetPolicy says in what order hands of one class are called, on one item or, without it,
// wherever an item has no policy of its own; and how long turns take. Classes that Limits
// does not name keep what they have; the turn that runs keeps its own limit.
type SetPolicy struct {
	Policy    PolicyName    `json:"policy"`
	Item      Seq           `json:"item,omitempty"`
	Limits    map[Class]int `json:"limits,omitempty"`    // seconds, 5-3600
	Overtakes int           `json:"overtakes,omitempty"` // 1-20; 3 unless given
}

func (c SetPolicy) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case !slices.Contains(policyNames, c.Policy):
		return nil, refuse("A policy is one of arrival, first-timers, least-heard, round-robin, alternate, draw.")
	case c.Item != 0 && at(s.items, c.Item) == nil:
		return nil, ErrUnknown
	case c.Overtakes < 0 || c.Overtakes > maxOvertakes:
		return nil, refuse("A hand may be overtaken from 1 to 20 times.")
	}
	for class, seconds := range c.Limits {
		if !slices.Contains(precedence, class) {
			return nil, ErrUnknownClass
		}
		if limit := time.Duration(seconds) * time.Second; limit < minLimit || limit > maxLimit {
			return nil, refuse("A turn takes from 5 to 3600 seconds.")
		}
	}
	e := PolicySet{Policy: c.Policy, Item: c.Item, Limits: c.Limits, Overtakes: c.Overtakes}
	if c.Policy == Draw {
		e.Seed = a.Seed
	}
	return []Event{e}, nil
}

// PolicySet records in what order hands are called and how long their turns take. Seed is
// all the chance there is in it, so that everybody can draw the lots again.
type PolicySet struct {
	Policy    PolicyName    `json:"policy"`
	Item      Seq           `json:"item,omitempty"`
	Limits    map[Class]int `json:"limits,omitempty"`
	Overtakes int           `json:"overtakes,omitempty"`
	Seed      uint64        `json:"seed,omitempty"`
}

func (e PolicySet) apply(s *State, _ Entry) {
	for class, seconds := range e.Limits {
		s.limits[class] = time.Duration(seconds) * time.Second
	}
	p := Policy{Name: e.Policy, Seed: e.Seed, Overtakes: e.Overtakes}
	if p.Overtakes == 0 {
		p.Overtakes = DefaultOvertakes
	}
	s.policies[e.Item] = p
	s.arrange()
}

// Settings are what a queue is like beside its order.
type Settings struct {
	Opens      bool          // a queue opens with its item
	HideNames  bool          // only those who run the meeting see who waits (Q20)
	Statistics bool          // hands show who has spoken how often and how long (Q17)
	Several    bool          // a person may have several hands of a class (Q9)
	NoOrders   bool          // a closed queue takes no points of order either (Q5)
	Categories []string      // of points of order, the first goes first (Q3)
	Grace      time.Duration // from the call to the begin of the clock, unless the speaker begins sooner (acc-H5)
}

// DefaultGrace is how long a speaker has from the call to the begin of the clock, to
// unmute and to begin, unless [SetQueue] says otherwise.
const DefaultGrace = 10 * time.Second

// Bounds of settings.
const (
	maxCategories = 20
	maxGrace      = 10 * time.Minute
)

// SetQueue changes what the queues of the meeting are like; what it does not name stays.
type SetQueue struct {
	Opens      *bool     `json:"opens,omitempty"` // with the item; what is under discussion stays as it is
	HideNames  *bool     `json:"hide_names,omitempty"`
	Statistics *bool     `json:"statistics,omitempty"`
	Several    *bool     `json:"several,omitempty"`
	NoOrders   *bool     `json:"no_orders,omitempty"`
	Categories *[]string `json:"categories,omitempty"` // at most 20
	Grace      *int      `json:"grace,omitempty"`      // seconds, 0-600
}

func (c SetQueue) decide(_ *State, _ Asked) ([]Event, error) {
	if c == (SetQueue{}) {
		return nil, refuse("Say what is to change.")
	}
	if c.Grace != nil && (*c.Grace < 0 || time.Duration(*c.Grace)*time.Second > maxGrace) {
		return nil, refuse("A clock begins within 600 seconds of the call.")
	}
	if c.Categories == nil {
		return []Event{QueueSet(c)}, nil
	}
	var cleaned []string
	for _, category := range *c.Categories {
		category, err := cleanTitle(category)
		if err != nil {
			return nil, err
		}
		if slices.Contains(cleaned, category) {
			return nil, refuse("Each category has a name of its own.")
		}
		cleaned = append(cleaned, category)
	}
	if len(cleaned) > maxCategories {
		return nil, refuse("There are at most 20 categories.")
	}
	c.Categories = &cleaned
	return []Event{QueueSet(c)}, nil
}

// QueueSet records what the queues of the meeting are like.
type QueueSet SetQueue

func (e QueueSet) apply(s *State, en Entry) {
	t := &s.settings
	was := *t
	set(&t.Opens, e.Opens)
	set(&t.HideNames, e.HideNames)
	set(&t.Statistics, e.Statistics)
	set(&t.Several, e.Several)
	set(&t.NoOrders, e.NoOrders)
	set(&t.Categories, e.Categories)
	if e.Grace != nil {
		t.Grace = time.Duration(*e.Grace) * time.Second
	}
	if t.HideNames != was.HideNames {
		s.anew = en.Seq
	}
	s.arrange()
}
