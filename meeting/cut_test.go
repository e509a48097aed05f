package meeting

import (
	"reflect"
	"testing"
)

// A log cut anywhere replays: whatever a node had read before it stopped, stored and read
// back, is the state that the meeting had at that entry; and goes on to what it became.
func TestALogCutAnywhereReplays(t *testing.T) {
	for _, script := range scripts()[:24] {
		end, log := held(t, script)
		read, live := stored(t, log, asItIs), new(State)
		for i, e := range log {
			Apply(live, e)
			cut := replay(read[:i+1])
			if !reflect.DeepEqual(cut, live) {
				t.Fatalf("cut after %+v, replayed:\n%+v\nlive:\n%+v", e, cut, live)
			}
			if i%16 != 0 {
				continue
			}
			for _, rest := range read[i+1:] {
				Apply(cut, rest)
			}
			if !reflect.DeepEqual(cut, end) {
				t.Fatalf("cut after %+v, gone on:\n%+v\nlive:\n%+v", e, cut, end)
			}
		}
	}
}
