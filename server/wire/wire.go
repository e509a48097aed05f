// Package wire is the language between clients and the server: what a frame may hold, and
// how what is asked becomes a command. PROTOCOL.md beside package server describes it, and
// a test there keeps both true.
package wire

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"reflect"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/ledger"
)

//go:generate go run ./typescript ../../frontend/src/lib/protocol.gen.ts

// Version is the version of the protocol that pages speak. A page that says another in its
// hello is told to reload.
const Version = 1

// An Ask is a wish: a command's name and fields, and an id that the client makes. The same
// id is the same wish, however often it is sent.
type Ask struct {
	N  uint64          `json:"n,omitempty"` // the client's number for the answer, on a socket
	ID string          `json:"id"`          // a UUID
	Do string          `json:"do"`
	In json.RawMessage `json:"in,omitempty"`
}

// An Answer says what became of an ask: Seq, or a refusal.
type Answer struct {
	N    uint64      `json:"n,omitempty"`
	Seq  meeting.Seq `json:"seq,omitempty"` // the entry that made so what was wished
	Code string      `json:"code,omitempty"`
	Text string      `json:"text,omitempty"`
}

// A Hello is the first thing a client says on a socket.
type Hello struct {
	Session string            `json:"session"`           // empty for the public's view
	Feeds   map[string]string `json:"feeds"`             // cursors by feed; "" for everything
	Client  string            `json:"client,omitempty"`  // a newer connection with the same one replaces this
	Version int               `json:"version,omitempty"` // of the protocol that a page was written for
}

// A Frame is what a client says on a socket: a hello, later asks and wishes to follow more
// feeds.
type Frame struct {
	Hello   *Hello            `json:"hello,omitempty"`
	Follow  map[string]string `json:"follow,omitempty"`
	Painted *Painted          `json:"painted,omitempty"`
	Ask
}

// A Welcome answers a hello.
type Welcome struct {
	Person meeting.Person `json:"person"`
	Name   string         `json:"name"`
	Roles  meeting.Roles  `json:"roles"`
	Now    time.Time      `json:"now"`
	Limits Limits         `json:"limits"`
	Paint  bool           `json:"paint,omitempty"` // say when captions are drawn, at most once a second
}

// Painted says that a page has drawn a patch of captions.
type Painted struct {
	Feed   string `json:"feed"`
	Cursor string `json:"cursor"` // of the patch
	Took   int64  `json:"took"`   // ms since the patch arrived
}

// Joining is what somebody says who comes in.
type Joining struct {
	Link   string `json:"link,omitempty"` // the URL or its fragment; empty to observe a meeting that is open to all
	Name   string `json:"name,omitempty"`
	Body   string `json:"body,omitempty"`
	For    string `json:"for,omitempty"`    // by a body's link: the representative whose seat an alternate takes
	Way    string `json:"way,omitempty"`    // speak, sign or type
	Says   string `json:"says,omitempty"`   // how the name is pronounced
	Needs  Needs  `json:"needs,omitzero"`   // to take part; only who runs the meeting is told
	Resume bool   `json:"resume,omitempty"` // come back as who the cookie says; nothing else counts then
}

// Needs are what somebody needs to take part.
type Needs struct {
	Kinds []string `json:"kinds,omitempty"` // captions, sign, print, time, breaks, typing or other
	Text  string   `json:"text,omitempty"`
}

// PersonNeeds are an element of the value "needs", which only those see who run the
// meeting: what somebody said on coming in, for as long as the person may be there.
type PersonNeeds struct {
	Person meeting.Person `json:"person"`
	Name   string         `json:"name"`
	Body   string         `json:"body"`
	Kinds  []string       `json:"kinds"`
	Text   string         `json:"text"`
}

// Joined answers it.
type Joined struct {
	Session string         `json:"session"`
	Person  meeting.Person `json:"person"`
	Name    string         `json:"name"`
	Roles   meeting.Roles  `json:"roles"`
}

