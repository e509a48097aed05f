package server

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/channel"
	"example.org/convener/server/feed"
	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

// A viewer is somebody who reads a meeting, on one connection or in one request. What it
// has entered stays open until leave. It belongs to one goroutine; its sources to any.
type viewer struct {
	srv    *Server
	id     uuid.UUID
	person meeting.Person // House for the public
	room   *room.Room
	seat   *room.Seat

	exits    []func()
	channels map[string]*channel.Channel // entered, by language
}

// view enters a meeting with a session's token; without one, as the public. The error is
// a refusal, room.ErrRemoved, or a fault.
func (srv *Server) view(ctx context.Context, id uuid.UUID, token string) (*viewer, error) {
	v := &viewer{srv: srv, id: id, channels: make(map[string]*channel.Channel)}
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

// see is what the viewer may see of the meeting now.
func (v *viewer) see(ctx context.Context) (meeting.View, error) {
	audience, err := v.seat.Audience()
	if err != nil {
		return nil, err
	}
	return v.room.View(ctx, audience)
}

// me is what the viewer alone may see now; nothing for the public.
func (v *viewer) me(ctx context.Context) (meeting.MeValue, error) {
	if v.person == meeting.House {
		return meeting.MeValue{}, nil
	}
	return v.room.Me(ctx, v.person)
}

// attend has others see that the viewer is there, until leave.
func (v *viewer) attend(roles meeting.Roles) {
	tab := v.room.Tab(v.person, roles)
	v.exits = append(v.exits, v.srv.Presence.Enter(v.id, tab))
	if v.room.Tab(v.person, roles).Private != tab.Private { // the Rule was asked for meanwhile
		v.srv.Presence.Hide(v.id)
	}
}

// leave gives up all that was entered.
func (v *viewer) leave() {
	for _, exit := range v.exits {
		exit()
	}
	v.exits = nil
}

// A source finds the feed that a viewer may read now under a name. It may be another one
// each time: after a change of role, or when a meeting starts.
type source func() (*feed.Feed, error)

// source finds the feed called name. The error is a refusal, ctx's, or a fault.
func (v *viewer) source(ctx context.Context, name string) (source, error) {
	kind, lang, _ := strings.Cut(name, "/")
	of, isCaptions := map[string]channel.Place{"captions": channel.Record, "live": channel.Live}[kind]
	switch {
	case name == room.MeetingFeed:
		return v.seat.Meeting, nil
	case name == room.PresenceFeed:
		return v.seat.Presence, nil
	case v.person == meeting.House && isCaptions && of == channel.Record:
		o, err := v.outside(lang)
		return o.source, err
	case v.person == meeting.House:
		return nil, wire.ErrNoSession
	case name == room.MeFeed:
		return func() (*feed.Feed, error) {
			_, err := v.seat.Audience()
			return v.seat.Me(), err
		}, nil
	case isCaptions:
		ch, err := v.channel(ctx, lang)
		return func() (*feed.Feed, error) {
			if ended(ch.Done()) {
				return nil, errRestart
			}
			a, err := v.seat.Audience()
			if of == channel.Record && a == meeting.StaffRoom && v.room.Stage() == meeting.Planned {
				return ch.Feed(channel.Rehearsal), err
			}
			return ch.Feed(of), err
		}, err
	}
	return nil, &meeting.Error{Code: "unknown", Text: "There is no such feed."}
}

// ended reports whether done is closed.
func ended(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

// channel opens a channel of the meeting. The error is a refusal, ctx's, or a fault.
func (v *viewer) channel(ctx context.Context, lang string) (*channel.Channel, error) {
	if !v.room.HasChannel(lang) {
		return nil, meeting.ErrNoChannel
	}
	if ch := v.channels[lang]; ch != nil {
		return ch, nil
	}
	ch, leave, err := v.srv.channels.Enter(ctx, channel.ID{Meeting: v.id, Lang: lang})
	if err != nil {
		return nil, err
	}
	v.channels[lang] = ch
	v.exits = append(v.exits, leave)
	return ch, expire(ctx, v.room, lang, ch)
}

// next waits for what c has not seen of the feed that src finds. What a feed says is not
// passed on to somebody who may not read it any more. The error is ctx's or src's.
func next(ctx context.Context, src source, c feed.Cursor) (feed.Frame, error) {
	return awaitFrame(src, func(f *feed.Feed) (feed.Frame, error) { return f.Since(ctx, c) })
}

// nextPiece is next for lines on which a long patch would look like silence.
func nextPiece(ctx context.Context, src source, c feed.Cursor) (feed.Frame, error) {
	return awaitFrame(src, func(f *feed.Feed) (feed.Frame, error) { return f.Piece(ctx, c) })
}

func awaitFrame(src source, of func(*feed.Feed) (feed.Frame, error)) (feed.Frame, error) {
	for {
		f, err := src()
		if err != nil {
			return feed.Frame{}, err
		}
		frame, err := of(f)
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
