package server

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"example.org/convener/captions"
	"example.org/convener/captions/format"
	"example.org/convener/meeting"
	"example.org/convener/server/channel"
	"example.org/convener/server/feed"
	"example.org/convener/server/room"
)

// quiet is how long a text that is followed may be silent: proxies cut lines on which
// nothing came for a minute (ecosystem reference, section 8).
const quiet = 25 * time.Second

// stillHere is sent when nothing was said for a while. A terminal's cursor stands at the
// beginning of a line then, so nothing is seen of it, and no braille line moves.
const stillHere = "\r"

// A follower writes a channel's text as it grows: only finished lines, each once. It reads
// the feed at its own pace, so nothing waits for it.
type follower struct {
	out   *outlet
	cells int
	from  uint64 // of the record that there is already, the segment to begin with

	mu   sync.Mutex
	tape *format.Tape
	live *format.Tape // of what is said off the record
	off  bool         // what was said last was off it
	said bool         // something
	gone error
}

func newFollower(out http.ResponseWriter, r reading) *follower {
	return &follower{out: newOutlet(out), cells: r.cells, from: r.from, tape: format.NewTape(r.cells), live: format.NewTape(r.cells)}
}

var errOver = errors.New("server: the meeting has ended")

// followText answers with the text of a channel until the meeting ends, the reader goes or
// is removed, or the server stops.
func (srv *Server) followText(c echo.Context, v *viewer, r reading) error {
	over, ok := srv.lasts(c)
	if !ok {
		return nil
	}
	defer over()
	ctx, end := context.WithCancelCause(c.Request().Context())
	defer end(nil)
	src, err := v.source(ctx, channel.Feed(r.lang))
	if err != nil {
		return err
	}
	live, err := v.source(ctx, channel.LiveFeed(r.lang))
	if err != nil {
		return err
	}
	f := newFollower(c.Response(), r)
	stop := context.AfterFunc(srv.closing, func() { end(errRestart); f.out.hurry() })
	defer stop()
	c.Response().WriteHeader(http.StatusOK)
	c.Response().Flush()

	var watching sync.WaitGroup
	watching.Go(func() { end(v.awaitEnd(ctx)) })
	watching.Go(func() { end(v.awaitClosing(ctx)) })
	watching.Go(func() { end(f.follow(ctx, live, true)) })
	end(f.follow(ctx, src, false))
	watching.Wait()
	switch why := context.Cause(ctx); {
	case errors.Is(why, errOver):
		segs, err := v.segments(c, r.lang)
		f.finish(segs, "The meeting has ended.")
		return err
	case errors.Is(why, room.ErrRemoved):
		f.finish(nil, "You are not in this meeting any more.")
	case errors.Is(why, errRestart):
		f.finish(nil, "The line ends here: connect again to go on.")
	}
	return nil
}

// awaitEnd waits until the meeting has ended.
func (v *viewer) awaitEnd(ctx context.Context) error {
	var at feed.Cursor
	for v.room.Stage() != meeting.Ended {
		frame, err := next(ctx, v.seat.Meeting, at)
		if err != nil {
			return err
		}
		at = frame.Next
	}
	return errOver
}

// awaitClosing waits until the person is removed or the room is closed.
func (v *viewer) awaitClosing(ctx context.Context) error {
	select {
	case <-v.seat.Gone():
		return room.ErrRemoved
	case <-v.room.Done():
		return errRestart
	case <-ctx.Done():
		return ctx.Err()
	}
}

// follow writes what comes until ctx or src ends, or the reader is gone.
func (f *follower) follow(ctx context.Context, src source, off bool) error {
	var at feed.Cursor
	for {
		timed, cancel := context.WithTimeout(ctx, quiet)
		frame, err := next(timed, src, at)
		cancel()
		switch {
		case err == nil:
			at = frame.Next
			err = f.take(frame.Bytes, off)
		case ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded):
			err = f.rest(off)
		}
		if err != nil {
			return err
		}
	}
}

// rest says that the line is there; one of the feeds does.
func (f *follower) rest(off bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if off {
		return f.gone
	}
	return f.send(stillHere)
}

// take writes what a patch of the feed adds: of the record, or of what is said off it.
func (f *follower) take(patch []byte, off bool) error {
	var p struct {
		Reset bool                       `json:"reset"`
		Set   map[string]json.RawMessage `json:"set"`
	}
	if err := json.Unmarshal(patch, &p); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	tape := &f.tape
	if off {
		tape = &f.live
	}
	var lines []string
	if p.Reset && f.said && !off { // a rehearsal is over, or the history is another
		lines = append(lines, f.tape.Note("The text begins anew.")...)
	}
	if p.Reset {
		*tape = format.NewTape(f.cells)
	}
	came, gone, err := segments(p.Set)
	if err != nil {
		return err
	}
	for _, id := range gone {
		if !off { // what is off the record goes without a word
			lines = append(lines, f.tape.Retract(id)...)
		}
	}
	for _, s := range came {
		if added := (*tape).Add(s); off || s.ID >= f.from {
			lines = append(lines, added...)
		}
	}
	if !off {
		f.from = 0 // what changes from now on is news
	}
	if len(lines) > 0 && off != f.off {
		f.off = off
		lines = append((*tape).Note(map[bool]string{true: "Off the record: this is not kept.", false: "On the record again."}[off]), lines...)
	}
	f.said = f.said || len(lines) > 0
	return f.write(lines)
}

// segments are those that a patch sets, in order, and the ids of those that it takes away.
func segments(set map[string]json.RawMessage) (came []captions.Segment, gone []uint64, err error) {
	for key, value := range set {
		var s *captions.Segment
		var id uint64
		if _, err := fmt.Sscanf(key, "seg/%d", &id); err != nil {
			continue // something else about the captions
		}
		if err := json.Unmarshal(value, &s); err != nil {
			return nil, nil, err
		}
		if s == nil {
			gone = append(gone, id)
		} else {
			came = append(came, *s)
		}
	}
	slices.SortFunc(came, func(a, b captions.Segment) int { return cmp.Compare(a.ID, b.ID) })
	slices.Sort(gone)
	return came, gone, nil
}

// finish writes what is left of a text to which nothing comes any more, and why.
func (f *follower) finish(segs []captions.Segment, why string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var lines []string
	for _, s := range segs {
		s.Final = true
		lines = append(lines, f.tape.Add(s)...)
	}
	_ = f.write(append(lines, f.tape.Note(why)...)) // the reader may be gone
}

// write sends lines, so many at once that a slow reader has time for each lot.
func (f *follower) write(lines []string) error {
	for some := range slices.Chunk(lines, 64) {
		if err := f.send(strings.Join(some, "\n") + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// send writes to the reader, who has some time to take it. One who was too slow is gone.
func (f *follower) send(text string) error {
	if f.gone == nil {
		f.gone = f.out.send([]byte(text))
	}
	return f.gone
}
