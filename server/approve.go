package server

import (
	"context"
	"encoding/json"
	"log/slog"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/room"
)

// errNoMinutes refuses an item about minutes that a meeting cannot approve.
var errNoMinutes = &meeting.Error{Code: "malformed", Text: "The minutes that an item is about are those of an earlier meeting of the same series."}

// mayApprove refuses to put the minutes of another meeting on the agenda of the viewer's
// unless that is an earlier one of its series (M9).
func (v *viewer) mayApprove(ctx context.Context, cmd meeting.Command, of string) error {
	if of == "" {
		return nil
	}
	if err := v.room.Allows(ctx, v.person, cmd); err != nil {
		return err
	}
	view, err := v.room.View(ctx, meeting.Public)
	if err != nil {
		return err
	}
	here, _ := view["meeting"].(meeting.MeetingValue)
	all, err := v.srv.catalogue.All(ctx)
	if err != nil {
		return err
	}
	for _, l := range all {
		if l.ID.String() == of && l.ID != v.id && l.Series != "" && l.Series == here.Series && !l.Starts.After(here.Starts) {
			return nil
		}
	}
	return errNoMinutes
}

// approve has the minutes approved that a meeting has said it approves. What could not be
// done is done the next time that the meeting's page is asked for: its log says what is due.
func (srv *Server) approve(ctx context.Context, in *room.Room) {
	due, err := in.Approvals(ctx)
	for _, of := range due {
		if err != nil {
			break
		}
		err = srv.approveOne(ctx, of, in.ID().String())
	}
	if err != nil {
		slog.Error("minutes that a meeting approved do not say so yet", "err", err)
	}
}

// approveOne has the minutes of a meeting approved in another one; once.
func (srv *Server) approveOne(ctx context.Context, of, in string) error {
	if _, done := srv.approved.Load(of + in); done {
		return nil
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
	if _, err = r.Do(ctx, meeting.House, uuid.NewSHA1(id, name).String(), "", meeting.ApproveMinutes{In: in}); err == nil {
		srv.approved.Store(of+in, true)
	}
	return err
}
