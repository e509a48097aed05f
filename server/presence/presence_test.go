package presence_test

import (
	"testing"

	"example.org/convener/server/presence"
	"example.org/convener/server/presence/presencetest"
)

func TestLocal(t *testing.T) {
	var one presence.Local
	presencetest.Run(t, func(*testing.T) presence.Presence { return &one })
}
