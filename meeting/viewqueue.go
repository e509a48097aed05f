package meeting

import (
	"slices"
	"time"
)

// QueueValue is the value "queue".
type QueueValue struct {
	Open      bool              `json:"open"`
	Item      Seq               `json:"item"`
	Policy    PolicyName        `json:"policy"`    // in what order hands of one class are called
	Overtakes int               `json:"overtakes"` // how often a hand may be overtaken
	Limits    map[Class]float64 `json:"limits"`    // of turns, in seconds
	Hands     []HandValue       `json:"hands"`
	Turn      *TurnValue        `json:"turn"`
	Held      *TurnValue        `json:"held,omitempty"` // the speech that a question interrupts

	ClosesAt    *time.Time `json:"closes_at,omitempty"`    // when it closes by itself
	ClosesAfter int        `json:"closes_after,omitempty"` // after how many more hands
	Last        Seq        `json:"last,omitempty"`         // the hand with the last word

	Opens      bool     `json:"opens,omitempty"` // with the item
	HideNames  bool     `json:"hide_names,omitempty"`
	Statistics bool     `json:"statistics,omitempty"`
	Several    bool     `json:"several,omitempty"`   // a person may have several hands of a class
	NoOrders   bool     `json:"no_orders,omitempty"` // points of order are not taken either while it is closed
	Categories []string `json:"categories"`          // of points of order, the first goes first
	Grace      float64  `json:"grace"`               // seconds from the call to the begin of the clock

	Undo *UndoValue `json:"undo,omitempty"` // for those who run the queue
}

// UndoValue is the last thing that was done to the queue by those who run it; they can
// take it back for ten seconds.
type UndoValue struct {
	Seq  Seq       `json:"seq"`
	Kind string    `json:"kind"` // the name of its last entry's event
	At   time.Time `json:"at"`
}

// A HandState says whether the person could speak if called now.
type HandState string

// The states of a hand.
const (
	HandWaiting HandState = "waiting"
	HandAway    HandState = "away" // the person is not connected
)

// A Reason is one of the reasons for the place of a hand (Q19). N is the number that it
// is about, if it is about one.
type Reason struct {
	Code ReasonCode `json:"code"`
	N    int        `json:"n"`
}

// A ReasonCode names a reason.
type ReasonCode string

// The reasons.
const (
	ReasonPutBack   ReasonCode = "put_back"    // was put back, with the time that was left
	ReasonFront     ReasonCode = "front"       // answers the question just asked
	ReasonPassed    ReasonCode = "passed_over" // did not answer when it was called, and is next but one
	ReasonLast      ReasonCode = "last_word"   // has the last word
	ReasonClass     ReasonCode = "class"       // its class goes before others that wait
	ReasonCategory  ReasonCode = "category"    // N is the rank of its category
	ReasonAnswer    ReasonCode = "answer"      // N is the number of the question that it follows
	ReasonMoved     ReasonCode = "moved"       // by those who run the queue
	ReasonSet       ReasonCode = "set"         // they have set the order down to it
	ReasonNext      ReasonCode = "next"        // it was told that it is next
	ReasonPinned    ReasonCode = "pinned"      // it was overtaken N times, as often as may be
	ReasonOvertaken ReasonCode = "overtaken"   // N times
	ReasonLets      ReasonCode = "after"       // it lets hand N pass
	ReasonFirstTime ReasonCode = "first_time"  // has not spoken on this item
	ReasonSpoken    ReasonCode = "spoken"      // has had N turns on this item
	ReasonBodyTurns ReasonCode = "body_turns"  // its body has had N turns on this item
	ReasonOwnTurns  ReasonCode = "own_turns"   // the person has had N turns on this item
	ReasonRound     ReasonCode = "round"       // its body is due in round N
	ReasonInRoom    ReasonCode = "in_room"     // is in the room
	ReasonRemote    ReasonCode = "remote"      // is not
	ReasonDrawn     ReasonCode = "drawn"       // by lot
	ReasonArrival   ReasonCode = "arrival"     // as it went up
)

var reasonCodes = []ReasonCode{
	ReasonPutBack, ReasonFront, ReasonPassed, ReasonLast, ReasonClass, ReasonCategory, ReasonAnswer, ReasonMoved, ReasonSet, ReasonNext,
	ReasonPinned, ReasonOvertaken, ReasonLets, ReasonFirstTime, ReasonSpoken, ReasonBodyTurns, ReasonOwnTurns, ReasonRound, ReasonInRoom,
	ReasonRemote, ReasonDrawn, ReasonArrival,
}

// ReasonCodes are the reasons.
func ReasonCodes() []ReasonCode { return slices.Clone(reasonCodes) }

// HandValue is a hand that is up.
type HandValue struct {
	ID        Seq        `json:"id"`
	Person    Person     `json:"person"`
	Name      string     `json:"name"`
	Says      string     `json:"says,omitempty"` // how the name is pronounced, for people in the meeting
	Body      string     `json:"body"`
	Class     Class      `json:"class"`
	Note      string     `json:"note"`
	Written   bool       `json:"written"`
	Reader    Reader     `json:"reader,omitempty"`
	ReplyTo   Seq        `json:"reply_to"`
	Answers   Seq        `json:"answers,omitempty"` // the waiting question that it follows
	Category  string     `json:"category,omitempty"`
	Room      bool       `json:"room,omitempty"`
	State     HandState  `json:"state"`
	Reasons   []Reason   `json:"reasons"`
	AddedBy   Person     `json:"added_by,omitempty"`
	AddedName string     `json:"added_name,omitempty"`
	Carried   *time.Time `json:"carried,omitempty"` // since when it waits, if that is a meeting before this one
	Guest     bool       `json:"guest,omitempty"`   // it is of somebody who has not come in by a link: who is that may claim it
	Left      float64    `json:"left,omitempty"`    // seconds of a turn that was put back

	Heard     *HeardHand `json:"heard,omitempty"`     // if the meeting shows statistics
	Duplicate Seq        `json:"duplicate,omitempty"` // a hand of a person of the same name, who may be the same
}

