package wire

import (
	"time"

	"example.org/convener/meeting"
)

// An Op is what a captioner's console says: a hello, then ops by their numbers, and pings.
// PROTOCOL.md has them in a table.
type Op struct {
	Op    string    `json:"op"`
	N     int64     `json:"n,omitempty"`     // 1 for a console's first op, one more for each after it
	At    time.Time `json:"at,omitzero"`     // when it was typed, by the console's clock
	S     string    `json:"s,omitempty"`     // t: the text
	C     int       `json:"c,omitempty"`     // e: how many characters
	Unit  string    `json:"unit,omitempty"`  // e: grapheme, if c counts characters as people see them
	Label string    `json:"label,omitempty"` // spk: who speaks; empty for somebody unknown
	Seg   uint64    `json:"seg,omitempty"`   // fix: the segment
	Base  int64     `json:"base,omitempty"`  // fix: its revision as the captioner saw it
	Text  string    `json:"text,omitempty"`  // fix, note, tell
	On    bool      `json:"on,omitempty"`    // record
	Aside uint64    `json:"aside,omitempty"` // seen: which aside
	T     int64     `json:"t,omitempty"`     // ping: comes back in the pong

	Secret string  `json:"secret,omitempty"` // hello: of the caption link
	Client string  `json:"client,omitempty"` // hello: the name of the program
	Proto  int     `json:"proto,omitempty"`  // hello
	Resume *Resume `json:"resume,omitempty"` // hello
	Lang   string  `json:"lang,omitempty"`   // hello: a hint, the link decides
}

// A Resume says which console it is, and how far it has come.
type Resume struct {
	Src string `json:"src"`           // 1 to 64 letters, digits and hyphens, drawn by the console
	N   int64  `json:"n"`             // the last op that it knows was taken
	Off bool   `json:"off,omitempty"` // its own ops have gone off the record, and not back
}

// A ConsoleWelcome answers a console's hello.
type ConsoleWelcome struct {
	Op    string    `json:"op"` // welcome
	N     int64     `json:"n"`  // the last op that was taken: the next is one more
	Now   time.Time `json:"now"`
	Title string    `json:"title"`
	Lang  string    `json:"lang"`
}

// An Ack says that all ops up to a number were taken; of those that were refused a Refused
// came before.
type Ack struct {
	Op string `json:"op"` // ack; missing, if the next op was not the one after N
	N  int64  `json:"n"`
}

// Refused says that an op changed nothing. Its number counts.
type Refused struct {
	Op   string `json:"op"` // refused
	N    int64  `json:"n"`
	Code string `json:"code"`
	Text string `json:"text"`
}

// A Pong answers a ping.
type Pong struct {
	Op string `json:"op"` // pong
	T  int64  `json:"t"`
}

// Taken answers ops that were posted.
type Taken struct {
	Acked   int64     `json:"acked"`
	Refused []Refused `json:"refused"`
}

// A Desk is what a captioner is told of the meeting, at once and whenever it changes.
type Desk struct {
	Op        string         `json:"op"` // state
	Stage     meeting.Stage  `json:"stage"`
	OffRecord *time.Time     `json:"off_record"`  // since when what is written is shown and not kept; null if it is kept
	Holder    string         `json:"holder"`      // who is published: you, other, or empty for all
	Lost      bool           `json:"holder_lost"` // the line of that other is lost
	Previews  []Preview      `json:"previews"`    // what others write that is not published
	Speakers  []Speaker      `json:"speakers"`    // who has the floor, who waits, who else is there
	Agenda    []DeskItem     `json:"agenda"`      // what is spoken about, whose words will come
	Asides    []DeskAside    `json:"asides"`      // what was said besides, to this channel's captioners and by them, in order
	Glossary  []meeting.Term `json:"glossary"`    // words that will come
	Names     bool           `json:"names"`       // the list of words has the names of who is there: under the Rule it has not
	Readers   int            `json:"readers"`     // connections to the meeting
}

// A DeskItem is an item of the agenda as a captioner is told of it.
type DeskItem struct {
	Number string            `json:"number"` // such as 2.1
	Title  string            `json:"title"`
	State  meeting.ItemState `json:"state"`
}

// A DeskAside is an aside as a captioner is told of it.
type DeskAside struct {
	ID   meeting.Seq `json:"id"`
	Text string      `json:"text"`
	Mine bool        `json:"mine"` // of the captioners, to those who run the meeting
	Name string      `json:"name"` // of who said it
	Body string      `json:"body"`
	At   time.Time   `json:"at"`
	Seen bool        `json:"seen"`
}

// A Preview is the end of what another captioner writes.
type Preview struct {
	Text string `json:"text"`
	Lost bool   `json:"lost"` // the line of whoever writes it is lost
}

// A Speaker is somebody whom a captioner may have to name.
type Speaker struct {
	Name  string `json:"name"`
	Body  string `json:"body"`
	Floor bool   `json:"floor"` // has the floor
}

// A Source is the value "source" of the feed of captions: whether the line of whoever writes
// them holds. Only of consoles this can be told.
type Source struct {
	State string    `json:"state"` // live, or lost
	Since time.Time `json:"since,omitzero"`
}
