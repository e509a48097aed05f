package meeting

import (
	"slices"
	"time"
)

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

	Classes   map[Class]Look `json:"classes,omitempty"`   // how the group shows them; a page has words of its own for one that is absent
	Silence   int            `json:"silence,omitempty"`   // seconds that a silence procedure lasts, unless who opens it says otherwise; absent for 60
	Grace     int            `json:"grace,omitempty"`     // seconds after it for those with a bad line
	Documents int            `json:"documents,omitempty"` // days before the meeting by which documents are due

	OffRecord *time.Time `json:"off_record,omitempty"` // since when captions are shown and not kept; absent while they are kept
	Break     *time.Time `json:"break,omitempty"`      // when the break ends; absent while there is none
	Since     *time.Time `json:"since,omitempty"`      // when the meeting began or went on after its last break
	Series    string     `json:"series,omitempty"`
	Mode      Mode       `json:"mode"`
	Place     string     `json:"place,omitempty"`
	Revised   int        `json:"revised"` // how often what a calendar has of it was changed
	Cancelled bool       `json:"cancelled,omitempty"`
	Why       string     `json:"why,omitempty"`   // it was cancelled
	Ahead     float64    `json:"ahead,omitempty"` // seconds that are planned for what comes after the current item

	Circulated *time.Time `json:"circulated,omitempty"` // when the agenda was sent round
	Adopted    *time.Time `json:"adopted,omitempty"`    // when the agenda was adopted
	Private    bool       `json:"private,omitempty"`    // something of it is under a rule that is not open: outsiders are told no names
	Outside    bool       `json:"outside,omitempty"`    // those outside may follow what is captioned, without what identifies a person
	Forgets    *time.Time `json:"forgets,omitempty"`    // once it is over, when what is sealed is destroyed if no record is published before
	Locked     bool       `json:"locked,omitempty"`     // nobody new is let in
	Headcount  *Headcount `json:"headcount,omitempty"`  // who takes part without a device of their own
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
	Spent      float64    `json:"spent"`              // seconds, without the stretch that runs
	Amended    Amendment  `json:"amended,omitempty"`  // since the agenda was adopted: added or changed
	Carried    string     `json:"carried,omitempty"`  // the meeting of the series that left it to this one
	Approves   string     `json:"approves,omitempty"` // the meeting whose minutes it is about
	Rule       Rule       `json:"rule,omitempty"`     // of its own; absent where the rule above it holds
	Person     Person     `json:"person,omitempty"`   // who proposed it; of a proposal only
	Name       string     `json:"name,omitempty"`
}

// Accepted are the items of an agenda without those that are only proposed.
func Accepted(agenda []ItemValue) []ItemValue {
	return slices.DeleteFunc(slices.Clone(agenda), func(i ItemValue) bool { return i.State == ItemProposed })
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
	Amended    Amendment  `json:"amended,omitempty"`
	Carried    string     `json:"carried,omitempty"`
	Approves   string     `json:"approves,omitempty"`
	Rule       Rule       `json:"rule,omitempty"`
}

// DocumentValue is a link of an item.
type DocumentValue struct {
	Link
	Late Lateness `json:"late,omitempty"` // why it was posted late: started, circulated or due
}

// ItemDetails is the value "item/<id>": what an item says beyond its title. An item that
// says nothing has none.
type ItemDetails struct {
	ID          Seq             `json:"id"`
	Presenters  []string        `json:"presenters"`
	Description string          `json:"description"` // Markdown
	Links       []DocumentValue `json:"links"`
}

// NamelessDetails is the same as outsiders see it under the Chatham House Rule: who
// presents is who speaks.
type NamelessDetails struct {
	ID          Seq             `json:"id"`
	Description string          `json:"description"`
	Links       []DocumentValue `json:"links"`
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
