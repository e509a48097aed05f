package memory_test

import (
	"testing"

	"example.org/convener/server/bus"
	"example.org/convener/server/bus/bustest"
	"example.org/convener/server/bus/memory"
)

func TestBus(t *testing.T) {
	var hub memory.Hub
	bustest.Run(t, func(*testing.T) bus.Bus { return hub.Node() })
}
