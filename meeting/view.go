package meeting

import "time"

// The types of this file are the values that clients get; server/PROTOCOL.md describes
// them. Fields may be added, never renamed. Where a value has a Person it also has a Name
// and a Body, which are empty here: the room fills them from the roster, for audiences
// that may see them.

// A View maps the keys of the meeting feed to values that marshal to JSON; nil takes a
// key away.
type View map[string]any

// MeetingValue is the value "meeting".
type MeetingValue struct {
	ID       string    `json:"id"` // filled by the room, which knows which meeting it is
	Title    string    `json:"title"`
	Stage    Stage     `json:"stage"`
	Rule     Rule      `json:"rule"`
	Starts   time.Time `json:"starts"`
	Item     Seq       `json:"item"`
	Seq      Seq       `json:"seq,omitempty"` // absent where the number of an entry would tell something
	Bodies   []string  `json:"bodies"`
	Channels []Channel `json:"channels"`

	OffRecord *time.Time `json:"off_record,omitempty"` // since when captions are shown and not kept; absent while they are kept
}

// ItemValue is an element of the value "agenda".
type ItemValue struct {
	ID         Seq        `json:"id"`
	Number     string     `json:"number"` // such as 2.1
	Title      string     `json:"title"`
	Kind       Kind       `json:"kind"`
	Minutes    int        `json:"minutes"`
	Parent     Seq        `json:"parent"`
	State      ItemState  `json:"state"`
	Visibility Visibility `json:"visibility"`
	Began      *time.Time `json:"began"`
	Spent      float64    `json:"spent"` // seconds, without the stretch that runs
}

// NamelessItem is an element of the agenda as outsiders see it under the Chatham House
// Rule: without the times, for who spoke when is known to others.
type NamelessItem struct {
	ID         Seq        `json:"id"`
	Number     string     `json:"number"`
	Title      string     `json:"title"`
	Kind       Kind       `json:"kind"`
	Minutes    int        `json:"minutes"`
	Parent     Seq        `json:"parent"`
	State      ItemState  `json:"state"`
	Visibility Visibility `json:"visibility"`
}

// ItemDetails is the value "item/<id>": what an item says beyond its title. An item that
// says nothing has none.
type ItemDetails struct {
	ID          Seq      `json:"id"`
	Presenters  []string `json:"presenters"`
	Description string   `json:"description"` // Markdown
	Links       []Link   `json:"links"`
}

// NamelessDetails is the same as outsiders see it under the Chatham House Rule: who
// presents is who speaks.
type NamelessDetails struct {
	ID          Seq    `json:"id"`
	Description string `json:"description"`
	Links       []Link `json:"links"`
}

// QueueValue is the value "queue".
type QueueValue struct {
	Open   bool              `json:"open"`
	Item   Seq               `json:"item"`
	Policy string            `json:"policy"` // in what order hands of one class are called
	Limits map[Class]float64 `json:"limits"` // of turns, in seconds
	Hands  []HandValue       `json:"hands"`
	Turn   *TurnValue        `json:"turn"`
}

// LinkValue is an element of the value "links", which only those see who run the meeting:
// the ways into it, without their secrets.
type LinkValue struct {
	Link    string     `json:"link"`
	Roles   Roles      `json:"roles"`
	Lang    string     `json:"lang,omitempty"` // the captions that it writes
	Expires *time.Time `json:"expires"`
	Revoked bool       `json:"revoked"`
	People  int        `json:"people"` // who are in the meeting by it
}

// A HandState says whether the person could speak if called now.
type HandState string

// The states of a hand.
const (
	HandWaiting HandState = "waiting"
	HandAway    HandState = "away" // the person is not connected
)

// An ActionState says whether an action still has to be done.
type ActionState string

// The states of an action.
const (
	ActionOpen ActionState = "open"
	ActionDone ActionState = "done"
)

// HandValue is a hand that is up.
type HandValue struct {
	ID        Seq       `json:"id"`
	Person    Person    `json:"person"`
	Name      string    `json:"name"`
	Body      string    `json:"body"`
	Class     Class     `json:"class"`
	Note      string    `json:"note"`
	Written   bool      `json:"written"`
	ReplyTo   Seq       `json:"reply_to"`
	State     HandState `json:"state"`
	Reasons   []string  `json:"reasons"`
	AddedBy   Person    `json:"added_by,omitempty"`
	AddedName string    `json:"added_name,omitempty"`
	Left      float64   `json:"left,omitempty"` // seconds of a turn that was put back
}

// TurnValue is the turn that runs. What remains of it is limit + paused − (now − began),
// in seconds; while it is paused, paused_at stands for now.
type TurnValue struct {
	ID       Seq        `json:"id"`
	Person   Person     `json:"person"`
	Name     string     `json:"name"`
	Body     string     `json:"body"`
	Class    Class      `json:"class"`
	Note     string     `json:"note"`
	Written  bool       `json:"written"` // Note is a statement to be read out
	Began    time.Time  `json:"began"`
	Limit    float64    `json:"limit"`
	Paused   float64    `json:"paused"`
	PausedAt *time.Time `json:"paused_at"`
}

// NamelessQueue is the queue as outsiders see it under the Chatham House Rule. What
// identifies a person has no field here, so none can be filled by mistake, and hands are
// numbered by their place, because the number of an entry tells when it was made.
type NamelessQueue struct {
	Open   bool              `json:"open"`
	Item   Seq               `json:"item"`
	Policy string            `json:"policy"`
	Limits map[Class]float64 `json:"limits"`
	Hands  []NamelessHand    `json:"hands"`
	Turn   *NamelessTurn     `json:"turn"`
}

// NamelessHand is a hand of a [NamelessQueue].
type NamelessHand struct {
	ID      int       `json:"id"` // its place, from 1
	Class   Class     `json:"class"`
	Written bool      `json:"written"`
	State   HandState `json:"state"`
	Reasons []string  `json:"reasons"`
}

// NamelessTurn is the turn of a [NamelessQueue].
type NamelessTurn struct {
	Class Class   `json:"class"`
	Limit float64 `json:"limit"`
}

// NoteValue is the value "note/<id>".
type NoteValue struct {
	ID     Seq      `json:"id"`
	Item   Seq      `json:"item"`
	Kind   NoteKind `json:"kind"`
	Text   string   `json:"text"`
	Person Person   `json:"person"` // who wrote it
	Name   string   `json:"name"`
	Rev    int      `json:"rev"`
}

// DecisionValue is the value "decision/<id>".
type DecisionValue struct {
	ID     Seq    `json:"id"`
	Item   Seq    `json:"item"`
	Number string `json:"number"`
	Text   string `json:"text"`
}

// ActionValue is the value "action/<id>".
type ActionValue struct {
	ID     Seq         `json:"id"`
	Item   Seq         `json:"item"`
	Number string      `json:"number"`
	Text   string      `json:"text"`
	Owner  string      `json:"owner"`
	Due    string      `json:"due"` // a day, or empty
	State  ActionState `json:"state"`
}

// MeValue is the value "me": what one person alone may see.
type MeValue struct {
	Person Person  `json:"person"`
	Name   string  `json:"name"`
	Roles  Roles   `json:"roles"`
	Place  int     `json:"place"` // of the person's first hand in the queue, from 1; 0 for none
	Limit  float64 `json:"limit"` // of the person's turns, in seconds
	Muted  bool    `json:"muted"`
}
