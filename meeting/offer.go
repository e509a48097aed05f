package meeting

import (
	"slices"
	"time"
)

// An Offer is the chair as it is offered to the deputies, because no chair is there (P5).
type Offer struct {
	At time.Time // zero for none
	To []Person  // in the order in which they may take it
}

// offerStep is how much later each next deputy may take the chair than the one before: who
// comes first in the order has the first word.
const offerStep = 30 * time.Second

// OfferChair is the server's wish when no chair has been connected for two minutes. The
// law decides in which order: as they became deputies.
type OfferChair struct {
	There []Person // deputies who are connected
}

func (c OfferChair) decide(s *State, _ Asked) ([]Event, error) {
	switch to := s.successors(c.There); {
	case s.stage != Started:
		return nil, ErrStage
	case len(to) == 0:
		return nil, ErrUnknown
	case slices.Equal(to, s.offer.To):
		return unchanged(s.seq)
	default:
		return []Event{ChairOffered{To: to}}, nil
	}
}

// successors are those of the people who are there who may take the chair, in order.
func (s *State) successors(there []Person) (to []Person) {
	for _, p := range s.deputies {
		if s.roles(p).Has(Deputy) && !s.roles(p).Has(Chair) && slices.Contains(there, p) {
			to = append(to, p)
		}
	}
	return to
}

// Due reports whether c would change something, and from when on it should be asked for: an
// offer stands for a step at least, or nodes that do not see the same people would renew it
// against each other.
func (c OfferChair) Due(s *State) (from time.Time, due bool) {
	to := s.successors(c.There)
	if s.stage != Started || len(to) == 0 || slices.Equal(to, s.offer.To) {
		return time.Time{}, false
	}
	if s.Offered() {
		from = s.offer.At.Add(offerStep)
	}
	return from, true
}

// Offered reports whether the chair is offered to somebody.
func (s *State) Offered() bool { return !s.offer.At.IsZero() }

// ChairOffered records that deputies may take the chair, in an order.
type ChairOffered struct {
	To []Person `json:"to"`
}

func (e ChairOffered) apply(s *State, en Entry) { s.offer = Offer{At: en.At, To: e.To} }

// EndOffer is the server's wish when a chair is there again.
type EndOffer struct{}

func (EndOffer) decide(s *State, _ Asked) ([]Event, error) {
	if s.offer.At.IsZero() {
		return unchanged(s.seq)
	}
	return []Event{OfferEnded{}}, nil
}

// OfferEnded records that the chair is offered to nobody any more.
type OfferEnded struct{}

func (OfferEnded) apply(s *State, _ Entry) { s.offer = Offer{} }

// TakeChair makes the asker a chair, if that is offered: to the first of the order at
// once, to each next one half a minute later.
type TakeChair struct{}

func (TakeChair) decide(s *State, a Asked) ([]Event, error) {
	i := slices.Index(s.offer.To, a.By)
	switch {
	case i < 0:
		return nil, ErrNotOffered
	case a.At.Before(s.offer.At.Add(time.Duration(i) * offerStep)):
		return nil, ErrNotYours
	}
	return []Event{RoleGiven{Person: a.By, Role: Chair}, OfferEnded{}}, nil
}
