package server

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/channel"
	"example.org/convener/server/feed"
	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

// A viewer is somebody who reads a meeting, on one connection or in one request. What it
// has entered stays open until leave.
type viewer struct {
	srv    *Server
	id     uuid.UUID
	person meeting.Person // House for the public
	room   *room.Room
	seat   *room.Seat

	mu    sync.Mutex
	exits []func()
}

// view enters a meeting with a session's token; without one, as the public. The error is
// a refusal, room.ErrRemoved, or a fault.
func (srv *Server) view(ctx context.Context, id uuid.UUID, token string) (*viewer, error) {
	v := &viewer{srv: srv, id: id}
	if token != "" {
		s, err := srv.Keys.Session(ctx, token)
		if err != nil {
			return nil, err
		}
		if s.Meeting != id {
			return nil, wire.ErrNoSession
		}
		v.person = s.Person
	}
	r, leave, err := srv.rooms.Enter(ctx, id)
	if err != nil {
		return nil, err
	}
	v.room, v.exits = r, []func(){leave}
	if v.seat, err = r.Sit(ctx, v.person); err != nil {
		v.leave()
		if errors.Is(err, room.ErrRemoved) {
			return nil, errors.Join(err, wire.ErrNoSession)
		}
		return nil, err
	}
	return v, nil
}

// leave gives up all that was entered.
func (v *viewer) leave() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, exit := range v.exits {
		exit()
	}
	v.exits = nil
}

// A source finds the feed that a viewer may read now under a name. It may be another one
// each time: after a change of role, or when a meeting starts.
type source func() (*feed.Feed, error)

// source finds the feed called name. The error is a refusal.
func (v *viewer) source(name string) (source, error) {
	lang, isCaptions := strings.CutPrefix(name, channel.Feed(""))
	switch {
	case name == room.MeetingFeed:
		return v.seat.Meeting, nil
	case v.person == meeting.House:
		return nil, wire.ErrNoSession
	case name == room.MeFeed:
		return func() (*feed.Feed, error) {
			_, err := v.seat.Audience()
			return v.seat.Me(), err
		}, nil
	case isCaptions:
		ch, err := v.channel(lang)
		return func() (*feed.Feed, error) {
			a, err := v.seat.Audience()
			return ch.Feed(a == meeting.StaffRoom && v.room.Stage() == meeting.Planned), err
		}, err
	}
	return nil, &meeting.Error{Code: "unknown", Text: "There is no such feed."}
}

// channel opens a channel of the meeting.
func (v *viewer) channel(lang string) (*channel.Channel, error) {
	if !v.room.HasChannel(lang) {
		return nil, &meeting.Error{Code: "unknown", Text: "This meeting has no captions in that language."}
	}
	ch, leave, err := v.srv.channels.Enter(channel.ID{Meeting: v.id, Lang: lang})
	if err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.exits = append(v.exits, leave)
	return ch, nil
}

// next waits for what c has not seen of the feed that src finds. What a feed says is not
// passed on to somebody who may not read it any more. The error is ctx's or src's.
func next(ctx context.Context, src source, c feed.Cursor) (feed.Frame, error) {
	for {
		f, err := src()
		if err != nil {
			return feed.Frame{}, err
		}
		frame, err := f.Since(ctx, c)
		if err != nil {
			return feed.Frame{}, err
		}
		switch now, err := src(); {
		case err != nil:
			return feed.Frame{}, err
		case now == f:
			return frame, nil
		}
	}
}
