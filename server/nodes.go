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
	return append(append(srv.rooms.Open(), srv.channels.Open()...), srv.catalogue.Watched())
}

// listen hears the other nodes until ctx ends.
func (srv *Server) listen(ctx context.Context) {
	heard := make(chan rehearsed, 256)
	var running sync.WaitGroup
	defer running.Wait()
	running.Go(func() { srv.rehearse(ctx, heard) })
	srv.Bus.Run(ctx, bus.Listener{
		Moved: func(h bus.Hint) {
			for _, l := range srv.watched() {
				if l.Name() == h.Stream {
					l.Ring()
				}
			}
		},
		Heard: func(topic string, text []byte) {
			r, ok := readRehearsed(topic, text)
			if !ok {
				return // another release's
			}
			select {
			case heard <- r:
			default: // too much at once: a rehearsal may lose something
			}
		},
		Missed: func() {
			for _, l := range srv.watched() {
				l.Ring()
			}
		},
	})
}

// rehearsalTopic begins the topics under which nodes pass on what is rehearsed: captions
// that are kept nowhere, and so reach other nodes in no other way.
const rehearsalTopic = "rehearsal/"

// rehearsed is a post of a rehearsal, as nodes pass it on.
type rehearsed struct {
	id   channel.ID
	By   string      `json:"by"`
	Post ingest.Post `json:"post"`
}

// passOn tells the other nodes of a post of a rehearsal.
func (srv *Server) passOn(id channel.ID, by string, p ingest.Post) {
	b, err := json.Marshal(rehearsed{By: by, Post: p})
	if err != nil {
		return // what cannot be said is lost: it is a rehearsal
	}
	srv.Bus.Say(rehearsalTopic+id.Meeting.String()+"/"+id.Lang, b)
}

func readRehearsed(topic string, text []byte) (r rehearsed, ok bool) {
	rest, isRehearsal := strings.CutPrefix(topic, rehearsalTopic)
	meetingID, lang, _ := strings.Cut(rest, "/")
	id, err := uuid.Parse(meetingID)
	if !isRehearsal || err != nil || json.Unmarshal(text, &r) != nil {
		return r, false
	}
	r.id = channel.ID{Meeting: id, Lang: lang}
	return r, true
}

// rehearse takes what was rehearsed on other nodes, until ctx ends.
func (srv *Server) rehearse(ctx context.Context, heard <-chan rehearsed) {
	for {
		select {
		case r := <-heard:
			ch, leave, err := srv.channels.Enter(ctx, r.id)
			if err != nil {
				continue
			}
			if err := ch.Post(ctx, r.By, true, r.Post); err != nil {
				logFault(ctx, "rehearsal of another node", err)
			}
			leave()
		case <-ctx.Done():
			return
		}
	}
}
