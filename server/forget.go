package server

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/google/uuid"

	"example.org/convener/captions"
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
		for _, id := range meetingsOf(names) {
			if err := srv.tend(ctx, id); err != nil && ctx.Err() == nil {
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

// meetingsOf are the meetings that keys belong to, each once.
func meetingsOf(keys []string) (ids []uuid.UUID) {
	for _, name := range keys {
		id, _, err := room.OfKey(name)
		switch {
		case err != nil:
			slog.Error("a key is called like none of ours", "err", err)
		case !slices.Contains(ids, id):
			ids = append(ids, id)
		}
	}
	return ids
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
	return r.Alone(ctx, func() error { return srv.tendRoom(ctx, r) })
}

func (srv *Server) tendRoom(ctx context.Context, r *room.Room) error {
	id := r.ID()
	s, err := r.Sealing(ctx)
	switch {
	case err != nil:
		return err
	case s.Published:
		return srv.forgetPeople(ctx, id)
	case s.Shreds != 0:
		return srv.shred(ctx, r, s.Shreds)
	case s.Ends, s.Sealed && !time.Now().Before(s.Forgets):
		return srv.forget(ctx, r)
	case s.Sealed:
		if days := warns(time.Until(s.Forgets)); days > 0 {
			slog.Warn("nobody has published a record, and all else of a meeting is destroyed soon", "meeting", id, "days", days)
		}
		return errors.Join(srv.destroyParts(ctx, r, s.Over), srv.seal(ctx, r, s))
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
	keys, err := r.CaptionKeys(ctx)
	if err != nil {
		return err
	}
	err = srv.eachChannel(ctx, r, func(_ string, c *channel.Channel) error { return c.Seal(ctx, keys) })
	if err != nil || !s.Unsealed && !s.Parts {
		return err
	}
	return r.Seal(ctx)
}

// shred destroys all of a part of a meeting but its record. The captions go first: the log knows
// when that part was.
func (srv *Server) shred(ctx context.Context, r *room.Room, part meeting.Seq) error {
	if err := srv.shredCaptions(ctx, r, part); err != nil {
		return err
	}
	if err := r.Shred(ctx); err != nil {
		return err
	}
	return srv.destroyParts(ctx, r, []meeting.Seq{part})
}

// shredCaptions destroys what was captioned in a part of a meeting.
func (srv *Server) shredCaptions(ctx context.Context, r *room.Room, part meeting.Seq) error {
	said, err := r.SaidIn(ctx, part)
	if err != nil {
		return err
	}
	keys, err := r.CaptionKeys(ctx)
	if err != nil {
		return err
	}
	return srv.eachChannel(ctx, r, func(_ string, c *channel.Channel) error {
		return c.Shred(ctx, room.PartKey(r.ID(), part), keys, func(s captions.Segment) bool { return said(s.At, s.End) })
	})
}

// destroyParts destroys the keys that are here of parts of which only the record is left. Another
// node may have sealed something under one of them before it heard of that: it is taken out first,
// as long as the key opens it.
func (srv *Server) destroyParts(ctx context.Context, r *room.Room, parts []meeting.Seq) error {
	var keys []string
	for _, part := range parts {
		key := room.PartKey(r.ID(), part)
		has, err := srv.seals.Has(key)
		if err != nil {
			return err
		}
		if !has {
			continue
		}
		if err := srv.shredCaptions(ctx, r, part); err != nil {
			return err
		}
		keys = append(keys, key)
	}
	return srv.destroy(ctx, keys)
}

// destroy destroys keys, has the other nodes do so, and empties the store's own log of what
// they sealed.
func (srv *Server) destroy(ctx context.Context, keys []string) (err error) {
	found := false
	for _, key := range keys {
		was, failed := srv.seals.Destroy(key)
		if err = errors.Join(err, failed); was {
			found = true
			srv.Bus.Say(goneTopic+key, []byte("look"))
		}
	}
	if found && srv.Wipe != nil {
		err = errors.Join(err, srv.Wipe(ctx))
	}
	return err
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
	return srv.destroy(ctx, []string{room.Key(id)}) // and those of its parts
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
	case meeting.SetRule, meeting.MoveItem, meeting.PassRecord:
		return true
	}
	return false
}

// sealed reports whether a meeting has a key, and names the one that seals what is said now.
func (srv *Server) sealed(id uuid.UUID) (key string, is bool) {
	if _, err := srv.seals.Key(room.Key(id)); err != nil {
		return "", false
	}
	return srv.rooms.KeyNow(id), true
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
