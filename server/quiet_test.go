package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/server/feed"
)

// still is a reader in memory.
type still struct{ *httptest.ResponseRecorder }

func (still) SetWriteDeadline(time.Time) error { return nil }

// Proxies cut a line on which nothing comes for a minute.
func TestQuietTextIsKeptAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := feed.New("captions/en", 1)
		ctx, cancel := context.WithTimeout(t.Context(), 3*quiet+time.Second)
		defer cancel()
		time.AfterFunc(quiet/2, func() {
			f.Publish(map[string]json.RawMessage{"seg/1": json.RawMessage(`{"id":1,"text":"Yes.","final":true}`)})
		})
		out := still{httptest.NewRecorder()}
		if err := newFollower(out, reading{cells: 40}).follow(ctx, func() (*feed.Feed, error) { return f, nil }, false); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("it ends with %v", err)
		}
		if got := out.Body.String(); got != "Yes.\n\r\r" || !out.Flushed {
			t.Errorf("the reader has %q", got)
		}
	})
}
