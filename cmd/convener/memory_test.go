package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// collecting is the variable that has a test's program collect its garbage each time it gets
// SIGUSR1, and say so in this file.
const collecting = "CONVENER_TEST_COLLECTED"

// collects does so, three times each: what is in a pool stays there over two.
func collects(path string) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	go func() {
		for range asked {
			for range 3 {
				runtime.GC()
			}
			_ = os.WriteFile(path, nil, 0o600) // the test sees whether it is there
		}
	}()
}

// T-32: who took part is in the memory of the process while the meeting is on, and in none of
// it when the record is published and the garbage is collected, which an idle server does within
// minutes.
func TestCanariesInMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	p := newServer(t)
	collected := filepath.Join(p.temp, "collected")
	// a copy that is interrupted leaves some letters in what Go keeps of the processor's registers
	p.env = []string{collecting + "=" + collected, "GODEBUG=asyncpreemptoff=1"}
	p.start()
	first := newRuled(t, others, "chatham-house", p) // has the server make what it keeps for good
	first.begins()
	first.ends()
	r := newRuled(t, canaries, "chatham-house", p)
	r.begins()
	if found := r.remembered(); len(found) < len(r.words())-2 {
		t.Errorf("the search is blind: only %v are found", found)
	}
	r.ends()
	http.DefaultClient.CloseIdleConnections() // the server keeps what was asked on each
	soon, cancel := context.WithTimeout(r.ctx, 20*time.Second)
	defer cancel()
	err := insist(soon, func() error { // a request may be ending still
		r.must(p.cmd.Process.Signal(syscall.SIGUSR1))
		r.must(insist(r.ctx, func() error { return os.Remove(collected) }))
		if found := r.remembered(); len(found) > 0 {
			return fmt.Errorf("left are %v", found)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// remembered are those of the words that are in the memory of the server's process, and what
// stands around them.
func (r *ruled) remembered() map[string]string {
	r.t.Helper()
	proc := fmt.Sprintf("/proc/%d/", r.server.cmd.Process.Pid)
	areas, err := os.ReadFile(proc + "maps")
	r.must(err)
	memory, err := os.Open(proc + "mem")
	r.must(err)
	defer func() { r.must(memory.Close()) }()
	found := make(map[string]string)
	for line := range strings.Lines(string(areas)) {
		var from, to uint64
		var may string
		_, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &may)
		r.must(err)
		if !strings.HasPrefix(may, "rw") {
			continue // nothing was ever written there
		}
		b := make([]byte, to-from)
		n, _ := memory.ReadAt(b, int64(from)) // some areas cannot be read
		for _, word := range r.words() {
			if i := bytes.Index(b[:n], []byte(word)); i >= 0 {
				found[word] = fmt.Sprintf("%x: %q", from+uint64(i), b[max(i-100, 0):min(i+100, n)])
			}
		}
	}
	return found
}
