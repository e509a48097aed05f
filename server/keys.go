package server

import (
	"context"
	"strings"

	"example.org/convener/server/bus"
	"example.org/convener/server/room"
	"example.org/convener/server/seal"
)

// The topics under which nodes pass on the keys of meetings under the Rule: sealed on their
// way, and kept by nothing between.
const (
	keyTopic    = "key/"        // and its name: the key
	wantedTopic = "key-wanted/" // and its name: who has it passes it on
	goneTopic   = "key-gone/"   // and its name: the journal says that it is to be destroyed
)

// passKeys has keys passed on to other nodes, if there can be any.
func (srv *Server) passKeys() {
	if _, alone := srv.Bus.(bus.Alone); alone {
		return
	}
	srv.seals.Share(seal.Sharing{
		Made:   func(name string, secret []byte) { srv.Bus.Say(keyTopic+name, secret) },
		Wanted: func(name string) { srv.Bus.Say(wantedTopic+name, []byte("please")) },
	})
}

// keyNews is what another node says about a key.
type keyNews struct {
	topic, name string
	secret      []byte
}

func readKeyNews(topic string, text []byte) (n keyNews, ok bool) {
	for _, of := range []string{keyTopic, wantedTopic, goneTopic} {
		if name, is := strings.CutPrefix(topic, of); is {
			return keyNews{of, name, text}, true
		}
	}
	return keyNews{}, false
}

// takeKeys keeps the keys that other nodes pass on, and passes on those they want, until ctx
// ends.
func (srv *Server) takeKeys(ctx context.Context, heard <-chan keyNews) {
	for {
		select {
		case n := <-heard:
			if err := srv.takeKey(ctx, n); err != nil {
				logFault(ctx, "what another node says of a key", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

func (srv *Server) takeKey(ctx context.Context, n keyNews) error {
	switch n.topic {
	case keyTopic:
		return srv.seals.Put(n.name, n.secret)
	case wantedTopic:
		if secret, err := srv.seals.Secret(n.name); err == nil { // else another node has it
			srv.Bus.Say(keyTopic+n.name, secret)
		}
	case goneTopic:
		id, _, err := room.OfKey(n.name)
		if err != nil {
			return err
		}
		return srv.tend(ctx, id)
	}
	return nil
}
