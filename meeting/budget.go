package meeting

import (
	"maps"
	"slices"
	"time"
)

// A Budget is the time that each body has to speak on an item (Q16).
type Budget struct {
	Each  time.Duration            // 0 for none
	Extra map[string]time.Duration // added to a body's, or taken
	Used  map[string]time.Duration // what had been used when it was last reset
}

// maxBudget bounds the time of one body on one item.
const maxBudget = 10 * time.Hour

// SetBudget gives each body a time to speak on an item, the current one unless it names
// another; 0 takes the budgets away. What was added or taken is forgotten.
type SetBudget struct {
	Item    Seq `json:"item,omitempty"`
	Seconds int `json:"seconds"` // 0-36000
}

func (c SetBudget) decide(s *State, _ Asked) (_ []Event, err error) {
	if c.Item, err = s.budgetItem(c.Item); err != nil {
		return nil, err
	}
	if c.Seconds < 0 || time.Duration(c.Seconds)*time.Second > maxBudget {
		return nil, refuse("A budget is 0 to 36000 seconds.")
	}
	return []Event{BudgetSet(c)}, nil
}

// budgetItem is the item that a budget is for.
func (s *State) budgetItem(item Seq) (Seq, error) {
	item, err := s.minutesItem(item)
	if err == nil && item == 0 {
		err = ErrUnknown
	}
	return item, err
}

// BudgetSet records how long each body may speak on an item.
type BudgetSet SetBudget

func (e BudgetSet) apply(s *State, _ Entry) {
	s.budgets[e.Item] = Budget{Each: time.Duration(e.Seconds) * time.Second}
}

// ChangeBudget adds to a body's budget, or takes from it; or, with Reset, has what it used
// forgotten; or, with Share, has what it overran come out of the budgets of the others in
// equal parts.
type ChangeBudget struct {
	Item    Seq    `json:"item,omitempty"`
	Body    string `json:"body"`
	Seconds int    `json:"seconds,omitempty"` // negative to take
	Reset   bool   `json:"reset,omitempty"`
	Share   bool   `json:"share,omitempty"`
}

func (c ChangeBudget) decide(s *State, _ Asked) (_ []Event, err error) {
	if c.Item, err = s.budgetItem(c.Item); err != nil {
		return nil, err
	}
	b, overrun := s.budgets[c.Item], s.budgets[c.Item].left(s, c.Item, c.Body)
	one := 0
	for _, is := range []bool{c.Seconds != 0, c.Reset, c.Share} {
		if is {
			one++
		}
	}
	switch seconds := time.Duration(c.Seconds) * time.Second; {
	case !slices.ContainsFunc(s.bodies, func(b Body) bool { return b.Name == c.Body }):
		return nil, ErrUnknownBody
	case b.Each == 0:
		return nil, refuse("There are no budgets on this item: set them first.")
	case one != 1:
		return nil, refuse("Say one: seconds, reset, or share.")
	case seconds.Abs() > maxBudget || (b.of(c.Body)+seconds).Abs() > maxBudget:
		return nil, refuse("A budget is 0 to 36000 seconds.")
	case c.Share && overrun >= 0:
		return nil, refuse("This body has not overrun its time.")
	case c.Share && len(s.bodies) < 2:
		return nil, refuse("There is nobody to share it with.")
	}
	return []Event{BudgetChanged(c)}, nil
}

// BudgetChanged records that a body's budget is another.
type BudgetChanged ChangeBudget

func (e BudgetChanged) apply(s *State, _ Entry) {
	b := s.budgets[e.Item]
	b.Extra, b.Used = maps.Clone(b.Extra), maps.Clone(b.Used)
	if b.Extra == nil {
		b.Extra = make(map[string]time.Duration)
	}
	switch {
	case e.Reset:
		if b.Used == nil {
			b.Used = make(map[string]time.Duration)
		}
		b.Used[e.Body] = s.spoke[tally{e.Item, "", e.Body}]
	case e.Share:
		overrun := -b.left(s, e.Item, e.Body)
		b.Extra[e.Body] += overrun
		for _, other := range s.bodies {
			if other.Name != e.Body {
				b.Extra[other.Name] -= overrun / time.Duration(len(s.bodies)-1)
			}
		}
	default:
		b.Extra[e.Body] += time.Duration(e.Seconds) * time.Second
	}
	s.budgets[e.Item] = b
}

// of is the time that a body has in all.
func (b Budget) of(body string) time.Duration { return b.Each + b.Extra[body] }

// used is what a body has used of it in the turns that have ended.
func (b Budget) used(s *State, item Seq, body string) time.Duration {
	return s.spoke[tally{item, "", body}] - b.Used[body]
}

// left is what a body has left, below 0 if it overran.
func (b Budget) left(s *State, item Seq, body string) time.Duration {
	return b.of(body) - b.used(s, item, body)
}
