package server

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

// What a body's link does not do.
var (
	errNotNamed = &meeting.Error{Code: "not_allowed", Text: "This body has named nobody of that name: its contact can."}
	errForWhom  = &meeting.Error{Code: "malformed", Text: "An alternate sits for a representative whom the body has named; a representative sits for nobody else."}
)

// admitDelegate lets somebody in by the link of a body: into one of its seats, and always
// under the same pseudonym.
func (srv *Server) admitDelegate(ctx context.Context, v *viewer, m meeting.MeetingValue, j wire.Joining) (wire.Joined, error) {
	link, err := srv.Keys.BodyLink(ctx, fragment(j.Link))
	if err != nil {
		return wire.Joined{}, asUnknownLink(err)
	}
	if !slices.Contains(m.Bodies, link.Body) {
		return wire.Joined{}, meeting.ErrUnknownBody
	}
	who, instead, err := srv.delegates(ctx, link.Body, j)
	if err != nil {
		return wire.Joined{}, err
	}
	card, err := roster.Card{
		Name: who.Name, Body: link.Body, Way: j.Way, Says: j.Says, Needs: j.Needs.Kinds, NeedsText: j.Needs.Text,
	}.Clean()
	if err != nil {
		return wire.Joined{}, err
	}
	// The meeting knows the link from the first who comes by it: whoever revokes it, there or
	// for good, takes those out who came so.
	cause := uuid.NewSHA1(v.id, []byte("body link "+link.ID)).String()
	if _, err := v.room.Do(ctx, meeting.House, cause, "", meeting.MakeLink{Link: link.ID, Roles: meeting.Representative}); err != nil {
		return wire.Joined{}, err
	}
	v.person = who.In(v.id)
	wish := meeting.AdmitDelegate{Person: v.person, Link: link.ID, Body: link.Body}
	if instead.ID != "" {
		wish.For = instead.In(v.id)
		if err := srv.keepName(ctx, v.id, wish.For, instead); err != nil {
			return wire.Joined{}, err
		}
	}
	return srv.let(ctx, v, card, wish)
}

// keepName keeps the name of a representative for whom somebody else sits.
func (srv *Server) keepName(ctx context.Context, id uuid.UUID, p meeting.Person, d roster.Delegate) error {
	card, err := roster.Card{Name: d.Name, Body: d.Body}.Clean()
	if err != nil {
		return err
	}
	return srv.Roster.Put(ctx, id, p, card)
}

// delegates finds who comes in, and for whom; the zero delegate is for nobody else.
func (srv *Server) delegates(ctx context.Context, body string, j wire.Joining) (who, instead roster.Delegate, err error) {
	all, err := srv.Roster.Delegates(ctx, body)
	if err != nil {
		return who, instead, err
	}
	named := func(name string) roster.Delegate {
		i := slices.IndexFunc(all, func(d roster.Delegate) bool { return d.Until == "" && d.Name == name })
		if i < 0 {
			return roster.Delegate{}
		}
		return all[i]
	}
	if who = named(j.Name); who.ID == "" {
		return who, instead, errNotNamed
	}
	if who.Kind == roster.Representative && j.For == "" {
		return who, instead, nil
	}
	if instead = named(j.For); who.Kind != roster.Alternate || instead.Kind != roster.Representative {
		return who, instead, errForWhom
	}
	return who, instead, nil
}

// isBodyLink reports whether a link is one of a body.
func isBodyLink(link string) bool { return auth.IsBodyLink(fragment(link)) }
