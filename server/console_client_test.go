package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// A console is a captioner's console: it numbers what it does, and sends again what was not
// acknowledged.
type console struct {
	socket
	src   string
	n     int
	acked int
}

// told is what a server says to a console.
type told struct {
	Op, Code, Text, Holder, Stage string
	N                             int
	OffRecord                     *time.Time `json:"off_record"`
	HolderLost                    bool       `json:"holder_lost"`
	Previews                      []struct {
		Text string
		Lost bool
	}
	Speakers []struct {
		Name, Body string
		Floor      bool
	}
	Agenda []struct{ Number, Title, State string }
	Asides []struct {
		ID         int
		Text, Name string
		Mine, Seen bool
	}
	Glossary []struct{ Term, About string }
	Readers  int
}

// secret is what the links of a channel carry.
func (g *gathering) secret(t testing.TB, lang string) string {
	t.Helper()
	_, secret, ok := strings.Cut(g.made.Captions[lang].Console, "#")
	if !ok {
		t.Fatalf("no secret in %s", g.made.Captions[lang].Console)
	}
	return secret
}

// sit connects a console, which is there when it returns.
func (g *gathering) sit(t testing.TB, src string, acked int, more string) *console {
	t.Helper()
	k := &console{socket: g.dialConsole(t), src: src}
	k.say(fmt.Sprintf(`{"op":"hello","proto":1,"client":"test","secret":%q,"resume":{"src":%q,"n":%d%s}}`, g.secret(t, "en"), src, acked, more))
	k.n = k.awaitOp("welcome").N
	k.acked = k.n
	return k
}

// sitIn connects the console of a channel for the first time.
func (g *gathering) sitIn(t testing.TB, lang, src string) *console {
	t.Helper()
	k := &console{socket: g.dialConsole(t), src: src}
	k.say(fmt.Sprintf(`{"op":"hello","proto":1,"secret":%q,"resume":{"src":%q,"n":0}}`, g.secret(t, lang), src))
	k.awaitOp("welcome")
	return k
}

func (h *house) dialConsole(t testing.TB) socket {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ws, res, err := websocket.Dial(ctx, h.url+"/captions/socket", &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {"https://elsewhere.example"}}})
	must(t, err)
	if res.Body != nil {
		_ = res.Body.Close()
	}
	ws.SetReadLimit(1 << 20)
	t.Cleanup(func() { _ = ws.CloseNow() })
	return socket{ws, t}
}

// does sends ops; op is the rest of a frame, as `"op":"t","s":"Hello"`.
func (k *console) does(ops ...string) {
	k.t.Helper()
	for _, op := range ops {
		k.n++
		k.say(fmt.Sprintf(`{"n":%d,%s}`, k.n, op))
	}
	for k.acked < k.n {
		switch a := k.tell(); a.Op {
		case "ack":
			k.acked = a.N
		case "missing", "refused":
			k.t.Fatalf("%s: %+v", ops, a)
		}
	}
}

func text(s string) string { return fmt.Sprintf(`"op":"t","s":%q`, s) }

func (k *console) tell() (f told) {
	k.t.Helper()
	ctx, cancel := context.WithTimeout(k.t.Context(), patience)
	defer cancel()
	_, b, err := k.Read(ctx)
	must(k.t, err)
	must(k.t, json.Unmarshal(b, &f))
	return f
}

func (k *console) awaitOp(op string) told {
	k.t.Helper()
	return k.awaitTold(op, func(f told) bool { return f.Op == op })
}

func (k *console) awaitTold(what string, is func(told) bool) told {
	k.t.Helper()
	for began := time.Now(); time.Since(began) < patience; {
		if f := k.tell(); is(f) {
			return f
		}
	}
	k.t.Fatalf("waiting for %s", what)
	return told{}
}
