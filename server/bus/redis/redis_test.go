package redis_test

import (
	"fmt"
	"net"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	goredis "github.com/redis/go-redis/v9"

	"example.org/convener/meeting"
	"example.org/convener/server/bus"
	"example.org/convener/server/bus/bustest"
	"example.org/convener/server/bus/redis"
	"example.org/convener/server/journal"
	"example.org/convener/server/presence"
	"example.org/convener/server/presence/presencetest"
	"example.org/convener/server/servicetest"
)

var key = []byte("thirty-two bytes that nodes share")[:32]

func client(t *testing.T, url string) *redis.Client {
	t.Helper()
	seal, err := bus.NewSeal(key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := redis.Open(url, seal)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func TestRedis(t *testing.T) {
	server := servicetest.Redis(t)
	t.Run("bus", func(t *testing.T) {
		bustest.Run(t, func(t *testing.T) bus.Bus { return redis.NewBus(client(t, server.URL)) })
	})
	t.Run("presence", func(t *testing.T) {
		presencetest.Run(t, func(t *testing.T) presence.Presence { return redis.NewPresence(client(t, server.URL)) })
	})
	t.Run("nothing can be read or made on the way", func(t *testing.T) { testSealed(t, server) })
	t.Run("faults", func(t *testing.T) { testFaults(t, server) })
}

// admin is Redis as its operator, or whoever has got in, sees it.
func admin(t *testing.T, server *servicetest.Service) *goredis.Client {
	t.Helper()
	o, err := goredis.ParseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := goredis.NewClient(o)
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func testSealed(t *testing.T, server *servicetest.Service) {
	spy := admin(t, server)
	a, b := bustest.Start(t, redis.NewBus(client(t, server.URL))), bustest.Start(t, redis.NewBus(client(t, server.URL)))
	tap := spy.Subscribe(t.Context(), "cv:say")
	defer func() { _ = tap.Close() }()
	if _, err := tap.Receive(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.Say("captions/x", []byte("what was said in rehearsal"))
	m, err := tap.ReceiveMessage(t.Context())
	if err != nil || strings.Contains(m.Payload, "rehearsal") {
		t.Errorf("on the way: %v, %v", m, err)
	}
	b.Await("the text", func() bool { return b.Heard("captions/x: what was said in rehearsal") })
	for _, forged := range []string{
		"node\ncaptions/x\nnot sealed at all",
		strings.Replace(strings.Replace(m.Payload, "captions/x", "captions/y", 1), m.Payload[:36], uuid.NewString(), 1), // sealed for another topic
		"", "\n\n",
	} {
		spy.Publish(t.Context(), "cv:say", forged)
	}
	spy.Publish(t.Context(), "cv:hint", "node meeting/m 1") // one word is missing
	spy.Publish(t.Context(), "cv:hint", "node meeting/m -1 99999999999999999999999")
	a.Say("captions/x", []byte("after the forged ones"))
	b.Await("what was sealed", func() bool { return b.Heard("captions/x: after the forged ones") })
	if b.Heard("captions/y: what was said in rehearsal") || b.Heard("captions/x: not sealed at all") {
		t.Error("a forged text was heard")
	}
}

// Redis is killed, frozen, emptied, and cuts connections (F11, F12, F13, F16). A node is
// told each time that it may have missed something, and who is there is right again.
func testFaults(t *testing.T, server *servicetest.Service) {
	a, b := bustest.Start(t, redis.NewBus(client(t, server.URL))), bustest.Start(t, redis.NewBus(client(t, server.URL)))
	here, there := redis.NewPresence(client(t, server.URL)), redis.NewPresence(client(t, server.URL))
	presencetest.Start(t, here)
	presencetest.Start(t, there)
	id := uuid.New()
	t.Cleanup(here.Enter(id, presence.Tab{Person: "ann", Class: presence.Speaker}))
	presencetest.Sees(t, there, id, "ann/speaker")

	seq := uint64(0)
	again := func(fault string) {
		t.Helper()
		seq++
		hint := bus.Hint{Stream: "s", At: journal.Position{Epoch: 1, Seq: seq}}
		b.Await("hints come after "+fault, func() bool {
			a.Ring(hint) // until one arrives: each may be lost
			time.Sleep(time.Millisecond)
			return b.Heard(fmt.Sprintf("s 1 %d", seq))
		})
		began := time.Now()
		someone := fmt.Sprint("guest", seq) // what is remembered of before is not enough
		leave := here.Enter(id, presence.Tab{Person: meeting.Person(someone), Class: presence.Observer})
		presencetest.Sees(t, there, id, "ann/speaker", someone+"/observer")
		leave()
		t.Logf("after %s presence is right again %v after the first hint", fault, time.Since(began).Round(time.Millisecond))
	}

	before := b.Missed()
	server.Signal(syscall.SIGKILL)
	server.Start()
	again("its end")
	b.Await("the node was told", func() bool { return b.Missed() > before })

	before = b.Missed()
	server.Signal(syscall.SIGSTOP)
	b2 := time.AfterFunc(5*time.Second, func() { _ = syscall.Kill(server.PID(), syscall.SIGCONT) })
	defer b2.Stop()
	b.Await("a frozen Redis is noticed, and then its return", func() bool { return b.Missed() > before })
	again("five seconds of frost")

	if err := admin(t, server).FlushAll(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	again("all was deleted")

	before = b.Missed()
	if err := admin(t, server).Do(t.Context(), "CLIENT", "KILL", "TYPE", "pubsub").Err(); err != nil {
		t.Fatal(err)
	}
	b.Await("a cut connection is noticed", func() bool { return b.Missed() > before })
	again("the connection was cut")
}

// A connection that is half open gives no error, only silence (F14).
func TestHalfOpen(t *testing.T) {
	server := servicetest.Redis(t)
	proxy := newProxy(t, strings.TrimPrefix(server.URL, "redis://"))
	b := bustest.Start(t, redis.NewBus(client(t, "redis://"+proxy.address)))
	before := b.Missed()
	began := time.Now()
	proxy.swallow()
	b.Await("silence is noticed", func() bool { return b.Missed() > before })
	t.Logf("noticed, and connected again, after %v", time.Since(began).Round(time.Millisecond))
}

// A proxy passes bytes on, but for connections whose bytes it swallows.
type proxy struct {
	address string
	mu      sync.Mutex
	deaf    []chan struct{}
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{address: l.Addr().String()}
	var passing sync.WaitGroup
	passing.Go(func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				_ = in.Close()
				continue
			}
			deaf := make(chan struct{})
			p.mu.Lock()
			p.deaf = append(p.deaf, deaf)
			p.mu.Unlock()
			passing.Go(func() { pass(in, out, deaf) })
			passing.Go(func() { pass(out, in, deaf) })
			t.Cleanup(func() { _, _ = in.Close(), out.Close() })
		}
	})
	t.Cleanup(func() { _ = l.Close() })
	return p
}

// swallow drops from now on what comes over the connections there are.
func (p *proxy) swallow() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, deaf := range p.deaf {
		close(deaf)
	}
	p.deaf = nil
}

func pass(from, to net.Conn, deaf <-chan struct{}) {
	b := make([]byte, 64<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			_ = to.Close()
			return
		}
		select {
		case <-deaf:
		default:
			_, _ = to.Write(b[:n])
		}
	}
}
