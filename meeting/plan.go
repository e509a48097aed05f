package meeting

// Bounds of an agenda (A1).
const (
	MaxItems  = maxItems
	MaxLevels = maxDepth
)

// A PlannedItem is an item of an agenda that is made as a whole: it stands below the last
// item before it that is one level higher.
type PlannedItem struct {
	Title      string     `json:"title"`
	Kind       Kind       `json:"kind"`
	Minutes    int        `json:"minutes"`
	Level      int        `json:"level,omitempty"` // 1-3; 1 unless given
	Visibility Visibility `json:"visibility,omitempty"`

	Presenters  []string `json:"presenters,omitempty"`
	Description string   `json:"description,omitempty"` // Markdown
	Links       []Link   `json:"links,omitempty"`
	Approves    string   `json:"approves,omitempty"` // the id of the meeting whose minutes it is about (M9)
}

// Clean returns an item that is on no agenda yet as an agenda would keep it. The error is
// a refusal.
func (p PlannedItem) Clean() (PlannedItem, error) {
	c, err := p.add().cleaned()
	return PlannedItem{
		Title: c.Title, Kind: c.Kind, Minutes: c.Minutes, Level: p.Level, Visibility: c.Visibility,
		Presenters: c.Presenters, Description: c.Description, Links: c.Links, Approves: c.Approves,
	}, err
}

// add is the wish for p alone.
func (p PlannedItem) add() AddItem {
	return AddItem{
		Title: p.Title, Kind: p.Kind, Minutes: p.Minutes, Visibility: p.Visibility,
		Presenters: p.Presenters, Description: p.Description, Links: p.Links, Approves: p.Approves,
	}
}

// ImportAgenda adds whole items, in their order, to the end of the agenda (A12).
type ImportAgenda struct {
	Items []PlannedItem `json:"items"` // at least one
}

func (c ImportAgenda) decide(s *State, _ Asked) ([]Event, error) {
	if len(c.Items) == 0 {
		return nil, refuse("There are no items.")
	}
	return s.planned(c.Items, s.seq+1)
}

// planned is the events that make items, of which the first will be entry first.
func (s *State) planned(items []PlannedItem, first Seq) ([]Event, error) {
	if len(s.items)+len(items) > maxItems {
		return nil, ErrFullAgenda
	}
	events := make([]Event, len(items))
	var above [maxDepth + 1]Seq // the last item of each level; of level 0 there is none
	deepest := 0
	for i, item := range items {
		level := max(item.Level, 1)
		switch {
		case level > maxDepth:
			return nil, ErrTooDeep
		case item.Level < 0 || level > deepest+1:
			return nil, refuse("An item stands at most one level below the one before it.")
		}
		added, err := item.add().cleaned()
		if err != nil {
			return nil, err
		}
		added.Parent = above[level-1]
		above[level], deepest = first+Seq(i), level
		events[i] = ItemAdded(added)
	}
	return events, nil
}
