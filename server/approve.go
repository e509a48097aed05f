package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/catalogue"
	"example.org/convener/server/room"
)

// errNoMinutes refuses an item about minutes that a meeting cannot approve.
var errNoMinutes = &meeting.Error{Code: "malformed", Text: "The minutes that an item is about are those of an earlier meeting of the same series."}

// mayApprove refuses to put the minutes of other meetings on the agenda of the viewer's unless
// these are earlier ones of its series (M9).
func (v *viewer) mayApprove(ctx context.Context, cmd meeting.Command, of ...string) error {
	for _, id := range of {
		if id == "" {
			continue
		}
		if err := v.room.Allows(ctx, v.person, cmd); err != nil {
			return err
		}
		if earlier, err := v.srv.earlier(ctx, id, v.room); err != nil || !earlier {
			return cmp.Or(err, error(errNoMinutes))
		}
	}
	return nil
}

// earlier reports whether a meeting is one of the series of another, and not planned for
// after it.
func (srv *Server) earlier(ctx context.Context, of string, than *room.Room) (bool, error) {
	view, err := than.View(ctx, meeting.Public)
	if err != nil {
		return false, err
	}
	here, _ := view["meeting"].(meeting.MeetingValue)
	all, err := srv.catalogue.All(ctx)
	return slices.ContainsFunc(all, func(l catalogue.Listing) bool {
		return l.ID.String() == of && l.ID != than.ID() && l.Series != "" && l.Series == here.Series && !l.Starts.After(here.Starts)
	}), err
}

// approve has the minutes approved that a meeting has said it approves. What could not be
// done is done the next time that the meeting's page is asked for: its log says what is due.
func (srv *Server) approve(ctx context.Context, in *room.Room) {
	due, err := in.Approvals(ctx)
	for _, of := range due {
		err = errors.Join(err, srv.approveOne(ctx, of, in))
	}
	if err != nil {
		slog.Error("minutes that a meeting approved do not say so yet", "err", err)
	}
}

// approveOne has the minutes of a meeting approved in another one; once.
func (srv *Server) approveOne(ctx context.Context, of string, by *room.Room) error {
	in := by.ID().String()
	if _, done := srv.approved.Load(of + in); done {
		return nil
	}
	if earlier, err := srv.earlier(ctx, of, by); err != nil || !earlier { // however the item got there
		return cmp.Or(err, error(errNoMinutes))
	}
	id, err := parseID(of)
	if err != nil {
		return err
	}
	r, leave, err := srv.rooms.Enter(ctx, id)
	if err != nil {
		return err
	}
	defer leave()
	name, err := json.Marshal([]string{"approve", in})
	if err != nil {
		return err
	}
	_, err = r.Do(ctx, meeting.House, uuid.NewSHA1(id, name).String(), "", meeting.ApproveMinutes{In: in})
	if err != nil && !errors.Is(err, meeting.ErrPublished) { // of a record nothing is left to approve
		return err
	}
	srv.approved.Store(of+in, true)
	srv.expireAll(context.WithoutCancel(ctx), r)
	return nil
}
