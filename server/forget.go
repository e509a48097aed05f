package server

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/channel"
	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

// tendEvery is how often the server looks for meetings under the Rule whose time is over, and
// for keys that another node has done with.
const tendEvery = time.Hour

// tendAll tends all meetings that have a key, until ctx ends.
func (srv *Server) tendAll(ctx context.Context) {
	every := time.NewTicker(tendEvery)
	defer every.Stop()
	for {
		names, err := srv.seals.Names()
		if err != nil {
			slog.Error("keys cannot be listed", "err", err)
		}
		for _, name := range names {
			id, err := uuid.Parse(name)
			if err == nil {
				err = srv.tend(ctx, id)
			}
			if err != nil && ctx.Err() == nil {
				slog.Error("a sealed meeting cannot be tended", "err", err)
			}
		}
		select {
		case <-every.C:
		case <-ctx.Done():
			return
		}
	}
}

// tend seals what is to be sealed of a meeting, and forgets what is to be forgotten. It goes
// on where it was interrupted, on whichever node.
func (srv *Server) tend(ctx context.Context, id uuid.UUID) error {
	r, leave, err := srv.rooms.Enter(ctx, id)
	if errors.Is(err, wire.ErrNoMeeting) {
		return nil // it is being made, or nothing of it was kept
	}
	if err != nil {
		return err
	}
	defer leave()
	s, err := r.Sealing(ctx)
	switch {
	case err != nil:
		return err
	case s.Published:
		return srv.forgetPeople(ctx, id)
	case s.Ends, s.Sealed && !time.Now().Before(s.Forgets):
		return srv.forget(ctx, r)
	case s.Sealed:
		if days := warns(time.Until(s.Forgets)); days > 0 {
			slog.Warn("nobody has published a record, and all else of a meeting is destroyed soon", "meeting", id, "days", days)
		}
		return srv.seal(ctx, r, s)
	}
	return nil
}

// warns is how many days are left, if whoever runs the server is to be told now; else 0. Those
// who run the meeting read it on its page. Source: section 3 of our attribution reference.
func warns(left time.Duration) (days int) {
	for _, days := range []int{7, 3, 1} {
		if until := time.Duration(days) * 24 * time.Hour; left <= until && left > until-tendEvery {
			return days
		}
	}
	return 0
}

// seal seals what was kept before the Rule was asked for: the people first, for what the log
// replaces is what empties the store's own log.
func (srv *Server) seal(ctx context.Context, r *room.Room, s room.Sealing) error {
	if err := srv.Roster.Seal(ctx, r.ID()); err != nil {
		return err
	}
	err := srv.eachChannel(ctx, r, func(_ string, c *channel.Channel) error { return c.Seal(ctx, room.Key(r.ID())) })
	if err != nil || !s.Unsealed {
		return err
	}
	return r.Seal(ctx)
}

// forget destroys all of a meeting but its record. The captions go first: the log knows which
// there are.
func (srv *Server) forget(ctx context.Context, r *room.Room) error {
	if err := srv.eachChannel(ctx, r, func(_ string, c *channel.Channel) error { return c.Forget(ctx) }); err != nil {
		return err
	}
	if err := r.Forget(ctx); err != nil {
		return err
	}
	return srv.forgetPeople(ctx, r.ID())
}

// forgetPeople destroys who was in a meeting whose record is published, what let them in, and the
// key.
func (srv *Server) forgetPeople(ctx context.Context, id uuid.UUID) error {
	if err := srv.Roster.Forget(ctx, id); err != nil {
		return err
	}
	if err := srv.Keys.Forget(ctx, id); err != nil {
		return err
	}
	was, err := srv.seals.Destroy(room.Key(id))
	if was {
		srv.Bus.Say(goneTopic+room.Key(id), []byte("look"))
	}
	if srv.Wipe != nil {
		err = errors.Join(err, srv.Wipe(ctx))
	}
	return err
}

// eachChannel does something with each channel of a meeting.
func (srv *Server) eachChannel(ctx context.Context, r *room.Room, do func(lang string, c *channel.Channel) error) error {
	for _, lang := range r.Langs() {
		c, leave, err := srv.channels.Enter(ctx, channel.ID{Meeting: r.ID(), Lang: lang})
		if err != nil {
			return err
		}
		err = do(lang, c)
		leave()
		if err != nil {
			return err
		}
	}
	return nil
}

// tends reports whether a command changes what is sealed, so that the meeting is to be tended
// at once.
func tends(cmd meeting.Command) bool {
	switch cmd.(type) {
	case meeting.SetRule, meeting.PassRecord:
		return true
	}
	return false
}

// sealed reports whether a meeting has a key, and names it.
func (srv *Server) sealed(id uuid.UUID) (key string, is bool) {
	_, err := srv.seals.Key(room.Key(id))
	return room.Key(id), err == nil
}

// expire destroys what was captioned in a language if it was kept until the minutes were
// approved, and they are.
func expire(ctx context.Context, r *room.Room, lang string, ch *channel.Channel) error {
	if over, err := r.Expired(ctx, lang); err != nil || !over {
		return err
	}
	return ch.Forget(ctx)
}

// expireAll does so for each language of a meeting whose minutes were approved just now. What
// fails is done when somebody next asks for those captions.
func (srv *Server) expireAll(ctx context.Context, r *room.Room) {
	err := srv.eachChannel(ctx, r, func(lang string, c *channel.Channel) error { return expire(ctx, r, lang, c) })
	if err != nil {
		slog.Error("captions of approved minutes are not destroyed yet", "err", err)
	}
}
