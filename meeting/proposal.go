package meeting

import "slices"

// Bounds of what people propose.
const (
	maxProposals    = 50 // at once
	maxOwnProposals = 3  // of a person at once
	defaultMinutes  = 10 // of an item of which nobody has said how long it takes
)

// ProposeItem proposes an item while the meeting is planned or under way (A9). It stands
// as proposed until somebody who keeps the agenda accepts it.
type ProposeItem struct {
	Title       string `json:"title"`
	Kind        Kind   `json:"kind,omitempty"`        // discussion unless given
	Minutes     int    `json:"minutes,omitempty"`     // 10 unless given
	Description string `json:"description,omitempty"` // Markdown
}

func (c ProposeItem) decide(s *State, a Asked) ([]Event, error) {
	own := 0
	for _, p := range s.proposals {
		if p.By == a.By {
			own++
		}
	}
	switch {
	case s.stage == Ended:
		return nil, ErrStage
	case s.muted[a.By]:
		return nil, ErrMuted
	case len(s.proposals) >= maxProposals || own >= maxOwnProposals:
		return nil, ErrProposals
	}
	if c.Kind == "" {
		c.Kind = "discussion"
	}
	if c.Minutes == 0 {
		c.Minutes = defaultMinutes
	}
	add, err := AddItem{Title: c.Title, Kind: c.Kind, Minutes: c.Minutes, Description: c.Description}.cleaned()
	if err != nil {
		return nil, err
	}
	return []Event{ProposalMade{add.Title, add.Kind, add.Minutes, add.Description}}, nil
}

// ProposalMade records that its entry's By proposed an item, whose id is the entry's.
type ProposalMade ProposeItem

func (e ProposalMade) apply(s *State, en Entry) {
	i := ItemAdded{
		Title: e.Title, Kind: e.Kind, Minutes: e.Minutes, Description: e.Description, Visibility: VisiblePublic,
	}.item(en)
	i.State, i.By = ItemProposed, en.By
	s.proposals = append(s.proposals, i)
}

// AcceptItem puts a proposed item on the agenda: after a sibling, or last among its
// siblings. It keeps its id.
type AcceptItem struct {
	Item   Seq `json:"item"`
	Parent Seq `json:"parent,omitempty"`
	After  Seq `json:"after,omitempty"`
}

func (c AcceptItem) decide(s *State, a Asked) ([]Event, error) {
	p := at(s.proposals, c.Item)
	if p == nil {
		return nil, ErrUnknown
	}
	_, err := AddItem{Title: p.Title, Kind: p.Kind, Minutes: p.Minutes, Parent: c.Parent, After: c.After}.decide(s, a)
	if err != nil {
		return nil, err
	}
	return []Event{ProposalAccepted(c)}, nil
}

// ProposalAccepted records that a proposed item is on the agenda.
type ProposalAccepted AcceptItem

func (e ProposalAccepted) apply(s *State, en Entry) {
	p := at(s.proposals, e.Item)
	if p == nil {
		return
	}
	i := *p
	s.dropProposal(e.Item)
	i.State, i.By, i.Parent = ItemPending, House, e.Parent
	if i.Changed != 0 {
		i.Changed = en.Seq // from now on the public sees it
	}
	if s.insert(i, e.After); !s.sees(Room, i.ID) {
		s.anew = en.Seq // everybody in the room has seen it
	}
}

// DeclineItem takes a proposal away: one's own, or anyone's for those who keep the agenda.
type DeclineItem struct {
	Item Seq `json:"item"`
}

func (c DeclineItem) decide(s *State, a Asked) ([]Event, error) {
	switch p := at(s.proposals, c.Item); {
	case p == nil:
		return nil, ErrUnknown
	case p.By != a.By && !s.roles(a.By).Has(scribes):
		return nil, ErrNotAllowed
	}
	return []Event{ProposalDeclined(c)}, nil
}

// ProposalDeclined records that a proposed item does not come on the agenda.
type ProposalDeclined DeclineItem

func (e ProposalDeclined) apply(s *State, en Entry) {
	if p := at(s.proposals, e.Item); p != nil && p.Changed != 0 {
		s.anew = en.Seq // what it said beyond its title is to be taken away
	}
	s.dropProposal(e.Item)
}

func (s *State) dropProposal(id Seq) {
	s.proposals = slices.DeleteFunc(s.proposals, func(p Item) bool { return p.ID == id })
}
