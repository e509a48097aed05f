package server

import (
	"context"
	"encoding/json"
	"strings"
	"sync"

	"github.com/google/uuid"

	"example.org/convener/captions/ingest"
	"example.org/convener/server/bus"
	"example.org/convener/server/channel"
	"example.org/convener/server/ledger"
)

// watched are the ledgers that are open on this node.
func (srv *Server) watched() []ledger.Watched {
	return append(append(srv.rooms.Open(), srv.channels.Open()...), srv.catalogue.Watched(), srv.group.Watched())
}

// listen hears the other nodes until ctx ends.
func (srv *Server) listen(ctx context.Context) {
	heard := make(chan passed, 256)
	var running sync.WaitGroup
	defer running.Wait()
	running.Go(func() { srv.take(ctx, heard) })
	keys := make(chan keyNews, 256)
	running.Go(func() { srv.takeKeys(ctx, keys) })
	srv.Bus.Run(ctx, bus.Listener{
		Moved: func(h bus.Hint) {
			for _, l := range srv.watched() {
				if l.Name() == h.Stream {
					l.Ring()
				}
			}
		},
		Heard: func(topic string, text []byte) {
			if p, ok := readPassed(topic, text); ok {
				offer(heard, p)
			}
			if n, ok := readKeyNews(topic, text); ok {
				offer(keys, n)
			}
		},
		Missed: func() {
			for _, l := range srv.watched() {
				l.Ring()
			}
		},
	})
}

// offer passes something on, unless there is too much at once: what is kept nowhere may be lost.
func offer[T any](to chan<- T, what T) {
	select {
	case to <- what:
	default:
	}
}

// passedTopic begins the topics under which nodes pass on what is kept nowhere, and so
// reaches other nodes in no other way.
const passedTopic = "passed/"

// placeNames are the places of which nodes tell each other.
var placeNames = map[channel.Place]string{channel.Rehearsal: "rehearsal", channel.Live: "live"}

// passed is what a captioner's program or console sent, as nodes pass it on.
type passed struct {
	id      channel.ID
	to      channel.Place
	By      string           `json:"by"`
	Post    *ingest.Post     `json:"post,omitempty"`
	Strokes []channel.Stroke `json:"strokes,omitempty"`
	Change  channel.Change   `json:"change,omitempty"`
}

// passOn tells the other nodes what was sent to a place, if no journal does.
func (srv *Server) passOn(id channel.ID, to channel.Place, p passed) {
	name, ok := placeNames[to]
	b, err := json.Marshal(p)
	if !ok || err != nil {
		return // what cannot be said is lost: it is kept nowhere
	}
	srv.Bus.Say(passedTopic+name+"/"+id.Meeting.String()+"/"+id.Lang, b)
}

func readPassed(topic string, text []byte) (p passed, ok bool) {
	rest, isPassed := strings.CutPrefix(topic, passedTopic)
	place, rest, _ := strings.Cut(rest, "/")
	meetingID, lang, _ := strings.Cut(rest, "/")
	id, err := uuid.Parse(meetingID)
	if !isPassed || err != nil || json.Unmarshal(text, &p) != nil {
		return p, false
	}
	p.id = channel.ID{Meeting: id, Lang: lang}
	for to, name := range placeNames {
		if name == place {
			p.to, ok = to, true
		}
	}
	return p, ok
}

// take takes what other nodes pass on, until ctx ends.
func (srv *Server) take(ctx context.Context, heard <-chan passed) {
	for {
		select {
		case p := <-heard:
			ch, leave, err := srv.channels.Enter(ctx, p.id)
			if err != nil {
				continue
			}
			if err := p.into(ctx, ch); err != nil {
				logFault(ctx, "what another node passed on", err)
			}
			leave()
		case <-ctx.Done():
			return
		}
	}
}

// into has a channel take what was passed on.
func (p passed) into(ctx context.Context, ch *channel.Channel) error {
	switch {
	case p.Post != nil:
		return ch.Post(ctx, p.By, p.to, *p.Post)
	case len(p.Strokes) > 0:
		if err := ch.Skip(ctx, p.By, p.to, p.Strokes[0].N-1); err != nil {
			return err
		}
		_, _, err := ch.Write(ctx, p.By, p.to, p.Strokes)
		return err
	default:
		return ch.Change(ctx, p.By, p.to, p.Change)
	}
}