// Presence is the value "presence": how many are connected, tabs counted once. Under the Rule
// outsiders have none.
type Presence struct {
	Others    int  `json:"others"`    // who may speak and are not named by "present/<person>"
	Observers int  `json:"observers"` // who follow in silence
	Whole     bool `json:"whole"`     // false while some may be missing
}

// Present is the value "present/<person>": somebody who is connected and may speak. Outsiders
// have none.
type Present struct {
	Person meeting.Person `json:"person"`
	Name   string         `json:"name"`
	Body   string         `json:"body"`
	Roles  meeting.Roles  `json:"roles"`
	Guest  bool           `json:"guest,omitempty"` // has the name of a chair, and is none
}

// Label is the value "label/<label>" of the feed presence: whom captioners mean by how they
// name a speaker.
type Label struct {
	Label  string         `json:"label"`
	Person meeting.Person `json:"person"` // empty for nobody known
	Name   string         `json:"name"`
	Body   string         `json:"body"`
	Sure   bool           `json:"sure"` // false if only the spelling is near: somebody may say with match_label
}

// Limits are what a client should keep to.
type Limits struct {
	Frame         int `json:"frame"`           // bytes of one frame
	Text          int `json:"text"`            // bytes of one text
	AsksPerSecond int `json:"asks_per_second"` // over a while
}

// commands are the types of commands by wire name.
var commands = func() map[string]reflect.Type {
	m := make(map[string]reflect.Type)
	for name, p := range meeting.Permissions() {
		m[name] = reflect.TypeOf(p.Command)
	}
	return m
}()

// Command decodes what a asks for. Its error is a refusal.
func (a Ask) Command() (meeting.Command, error) {
	if id, err := uuid.Parse(a.ID); err != nil || id.String() != a.ID {
		return nil, malformed("An ask has an id, a UUID in small letters that the client makes.")
	}
	t, ok := commands[a.Do]
	if !ok {
		return nil, &meeting.Error{Code: "unknown_command", Text: "This server does not know that command."}
	}
	c := reflect.New(t)
	if len(a.In) > 0 {
		if err := Strict(a.In, c.Interface()); err != nil {
			return nil, err
		}
	}
	return c.Elem().Interface().(meeting.Command), nil //nolint:forcetypeassert // commands holds commands only
}

// Sum is a digest of what by asks for, to tell a repeat from another ask under its id.
func (a Ask) Sum(by meeting.Person) string {
	var in bytes.Buffer
	if err := json.Compact(&in, a.In); err != nil {
		in.Reset() // an absent in is an empty one
	}
	sum := sha256.Sum256([]byte(string(by) + "\n" + a.Do + "\n" + in.String()))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// Refusals that come from the server and not from the law of a meeting.
var (
	ErrNoSession = &meeting.Error{Code: "no_session", Text: "Join the meeting first."}
	ErrNoMeeting = &meeting.Error{Code: "unknown", Text: "There is no such meeting."}
	ErrTooLarge  = &meeting.Error{Code: "too_large", Text: "This is too large."}
	ErrTooOften  = &meeting.Error{Code: "too_often", Text: "Too many at once: wait a moment and ask again."}
	ErrReusedID  = &meeting.Error{Code: "reused_id", Text: "This id was used for another ask: make a new one."}
	errInternal  = &meeting.Error{Code: "internal", Text: "Something went wrong on our side; asking again is safe."}
)

// Refusal finds the words for err. What is not a refusal is told as internal, and fault is
// true: the caller logs it.
func Refusal(err error) (refused *meeting.Error, fault bool) {
	switch {
	case errors.As(err, &refused):
		return refused, false
	case errors.Is(err, ledger.ErrReused):
		return ErrReusedID, false
	case errors.Is(err, auth.ErrUnknown):
		return ErrNoSession, false
	}
	return errInternal, true
}

// Answered builds the answer to a; fault is as in [Refusal].
func (a Ask) Answered(seq meeting.Seq, err error) (_ Answer, fault bool) {
	if err == nil {
		return Answer{N: a.N, Seq: seq}, false
	}
	refused, fault := Refusal(err)
	return Answer{N: a.N, Code: refused.Code, Text: refused.Text}, fault
}
