package server

import (
	"context"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/catalogue"
	"example.org/convener/server/roster"
)

// leftBy is what the last meeting of a series before a time left to the meeting id, in that
// one's pseudonyms (A11); nil if there was none. The error is a fault, or ctx's.
func (srv *Server) leftBy(ctx context.Context, id uuid.UUID, series string, before time.Time) (*meeting.Carry, error) {
	if series == "" {
		return nil, nil
	}
	all, err := srv.catalogue.All(ctx) // the latest first
	if err != nil {
		return nil, err
	}
	for _, l := range all {
		if l.Series != series || l.ID == id || l.Cancelled || l.Starts.After(before) {
			continue
		}
		if c, err := srv.carry(ctx, l, id); c != nil || err != nil {
			return c, err
		}
	}
	return nil, nil
}

// carry takes what a meeting left, and gives those who waited in it a pseudonym in the
// meeting id, the same for each repeat. It is nil if the meeting has not ended, which the
// meeting itself knows first: the list hears of it.
func (srv *Server) carry(ctx context.Context, from catalogue.Listing, id uuid.UUID) (*meeting.Carry, error) {
	r, leave, err := srv.rooms.Enter(ctx, from.ID)
	if err != nil {
		return nil, err
	}
	defer leave()
	left, cards, err := r.Leaves(ctx)
	if err != nil || r.Stage() != meeting.Ended {
		return nil, err
	}
	for _, item := range left.Items {
		for i := range item.Hands {
			h := &item.Hands[i]
			card := roster.Card{Name: cards[h.Person].Name, Body: cards[h.Person].Body, Way: cards[h.Person].Way} // no needs: they were told that meeting
			h.Person = meeting.Person("p-" + uuid.NewSHA1(id, []byte("carried "+h.Person)).String())
			if err := srv.Roster.Put(ctx, id, h.Person, card); err != nil {
				return nil, err
			}
		}
	}
	return &left, nil
}

// leftTo is what the last meeting of the series left to the viewer's, which is to start.
func (v *viewer) leftTo(ctx context.Context) (*meeting.Carry, error) {
	if err := v.room.Allows(ctx, v.person, meeting.StartMeeting{}); err != nil {
		return nil, err // before a name is kept
	}
	view, err := v.room.View(ctx, meeting.Public)
	if err != nil {
		return nil, err
	}
	m, _ := view["meeting"].(meeting.MeetingValue)
	if m.Stage != meeting.Planned {
		return nil, nil // it has taken over what there was
	}
	return v.srv.leftBy(ctx, v.id, m.Series, m.Starts)
}

// planLike is the plan of a meeting like another one. The error is a refusal, or a fault.
func (srv *Server) planLike(ctx context.Context, id string) (meeting.CreateMeeting, error) {
	of, err := parseID(id)
	if err != nil {
		return meeting.CreateMeeting{}, err
	}
	r, leave, err := srv.rooms.Enter(ctx, of)
	if err != nil {
		return meeting.CreateMeeting{}, err
	}
	defer leave()
	return r.Plan(ctx)
}