// HeardHand is what a person and the body it speaks for have said on this item.
type HeardHand struct {
	First      bool    `json:"first"` // the first time on this item
	Turns      int     `json:"turns"`
	Spoken     float64 `json:"spoken"` // seconds
	BodyTurns  int     `json:"body_turns"`
	BodySpoken float64 `json:"body_spoken"` // seconds
}

// TurnValue is a turn. What remains of it is limit + paused − (now − began), in seconds;
// while it is paused, paused_at stands for now; before it began, all of it remains.
type TurnValue struct {
	ID       Seq        `json:"id"`
	Hand     Seq        `json:"hand"` // that was called
	Person   Person     `json:"person"`
	Name     string     `json:"name"`
	Says     string     `json:"says,omitempty"` // as in HandValue
	Body     string     `json:"body"`
	Class    Class      `json:"class"`
	Note     string     `json:"note"`
	Written  bool       `json:"written"` // Note is a statement to be read out
	Called   time.Time  `json:"called"`
	Began    time.Time  `json:"began"` // of the clock; may be a moment ahead
	Limit    float64    `json:"limit"` // 0 for none
	Paused   float64    `json:"paused"`
	PausedAt *time.Time `json:"paused_at"`

	Pause     PauseReason `json:"pause,omitempty"`    // why it is paused
	Answered  bool        `json:"answered,omitempty"` // the speaker is there
	Out       bool        `json:"out,omitempty"`      // it was called out of turn
	Reader    Reader      `json:"reader,omitempty"`
	Read      int         `json:"read,omitempty"`      // how many paragraphs have been read
	Corrected bool        `json:"corrected,omitempty"` // the author has changed it while it was read
}

// NamelessQueue is the queue as outsiders see it under the Chatham House Rule. What
// identifies a person has no field here, so none can be filled by mistake. Hands stand by
// class, statements last: their order and numbers would tell who was heard and when.
type NamelessQueue struct {
	Open   bool              `json:"open"`
	Item   Seq               `json:"item"`
	Policy PolicyName        `json:"policy"`
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
	Reasons []Reason  `json:"reasons"` // none
}

// NamelessTurn is the turn of a [NamelessQueue]. Its limit is that of all: a person's own
// would tell who it is.
type NamelessTurn struct {
	Class Class   `json:"class"`
	Limit float64 `json:"limit"`
}

// BudgetValue is an element of the value "budgets": the time of a body on the current
// item, without the turn that runs.
type BudgetValue struct {
	Body    string  `json:"body"`
	Seconds float64 `json:"seconds"`
	Used    float64 `json:"used"` // seconds
}

// HeardValue is the value "heard", for those who run the meeting: which bodies have not
// spoken on an item (Q19).
type HeardValue struct {
	Item    Seq      `json:"item"`
	Unheard []string `json:"unheard"`
}

// AlarmValue is an element of the value "alarms", for those who run the meeting, and of
// the alarms of "me": somebody cannot follow.
type AlarmValue struct {
	ID     Seq        `json:"id"`
	What   AlarmKind  `json:"what"`
	Note   string     `json:"note"`
	Person Person     `json:"person,omitempty"` // absent if that is not to be told
	Name   string     `json:"name,omitempty"`
	At     time.Time  `json:"at"`
	Seen   *time.Time `json:"seen"`
}

// MeValue is the value "me": what one person alone may see.
type MeValue struct {
	Person Person  `json:"person"`
	Name   string  `json:"name"`
	Roles  Roles   `json:"roles"`
	Place  int     `json:"place"` // of the person's first hand in the queue, from 1; 0 for none
	Hands  []Seq   `json:"hands"` // the person's own, in order
	Limit  float64 `json:"limit"` // of the person's turns on a topic, in seconds; 0 for none
	Times  int     `json:"times"` // of the limit of all, that the person asked for; 0 for no limit
	Muted  bool    `json:"muted"`

	Statements []StatementValue `json:"statements"` // of the person, the latest last
	Alarms     []AlarmValue     `json:"alarms"`     // of the person, that are not over
	Lowered    *LoweredValue    `json:"lowered"`    // the hand that the person lowered last
	Offer      *time.Time       `json:"offer"`      // from when on the person may take the chair

	Consents []Consent    `json:"consents,omitempty"` // what the person lets be told of what they said under the Rule
	Struck   []Seq        `json:"struck,omitempty"`   // the person's lines that they keep out of the record
	Out      []Stretch    `json:"out,omitempty"`      // what they said, as it was captioned, that they keep out of the record
	Slip     bool         `json:"slip,omitempty"`     // they have looked through what they said
	Asides   []AsideValue `json:"asides,omitempty"`   // of the person, to captioners
}

// StatementValue tells its author what becomes of a statement.
type StatementValue struct {
	Hand   Seq            `json:"hand"`
	State  StatementState `json:"state"`
	Read   int            `json:"read"`   // paragraphs
	Of     int            `json:"of"`     // paragraphs
	At     *time.Time     `json:"at"`     // since when it was read, or is not to be read
	Reason string         `json:"reason"` // why not, or not to its end
}

// LoweredValue is a hand that can have its place back until a time.
type LoweredValue struct {
	Hand  Seq       `json:"hand"`
	Until time.Time `json:"until"`
}
