package server

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"example.org/convener/captions"
	"example.org/convener/meeting"
	"example.org/convener/meeting/attribution"
	"example.org/convener/server/channel"
	"example.org/convener/server/feed"
	"example.org/convener/server/wire"
)

const (
	// outsideLast is how many sentences those outside see: what is said now, not what was said.
	outsideLast = 20

	// outsideTail is how much of the text is looked at for what is new.
	outsideTail = 100

	// outsideRest is after how long without a word no name can go on.
	outsideRest = 10 * time.Second

	// outsideLinger is how long it is kept when nobody reads any more.
	outsideLinger = time.Minute
)

// An outside is what those outside a meeting under the Rule can follow of its captions: its last
// finished sentences, without what identifies a person as far as a program finds it, and without
// speaker and time (R2).
type outside struct {
	feed  *feed.Feed
	ready chan struct{} // closed when it has what was said before
	done  chan struct{} // closed when it does not move any more

	mu   sync.Mutex
	last []captions.Segment // what the feed has
	n    uint64
}

// openOutside opens what can be followed of a channel, and what runs it.
func (srv *Server) openOutside(id channel.ID) (*outside, func(context.Context) error) {
	o := &outside{feed: feed.New(channel.Feed(id.Lang), feed.NewEpoch()), ready: make(chan struct{}), done: make(chan struct{})}
	return o, func(ctx context.Context) error {
		defer o.end()
		r, leave, err := srv.rooms.Enter(ctx, id.Meeting)
		if err != nil {
			return err
		}
		defer leave()
		ch, quit, err := srv.channels.Enter(ctx, id)
		if err != nil {
			return err
		}
		defer quit()
		s := &stripper{room: r, stream: attribution.NewLexicon(attribution.Roster{}).Stream(attribution.PlaceholdersIn(id.Lang))}
		if err := o.follow(ctx, ch, s); err != nil {
			return err
		}
		o.clear()
		<-ctx.Done()
		return ctx.Err()
	}
}

// follow shows what is captioned until ctx or the meeting ends.
func (o *outside) follow(ctx context.Context, ch *channel.Channel, s *stripper) error {
	src := func() (*feed.Feed, error) {
		if ended(ch.Done()) {
			return nil, errRestart
		}
		return ch.Feed(channel.Record), nil
	}
	ready := sync.OnceFunc(func() { close(o.ready) })
	defer ready()
	var at feed.Cursor
	for s.room.Outside() {
		timed, cancel := context.WithTimeout(ctx, outsideRest)
		frame, err := next(timed, src, at)
		cancel()
		switch {
		case err == nil:
			at = frame.Next
			if err := o.more(ctx, ch, s); err != nil {
				return err
			}
		case ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded):
			o.publish([]string{s.stream.Close().Text})
		default:
			return err
		}
		ready()
	}
	return nil
}

// more shows what was captioned since.
func (o *outside) more(ctx context.Context, ch *channel.Channel, s *stripper) error {
	segs, err := ch.Tail(ctx, channel.Record, outsideTail)
	if err == nil && len(segs) == outsideTail && segs[0].ID > s.last.ID { // more has come than that
		segs, err = ch.Segments(ctx)
	}
	if err != nil {
		return err
	}
	texts, err := s.take(ctx, segs)
	if err != nil {
		return err
	}
	o.publish(texts)
	return nil
}

// publish shows more, and takes away what is not among the last any more.
func (o *outside) publish(texts []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	set := make(map[string]json.RawMessage)
	for _, text := range texts {
		if text = strings.Join(strings.Fields(text), " "); text == "" {
			continue
		}
		o.n++
		said := captions.Segment{ID: o.n, Rev: 1, Text: text, Final: true}
		b, err := json.Marshal(said.Anonymous())
		if err != nil {
			panic("server: a sentence does not marshal: " + err.Error()) // a bug of ours
		}
		set[channel.Key(said.ID)] = b
		o.last = append(o.last, said)
	}
	o.keep(outsideLast, set)
}

// keep takes away all but the last n, beside what else changes. It needs o.mu.
func (o *outside) keep(n int, set map[string]json.RawMessage) {
	for len(o.last) > n {
		set[channel.Key(o.last[0].ID)] = nil
		o.last = o.last[1:]
	}
	o.feed.Publish(set)
}

// end has readers look elsewhere.
func (o *outside) end() {
	close(o.done)
	o.feed.Wake()
}

// source is what finds the feed.
func (o *outside) source() (*feed.Feed, error) {
	if ended(o.done) {
		return nil, errRestart
	}
	return o.feed, nil
}

// clear shows nothing any more.
func (o *outside) clear() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.keep(0, make(map[string]json.RawMessage))
}

// segments are what is shown now. The error is ctx's.
func (o *outside) segments(ctx context.Context) ([]captions.Segment, error) {
	select {
	case <-o.ready:
	case <-o.done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.last), nil
}

// outside opens what the public can follow of a channel.
func (v *viewer) outside(lang string) (*outside, error) {
	switch {
	case !v.room.Outside():
		return nil, wire.ErrNoSession
	case !v.room.HasChannel(lang):
		return nil, meeting.ErrNoChannel
	}
	o, leave, err := v.srv.outsides.Enter(channel.ID{Meeting: v.id, Lang: lang})
	if err == nil {
		v.exits = append(v.exits, leave)
	}
	return o, err
}
